"""A message at hand, with everything that filing it needs, and what became of it."""

from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.inbound import Author, Facts, Inbound, Place
from mailbridge.domain.message import Command, Message
from mailbridge.domain.occasion import NOTHING_THERE, Earlier, Known
from mailbridge.domain.project import Participant, Person, Project, Role
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.container import Container
from mailbridge.store.directory import people
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a message, and where it is found."""

    disposition: Disposition
    reason: Reason
    project_id: int | None = None
    discussion_id: int | None = None
    post_id: int | None = None
    task_id: int | None = None
    note: str = ""
    trail: tuple[str, ...] = ()  # what was decided while it was filed


@dataclass(frozen=True, slots=True)
class FilingContext:
    """Everything that filing one message needs."""

    db: Connection
    container: Container
    inbound: Inbound
    facts: Facts
    raw_id: int
    now: datetime
    project: Project
    author: Author
    place: Place
    named: tuple[str, ...]  # the ids of what it answers, see `ids_named`
    known: Known = NOTHING_THERE  # of its discussion, once it is there

    @property
    def everybody(self) -> tuple[Participant, ...]:
        """Who takes part in its discussion, newcomers too, or was taken out."""
        return self.known.everybody or ()

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Without those who were taken out."""
        return self.known.participants or ()

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The posts of its discussion, as `past_of` gives them."""
        return self.known.past.posts if self.known.past is not None else ()

    @property
    def message(self) -> Message:
        """The message that is filed."""
        return self.inbound.reading.message

    @property
    def acting(self) -> Author:
        """Whose powers count: the member who passed the letter on, else its author."""
        return self.inbound.forwarder or self.author

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are obeyed: those of a proven member, and none of anybody else."""
        return self.inbound.reading.commands if self.acting.is_team else ()


def _language(filing: FilingContext) -> str:
    """In which letters to a new contact are written: the language of their own words where there
    is a catalogue for it (a neighbour of Russian reads Russian), else the project's.
    """
    read = filing.inbound.reading.language or ""
    spoken = "ru" if read in ("uk", "be") else read
    others = (language for language in filing.container.words.languages if language != "en")
    return spoken if spoken in others else filing.project.language


def add_contact(filing: FilingContext, address: str, name: str) -> Person:
    """Who is unknown becomes a staged contact."""
    language = _language(filing)
    made = people.add(
        filing.db, address, name, Role.CLIENT.value, language, filing.now, staged=True
    )
    return Person(made, name, Role.CLIENT, (address,), language, staged=True)
