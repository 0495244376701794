"""Signs of a text that show nothing: programs strew them at the ends of lines and into words."""

# what has no width, and no meaning for the words beside it: soft hyphen, zero width space, signs
# that choose the direction, word joiner and invisible operators, byte order mark
_HIDDEN = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_BLANKS = "\u00a0\u202f"  # spaces at which no line is broken


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
