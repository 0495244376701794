"""Signatures without a phrase: a name with contacts under it or beside it, the author's own name or
its first letters, a picture.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.signing.boilerplate import last_filled, paragraph_start
from mailbridge.steps.reading.reply.signing.sign_off import (
    DECORATION,
    LINE,
    SIGNING_BEHIND,
    is_closing,
    is_contact,
    is_proof,
    is_thanks,
    is_title,
    looks_like_name,
    may_follow,
)
from mailbridge.steps.text.word_tables import word_set

LEAST_CELLS = 3  # of a signature on one line
MOST_PARAGRAPHS = 3  # of a card whose name a blank line parts from the rest
LONGEST_SIGNED_BEHIND = 20  # characters of "김민수 드림"
SHORT_CARD = 3  # lines of a card that has no contacts
LONGEST_NAME = 3  # words
_PICTURES = ("[cid:", "[logo", "[image", "[bild", "[изображение", "![")
_KISSES = re.compile(r"(?:\s+x{1,4}|\s*(?::-?\)|;-?\)|[\U0001f300-\U0001faff❤☺️]{1,4}))$")
_PICTURE_LINE = re.compile(r"(?:!?\[[^\[\]]{0,200}\]\s?(?:[<(][^<>()\s]{0,250}[>)])?\s?){1,12}")
# a sentence that ends with one of these goes on with the name below it
_GOING_ON = word_set(
    "or and with to for from by is are oder und mit an für von ist sind ou et avec pour y o con"
    " para e или и с для от это en of met voor"
)
_BESIDE = re.compile(r"[,|(]")
_CELLS = re.compile(r"[|•·]")


def contacts(
    lines: Sequence[str], first: int, end: int, names: frozenset[str], *, signed: bool = False
) -> int | None:
    """A name with telephone, address, site or position under it, and no sentence among them; a
    blank line may part the name from the rest. `signed` says that a signature follows below.
    """
    if _is_card_line(lines[end - 1], names):
        listed = end - 2 >= first and _is_card_line(lines[end - 2], names)
        return None if listed else end - 1
    bottom = end
    for _ in range(MOST_PARAGRAPHS):
        start = paragraph_start(lines, first, bottom)
        card = _card(lines, start, end, names, signed=signed)
        if card is not None or not _are_contacts(lines[start:bottom]):
            return card
        bottom = last_filled(lines, start)
        if bottom <= first:
            return None
    return None


def _are_contacts(paragraph: Sequence[str]) -> bool:
    """Whether a paragraph is a card without its name: two contacts at least, and most lines."""
    proofs = sum(map(is_proof, paragraph))
    return 2 <= len(paragraph) <= 2 * proofs and proofs >= 2 and all(map(may_follow, paragraph))


def _card(
    lines: Sequence[str], start: int, end: int, names: frozenset[str], *, signed: bool
) -> int | None:
    """Where a card begins whose name stands at `start`, below pictures and a closing phrase."""
    while start < end - 1 and is_picture(lines[start]):
        start += 1
    if is_thanks(lines[start]) or is_closing(lines[start].strip()):
        start += 1
    block = [line.strip() for line in lines[start:end] if line.strip()]
    if (
        not 2 <= len(block) <= 10
        or sum(map(_is_person, block)) > 1
        or not is_named(block[0])
        or any(len(line) > LINE or not may_follow(line) for line in block)
    ):
        return None
    above = last_filled(lines, start)
    if above and lines[above - 1].rstrip().endswith(":"):
        return None
    goes_on = bool(above) and lines[above - 1].rpartition(" ")[2].strip().lower() in _GOING_ON
    proofs = _proofs(block, names, nameless=not above or goes_on)
    return start if proofs >= (1 if signed else 2) else None


def _is_person(line: str) -> bool:
    """Whether a line tells of somebody whole: "Ann Berg, Director". Two of them are a list."""
    name, _, beside = _BESIDE.sub(",", line, count=1).partition(",")
    full = 2 <= len(name.split()) <= LONGEST_NAME and looks_like_name(name)
    return full and (is_title(beside) or is_proof(beside))


def _proofs(block: Sequence[str], names: frozenset[str], *, nameless: bool) -> int:
    """What speaks for a card: two for each contact, one for each position; one more for the
    author's own name, and for a full name with a position below it where From has no person's.
    """
    titles = sum(map(is_title, block[1:]))
    proofs = 2 * sum(map(is_proof, block[1:])) + titles
    name, _, beside = _BESIDE.sub(",", block[0], count=1).partition(",")
    if name.strip(DECORATION).lower() in names:
        return proofs + 1 + is_title(beside)
    if is_proof(beside):
        return proofs + 2
    unknown = not nameless and not any(" " in name for name in names)
    short = len(block) <= SHORT_CARD and 2 <= len(name.split()) <= LONGEST_NAME
    return proofs + (unknown and short and titles > 0)


def _is_card_line(line: str, names: frozenset[str]) -> bool:
    """ "Ann Smith | Director | Example Ltd | +44 20 7946 0000"; with commas, the author's own name
    begins it.
    """
    text = line[: 3 * LINE + 1].strip()
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if text.partition(",")[0].lower() in names:
        cells = [cell.strip() for cell in text.split(",")]
    return (
        len(cells) >= LEAST_CELLS
        and len(line) <= 2 * LINE
        and looks_like_name(cells[0])
        and not line.lstrip().startswith("|")
        and any(is_contact(cell) for cell in cells[1:])
    )


def is_named(line: str) -> bool:
    """Whether a line begins with a name: "Ann Smith, director", "Ann | Example Ltd"."""
    return looks_like_name(_BESIDE.split(line, maxsplit=1)[0]) and not is_contact(line)


def own_name(lines: Sequence[str], first: int, end: int, names: frozenset[str]) -> int | None:
    """ "-Ann", "/Ann", or the author's own name, standing last."""
    line = lines[end - 1].strip()
    above = lines[end - 2].strip() if end >= 2 else ""
    short = _KISSES.sub("", line) if len(line) <= LINE else line
    signed = short.strip(DECORATION + ".,-–—/").lower()
    if signed in names or _is_initials(line, names):
        return end - 1
    if line.endswith(SIGNING_BEHIND) and len(line) <= LONGEST_SIGNED_BEHIND and not above:
        return end - 1
    if _is_initial(line, above, names):
        return end - 1
    if above.startswith(("-", "*", "•", "/")) or above.endswith(":"):
        return None
    if line.startswith("/") and not line.startswith("/ "):
        return end - 1 if looks_like_name(line[1:]) else None
    if line.startswith("-") and not line.startswith("---"):
        return end - 1 if _is_dash_name(line, above) else None
    return None


def is_picture(line: str) -> bool:
    """Whether a line stands for pictures above a signature, with their links: "[Logo]"."""
    core = line.strip().lower()
    return (
        core.startswith(_PICTURES)
        and len(core) <= 3 * LINE
        and _PICTURE_LINE.fullmatch(core) is not None
    )


def _is_initials(line: str, names: frozenset[str]) -> bool:
    """Whether a line is the first letters of the author's names and nothing else: "AS"."""
    letters = line.strip(DECORATION + "-–—/").replace(".", "")
    if not (2 <= len(letters) <= 3 and letters.isupper()):
        return False
    ends = letters[0].lower() + letters[-1].lower()
    return any(
        len(words := name.split()) > 1 and ends == words[0][0] + words[-1][0] for name in names
    )


def _is_initial(line: str, above: str, names: frozenset[str]) -> bool:
    """Whether the author's first letter stands alone as the last paragraph ("M", "M."): the answer
    to "which size?" does so, too, and is kept where nothing else is written.
    """
    letter = line.removesuffix(".")
    return len(letter) == 1 and not above and any(letter == name[0].upper() for name in names)


def _is_dash_name(line: str, above: str) -> bool:
    name = line.lstrip("-").strip()
    spaced = line.lstrip("-") != name
    if not name or (spaced and above):
        return False
    tokens = name.rstrip(".").split()
    if len(tokens) > (2 if spaced else 3) or not all(
        token.replace(".", "").replace("'", "").isalpha() for token in tokens
    ):
        return False
    return len(tokens) == 1 or all(token[0].isupper() for token in tokens)
