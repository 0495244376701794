"""Second halves of quoted lines that a program wrapped once more and left without their ">"."""

from collections.abc import Sequence

NARROWEST = 50  # characters of a line that a program would wrap
WIDEST = 100
MOST_HALVES = 2  # lines in a row without the prefix
_ENDS = (".", "!", "?", ":", ";", "…", ">", "。", "！", "？")
_LINKS = ("http", "<http", "(http", "www.", "<www.")
_OPENS = (*_LINKS, "(", "<", '"', "“", "„", "«")


def is_second_half(lines: Sequence[str], at: int) -> bool:
    """Whether a line without a prefix goes on with the quoted line right above it.

    The line above is as long as wrapped lines are and no sentence ends there; this one begins as
    the middle of a sentence does, and the quote goes on right below.
    """
    above, half = lines[at - 1].rstrip(), lines[at].strip()
    bare = above.lstrip("> ")
    first = half.split(None, 1)[0] if half else ""
    if not bare or not first:
        return False
    goes_on = _quote_goes_on(lines[at + 1 : at + 1 + MOST_HALVES])
    if first == half and half.startswith(_LINKS) and goes_on:
        return True
    if not goes_on or len(half) > len(above) + 2:
        return False
    if not NARROWEST <= len(above) <= WIDEST or len(above) + 1 + len(first) < NARROWEST + 8:
        return False
    if bare.endswith(_ENDS):
        return False
    uncased = half[0].isalpha() and not half[0].isupper()
    return uncased or half.startswith(_OPENS)


def _quote_goes_on(below: Sequence[str]) -> bool:
    for line in below:
        if line.lstrip().startswith(">"):
            return True
        if not line.strip():
            return False
    return False
