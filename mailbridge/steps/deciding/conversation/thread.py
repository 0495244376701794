"""Which discussion does it belong to? The rules, in their order:

1. token      the reply address names person and discussion
2. missing    a member passes on the letter that was missing there
3. answer     In-Reply-To, then References newest first, name a message of a discussion (32 ids at
  most)
4. chain      they, Outlook's Thread-Index, the number of the author's ticket system, or a letter
  that came earlier name an
              ancestor we never saw
              (a letter that names messages of two discussions shows that they are one: see
                steps.one_conversation);
              or one letter that came earlier answers this one
5. quoted     what the letter quotes was written in a discussion that its author takes part in
6. subject    the same base subject in the same project, an author known there, and recent enough;
              a fresh letter, no answer, only where the author or a colleague takes part
7. new        none of these: a discussion of its own

Guards: a stranger never joins by subject nor by another's token; another client of the project
never joins by what many may have (an ancestor, quoted words), and waits to be let in where he comes
by a token, an id or a subject; one who holds ids that only a reader of the letters can know is
filed there as a newcomer; who answers a letter to many, or one among the team, has a discussion of
his own; a discussion closed long ago is continued in a new, linked one, where its author's later
replies go, too; so is one whose subject the client replaced by typing a new one over it; what
somebody parted by hand stays apart, whatever reply address is used.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Author, Facts, Inbound, Place
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.conversation.case_numbers import PREFIX
from mailbridge.steps.deciding.conversation.message_refs import (
    ancestors,
    ids_named,
    is_answer,
    is_weak,
    moment,
    subject_key,
    wanted,
)
from mailbridge.steps.deciding.conversation.sent_to_many import sent_to_many
from mailbridge.steps.deciding.follow_up.answered_questions import is_thanks
from mailbridge.steps.deciding.people.membership import belongs, holds_apart, knows, takes_part
from mailbridge.steps.text.base_subject import base_subject

WINDOW = timedelta(days=60)  # how old a discussion may be that is joined by its subject
SHORT_WINDOW = timedelta(days=7)  # when the subject is short or common
REOPENS = timedelta(days=30)  # how long after its end a reply still belongs to a discussion
UNSEEN_WINDOW = timedelta(
    days=3
)  # when it answers a letter that never came here: only who takes part is believed
TO_MANY = "to-many"  # a flag of a place: the discussion begins with a letter to many


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    author = inbound.author
    if author is None:
        return inbound
    place = _guarded(_found(inbound, author, facts), inbound, author, facts)
    if place.discussion_id is not None and not belongs(author, place.discussion_id, facts):
        place = replace(place, newcomer=True)
    if place.rule == "missing":
        inbound = _passed_on(inbound, author, facts)
    where = f"discussion {place.discussion_id}" if place.discussion_id else "a new discussion"
    rule = f", by {place.rule}" if place.rule != "new" else ""
    doubt = f"; may belong to {place.runner_up}" if place.runner_up else ""
    evidence = f" ({place.evidence})" if place.evidence else ""
    return replace(inbound, place=place).said("thread", f"{where}{rule}{evidence}{doubt}")


def _found(inbound: Inbound, author: Author, facts: Facts) -> Place:
    message = inbound.reading.message
    if not ancestors(message) and sent_to_many(message, inbound.reading.kind, facts.own_domains):
        return replace(_new(facts), flags=(TO_MANY,))
    by_ids = _by_token(message, author, facts) or _by_gap(facts) or _by_ids(message, author, facts)
    return by_ids or _by_words(inbound, author, facts) or _new(facts)


def _new(facts: Facts) -> Place:
    """Its own discussion; a subject that somebody else's discussion has is worth a hint to the
    team.
    """
    return Place(None, "new", runner_up=facts.candidates[0].id if facts.candidates else None)


def _by_gap(facts: Facts) -> Place | None:
    missing = facts.fills
    return (
        Place(
            missing.discussion_id,
            "missing",
            f"it is {missing.name}'s letter, which was missing there",
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
        f"passed on by {author.name}",
    )
    return replace(inbound, author=original, forwarder=author)


def _by_token(message: Message, author: Author, facts: Facts) -> Place | None:
    discussion = facts.reply_discussion
    if discussion is None:
        return None
    if knows(author, discussion.id, facts):
        own = (
            facts.reply_person is not None
            and author.person is not None
            and facts.reply_person.id == author.person.id
        )
        return _parted(message, discussion, author, facts) or Place(
            discussion.id,
            "token",
            "the reply address" if own else "a reply address of somebody else there",
        )
    if any(seen.discussion_id == discussion.id and seen.by_us for seen in facts.seen):
        return Place(
            discussion.id, "token", "a reply address with the ids of our letters", newcomer=True
        )
    return Place(
        None, "new", "a reply address that was given to somebody else", runner_up=discussion.id
    )


def _parted(message: Message, discussion: Discussion, author: Author, facts: Facts) -> Place | None:
    """It answers a letter that somebody has moved out of the discussion of the reply address: the
    correction binds.
    """
    ours = _places(facts, by_us=True)
    one = next((one for one in ancestors(message) if one in ours), None)
    moved = (
        facts.discussions.get(ours[one][0])
        if one is not None and discussion.id not in ours[one]
        else None
    )
    if (
        moved is None
        or not (moved.parted or discussion.parted)
        or not takes_part(author, moved.id, facts)
    ):
        return None
    return Place(
        moved.id, "answer", f"it names {one}, which was moved there", runner_up=discussion.id
    )


def _places(facts: Facts, by_us: bool) -> Mapping[str, list[int]]:
    """The discussions of each id, newest first: those that hold its message, or those that only
    refer to it.
    """
    found: dict[str, list[int]] = {}
    for seen in sorted(facts.seen, key=lambda seen: -seen.discussion_id):
        if seen.by_us is by_us:
            found.setdefault(seen.message_id, []).append(seen.discussion_id)
    return found


def _by_ids(message: Message, author: Author, facts: Facts) -> Place | None:
    """The nearest id wins; a message we hold outranks an ancestor that was only named."""
    ours, named, apart = _places(facts, by_us=True), ids_named(message), None
    for one in wanted(message):
        for where in ours.get(one, ())[:1]:
            if one not in named and not _once_more(where, message, author, facts):
                continue
            if not holds_apart(author, where, facts):
                return _answered(where, one, author, facts)
            apart = apart or Place(
                None, "answer", _own_evidence(where, facts), where, flags=("linked",)
            )
    return _by_chain(message, author, facts) or apart


def _once_more(where: int, message: Message, author: Author, facts: Facts) -> bool:
    """Its own id is there already: the same letter, changed on the way, and not another by a
    program that repeats its ids.
    """
    return knows(author, where, facts) and subject_key(
        facts.discussions[where].subject
    ) == subject_key(message.subject)


def _answered(where: int, message_id: str, author: Author, facts: Facts) -> Place:
    if knows(author, where, facts):
        return Place(where, "answer", f"it names {message_id}")
    return Place(where, "answer", f"a newcomer who names {message_id}", newcomer=True)


def _own_evidence(where: int, facts: Facts) -> str:
    if facts.discussions[where].to_many:
        return f"discussion {where} is a letter to many: each who answers it has one of his own"
    return f"discussion {where} is the team's own"


def _by_chain(message: Message, author: Author, facts: Facts) -> Place | None:
    """Somebody named the same ancestor: his own earlier letters first, and those of others only
    where more than that speaks for it.
    """
    named = _places(facts, by_us=False)
    answered = named.get(message.message_id or "", [])
    for one in wanted(message):
        places = [where for where in named.get(one, ()) if not holds_apart(author, where, facts)]
        mine = [where for where in places if belongs(author, where, facts)]
        if mine:
            return Place(
                next((where for where in mine if takes_part(author, where, facts)), mine[0]),
                "chain",
                _evidence(one),
            )
        if one.startswith(PREFIX) and places:
            return Place(places[0], "chain", _evidence(one), newcomer=True)
        if one == message.message_id and places and len(answered) == 1:
            return Place(places[0], "chain", "a letter that came earlier answers it")
    return next(
        (
            place
            for one in wanted(message)
            for place in _acquainted(one, message, author, facts, named)
        ),
        None,
    )


def _evidence(one: str) -> str:
    return (
        f"it has the other side's number {one.rpartition(':')[2]}"
        if one.startswith(PREFIX)
        else f"it names {one}"
    )


def _acquainted(
    one: str, message: Message, author: Author, facts: Facts, named: Mapping[str, list[int]]
) -> list[Place]:
    """Two ancestors in common, or a letter to somebody there: those who answer a newsletter have
    only its own id in common.
    """
    chain = ancestors(message)
    return [
        Place(where, "chain", _evidence(one))
        for where in named.get(one, ())
        if knows(author, where, facts)
        and not holds_apart(author, where, facts)
        and (
            sum(where in named.get(each, ()) for each in chain) > 1
            or facts.addressed & facts.authors_of.get(where, frozenset())
        )
    ]


def _by_words(inbound: Inbound, author: Author, facts: Facts) -> Place | None:
    for quoted in facts.quoted_in:
        if knows(author, quoted, facts) and not holds_apart(author, quoted, facts):
            return Place(quoted, "quoted", "it quotes what was written there")
    recent = [
        one for one in _same_subject(inbound, author, facts) if _recent_enough(one, inbound, facts)
    ]
    mine = [
        one
        for one in recent
        if author.person is not None and author.person.id in facts.authors_of.get(one.id, ())
    ]
    if ids_named(inbound.reading.message):
        recent = mine = [one for one in mine if _answers_unseen(one, inbound, facts)]
    elif not is_answer(inbound.reading.message) or any(one.to_many for one in facts.candidates):
        strong = not is_weak(inbound.reading.message.subject)
        recent = [
            one for one in recent if one in mine or (strong and one.id in facts.colleagues_in)
        ]
    if not recent:
        return None
    best = (mine or recent)[0]
    rest = [one.id for one in recent if one.id != best.id]
    return Place(
        best.id,
        "subject",
        f"the same subject, last written to on {best.last_written:%Y-%m-%d}",
        rest[0] if rest else None,
    )


def _same_subject(inbound: Inbound, author: Author, facts: Facts) -> list[Discussion]:
    """Where the author is known, and no other number of his ticket system says that it is about
    something else.
    """
    known = [
        one
        for one in facts.candidates
        if knows(author, one.id, facts) and not holds_apart(author, one.id, facts)
    ]
    return [one for one in known if one.id not in facts.other_cases]


def _answers_unseen(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    """It answers a letter that never came here: a member's own may be of any age, another not; and
    it quotes nothing foreign.
    """
    if facts.missing is not None:
        return True
    return _age(discussion, inbound, facts) <= UNSEEN_WINDOW and not facts.quotes_unknown


def _recent_enough(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    subject = inbound.reading.message.subject
    if not subject_key(subject).split():
        return False
    window = SHORT_WINDOW if is_weak(subject) else WINDOW
    return _age(discussion, inbound, facts) <= window and not closed_long_ago(discussion, facts)


def _age(discussion: Discussion, inbound: Inbound, facts: Facts) -> timedelta:
    """How long the discussion had been silent when the letter was written."""
    return moment(inbound.reading.message, facts.now) - discussion.last_written


def closed_long_ago(discussion: Discussion, facts: Facts) -> bool:
    return (
        discussion.state is State.CLOSED
        and discussion.closed_at is not None
        and facts.now - discussion.closed_at > REOPENS
    )


def _guarded(place: Place, inbound: Inbound, author: Author, facts: Facts) -> Place:
    discussion = facts.discussions.get(place.discussion_id) if place.discussion_id else None
    if discussion is None or inbound.reading.kind is not Kind.HUMAN or place.rule == "missing":
        return place
    if closed_long_ago(discussion, facts) and not is_thanks(inbound.reading.body):
        return _continued(discussion, author, facts)
    key = subject_key(inbound.reading.message.subject)
    if (
        not key
        or key == subject_key(discussion.subject)
        or place.newcomer
        or discussion in facts.candidates
    ):
        return place
    if _stands_alone(inbound):
        return Place(
            None,
            "changed subject",
            f"an answer with a subject of its own, in {discussion.id}",
            discussion.id,
            flags=("linked",),
        )
    return replace(place, flags=(*place.flags, "subject-changed"))


def _continued(closed: Discussion, author: Author, facts: Facts) -> Place:
    """In a new one; or, where the author has written late before, in the one that was opened
    then.
    """
    told = f"discussion {closed.id} was closed long ago"
    later = (
        one
        for one in facts.candidates
        if one.id > closed.id
        and takes_part(author, one.id, facts)
        and not closed_long_ago(one, facts)
    )
    place = Place(next((one.id for one in later), None), "late reply", told, closed.id)
    return place if place.discussion_id is not None else replace(place, flags=("continues",))


def _stands_alone(inbound: Inbound) -> bool:
    """A new subject typed over the old one, above a text that quotes nothing and says something."""
    reading = inbound.reading
    subject = reading.message.subject.strip()
    prefixed = base_subject(subject) != " ".join(subject.split())
    return not prefixed and not reading.trimmed.quoted.strip() and len(reading.body.split()) >= 8
