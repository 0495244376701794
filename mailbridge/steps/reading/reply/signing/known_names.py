"""How the author is called, as other places of the letter tell it: the name in the greeting of what
they answer, and the name in a signature that something else gave away.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.line_sheet import QUOTE, REST, SIGNATURE, Sheet
from mailbridge.steps.reading.reply.signing import name_words
from mailbridge.steps.reading.reply.signing.given_names import is_given_name
from mailbridge.steps.reading.reply.signing.sign_off import looks_like_name

MOST_QUOTED = 40  # quoted lines in which a greeting is looked for
MOST_SIGNED = 4  # lines of a signature in which the name is looked for
LONGEST_QUESTION = 300  # characters of a quoted line
LONGEST = 60  # characters of a greeting, of a name
_QUOTED = frozenset({QUOTE, REST})
_GREETING = re.compile(
    rf"(?:{'|'.join(name_words.GREETINGS)})[ ,]+"
    r"(?P<name>[^\W\d_][^,!:;.?<>()\d]{0,40}?)[,!.:;)]*",
    re.I,
)
_FIRST_OF_GREETINGS = frozenset(
    word
    for greeting in name_words.GREETINGS
    for word in (greeting.split()[0], greeting.split()[0].upper().lower())  # SAYIN: a dotless i
)


def names_in_greeting(sheet: Sheet) -> frozenset[str]:
    """The first name that the nearest quoted letter greets, in lower case: "> Hi Ann,"."""
    seen = 0
    for line, label in zip(sheet.lines, sheet.labels, strict=True):
        if label not in _QUOTED or not line.strip("> "):
            continue
        seen += 1
        if seen > MOST_QUOTED:
            break
        core = line.lstrip()
        if label is QUOTE and core.startswith((">>", "> >")):
            continue
        greeted = _greeted(core.lstrip("> ").rstrip()[:LONGEST])
        if greeted is not None:
            return _spoken(greeted)
    return frozenset()


def _greeted(line: str) -> str | None:
    """Whom a line greets that does nothing else."""
    if line.partition(" ")[0].partition(",")[0].lower() not in _FIRST_OF_GREETINGS:
        return None
    greeted = _GREETING.fullmatch(line)
    return greeted["name"] if greeted is not None else None


def asks_for_somebody(sheet: Sheet) -> bool:
    """Whether what is quoted asks for somebody's name, so that a name below may be the answer."""
    quoted = [
        line
        for line, label in zip(sheet.lines, sheet.labels, strict=True)
        if label in _QUOTED and line.strip("> ")
    ]
    return any(_asks_who(line) for line in quoted[:MOST_QUOTED])


def _asks_who(line: str) -> bool:
    text = line[:LONGEST_QUESTION].lower()
    asked = re.split(r"[.!:,]", text[: text.rfind("?") + 1] or text[: text.rfind(";") + 1])
    return any(word.strip("¿?;\"'") in name_words.WHO for word in asked[-1].split())


def _spoken(name: str) -> frozenset[str]:
    """A greeted name as its owner may sign it; nothing where it is no person's."""
    words = name.split()
    if not 1 <= len(words) <= 3 or not looks_like_name(name):
        return frozenset()
    whole = " ".join(words).lower()
    known = len(words) > 1 or is_given_name(words[0]) or words[0].istitle()
    return frozenset({whole, words[0].lower()}) if known else frozenset()


def names_in_signature(lines: Sequence[str]) -> frozenset[str]:
    """The names at the top of a signature, whole and the first: "Ann Berg" and "Ann"."""
    filled = [line.strip(" \t\xa0*_|-–—,") for line in lines if line.strip()]
    for line in filled[:MOST_SIGNED]:
        words = line.split()
        if 2 <= len(words) <= 3 and len(line) <= LONGEST and is_given_name(words[0]):
            return frozenset({line.lower(), words[0].lower()})
    return frozenset()


def names_signed(sheet: Sheet) -> frozenset[str]:
    """The names of the signature that the letter's HTML shows."""
    signed = [
        line for line, label in zip(sheet.lines, sheet.labels, strict=True) if label is SIGNATURE
    ]
    return names_in_signature(signed)
