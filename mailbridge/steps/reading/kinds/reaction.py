"""A reaction: a sign that a mail program sends for its reader, who wrote no word. Known by Gmail's
own part, else by the shape of the whole letter: a sign, and one line that says who reacted.
"""

import json
import re
from collections.abc import Sequence
from email.message import Message as Mime

from mailbridge.domain.message import Message, Reaction
from mailbridge.steps.reading.kinds.reaction_words import (
    PICTURES,
    REACTING,
    TAPBACKS,
    TO_MESSAGE,
)
from mailbridge.steps.reading.kinds.report_parts import own_parts, part_text
from mailbridge.steps.reading.mime.body_parts import REACTION

LONGEST_SIGN = 16  # characters; a family of four with skin tones has eleven
LONGEST_LINE = 120
MOST_CHARACTERS = 2_500
MOST_LINES = 6  # that say something, in a letter that is no more than a reaction
_SIGN = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
    "\ufe0f\u200d\u20e3\U000e0020-\U000e007f0-9#*]+$"
)
_GMAILS_LINK = "campaign=emojireactionemail"  # below its line, which goes as a program's own
LINK_WITHIN = 1_000  # characters
_PICTURE = re.compile(r"^\[([^\[\]]{1,30})\]\s*(.*)$")
_HEAD = re.compile(r"[_\-—*]{5,}$|\*{0,2}\w[\w ]{0,14}\s?:\*{0,2}\s")
_QUOTED = re.compile(r"^(.{2,40}?)[:\s]\s*(?:\S{1,8} )?[“\"«„「]\s?(.{1,2000}?)\s?[”\"»“」]\.?$")

_OPENING_MARKS = ' :“"«„「'


def reaction(message: Message, mime: Mime, reply: str) -> Reaction | None:
    """What the letter is a reaction with, and the msg-id it answers; None when it is a letter.

    `reply`: its own words, without what it quotes. A letter that answers nothing is no reaction.
    """
    answered = next(iter((*message.in_reply_to, *reversed(message.references))), None)
    if answered is None:
        return None
    lines = [line.strip() for line in reply[:4000].split("\n")]
    if len(lines) == 1 and is_sign(lines[0]):
        lines += _line_below(message.text, lines[0])
    lines = _without_head([line for line in lines if line and not line.startswith(">")])
    author = message.author.name if message.author else ""
    if quoted := _quoted_below(lines, author):
        return Reaction(lines[0], answered, quoted)
    if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_CHARACTERS:
        return None
    if sign := _from_part(mime) or _reacted(message, lines):
        return Reaction(sign, answered)
    return _tapback(lines, answered, author)


def _quoted_below(lines: list[str], author: str) -> str:
    """The words below a sign and a line "Ann reacted to your message:" of its author, without any
    mark of a quote: they must be those that were answered.
    """
    if not author or author not in "".join(lines[1:2]):
        return ""
    heads = len(lines) > 2 and len(lines[1]) <= LONGEST_LINE and is_sign(lines[0])
    if not (heads and lines[1].endswith((":", "：")) and _says_reacted(lines[1])):
        return ""
    last = lines[1].rstrip(" :：").lower().rpartition(" ")[2]
    if not any(map(last.__contains__, REACTING + TO_MESSAGE)):
        return ""
    return " ".join(lines[2:])[:MOST_CHARACTERS]


def _line_below(text: str, sign: str) -> list[str]:
    """The line right below the sign that opens a text: "Ann reacted to your message:" heads what it
    quotes, too.
    """
    filled = [line.strip() for line in text[:LINK_WITHIN].split("\n") if line.strip()]
    return filled[1:2] if filled[:1] == [sign] and _says_reacted("".join(filled[1:2])) else []


def _without_head(lines: list[str]) -> list[str]:
    """Without the head of the letter reacted to, and what follows it: Outlook puts it behind the
    colon of its line.
    """
    for number, line in enumerate(lines[1 : MOST_LINES + 1], 1):
        above = lines[number - 1]
        if above.endswith((":", "：")) and _HEAD.match(line) and _says_reacted(above):
            return lines[:number]
    return lines


def _from_part(mime: Mime) -> str | None:
    """The emoji of Gmail's part (Gmail API, "email emoji reaction format")."""
    part = next((part for media, part in own_parts(mime) if media == REACTION), None)
    if part is None:
        return None
    try:
        told = json.loads(part_text(part)[:1000])
    except (ValueError, RecursionError):
        return None
    sign = told.get("emoji") if isinstance(told, dict) else None
    return sign if isinstance(sign, str) and is_sign(sign) else None


def is_sign(text: str) -> bool:
    """Whether a text is one emoji, or a few."""
    bare = text.strip()
    return (
        0 < len(bare) <= LONGEST_SIGN
        and not bare.isascii()
        and any(letter > "\u00a8" for letter in bare)
        and _SIGN.match(bare.replace(" ", "")) is not None
    )


def _is_link(line: str) -> bool:
    return line.startswith(("<http", "http", "[http")) and " " not in line


def _reacted(message: Message, lines: Sequence[str]) -> str | None:
    """A line "Jane Doe reacted to your message:", and nothing beside it but the sign."""
    lines = [line for line in lines if not (_is_link(line) or _GMAILS_LINK in line)]
    if len(lines) == 1 and is_sign(lines[0]) and _GMAILS_LINK in message.text[:LINK_WITHIN]:
        return lines[0]
    told = [line for line in lines if _says_reacted(line)]
    if len(told) != 1 or len(lines) > 2:
        return None
    rest = [line for line in lines if line is not told[0]]
    picture = _PICTURE.match(told[0])
    named = _named(picture[1]) if picture else None
    if rest:
        return rest[0] if is_sign(rest[0]) else _pictured(rest[0])
    within = next((word for word in told[0].split() if is_sign(word)), None)
    return named or within or _of_subject(message)


def _says_reacted(line: str) -> bool:
    words = line.lower()
    return (
        len(line) <= LONGEST_LINE
        and any(map(words.__contains__, REACTING))
        and any(map(words.__contains__, TO_MESSAGE))
    )


def _pictured(line: str) -> str | None:
    picture = _PICTURE.match(line)
    return _named(picture[1]) if picture and not picture[2] else None


def _named(words: str) -> str:
    """The sign that stands for a picture's name; a name that nobody knows stays as it is."""
    return PICTURES.get(words.strip().lower(), words.strip())


def _of_subject(message: Message) -> str | None:
    """Outlook writes the sign into the subject alone: "👍 Jane Doe reacted to your message"."""
    words = message.subject.split()
    sign = next((word for word in words if is_sign(word)), None)
    return sign if sign and _says_reacted(message.subject) else None


def _tapback(lines: Sequence[str], answered: str, author: str) -> Reaction | None:
    """Apple's: `Loved “Here is the plan”`, `Reacted 👍 to “Here is the plan”`, on one line alone. A
    person may write so, too: the words in quotation marks must be those that were answered.
    """
    match = _QUOTED.match(_without_name(lines[0], author)) if len(lines) == 1 else None
    if match is None:
        return None
    said = match[1].strip().lower()
    signs = [word for word in match[1].split() if is_sign(word)]
    if signs and any(map(said.__contains__, REACTING)):
        return Reaction(signs[0], answered, match[2])
    whole = match[0][: match.start(2)].strip(_OPENING_MARKS).lower()
    sign = TAPBACKS.get(said) or TAPBACKS.get(whole)
    return Reaction(sign, answered, match[2]) if sign else None


def _without_name(line: str, author: str) -> str:
    """Without the author's name in front, in whole or the first of its words."""
    names = (author, *author.split()[:1])
    named = next((name for name in names if name and line.startswith(f"{name} ")), "")
    return line[len(named) :].strip()
