"""Where a signature begins: after its separator, a closing phrase, a name with contacts, a phone's advertisement, a disclaimer."""

from collections.abc import Sequence
from dataclasses import dataclass

from mailbridge.steps import trim_words as words
from mailbridge.steps.trim_headers import is_rule

LONGEST = 15  # lines of a signature that are not blank
LONGEST_UNSURE = 8  # the same under a separator that people also use in a text
REACH = 40  # lines looked at from the end
LINE = 100  # characters of a signature's line

_DECORATION = " \t\xa0<>()*_[]{}|~«»“”\"'"
_PREPOSITIONS = frozenset(
    "from via with by using on through с со из з зі через от від von mit aus vom über depuis de à avec du desde con dal da dalla mit från fra med"
    " van vanaf met via z ze przez po ze pomocą från ut prin iš no از από με мого моего my".split()
)
_THIS_MESSAGE = frozenset("this это данное цей це лист письмо diese dieses ce cet cette este esta questo questa dit deze denne detta ta tato".split())


@dataclass(frozen=True, slots=True)
class Peeled:
    """The signature is everything from line `start` on; `rule` says what gave it away."""

    start: int
    rule: str


def peel(lines: Sequence[str], *, whole: bool, names: frozenset[str], signed: bool) -> tuple[Peeled, ...]:
    """Take signatures off the end of a run of lines, last one first.

    `whole` allows the very first line to belong to it; `names` are the author's, in lower case;
    `signed` says that a separator elsewhere already sets a signature apart.
    """
    found: list[Peeled] = []
    end = _last(lines, len(lines))
    while end > 0:
        taken = _step(lines, end, whole, names, signed)
        if taken is None or taken.start >= end:
            break
        found.append(taken)
        end = _last(lines, taken.start)
    return tuple(found)


def _last(lines: Sequence[str], end: int) -> int:
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end


def _step(lines: Sequence[str], end: int, whole: bool, names: frozenset[str], signed: bool) -> Peeled | None:
    first = 0 if whole else _first(lines, end) + 1
    if first >= end:
        return None
    for rule in (_separator, _mobile_line, _footer, _disclaimer):
        start = rule(lines, first, end)
        if start is not None:
            return Peeled(start, rule.__name__.strip("_").replace("_", " "))
    start = _closing(lines, first, end, signed)
    if start is not None:
        return Peeled(start, "closing phrase")
    start = _contacts(lines, first, end)
    if start is not None:
        return Peeled(start, "contacts")
    start = _own_name(lines, first, end, names)
    return None if start is None else Peeled(start, "name")


def _first(lines: Sequence[str], end: int) -> int:
    return next((at for at in range(end) if lines[at].strip()), end)


def _paragraph(lines: Sequence[str], first: int, end: int) -> int:
    """Where the last paragraph before `end` begins, not above `first`."""
    start = end - 1
    while start > first and lines[start - 1].strip() and end - start < REACH:
        start -= 1
    return start


def _separator(lines: Sequence[str], first: int, end: int) -> int | None:
    """The topmost separator with only a signature under it; RFC 3676 section 4.3 names "-- ", people use others."""
    best, filled = None, 0
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at]
        core = line.strip()
        if not core:
            continue
        if core in {"--", "—", "–", "- -"} or (is_rule(core) and core[0] in "-_=—–─━~*"):
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
    return looks_like_name(texts[0]) or any(is_contact(text) or _is_mobile(text) for text in texts) or _is_closing(texts[0])


def _mobile_line(lines: Sequence[str], first: int, end: int) -> int | None:
    """ "Sent from my iPhone", and the name on the line above it."""
    if not _is_mobile(lines[end - 1]):
        return None
    start = end - 1
    if start > first and _is_bare_mobile(lines[end - 1]) and looks_like_name(lines[start - 1]):
        start -= 1
    return start


def _is_bare_mobile(line: str) -> bool:
    return line.strip(_DECORATION + ".!").lower().startswith(("via ", "from "))


def _is_mobile(line: str) -> bool:
    core = _plain(line)
    if not 6 <= len(core) <= 160:
        return False
    tokens = core.split()
    if len(tokens) > 14:
        return False
    head, rest = _clauses(core)
    if rest and not any(word in rest for word in words.EXCUSES) and not _starts_a_word(head, words.DEVICES):
        return False
    if core.startswith(("get outlook", "from my ", "via mobile", "via my ", "from mobile")):
        return _starts_a_word(core, words.DEVICES)
    if _sends_first(tokens):
        return _starts_a_word(head, words.DEVICES) or (len(head.split()) <= 5 and tokens[0] == "sent" and tokens[1] in {"from", "via", "with"})
    return _starts_a_word(core, words.DEVICES) and _sends_last(tokens, core)


def _plain(line: str) -> str:
    """In lower case, without brackets, markup and the addresses of links."""
    text = line[:400].strip(_DECORATION).lower()
    for opening in ("<http", "(http", "https://", "http://"):
        text = text.partition(opening)[0] if text.find(opening) > 5 else text
    return " ".join(text.translate(str.maketrans("<>[]()*_", "        ")).split()).strip(" .!-–—")


def _clauses(core: str) -> tuple[str, str]:
    at = min((place for place in (core.find(mark) for mark in (",", ";", ". ", "!", " - ")) if place > 0), default=len(core))
    return core[:at], core[at + 1 :].strip()


def _starts_a_word(text: str, stems: Sequence[str]) -> bool:
    padded = " " + text.replace("-", " ").replace("/", " ")
    return any((" " + stem if stem[0].isascii() or "а" <= stem[0] <= "я" else stem) in padded for stem in stems)


def _sends_first(tokens: Sequence[str]) -> bool:
    if len(tokens) < 2:
        return False
    return any(tokens[0].startswith(stem.strip()) for stem in words.SENDING) and (tokens[1] in _PREPOSITIONS or not tokens[0].isascii())


def _sends_last(tokens: Sequence[str], core: str) -> bool:
    """The verb at the end, as in German, Chinese and Japanese, or "This message was sent from ...", or "Ann from mobile"."""
    if len(tokens) <= 4 and ("from mobile" in core or "via mobile" in core):
        return True
    if tokens[0] in _THIS_MESSAGE and _starts_a_word(core, words.SENDING):
        return len(tokens) <= 12
    if any(tokens[-1].startswith(stem.strip()) for stem in words.SENDING):
        return tokens[0] in {"von", "vom", "mit", "aus", "van", "met"} or not core.isascii()
    return any(not stem[0].isascii() and not ("а" <= stem[0] <= "я") and stem in core and len(tokens) <= 6 for stem in words.SENDING)


def _footer(lines: Sequence[str], first: int, end: int) -> int | None:
    """The footer of a mailing list or of a virus scanner: the last paragraph, with the line drawn above it."""
    start = _paragraph(lines, first, end)
    text = " ".join(lines[start:end])[:2000].lower()
    if end - start > LONGEST or not any(word in text for word in words.FOOTER):
        return None
    if is_rule(lines[start]) or len(lines[start].strip()) == 2:
        return start
    above = _last(lines, start)
    if above > first and (is_rule(lines[above - 1]) or lines[above - 1].strip() == "--"):
        return above - 1
    return start if _drawn(lines, start, end) or "http" in text or "@" in text else None


def _drawn(lines: Sequence[str], start: int, end: int) -> bool:
    return any(is_rule(line) for line in lines[start:end])


def _disclaimer(lines: Sequence[str], first: int, end: int) -> int | None:
    start = _paragraph(lines, first, end)
    text = " ".join(lines[start:end])[:4000].lower()
    if len(text) < 60 or sum(word in text for word in words.CONFIDENTIAL) < 3:
        return None
    above = _last(lines, start)
    return above - 1 if above > first and is_rule(lines[above - 1]) else start


def _closing(lines: Sequence[str], first: int, end: int, signed: bool) -> int | None:
    """The topmost closing phrase with nothing but a name and what belongs to it below."""
    best, below = None, 0
    for at in range(end - 1, max(first, end - REACH) - 1, -1):
        line = lines[at].strip()
        if not line:
            continue
        if _is_closing(line) and (below or _closes_with_name(line)):
            best = at
        elif not signed and _is_thanks(line) and 0 < below <= 3 and all(looks_like_name(text) for text in lines[at + 1 : end] if text.strip()):
            best = at
        below += 1
        if below > 10 or not _may_follow(line):
            break
    return best


def _may_follow(line: str) -> bool:
    """Whether a line could stand under a closing phrase: short, and no sentence."""
    if len(line) > LINE or line.endswith(("?", ":")):
        return is_contact(line) and len(line) <= LINE
    return is_contact(line) or len(line.split()) <= 8 or not line.endswith((".", "!"))


def _core(line: str) -> str:
    return line.strip(_DECORATION + "-–—,.!~;:…/😊🙂🎉").lower()


def _is_closing(line: str) -> bool:
    if len(line) > 70 or line.lstrip().startswith("/"):
        return False
    core = _core(line)
    if core in words.CLOSINGS:
        return True
    if core.endswith("regards") and len(core.split()) <= 6:
        return True
    return _closes_with_name(line)


def _closes_with_name(line: str) -> bool:
    """ "Best regards, Ann" on one line."""
    phrase, comma, rest = line.strip(_DECORATION + "-–—").partition(",")
    return bool(comma) and len(phrase) > 3 and phrase.strip().lower() in words.CLOSINGS and looks_like_name(rest.strip())


def _is_thanks(line: str) -> bool:
    return len(line) <= 40 and _core(line) in words.THANKS


def looks_like_name(line: str) -> bool:
    """One to four capitalised words, or a short word in a script without capitals."""
    text = line.strip(_DECORATION + ".,")
    tokens = text.split()
    if not 1 <= len(tokens) <= 4 or len(text) > 40 or text.endswith(("!", "?", ":")):
        return False
    if _core(line) in words.THANKS or _core(line) in words.CLOSINGS or tokens[0].strip(",.!").lower() in words.GREETINGS:
        return False
    return all(_is_name_word(token) for token in tokens)


def _is_name_word(token: str) -> bool:
    bare = token.strip(".,'’()\"")
    letters = bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return letters.isalpha() and (bare[0].isupper() or bare[0] == bare[0].upper() == bare[0].lower() or bare in {"van", "von", "de", "der", "da", "la"})


def is_contact(line: str) -> bool:
    """A line with an address, a telephone number, a site or a label of one."""
    text = line.strip().lower()
    if len(text) > LINE:
        return False
    if "@" in text or "www." in text or "http" in text:
        return len(text.split()) <= 8
    digits = sum(map(str.isdigit, text))
    return _is_phone(text, digits) or (digits >= 4 and text.startswith(tuple(words.CONTACTS)))


def _is_phone(text: str, digits: int) -> bool:
    return 7 <= digits <= 24 and sum(map(str.isalpha, text)) <= 14 and (text.lstrip("(")[:1] in "+0123456789" or text.startswith(tuple(words.CONTACTS)))


def _is_title(line: str) -> bool:
    text = line.strip().lower()
    return len(text) <= 80 and any(word in text for word in words.TITLES) and not text.endswith((".", "?", "!"))


def _contacts(lines: Sequence[str], first: int, end: int) -> int | None:
    """A name with telephone, address, site or position under it, and no sentence among them."""
    start = _paragraph(lines, first, end)
    if _is_thanks(lines[start]) or _is_closing(lines[start].strip()):
        start += 1
    block = [line.strip() for line in lines[start:end]]
    if not 2 <= len(block) <= 10 or any(len(line) > LINE or not _may_follow(line) for line in block):
        return None
    above = _last(lines, start)
    if above and lines[above - 1].rstrip().endswith(":"):
        return None
    proofs = sum(is_contact(line) for line in block[1:]) * 2 + sum(_is_title(line) for line in block[1:])
    named = looks_like_name(block[0].partition(",")[0].partition("|")[0]) and not is_contact(block[0])
    return start if named and proofs >= 2 else None


def _own_name(lines: Sequence[str], first: int, end: int, names: frozenset[str]) -> int | None:
    """ "-Ann", "/Ann", or the author's own name, standing last."""
    line = lines[end - 1].strip()
    above = lines[end - 2].strip() if end >= 2 else ""
    if line.strip(_DECORATION + ".,-–—/").lower() in names:
        return end - 1
    if above.startswith(("-", "*", "•", "/")) or above.endswith(":"):
        return None
    if line.startswith("/") and not line.startswith("/ "):
        return end - 1 if looks_like_name(line[1:]) else None
    if line.startswith("-") and not line.startswith("---"):
        return end - 1 if _is_dash_name(line, above) else None
    return None


def _is_dash_name(line: str, above: str) -> bool:
    name = line.lstrip("-").strip()
    spaced = line.lstrip("-") != name
    if not name or (spaced and above):
        return False
    tokens = name.rstrip(".").split()
    if len(tokens) > (2 if spaced else 3) or not all(token.replace(".", "").replace("'", "").isalpha() for token in tokens):
        return False
    return len(tokens) == 1 or all(token[0].isupper() for token in tokens)
