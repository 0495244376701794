"""Whom an answer to a letter reaches, said before it is written."""

from collections.abc import Sequence

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Participant, Person
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.telling.recipients import unreachable
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """What a team letter says of its answers. All are whole words or sentences in the reader's
    language.
    """

    goes_to: tuple[str, ...] = ()  # whom the answer reaches
    may_go_to: tuple[str, ...] = ()  # of an internal letter: whom one with #client reaches
    not_to: tuple[str, ...] = ()  # clients whom only #all reaches
    nowhere: str = ""  # why it reaches nobody
    left_out: str = ""  # who did not get the post itself


def reached(occasion: Occasion) -> list[Person]:
    """The clients whom an answer to this post reaches; first who wrote last."""
    people = [
        participant.person
        for participant in _clients(occasion)
        if _can_be_told(participant, occasion)
    ]
    heard = [person for person in people if person.id in occasion.audience.heard]
    last = _wrote_last(occasion)
    return sorted(heard, key=lambda person: person.id != last)


def reach(occasion: Occasion, tongue: Tongue) -> Reach:
    """Bulk mail has other words for where its answers go."""
    if occasion.internal:
        return Reach(may_go_to=_with_client(occasion, tongue))
    if occasion.bulk:
        robot = occasion.audience.reason is AudienceReason.ROBOT
        return Reach(nowhere=_nowhere(occasion, tongue) if robot else "")
    people = reached(occasion)
    others = [
        participant.person
        for participant in _clients(occasion)
        if participant.person.id not in occasion.audience.heard
        and not participant.aside
        and _can_be_told(participant, occasion)
    ]
    return Reach(
        goes_to=tuple(_shown(person, occasion, tongue) for person in people),
        not_to=tuple(_names(others, occasion)),
        nowhere="" if people else _nowhere(occasion, tongue),
        left_out=_left_out(occasion, tongue),
    )


def _with_client(occasion: Occasion, tongue: Tongue) -> tuple[str, ...]:
    """Whom an answer to an internal letter reaches when it begins with #client."""
    if occasion.discussion.internal:
        return ()
    told = [
        participant.person
        for participant in _clients(occasion)
        if participant.person.id in occasion.client_reach and _can_be_told(participant, occasion)
    ]
    return tuple(_shown(person, occasion, tongue) for person in told)


def _clients(occasion: Occasion) -> list[Participant]:
    return [
        participant for participant in occasion.participants if not participant.person.role.is_team
    ]


def _can_be_told(participant: Participant, occasion: Occasion) -> bool:
    lost = unreachable(participant.person, occasion.own_addresses, occasion.blocked)
    return participant.admitted and not participant.muted and lost is None


def _wrote_last(occasion: Occasion) -> int | None:
    author = occasion.author
    if author is not None and not author.role.is_team:
        return author.id
    return next(
        (earlier.author_id for earlier in reversed(occasion.earlier) if not earlier.by_team), None
    )


def _shown(person: Person, occasion: Occasion, tongue: Tongue) -> str:
    """The name; the address of whoever is not of the mail domain of a client who is confirmed;
    whether they are new.
    """
    name = _named(person, _known_domain(occasion))
    return tongue.say("{name} (new)", name=name) if _is_new(person, occasion) else name


def _named(person: Person, domain: str) -> str:
    """All addresses of one person count as one: one of them may be of the domain."""
    ours = bool(domain) and any(client_domain(address) == domain for address in person.addresses)
    return person.called if ours else str(Mailbox(person.name, person.address))


def _domain(occasion: Occasion) -> str:
    """The mail domain of the client whose discussion it is; empty where a provider serves it."""
    lead = _lead(occasion)
    found = (client_domain(address) for address in lead.addresses) if lead is not None else ()
    return next(filter(None, found), "")


def _known_domain(occasion: Occasion) -> str:
    """The same; empty, too, while nobody has confirmed that client: a name is what its owner likes,
    and may be that of somebody known.
    """
    lead = _lead(occasion)
    return "" if lead is None or lead.staged else _domain(occasion)


def _lead(occasion: Occasion) -> Person | None:
    """Who began it, as far as a client did; else the first client there who is no third party."""
    clients = {participant.person.id: participant for participant in _clients(occasion)}
    first = occasion.earlier[0].author_id if occasion.earlier else _author_id(occasion)
    if first in clients:
        return clients[first].person
    return next(
        (participant.person for participant in clients.values() if not participant.aside), None
    )


def _author_id(occasion: Occasion) -> int:
    return occasion.author.id if occasion.author is not None else 0


def _is_new(person: Person, occasion: Occasion) -> bool:
    """Whether a person was not in the last letter; in the first one, whether they are of another
    mail domain.
    """
    before = next((earlier.heard for earlier in reversed(occasion.earlier) if earlier.heard), None)
    if before is not None:
        return person.id not in before
    domain = _domain(occasion)
    known = person.id == _author_id(occasion) or occasion.by_team
    return not known and not (
        domain and any(client_domain(address) == domain for address in person.addresses)
    )


def _nowhere(occasion: Occasion, tongue: Tongue) -> str:
    author = occasion.author
    address = author.address if author is not None else ""
    if occasion.audience.reason is AudienceReason.ROBOT:
        return tongue.say(
            "Nobody reads answers at {address}: your reply is kept here and goes to nobody.",
            address=address,
        )
    if occasion.audience.reason is AudienceReason.WAITING and author is not None:
        return tongue.say(
            "{name} waits to be let in: your reply reaches nobody, unless you start with #admit.",
            name=Mailbox(author.name, author.address),
        )
    return tongue.say("Your reply is kept in this topic; no client takes part in it.")


def _left_out(occasion: Occasion, tongue: Tongue) -> str:
    """Who of the clients did not get a client's post."""
    author = occasion.author
    if author is None or author.role.is_team or not occasion.audience.left_out:
        return ""
    missed = [
        participant.person
        for participant in _clients(occasion)
        if participant.person.id in occasion.audience.left_out
    ]
    names = _names(missed, occasion)
    if not names:
        return ""
    said = tongue.joined(names)
    return tongue.say(
        "Not to {names}, whom {author} left out: your reply does not tell them, either.",
        author=author.called,
        names=said,
    )


def _names(people: Sequence[Person], occasion: Occasion) -> list[str]:
    domain = _known_domain(occasion)
    return [_named(person, domain) for person in people]
