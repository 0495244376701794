"""Answers by number, in all the ways people write them: "(2) yes", "yes to 1, Friday for 2", «по
первому да».
"""

import re
from collections.abc import Collection, Iterator, Sequence

from mailbridge.steps.deciding.follow_up.number_words import (
    ARTICLE,
    CARDINAL,
    CLAUSES,
    JOINS,
    LABEL,
    LONGEST_CLAUSE,
    NOUN,
    NUMBERS,
    ORDINAL,
    PREPOSITION,
    Tail,
    answers_alone,
    first_clause,
    may_name,
    numbers_behind,
    numbers_in,
    tails_beside,
)
from mailbridge.steps.deciding.follow_up.said import is_yes_or_no
from mailbridge.steps.reading.meaning.date_words import AMOUNTS, MONTHS, UNITS
from mailbridge.values import dataclass, replace

_QUOTES = "\"“”„«»'"
_HEAD = re.compile(
    rf"(?<!\w)(?P<open>[(\[])?(?P<answer>(?:(?:the|my|our|мой|наш|die|meine|unsere|la|ma|notre|mi"
    rf"|nuestra)\s+)?(?:answers?|reply|ответ|antwort|réponse|respuesta)\s+)?(?:(?P<prep>"
    rf"{PREPOSITION})\s+)?(?:{ARTICLE}\s+)?"
    rf"(?:(?P<label>{LABEL})\s?(?:№\s?|#)?(?P<named>{NUMBERS}|(?:{CARDINAL})\b)|"
    rf"(?P<letter>[QqВвFfАA№#])\s?(?P<lettered>\d{{1,3}}(?!\d)(?:\s?(?:[,&]|and|und|и|et|y)\s"
    rf"?[QqВвFf]?\d{{1,3}}(?!\d))*)"
    rf"|(?P<ordinal>{ORDINAL})(?:\s+(?P<noun>{NOUN}))?\b|(?P<bare>{NUMBERS}))"
    r"(?P<close>[)\]])?(?P<mark>\s?(?:\.\)|\.:|[.):/=])|\s?(?:->|=>|→)|\s[-–—]|[-–—](?=\s)|"
    r",)?(?P<gap>\s*)",
    re.IGNORECASE,
)
_HANGS = re.compile(rf"\s{PREPOSITION}\s+(?:{ARTICLE}\s+)?$", re.IGNORECASE)
_NO = re.compile(r"^(\W*)no(?=\.? \d)", re.IGNORECASE)
_IS = re.compile(r"^(?:is|are|ist|sind|lautet|est|es|это)\s+(?=\w)", re.IGNORECASE)
_TRAILS = re.compile(r"[\s,;]+(?:and|und|и|et|y|а|но|but)\s*$", re.IGNORECASE)
_BORDER = re.compile(
    (
        r"(?:(?<=[.;,!])\s*|\s{2,}|\t|(?:^|\s)(?:and|und|и|et|y|а|но|but)\s+|\s[-–—]\s|:\s+)$|^\s"
        r"*[-*•–·]?\s*$|[;(]\s*$"
    ),
    re.IGNORECASE,
)
# Where a number may stand: the pattern of heads is slow, and tried nowhere else.
_STARTS = re.compile(
    r"(?:^[\s*•–·-]*|[.;,!:(\[]\s*|\s{2,}|\t|\s[-–—]\s+|\s(?=(?:and|und|и|et|y|а|но|but)\s)"
    rf"|\s(?=[(\[]?[QqВвFfАA#№]?\s?\d)"
    rf"|\s(?=(?:{ORDINAL})(?:\s+{NOUN})?\s?:))(?:\s*(?:and|und|и|et|y|а|но|but)\s+)?",
    re.IGNORECASE,
)
_IN_AN_AMOUNT = re.compile(r"\d[.,:]\d")  # 2,400 and 10:30 hold no second number
_WORD = re.compile(r"[^\W\d_]+")
_LATER_WORDS = (
    "januar februar märz mai juni juli oktober dezember janvier février mars avril mai juin "
    "juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre uhr tage tag wochen stunden jours "
    "heures días horas semanas am pm"
)
_LATER = frozenset({*MONTHS, *UNITS, *AMOUNTS} | set(_LATER_WORDS.split())) - {"may", "mar", "am"}
_ANSWERS_WITH = frozenset(
    ["по", "zu", "ad", "re", "к"]
)  # prepositions that stand before a question's number and nothing else
_LONGEST_LINE = 2000  # characters
_MOST = 100_000  # characters of all lines that are looked at
_NEAR = 60  # characters
_LONG_GAP = re.compile(r"\s{20,}")  # says no more than one of two blanks


@dataclass(frozen=True, slots=True)
class Named:
    """Words that somebody wrote to a question's number."""

    number: int
    words: str
    first: int  # the line where they begin, counted from 0
    last: int  # the line where they end
    certain: bool = (
        False  # named as a question, so that no list is meant: Q2, question 2, the second
    )
    beside: bool = False  # behind its answer, on a line where another stands before its own


@dataclass(frozen=True, slots=True)
class _Head:
    numbers: tuple[int, ...]
    start: int
    end: int
    certain: bool
    weak: bool = False  # counts beside another one only


def numbers_named(lines: Sequence[str], known: Collection[int]) -> tuple[Named, ...]:
    """The answers by number among lines of one author, in order; quoted lines are left out.

    `known`: the numbers that stand for questions; others are dates, prices and amounts.
    """
    found = tuple(_all(lines, known)) if known else ()
    own = {named.number for named in found if not named.beside}
    return tuple(named for named in found if not (named.beside and named.number in own))


def _all(lines: Sequence[str], known: Collection[int]) -> Iterator[Named]:
    open_: list[Named] = []  # what the lines below go on with
    left = _MOST
    for at, line in enumerate(lines):
        shown = _LONG_GAP.sub("  ", line.strip()[: min(_LONGEST_LINE, left)])
        shown = _NO.sub(r"\1nr", shown)
        left = max(0, left - len(shown))
        found = () if shown.startswith(">") else tuple(_of_line(shown, at, known))
        if found:
            yield from open_
            last = found[-1].words
            together = [named for named in found if named.words == last]
            yield from (named for named in found if named.words != last)
            open_ = together
        elif open_ and shown and not shown.startswith(">"):
            open_ = [_longer(named, shown, at) for named in open_]
        elif open_ and open_[0].words:
            yield from open_
            open_ = []
    yield from open_


def _longer(named: Named, line: str, at: int) -> Named:
    return replace(named, words=f"{named.words}\n{line}".strip(), last=at)


def _of_line(line: str, at: int, known: Collection[int]) -> Iterator[Named]:
    if not may_name(line):
        return
    heads = _heads(line, known)
    if not heads:
        yield from _tails(line, at, known)
        return
    others = set(known).difference(*(head.numbers for head in heads))
    starts = [head.start for head in heads]
    for tail in tails_beside(line[: starts[0]], others, is_first=True):
        yield from _named_behind(tail, at)
    for head, end in zip(heads, [*starts[1:], len(line)], strict=True):
        tails = tails_beside(line[head.end : end], others)
        stop = head.end + tails[0].start if tails else end
        words = line[head.end : stop].strip(" \t,;-–—:")
        words = _TRAILS.sub("", words.rstrip("( ")) if stop < len(line) else words
        words = _IS.sub("", words) if head.certain else words
        yield from (Named(number, words, at, at, head.certain) for number in head.numbers)
        for tail in tails:
            yield from _named_behind(tail, at)


def _named_behind(tail: Tail, at: int) -> Iterator[Named]:
    return (Named(number, tail.words, at, at, tail.certain, beside=True) for number in tail.numbers)


def _heads(line: str, known: Collection[int]) -> list[_Head]:
    heads: list[_Head] = []
    for start in _STARTS.finditer(line):
        at = start.end()
        if (heads and at < heads[-1].end) or (at > 1 and _IN_AN_AMOUNT.match(line, at - 2)):
            continue
        match = _HEAD.match(line, at)
        head = _head(match, line, known, bool(heads)) if match else None
        if head is not None and _stands_apart(line, head, heads) and not _is_tail(line, head):
            heads.append(head)
    if len(heads) == 1 and heads[0].weak:
        return []
    return heads if heads and _begins(line, heads[0]) else []


def _stands_apart(line: str, head: _Head, before: Sequence[_Head]) -> bool:
    """Behind a border, or the very next number, or one that is named as a question."""
    if _BORDER.search(_before(line, head)) is not None:
        return not before or head.start >= before[-1].end
    follows = bool(before) and head.numbers[0] == before[-1].numbers[-1] + 1
    return (
        follows
        and line[: head.start][-1:].isspace()
        and bool(line[before[-1].end : head.start].strip())
    )


def _is_tail(line: str, head: _Head) -> bool:
    """ "…, Friday for Q2": what stands before the number answers it."""
    ends = not line[head.end :].strip(" .!") or line[: head.end].rstrip().endswith((",", ";"))
    return ends and _HANGS.search(_before(line, head)) is not None


def _before(line: str, head: _Head) -> str:
    """As much of what stands before a number as can tell what it is: where that is all blank, the
    number stands apart whatever is before.
    """
    return line[max(0, head.start - _NEAR) : head.start]


def _begins(line: str, first: _Head) -> bool:
    """The first number stands at the beginning, or behind a whole sentence."""
    whole = line[: first.start]
    before = whole.strip(" \t-*•–—·(")
    return (
        not before
        or whole.endswith(("  ", "\t"))
        or before.endswith((".", "!", ":", ",", ";"))
        or first.certain
    )


def _head(match: re.Match[str], line: str, known: Collection[int], later: bool) -> _Head | None:
    token = match["named"] or match["lettered"] or match["ordinal"] or match["bare"] or ""
    numbers = numbers_in(token)
    if not numbers or not set(numbers) & set(known):
        return None
    numbers = tuple(number for number in numbers if number in known)
    following = line[match.end() :]
    mark = (match["mark"] or "").strip()
    weak = bool(match["ordinal"] and match["noun"] and following[:1].isalpha())
    if not _is_separated(match, mark or (match["close"] or ""), following, later) and not weak:
        return None
    weak = weak and not mark and not match["prep"]
    return _Head(numbers, match.start(), match.end(), not match["bare"], weak)


def _is_separated(match: re.Match[str], mark: str, following: str, later: bool) -> bool:
    """Whether what follows is an answer: apart by a mark, or after a preposition, or a word that
    can only answer.

    `later`: a number before it on the line was one already.
    """
    words = _WORD.findall(following[:60].casefold())
    starts = following[:1].isalpha() or following[:1] in _QUOTES
    if words and words[0] in _LATER and starts and not match["label"]:
        return False
    if match["label"] or match["letter"]:
        return (
            bool(mark)
            or bool(match["gap"] and (starts or following[:1].isdecimal()))
            or not following
        )
    amount = (
        following[:1].isdecimal()
        and (mark == "," or bool(match["ordinal"]) or later)
        and not _LATER.intersection(words[:1])
    )
    behind = bool(match["gap"]) and (starts or amount)
    if (
        match["prep"]
        and behind
        and (later or mark == "," or match["noun"] or match["prep"].casefold() in _ANSWERS_WITH)
    ):
        return True
    if mark == "," or not mark:
        return behind and (
            is_yes_or_no(following[:60]) or (later and answers_alone(first_clause(following)))
        )
    return bool(match["ordinal"]) or _marked(mark, bool(match["gap"]), following)


def _marked(mark: str, gap: bool, following: str) -> bool:
    """ "2." and "2:" want a blank or a letter behind them, so that 2.5 and 10:30 stay numbers; a
    dash wants a blank.
    """
    if mark in {".", ")", "]", ".)", ".:"}:
        return gap or not following or following[:1].isalpha()
    if mark in {":", "/", "=", "->", "=>", "→"}:
        return following[:1].isalpha() or (gap and not (mark == "/" and following[:1].isdecimal()))
    return gap and not following[:1].isdecimal()


def _tails(line: str, at: int, known: Collection[int]) -> Iterator[Named]:
    """ "yes to 1, Friday for 2": two numbers at least, or a word that can only answer."""
    found: list[tuple[str, tuple[int, ...]]] = []
    end = 0
    for match in numbers_behind(line):
        numbers = numbers_in(match["number"] or match.groupdict().get("ordinal") or "")
        before = line[max(end, match.start() - LONGEST_CLAUSE) : match.start()]
        words = JOINS.sub("", CLAUSES.split(before)[-1].strip()).strip()
        end = match.end()
        found += [(words, numbers)] if words and numbers else []
    distinct = {number for _, numbers in found for number in numbers} & set(known)
    for words, numbers in found:
        if len(distinct) > 1 or is_yes_or_no(words):
            yield from (
                Named(number, words, at, at, certain=True) for number in numbers if number in known
            )
