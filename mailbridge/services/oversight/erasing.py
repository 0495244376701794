"""A person is erased: their words and files go, others' words stay, and their addresses stand
nowhere any more.
"""

import hashlib
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import DamagedError, raw_bytes
from mailbridge.services.loose_blobs import drop_blobs
from mailbridge.services.people.addresses import required_person
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.without_address import message_without, stand_in
from mailbridge.store.oversight import erasing, person_rows
from mailbridge.store.search import index, mail_words

Progress = Callable[[int], None]


async def erase_person(
    container: Container,
    address: str,
    actor: Person | None = None,
    progress: Progress = lambda steps: None,
) -> int:
    """Forget them. It can be repeated where it was interrupted: the mail is put in order first,
    everything else in one transaction. Returns the number that is left of them. Refused:
    no-such-person, not-yourself.
    """

    def find(db: Connection) -> tuple[Person, list[int], list[erasing.Raw]]:
        person = required_person(db, address)
        if actor is not None and actor.id == person.id:
            raise Refused("not-yourself")
        ids = erasing.ids_of(db, person.id)
        return person, ids, erasing.raws_near(db, ids, person.addresses)

    person, ids, raws = await container.store.read(find)
    for raw in raws:
        await _put_in_order(container, person, raw)
        progress(1)
    await container.store.write(lambda db: _forget(db, container, person, ids, actor))
    progress(1)
    return person.id


async def _put_in_order(container: Container, person: Person, raw: erasing.Raw) -> None:
    """Mail of theirs is dropped; others' mail is written anew without their addresses, or dropped
    where it cannot be, or is not to be.
    """
    made: bytes | None = None
    content = b"" if raw.own else await _octets(container, raw)
    if content is not None:
        made = message_without(content, person.addresses, stand_in(person.id))
    if made is not None and made == content and not raw.own:
        return
    if raw.own or made is None or not container.rewrites_mail:
        await container.store.write(lambda db: _drop(db, raw.id))
    else:
        await _put_anew(container, raw, made)
    if raw.content is None:
        await drop_blobs(container, [raw.sha256])


async def _octets(container: Container, raw: erasing.Raw) -> bytes | None:
    """None where they are damaged: nobody knows whom they still name."""
    try:
        return await raw_bytes(container, raw.content, raw.sha256)
    except DamagedError:
        return None


def _drop(db: Connection, raw_id: int) -> None:
    erasing.leave_no_traces(db)
    erasing.drop_raws(db, [raw_id])


async def _put_anew(container: Container, raw: erasing.Raw, made: bytes) -> None:
    sha256, inline = hashlib.sha256(made).hexdigest(), raw.content is not None
    if not inline:
        await container.blobs.put(sha256, made)

    def transaction(db: Connection) -> None:
        erasing.leave_no_traces(db)
        erasing.put_raw(db, raw.id, sha256, made if inline else None, len(made))

    await container.store.write(transaction)


def _forget(
    db: Connection, container: Container, person: Person, ids: Sequence[int], actor: Person | None
) -> None:
    erasing.leave_no_traces(db)
    addresses, instead = person.addresses, stand_in(person.id)
    erasing.erase_words(db, ids, addresses)
    erasing.erase_person(db, ids, addresses, container.clock())
    changed = person_rows.scrub_posts(db, addresses, instead)
    for table in person_rows.tables():
        if table.name != "posts":
            rows = person_rows.scrub(db, table, addresses, person.name, instead)
            for kind in (kind for kind, of in mail_words.TABLES.items() if of is table):
                mail_words.put_again(db, kind, rows)
    index.put_posts_again(db, changed)
    erasing.leave_no_words(db)
    audit.record(db, container, actor, Act.ERASED, Matter.PERSON, person.id)
