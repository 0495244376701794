"""Due dates in words."""

from datetime import datetime, timedelta

from mailbridge.domain.message import Due

_DAYS = {"today": 0, "сегодня": 0, "tomorrow": 1, "завтра": 1}


def parse_due(words: str, written_at: datetime) -> datetime | None:
    """What an expression such as "fri" or "2026-11-27" means for its author; None where it means nothing."""
    days = _DAYS.get(words.strip().casefold())
    if days is not None:
        return (written_at + timedelta(days=days)).replace(hour=23, minute=59, second=0, microsecond=0)
    try:
        return datetime.fromisoformat(words.strip()).replace(hour=23, minute=59, tzinfo=written_at.tzinfo)
    except ValueError:
        return None


def due(text: str, written_at: datetime) -> Due | None:
    """The first due date the text names."""
    for word in text.split():
        at = parse_due(word.strip(".,!"), written_at)
        if at:
            return Due(word, at)
    return None
