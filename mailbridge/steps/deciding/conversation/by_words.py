"""The discussion that a message's words name: what it quotes, or its subject."""

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Rule
from mailbridge.domain.inbound import Author, Facts, Inbound, Place
from mailbridge.domain.told import told
from mailbridge.steps.deciding.conversation.discussion_age import (
    UNSEEN_WINDOW,
    is_recent_enough,
    silence_before,
)
from mailbridge.steps.deciding.conversation.message_refs import (
    is_answer,
    is_weak,
)
from mailbridge.steps.deciding.people.membership import belongs, holds_apart


def find_by_words(inbound: Inbound, author: Author, facts: Facts) -> Place | None:
    """The discussion whose words the message quotes; else the one that has its subject."""
    return _by_quote(author, facts) or _by_subject(inbound, author, facts)


def _by_quote(author: Author, facts: Facts) -> Place | None:
    """Clients of two mail domains never meet by what both may have; a colleague who was sent our
    words by one of them joins, and waits.
    """
    for quoted in facts.quoted_in:
        if holds_apart(author, quoted, facts):
            continue
        if belongs(author, quoted, facts):
            return Place(quoted, Rule.QUOTED, told("it quotes what was written there"))
        if quoted in facts.colleagues_in:
            words = told("a colleague quotes what was written there")
            return Place(quoted, Rule.QUOTED, words, newcomer=True)
    return None


def _by_subject(inbound: Inbound, author: Author, facts: Facts) -> Place | None:
    """The newest of those, before others one that the author wrote in; the next best is named."""
    joinable, own = _joinable(inbound, author, facts)
    if not joinable:
        return None
    best = (own or joinable)[0]
    others = [discussion.id for discussion in joinable if discussion.id != best.id]
    return Place(
        best.id,
        Rule.SUBJECT,
        told(
            "the same subject, last written to on {day}",
            day=f"{best.last_written:%Y-%m-%d}",
        ),
        others[0] if others else None,
    )


def _joinable(
    inbound: Inbound, author: Author, facts: Facts
) -> tuple[list[Discussion], list[Discussion]]:
    """The discussions of this subject that the message may join, and those of them that its author
    wrote in.

    An answer to a letter we never saw joins only what its author wrote in; a fresh letter, or one
    whose subject a letter to many has, also what a colleague takes part in, by a telling subject.
    """
    message = inbound.reading.message
    recent = [
        discussion
        for discussion in _same_subject(author, facts)
        if is_recent_enough(discussion, inbound, facts)
    ]
    own = [discussion for discussion in recent if _wrote_in(author, discussion, facts)]
    if facts.named:
        own = [discussion for discussion in own if _answers_unseen(discussion, inbound, facts)]
        return own, own
    if not is_answer(message) or any(discussion.to_many for discussion in facts.candidates):
        strong = not is_weak(message.subject)
        recent = [
            discussion
            for discussion in recent
            if discussion in own or (strong and discussion.id in facts.colleagues_in)
        ]
    return recent, own


def _wrote_in(author: Author, discussion: Discussion, facts: Facts) -> bool:
    authors = facts.authors_of.get(discussion.id, ())
    return author.person is not None and author.person.id in authors


def _same_subject(author: Author, facts: Facts) -> list[Discussion]:
    """Where the author is known, and no other number of their ticket system says that it is about
    something else.
    """
    known = [discussion for discussion in facts.candidates if belongs(author, discussion.id, facts)]
    return [discussion for discussion in known if discussion.id not in facts.other_cases]


def _answers_unseen(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    """Whether it answers a letter that never came here, and quotes nothing foreign; a member's own
    letter may be of any age, another not.
    """
    if facts.missing is not None:
        return True
    return silence_before(discussion, inbound, facts) <= UNSEEN_WINDOW and not facts.quotes_unknown
