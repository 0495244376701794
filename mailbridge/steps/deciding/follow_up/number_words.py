"""How people name a numbered question: "2", "Q2", "the second", «по второму», "zur zweiten Frage"."""

import re
from collections.abc import Collection

from mailbridge.steps.deciding.follow_up.dates_named import is_only_a_date
from mailbridge.steps.deciding.follow_up.said import is_yes_or_no
from mailbridge.values import dataclass

_ORDINALS = {
    1: "first firstly 1st перв(?:ый|ая|ое|ому|ой|ого|ую|ым) во-первых 1-(?:й|я|е|ое|му|ому|ый|ая) erste[nrsm]? erstens premier premiere première premièrement 1er 1re primer[oa]? "
    "primero primeramente перш(?:е|ий|а|ому)",
    2: "second secondly 2nd втор(?:ой|ая|ое|ому|ого|ую|ым) во-вторых 2-(?:й|я|е|ое|му|ому|ой|ая) zweite[nrsm]? zweitens deuxième deuxièmement second[eo]? secundo "
    "segund[oa] 2e друг(?:е|ий|а|ому)",
    3: "third thirdly 3rd трет(?:ий|ья|ье|ьему|ьей|ьего|ью|ьим) в-третьих 3-(?:й|я|е|ье|му|ему|ий|ья) dritte[nrsm]? drittens troisième troisièmement tercer[oa]? 3e "
    "трет(?:є|ій|я|ьому)",
    4: "fourth fourthly 4th четв[её]рт(?:ый|ая|ое|ому|ой|ого|ую|ым) в-четв[её]ртых 4-(?:й|я|е|ое|му|ому|ый|ая) vierte[nrsm]? viertens quatrième quatrièmement cuart[oa] 4e",
    5: "fifth fifthly 5th пят(?:ый|ая|ое|ому|ой|ого|ую|ым) в-пятых 5-(?:й|я|е|ое|му|ому|ый|ая) fünfte[nrsm]? fünftens cinquième cinquièmement quint[oa] 5e",
    6: "sixth 6th шест(?:ой|ая|ое|ому|ого|ую|ым) 6-(?:й|я|е|ое|му|ому|ой|ая) sechste[nrsm]? sechstens sixième sext[oa]",
    7: "seventh 7th седьм(?:ой|ая|ое|ому|ого|ую|ым) 7-(?:й|я|е|ое|му|ому|ой|ая) siebte[nrsm]? siebtens septième séptim[oa]",
    8: "eighth 8th восьм(?:ой|ая|ое|ому|ого|ую|ым) 8-(?:й|я|е|ое|му|ому|ой|ая) achte[nrsm]? achtens huitième octav[oa]",
    9: "ninth 9th девят(?:ый|ая|ое|ому|ой|ого|ую|ым) 9-(?:й|я|е|ое|му|ому|ый|ая) neunte[nrsm]? neuntens neuvième noven[oa]",
    10: "tenth 10th десят(?:ый|ая|ое|ому|ой|ого|ую|ым) 10-(?:й|я|е|ое|му|ому|ый|ая) zehnte[nrsm]? zehntens dixième décim[oa]",
}
_CARDINALS = {
    1: "one один одному eins une? uno",
    2: "two два двум zwei deux dos",
    3: "three три тр[её]м drei trois tres",
    4: "four четыре vier quatre cuatro",
    5: "five пять fünf cinq cinco",
}
ORDINAL = "|".join(pattern for patterns in _ORDINALS.values() for pattern in patterns.split())
_NUMBER_OF_ORDINAL = [
    (number, re.compile("|".join(patterns.split()), re.IGNORECASE))
    for number, patterns in _ORDINALS.items()
]
CARDINAL = "|".join(pattern for patterns in _CARDINALS.values() for pattern in patterns.split())
_NUMBER_OF_CARDINAL = [
    (number, re.compile("|".join(patterns.split()), re.IGNORECASE))
    for number, patterns in _CARDINALS.items()
]
NOUN = r"(?:questions?|point|item|one|q|вопрос(?:у|а|е|ы|ам|ах)?|пункт(?:у|а|е|ам)?|питання|питанню|fragen?|punkt|questions?|point|preguntas?|punto|cuestión)"
LABEL = (
    r"(?:(?:your |our |my |мой |наш |ваш |ihre |deine |unsere |votre |notre |su |tu )?"
    r"(?:questions?|answers?|items?|points?|numbers?|nr|num|number|вопрос(?:у|а|е|ы|ам|ах)?|ответ(?:ы)?|пункт(?:у|а|е|ам)?|питання|п|п\.п|номер(?:у)?"
    r"|fragen?|antwort(?:en)?|punkte?|nummer|réponses?|preguntas?|respuestas?|puntos?|número|numéro|n°|nº)\.?|[№#])"
)
PREPOSITION = (
    r"(?:as (?:to|for)|re|regarding|concerning|about|on|for|to|ad|in answer to|in reply to|with|по поводу|насч[её]т|что касается|касательно|относительно|"
    r"на|по|к|для|про|за|о|об|щодо|zu[rm]?|für|auf|bei|bezüglich|betreffend|was|pour|quant à|concernant|sur|à|au|a|para|sobre|en cuanto a|respecto a|con)"
)
ARTICLE = r"(?:the|your|der|die|das|dem|den|la|le|les|el|los|las|ваш(?:ему|)?|ihrer?|votre|su)"

_THOUSANDS = r"[.,’']\d{3}(?!\d)"  # of an amount: 2,400 or 3.000
NUMBERS = (
    rf"\d{{1,3}}(?!\d|{_THOUSANDS})(?:(?:[–-]|\s?(?:[,&+/]|and|und|и|та|et|y|e|или)\s?)[Qq№#ВвFf]?"
    rf"\d{{1,3}}(?![\d%]|:\d|{_THOUSANDS})){{0,9}}"
)
TAIL = re.compile(  # with the words before it: "yes to 1", "Friday for the second one"
    rf"\s+{PREPOSITION}\s+(?:{ARTICLE}\s+)?(?:(?P<label>{LABEL}|q)\s?)?(?:(?P<number>{NUMBERS})(?:\s+{NOUN})?"
    rf"|(?P<ordinal>{ORDINAL})(?:\s+(?P<noun>{NOUN}))?)(?=\s*(?:[,;.!)]|$)|\s{2}|\t|\s+(?:and|und|и|et|y|но|but|а)\s)",
    re.IGNORECASE,
)
BEHIND = re.compile(  # "yes (1)"
    r"\s*[(\[](?:q|в|№|#)?\s?(?P<number>\d{1,3})[)\]](?=\s*(?:[,;.!]|$)|\s)", re.IGNORECASE
)


_DIGIT = re.compile(r"\d")
_ROOTS = (
    "1st 2nd 3rd fir sec thi fou fif six sev eig nin ten пер вто тре чет пят шес сед вос дев дес "
    "во- в-т в-ч в-п ers zwe dri vie fün sec sie ach neu zeh pre deu sec tro qua cin hui dix pri "
    "seg ter cua qui sex sép oct nov déc perш перш one two три оди два zwe ein une un uno dos tre "
    "dei cuat quat друг"
)
_BEGINNINGS = frozenset(root[:3] for root in _ROOTS.split())


def may_name(line: str) -> bool:
    """Whether a line may hold a number at all: most hold none, and that is told quickly."""
    if _DIGIT.search(line):
        return True
    return not _BEGINNINGS.isdisjoint(word[:3] for word in line.casefold().split())


def number_of(words: str) -> int | None:
    """The number that digits, an ordinal or a numeral mean."""
    if words.isdecimal():
        return int(words)
    for number, pattern in (*_NUMBER_OF_ORDINAL, *_NUMBER_OF_CARDINAL):
        if pattern.fullmatch(words):
            return number
    return None


CLAUSES = re.compile(r"[,;.!?()\[\]]")
LONGEST_CLAUSE = 120
_BETWEEN_CLAUSES = re.compile(rf"{CLAUSES.pattern}|\s(?:and|und|и|et|y|но|but|а)\s", re.IGNORECASE)
JOINS = re.compile(r"^\s*(?:and|und|и|et|y|а|но|but|also|dann|then|or)\s+", re.IGNORECASE)
_RANGE = re.compile(r"\d+[-–]\d+")
_DIGITS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Tail:
    numbers: tuple[int, ...]
    words: str
    start: int  # of the words
    certain: bool


def numbers_in(token: str) -> tuple[int, ...]:
    """The numbers that a token names: one, several, or all of a range."""
    if token[:1].isdecimal():
        numbers = [int(digits) for digits in _DIGITS.findall(token)]
        if len(numbers) == 2 and _RANGE.fullmatch(token):
            numbers = list(range(numbers[0], numbers[1] + 1))
        return tuple(dict.fromkeys(numbers))
    found = number_of(token)
    return (found,) if found is not None else ()


def numbers_behind(words: str) -> list[re.Match[str]]:
    """Where numbers stand behind their answers, in order."""
    return sorted((*TAIL.finditer(words), *BEHIND.finditer(words)), key=re.Match.start)


def tails_beside(piece: str, others: Collection[int], is_first: bool = False) -> list[Tail]:
    """ "green, Friday for 2": answers with a number behind them, below what the piece says first.

    "A table for 2" is an amount, so a mere number wants words that can only answer.
    """
    tails: list[Tail] = []
    end = 0
    for match in numbers_behind(piece):
        groups = match.groupdict()
        numbers = tuple(
            one
            for one in numbers_in(match["number"] or groups.get("ordinal") or "")
            if one in others
        )
        borders = [border.end() for border in _BETWEEN_CLAUSES.finditer(piece, end, match.start())]
        start = borders[-1] if borders else end
        words = JOINS.sub("", piece[start : match.start()].strip()).strip()
        certain = bool(groups.get("noun") or groups.get("label"))
        if numbers and words and (start or is_first) and (certain or answers_alone(words)):
            tails.append(Tail(numbers, words, start, certain))
        end = match.end()
    return tails


def answers_alone(words: str) -> bool:
    """Whether words can only answer: yes, no, or a date."""
    return is_yes_or_no(words) or is_only_a_date(words, frozenset())


def first_clause(words: str) -> str:
    """The words before the first mark that ends a clause."""
    return CLAUSES.split(words[:LONGEST_CLAUSE], maxsplit=1)[0]
