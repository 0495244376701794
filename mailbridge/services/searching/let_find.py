"""The words of a new post and of its files are kept for search, in the filing transaction."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import AttachedLetter, Attachment
from mailbridge.steps.searching.file_words import said_of_file
from mailbridge.store.search import index


def let_find_post(
    db: Connection, discussion: Discussion, post_id: int, author_id: int, body: str, source: Source
) -> None:
    """A post is found by its words."""
    event = source.invitation
    parts = index.post_parts(
        discussion.subject,
        body,
        source.signature,
        (event.summary, event.place) if event is not None else (),
        source.quoted,
        Flag.QUOTES_UNKNOWN in source.flags,
    )
    index.put_post(db, post_id, discussion.project_id, author_id, parts)


def let_find_files(
    db: Connection,
    discussion: Discussion,
    ids: dict[str, int],
    files: tuple[Attachment, ...],
    letters: tuple[AttachedLetter, ...],
    texts: tuple[tuple[str, str], ...],
) -> None:
    """Files are found by their names, text files by their words, too. `ids`: by part."""
    opened, said = {letter.part: letter for letter in letters}, dict(texts)
    words = {
        ids[file.part]: said_of_file(file.last_part, opened.get(file.part), said.get(file.part, ""))
        for file in files
        if file.part in ids
    }
    index.put_files(db, discussion.project_id, words)
