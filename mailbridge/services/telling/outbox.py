"""The outbox as people see it: what is owed, and what became of each letter."""

from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.access import may_see, reads_inside, visible_projects
from mailbridge.services.checked_address import checked_address, refuse_own_address
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.post_words import load_words
from mailbridge.services.telling.press import Press
from mailbridge.services.views.mail_models import OutboxView
from mailbridge.store.directory import people
from mailbridge.store.outbox import queue, returned_letters


async def list_letters(
    container: Container,
    viewer: Person | None = None,
    state: str | None = None,
    limit: int | None = 100,
    before_id: int | None = None,
) -> list[OutboxView]:
    """Letters, newest first; `before_id` continues a list. Sign-in links are for their readers'
    eyes: only the operator sees those letters.
    """

    def query(db: Connection) -> list[OutboxView]:
        if not reads_inside(viewer):
            return []
        return [
            _view(row)
            for row in queue.page(
                db, visible_projects(db, viewer), state, limit, viewer is None, before_id
            )
        ]

    return await container.store.read(query)


async def show_letter(
    container: Container, letter_id: int, viewer: Person | None = None
) -> OutboxView:
    """One letter as `outbox` lists it. Refused: no-such-letter."""

    def query(db: Connection) -> OutboxView:
        rows = (
            queue.page(db, visible_projects(db, viewer), None, 1, viewer is None, only=letter_id)
            if reads_inside(viewer)
            else []
        )
        if not rows:
            raise Refused("no-such-letter")
        return _view(rows[0])

    return await container.store.read(query)


def _view(row: Any) -> OutboxView:
    return OutboxView(
        id=row.id,
        letter=row.letter,
        to=row.to,
        subject=row.subject,
        state=row.state,
        attempts=row.attempts,
        last_reply=row.last_reply,
        report=row.report,
        discussion_id=row.discussion_id,
        created=row.created,
        run_at=row.run_at,
        project_id=row.project_id,
    )


async def render_letter(
    container: Container, letter_id: int, viewer: Person | None = None
) -> bytes:
    """The letter as it leaves. Refused: no-such-letter."""

    def query(db: Connection) -> queue.Owed:
        owed = queue.by_id(db, letter_id)
        if owed is None or not _may_see(db, viewer, owed):
            raise Refused("no-such-letter")
        return owed

    owed = await container.store.read(query)
    words = await load_words(container, [owed.letter])
    return (await Press(container, words).print(owed.letter)).content


async def retry_letter(
    container: Container, letter_id: int, viewer: Person | None = None, address: str = ""
) -> None:
    """Try a letter at once, also one that failed or came back; to the reader's new address, if they
    have another by now. With `address` it goes there, this once: whose address that is, nobody
    has said.

    Refused: no-such-letter, too-late, bad-address, own-address.
    """
    instead = checked_address(address) if address.strip() else ""
    if instead:
        refuse_own_address(container, instead)

    def transaction(db: Connection) -> None:
        owed = queue.by_id(db, letter_id)
        if owed is None or not _may_see(db, viewer, owed):
            raise Refused("no-such-letter")
        if not queue.owe_again(db, letter_id, container.clock()):
            raise Refused("too-late")
        reader = people.by_id(db, owed.person_id) if owed.person_id is not None else None
        if reader is not None:
            returned_letters.mark_reachable(db, reader.id)  # who tries again believes so
            if not instead and reader.address and owed.to not in reader.addresses:
                queue.readdress(db, owed, reader.address)
        if instead:
            queue.readdress(db, owed, instead)
        if owed.discussion_id is not None:
            next_move.settle_next_move(db, owed.discussion_id)

    await container.store.write(transaction)
    container.wake_outbox()


def _may_see(db: Connection, viewer: Person | None, owed: queue.Owed) -> bool:
    if viewer is None:
        return True
    return (
        owed.letter.name != "sign_in"
        and viewer.role.is_team
        and may_see(db, viewer, queue.project_of(db, owed.id))
    )
