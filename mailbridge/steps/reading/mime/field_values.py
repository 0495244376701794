"""Field values taken apart: media types and parameters, msg-ids, dates."""

import email.utils
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from mailparser.dates import parse_mail_date

from mailbridge.steps.reading.mime.charsets.charset import decode
from mailbridge.steps.reading.mime.encoded_words import one_line, words_decoded
from mailbridge.steps.text import printed_date

_TOKEN = re.compile(r"[A-Za-z0-9!#$&^_.+*'-]{1,127}$")
_SECTION = re.compile(r"([^*]{1,80})(?:\*(\d{1,3}))?(\*)?$")
_SHORTHAND = {
    "text": "text/plain",
    "html": "text/html",
    "plain": "text/plain",
    "multipart": "multipart/mixed",
    "application": "application/octet-stream",
    "image": "application/octet-stream",
}
_IN_BRACKETS = re.compile(r"<([^<>]{1,998})>")
_QUOTE_OR_SEMICOLON = re.compile('[";]')
_MAX_PARAMETERS = 100
LONGEST_USUAL = 80  # characters of a media type that is remembered; of one with a boundary too


class MediaType(NamedTuple):
    """A media type in lower case and its parameters, their names in lower case."""

    name: str
    params: Mapping[str, str]


def media_type(value: str) -> MediaType | None:
    """A Content-Type value; None when no type can be read from it. The usual ones are
    remembered.
    """
    return _usual_type(value) if len(value) <= LONGEST_USUAL else _media_type(value)


@lru_cache(maxsize=256)
def _usual_type(value: str) -> MediaType | None:
    return _media_type(value)


def _media_type(value: str) -> MediaType | None:
    if "=?" in value[:40]:
        value = words_decoded(value)
    head, _, rest = _uncommented(value.strip()).partition(";")
    words = head.split(maxsplit=1)
    if len(words) > 1 and "=" in words[1]:  # "text/plain charset=utf-8": the semicolon is missing
        rest = f"{words[1]};{rest}"
    name = (
        "".join(head.split()).lower()
        if len(words) > 1 and "=" not in words[1]
        else (words or [""])[0].lower()
    )
    name = name.strip("\"'").rstrip("/")
    kind, _, subtype = _SHORTHAND.get(name, name).partition("/")
    if not (_TOKEN.match(kind) and _TOKEN.match(subtype)):
        return None
    return MediaType(f"{kind}/{subtype}", parameters(rest))


def disposition(value: str) -> MediaType:
    """A Content-Disposition (RFC 2183): "inline", "attachment" or another word, and its
    parameters.
    """
    head, _, rest = value.partition(";")
    if "=" in head:  # the word itself is missing
        head, rest = "", value
    return MediaType(head.strip().strip('"').lower(), parameters(rest))


def _uncommented(value: str) -> str:
    head = value.partition(";")[0]
    return re.sub(r"\([^()]*\)", "", head) + value[len(head) :] if "(" in head else value


def parameters(text: str) -> dict[str, str]:
    """The parameters of a MIME field, their continuations joined and charsets decoded (RFC
    2231).
    """
    plain: dict[str, str] = {}
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in _pairs(text)[:_MAX_PARAMETERS]:
        match = _SECTION.match(name)
        if match and (match[2] or match[3]):
            sections.setdefault(match[1].strip(), []).append(
                (int(match[2] or 0), bool(match[3]), value)
            )
        elif match:
            plain.setdefault(name, words_decoded(value))
    return plain | {name: _joined(several) for name, several in sections.items()}


def _pairs(text: str) -> list[tuple[str, str]]:
    """The `name=value` pairs, quoted strings unquoted; one pass."""
    pairs = []
    for piece in _split_unquoted(text.replace("\r", "").replace("\n", "")):
        name, equals, value = piece.partition("=")
        if equals and name.strip():
            pairs.append((name.strip().lower(), _unquoted(value.strip())))
    return pairs


def _split_unquoted(text: str) -> list[str]:
    """Split at semicolons outside quoted strings; a quote that never closes ends at the next
    semicolon.
    """
    if '"' not in text:
        return text.split(";")
    pieces: list[str] = []
    start = at = 0
    while match := _QUOTE_OR_SEMICOLON.search(text, at):
        at = match.end()
        if match[0] == ";":
            pieces.append(text[start : at - 1])
            start = at
        elif (closing := _closing_quote(text, at)) >= 0:
            at = closing + 1
        else:
            return [*pieces, *text[start:].split(";")]
    return [*pieces, text[start:]]


def _closing_quote(text: str, at: int) -> int:
    while True:
        at = text.find('"', at)
        if at < 0 or text[at - 1] != "\\":
            return at
        at += 1


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        inner = value[1:]
        closing = _closing_quote(inner, 0)
        inner = inner[:closing] if closing >= 0 else inner
        return re.sub(r"\\(.)", r"\1", inner) if "\\" in inner else inner
    return value.split(" (")[0].strip("'\" \t")


def _joined(sections: list[tuple[int, bool, str]]) -> str:
    ordered = sorted(sections, key=lambda section: section[0])
    charset: str | None = None
    octets: list[bytes] = []
    for _, extended, value in ordered:
        text = value
        if extended and not octets and value.count("'") >= 2:
            charset, _, text = value.split("'", 2)
        travelled = text.encode("utf-8", "surrogateescape")
        octets.append(unquote_to_bytes(travelled) if extended else travelled)
    text = decode(b"".join(octets), charset or None).text
    return words_decoded(text) if text.startswith("=?") else one_line(text)


def msg_ids(value: str) -> tuple[str, ...]:
    """The msg-ids of a field without angle brackets, each once, in order; commas and bare ids are
    suffered.
    """
    if not value:
        return ()
    found = _IN_BRACKETS.findall(value)
    if not found:
        found = [word.strip("<>,;\"'") for word in value.replace(",", " ").split() if "@" in word]
    cleaned = ("".join(one_line(word).split()) for word in found)
    return tuple(dict.fromkeys(name for name in cleaned if name))


_HALF_DAY = re.compile(r"\b(\d{1,2})((?::\d\d){1,2}) ?([AaPp])\.?[Mm]\b\.?")
_ZONES = {
    "WET": "+0000", "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MET": "+0100",
    "MEZ": "+0100", "CEST": "+0200", "MEST": "+0200", "MESZ": "+0200", "EET": "+0200",
    "SAST": "+0200", "EEST": "+0300", "MSK": "+0300", "HKT": "+0800", "SGT": "+0800",
    "AWST": "+0800", "JST": "+0900", "KST": "+0900", "AEST": "+1000", "AEDT": "+1100",
    "NZST": "+1200", "NZDT": "+1300",
}  # fmt: skip
# "Mon, 2 Nov 2026 10:00:00 +0100", as nearly all programs write it
_USUAL_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{1,2})"
    r" (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ((?:19|20)\d\d)"
    r" (\d\d):(\d\d):(\d\d) ([+-])(\d\d)([0-5]\d)"
)
_MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9,
    "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = timedelta(days=1)
LAST_YEAR = 9999  # its moments leave the calendar in some time zone


def moment(value: str) -> tuple[datetime | None, str | None]:
    """A date-time (RFC 5322 section 3.3) in the zone it names, and what was wrong with it."""
    text = " ".join(value[:200].split())
    if (usual := _usual_moment(text)) is not None:
        return usual, None
    text = _with_offset(_in_24_hours(text))
    if not text:
        return None, None
    strict = parse_mail_date(text)
    offset = timedelta(hours=float(strict.timezone)) if strict.value is not None else timedelta()
    if strict.value is not None and strict.value.year < LAST_YEAR and abs(offset) < DAY:
        return strict.value.astimezone(timezone(offset) if offset else UTC), ", ".join(
            strict.reasons
        ) or None
    found = _salvaged(text) or printed_date.parse(words_decoded(text), UTC)
    found = found if found and 1 < found.year < LAST_YEAR else None
    return found, "Date is malformed" if found else "Date is not readable"


def _usual_moment(text: str) -> datetime | None:
    """The moment of a date as nearly all programs write it; None where somebody has to look
    closer.
    """
    shape = _USUAL_DATE.fullmatch(text)
    if shape is None:
        return None
    weekday, day, month, year, hour, minute, second, sign, hours, minutes = shape.groups()
    east = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        zone = timezone(-east if sign == "-" else east)
        clock = int(hour), int(minute), int(second)
        found = datetime(int(year), _MONTHS[month], int(day), *clock, tzinfo=zone)
    except ValueError:
        return None
    return found if _WEEKDAYS[found.weekday()] == weekday else None


def _in_24_hours(text: str) -> str:
    """The hour of "3:12:00 PM" as RFC 5322 writes it."""
    match = _HALF_DAY.search(text)
    if not match:
        return text
    hour = int(match[1]) % 12 + (12 if match[3] in "Pp" else 0)
    return f"{text[: match.start()]}{hour:02}{match[2]}{text[match.end() :]}"


def _with_offset(text: str) -> str:
    """The offset in place of a zone's name that RFC 5322 does not have."""
    before, _, last = text.rpartition(" ")
    return f"{before} {_ZONES[last]}" if last in _ZONES else text


def _salvaged(text: str) -> datetime | None:
    try:
        parsed = email.utils.parsedate_tz(text)
        if parsed is None or parsed[0] < 1970:
            stamp = datetime.fromisoformat(text) if text[:4].isdigit() else None
            return stamp.replace(tzinfo=stamp.tzinfo or UTC) if stamp else None
        offset = timedelta(seconds=parsed[9] or 0)
        return datetime(*parsed[:6], tzinfo=timezone(offset) if abs(offset) < DAY else UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
