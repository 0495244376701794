"""Files of what a member began to write, kept beside its words: no choice is lost when the form
comes back. `place` is the discussion, None for one that is not begun yet.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.discussions.along import MOST_BYTES, MOST_FILES
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.enclosures import Upload
from mailbridge.store.inbox import draft_files
from mailbridge.values import dataclass

MOST_KEPT = 50 * 1024 * 1024  # bytes of all drafts of one person


@dataclass(frozen=True, slots=True)
class KeptFile:
    id: int
    name: str
    content_type: str
    size: int  # bytes


async def keep_files(
    container: Container,
    person: Person,
    place: int | None,
    added: Sequence[Upload],
    ticked: Collection[int] | None = None,
) -> tuple[KeptFile, ...]:
    """Add files to a draft; of those kept before only the `ticked` stay (None: all). Returns what
    is kept now. Refused: no-such-discussion, not-allowed, files-too-big, too-many-files,
    too-much-kept.
    """
    now = container.clock()

    def transaction(db: Connection) -> tuple[KeptFile, ...]:
        here = discussion_to_act_on(db, place, person).id if place is not None else None
        if ticked is not None:
            draft_files.drop_others(db, person.id, here, ticked)
        draft_files.add(db, person.id, here, added, now)
        kept = kept_files(db, person.id, here)
        if added:
            _check(kept, draft_files.octets_of(db, person.id))
        return kept

    return await container.store.write(transaction)


def _check(kept: Sequence[KeptFile], octets: int) -> None:
    if len(kept) > MOST_FILES:
        raise Refused("too-many-files", number=MOST_FILES)
    if sum(file.size for file in kept) > MOST_BYTES:
        raise Refused("files-too-big", number=MOST_BYTES // 1024**2)
    if octets > MOST_KEPT:
        raise Refused("too-much-kept", number=MOST_KEPT // 1024**2)


def kept_files(db: Connection, person_id: int, place: int | None) -> tuple[KeptFile, ...]:
    """The files of a draft, in the order in which they were added."""
    return tuple(_view(row) for row in draft_files.of_draft(db, person_id, place))


async def list_files(
    container: Container, person: Person, place: int | None
) -> tuple[KeptFile, ...]:
    """The person's own, in the order in which they were added."""
    return await container.store.read(lambda db: kept_files(db, person.id, place))


async def take_along(
    container: Container, person: Person, ids: Collection[int]
) -> tuple[Upload, ...]:
    """The files of these numbers, as if they had been chosen just now. Refused: kept-file-gone."""
    if not ids:
        return ()
    rows = await container.store.read(lambda db: draft_files.contents(db, person.id, ids))
    if len(rows) < len(set(ids)):
        raise Refused("kept-file-gone")
    return tuple(Upload(row.filename, row.content_type, bytes(row.content)) for row in rows)


async def read_file(container: Container, person: Person, file_id: int) -> tuple[KeptFile, bytes]:
    """One with its octets. Refused: no-such-file, also where it is somebody else's."""
    rows = await container.store.read(lambda db: draft_files.contents(db, person.id, [file_id]))
    if not rows:
        raise Refused("no-such-file")
    return _view(rows[0]), bytes(rows[0].content)


async def drop_file(container: Container, person: Person, file_id: int) -> None:
    """Throw a kept file away: it goes along no more. Refused: no-such-file, also where it is
    somebody else's.
    """
    if not await container.store.write(lambda db: draft_files.drop(db, person.id, file_id)):
        raise Refused("no-such-file")


def _view(row: Any) -> KeptFile:
    return KeptFile(row.id, row.filename, row.content_type, row.size)
