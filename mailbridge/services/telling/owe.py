"""Letters of any kind are owed here, in the transaction of the event they tell of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import Connection

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.store.outbox import owing
from mailbridge.store.outbox.owing import Writing
from mailbridge.values import dataclass

Facts = TypeVar("Facts")
NEVER_MIND: Mapping[int, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class About:
    """What letters are about; None: nothing of that kind."""

    discussion_id: int | None = None
    project_id: int | None = None
    post_id: int | None = None  # where it is not the post that the letter quotes
    task_id: int | None = None
    inbound_id: int | None = None
    alias_id: int | None = None
    letter_id: int | None = None  # the letter that came back


def about(occasion: Occasion) -> About:
    """The discussion and project of an occasion, as its letters keep them."""
    return About(occasion.discussion.id, occasion.project.id)


def owe(
    db: Connection, container: Container, kind: LetterKind[Facts], facts: Facts, about: About
) -> list[int]:
    """Write a letter to each reader. Returns the ids of the letters."""
    told = kind.readers(facts)
    written = kind.compose(facts, told, letterhead(container), container.clock())
    return owe_written(db, container, kind, facts, told, written, about)


def owe_written(
    db: Connection,
    container: Container,
    kind: LetterKind[Facts],
    facts: Facts,
    told: Sequence[Reader],
    written: Sequence[Letter],
    about: About,
    hold: timedelta | None = None,
    leaving: Mapping[int, datetime] = NEVER_MIND,
) -> list[int]:
    """Owe letters that are composed already, one for each of `told`. `hold`: how long they can be
    taken back; `leaving`: when those to certain persons leave. Returns the ids of the letters.
    """
    rows = [
        _row(reader, letter, kind.once(facts, reader, letter), about, leaving)
        for reader, letter in zip(told, written, strict=True)
    ]
    return owing.add(db, rows, container.clock(), hold, about.project_id)


def _row(
    reader: Reader, letter: Letter, once: str, about: About, leaving: Mapping[int, datetime]
) -> Writing:
    return Writing(
        letter,
        reader.person.address,
        once,
        reader.person.id or None,  # 0: the reader is no person
        about.discussion_id,
        about.post_id if about.post_id is not None else letter.post_id,
        about.task_id,
        about.inbound_id,
        about.alias_id,
        about.letter_id,
        leaving.get(reader.person.id),
    )
