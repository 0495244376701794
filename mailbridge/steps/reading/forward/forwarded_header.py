"""The lines above a forwarded letter that say whose it is: header blocks and attribution lines."""

import re
from datetime import datetime, tzinfo
from typing import NamedTuple

from mailbridge.domain.message import Mailbox
from mailbridge.steps.reading.forward.forward_words import FILLERS, LABELS, LONGEST_LABEL, Role
from mailbridge.steps.text import printed_date
from mailbridge.values import dataclass, replace

_MOST_LINES = 60
_LONGEST_VALUE = 600  # characters read of a value
_LONGEST_ATTRIBUTION = 400
_DRESSING = "*_| \t\u00a0\u202f\u200e\u200f"
_NOT_IN_ADDRESS = frozenset(" \t\u00a0<>[]()\"',;:|*")
_ESSENTIAL: frozenset[Role] = frozenset({"from", "date", "subject"})
_LABEL_AND_VALUE = 2  # cells of a row
_DIGIT = re.compile(r"\d")
_MOST_BARE, _LEAST_BARE = 8, 3  # lines looked at, and fields that make a head of labels alone
_FLOWED = 60  # characters; a shorter line was not wrapped


class Line(NamedTuple):
    """A line without its quote marks, and how many it had."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """The header fields of a forwarded letter; its text begins at line `end`."""

    author: Mailbox | None
    written: str
    subject: str | None
    roles: frozenset[Role]
    depth: int
    end: int

    @property
    def names_author(self) -> bool:
        """Whether a From line stands among the fields."""
        return self.author is not None

    def date(self, zone: tzinfo | None) -> datetime | None:
        """The moment of its date line, in `zone` where it states none; None: it cannot be read."""
        return printed_date.parse(self.written, zone)


NOTHING_KNOWN = Block(None, "", None, frozenset(), 0, 0)


def unquoted(line: str) -> Line:
    """Takes the `>` marks off; they may have blanks between them."""
    if not line.startswith((">", " ")):
        return Line(0, line)
    at = depth = 0
    while line[at : at + 1] == ">" or (line[at : at + 1] == " " and line[at + 1 : at + 2] == ">"):
        depth += line[at] == ">"
        at += 1
    rest = line[at:]
    return Line(depth, rest[1:] if depth and rest.startswith(" ") else rest)


def labelled(text: str) -> tuple[Role, str] | None:
    """The role and value of "From: Anna", "*De :* Anna", "发件人：Anna" or "| 发件人 | Anna |"."""
    if text.startswith("|"):
        cells = text.rstrip().removesuffix("|").split("|", 3)[1:]
        text = ": ".join(map(str.strip, cells)) if len(cells) == _LABEL_AND_VALUE else text
    head = text[: LONGEST_LABEL + 12].replace("：", ":")
    label, colon, _ = head.partition(":")
    if not colon:
        return None
    role = LABELS.get(label.strip(_DRESSING).replace("\u00a0", " ").casefold())
    return (role, text[len(label) + 1 :][:_LONGEST_VALUE].strip(_DRESSING)) if role else None


def header_block(lines: list[Line], start: int) -> Block:
    """The run of header lines that begins at `start`; it says whose a letter is only where
    `names_author`.
    """
    fields: dict[Role, str] = {}
    at, role, end = start, None, start
    stop = min(len(lines), start + _MOST_LINES)
    while at < stop:
        line = lines[at].text
        field = labelled(line)
        if field and not (field[0] in fields and field[0] in _ESSENTIAL):
            role = field[0]
            fields.setdefault(role, field[1])
            end = at + 1
        elif not line.strip():
            if not _goes_on(lines, start, at, fields):
                break
        elif role is None or field or not _continues(lines, at, fields, role):
            break
        else:
            fields[role] = f"{fields[role]} {line.strip(_DRESSING)}"[:_LONGEST_VALUE].strip()
            end = at + 1
        at += 1
    return _block(fields, lines[start].depth, end)


def bare_header_block(lines: list[Line], start: int) -> Block | None:
    """Header lines whose labels have no colon ('From "Anna" <a@b>'), as eM Client prints them right
    below a marker; None where they name nobody.
    """
    rows = [_with_colon(line) for line in lines[start : start + _MOST_BARE]]
    block = header_block(rows, 0) if rows else NOTHING_KNOWN
    if not block.names_author or len(block.roles) < _LEAST_BARE:
        return None
    return replace(block, end=start + block.end)


def _with_colon(line: Line) -> Line:
    label, blank, value = line.text.partition(" ")
    known = blank and label.casefold() in LABELS
    return Line(line.depth, f"{label}: {value}") if known else line


def _goes_on(lines: list[Line], start: int, blank: int, fields: dict[Role, str]) -> bool:
    """Headers printed as paragraphs have blank lines between them; other blocks end at the first
    one, once they are complete.
    """
    in_paragraphs = blank == start + 1 or not lines[start + 1].text.strip()
    if fields.keys() >= _ESSENTIAL and not in_paragraphs:
        return False
    field = next(
        (labelled(line.text) for line in lines[blank + 1 : blank + 3] if line.text.strip()), None
    )
    return field is not None and field[0] not in fields


def _continues(lines: list[Line], at: int, fields: dict[Role, str], role: Role) -> bool:
    """A value may be wrapped, or stand on the line after its label."""
    line, above = lines[at].text, lines[at - 1].text
    if not fields[role] or line[0] in " \t" or _label_follows(lines, at):
        return len(above) >= _FLOWED or role != "subject" or not fields[role] or line[0] in " \t"
    if role in {"to", "cc"}:
        return "@" in line or above.rstrip().endswith((",", ";"))
    return (
        role == "subject"
        and len(above) >= _FLOWED
        and at + 1 < len(lines)
        and not lines[at + 1].text.strip()
    )


def _label_follows(lines: list[Line], at: int) -> bool:
    return any(labelled(line.text) for line in lines[at + 1 : at + 3])


def _block(fields: dict[Role, str], depth: int, end: int) -> Block:
    author = mailbox(fields.get("from", ""))
    return Block(
        author, fields.get("date", ""), fields.get("subject"), frozenset(fields), depth, end
    )


def mailbox(value: str) -> Mailbox | None:
    """The mailbox of a From line as mail programs print it; the address stays empty where only a
    name is shown.
    """
    shown = value[:_LONGEST_VALUE].replace("mailto:", " ").replace("\u200b", "")
    at = shown.find("@")
    while at >= 0:
        left, right = _address_around(shown, at)
        if left < at < right - 1 and "/" not in shown[left:at]:
            return _named(shown, left, right)
        at = shown.find("@", at + 1)
    name = _clean_name(shown.partition("<")[0]) or _clean_name(shown)
    return Mailbox(name, "") if name else None


def _address_around(shown: str, at: int) -> tuple[int, int]:
    left, right = at, at + 1
    while left and shown[left - 1] not in _NOT_IN_ADDRESS:
        left -= 1
    while right < len(shown) and shown[right] not in _NOT_IN_ADDRESS and shown[right] != "@":
        right += 1
    return left, right


def _named(shown: str, left: int, right: int) -> Mailbox:
    address = shown[left:right].strip(".*").lower()
    behind = shown[right:]
    name = _clean_name(shown[:left]) or (
        "" if "@" in behind else _clean_name(behind.partition("<")[0])
    )
    return Mailbox("" if name.lower() == address or "@" in name else name, address)


def _clean_name(shown: str) -> str:
    bare = shown.replace("**", "").strip('<>[](){}"`*|,;: \t\u00a0«»„“”')
    bare = bare.strip("'") if bare.endswith("'") else bare
    return " ".join(bare.replace('"', "").split())


def attribution(lines: list[Line], at: int) -> Block | None:
    """Who and when, from "On 12 March 2026 at 15:04, Anna <a@b> wrote:", alone or wrapped over
    lines that begin above.
    """
    last = lines[at].text.rstrip(_DRESSING)
    if not last.endswith((":", "：")) or len(last) > _LONGEST_ATTRIBUTION:
        return None
    for lines_above in (0, 1, 2):
        if at - lines_above < 0 or not lines[at - lines_above].text.strip():
            return None
        found = _attribution(
            " ".join(line.text.strip() for line in lines[at - lines_above : at + 1])
        )
        if found:
            return Block(
                found[0], found[1], None, frozenset({"from", "date"}), lines[at].depth, at + 1
            )
    return None


def _attribution(shown: str) -> tuple[Mailbox, str] | None:
    if len(shown) > _LONGEST_ATTRIBUTION or "@" not in shown or not _DIGIT.search(shown):
        return None
    author = mailbox(shown)
    if author is None or not author.address:
        return None
    before, _, after = shown.partition(author.address if author.address in shown else "@")
    written = next((said for said in (before, after) if printed_date.parse(said, None)), None)
    if written is None:
        return None
    return Mailbox(_name_after_date(before), author.address), written


def _name_after_date(before: str) -> str:
    """The words between the clock and the address: `15:04, "Anna Petrova" <`."""
    quoted = before.split('"')
    if len(quoted) >= 3:
        return _clean_name(quoted[-2])
    words = before.rstrip(" <([").split()
    start = next(
        (
            at + 1
            for at in range(len(words) - 1, -1, -1)
            if any(sign.isdecimal() for sign in words[at])
        ),
        0,
    )
    named = [word for word in words[start:] if word.strip(",.:").casefold() not in FILLERS]
    while named and named[0].strip(",.").casefold() in {
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "cet",
        "cest",
        "msk",
    }:
        named = named[1:]
    return _clean_name(" ".join(named))
