"""Where a signature begins: after its separator, a closing phrase, a name with contacts, a phone's
advertisement, a disclaimer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbridge.steps.reading.reply.quoted_header import is_rule
from mailbridge.steps.reading.reply.signing.boilerplate import (
    LONGEST,
    REACH,
    disclaimer,
    footer,
    last_filled,
    line_above_footer,
    paragraph_start,
    register_entry,
)
from mailbridge.steps.reading.reply.signing.mobile_signature import (
    is_bare_mobile,
    is_link,
    is_mobile,
    is_reaction_link,
    is_tracking_mark,
)
from mailbridge.steps.reading.reply.signing.sign_off import (
    DECORATION,
    LINE,
    closes_with_name,
    is_closing,
    is_contact,
    is_thanks,
    is_title,
    looks_like_name,
    may_follow,
)

MOST_PARTS = 60  # signatures, advertisements and disclaimers taken off one text
LONGEST_UNSURE = 8  # the same under a separator that people also use in a text
MOST_WRAPPED = 4  # words of a program's line that were wrapped onto the next
FOOTER = "footer"
LEAST_CELLS = 3  # of a signature on one line
_CELLS = re.compile(r"[|•·]")


@dataclass(frozen=True, slots=True)
class Peeled:
    """The signature is everything from line `start` on; `rule` says what gave it away."""

    start: int
    rule: str


def peel(
    lines: Sequence[str], *, whole: bool, names: frozenset[str], signed: bool
) -> tuple[Peeled, ...]:
    """Take signatures off the end of a run of lines, last one first.

    `whole` allows the very first line to belong to it; `names` are the author's, in lower case;
    `signed` says that a separator elsewhere already sets a signature apart.
    """
    found: list[Peeled] = []
    end = last_filled(lines, len(lines))
    first = 0 if whole else _first(lines, end) + 1
    while first < end and len(found) < MOST_PARTS:
        below = found[-1].rule if found else ""
        taken = _step(lines, first, end, names, signed, below)
        if taken is None:
            entry = _signed_entry(lines, first, end, names, signed)
            found += entry
            taken = entry[-1] if entry else None
        elif taken.start < end:
            found.append(taken)
        if taken is None or taken.start >= end:
            break
        end = last_filled(lines, taken.start)
    return tuple(found)


def _signed_entry(
    lines: Sequence[str], first: int, end: int, names: frozenset[str], signed: bool
) -> tuple[Peeled, ...]:
    """A company's entry in a register, with the signature above it; nothing where it stands alone,
    as an answer does.
    """
    start = register_entry(lines, first, end)
    above = last_filled(lines, start) if start is not None else 0
    if start is None or above <= first:
        return ()
    signature = _step(lines, first, above, names, signed)
    entry = Peeled(start, "register entry")
    return (entry, signature) if signature is not None and signature.start < above else ()


def _step(
    lines: Sequence[str], first: int, end: int, names: frozenset[str], signed: bool, below: str = ""
) -> Peeled | None:
    """What ends a letter at `end`; `below` is the rule that took what stood there."""
    for rule in (_separator, _mobile_line, footer, disclaimer):
        start = rule(lines, first, end)
        if start is not None:
            return Peeled(start, rule.__name__.strip("_").replace("_", " "))
    if below == FOOTER and (start := line_above_footer(lines, first, end)) is not None:
        return Peeled(start, FOOTER)
    start = _closing(lines, first, end, names, signed)
    if start is not None:
        return Peeled(start, "closing phrase")
    start = _contacts(lines, first, end)
    if start is not None:
        return Peeled(start, "contacts")
    start = _own_name(lines, first, end, names)
    return None if start is None else Peeled(start, "name")


def _first(lines: Sequence[str], end: int) -> int:
    return next((at for at in range(end) if lines[at].strip()), end)


def _separator(lines: Sequence[str], first: int, end: int) -> int | None:
    """The topmost separator with only a signature under it; RFC 3676 section 4.3 names "-- ",
    people use others.
    """
    best, filled = None, 0
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at]
        core = line.strip()
        if not core:
            continue
        if core in {"--", "—", "–", "- -"} or (is_rule(core) and core[0] in "-_=—–─━~*+#"):
            if _fits_under(lines[at + 1 : end], filled, sure=core == "--"):
                best = at
            elif filled:
                break
            continue
        filled += 1
        if filled > LONGEST or len(core) > 3 * LINE:
            break
    return best


def _fits_under(below: Sequence[str], filled: int, *, sure: bool) -> bool:
    texts = [line.strip() for line in below if line.strip() and not is_rule(line)]
    if sure:
        return filled <= LONGEST and sum(len(text) > LINE for text in texts) <= 2
    if not texts:
        return True
    if filled > LONGEST_UNSURE or any(len(text) > LINE or text[0] in "-*•" for text in texts):
        return False
    return (
        looks_like_name(texts[0])
        or any(is_contact(text) or is_mobile(text) for text in texts)
        or is_closing(texts[0])
    )


def _mobile_line(lines: Sequence[str], first: int, end: int) -> int | None:
    """ "Sent from my iPhone", the link below it and the name on the line above it; the mark of a
    tracker.
    """
    if is_tracking_mark(lines[end - 1]):
        return end - 1
    start = end - 1
    if is_link(lines[start]) and (above := last_filled(lines, start)) > first:
        start = above - 1
    if start < end - 1 and is_reaction_link(lines[end - 1]):
        return start
    if not is_mobile(lines[start]):
        return _wrapped_mobile_line(lines, first, start)
    if start > first and is_bare_mobile(lines[start]) and looks_like_name(lines[start - 1]):
        start -= 1
    return start


def _wrapped_mobile_line(lines: Sequence[str], first: int, last: int) -> int | None:
    """ "Sent from Mail<https://…> for" with "Windows 10" on the line below."""
    start = last - 1
    if start < first or len(lines[last].split()) > MOST_WRAPPED or not lines[start].strip():
        return None
    return start if is_mobile(f"{lines[start].rstrip()} {lines[last].strip()}") else None


def _closing(
    lines: Sequence[str], first: int, end: int, names: frozenset[str], signed: bool
) -> int | None:
    """The topmost closing phrase with nothing but a name and what belongs to it below."""
    best, below = None, 0
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at].strip()
        if not line:
            continue
        if is_closing(line, names) and (below or closes_with_name(line, names)):
            best = at
        if not signed and is_thanks(line) and 0 < below <= 3 and _only_names(lines[at + 1 : end]):
            best = at
        below += 1
        if below > 10 or not may_follow(line):
            break
    return best


def _only_names(lines: Sequence[str]) -> bool:
    return all(looks_like_name(line) for line in lines if line.strip())


def _contacts(lines: Sequence[str], first: int, end: int) -> int | None:
    """A name with telephone, address, site or position under it, and no sentence among them."""
    if _is_card_line(lines[end - 1]):
        return end - 1
    start = paragraph_start(lines, first, end)
    if is_thanks(lines[start]) or is_closing(lines[start].strip()):
        start += 1
    block = [line.strip() for line in lines[start:end]]
    if (
        not 2 <= len(block) <= 10
        or not _is_named(block[0])
        or any(len(line) > LINE or not may_follow(line) for line in block)
    ):
        return None
    above = last_filled(lines, start)
    if above and lines[above - 1].rstrip().endswith(":"):
        return None
    proofs = sum(is_contact(line) for line in block[1:]) * 2 + sum(
        is_title(line) for line in block[1:]
    )
    return start if proofs >= 2 else None


def _is_card_line(line: str) -> bool:
    """ "Ann Smith | Director | Example Ltd | +44 20 7946 0000"."""
    cells = [cell.strip() for cell in _CELLS.split(line[: 3 * LINE + 1].strip()) if cell.strip()]
    return (
        len(cells) >= LEAST_CELLS
        and len(line) <= 2 * LINE
        and looks_like_name(cells[0])
        and not line.lstrip().startswith("|")
        and any(is_contact(cell) for cell in cells[1:])
    )


def _is_named(line: str) -> bool:
    """Whether a line begins with a name: "Ann Smith, director", "Ann | Example Ltd"."""
    return looks_like_name(line.partition(",")[0].partition("|")[0]) and not is_contact(line)


def _own_name(lines: Sequence[str], first: int, end: int, names: frozenset[str]) -> int | None:
    """ "-Ann", "/Ann", or the author's own name, standing last."""
    line = lines[end - 1].strip()
    above = lines[end - 2].strip() if end >= 2 else ""
    if line.strip(DECORATION + ".,-–—/").lower() in names or _is_initials(line, names):
        return end - 1
    if above.startswith(("-", "*", "•", "/")) or above.endswith(":"):
        return None
    if line.startswith("/") and not line.startswith("/ "):
        return end - 1 if looks_like_name(line[1:]) else None
    if line.startswith("-") and not line.startswith("---"):
        return end - 1 if _is_dash_name(line, above) else None
    return None


def _is_initials(line: str, names: frozenset[str]) -> bool:
    """Whether a line is the first letters of the author's names and nothing else: "AS"."""
    letters = line.strip(DECORATION + "-–—/").replace(".", "")
    if not (2 <= len(letters) <= 3 and letters.isupper()):
        return False
    return any(
        len(words := name.split()) == len(letters)
        and letters.lower() == "".join(word[0] for word in words)
        for name in names
    )


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
