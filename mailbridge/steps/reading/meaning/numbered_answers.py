"""Numbered pieces of a line: "2. yes  3. attached", "Q2: yes", «2 да, 3 позже»."""

import re

from mailbridge.steps.reading.meaning.date_words import AMOUNTS, MONTHS, UNITS
from mailbridge.values import dataclass

_LONGEST_LINE = 2000
_NUMBER_WITHIN = 32  # characters: "- Question №2:"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?<![^\s,;.!(，；。！（])(?P<letter>[QqВвAaОо№#](?=\d)|№ )?(?P<number>\d{1,3})(?![\d%])"
    r"(?P<mark>[.):．）：、]| ?[-–—=])?(?P<gap>[ \u3000]*)"
)
_WORD = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(
    r"(?:(?:on |to )?(?:question|answer|point|item)|re|ad|to|on|вопрос(?:у|ам)?|ответ(?: на)?|"
    r"пункт(?:у)?|по п\.?|по|п\.|питання) "
    r"(?=[№#]?\d)",
    re.IGNORECASE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKS = frozenset(".):．）：、")
_ENDS = (",", ";", ".", "!", "，", "；", "。", "！")  # of a piece in front of the next number
_JOINERS = frozenset({"&", "and", "и", "+", "та", "und"})
_BULLETS = "-*•– \t(（"
_SAYS_ALL = _words(
    "yes no ok okay yep yeah nope sure agreed да нет ок окей ага согласен согласна согласны "
    "конечно так ні ja nein oui non sí si"
)
_SAYS_ALONE = _words(
    "attached later done fine correct right good confirmed approved both none neither maybe true "
    "false unknown perfect great soon "
    "позже потом хорошо готово сделано верно правильно можно нельзя подтверждаю ладно прилагаю "
    "приложил приложила прикрепил "
    "прикрепила отправил отправила беру оба обе неважно отлично подходит пізніше добре "
    "согласовано одобряю"
)
_SAYS_WITH = (
    ("во", "вложении"),
    ("в", "приложении"),
    ("не", ""),
    ("see", "attached"),
    ("see", "attachment"),
    ("in", "attachment"),
    ("not", ""),
)

_NEVER_FIRST = frozenset({*MONTHS, *UNITS, *AMOUNTS}) - {"may", "mar"}


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered piece and its words, which may be on the lines below."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Cut:
    number: int
    start: int
    end: int


def items(line: str) -> tuple[Item, ...]:
    """The pieces of a line that begins with a number; none where the number only counts, dates or
    prices something.
    """
    if not _DIGIT.search(line, 0, _NUMBER_WITHIN):
        return ()
    shown = line.strip()[:_LONGEST_LINE]
    bare = shown.lstrip(_BULLETS)
    named = _NAMED.match(bare)
    bare = bare[named.end() :] if named else bare
    first = _cut(bare, _NUMBER.match(bare), named=bool(named))
    if first is None:
        return ()
    cuts = [first]
    for match in _NUMBER.finditer(bare, first.end) if _DIGIT.search(bare, first.end) else ():
        cut = _cut(bare, match, named=False)
        if cut and _follows(bare, cuts[-1], cut, match):
            cuts.append(cut)
    ends = [*(cut.start for cut in cuts[1:]), len(bare)]
    found = [
        Item(cut.number, bare[cut.end : end].strip(" \t,;，；"))
        for cut, end in zip(cuts, ends, strict=True)
    ]
    return _shared(found)


def _shared(found: list[Item]) -> tuple[Item, ...]:
    """ "Q2 and Q3: yes" answers both."""
    said = ""
    shared: list[Item] = []
    for item in reversed(found):
        said = said if item.text.casefold() in _JOINERS and said else item.text
        shared.append(Item(item.number, said))
    return tuple(reversed(shared))


def _cut(line: str, match: re.Match[str] | None, *, named: bool) -> _Cut | None:
    if match is None:
        return None
    following = line[match.end() : match.end() + 40]
    cut = _Cut(int(match["number"]), match.start(), match.end())
    words = _WORD.findall(following.casefold())
    mark = (match["mark"] or "").strip()
    if match["letter"]:
        return cut if mark or match["gap"] else None
    if named:
        return cut if mark or _says(words, following) else None
    if words and words[0] in _NEVER_FIRST and _starts_with_word(following):
        return None
    return cut if _marked(mark, match["gap"], following) or _says(words, following) else None


def _marked(mark: str, gap: str, following: str) -> bool:
    """ "2." and "2:", in full width, too, and "2、" want a blank or a letter behind them, so that
    2.5 and 10:30 stay numbers; a dash wants blanks.
    """
    if mark in _MARKS:
        return bool(gap) or not following or (mark != ":" and following[0].isalpha())
    return bool(mark) and bool(gap) and not following[:1].isdecimal()


def _says(words: list[str], following: str) -> bool:
    """ "2 yes" and "3 attached" answer; "2 files attached" and "3 days" count."""
    if not words or not _starts_with_word(following):
        return False
    if words[0] in _SAYS_ALL:
        return True
    if words[0] in _SAYS_ALONE:
        rest = following.lstrip()[len(words[0]) :].lstrip(" ")
        return not rest or not rest[0].isalpha()
    return any(
        words[0] == first and (not second or words[1:2] == [second]) for first, second in _SAYS_WITH
    )


def _starts_with_word(following: str) -> bool:
    return following.lstrip()[:1].isalpha()


def _follows(line: str, above: _Cut, cut: _Cut, match: re.Match[str]) -> bool:
    """A later number of the line must count on, and stand apart unless it is the very next one."""
    if cut.number <= above.number or not line[cut.end :].strip():
        return False
    before = line[above.end : cut.start]
    apart = before.endswith(("  ", "\t")) or before.rstrip().endswith(_ENDS)
    return bool(before.strip()) and (
        apart or cut.number == above.number + 1 or bool(match["letter"])
    )
