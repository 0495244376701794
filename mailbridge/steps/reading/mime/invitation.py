"""Calendar invitations (RFC 5545, RFC 5546)."""

from datetime import UTC, date, datetime

from mailbridge.domain.message import Invitation
from mailbridge.steps.reading.mime.charset import decode
from mailbridge.steps.reading.mime.field_values import MediaType

MAX_CALENDAR = 256 * 1024
_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})


def is_calendar(media: MediaType) -> bool:
    return media.name in _TYPES


def invitation(media: MediaType, octets: bytes) -> Invitation | None:
    """The first event of a calendar file: METHOD, SUMMARY, DTSTART in the zone it names; None when
    it is none.
    """
    if media.name not in _TYPES or len(octets) > MAX_CALENDAR:
        return None
    import icalendar  # dear to import, seldom needed

    text = decode(octets, media.params.get("charset") or "utf-8").text
    try:
        calendar = icalendar.Calendar.from_ical(text)
        event = next(iter(calendar.walk("VEVENT")))
        start = event.decoded("DTSTART")
    except (ValueError, KeyError, StopIteration, IndexError, AttributeError, TypeError):
        return None
    method = str(calendar.get("METHOD") or media.params.get("method") or "PUBLISH").upper()
    return (
        _starting(method, str(event.get("SUMMARY") or "").strip(), start)
        if isinstance(start, date)
        else None
    )


def _starting(method: str, summary: str, start: date) -> Invitation:
    if not isinstance(start, datetime):
        first = datetime(start.year, start.month, start.day, tzinfo=UTC)
        return Invitation(method, summary, first, whole_day=True)
    return Invitation(method, summary, start if start.tzinfo else start.replace(tzinfo=UTC))
