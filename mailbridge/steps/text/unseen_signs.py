"""Signs of a text that show nothing: programs strew them at the ends of lines and into words."""

import re
import unicodedata

# what has no width, and no meaning for the words beside it: soft hyphen, zero width space, signs
# that choose the direction, word joiner and invisible operators, byte order mark
_HIDDEN = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_BLANKS = "\u00a0\u202f"  # spaces at which no line is broken
# All that a program may show as nothing (Unicode's Default_Ignorable_Code_Point), controls, and the
# keycap that is put around a sign.
_NOTHING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SPACES = str.maketrans(dict.fromkeys(_BLANKS, " "))


def as_seen(text: str) -> str:
    """A text without signs that show nothing, its fixed spaces as plain ones; lines stay lines. The
    same object where there is none of them.
    """
    if text.isascii():
        return text
    for sign in _HIDDEN:
        if sign in text:
            text = text.replace(sign, "")
    for sign in _BLANKS:
        if sign in text:
            text = text.replace(sign, " ")
    return text


def as_typed(line: str) -> str:
    """A line without anything that does not show, also where it has a meaning for the words beside
    it, and each letter with its accents as one sign: to know a word that somebody typed. The same
    object where there is nothing of it.
    """
    if line.isascii() and line.isprintable():
        return line
    return unicodedata.normalize("NFC", _NOTHING.sub("", line).translate(_SPACES))
