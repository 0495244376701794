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
_PICTURE = re.compile(r"^\[([^\[\]]{1,30})\]\s*(.*)$")
_QUOTED = re.compile(r"^(.{2,40}?)[:\s]\s*(?:\S{1,8} )?[“\"«„「]\s?(.{1,2000}?)\s?[”\"»“」]\.?$")


def reaction(message: Message, mime: Mime, reply: str) -> Reaction | None:
    """What the letter is a reaction with, and the msg-id it answers; None when it is a letter.

    `reply`: its own words, without what it quotes. A letter that answers nothing is no reaction.
    """
    answered = next(iter((*message.in_reply_to, *reversed(message.references))), None)
    if answered is None:
        return None
    lines = [line.strip() for line in reply[:4000].split("\n")]
    lines = [line for line in lines if line and not line.startswith(">")]
    if len(lines) > MOST_LINES or len(reply) > MOST_CHARACTERS:
        return None
    if sign := _from_part(mime) or _reacted(message, lines):
        return Reaction(sign, answered)
    return _tapback(lines, answered)


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
        and any(letter > "\u00a8" for letter in bare)
        and _SIGN.match(bare.replace(" ", "")) is not None
    )


def _is_link(line: str) -> bool:
    return line.startswith(("<http", "http", "[http")) and " " not in line


def _reacted(message: Message, lines: Sequence[str]) -> str | None:
    """A line "Jane Doe reacted to your message:", and nothing beside it but the sign."""
    lines = [line for line in lines if not _is_link(line)]
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
        and any(stem in words for stem in REACTING)
        and any(stem in words for stem in TO_MESSAGE)
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


def _tapback(lines: Sequence[str], answered: str) -> Reaction | None:
    """Apple's: `Loved “Here is the plan”`, `Reacted 👍 to “Here is the plan”`, on one line alone. A
    person may write so, too: the words in quotation marks must be those that were answered.
    """
    match = _QUOTED.match(lines[0]) if len(lines) == 1 else None
    if match is None:
        return None
    said = match[1].strip().lower()
    signs = [word for word in match[1].split() if is_sign(word)]
    if signs and any(stem in said for stem in REACTING):
        return Reaction(signs[0], answered, match[2])
    return Reaction(TAPBACKS[said], answered, match[2]) if said in TAPBACKS else None
