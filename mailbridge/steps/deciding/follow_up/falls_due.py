"""What of the work that is written down stays, goes, moves and comes when other work is wanted."""

from collections.abc import Iterable
from datetime import datetime

from mailbridge.domain.follow_up.due import Due, DueState, DueWork
from mailbridge.values import dataclass

BY_HAND = frozenset({"moved_by", "pressed_by"})  # details that say so


@dataclass(frozen=True, slots=True)
class Changes:
    """What makes the table agree with what is wanted. `move`: the id of a row and its new time."""

    add: tuple[DueWork, ...] = ()
    revive: tuple[DueWork, ...] = ()
    skip: tuple[int, ...] = ()
    move: tuple[tuple[int, datetime], ...] = ()


def changes(wanted: Iterable[DueWork], written: Iterable[Due]) -> Changes:
    """`written` are the rows of the kinds and the place that `wanted` is about, whatever became of
    them. Work of the same `once` is the same work: it stays, and moves where it is wanted at
    another time. What is done, what a person skipped and what they hold stays so; what lapsed by
    itself waits again where it is wanted again.
    """
    by_once = {piece.once: piece for piece in wanted}
    known = {row.wanted.once: row for row in written}
    both = [(row, by_once[once]) for once, row in known.items() if once in by_once]
    return Changes(
        add=tuple(piece for once, piece in by_once.items() if once not in known),
        revive=tuple(piece for row, piece in both if _has_lapsed(row)),
        skip=tuple(row.id for once, row in known.items() if once not in by_once and is_open(row)),
        move=tuple((row.id, piece.at) for row, piece in both if _moves(row, piece)),
    )


def is_open(row: Due) -> bool:
    """Whether something may come of it yet."""
    return row.wanted.state in (DueState.WAITING, DueState.HELD)


def _has_lapsed(row: Due) -> bool:
    return row.wanted.state is DueState.SKIPPED and row.changed_by is None


def _moves(row: Due, wanted: DueWork) -> bool:
    """Whether work may get another time: not what a person moved by hand."""
    by_hand = BY_HAND & row.wanted.details.keys()
    return row.wanted.state is DueState.WAITING and row.wanted.at != wanted.at and not by_hand
