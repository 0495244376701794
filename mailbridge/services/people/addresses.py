"""One person, several addresses: given by an admin, or by the person from a link that went to an
address known before.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import AnotherAddress
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_, sign
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.checked_address import checked_address
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.services.views.models import PersonView
from mailbridge.services.views.person_views import person_views
from mailbridge.steps.deciding.people.same_person import may_be_same
from mailbridge.store.directory import people, people_merge, projects, unconfirmed_contacts
from mailbridge.store.discussions import time_line

LINK_LIFE = timedelta(days=14)


async def add_address(
    container: Container, address: str, another: str, actor: Person | None = None
) -> PersonView:
    """Give somebody another address: mail from it is theirs too. A contact that mail made of it
    becomes this person.
    """
    fresh = checked_address(another)
    return await container.store.write(
        lambda db: view_person(
            db, _give_address(db, container, required_person(db, address), fresh, actor)
        )
    )


async def remove_address(
    container: Container, address: str, another: str, actor: Person | None = None
) -> PersonView:
    """Take an address from somebody; the last one stays. Mail from it will be a stranger's."""

    def transaction(db: Connection) -> PersonView:
        person, gone = required_person(db, address), normal(another)
        if gone not in person.addresses:
            raise Refused("no-such-person", address=another)
        if len(person.addresses) == 1:
            raise Refused("last-address", address=gone)
        people.remove_address(db, person.id, gone)
        detail = told("address taken away: {address}", address=gone)
        audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)
        return view_person(db, person.id)

    return await container.store.write(transaction)


async def ask_address(container: Container, address: str, another: str) -> str:
    """Send a link to an address of somebody, by which they say that another one is theirs, too.
    Returns the link.
    """
    fresh = checked_address(another)

    def transaction(db: Connection) -> str:
        person = required_person(db, address)
        _refuse_anothers(db, person, fresh)
        return ask_whether_theirs(db, container, person, fresh)

    link = await container.store.write(transaction)
    container.wake_outbox()
    return link


def ask_whether_theirs(db: Connection, container: Container, person: Person, address: str) -> str:
    """The letter with that link, in the caller's transaction; about one address it is written once
    in a link's life.
    """
    now = container.clock()
    claim_id = unconfirmed_contacts.add_claim(db, person.id, address, now)
    expires = int((now + LINK_LIFE).timestamp())
    link = (
        f"{container.public_url}/a/{sign(Purpose.ADDRESS, (claim_id, expires), container.keys[0])}"
    )
    notify.ask_about_address(
        db, container, person, address, link, f"{claim_id}:{now.toordinal() // LINK_LIFE.days}"
    )
    return link


async def show_claim(container: Container, token: str) -> tuple[str, str] | None:
    """(an address of the person, the address that may be theirs) of a link that still works, else
    None; nothing is changed by looking.
    """
    found = await container.store.read(lambda db: _open_claim(db, container, token))
    return (found[1].address, found[2]) if found is not None else None


async def accept_claim(container: Container, token: str) -> PersonView | None:
    """The person says that the address is theirs. None: the link is used up, too old, or somebody
    else's address by now.
    """

    def transaction(db: Connection) -> PersonView | None:
        found = _open_claim(db, container, token)
        if found is None:
            return None
        claim_id, person, address = found
        unconfirmed_contacts.end_claim(db, claim_id)
        try:
            return view_person(db, _give_address(db, container, person, address, person))
        except Refused:
            return None

    return await container.store.write(transaction)


def _open_claim(db: Connection, container: Container, token: str) -> tuple[int, Person, str] | None:
    numbers = open_(Purpose.ADDRESS, token, container.keys)
    if (
        numbers is None
        or len(numbers) != 2
        or datetime.fromtimestamp(min(numbers[1], 1 << 35), UTC) <= container.clock()
    ):
        return None
    claim = unconfirmed_contacts.claim(db, numbers[0])
    return (numbers[0], *claim) if claim is not None and not claim[0].disabled else None


def note_answer_from_elsewhere(
    db: Connection,
    container: Container,
    person: Person,
    post: tuple[int, int],
    name: str,
    address: str,
) -> None:
    """A person's own reply address was answered from an address nobody knows (EDGE 32): the team
    sees which to add.

    `post` is (discussion, post). Where it may well be them, they are asked at an address known
    before; a boss to whom they passed a letter on goes by another name.
    """
    details = AnotherAddress(address, person.address)
    event = Event(
        post[0], EventKind.ANOTHER_ADDRESS, container.clock(), person.id, post[1], details=details
    )
    if not time_line.record_once(db, event, post[0], person.id, address):
        return
    if not person.unreachable and may_be_same(name, address, person):
        ask_whether_theirs(db, container, person, address)


def required_person(db: Connection, address: str) -> Person:
    """The person of an address. Refused: no-such-person."""
    person = people.by_address(db, normal(address))
    if person is None:
        raise Refused("no-such-person", address=address)
    return person


def _give_address(
    db: Connection, container: Container, person: Person, fresh: str, actor: Person | None
) -> int:
    _refuse_anothers(db, person, fresh)
    owner = people.by_address(db, fresh)
    if owner is None:
        people.add_address(db, person.id, fresh)
    elif owner.id != person.id:
        people_merge.merge(db, owner.id, person.id, container.clock())
    detail = told("another address: {address}", address=fresh)
    audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)
    return person.id


def _refuse_anothers(db: Connection, person: Person, address: str) -> None:
    """Refused: address-taken, where it is an alias or another person's; a contact that mail made
    has no claim to it.
    """
    if projects.alias(db, address) is not None:
        raise Refused("address-taken", address=address, owner=told("an alias"))
    owner = people.by_address(db, address)
    if owner is not None and owner.id != person.id and not owner.staged:
        raise Refused("address-taken", address=address, owner=owner.called)


def view_person(db: Connection, person_id: int) -> PersonView:
    """The person as pages show them."""
    return person_views(db, [person_id])[0]
