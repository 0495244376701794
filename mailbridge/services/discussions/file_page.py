"""Files that were too large for a letter, by the link that stands in it: for its reader alone, for
some days, and as long as they may read the post.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Post
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_
from mailbridge.services.access import may_see
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import bytes_to_show
from mailbridge.steps.reading.mime.attachments import part_payload
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, discussions, posts, taking_part
from mailbridge.store.outbox import post_words
from mailbridge.values import dataclass

LATEST = 1 << 35  # seconds since 1970; more is no date


@dataclass(frozen=True, slots=True)
class LinkedFile:
    number: int  # from 1, in the order of the post
    filename: str
    content_type: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class LinkedFiles:
    files: tuple[LinkedFile, ...]
    until: datetime


async def show_files(container: Container, token: str) -> LinkedFiles | None:
    """The files of the post that a link names; looking changes nothing. None: forged, too old, or
    not for its reader any more.
    """

    def query(db: Connection) -> LinkedFiles | None:
        opened = _opened(db, container, token)
        if opened is None:
            return None
        rows, until = opened
        return LinkedFiles(tuple(_file(number, row) for number, row in enumerate(rows, 1)), until)

    return await container.store.read(query)


async def read_file(
    container: Container, token: str, number: int
) -> tuple[LinkedFile, bytes] | None:
    """One of them with its bytes. None: as `show_files`, or there is no such file."""

    def query(db: Connection) -> Any:
        rows, _ = _opened(db, container, token) or ((), None)
        return rows[number - 1] if 0 < number <= len(rows) else None

    row = await container.store.read(query)
    if row is None:
        return None
    raw = await bytes_to_show(container, row.content, row.sha256)
    return _file(number, row), part_payload(raw, row.part)


def _file(number: int, row: Any) -> LinkedFile:
    return LinkedFile(number, row.filename or "file", row.content_type, row.size)


def _opened(
    db: Connection, container: Container, token: str
) -> tuple[Sequence[Any], datetime] | None:
    numbers = open_(Purpose.FILES, token, container.keys)
    if numbers is None or len(numbers) != 3:
        return None
    until = datetime.fromtimestamp(min(numbers[2], LATEST), UTC)
    person, post = people.by_id(db, numbers[0]), posts.post_by_id(db, numbers[1])
    if until <= container.clock() or person is None or post is None:
        return None
    return (post_words.files(db, post.id), until) if _may_read(db, person, post) else None


def _may_read(db: Connection, person: Person, post: Post) -> bool:
    """Whether a person may read a post by a link: a member as long as the project is theirs; a
    client as long as they take part, and the post is for them. What is internal has no such link.
    """
    place = discussions.by_id(db, post.discussion_id)
    if place is None or place.internal or post.internal:
        return False
    if person.role.is_team:
        return may_see(db, person, place.project_id)
    inside = taking_part.participants_of(db, place.id)
    takes_part = any(each.person.id == person.id and each.admitted for each in inside)
    return takes_part and audiences.may_read(audiences.of_posts(db, [post.id]), post.id, person.id)
