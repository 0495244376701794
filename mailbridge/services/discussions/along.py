"""What goes along with words that somebody writes at a door: files, and questions with a date and
what happens without an answer.
"""

import hashlib
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.message import Message
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.filing import question_ledger
from mailbridge.services.filing.add_post import NewPost
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.text.enclosures import Upload, enclosing
from mailbridge.store.discussions import audiences, questions, time_line
from mailbridge.store.inbound import arrivals
from mailbridge.store.inbound.arrivals import Raw
from mailbridge.values import dataclass, replace

MOST_BYTES = 10 * 1024 * 1024  # of the files of one post: as much as travels with a letter
MOST_FILES = 20
MOST_ASKED = 20
LONGEST = 2000  # characters of a question, and of what happens without an answer
BIG = 64 * 1024  # bytes; larger messages lie in the blob store


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the client, as it was typed."""

    text: str
    due: str = ""  # words, or a date
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Along:
    files: tuple[Upload, ...] = ()
    asks: tuple[Asking, ...] = ()

    @property
    def words(self) -> str:
        """What the questions say: it reaches the client."""
        return "\n".join(f"{one.text}\n{one.consequence}" for one in self.asks)


ALONE = Along()


@dataclass(frozen=True, slots=True)
class Packed:
    """Files as a message that holds them: kept and read like one that came by mail."""

    raw: Raw
    message: Message


async def pack(container: Container, along: Along, keep: bool = True) -> Packed | None:
    """None without files. `keep`: what is large is put where large files lie.
    Refused: files-too-big, too-many-files, too-many-questions."""
    if len(along.asks) > MOST_ASKED:
        raise Refused("too-many-questions", number=MOST_ASKED)
    if not along.files:
        return None
    if len(along.files) > MOST_FILES:
        raise Refused("too-many-files", number=MOST_FILES)
    if sum(len(file.content) for file in along.files) > MOST_BYTES:
        raise Refused("files-too-big", number=MOST_BYTES // 1024**2)
    content = enclosing(along.files)
    reading = await container.reader.read(content)
    digest = hashlib.sha256(content).hexdigest()
    if keep and len(content) > BIG:
        await container.blobs.put(digest, content)
    kept = content if not keep or len(content) <= BIG else None
    return Packed(Raw(digest, len(content), kept), reading.message)


def with_files(db: Connection, post: NewPost, packed: Packed | None, along: Along) -> NewPost:
    """The post with its files, which are kept now; the guard reads what goes along."""
    if packed is None:
        return replace(post, goes_with_it=along.words)
    message = packed.message
    return replace(
        post,
        raw_id=arrivals.keep_raw(db, packed.raw),
        attachments=message.attachments,
        letters=message.letters,
        file_texts=message.file_texts,
        goes_with_it=f"{message.words_attached}\n{along.words}",
    )


def pose(
    db: Connection,
    container: Container,
    discussion: Discussion,
    person: Person,
    post_id: int,
    asks: Sequence[Asking],
) -> None:
    """Number the questions of a post. Refused: bad-date."""
    if not asks:
        return
    now = container.clock()
    here = now.astimezone(ZoneInfo(person.time_zone))
    heard = audiences.heard_of(db, post_id)
    only = question_ledger.only_client(heard)
    rows = []
    for one in asks:
        due = parse_due(one.due, here) if one.due.strip() else None
        if one.due.strip() and due is None:
            raise Refused("bad-date", words=one.due.strip())
        rows.append(
            {
                "text": one.text.strip()[:LONGEST],
                "asked_by": person.id,
                "asked_of": only,
                "post_id": post_id,
                "due": due,
                "consequence": one.consequence.strip()[:LONGEST] or None,
            }
        )
    asked = questions.ask(db, discussion.id, "client", rows, heard)
    time_line.record(db, [question_ledger.asked_event(question, person, now) for question in asked])
    next_move.settle_next_move(db, discussion.id)
