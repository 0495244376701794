"""The last look before an answer leaves: does it say to the client what stands inside?"""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.message import Attachment
from mailbridge.steps.reading.meaning.commands import apart_from_note
from mailbridge.steps.telling.inside_words import MOST, inside_words
from mailbridge.store.discussions import held_posts


def what_stands_inside(
    db: Connection,
    discussion: Discussion,
    text: str,
    files: Iterable[Attachment],
    parted_from: int | None = None,
    own: str = "",
) -> tuple[str, ...]:
    """The words of an answer, of the subject that it gives to a discussion of its own, and the
    names of its files, that stand in internal posts of the discussion, or of one that it came
    from, and in nothing that a client may see; before them what stands below `#note` in `own`,
    the words of a member.
    """
    noted = _below_note(own)
    known = held_posts.inside(db, discussion.id, parted_from=parted_from or 0)
    if known is None:
        return noted
    if parted_from is not None:
        text = f"{discussion.subject}\n{text}"
    named = (file.last_part or file.content_type for file in files if file.sha256 in known.files)
    return (*noted, *inside_words(text, known.notes, known.seen), *named)


def _below_note(text: str) -> tuple[str, ...]:
    """The lines from one on that begins with it, at most MOST; as a command it counts at the top
    alone.
    """
    _, noted = apart_from_note(text)
    return tuple(line.strip() for line in noted.splitlines() if line.strip())[:MOST]
