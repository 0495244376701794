"""What lists and pages show of work that falls due."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DueView:
    id: int
    what: str
    reader: str | None  # the address of the person it is for
    discussion_id: int | None
    project: str | None
    project_id: int | None
    subject: str | None  # of the discussion
    at: datetime
    why: str  # a sentence of the trail
    state: str
    said: str  # a sentence of the trail: what came of it
    words: str = ""  # a draft, or what a member wrote instead
    has_words: bool = False  # a member may write it in other words
    by_hand: bool = False  # a person brought it into its state
