"""The discussion that a message names: by its reply address, or by ids of messages."""

from collections.abc import Mapping, Sequence

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Facts, Place
from mailbridge.domain.message import Message
from mailbridge.domain.told import told
from mailbridge.steps.deciding.conversation.case_numbers import PREFIX
from mailbridge.steps.deciding.conversation.message_refs import (
    ancestors,
    subject_key,
    with_own,
)
from mailbridge.steps.deciding.people.membership import belongs, holds_apart, knows, takes_part


def find_by_token(message: Message, author: Author, facts: Facts) -> Place | None:
    """The discussion whose reply address the message was sent to, where its author may join it;
    None: other rules decide.
    """
    discussion = facts.reply_discussion
    if discussion is None:
        return None
    if knows(author, discussion.id, facts):
        own = (
            facts.reply_person is not None
            and author.person is not None
            and facts.reply_person.id == author.person.id
        )
        return _by_moved_letter(message, discussion, author, facts) or Place(
            discussion.id,
            Rule.TOKEN,
            told("the reply address") if own else told("a reply address of somebody else there"),
        )
    if any(seen.discussion_id == discussion.id and seen.by_us for seen in facts.seen):
        return Place(
            discussion.id,
            Rule.TOKEN,
            told("a reply address with the ids of our letters"),
            newcomer=True,
        )
    return Place(
        None,
        Rule.NEW,
        told("a reply address that was given to somebody else"),
        runner_up=discussion.id,
    )


def _by_moved_letter(
    message: Message, discussion: Discussion, author: Author, facts: Facts
) -> Place | None:
    """It answers a letter that somebody has moved out of the discussion of the reply address: the
    correction binds.
    """
    ours = _places(facts, by_us=True)
    answered = next((ancestor for ancestor in ancestors(message) if ancestor in ours), None)
    moved = (
        facts.discussions.get(ours[answered][0])
        if answered is not None and discussion.id not in ours[answered]
        else None
    )
    if (
        moved is None
        or not (moved.parted or discussion.parted)
        or not takes_part(author, moved.id, facts)
    ):
        return None
    return Place(
        moved.id,
        Rule.ANSWER,
        told("it names {message_id}, which was moved there", message_id=answered),
        runner_up=discussion.id,
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


def find_by_ids(message: Message, author: Author, facts: Facts) -> Place | None:
    """The nearest id wins; a message we hold outranks an ancestor that was only named."""
    if not facts.seen:
        return None
    ours, apart = _places(facts, by_us=True), None
    named = facts.named
    ids = with_own(named, message)
    for name in ids:
        for where in ours.get(name, ())[:1]:
            if name not in named and not _is_repeated(where, message, author, facts):
                continue
            if not holds_apart(author, where, facts):
                return _answer_place(where, name, author, facts)
            apart = apart or _place_apart(where, facts)
    return _by_chain(ids, message, author, facts) or apart


def _is_repeated(where: int, message: Message, author: Author, facts: Facts) -> bool:
    """Whether its own id is there already, of the same letter changed on the way, and not of
    another by a program that repeats its ids.
    """
    return knows(author, where, facts) and subject_key(
        facts.discussions[where].subject
    ) == subject_key(message.subject)


def _answer_place(where: int, message_id: str, author: Author, facts: Facts) -> Place:
    if knows(author, where, facts):
        return Place(where, Rule.ANSWER, told("it names {message_id}", message_id=message_id))
    return Place(
        where,
        Rule.ANSWER,
        told("a newcomer who names {message_id}", message_id=message_id),
        newcomer=True,
    )


def _place_apart(where: int, facts: Facts) -> Place:
    hidden = facts.discussions[where].internal
    flags = (Flag.ANSWERS_HIDDEN if hidden else Flag.LINKED,)
    return Place(None, Rule.ANSWER, _why_apart(where, facts), where, flags=flags)


def _why_apart(where: int, facts: Facts) -> str:
    if facts.discussions[where].internal:
        return told("discussion {number} is the team's own", number=where)
    return told(
        "discussion {number} is a letter to many: each who answers it has one of their own",
        number=where,
    )


def _by_chain(ids: Sequence[str], message: Message, author: Author, facts: Facts) -> Place | None:
    """Somebody named the same ancestor: their own earlier letters first, and those of others only
    where more than that speaks for it.
    """
    named = _places(facts, by_us=False)
    answered = named.get(message.message_id or "", [])
    for name in ids:
        places = [where for where in named.get(name, ()) if not holds_apart(author, where, facts)]
        mine = [where for where in places if belongs(author, where, facts)]
        if mine:
            return Place(
                next((where for where in mine if takes_part(author, where, facts)), mine[0]),
                Rule.CHAIN,
                _evidence(name),
            )
        if name.startswith(PREFIX) and places:
            return Place(places[0], Rule.CHAIN, _evidence(name), newcomer=True)
        if name == message.message_id and places and len(answered) == 1:
            return Place(places[0], Rule.CHAIN, told("a letter that came earlier answers it"))
    return next(
        (
            place
            for name in ids
            for place in _acquainted_places(name, message, author, facts, named)
        ),
        None,
    )


def _evidence(one: str) -> str:
    return (
        told("it has the other side's number {number}", number=one.rpartition(":")[2])
        if one.startswith(PREFIX)
        else told("it names {message_id}", message_id=one)
    )


def _acquainted_places(
    one: str, message: Message, author: Author, facts: Facts, named: Mapping[str, list[int]]
) -> list[Place]:
    """Two ancestors in common, or a letter to somebody there: those who answer a newsletter have
    only its own id in common.
    """
    chain = ancestors(message)
    return [
        Place(where, Rule.CHAIN, _evidence(one))
        for where in named.get(one, ())
        if knows(author, where, facts)
        and not holds_apart(author, where, facts)
        and (
            sum(where in named.get(each, ()) for each in chain) > 1
            or facts.addressed & facts.authors_of.get(where, frozenset())
        )
    ]
