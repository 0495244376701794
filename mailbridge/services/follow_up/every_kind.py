"""The table of all kinds of work that falls due."""

from mailbridge.services.follow_up.due_kind import DueKind

KINDS: tuple[DueKind, ...] = ()
