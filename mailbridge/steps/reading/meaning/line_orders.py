"""What an answer to a morning letter says of its numbered lines: "1 take", "due 2 fri"."""

import re
from collections.abc import Iterator
from datetime import datetime

from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.values import dataclass

MOST_LINES, LONGEST = 60, 300  # of an answer, and characters of a line
COURTESY = 3  # words
_SPELLINGS = {
    "take": "take mine nehme_ich nehme nehmen übernehme übernehmen беру возьму взять взял взяла",
    "due": "due by until bis frist fällig срок до к дата",
    "done": "done ready finished erledigt fertig готово готов сделано сделал сделала выполнено",
    "yes": "yes ok okay send ja ок да отправить отправь senden",
    "hold": "hold halten zurückhalten warten придержать придержи подождать",
    "no": "no skip nein нет не_надо пропустить überspringen",
}
_VERBS = {
    word.replace("_", " "): name for name, words in _SPELLINGS.items() for word in words.split()
}
_THANKS = "please thanks thank you it now i ich я bitte danke пожалуйста спасибо уже себе на"
_POLITE = frozenset(_THANKS.split())
_NUMBERS = r"\d{1,3}(?:\s*(?:,|&|\+|\band\b|\bund\b|\bи\b)\s*\d{1,3})*"
_VERB = "|".join(re.escape(word) for word in sorted(_VERBS, key=len, reverse=True))
_BEFORE = r"(?:(?:i|ich|я|is|it|ist|это)\s+)?"
_FIRST = rf"(?:{_NUMBERS})\s*[.):–-]?\s+{_BEFORE}(?:{_VERB})\b"
_NUMBER_FIRST = re.compile(
    rf"(?P<numbers>{_NUMBERS})\s*[.):–-]?\s+{_BEFORE}(?P<verb>{_VERB})\b[:,]?(?P<rest>.*?)"
    rf"(?=[\s,;]+{_FIRST}|$)",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    rf"#?(?P<verb>{_VERB})\s+(?P<numbers>{_NUMBERS})(?![\d.:/-])(?P<rest>.*)", re.IGNORECASE
)
_VERB_LAST = re.compile(
    rf"#?(?P<verb>{_VERB})\s+(?P<rest>.*?)\s+(?P<numbers>\d{{1,3}})", re.IGNORECASE
)
_DATE_ALONE = re.compile(r"(?P<numbers>\d{1,3})\s*[.):–-]?\s+(?P<rest>.*[^\W\d_].*)")
_ANY = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with a numbered line; `argument`: the words of a date."""

    number: int
    verb: str  # take, due, done, yes, hold, no
    argument: str = ""


def read_orders(text: str, written: datetime) -> tuple[tuple[Order, ...], tuple[str, ...]]:
    """The orders of an answer, and its lines that are none. Dates are read as of `written`."""
    orders: list[Order] = []
    others: list[str] = []
    lines = [" ".join(line.split()) for line in text.splitlines() if _ANY.search(line)]
    for line in lines[:MOST_LINES]:
        read = tuple(_orders(line.strip(" *•-")[:LONGEST], written))
        orders += read
        others += [] if read else [line]
    if orders:
        others = [line for line in others if not _is_courtesy(line)]
    return tuple(orders), (*others, *lines[MOST_LINES:])


def _is_courtesy(line: str) -> bool:
    """A greeting, thanks or a name: a few words without any number."""
    return len(line.split()) <= COURTESY and not any(letter.isdigit() for letter in line)


def _orders(line: str, written: datetime) -> Iterator[Order]:
    """Nothing where any part of the line is no order."""
    whole = line.rstrip(" .!;,")
    if "?" in whole:
        return
    matches = list(_NUMBER_FIRST.finditer(whole))
    if matches and not _ANY.search(_without(whole, matches)):
        read = [tuple(_order(match, written)) for match in matches]
    else:
        read = [_one(whole, written)]
    if all(read):
        yield from (order for few in read for order in few)


def _without(line: str, matches: list[re.Match[str]]) -> str:
    ends = [0, *(match.end() for match in matches)]
    return " ".join(line[end : match.start()] for end, match in zip(ends, matches, strict=False))


def _one(line: str, written: datetime) -> tuple[Order, ...]:
    for form in (_VERB_FIRST, _VERB_LAST, _DATE_ALONE):
        match = form.fullmatch(line)
        read = tuple(_order(match, written)) if match is not None else ()
        if read:
            return read
    return ()


def _order(match: re.Match[str], written: datetime) -> Iterator[Order]:
    verb = _VERBS[match.groupdict()["verb"].casefold()] if "verb" in match.groupdict() else "due"
    rest = match["rest"].strip(" ,;.:")
    said = frozenset(re.findall(r"\w+", rest.casefold()))
    if parse_due(rest, written) is None if verb == "due" else not said <= _POLITE:
        return
    for number in re.findall(r"\d+", match["numbers"]):
        yield Order(int(number), verb, rest if verb == "due" else "")
