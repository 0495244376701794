"""A list that somebody keeps under a name."""

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    id: int
    name: str
    place: str  # path and query of the list
