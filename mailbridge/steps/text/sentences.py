"""The sentences a person wrote: wrapped lines joined, list items apart, quoted lines left out."""

import re
from collections.abc import Iterator
from functools import lru_cache

from mailbridge.steps.text.word_tables import word_set

_LONGEST_MARK = 8  # characters
_LONGEST_BEGINNING = 16  # characters
_FULL_LINE = 45  # characters; a line this long may have been wrapped
_ITEM = re.compile(
    r"(?:[-*•–—·▪◦●+]|\(?\d{1,3}[.)]|№ ?\d{1,3}[.:)]?|\(?[a-zа-я]\)|[QqВвПп]\d{1,3}[.:)])\s+"
)
_END = re.compile(r"[.!?…？！。؟]++[\"'»”’)\]]*+")
_NEEDS_NO_BLANK = ("？", "！", "。")
_SHORTENED = (
    "e.g i.e mr mrs ms dr st vs prof approx tel ext т.е т.к см стр рис ул кв им проф инж тел напр "
    "пп z.b d.h bzw nr ca ggf inkl evtl p.ex"
)
_ABBREVIATED = frozenset(_SHORTENED.split())
# what a sentence begins with, and no surname: "version B. We", "Thomas A. Edison"
_BEGINNINGS = word_set(
    "all also and any anyway are as at because but by can could did does for from have here how"
    " however if in is it its let maybe my not now ok one only or our perhaps please shall she"
    " should since sorry thank thanks that the then there they this to very was we what when"
    " where which who why will with would yes you your aber alle als auch auf bei bitte danke"
    " dann das dass der die dies diese doch eine er es falls für gibt haben hat ich ihr im ist"
    " ja kann kannst können könnten leider man mit nein noch nun nur ob oder sie sind und uns"
    " war warum wenn wer wie wir wird wo zu ça c'est ce cela cette dans elle est et ils je j'ai"
    " mais merci non nous où oui pour pouvez pourquoi pouvons quand que quel quelle si une vous"
    " ella en está esta este esto gracias nosotros nuestra para pero podemos podría por puede"
    " qué sí también ya è che chi come con grazie ma noi perché però possiamo puoi può qui"
    " quando questa questo se sono het een maar kan kunnen wij wilt dus graag а без благодарим в"
    " вот вы где да для если же за и из или их как какой когда кто мне можем может можете можно"
    " мы на не нет но ну он она они от по пожалуйста почему при с спасибо так там то только тут"
    " у что чтобы это этот я ви він вона вони дякую є з і їх коли ми можна нам ні що це чи як"
    " якщо ale czy dziękuję jest jeśli nie proszę są w z könnt könntet habt seid bekommen"
    " bekommt schickt soll sollen dürfen darf müssen wollen geht passt were need tell let's"
    " pourriez peux peut est-ce avez savez sera voulez pueden puedes podéis cuándo cuánto cómo"
    " dónde hay potete potreste quanto quanti avete podem obrigado obrigada como onde kunt"
    " hebben wanneer hoe waar надо нужно будет давайте сколько куда откуда зачем скільки"
)
# "15. November": what follows an ordinal with a capital letter
_MONTHS = (
    " Jan", " Feb", " Mär", " Apr", " Mai", " Jun", " Jul", " Aug", " Sep", " Okt", " Nov", " Dez"
)  # fmt: skip
_PUNCTUATION = ",.!?:;()\"'’«»-–—/？！。、，；：（）「」؟،؛"
_BLANKED = {ord(sign): " " for sign in _PUNCTUATION if sign.isascii()}
_QUOTE_CLOSES = "\"'»”’)]"


def words_of(sentence: str) -> list[str]:
    """The words of a short text in lower case, without its punctuation."""
    lowered = sentence.casefold()
    if lowered.isascii():
        return lowered.translate(_BLANKED).split()
    for sign in _PUNCTUATION:
        lowered = lowered.replace(sign, " ")
    return lowered.split()


@lru_cache(maxsize=2)
def sentences(text: str) -> tuple[str, ...]:
    """Each sentence on one line, in order; marks of list items stay on. Two texts are remembered:
    several steps ask in turn.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for paragraph in _paragraphs(text):
        start = 0
        for match in _END.finditer(paragraph):
            if _ends(paragraph, start, match):
                yield paragraph[start : match.end()].strip()
                start = match.end()
        if paragraph[start:].strip():
            yield paragraph[start:].strip()


def without_item_mark(sentence: str) -> str:
    """ "2) Which photo?" is "Which photo?"."""
    match = _ITEM.match(sentence)
    return sentence[match.end() :] if match else sentence


def _paragraphs(text: str) -> Iterator[str]:
    current: list[str] = []
    for line in text.split("\n"):
        shown = " ".join(line.split())
        if current and not (shown and shown[0] != ">" and _goes_on(current[-1], shown)):
            yield " ".join(current)
            current = []
        if shown and shown[0] != ">":
            current.append(shown)
    if current:
        yield " ".join(current)


def _goes_on(above: str, line: str) -> bool:
    if _ITEM.match(line) or above.endswith((":", ";")):
        return False
    return len(above) >= _FULL_LINE or line[0].islower() or above.endswith(",")


def _ends(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """A full stop ends a sentence unless it belongs to an abbreviation, a list number or what goes
    on in lower case.
    """
    mark = match.group()
    following = paragraph[match.end() : match.end() + 2]
    if following and not following[0].isspace() and not mark.endswith(_NEEDS_NO_BLANK):
        return False
    if following[1:].islower() and (mark[0] == "." or mark[-1] in _QUOTE_CLOSES):
        return False
    if mark != ".":
        return True
    word = paragraph[max(start, match.start() - 12) : match.start()].rpartition(" ")[2].lstrip("(")
    if word.isdecimal() and paragraph.startswith(_MONTHS, match.end()):
        return False
    initial = len(word) == 1 and word.isupper() and not _begins(paragraph, match.end())
    return (
        not initial
        and word.casefold() not in _ABBREVIATED
        and not _is_only_number(paragraph, start, match)
    )


def _begins(paragraph: str, at: int) -> bool:
    """Whether a word stands behind a full stop that begins a sentence, and is nobody's name."""
    following = paragraph[at : at + _LONGEST_BEGINNING].split(None, 1)
    return bool(following) and following[0].rstrip(",.!?").casefold() in _BEGINNINGS


def _is_only_number(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """Whether what stands before the full stop is but the mark of a list item."""
    head = (
        paragraph[start : match.end() + 1].lstrip() if match.end() - start <= _LONGEST_MARK else ""
    )
    return bool(head) and _ITEM.fullmatch(head) is not None
