"""Second halves of quoted lines that a program wrapped once more and left without their ">"."""

from collections.abc import Sequence

from mailbridge.steps.reading.reply.attribution import is_attribution

NARROWEST = 50  # characters of a line that a program would wrap
WIDEST = 100
MOST_HALVES = 2  # lines in a row without the prefix
_ENDS = (".", "!", "?", ":", ";", "…", ">", "。", "！", "？")
_LINKS = ("http", "<http", "(http", "www.", "<www.")
_OPENS = (*_LINKS, "(", "<", '"', "“", "„", "«")


def is_second_half(lines: Sequence[str], at: int) -> bool:
    """Whether a line without a prefix goes on with the quoted line above it, which is the first.

    The line above is as long as wrapped lines are and no sentence ends there; this one begins as
    the middle of a sentence does, and the quote goes on right below, or ends here. The two may be
    an attribution, too.
    """
    above, half = lines[at - 1].rstrip(), lines[at].strip()
    bare = above.lstrip("> ")
    first = half.split(None, 1)[0] if half else ""
    if not bare or not first:
        return False
    goes_on = _quote_goes_on(lines[at + 1 : at + 1 + MOST_HALVES])
    if first == half and half.startswith(_LINKS) and goes_on:
        return True
    if _attributes(lines, at):
        return True
    if len(half) > len(above) + 2 or not (goes_on or _is_blank(lines, at + 1)):
        return False
    if not NARROWEST <= len(above) <= WIDEST or len(above) + 1 + len(first) < NARROWEST + 8:
        return False
    if bare.endswith(_ENDS):
        return False
    uncased = half[0].isalpha() and not half[0].isupper()
    return uncased or (goes_on and half.startswith(_OPENS))


def _attributes(lines: Sequence[str], at: int) -> bool:
    """Whether the quoted line and its halves, or one half more, are an attribution."""
    pieces = [line.strip("> \t") for line in lines[: at + 2]]
    return is_attribution(" ".join(pieces[: at + 1])) or (
        len(pieces) > at + 1
        and not lines[at + 1].lstrip().startswith(">")
        and is_attribution(" ".join(pieces))
    )


def _is_blank(lines: Sequence[str], at: int) -> bool:
    return at >= len(lines) or not lines[at].strip()


def _quote_goes_on(below: Sequence[str]) -> bool:
    for line in below:
        if line.lstrip().startswith(">"):
            return True
        if not line.strip():
            return False
    return False
