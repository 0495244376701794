"""A password, for those who want one beside one-time links."""

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.people.sign_in import Session, hash_token, is_fresh, open_session
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.people.password_strength import LEAST, MOST, weakness
from mailbridge.store.directory import passkeys, people, ways_in


async def has_password(container: Container, person: Person) -> bool:
    """Whether somebody can sign in with one."""
    return await container.store.read(lambda db: passkeys.password_of(db, person.id)) is not None


async def set_password(
    container: Container, person: Person, password: str, old: str = "", token: str = ""
) -> None:
    """A password from now on; whoever changes one tells the old one, or has just signed in with the
    session of this token. All other sessions end. Refused: wrong-password, not-fresh,
    short-password, long-password, plain-password, address-password.
    """
    from mailbridge.adapters.ways_in.passwords import hashed, is_right  # a big import, a rare need

    weak = weakness(password, person.addresses)
    if weak is not None:
        raise Refused(f"{weak}-password", number=MOST if weak == "long" else LEAST)

    def known(db: Connection) -> tuple[str | None, bool]:
        return passkeys.password_of(db, person.id), is_fresh(db, container, token)

    kept, fresh = await container.store.read(known)
    if not fresh and not (kept is not None and old and await is_right(old, kept)):
        raise Refused("wrong-password" if old else "not-fresh")
    made = await hashed(password)

    def transaction(db: Connection) -> None:
        passkeys.set_password(db, person.id, made, container.clock())
        ways_in.end_sessions(db, person.id, hash_token(token) if token else "")
        audit.record(db, container, person, Act.SET_PASSWORD, Matter.PERSON, person.id)

    await container.store.write(transaction)


async def remove_password(container: Container, address: str, actor: Person | None = None) -> None:
    """There is none any more. Refused: no-such-person, no-password."""

    def transaction(db: Connection) -> None:
        person = required_person(db, address)
        if not passkeys.remove_password(db, person.id):
            raise Refused("no-password")
        audit.record(db, container, actor, Act.REMOVED_PASSWORD, Matter.PERSON, person.id)

    await container.store.write(transaction)


async def sign_in_with_password(
    container: Container, address: str, password: str, device: str = "", place: str = ""
) -> Session | None:
    """A session, where the password is right; None says the same of whom we do not know, of whom
    has none, and of a wrong one, and takes as long.
    """
    from mailbridge.adapters.ways_in.passwords import is_right

    def known(db: Connection) -> tuple[Person | None, str | None]:
        person = people.by_address(db, normal(address))
        if person is None or not person.enters_web:
            return None, None
        return person, passkeys.password_of(db, person.id)

    person, kept = await container.store.read(known)
    if not await is_right(password[:MOST], kept) or person is None:
        return None
    return await container.store.write(
        lambda db: open_session(db, container, person, device, place)
    )
