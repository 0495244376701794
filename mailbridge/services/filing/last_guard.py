"""The last look before an answer leaves: does it say to the client what stands inside?"""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.message import Attachment
from mailbridge.steps.telling.inside_words import inside_words
from mailbridge.store.discussions import held_posts


def what_stands_inside(
    db: Connection, discussion_id: int, text: str, files: Iterable[Attachment]
) -> tuple[str, ...]:
    """The words of an answer, and the names of its files, that stand in internal posts of the
    discussion and in nothing that a client may see.
    """
    known = held_posts.inside(db, discussion_id)
    if known is None:
        return ()
    named = (file.last_part or file.content_type for file in files if file.sha256 in known.files)
    return (*inside_words(text, known.notes, known.seen), *named)
