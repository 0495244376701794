"""Work that falls due: what is to be done for whom at which time, and what became of it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mailbridge.values import dataclass

THE_KIND = 0  # who changed work that its own kind found moot


class DueState(StrEnum):
    WAITING = "waiting"  # is done when its time comes
    HELD = "held"  # a person keeps it back, or has yet to send it
    DONE = "done"
    SKIPPED = "skipped"  # there was no reason for it any more, or a person did not want it


@dataclass(frozen=True, slots=True)
class DueWork:
    """What is to be written down. The same `once` is written once, whatever becomes of it."""

    what: str  # the name of its kind
    at: datetime
    why: str  # a sentence, `told(…)`
    once: str
    person_id: int | None = None  # for whom; None: for nobody in particular
    discussion_id: int | None = None
    project_id: int | None = None
    state: DueState = DueState.WAITING
    details: Mapping[str, Any] = field(default_factory=dict)  # what its kind needs: JSON


@dataclass(frozen=True, slots=True)
class Due:
    """What was written down."""

    id: int
    wanted: DueWork
    said: str = ""  # a sentence: what came of it
    attempts: int = 0  # that failed
    changed: datetime | None = None  # when it came into its state
    changed_by: int | None = None  # a person, or THE_KIND; None: how things stand


@dataclass(frozen=True, slots=True)
class Became:
    """What its kind says of a piece of work when its time came."""

    state: DueState
    said: str  # a sentence, `told(…)`
    at: datetime | None = None  # waiting: until then
    # held: what a person is shown; done: what is kept
    details: Mapping[str, Any] = field(default_factory=dict)


def is_done(said: str, details: Mapping[str, Any] = MappingProxyType({})) -> Became:
    """The result for work that was done. `said`: what was done; `details`: what is kept of it,
    where that differs from what was kept before.
    """
    return Became(DueState.DONE, said, details=details)


def is_moot(said: str) -> Became:
    """The result where there is nothing to do any more. `said`: why."""
    return Became(DueState.SKIPPED, said)


def is_held(said: str, details: Mapping[str, Any]) -> Became:
    """The result for work that a person has to send. `said`: why; `details`: what their kind shows
    them, added to its own.
    """
    return Became(DueState.HELD, said, details=details)


def is_put_off(at: datetime, said: str) -> Became:
    """The result for work that has to wait until `at`. `said`: why."""
    return Became(DueState.WAITING, said, at)
