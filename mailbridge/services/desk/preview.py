"""The very letters that words would become, before they are sent: filed and composed as if they
were, in a transaction that is undone.
"""

from collections.abc import Sequence
from typing import NoReturn
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.letter import File, Letter, PostWords
from mailbridge.domain.occasion import Skip
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.desk.reach import Hearers, foresee
from mailbridge.services.discussions.along import Along, Packed, pack
from mailbridge.services.discussions.typed import Reply
from mailbridge.services.discussions.write import write_reply
from mailbridge.steps.deciding.cautions import Caution, Unsent, cautions
from mailbridge.steps.reading.mime.attachments import part_payloads
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.discussions import held_posts, posts, questions
from mailbridge.store.outbox import contents, post_words, reach
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as its reader would get it."""

    name: str
    address: str
    to_client: bool
    subject: str
    author: str  # the From field
    to: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Previewed:
    letters: tuple[Shown, ...]
    held: tuple[str, ...]  # words that stand inside: it would wait for a person
    internal: bool
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that was written in a transaction which is undone."""

    name: str
    address: str
    letter: Letter


class _Undone(Exception):
    """Ends the transaction that was only tried."""

    def __init__(
        self,
        owed: Sequence[Owed],
        words: dict[int, PostWords],
        held: tuple[str, ...],
        internal: bool,
    ) -> None:
        super().__init__("only tried")
        self.owed, self.words, self.held, self.internal = owed, words, held, internal


async def preview_reply(
    container: Container, person: Person, discussion_id: int, reply: Reply
) -> Previewed:
    """The letters that a reply would become just now, clients' first; nothing is kept. Refused: as
    `add_reply`.
    """
    packed = await pack(container, reply.along, keep=False)
    tried = replace(reply, seen=None)
    try:
        await container.store.write(
            lambda db: _try(db, container, person, discussion_id, tried, packed)
        )
    except _Undone as undone:
        letters = tuple(shown_letter(container, owed, undone.words) for owed in undone.owed)
        stays = undone.internal and not undone.held
        noticed = () if stays else await _cautions(container, person, discussion_id, reply)
        return Previewed(letters, undone.held, undone.internal, noticed)
    raise AssertionError("a preview is never committed")


def _try(
    db: Connection,
    container: Container,
    person: Person,
    discussion_id: int,
    reply: Reply,
    packed: Packed | None,
) -> NoReturn:
    made = write_reply(db, container, person, discussion_id, reply, packed)
    rows = reach.letters_of_post(db, made)
    owed = [
        Owed(row.name or row.to.partition("@")[0], row.to, letter)
        for row, letter in contents.letters_of(db, rows)
    ]
    ids = {number for row in owed for number in (*posts_of(row.letter), *row.letter.earlier)}
    words = post_words.words(db, ids)
    if made in words:
        words[made] = replace(words[made], files=_files(db, container, made))
    post = posts.post_by_id(db, made)
    held = held_posts.held_words(db, made) or ()
    raise _Undone(owed, words, held, post is not None and post.internal)


def _files(db: Connection, container: Container, post_id: int) -> tuple[File, ...]:
    """Its files; what would make a letter too big stays behind, as when it leaves."""
    room, files = container.limits.letter_files, []
    for row in post_words.files(db, post_id):
        content = part_payloads(bytes(row.content)).get(row.part) if row.size <= room else None
        room -= row.size if content is not None else 0
        files.append(File(row.filename or "file", row.content_type, row.size, content))
    return tuple(files)


def shown_letter(container: Container, owed: Owed, words: dict[int, PostWords]) -> Shown:
    """As its reader would get it."""
    letter = owed.letter
    made = container.renderer.stencil(letter, words).fill(letter)
    to = ", ".join(str(mailbox) for mailbox in (*letter.to, *letter.cc))
    return Shown(
        owed.name,
        owed.address,
        letter.name == "client",
        letter.subject,
        str(letter.from_),
        to,
        made.text,
        made.page,
    )


async def _cautions(
    container: Container, person: Person, discussion_id: int, reply: Reply
) -> tuple[Caution, ...]:
    said, along = reply.said, reply.along
    prospect = await foresee(container, discussion_id, person)
    hearers = prospect.to_all if said.to_all else prospect.answer
    asked = await container.store.read(
        lambda db: [
            (question.number, question.text)
            for question in questions.questions_of(
                db, discussion_to_act_on(db, discussion_id, person).id
            )
            if question.side == "client" and question.is_open
        ]
    )
    now = container.clock().astimezone(ZoneInfo(person.time_zone))
    return cautions(_unsent(said.body, along, hearers, Unsent("", now, open_questions=asked)))


def _unsent(body: str, along: Along, hearers: Hearers, known: Unsent) -> Unsent:
    left = [spared.person.called for spared in hearers.spared if spared.why is Skip.NOT_MEANT]
    return replace(
        known, text=body, listed=len(along.asks), files=len(along.files), left_out=tuple(left)
    )
