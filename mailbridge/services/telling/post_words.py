"""The words and files of the posts that letters tell of, fetched when the letters are rendered."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.letter import File, Letter, PostWords
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import raw_bytes
from mailbridge.steps.reading.mime.attachments import part_payloads
from mailbridge.steps.telling.together import posts_of, posts_of_topics
from mailbridge.store.outbox import post_words

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")  # that mail programs show


async def load_words(container: Container, written: Sequence[Letter]) -> dict[int, PostWords]:
    """As `words_of`, in a transaction of its own."""
    return await container.store.read(lambda db: words_of(db, written))


def words_of(db: Connection, written: Iterable[Letter]) -> dict[int, PostWords]:
    """The words of all posts that these letters name, without files."""
    ids = {
        number
        for letter in written
        for number in (*posts_of(letter), *letter.earlier, *posts_of_topics(letter))
    }
    return post_words.words(db, ids)


async def load_files(container: Container, post_ids: Sequence[int]) -> tuple[File, ...]:
    """The files of some posts in their order; what would make a letter too big stays behind."""
    rows = await container.store.read(
        lambda db: [row for post_id in post_ids for row in post_words.files(db, post_id)]
    )
    opened: dict[str, dict[str, bytes]] = {}  # raw messages taken apart, by their hash
    room, files = container.limits.letter_files, []
    for row in rows:
        content = await _content(container, row, opened) if row.size <= room else None
        room -= row.size if content is not None else 0
        name, kind = row.filename or "file", row.content_type
        picture = row.content_id if kind in PICTURES else None
        alone = picture is not None and row.inline and row.size < post_words.SMALL_PICTURE
        files.append(File(name, kind, row.size, content, picture, alone))
    return tuple(files)


async def _content(
    container: Container, row: Any, opened: dict[str, dict[str, bytes]]
) -> bytes | None:
    try:
        if row.sha256 not in opened:
            opened[row.sha256] = part_payloads(await raw_bytes(container, row.content, row.sha256))
        return opened[row.sha256][row.part]
    except (KeyError, OSError):
        return None
