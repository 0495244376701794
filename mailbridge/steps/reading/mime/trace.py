"""The way a message came, and what its header section breaks, as mail-parser reads it.

Our tree is handed to mail-parser, which reads the header section of the root and gathers the
defects of the parts; it decodes no body. It costs a hundredth of a millisecond a field, so it is
done where somebody asks for it, not for every message (docs/kinds.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.message import Message as Mime
from typing import TYPE_CHECKING, Any, NamedTuple

from mailparser import MailParser

from mailbridge.domain.message import Hop
from mailbridge.steps.reading.mime.field_values import moment
from mailbridge.steps.reading.mime.part_tree import Part

MAX_HOPS = 100  # the newest ones; a message that travelled further is in a loop
MAX_FIELD = 4_000  # characters of one field
MAX_ADDRESS_FIELDS = 20
MAX_DEFECTS = 20
_ADDRESSES = ("from", "to", "cc", "bcc", "reply-to", "delivered-to")

if TYPE_CHECKING:
    _Mime = Mime[str, str]
else:
    _Mime = Mime


class Trace(NamedTuple):
    """The hops, oldest first; what is broken in words; and mail-parser's names for it."""

    hops: tuple[Hop, ...]
    defects: tuple[str, ...]
    categories: tuple[str, ...]


def trace(root: Part) -> Trace:
    """Never raises on a message; at most MAX_HOPS fields of MAX_FIELD characters are read."""
    parser = _HeaderParser(message=_bounded(root))
    return Trace(
        tuple(_hops(parser.received)),
        tuple(dict.fromkeys(_broken(parser)))[:MAX_DEFECTS],
        tuple(sorted(parser.defects_categories)),
    )


class _HeaderParser(MailParser):  # type: ignore[misc]  # it comes without types
    """mail-parser without its reading of bodies and files: they are read by our own tree."""

    def parse(self) -> "_HeaderParser":
        """Read addresses, dates and Received, and gather the defects that the tree marked."""
        self._reset()
        self._append_defects(self.message, self.message.get_content_type())
        return self


def _bounded(root: Part) -> _Mime:
    """The root with the fields that mail-parser reads, none of them long, and all parts'
    defects.
    """
    head, room = _Mime(), {"received": MAX_HOPS, "date": 1, "resent-date": 1}
    room |= dict.fromkeys(_ADDRESSES, MAX_ADDRESS_FIELDS)
    for name, value in root.raw_items():
        kind = name.lower()
        if room.get(kind, 0) > 0:
            room[kind] -= 1
            head.set_raw(name, str(value)[:MAX_FIELD])
    head.defects = [defect for part in root.walk() for defect in part.defects][:MAX_DEFECTS]
    return head


def _hops(received: Sequence[Mapping[str, Any]]) -> Iterator[Hop]:
    """mail-parser counts from the oldest on; a hop whose time cannot be compared has no delay."""
    before: datetime | None = None
    for one in received:
        at = _time(one)
        delay = int((at - before).total_seconds()) if before and at else None
        yield Hop(_host(one.get("from")), _host(one.get("by")), at, delay)
        before = at


def _time(hop: Mapping[str, Any]) -> datetime | None:
    """In UTC; what mail-parser cannot read ("8:05:00"), our reader of dates may."""
    if hop.get("date_utc"):
        return datetime.fromisoformat(hop["date_utc"])
    salvaged, _ = moment(str(hop.get("date") or ""))
    return salvaged.astimezone(UTC) if salvaged else None


def _host(clause: str | None) -> str | None:
    """The name alone, without comments and addresses (RFC 5321 section 4.4)."""
    words = (clause or "").split()
    return words[0].strip("();,")[:255] or None if words else None


def _broken(parser: _HeaderParser) -> Iterator[str]:
    """What mail-parser says of addresses and Received; a wrong day of the week harms nobody, and
    dates are told of where they are read.
    """
    for defect in (*parser.address_header_defects, *parser.received_header_defects):
        yield f"field {defect['header'].title()}: {str(defect['reason']).replace('-', ' ')}"
