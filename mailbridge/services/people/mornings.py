"""Whether a person gets a morning letter (a member besides what they are told at once, a client
also in its place), and whether a client gets weekly reports.
"""

from sqlalchemy import Connection

from mailbridge.domain.project import MORNINGS, ONLY, Person
from mailbridge.services.container import Container
from mailbridge.services.morning_work import put_next_morning
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people
from mailbridge.store.follow_up import mornings, weekly


async def show_mornings(container: Container, person_id: int) -> str | None:
    """What one chose: yes, no, only, or "" for what the project has. None: there is nobody."""

    def query(db: Connection) -> str | None:
        person = people.by_id(db, person_id)
        if person is None:
            return None
        is_daily = "yes" if mornings.wants(db, person_id) else "no"
        return is_daily if person.role.is_team else person.morning

    return await container.store.read(query)


async def choose_mornings(container: Container, person_id: int, choice: str) -> None:
    """Choose it for oneself. Refused: no-such-person, bad-setting."""

    def transaction(db: Connection) -> None:
        person = people.by_id(db, person_id)
        if person is None or person.disabled:
            raise Refused("no-such-person", address="")
        set_mornings(db, container, person, choice)

    await container.store.write(transaction)


async def wants_weekly(container: Container, person_id: int) -> bool:
    """Whether one gets the weekly reports of one's projects."""
    return await container.store.read(lambda db: weekly.wants(db, person_id))


async def choose_weekly(container: Container, person_id: int, wanted: bool) -> None:
    """Choose for oneself whether to get weekly reports."""
    await container.store.write(lambda db: weekly.choose(db, person_id, wanted))


def set_mornings(db: Connection, container: Container, person: Person, choice: str) -> None:
    """A member gets one each morning, or none; a client what `choice` says. Refused:
    bad-setting.
    """
    usual = "yes" if person.role.is_team else ""
    known = [word for word in MORNINGS if not (person.role.is_team and word == ONLY)]
    if choice not in (*known, ""):
        raise Refused("bad-setting", name="morning", value=choice, values=", ".join(known))
    if person.role.is_team:
        mornings.choose(db, person.id, (choice or usual) == "yes")
        return
    people.change(db, person.id, morning=choice)
    put_next_morning(db, container, person)
