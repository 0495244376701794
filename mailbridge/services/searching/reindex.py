"""What is not found yet is taken in, little by little: by the worker, or all at once by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.message import AttachedLetter
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import DamagedError, raw_bytes
from mailbridge.steps.searching.file_words import said_of_file
from mailbridge.store.engine.search_table import Kind
from mailbridge.store.engine.typed_json import from_json
from mailbridge.store.search import backlog, index, mail_words
from mailbridge.store.search.backlog import Batch

AT_ONCE = 200  # objects whose words are taken in together
Texts = Mapping[tuple[int, str], str]  # of text files, by raw message and part


async def take_in(container: Container) -> int:
    """The words of the next objects. Returns how many there were; 0: all is found."""
    batch = await container.store.read(lambda db: backlog.next_batch(db, AT_ONCE))
    if batch is None:
        return await _take_in_mail(container)
    texts = await _texts(container, batch.ids) if batch.kind is Kind.POST else {}
    await container.store.write(lambda db: _put(db, batch, texts))
    return max(len(batch.ids), 1)


async def _take_in_mail(container: Container) -> int:
    """The words of the next mail and letters, after all that is searched everywhere."""
    ids = await container.store.read(lambda db: mail_words.next_ids(db, AT_ONCE))
    if any(ids.values()):
        await container.store.write(lambda db: mail_words.take_in(db, ids))
    return sum(map(len, ids.values()))


async def count_all(container: Container) -> int:
    """How many objects are to be found."""
    return await container.store.read(backlog.count_all)


async def reindex(container: Container, progress: Callable[[int], None]) -> int:
    """Forget all words, and take in those of everything there is. `progress` hears how many objects
    each step brought. Returns how many there were.
    """
    await container.store.write(backlog.begin)
    done = 0
    while count := await take_in(container):
        done += count
        progress(count)
    return done


def _put(db: Connection, batch: Batch, texts: Texts) -> None:
    match batch.kind:
        case Kind.POST:
            index.put_posts_again(db, batch.ids)
            _put_files(db, batch.ids, texts)
        case Kind.PERSON:
            index.put_people_again(db, batch.ids)
        case Kind.TASK:
            index.put_tasks_again(db, batch.ids)
        case _:
            index.put_subjects_again(db, batch.ids)
    backlog.mark_done(db, batch)


def _put_files(db: Connection, post_ids: Sequence[int], texts: Texts) -> None:
    by_project: dict[int, dict[int, str]] = {}
    for row in backlog.files_of(db, post_ids):
        letter = from_json(AttachedLetter, row.letter) if row.letter else None
        text = texts.get((row.raw_id, row.part), "")
        words = said_of_file(row.filename, letter, text)
        by_project.setdefault(row.project_id, {})[row.id] = words
    for project_id, said in by_project.items():
        index.put_files(db, project_id, said)


async def _texts(container: Container, post_ids: Sequence[int]) -> Texts:
    """What the text files of these posts say: their messages are read once more."""
    raws = await container.store.read(lambda db: backlog.raws_with_texts(db, post_ids))
    texts: dict[tuple[int, str], str] = {}
    for row in raws:
        texts |= {(row.id, part): text for part, text in await _texts_in(container, row)}
    return texts


async def _texts_in(container: Container, row: Any) -> tuple[tuple[str, str], ...]:
    try:
        raw = await raw_bytes(container, row.content, row.sha256)
    except (DamagedError, FileNotFoundError):  # all else is found
        return ()
    return (await container.reader.read(raw)).message.file_texts
