"""Mail programs of a person whose letters are shown unfolded, because too much was cut once."""

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.reply.mail_program import spelled
from mailbridge.store.directory import mail_programs, people


async def list_programs(container: Container, address: str) -> tuple[str, ...]:
    """By name. Refused: no-such-person."""

    def query(db: Connection) -> tuple[str, ...]:
        person = _person(db, address)
        return mail_programs.of_people(db, [person.id]).get(person.id, ())

    return await container.store.read(query)


async def fold_program(
    container: Container, address: str, program: str, actor: Person | None = None
) -> None:
    """What they write with it is folded again. Refused: no-such-person, no-such-program."""

    def transaction(db: Connection) -> None:
        fold(db, container, _person(db, address), program, actor)

    await container.store.write(transaction)


async def unfold_program(
    container: Container, address: str, program: str, actor: Person | None = None
) -> None:
    """What they write with it stands open. Refused: no-such-person, empty."""

    def transaction(db: Connection) -> None:
        unfold(db, container, _person(db, address), program, actor)

    await container.store.write(transaction)


def fold(
    db: Connection, container: Container, person: Person, program: str, actor: Person | None
) -> None:
    """Fold what they write with it, with a line in the audit log. Refused: no-such-program."""
    if not mail_programs.fold(db, person.id, program):
        raise Refused("no-such-program", name=program)
    _record(db, container, person, actor, told("{name} is folded again", name=program))


def unfold(
    db: Connection, container: Container, person: Person, program: str, actor: Person | None
) -> None:
    """Show what they write with it whole, with a line in the audit log. Refused: empty."""
    name = spelled(program)
    if not name:
        raise Refused("empty")
    mail_programs.unfold(db, person.id, name)
    _record(db, container, person, actor, told("{name} is shown unfolded", name=name))


def _person(db: Connection, address: str) -> Person:
    person = people.by_address(db, address)
    if person is None:
        raise Refused("no-such-person", address=address)
    return person


def _record(
    db: Connection, container: Container, person: Person, actor: Person | None, detail: str
) -> None:
    audit.record(
        db, container, actor, Act.CHANGED, Matter.PERSON, person.id, person.address, detail=detail
    )
