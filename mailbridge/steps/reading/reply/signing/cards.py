"""Signatures without a phrase: a name with contacts under it or beside it, the author's own name or
its first letters, a picture.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.signing.boilerplate import (
    is_announced,
    last_filled,
    paragraph_start,
)
from mailbridge.steps.reading.reply.signing.given_names import is_given_name, is_persons_name
from mailbridge.steps.reading.reply.signing.networks import is_social
from mailbridge.steps.reading.reply.signing.plain_card import is_plain_card
from mailbridge.steps.reading.reply.signing.same_person import may_sign, tells_a_person
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
    signs_for_another,
    without_degrees,
)
from mailbridge.steps.text.word_tables import word_set

LEAST_CELLS = 3  # of a signature on one line
MOST_PARAGRAPHS = 3  # of a card whose name a blank line parts from the rest
LONGEST_SIGNED_BEHIND = 20  # characters of "김민수 드림"
SHORT_CARD = 3  # lines of a card that has no contacts
LONGEST_NAME = 3  # words
LONGEST_SHORT_FORM, SAME = 8, 3  # letters of "Olly", and those it shares with the name
MOST_OF_COMPANY, LEAST_SURNAME = 6, 4  # words, letters
SIZES = frozenset("SML")  # of clothes, which an answer may name
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
        paragraph = lines[start:bottom]
        if card is not None or not (_are_contacts(paragraph) or _are_badges(paragraph)):
            return card
        bottom = last_filled(lines, start)
        if bottom <= first:
            return None
    return None


def _are_contacts(paragraph: Sequence[str]) -> bool:
    """Whether a paragraph is a card without its name: two contacts at least, and most lines."""
    others, most = 0, min(len(paragraph) // 2, len(paragraph) - 2)
    for line in paragraph:
        others += not is_proof(line)
        if others > most:
            return False
    return others <= most and all(map(may_follow, paragraph))


def _are_badges(paragraph: Sequence[str]) -> bool:
    """Whether a paragraph is pictures and links to networks, which stand below a card."""
    return all(is_picture(line) or is_social(line) for line in paragraph)


def _card(
    lines: Sequence[str], start: int, end: int, names: frozenset[str], *, signed: bool
) -> int | None:
    """Where a card begins whose name stands at `start`, below pictures and a closing phrase."""
    while start < end - 1 and is_picture(lines[start]):
        start += 1
    closed = is_thanks(lines[start]) or is_closing(lines[start].strip())
    start += closed
    block = [line.strip() for line in lines[start:end] if line.strip()]
    if _is_company_first(block):
        block = block[1:]
    if (
        not 2 <= len(block) <= 10
        or not is_named(block[0])
        or sum(map(_is_person, block)) > 1
        or not (closed or signed or not _is_strangers(block[0], names))
        or any(len(line) > LINE or not may_follow(line) for line in block)
    ):
        return None
    above = last_filled(lines, start)
    if above and lines[above - 1].rstrip().endswith(":"):
        return None
    goes_on = bool(above) and lines[above - 1].rpartition(" ")[2].strip().lower() in _GOING_ON
    proofs = _proofs(block, names, nameless=not above or goes_on)
    proven = proofs >= (1 if signed else 2) or is_plain_card(
        block, names, lines[above - 1].strip() if above else ""
    )
    return start if proven else None


def _is_company_first(block: Sequence[str]) -> bool:
    """Whether a company or a department stands above the name: "Mill Lane Ltd", "Ann Berg"."""
    return (
        len(block) > SHORT_CARD - 1
        and len(block[0].split()) <= MOST_OF_COMPANY
        and block[0][-1:] not in {".", "!", "?", ":", ","}
        and is_persons_name(block[1])
        and not is_persons_name(block[0])
        and (is_title(block[0]) or not looks_like_name(block[0]))
        and any(map(is_proof, block[2:]))
    )


def _is_house(line: str, name: str) -> bool:
    """Whether a short line is called as its owner is: "Quill & Sons" below "Ann Quill"."""
    last = name.split()[-1].lower()
    return (
        len(last) >= LEAST_SURNAME
        and last in line.lower()
        and len(line.split()) <= MOST_OF_COMPANY
        and line[-1:] not in {".", "!", "?", ":"}
    )


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
    if without_degrees(name.strip(DECORATION)).lower() in names:
        house = any(_is_house(line, name) for line in block[1:])
        return proofs + 1 + (is_title(beside) or house)
    if is_proof(beside):
        return proofs + 2
    if not nameless and name.count(" ") and is_persons_name(name):
        proofs += 1 + any(_is_house(line, name) for line in block[1:])
    unknown = not nameless and not any(" " in name for name in names)
    short = len(block) <= SHORT_CARD and 2 <= len(name.split()) <= LONGEST_NAME
    return proofs + (unknown and short and titles > 0)


def _is_card_line(line: str, names: frozenset[str]) -> bool:
    """ "Ann Smith | Director | Example Ltd | +44 20 7946 0000"; with commas, the author's own name
    begins it, and then positions and companies alone are enough.
    """
    text = line[: 3 * LINE + 1].strip()
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if text.partition(",")[0].lower() in names:
        cells = [cell.strip() for cell in text.split(",")]
    return (
        len(cells) >= LEAST_CELLS
        and len(line) <= 2 * LINE
        and looks_like_name(cells[0])
        and not _is_strangers(cells[0], names)
        and not line.lstrip().startswith("|")
        and (
            any(is_contact(cell) for cell in cells[1:])
            or (cells[0].lower() in names and all(map(is_title, cells[1:])))
        )
    )


def _is_strangers(line: str, names: frozenset[str]) -> bool:
    """Whether a line begins with the name of somebody who clearly is not the author."""
    name = _BESIDE.split(line, maxsplit=1)[0].strip(DECORATION)
    return is_persons_name(name) and not may_sign(name, names)


def is_named(line: str) -> bool:
    """Whether a line begins with a name: "Ann Smith, director", "Ann | Example Ltd"."""
    return looks_like_name(_BESIDE.split(line, maxsplit=1)[0]) and not is_contact(line)


def _is_shown(lines: Sequence[str], at: int) -> bool:
    """Whether a line with a colon announces what stands at a place."""
    above = last_filled(lines, at)
    return above > 0 and is_announced(lines[above - 1])


def own_name(lines: Sequence[str], first: int, end: int, names: frozenset[str]) -> int | None:
    """ "-Ann", "/Ann", or the author's own name, standing last."""
    line = lines[end - 1].strip()
    above = lines[end - 2].strip() if end >= 2 else ""
    short = _KISSES.sub("", line) if len(line) <= LINE else line
    signed = short.strip(DECORATION + ".,-–—/").lower()
    if (
        signed in names
        or (signs_for_another(line) and not _is_shown(lines, end - 1))
        or _is_initials(line, names)
        or _is_short_form(line, above, names)
    ):
        return end - 1
    if line.endswith(SIGNING_BEHIND) and len(line) <= LONGEST_SIGNED_BEHIND and not above:
        return end - 1
    if _is_initial(line, above, names):
        return end - 1
    if above.startswith(("-", "*", "•", "/")) or above.endswith(":"):
        return None
    if line.startswith("/") and not line.startswith("/ "):
        return end - 1 if looks_like_name(line[1:]) and may_sign(line[1:], names) else None
    if line.startswith("-") and not line.startswith("---") and may_sign(line, names):
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


def _is_short_form(line: str, above: str, names: frozenset[str]) -> bool:
    """Whether a line is a pet form of the author's first name, in a paragraph of its own: "Olly" of
    "Oliver", "Annie" of "Ann".
    """
    word = line.strip(DECORATION + ".,-–—/").lower()
    if above or not SAME < len(word) <= LONGEST_SHORT_FORM or not word.isalpha():
        return False
    short = word.endswith(("y", "ie", "i", "o")) and tells_a_person(names)
    return short and any(
        may_sign(word, {name}) or (word.startswith(name[:SAME]) and not is_given_name(word))
        for name in names
        if tells_a_person({name})
    )


def _is_initials(line: str, names: frozenset[str]) -> bool:
    """Whether a line is the first letters of the author's names and nothing else: "AS"."""
    letters = line.strip(DECORATION + "-–—/").replace(".", "")
    if not (2 <= len(letters) <= 3 and (letters.isupper() or line.startswith("/"))):
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
    if len(letter) != 1 or above or line in SIZES:
        return False
    return any(letter == name[0].upper() for name in names)


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
