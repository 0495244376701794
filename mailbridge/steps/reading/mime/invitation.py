"""Calendar invitations (RFC 5545, RFC 5546)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from mailbridge.domain.message import Invitation
from mailbridge.steps.reading.mime.charsets.charset import decode
from mailbridge.steps.reading.mime.field_values import MediaType
from mailbridge.values import replace

MAX_CALENDAR = 256 * 1024
MAX_LINE = 300  # characters of a summary or a place
ANSWERS = ("accepted", "declined", "tentative")
_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})


def is_calendar(media: MediaType) -> bool:
    """Whether a part says that it is a calendar (RFC 5545 section 8.1, and older names)."""
    return media.name in _TYPES


def invitation(media: MediaType, octets: bytes) -> Invitation | None:
    """The first event of a calendar file: METHOD, SUMMARY, DTSTART in the zone it names; None when
    it is none.
    """
    if not is_calendar(media) or len(octets) > MAX_CALENDAR:
        return None
    import icalendar  # dear to import, seldom needed

    text = decode(octets, media.params.get("charset") or "utf-8").text
    try:
        calendar = icalendar.Calendar.from_ical(text)
        event = next(iter(calendar.walk("VEVENT")))
        start = event.decoded("DTSTART")
    except (ValueError, KeyError, StopIteration, IndexError, AttributeError, TypeError):
        return None
    if not isinstance(start, date):
        return None
    method = str(calendar.get("METHOD") or media.params.get("method") or "PUBLISH").upper()
    found = _starting(method, _line(event.get("SUMMARY")), start)
    answer = _answer(event) if method == "REPLY" else ""
    return replace(found, place=_line(event.get("LOCATION")), answer=answer)


def _starting(method: str, summary: str, start: date) -> Invitation:
    if not isinstance(start, datetime):
        first = datetime(start.year, start.month, start.day, tzinfo=UTC)
        return Invitation(method, summary, first, whole_day=True)
    return Invitation(method, summary, start if start.tzinfo else start.replace(tzinfo=UTC))


def _line(value: object) -> str:
    return " ".join(str(value or "").split())[:MAX_LINE]


def _answer(event: Mapping[str, object]) -> str:
    """What the one who answers says (RFC 5545 section 3.2.12); a REPLY names them alone."""
    attendees = event.get("ATTENDEE")
    first = attendees[0] if isinstance(attendees, list) and attendees else attendees
    params = getattr(first, "params", {})
    said = str(params.get("PARTSTAT", "")).lower()
    return said if said in ANSWERS else ""
