"""The lists of the inbox."""

from enum import StrEnum


class Tab(StrEnum):
    """A list of the inbox."""

    OURS = "ours"  # to answer
    WAITING = "waiting"  # on a client
    CLOSE = "close"  # open, and nobody owes anything
    UNASSIGNED = "unassigned"  # ours, and nobody looks after it
    MINE = "mine"
    ALL = "all"  # closed ones, too
