"""Where a signature begins: after its separator, a closing phrase, a name with contacts, a phone's
advertisement, a disclaimer.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.asking import REQUESTS
from mailbridge.steps.reading.reply.quoted_header import is_rule
from mailbridge.steps.reading.reply.signing.boilerplate import (
    LONGEST,
    REACH,
    asks_for_more,
    disclaimer,
    footer,
    is_advertisement,
    last_filled,
    line_above_footer,
    register_entry,
    saying,
)
from mailbridge.steps.reading.reply.signing.cards import contacts, is_named, is_picture, own_name
from mailbridge.steps.reading.reply.signing.lone_name import contacts_above, lone_name
from mailbridge.steps.reading.reply.signing.mobile_signature import (
    is_bare_mobile,
    is_link,
    is_mobile,
    is_reaction_link,
    is_tracking_mark,
)
from mailbridge.steps.reading.reply.signing.shown_card import (
    ends_list,
    is_anothers,
    is_framed,
    is_shown_sign,
)
from mailbridge.steps.reading.reply.signing.sign_off import (
    LINE,
    closes_with_name,
    is_closing,
    is_contact,
    is_thanks,
    is_title,
    is_wish,
    looks_like_name,
    may_follow,
)
from mailbridge.values import dataclass

MOST_PARTS = 60  # signatures, advertisements and disclaimers taken off one text
LEAST_SENTENCE = 5  # words
LONGEST_UNSURE = 8  # the same under a separator that people also use in a text
MOST_WRAPPED = 4  # words of a program's line that were wrapped onto the next
MOST_OF_MOTTO, LONGEST_MOTTO = 4, 300  # lines, characters
MOST_UNDER_MOBILE = 5  # lines of a signature under a telephone's line
MOST_ENTRIES = 3  # paragraphs that count only below a signature
FOOTER = "footer"
_EMPHASIS = re.compile(r"\*([^\s*](?:[^*\n]{0,100}[^\s*])?)\*")  # "*Ann Berg*", as Gmail has it
_SEPARATORS = frozenset({"--", "—", "–", "- -"})
_DRAWN = frozenset("-_=—–─━―‐‑−~*+#/\\＝－＿＊～〜═")
# of a list or of a day's plan, whose parts the line parts
_ITEM = re.compile(r"(?:\d{1,2}|[a-zа-я])[.)] |\d{1,2}[:.]\d\d ")


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
    lines = [_EMPHASIS.sub(r"\1", line) if "*" in line else line for line in lines]
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
    """A company's entry in a register, or pictures, with the signature above; nothing where they
    stand alone, as an answer does.
    """
    found: list[Peeled] = []
    while len(found) < MOST_ENTRIES:
        start = end - 1 if is_picture(lines[end - 1]) else register_entry(lines, first, end)
        motto = start is None
        start = _motto(lines, first, end) if motto else start
        start = saying(lines, first, end) if start is None else start
        above = last_filled(lines, start) if start is not None else 0
        if start is None or above <= first:
            return ()
        found.append(Peeled(start, "register entry"))
        signature = _step(lines, first, above, names, signed)
        if signature is not None:
            return (*found, signature) if signature.start < above else ()
        if motto:
            return ()
        end = above
    return ()


def _step(
    lines: Sequence[str], first: int, end: int, names: frozenset[str], signed: bool, below: str = ""
) -> Peeled | None:
    """What ends a letter at `end`; `below` is the rule that took what stood there."""
    for rule in (_separator, _mobile_line, footer, disclaimer):
        start = rule(lines, first, end)
        drawn = footer(lines, first, end) if start is not None and rule is _separator else None
        if start is not None and drawn is not None and drawn <= start:
            return Peeled(drawn, FOOTER)
        if start is not None:
            return Peeled(start, rule.__name__.strip("_").replace("_", " "))
    if below and is_picture(lines[end - 1]):
        return Peeled(end - 1, below)
    if below == FOOTER and (start := line_above_footer(lines, first, end)) is not None:
        return Peeled(start, FOOTER)
    start = _closing(lines, first, end, names, signed)
    if start is not None and is_anothers(lines, start, end, names):
        return None
    if start is None and below and _closes_what_is_below(lines[end - 1].strip(), below):
        start = end - 1  # its name stands in what was taken below
    if start is not None:
        return Peeled(start, "closing phrase")
    start = contacts(lines, first, end, names, signed=bool(below) and below != FOOTER)
    if start is not None:
        return Peeled(start, "contacts")
    start = own_name(lines, first, end, names)
    if start is not None and ends_list(lines, start):
        return None
    if start is not None:
        return Peeled(contacts_above(lines, first, start), "name")
    start = lone_name(lines, first, end, names)
    return None if start is None else Peeled(start, "name")


def _motto(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a sentence stands right below the contacts of a card."""
    start = end
    while start - 1 > first and end - start < MOST_OF_MOTTO and not is_contact(lines[start - 1]):
        start -= 1
    told = [line.strip() for line in lines[start:end]]
    fits = 0 < len(told) < MOST_OF_MOTTO and all(told) and is_contact(lines[start - 1])
    asks = any("?" in line or line.lower().startswith(REQUESTS) for line in told)
    return start if fits and not asks and sum(map(len, told)) <= LONGEST_MOTTO else None


def _first(lines: Sequence[str], end: int) -> int:
    return next((at for at in range(end) if lines[at].strip()), end)


def _separator(lines: Sequence[str], first: int, end: int) -> int | None:
    """The topmost separator with only a signature under it; RFC 3676 section 4.3 names "-- ",
    people use others.
    """
    best, filled, drawn = None, 0, False
    opened = first > 0 and lines[first - 1].strip() == "--"  # it parts the letter
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at]
        core = line.strip()
        core = core.strip("*") or core  # bold ("*--*"), or a line drawn with stars
        if not core:
            continue
        if core[0] in _DRAWN and (core in _SEPARATORS or is_rule(core)):
            sure = core == "--" and not opened
            parts = sure or not (drawn or is_framed(lines, at))
            if parts and _fits_under(lines[at + 1 : end], filled, sure=sure):
                best = at
            elif filled:
                drawn = True  # lines drawn in the text; only RFC 3676's own one may stand above
            continue
        filled += 1
        if filled > LONGEST or len(core) > 3 * LINE:
            break
    return None if best is not None and is_shown_sign(lines, best, end) else best


def _fits_under(below: Sequence[str], filled: int, *, sure: bool) -> bool:
    texts = [line.strip() for line in below if line.strip() and not is_rule(line)]
    if texts and _ITEM.match(texts[0]):
        return False
    if sure:
        long = sum(len(text) > LINE for text in texts)
        return filled <= LONGEST and long <= 2 and not asks_for_more(below)
    if not texts:
        return True
    if filled > LONGEST_UNSURE or any(len(text) > LINE or text[0] in "-*•" for text in texts):
        return False
    sentence = texts[0].endswith((".", "!", "?")) and len(texts[0].split()) >= LEAST_SENTENCE
    return (
        (is_named(texts[0]) and not sentence)
        or is_advertisement(texts)
        or (len(texts) > 1 and is_title(texts[0]) and not texts[0].endswith("."))
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
        wrapped = _wrapped_mobile_line(lines, first, start)
        return wrapped if wrapped is not None else _mobile_above_name(lines, first, end)
    if start > first and is_bare_mobile(lines[start]) and looks_like_name(lines[start - 1]):
        start -= 1
    return start


def _wrapped_mobile_line(lines: Sequence[str], first: int, last: int) -> int | None:
    """ "Sent from Mail<https://…> for" with "Windows 10" on the line below."""
    start = last - 1
    if start < first or len(lines[last].split()) > MOST_WRAPPED or not lines[start].strip():
        return None
    return start if is_mobile(f"{lines[start].rstrip()} {lines[last].strip()}") else None


def _mobile_above_name(lines: Sequence[str], first: int, end: int) -> int | None:
    """ "Sent from my iPhone" above a name and what belongs to it, as some programs put it."""
    below: list[str] = []
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at].strip()
        if not line:
            continue
        apart = bool(below) and not lines[at + 1].strip()
        if apart and is_named(below[-1]) and is_mobile(line):
            return at if all(map(may_follow, below)) else None
        below.append(line)
        if len(below) > MOST_UNDER_MOBILE or len(line) > LINE or line.endswith("?"):
            return None
    return None


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
        if below and is_wish(line) and _is_name_next(lines, at + 1, end):
            best = at
        if not signed and is_thanks(line) and 0 < below <= 3 and _only_names(lines[at + 1 : end]):
            best = at
        below += 1
        if below > 10 or not may_follow(line):
            break
    return best


def _closes_what_is_below(line: str, below: str) -> bool:
    """Whether a line closes a letter whose signature, with a name, was taken below it."""
    thanks = below in {"contacts", "name"} and line.endswith(",") and is_thanks(line)
    return thanks or is_closing(line)


def _is_name_next(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether the next line with words in it is a name."""
    line = next((lines[at] for at in range(start, end) if lines[at].strip()), "")
    return looks_like_name(line.strip().lstrip("/-–—~ "))


def _only_names(lines: Sequence[str]) -> bool:
    return all(looks_like_name(line) for line in lines if line.strip())
