"""What a member types at a door, and #commands at its top, understood as in letters; one that
cannot be done stops the whole, and the words stay in the form.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Command
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.discussions.along import ALONE, Along, Packed
from mailbridge.services.discussions.confirm_audience import Confirmed, obey_audience_commands
from mailbridge.services.filing.commands.carry_out import BEFORE_LETTERS, carry_out
from mailbridge.services.filing.commands.tasks import CommandContext
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.steps.reading.meaning.commands import commands
from mailbridge.store.inbox import looks
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """What a member wants to have said here. `heeds`: #commands at its top are carried out; `seen`:
    the newest post that they know of, None where that does not matter; `ends_draft`: it is what
    they had begun to write here, which is kept no longer.
    """

    text: str
    internal: bool = False
    channel: str = "web"
    to_all: bool = False
    answers: int | None = None  # a post
    at_once: bool = False
    along: Along = ALONE
    heeds: bool = False
    seen: int | None = None
    ends_draft: bool = False

    @property
    def said(self) -> "Typed":
        """What is typed, apart from the commands that are heeded. Refused: empty."""
        body = self.text.strip().replace("\r\n", "\n")
        made = (
            understood(body, self.internal, self.to_all)
            if self.heeds
            else Typed(body, self.internal, self.to_all)
        )
        if not made.body:
            raise Refused("empty")
        return made


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: words, and for whom they are."""

    body: str
    internal: bool
    to_all: bool
    at_once: bool = False
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom what is written here is for."""

    internal: bool = False
    to_all: bool = False
    answers: int | None = None  # a post
    at_once: bool = False  # its letters do not wait: it cannot be taken back
    flags: tuple[Flag, ...] = ()
    along: Along = ALONE
    packed: Packed | None = None  # its files
    commands: tuple[Command, ...] = ()  # that stood above the words


def understood(text: str, internal: bool, to_all: bool) -> Typed:
    """The commands apart from the words. Commands alone are a note that says them."""
    given, body = commands(text)
    names = {command.name for command in given}
    inside = "note" in names or (internal and not names & {"client", "all"})
    if given and not body.strip():
        return Typed(text, True, False, commands=given)
    return Typed(body.strip(), inside, to_all or "all" in names, "now" in names, given)


def check_seen(db: Connection, discussion_id: int, person: Person, reply: Reply) -> None:
    """Refused: newer-words, where somebody else wrote after what the member knows of."""
    if reply.seen is None:
        return
    newest = looks.newest_of_others(db, discussion_id, person.id)
    if newest is not None and newest > reply.seen:
        raise Refused("newer-words")


def obey(
    db: Connection,
    container: Container,
    person: Person,
    discussion: Discussion,
    post_id: int,
    given: Sequence[Command],
) -> None:
    """Carry them out, before the letters about the post are written. Refused: not-done, with what
    could not be.
    """
    now = container.clock()
    obey_audience_commands(db, Confirmed(discussion, post_id, person, tuple(given), now))
    local = now.astimezone(ZoneInfo(person.time_zone))
    context = CommandContext(db, container, person, discussion, post_id, local)
    carry_out(context, tuple(command for command in given if command.name in BEFORE_LETTERS))
    carry_out(context, tuple(command for command in given if command.name not in BEFORE_LETTERS))
    if context.notices:
        raise Refused("not-done", words=" ".join(context.notices))
    if context.done:
        done = tuple(context.done)
        notify.notify_of_done_commands(db, container, person.id, discussion.id, post_id, done)
