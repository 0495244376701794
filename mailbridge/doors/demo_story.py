"""The story of the demo's two weeks: who wrote what, and when, as files of templates/demo/story."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_string
from pathlib import Path

from mailbridge.adapters.template_folders import folders
from mailbridge.services.container import Container
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One letter of the story. It answers another one, or begins a discussion by an alias."""

    name: str
    days_ago: int
    at: str  # HH:MM, UTC
    author: str
    text: str
    to: str = ""
    subject: str = ""
    answers: str = ""

    def moment(self, now: datetime) -> datetime:
        """When it was written, if the story ends now."""
        hour, minute = map(int, self.at.split(":"))
        day = now.astimezone(UTC) - timedelta(days=self.days_ago)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def parts() -> list[Part]:
    """All letters of the story, in order."""
    return [_part(file) for file in sorted((folders("demo")[0] / "story").glob("*.txt"))]


def _part(file: Path) -> Part:
    letter = message_from_string(file.read_text(encoding="utf-8"))
    days, at = str(letter["Day"]).split()
    return Part(
        file.stem,
        int(days),
        at,
        str(letter["From"]),
        str(letter.get_payload()),
        str(letter["To"] or ""),
        str(letter["Subject"] or ""),
        str(letter["Answers"] or ""),
    )


class MovedClock:
    """A clock that stands where it is put."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def moved_clock(container: Container) -> Iterator[MovedClock]:
    """The container's clock stands still until the end; then it goes on as before."""
    real: Callable[[], datetime] = container.clock
    clock = MovedClock(real())
    container.clock = clock
    try:
        yield clock
    finally:
        container.clock = real
