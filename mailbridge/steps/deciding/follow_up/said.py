"""What a text says besides greeting, thanking, asking and putting off: the words that may answer a
question.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mailbridge.steps.deciding.follow_up.about_answering import is_about_answering
from mailbridge.steps.deciding.follow_up.content_words import content_words
from mailbridge.steps.deciding.follow_up.promises import promises_or_excuses
from mailbridge.steps.deciding.follow_up.putting_off import is_receipt, puts_off
from mailbridge.steps.reading.meaning.thanks import is_thanks
from mailbridge.steps.text.sentences import sentences, words_of
from mailbridge.values import dataclass

_GREETING = re.compile(
    r"\W*+(?:(?!(?:yes|no|да|нет|ja|nein|oui|non|sí)\b)[\w.-]+(?: [\w.-]+)?, ?)?(?:hi|hello|hey|"
    r"dear|good (?:morning|afternoon|evening|day)|greetings|привет|приветствую|здравствуйте|"
    r"здравствуй|добрый (?:день|вечер)"
    r"|доброе утро|доброго дня|вітаю|добрий день|уважаем\w+|hallo|moin|guten (?:tag|morgen|abend)"
    r"|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?s?"
    r"|hola|buenos días|buenas (?:tardes|noches)|estimad[oa]s?)\b(?:[ ,]+(?!(?:yes|no|да|нет|"
    r"ja|"
    r"nein|oui|non|sí)\b)[\w.-]+){0,3}\W*?(?:[,!.\n:—–-]+|$)\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\W*(?:(?:(?:best|kind|warm|many|with best|with kind) )?(?:regards|wishes)|best|cheers|"
    r"yours(?: \w+)?|sincerely|greetings|bye|see you(?: \w+)?"
    r"|с уважением|всего доброго|всего хорошего|хорошего дня|до встречи|до свидания|(?:mit |viele"
    r" |beste |liebe |freundlichen? |freundliche )*(?:grüße|grüßen|gruß)"
    r"|mfg|lg|vg|cordialement|bien à vous|bonne journée|à bientôt|(?:un )?(?:cordial "
    r")?saludos?(?: cordiales)?|atentamente|un abrazo"
    r"|have a (?:\w+ ){1,2}(?:day|weekend|evening|week))(?:[ ,]+[\w.-]+){0,3}\W*",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\W*(?:(?:just |only |here (?:are|is) |i have |we have |ich habe |wir haben |есть )?"
    r"(?:(?:my|our|a|an|one|two|three|four|five|some|few|several|quick|short|more|another|\d{1,2}|один|одна|два|три|"
    r"четыре|пять|ещё|еще|пара|несколько|наш|наши|мой|мои|eine|zwei|drei|vier|fünf|noch|einige|"
    r"une|deux|trois|quelques|una|dos|tres|algunas) ){0,4}"
    r"(?:questions?|вопрос(?:а|ы|ов)?|fragen?|preguntas?)(?: (?:for you|to you|below|к вам|ниже|an "
    r"sie|pour vous|para usted))?"
    r"|(?:please )?see (?:below|above)|см\.? ?(?:ниже|выше)|смотрите (?:ниже|выше)|siehe (?:unten|"
    r"oben)|voir (?:ci-dessous|plus bas)|ver (?:abajo|más abajo))\W*",
    re.IGNORECASE,
)
_YES_OR_NO_WORDS = (
    "yes no ok okay yep yeah nope sure agreed correct right exactly fine perfect both neither "
    "none either да нет ок окей ага согласен согласна согласны конечно верно правильно оба "
    "обе так ні ja nein genau gerne richtig passt einverstanden beide keine oui non d'accord "
    "parfait exactement sí si no vale claro correcto de"
)
_TIME_WORDS = (
    "today tomorrow later soon week month monday tuesday wednesday thursday friday saturday "
    "sunday travelling traveling away sorry delay busy meeting сегодня завтра послезавтра "
    "позже скоро неделе понедельник вторник среду четверг пятницу извините простите heute "
    "morgen später bald woche montag dienstag mittwoch donnerstag freitag leider demain "
    "bientôt lundi mardi mercredi jeudi vendredi désolé désolée mañana luego lunes martes "
    "miércoles jueves viernes lamento unfortunately"
)
_YES_OR_NO = frozenset(_YES_OR_NO_WORDS.split())
_PRAISE = re.compile(
    (
        r"\W*(?:perfect|great|super|ok|okay|отлично|супер)\W+(?=\w)(?!thank|thx|спасибо|danke|"
        r"merci|"
        r"gracias)"
    ),
    re.IGNORECASE,
)
_ACKNOWLEDGING = (
    "ok okay sure fine good great right well ок окей хорошо ага ладно угу gut schön super klar na"
)
_ACKNOWLEDGES = frozenset(_ACKNOWLEDGING.split())
NO_NAMES: frozenset[str] = frozenset()
_MARKS = ("?", "？", "؟")
_SHORT = 3  # words of an answer that needs no verb
_BESIDE = 2  # the same in one sentence with a promise
_MOST = 300  # sentences that are looked at
_TIMES = frozenset(_TIME_WORDS.split())

_IDLE_WORDS = (  # of short clauses beside a promise: "hold on", "good questions", "мы на связи"
    "hold question questions good great moment second rush worries problem holiday road train "
    "office way time interesting связи пути дороге совещании отпуске месте вопрос вопросы сек "
    "минуту moment augenblick frage fragen urlaub unterwegs sitzung instant question questions "
    "momento pregunta preguntas"
)
_IDLE = frozenset(_IDLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, sentence by sentence, and what it puts off."""

    words: tuple[str, ...]  # sentences that say something
    put_off: tuple[str, ...] = ()  # sentences that say the answer comes later
    weak: tuple[str, ...] = ()  # those of them that answer what they name: they look like promises

    @property
    def certain(self) -> tuple[str, ...]:
        """Sentences that answer even where the text puts something off: yes, no, or a few words."""
        return (
            self.words
            if not self.put_off
            else tuple(word for word in self.words if _answers_by_itself(word))
        )


def said(
    text: str,
    asked: Iterable[str] = (),
    names: frozenset[str] = NO_NAMES,
    other: Iterable[str] = (),
    people: frozenset[str] = NO_NAMES,
) -> Said:
    """`asked`: the questions the text asks itself; `names`: words of the author's name, in lower
    case; `other`: sentences that are known to do something else; `people`: words of everybody's
    names.
    """
    own = frozenset(_bare(question) for question in asked if _is_question(question)) | frozenset(
        map(_bare, other)
    )
    words: list[str] = []
    put_off: list[str] = []
    weak: list[str] = []
    for sentence in _sentences(text):
        if (own and _bare(sentence) in own) or _says_nothing(sentence, names):
            continue
        some, promise = _parts(sentence, people)
        words += some
        put_off += [sentence] if promise else []
        weak += [sentence] if promise and not puts_off(sentence) else []
    if put_off and words and _signs(words[-1]):
        words.pop()
    return Said(tuple(words), tuple(put_off), tuple(weak))


@lru_cache(maxsize=512)
def says_anything(text: str) -> bool:
    """Whether `said(text)` has words. The first that are no name settle it. Asked of the same
    newest posts again and again.
    """
    words: list[str] = []
    put_off = False
    for sentence in _sentences(text):
        if not _says_nothing(sentence, NO_NAMES):
            some, promise = _parts(sentence, NO_NAMES)
            words += some
            put_off = put_off or promise
        if len(words) > 1 or not all(map(_signs, words)):
            return True
    return bool(words) and not put_off


def says_something(text: str) -> bool:
    """Whether some words, written as an answer, are one."""
    found = said(text)
    return bool(found.certain) or (not found.put_off and is_yes_or_no(text))


def greets(line: str) -> bool:
    """Whether a line is a greeting and nothing else."""
    return _GREETING.fullmatch(line) is not None


def is_yes_or_no(text: str) -> bool:
    """Whether a text begins with yes, no, or a word as good as one of them."""
    return bool(_YES_OR_NO.intersection(words_of(text)[:1]))


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("!.\"'»”’)] ").endswith(_MARKS)


def _parts(sentence: str, people: frozenset[str]) -> tuple[list[str], bool]:
    """What says something in a sentence, and whether it puts something off."""
    if _is_question(sentence):
        return _before_question(sentence), False
    if _holds(sentence, people):
        return _beside_promise(sentence, people), True
    return [sentence], False


def _sentences(text: str) -> Iterator[str]:
    for sentence in sentences(text)[:_MOST]:
        yield from (one for one in _apart(_without_greeting(sentence)) if one)


def _without_greeting(sentence: str) -> str:
    greeting = _GREETING.match(sentence)
    return sentence[greeting.end() :].strip() if greeting else sentence.strip()


def _apart(sentence: str) -> Iterator[str]:
    """ "Thanks, we will look at it": thanks stand apart from what follows."""
    head, comma, rest = sentence.partition(",")
    idle = bool(comma) and (_only_thanks(head) or is_receipt(head))
    apart = idle and bool(rest.strip()) and (_holds(rest) or not _only_thanks(sentence))
    yield rest.strip() if apart else sentence


def _says_nothing(sentence: str, names: frozenset[str]) -> bool:
    words = words_of(sentence)
    if not any(any(map(str.isalnum, word)) for word in words):
        return not any(sign in sentence for sign in "👍👎✅❌🆗💯")
    return (
        names.issuperset(words)
        or _ANNOUNCES.fullmatch(sentence) is not None
        or _only_thanks(sentence)
        or is_receipt(sentence)
        or _CLOSING.fullmatch(sentence) is not None
    )


def _before_question(sentence: str) -> list[str]:
    """ "Yes, but could it be bigger?" says yes."""
    head, comma, _ = sentence.partition(",")
    return [head] if comma and is_yes_or_no(head) and len(words_of(head)) <= _SHORT else []


def _beside_promise(sentence: str, people: frozenset[str]) -> list[str]:
    """ "Blue, the rest I will answer tomorrow": the clauses that put nothing off, and are an answer
    by themselves.
    """
    clauses = [
        clause.strip(" -–—")
        for clause in re.split(r"[,;]| [-–—] | but | но | а | aber | mais | pero ", sentence)
    ]
    if clauses and _bare(clauses[0]) in _ACKNOWLEDGES:
        clauses = clauses[1:]  # "OK, I will look" only says that it was read
    return [
        clause
        for clause in clauses
        if clause
        and not _holds(clause, people)
        and not _only_thanks(clause)
        and _answers_by_itself(clause, _BESIDE)
    ]


def _holds(sentence: str, people: frozenset[str] = frozenset()) -> bool:
    """Puts an answer off, in whatever words."""
    return (
        puts_off(sentence) or promises_or_excuses(sentence) or is_about_answering(sentence, people)
    )


def _signs(sentence: str) -> bool:
    """A name under a letter, of which nobody here knows that it is one."""
    words = sentence.split()
    return (
        len(words) < _SHORT
        and sentence.istitle()
        and sentence[-1:].isalpha()
        and not is_yes_or_no(sentence)
    )


def _answers_by_itself(sentence: str, most: int = _SHORT) -> bool:
    words = words_of(sentence)
    if _TIMES.intersection(words) or _IDLE.intersection(words):
        return False
    return is_yes_or_no(sentence) or (0 < len(words) <= most and bool(content_words(sentence)))


def _only_thanks(sentence: str) -> bool:
    """Thanks, praise or both, and no word more: "Great, Friday" names a day."""
    return is_thanks(sentence) and _PRAISE.match(sentence) is None


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
