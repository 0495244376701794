"""What a member began to write in a discussion is kept until it is sent, or thrown away; and who
else is there just now.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_of, discussion_to_act_on, reads_inside
from mailbridge.services.container import Container
from mailbridge.services.desk.draft_files import KeptFile, kept_files
from mailbridge.store.inbox import at_desks
from mailbridge.values import dataclass

LONGEST = 200_000  # characters that are kept
STAYS = timedelta(seconds=45)  # somebody is there so long after they were heard of
WRITES = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed and did not send."""

    to: str = "client"  # client, all, internal
    text: str = ""
    answers: int = 0  # the post whose audience it has; 0: the newest
    fields: Mapping[str, str] = field(default_factory=dict)  # of the questions
    seen: int | None = None  # the newest post that stood on the page
    kept: datetime | None = None  # None: it is not
    files: tuple[KeptFile, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.files or self.has_words)

    @property
    def has_words(self) -> bool:
        """Whether something was typed."""
        return bool(self.text.strip() or any(value.strip() for value in self.fields.values()))


@dataclass(frozen=True, slots=True)
class Presence:
    """Colleagues by name."""

    writing: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()


async def keep_draft(
    container: Container, person: Person, discussion_id: int, draft: Draft
) -> Draft:
    """Keep its words instead of those before; its files stay as they are. Refused:
    no-such-discussion, not-allowed.
    """
    now = container.clock()

    def transaction(db: Connection) -> Draft:
        place = discussion_to_act_on(db, discussion_id, person).id
        if not draft.has_words:
            at_desks.drop_words(db, person.id, place)
            return Draft(to=draft.to, files=kept_files(db, person.id, place))
        row = {
            "person_id": person.id,
            "discussion_id": place,
            "to": draft.to,
            "text": draft.text[:LONGEST],
            "answers": draft.answers or None,
            "fields": dict(draft.fields),
            "updated": now,
        }
        at_desks.keep_draft(db, row)
        at_desks.stay(db, person.id, place, now + STAYS, now + WRITES)
        return _view(at_desks.draft(db, person.id, place), kept_files(db, person.id, place))

    return await container.store.write(transaction)


async def show_draft(container: Container, person: Person, discussion_id: int) -> Draft:
    """What is kept; an empty one where nothing is. Refused: no-such-discussion."""

    def query(db: Connection) -> Draft:
        place = discussion_of(db, discussion_id, person).id
        return _view(at_desks.draft(db, person.id, place), kept_files(db, person.id, place))

    return await container.store.read(query)


async def drop_draft(container: Container, person: Person, discussion_id: int) -> None:
    """Throw it away with its files. Refused: no-such-discussion, not-allowed."""

    def transaction(db: Connection) -> None:
        place = discussion_to_act_on(db, discussion_id, person).id
        at_desks.drop_draft(db, person.id, place)

    await container.store.write(transaction)


async def list_present(container: Container, person: Person, discussion_id: int) -> Presence:
    """Who else of the team is there; nobody for observers. Refused: no-such-discussion."""
    now = container.clock()

    def query(db: Connection) -> Presence:
        place = discussion_of(db, discussion_id, person).id
        if not reads_inside(person):
            return Presence()
        rows = [
            row
            for row in at_desks.present(db, [place], now).get(place, ())
            if row.person_id != person.id
        ]
        writing = [row for row in rows if row.writing_until and row.writing_until > now]
        return Presence(
            tuple(row.name for row in writing),
            tuple(row.name for row in rows if row not in writing),
        )

    return await container.store.read(query)


async def stay(container: Container, person: Person, discussion_id: int) -> None:
    """Somebody of the team looks at a discussion. Refused: no-such-discussion."""
    until = container.clock() + STAYS

    def transaction(db: Connection) -> None:
        place = discussion_of(db, discussion_id, person).id
        if person.role.is_team:
            at_desks.stay(db, person.id, place, until)

    await container.store.write(transaction)


async def go(container: Container, person: Person, discussion_id: int) -> None:
    """Somebody of the team no longer looks at a discussion."""
    await container.store.write(lambda db: at_desks.go(db, person.id, discussion_id))


def _view(row: object | None, files: tuple[KeptFile, ...]) -> Draft:
    if row is None:
        return Draft(files=files)
    to, text, answers, fields, kept = (
        getattr(row, name) for name in ("to", "text", "answers", "fields", "updated")
    )
    return Draft(to, text, answers or 0, fields, kept=kept, files=files)
