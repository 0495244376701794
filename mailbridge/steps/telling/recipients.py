"""Who gets which letter, and who gets none for which reason."""

from collections.abc import Iterable, Iterator, Sequence

from mailbridge.domain.address import decode, split
from mailbridge.domain.discussion import Channel, Move
from mailbridge.domain.occasion import Occasion, Reader, Readers, Skip
from mailbridge.domain.project import ONLY, Level, Participant, Person
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Unreached:
    """A client who gets no letter about words that were meant for clients."""

    person: Person
    why: Skip


def unreached(occasion: Occasion, had_it: frozenset[str]) -> tuple[Unreached, ...] | None:
    """The clients of the discussion, each with the reason, where a member's words to them reach
    none; () where there is no client. None: somebody of them is told, or had the very mail, or
    the words are not for clients.
    """
    if not occasion.by_team or occasion.internal or occasion.discussion.internal:
        return None
    chosen = choose(occasion, had_it)
    skipped = [one for one in chosen.skipped if not one[0].role.is_team]
    heard = any(not reader.person.role.is_team for reader in chosen.told)
    read_it = (Skip.HAD_IT, Skip.SAME_ADDRESS, Skip.MORNING)  # without a letter of ours about it
    if heard or any(why in read_it for _, why in skipped):
        return None
    meant = [one for one in skipped if one[1] is not Skip.NOT_MEANT]
    return tuple(
        Unreached(person, Skip.ROBOT if is_read_by_nobody(person.address) else why)
        for person, why in meant or skipped
    )


def choose(occasion: Occasion, had_it: frozenset[str]) -> Readers:
    """Who is told of a post. `had_it`: lower-case addresses in To and Cc of the incoming mail.

    Everybody in the discussion but the author; where nobody of the team can be told of a client's
    words, all members.
    """
    told, skipped = _sorted(_around(occasion), occasion, had_it)
    if _needs_members(occasion, told, skipped):
        more, others = _sorted(_members(occasion), occasion, had_it)
        told, skipped = told + more, skipped + others
        if not _is_heard(told, skipped):  # a level never makes that a client is not heard at all
            told += [_reader(person, occasion) for person, why in skipped if why is Skip.LEVEL]
            skipped = [(person, why) for person, why in skipped if why is not Skip.LEVEL]
    told, doubled = _each_address_once(told)
    return Readers(tuple(told), (*skipped, *doubled))


def wants_members(occasion: Occasion) -> bool:
    """Whether the members of the project matter: nobody else of the team may be there to hear of
    it.
    """
    author = occasion.author.id if occasion.author is not None else None
    team = [
        participant
        for participant in occasion.participants
        if participant.person.role.is_team and participant.person.id != author
    ]
    listening = any(
        participant.admitted
        and not participant.muted
        and not participant.person.unreachable
        and _wants(participant.person, occasion)
        for participant in team
    )
    return (not listening or _names_its_readers(occasion)) and (
        not occasion.by_team or occasion.discussion.internal
    )


def of_task(occasion: Occasion, assignee_id: int | None) -> Readers:
    """Who is told of a task: its assignee and the team in the discussion, but not who did it;
    clients never.
    """
    around = [participant for participant in _around(occasion) if participant.person.role.is_team]
    told, skipped = _sorted(around, occasion, frozenset())
    named = (
        Reader(reader.person, "task", "assignee" if reader.person.id == assignee_id else reader.why)
        for reader in told
    )
    return Readers(tuple(named), tuple(skipped))


def one_member(occasion: Occasion, member: Person, letter: str) -> tuple[Reader, ...]:
    """A member who is told by a letter of their own, if letters reach them."""
    reached = unreachable(member, occasion.own_addresses) is None
    return (Reader(member, letter, "author"),) if reached else ()


def one_client(occasion: Occasion, client: Person, letter: str) -> tuple[Reader, ...]:
    """A client who is told something by a letter of their own, unless they take no part any more,
    wait to be let in, are mute, or cannot be reached.
    """
    part = next(
        (
            participant
            for participant in occasion.participants
            if participant.person.id == client.id
        ),
        None,
    )
    if part is None or not part.admitted or part.muted:
        return ()
    barred = unreachable(part.person, occasion.own_addresses, occasion.blocked)
    return (Reader(part.person, letter, "participant"),) if barred is None else ()


def of_question(occasion: Occasion) -> tuple[Person, ...]:
    """Who is told of a client's question by itself: the team in the discussion, or all members."""
    around = [participant for participant in _around(occasion) if participant.person.role.is_team]
    told, _ = _sorted(around, occasion, frozenset())
    if not told:
        told, _ = _sorted(_members(occasion), occasion, frozenset())
    return tuple(reader.person for reader in told)


def is_ours(address: str, own_domains: frozenset[str], keys: Sequence[bytes]) -> bool:
    """Whether mail to that address would come back to us: a project, a reply address, a return
    path, the postmaster.
    """
    local, domain = split(address)
    return domain in own_domains and (local == "postmaster" or decode(local, keys) is not None)


def unreachable(
    person: Person, own_addresses: frozenset[str], blocked: frozenset[str] = frozenset()
) -> Skip | None:
    """Why a person cannot be written to at all."""
    if not person.address:
        return Skip.NO_ADDRESS
    if person.address in own_addresses:
        return Skip.OWN_ADDRESS
    if is_read_by_nobody(person.address):
        return Skip.ROBOT
    if blocked.intersection(person.addresses):
        return Skip.BLOCKED
    if person.disabled:
        return Skip.BLOCKED
    return Skip.UNREACHABLE if person.unreachable else None


def _each_address_once(
    told: Iterable[Reader],
) -> tuple[list[Reader], list[tuple[Person, Skip]]]:
    """Two people may want their answers at one address: one letter is enough there."""
    first: dict[str, Reader] = {}
    doubled = [
        (reader.person, Skip.SAME_ADDRESS)
        for reader in told
        if first.setdefault(reader.person.address, reader) is not reader
    ]
    return list(first.values()), doubled


def _sorted(
    around: Iterable[Participant], occasion: Occasion, had_it: frozenset[str]
) -> tuple[list[Reader], list[tuple[Person, Skip]]]:
    told: list[Reader] = []
    skipped: list[tuple[Person, Skip]] = []
    for participant in around:
        reason = _reason(participant, occasion, had_it)
        if reason is None:
            told.append(_reader(participant.person, occasion))
        else:
            skipped.append((participant.person, reason))
    return told, skipped


def _reason(participant: Participant, occasion: Occasion, had_it: frozenset[str]) -> Skip | None:
    """The order matters: what keeps a secret comes before what is merely polite."""
    person = participant.person
    if occasion.author is not None and person.id == occasion.author.id:
        return Skip.AUTHOR
    if not person.role.is_team and occasion.internal:
        return Skip.INTERNAL
    if not person.role.is_team and person.id not in occasion.audience.heard:
        return Skip.NOT_MEANT
    if not participant.admitted:
        return Skip.NOT_ADMITTED
    if not person.role.is_team:
        if not _may_be_passed_on(occasion):
            return Skip.UNPROVEN
        if occasion.bulk:
            return Skip.BULK
    if had_it.intersection(person.addresses):
        return Skip.HAD_IT
    if participant.muted:
        return Skip.MUTED
    barred = unreachable(person, occasion.own_addresses, occasion.blocked)
    if barred is not None or person.role.is_team:
        return barred or (None if _wants(person, occasion) else Skip.LEVEL)
    return Skip.MORNING if person.morning == ONLY else None


def _wants(member: Person, occasion: Occasion) -> bool:
    """Whether a member wants to hear of this at once: who is named or has a task here does, then it
    is what they said of the discussion, then what they said of the project.
    """
    if member.id in occasion.named or member.id in occasion.assignees:
        return True
    if member.id in occasion.follows:
        return occasion.follows[member.id]
    level = occasion.levels.get(member.id, Level.EVERYTHING)
    waits = not occasion.by_team and occasion.discussion.whose_move is Move.TEAM
    return level is Level.EVERYTHING or (level is Level.IMPORTANT and waits)


def may_name(occasion: Occasion) -> bool:
    """Whether the words may choose who hears of them: those that nobody proves may not."""
    post = occasion.post
    return occasion.by_team or (post is not None and post.released)


def _may_be_passed_on(occasion: Occasion) -> bool:
    """A client's words reach other clients too, unless they may be somebody else's, or the author
    waits to be let in; whatever the team released does.
    """
    author, post = occasion.author, occasion.post
    if occasion.by_team or author is None or post is None:
        return True
    if post.released_by is not None:
        return True
    if author.role.is_team or not post.released:
        return False
    return all(
        participant.admitted
        for participant in occasion.participants
        if participant.person.id == author.id
    )


def _reader(person: Person, occasion: Occasion) -> Reader:
    if not person.role.is_team:
        return Reader(person, "client", "participant")
    if person.id in occasion.named:
        return Reader(person, "team", "mention")
    if person.id in occasion.assignees:
        return Reader(person, "team", "assignee")
    if occasion.follows.get(person.id):
        return Reader(person, "team", "follower")
    if any(participant.person.id == person.id for participant in occasion.participants):
        return Reader(person, "team", "participant")
    return Reader(person, "team", "admin" if occasion.stand_in else "member")


def _around(occasion: Occasion) -> Iterator[Participant]:
    """The participants, and whoever has a task here, follows it, or is named in the post."""
    yield from occasion.participants
    inside = {participant.person.id for participant in occasion.participants}
    following = {number for number, follows in occasion.follows.items() if follows}
    concerned = occasion.assignees | occasion.named | following
    for person in occasion.members:
        if person.id in concerned and person.id not in inside:
            yield Participant(person)


def _members(occasion: Occasion) -> Iterator[Participant]:
    inside = {participant.person.id for participant in _around(occasion)}
    return (Participant(person) for person in occasion.members if person.id not in inside)


def _needs_members(
    occasion: Occasion, told: list[Reader], skipped: list[tuple[Person, Skip]]
) -> bool:
    """Whether nobody of the team hears of words that want to be heard: a client's, or a member's in
    a discussion without clients.
    """
    return (not _is_heard(told, skipped) or _names_its_readers(occasion)) and (
        not occasion.by_team or occasion.discussion.internal
    )


def _is_heard(told: list[Reader], skipped: list[tuple[Person, Skip]]) -> bool:
    """Whether somebody of the team reads the post."""
    return any(reader.person.role.is_team for reader in told) or any(
        person.role.is_team and reason is Skip.HAD_IT for person, reason in skipped
    )


def _names_its_readers(occasion: Occasion) -> bool:
    """Whether a post opens a discussion with nobody of the team in it but whom an unproved author
    named: they are not to choose who hears of them.
    """
    post = occasion.post
    return (
        post is not None
        and post.channel is Channel.MAIL
        and post.verified != "verified"
        and not occasion.earlier
    )
