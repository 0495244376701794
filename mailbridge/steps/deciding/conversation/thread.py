"""Which discussion does it belong to? The rules, in their order:

1. token      the reply address names person and discussion
2. missing    a member passes on the letter that was missing there
3. answer     In-Reply-To, then References newest first, name a message of a discussion (32 ids at
  most)
4. chain      they, Outlook's Thread-Index, the number of the author's ticket system, or a letter
  that came earlier name an
              ancestor we never saw
              (a letter that names messages of two discussions shows that they are one: see
                same_conversation in this room);
              or one letter that came earlier answers this one
5. quoted     what the letter quotes was written in a discussion that its author takes part in
6. subject    the same base subject in the same project, an author known there, and recent enough;
              a fresh letter, no answer, only where the author or a colleague takes part
7. new        none of these: a discussion of its own

Guards: a stranger never joins by subject nor by another's token; another client of the project
never joins by what many may have (an ancestor, quoted words), and waits to be let in where they
come by a token, an id or a subject; one who holds ids that only a reader of the letters can know is
filed there as a newcomer; who answers a letter to many, or one among the team, has a discussion of
their own, and so has who answers in one that was hidden from clients; a discussion closed long ago
is continued in a new, linked one, where its author's later replies go, too; so is one whose subject
the client replaced by typing a new one over it; what somebody parted by hand stays apart, whatever
reply address is used; who of the team was left behind when a discussion was moved, or has left,
answers it no more: that waits for a person.
"""

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Facts, Inbound, Place
from mailbridge.domain.message import Kind
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.conversation.by_ids import find_by_ids, find_by_token
from mailbridge.steps.deciding.conversation.by_words import find_by_words
from mailbridge.steps.deciding.conversation.discussion_age import is_closed_long_ago
from mailbridge.steps.deciding.conversation.message_refs import (
    ancestors,
    subject_key,
)
from mailbridge.steps.deciding.conversation.sent_to_many import is_sent_to_many
from mailbridge.steps.deciding.people.membership import belongs, is_left_behind, takes_part
from mailbridge.steps.reading.meaning.thanks import is_thanks
from mailbridge.steps.text.base_subject import base_subject
from mailbridge.values import replace


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Find the discussion of a message, or none: its place, the rule that found it and the flags
    (docs/threading.md). A message without an author has no place.
    """
    author = inbound.author
    if author is None:
        return inbound
    if _is_left_behind(inbound, author, facts):
        return Verdict(Disposition.HOLD, Reason.LEFT_BEHIND, author.address)
    place = _guarded(_found(inbound, author, facts), inbound, author, facts)
    if place.discussion_id is not None and not belongs(author, place.discussion_id, facts):
        place = replace(place, newcomer=True)
    if place.rule is Rule.MISSING:
        inbound = _passed_on(inbound, author, facts)
    return replace(inbound, place=place).said("thread", _words(place))


def _is_left_behind(inbound: Inbound, author: Author, facts: Facts) -> bool:
    """Whether it comes by the reply address of a discussion that its author may not read any more;
    who of the team may decides.
    """
    here = facts.reply_discussion
    by_hand = inbound.reading.kind is Kind.HUMAN and not facts.accepted
    return here is not None and by_hand and is_left_behind(author, here.id, facts)


def _words(place: Place) -> str:
    """Where it goes, by which rule, on what evidence, and where else it may belong."""
    words = (
        told("discussion {number}", number=place.discussion_id)
        if place.discussion_id
        else told("a new discussion")
    )
    if place.rule != "new":
        words = told("{place}, by {rule}", place=words, rule=Told(place.rule))
    if place.evidence:
        words = Told("{place} ({evidence})", place=words, evidence=place.evidence)
    if place.runner_up:
        words = told("{place}; may belong to {number}", place=words, number=place.runner_up)
    return words


def _found(inbound: Inbound, author: Author, facts: Facts) -> Place:
    message = inbound.reading.message
    if not ancestors(message) and is_sent_to_many(message, inbound.reading.kind, facts.own_domains):
        return replace(_new(facts), flags=(Flag.TO_MANY,))
    place = (
        find_by_token(message, author, facts)
        or _by_gap(facts)
        or find_by_ids(message, author, facts)
        or find_by_words(inbound, author, facts)
        or _new(facts)
    )
    by_form = place.discussion_id is None and author.form is not None
    return replace(place, runner_up=None) if by_form else place  # all visitors share its subject


def _new(facts: Facts) -> Place:
    """Its own discussion; a subject that somebody else's discussion has is worth a hint to the
    team.
    """
    return Place(None, Rule.NEW, runner_up=facts.candidates[0].id if facts.candidates else None)


def _by_gap(facts: Facts) -> Place | None:
    missing = facts.fills
    return (
        Place(
            missing.discussion_id,
            Rule.MISSING,
            told("it is {name}'s letter, which was missing there", name=missing.name),
        )
        if missing
        else None
    )


def _passed_on(inbound: Inbound, author: Author, facts: Facts) -> Inbound:
    """The missing letter's author is its author, on the word of the member who passed it on."""
    if facts.original is None:
        return inbound
    original = Author(
        facts.original.address,
        facts.original.name,
        facts.original,
        True,
        author.verified,
        told("passed on by {name}", name=author.name),
    )
    return replace(inbound, author=original, forwarder=author)


def _guarded(place: Place, inbound: Inbound, author: Author, facts: Facts) -> Place:
    discussion = facts.discussions.get(place.discussion_id) if place.discussion_id else None
    if discussion is None or inbound.reading.kind is not Kind.HUMAN or place.rule is Rule.MISSING:
        return place
    says_nothing = inbound.reading.recall or is_thanks(inbound.reading.body)
    by_hand = inbound.forwarder is None  # what a member passes on goes where they say
    if by_hand and not says_nothing and _is_hidden_from(discussion, author):
        return _apart_from_hidden(discussion, author, facts)
    if is_closed_long_ago(discussion, facts) and not says_nothing:
        return _continued(discussion, author, facts)
    key, before = subject_key(inbound.reading.message.subject), subject_key(discussion.subject)
    if (
        not key
        or key == before
        or _is_prefixed(key, before)
        or place.newcomer
        or discussion in facts.candidates
    ):
        return place
    if _stands_alone(inbound):
        return Place(
            None,
            Rule.CHANGED_SUBJECT,
            told("an answer with a subject of its own, in {number}", number=discussion.id),
            discussion.id,
            flags=(Flag.LINKED,),
        )
    return replace(place, flags=(*place.flags, Flag.SUBJECT_CHANGED))


def _continued(closed: Discussion, author: Author, facts: Facts) -> Place:
    """In a new one; or, where the author has written late before, in the one that was opened
    then.
    """
    evidence = told("discussion {number} was closed long ago", number=closed.id)
    later = _later(closed, author, facts)
    flags = () if later is not None else (Flag.CONTINUES,)
    return Place(later, Rule.LATE_REPLY, evidence, closed.id, flags=flags)


def _is_hidden_from(discussion: Discussion, author: Author) -> bool:
    """Whether the author is nobody of the team, and the discussion is the team's alone."""
    return discussion.internal and (author.person is None or not author.person.role.is_team)


def _apart_from_hidden(hidden: Discussion, author: Author, facts: Facts) -> Place:
    """In one of their own, where they can be answered; or in the one that was opened for their
    first letter to the hidden one.
    """
    evidence = told("discussion {number} is hidden from clients", number=hidden.id)
    later = _later(hidden, author, facts)
    return Place(later, Rule.HIDDEN, evidence, hidden.id, flags=(Flag.ANSWERS_HIDDEN,))


def _later(before: Discussion, author: Author, facts: Facts) -> int | None:
    """The newest open discussion of the subject that began after this one, in which the author
    takes part and may read.
    """
    later = (
        candidate.id
        for candidate in facts.candidates
        if candidate.id > before.id
        and takes_part(author, candidate.id, facts)
        and not is_closed_long_ago(candidate, facts)
        and not _is_hidden_from(candidate, author)
    )
    return next(later, None)


def _is_prefixed(key: str, before: str) -> bool:
    """Whether the new subject is the old one behind something that a program sets before it
    ("Recall: …", "Case 17: …").
    """
    added = key.removesuffix(before) if before else key
    return added != key and added.rstrip().endswith((":", "]"))


def _stands_alone(inbound: Inbound) -> bool:
    """Whether a new subject was typed over the old one, above words that say something without the
    quote below them.
    """
    reading = inbound.reading
    subject = reading.message.subject.strip()
    prefixed = base_subject(subject) != " ".join(subject.split())
    return not prefixed and len(reading.trimmed.reply.split()) >= 8
