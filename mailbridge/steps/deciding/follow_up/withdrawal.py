"""Questions that their asker takes back: "never mind Q2", «второй вопрос снимается»."""

import re
from collections.abc import Collection, Iterator

from mailbridge.steps.deciding.follow_up.number_words import LABEL, NOUN, ORDINAL, number_of
from mailbridge.steps.text.sentences import sentences

_REF = (
    rf"(?:(?:bitte|please|пожалуйста|por favor)\s+)?(?:(?:the|my|our|your|мой|мою|наш|den|die|das"
    rf"|meine|unsere|la|ma|notre|mi|nuestra)\s+)?(?:(?:{LABEL}|q|в|f)\s?(?:№\s?|#)?(?P<number>\d"
    rf"{{1,3}})(?!\d)"
    rf"|(?P<ordinal>{ORDINAL})\s+{NOUN}|(?P<bare>\d{{1,3}})(?!\d)|(?P<only>{NOUN})\b(?!\s*\d))"
)
_BEFORE = (
    r"(?:(?:please |just |пожалуйста,? |bitte )*(?:never mind|nevermind|nvm|forget(?: about)?|"
    r"ignore|disregard|drop|skip|cancel|withdraw|scratch|strike"
    r"|no need to answer|you (?:don't|do not|needn't|need not)(?: need| have)?(?: to)? answer|not"
    r" needed any ?more:?|no longer needed:?|забудьте(?: про)?|забудь(?: про)?|снимаю|снимаем"
    r"|отзываю|отзываем|отменяю|отменяем|не отвечайте на|можно не отвечать на|не нужно отвечать "
    r"на|не надо отвечать на|неважно(?: про)?|вопрос снят:?"
    r"|vergessen sie|vergiss|ignorieren sie|ignoriere|streichen sie|ich ziehe|wir ziehen|oubliez|"
    r"oublie|ignorez|laissez tomber|olvide|olvida|ignore|descarte)\s*[:,]?\s+)"
)
_AFTER = (
    r"\s*(?:is|has been|was|:|,|-|–|—|ist|hat|est|queda)?\s*(?:no longer (?:relevant|needed|open|"
    r"of interest)|not (?:relevant|needed) any ?more|settled|obsolete|withdrawn|off the table"
    r"|has (?:resolved|settled) itself|resolved itself|solved itself|снимается|снят|снята|снимаем"
    r"|снимаю|отпал|отпадает|неактуален|неактуально|не актуален|не актуально|больше не актуален"
    r"|уже не актуален|можно не отвечать|можете не отвечать|не нужен|отменяется|(?:hat )?sich "
    r"erledigt|erledigt|hinfällig|nicht mehr (?:relevant|nötig|aktuell|wichtig)|zurück"
    r"|(?:est |n'est )?(?:plus d'actualité|réglée?|caduque)|(?:ya )?no (?:es necesaria|hace falta"
    r"|importa)|resuelta)\b"
)
# Sentences are compared in lower case: looking for both cases of each letter takes much longer.
_BY_VERB = re.compile(rf"\b{_BEFORE}{_REF}")
_BY_STATE = re.compile(rf"\b{_REF}{_AFTER}")
_MORE = re.compile(r"\s*(?:,|&|and|und|и|et|y)\s*(?:q|в|f|№|#)?\s?(\d{1,3})(?!\d)")
_HINT = re.compile(r"\d|question|вопрос|frage|pregunta|питання")  # in all of them
_MOST = 300


def withdrawn(text: str, known: Collection[int]) -> dict[int, str]:
    """The numbers among `known` that a text takes back, each with the sentence that does it.

    "Never mind my question" means the only one there is.
    """
    found: dict[int, str] = {}
    if not known or _HINT.search(text.lower()) is None:
        return found
    for sentence in sentences(text)[:_MOST]:
        lowered = sentence.replace("’", "'").lower()
        if len(sentence) <= _MOST and _HINT.search(lowered) is not None:
            for number in _named(lowered, known):
                found.setdefault(number, sentence)
    return found


def _named(sentence: str, known: Collection[int]) -> Iterator[int]:
    for pattern in (_BY_VERB, _BY_STATE):
        for match in pattern.finditer(sentence):
            if match["only"]:
                yield from known if len(known) == 1 else ()
                continue
            token = match["number"] or match["bare"] or match["ordinal"]
            numbers = [
                number_of(token),
                *(_more(sentence, match.end()) if pattern is _BY_VERB else ()),
            ]
            yield from (number for number in numbers if number is not None and number in known)


def _more(sentence: str, at: int) -> Iterator[int]:
    while (match := _MORE.match(sentence, at)) is not None:
        yield int(match[1])
        at = match.end()
