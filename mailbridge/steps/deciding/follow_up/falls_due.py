"""What of the work that is written down stays, goes, moves and comes when other work is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailbridge.domain.follow_up.due import Due, DueState, DueWork


@dataclass(frozen=True, slots=True)
class Changes:
    """What makes the table agree with what is wanted. `move`: the id of a row and its new time."""

    add: tuple[DueWork, ...] = ()
    skip: tuple[int, ...] = ()
    move: tuple[tuple[int, datetime], ...] = ()


def changes(wanted: Iterable[DueWork], written: Iterable[Due]) -> Changes:
    """`written` are the rows that wait or are held, of the kinds and the place that `wanted` is
    about. Work of the same `once` is the same work: it stays, and moves where it is wanted at
    another time. What a person held stays held, where it is still wanted.
    """
    by_once = {piece.once: piece for piece in wanted}
    known = {row.wanted.once: row for row in written}
    return Changes(
        add=tuple(piece for once, piece in by_once.items() if once not in known),
        skip=tuple(row.id for once, row in known.items() if once not in by_once),
        move=tuple(
            (row.id, by_once[once].at)
            for once, row in known.items()
            if once in by_once and _moves(row, by_once[once])
        ),
    )


def _moves(row: Due, wanted: DueWork) -> bool:
    """Not what a person moved by hand."""
    by_hand = row.wanted.details.get("moved_by") is not None
    return row.wanted.state is DueState.WAITING and row.wanted.at != wanted.at and not by_hand
