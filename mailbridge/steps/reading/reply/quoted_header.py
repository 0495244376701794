"""What stands above a quote that has no prefix: header fields as Outlook shows them, "Original
Message", "reply above this line".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from mailbridge.steps.reading.reply import quote_words

MAX_FIELD_NAME = 40
MAX_FIELD = 1000  # characters of a field looked at
MAX_MARKER = 200
MOST_SEPARATOR_WORDS = 3
LOOK_AHEAD = 24  # lines of one header block
_DECORATION = " \t\xa0\u200b\u200e\u200f\u202a\u202b\u202c*_>|"
MARKS = (":", "：", "|")
_TEASER = re.compile(r"\S[^\n-]{0,60} ?-{3}[^-]{0,12}\d[^\n]{5,40}?-{3}\S?")
_RULES = frozenset("-_=*~—–‒―─━‐‑−#+/\\.·＝－＿＊～〜═")
_DASHES = _RULES - set("*#+/\\.·")
_SHORTEST_RULES = {"/": 5, "\\": 5, ".": 10, "·": 5}  # "//" begins a comment, "..." ends a thought
LEAST_MIXED = 5  # characters of a line drawn with several kinds of them
_DRAWN_BEFORE = tuple(3 * char for char in "-_=—–‐")
_DRAWN = "".join(_RULES - set("#+/\\.·")) + "> \t"
_ROLES = {
    **dict.fromkeys(quote_words.OTHER_FIELDS, "other"),
    **dict.fromkeys(quote_words.TO, "to"),
    **dict.fromkeys(quote_words.DATE, "date"),
    **dict.fromkeys(quote_words.SENT, "sent"),
    **dict.fromkeys(quote_words.SUBJECT, "subject"),
    **dict.fromkeys(quote_words.FROM, "from"),
}
# "==== Original message from Ann <ann@example.org> ===="
_MARKERS_WITH_AUTHOR = tuple(f"{title} " for title in quote_words.ORIGINAL)


def is_rule(line: str) -> bool:
    """Whether it is a line drawn with dashes, underscores or the like."""
    if line[:1].isalnum():
        return False
    core = line[:MAX_MARKER].strip(" \t\xa0*>").replace(" ", "")
    if not core:
        return line.count("*") > 2
    if core[0] not in _RULES:
        return False
    if len(core) >= LEAST_MIXED and _DASHES.issuperset(core[:MAX_MARKER]):
        return True
    shortest = _SHORTEST_RULES.get(core[0], 2)
    return len(core) >= shortest and len(set(core)) == 1


def is_banner(line: str) -> bool:
    """Whether it is a drawn line, with words in its middle or without ("----- Původní e-mail
    -----").
    """
    core = line[:MAX_MARKER].strip(" \t\xa0*>")
    if core and core[0] not in _RULES:
        return False
    return is_rule(line) or (core[:3] == core[-3:] and len(core) > 6 and is_rule(core[:3]))


def is_separator(line: str) -> bool:
    """Whether it is a line drawn with three characters or more, with at most three words in its
    middle.
    """
    core = line[:MAX_MARKER].strip(_DRAWN)
    return is_banner(line) and len(line.strip()) > 2 and len(core.split()) <= MOST_SEPARATOR_WORDS


def field(line: str) -> tuple[str, str] | None:
    """Role and value of a header field shown in a text ("*От:* Анна"), or None."""
    return _field(line[:MAX_FIELD]) if may_label(line) else None


def may_label(line: str) -> bool:
    """Whether one of the signs stands there that part a label and its value."""
    return ":" in line or "|" in line or "：" in line


@lru_cache(maxsize=256)
def _field(line: str) -> tuple[str, str] | None:
    parted = label_and_value(line)
    role = _ROLES.get(parted[0]) if parted else None
    return (role, parted[1]) if parted and role else None


def role_of(label: str) -> str:
    """What a label with its colon names ("Sent:" is "sent"); empty where it names no field."""
    return _ROLES.get(label.rstrip(":： ").lower(), "")


def label_and_value(line: str) -> tuple[str, str] | None:
    """A label in lower case and its value: "label: value", or two cells of a table parted by a bar
    ("| label | value |"); None when the line has neither.
    """
    line = line[:MAX_FIELD]
    head = line[: MAX_FIELD_NAME + 20]
    start = len(head) - len(head.lstrip(_DECORATION + "-"))
    places = (line.find(mark, start, start + MAX_FIELD_NAME) for mark in MARKS)
    end = min((place for place in places if place >= 0), default=-1)
    if end <= start:
        return None
    label, value = line[start:end].strip(_DECORATION), line[end + 1 :].strip(_DECORATION + ":：")
    return label.lower(), value


def shown_header_block(lines: Sequence[str], start: int, *, marked: bool = False) -> int:
    """How many lines from `start` on are the header fields of a quoted message; 0 when none are
    there.

    `marked` says that the HTML drew a line above them, so that less proof is asked for.
    """
    first = field(lines[start])
    if first is None:
        return 0
    roles: dict[str, str] = {}
    end, misses = start, 0
    for at in range(start, min(len(lines), start + LOOK_AHEAD)):
        found = field(lines[at])
        if found is not None and found[0] == "from" and "from" in roles:
            break
        if found is not None:
            role, value = _widened(found, lines, at)
            roles.setdefault(role, value)
            below = bool(value) and not found[1]
            end, misses = at + below, -1 if below else 0
            continue
        misses += 1
        if misses > (1 if not lines[at].strip() else 3) or (
            misses > 1 and not lines[at - 1].strip()
        ):
            break
    return end - start + 1 if _proves(roles, marked) else 0


def _widened(found: tuple[str, str], lines: Sequence[str], at: int) -> tuple[str, str]:
    """A field whose value stands on the next line."""
    role, value = found
    if not value and at + 1 < len(lines) and field(lines[at + 1]) is None:
        return role, lines[at + 1].strip(_DECORATION)
    return role, value


def _proves(roles: dict[str, str], marked: bool) -> bool:
    """Enough fields for a letter's head; a journey has From, To and Date too."""
    if "from" not in roles:
        return "@" in roles.get("to", "") and sum(map(str.isdigit, roles.get("date", ""))) >= 8
    others = roles.keys() - {"from", "other"}
    if marked and others:
        return True
    author = roles["from"]
    if not any(map(str.isalpha, author)) and author:  # "From: 14:00" of an agenda
        return False
    addressed = "@" in author or "<" in author
    if "sent" in others:
        return addressed or len(others) >= 2 or _dated(roles["sent"])
    if "subject" in others:
        return addressed or len(others) >= 2
    return addressed and "date" in others


def _dated(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= 2


def original_marker(line: str) -> str | None:
    """The rule's name when the line says that the original or a forwarded message follows."""
    if line[:1].isalnum() and line[-1].isalnum():
        return None
    core = line.strip(" \t\xa0*_>")
    if core.startswith(_DRAWN_BEFORE) and (glued := _glued_marker(core[:MAX_MARKER])):
        return glued
    if len(core) > MAX_MARKER or len(core) < 4:
        return None
    dashed = core[0] in _RULES and core[-1] in _RULES
    if not dashed and not core.endswith((":", "-")) and not line.strip().endswith("-"):
        return None
    inner = core.strip(_DRAWN).rstrip(":").lower().strip()
    if not inner or len(inner) > 80:
        return None
    if inner in quote_words.ORIGINAL:
        return (
            "original message"
            if dashed or core.endswith(":") or line.strip().endswith("-")
            else None
        )
    if dashed and "@" in inner and inner.startswith(_MARKERS_WITH_AUTHOR):
        return "original message"
    if inner in quote_words.FORWARDED:
        return "forwarded message" if dashed or core.endswith(":") else None
    if dashed and core.startswith("--") and core.endswith("--"):
        return (
            "wrote"
            if any(word in quote_words.WROTE for word in inner.split()) and len(inner.split()) < 20
            else None
        )
    return None


def names_a_letter(line: str) -> bool:
    """Whether a line says "original message" or "forwarded message" and nothing else."""
    title = line[:MAX_MARKER].strip(" \t\xa0*_>:").lower()
    return title in quote_words.ORIGINAL or title in quote_words.FORWARDED


def is_teaser(line: str) -> bool:
    """Whether a line begins a quote as Notes does, above its fields: "Ann Miller ---04.05.2026
    10:15:00---Dear Bob, here is".
    """
    return _TEASER.match(line[:MAX_MARKER]) is not None


def _glued_marker(core: str) -> str | None:
    """The rule of a marker with the first field on its own line: "--- Original Message ---From:
    Ann".
    """
    inner = core.lstrip(core[0])
    end = inner.find(3 * core[0])
    rest = inner[end:].lstrip(core[0]) if end > 0 else ""
    if not rest or field(rest) is None:
        return None
    title = inner[:end].strip().lower()
    if title in quote_words.ORIGINAL:
        return "original message"
    return "forwarded message" if title in quote_words.FORWARDED else None


def asks_for_reply_above(line: str) -> bool:
    """Whether a line asks for the answer above it ("##- Please type your reply above this line
    -##").
    """
    core = line.strip(" \t\xa0*_#-=>~[]().:").lower()
    if not 8 <= len(core) <= MAX_MARKER:
        return False
    if core in quote_words.BELOW_THIS_LINE:
        return True
    return (
        quote_words.THIS_LINE.stand_in(core)
        and _above(core)
        and any(map(core.__contains__, quote_words.ANSWER))
    )


def _above(core: str) -> bool:
    return any(word in core for group in quote_words.ABOVE_THIS_LINE for word in group)


def previous_replies(line: str) -> bool:
    """Whether a line is a heading over earlier letters, as notifications have it."""
    return line.strip(" \t\xa0*_#-=>:").lower() in quote_words.PREVIOUS
