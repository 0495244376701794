"""The words of a text that say what it is about, and whether two texts share one."""

from collections.abc import Iterable
from functools import lru_cache

from mailbridge.steps.text.sentences import words_of

_STOP = (
    "a an the this that these those it its is are was were be been being am do does did done have has had having will would shall should can "
    "could may might must not no yes yep yeah nope ok okay sure and or but if then than so as of at by for from in into on onto to up with "
    "without about over under out off again also just only too very much many more most some any all both each other another such own same "
    "here there when where which who whom whose what why how i me my we us our you your he him his she her they them their mine yours ours "
    "please thank thanks hello hi dear best regards kind one ones thing things way want wants need needs like likes prefer use using get got "
    "give gives send sends tell know see let make makes take takes put go goes going come think thought say said still already now next first "
    "second third question questions answer answers let's lets i'm it's we'll i'll don't can't isn't that's what's there's re ll ve"
    " и в во на не но а или что чтобы как так это этот эта эти этого этой с со к ко по от до из за о об у для при без над под про же ли бы мы "
    "вы я он она они нам нас вам вас мне меня ему ей их наш наша наше наши нашу ваш ваша ваше ваши вашу его её ее мой моя мои ваши какой какая "
    "какое какие какую каком какого каким где когда куда сколько почему зачем кто чей если то уже ещё еще только очень есть был была были быть "
    "будет будут может можно нужно надо нет да ок хорошо пожалуйста спасибо здравствуйте привет добрый день нужен нужна нужны хотите хотим хочу "
    "хотелось прислать пришлите пришлю пришлём пришлем сделать сделайте дать дайте скажите подскажите вопрос вопросы вопросу ответ ответы ответу "
    "самый все всё тоже также потом там тут здесь"
    " der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ja nein ist sind war waren sein haben hat hatte wir "
    "ihr sie ich du er es uns euch ihnen ihm mir mich dich sich unser unsere unseren ihre ihren ihrem mein meine dein zu zum zur mit von vom für auf "
    "an am im in aus bei nach über unter um als wie was wer wo wann warum welche welcher welches welchen dass ob wenn dann auch noch nur schon sehr "
    "bitte danke hallo guten tag können kann könnte könnten soll sollen sollte wollen möchten möchte muss müssen werden wird würde brauchen "
    "brauchen schicken senden geben machen nehmen gut frage fragen antwort antworten da so man doch mal"
    " le la les un une des du de d l et ou mais ne pas non oui est sont être avoir avez avons nous vous je tu il elle ils elles on mon ma mes notre nos "
    "votre vos leur ce cet cette ces que qui quoi quel quelle quels quelles quand où comment pourquoi combien pour par sur dans avec sans au aux en y se "
    "si plus très bien merci bonjour plaît svp faut voulez pouvez peut question réponse"
    " el los las una unos unas del al o pero sí es son ser estar tiene tenemos hay usted ustedes nosotros nos su sus mi mis tu tus lo que cual cuál "
    "cuáles qué quién dónde cuándo cómo cuánto cuanto cuesta por para con sin sobre entre más muy gracias hola favor puede pueden quiere pregunta respuesta"
)
STOP_WORDS = frozenset(_STOP.split())
_LEAST = 3  # letters of a word that says something
_ROOT = 4  # letters two inflected words share at least
_SHARE = 0.7  # of the longer word
_MOST = 4000  # words of one text that are looked at


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """The words that name things, in lower case, without those every text has."""
    found = {word.strip("'’`*_[]<>|#…“”„\"") for word in words_of(text)[:_MOST]}
    return frozenset([word for word in found - STOP_WORDS if _says(word)])


def _says(word: str) -> bool:
    return len(word) >= _LEAST and (word.isalpha() or any(map(str.isalpha, word)))


def shares_word(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one word stands in both, in whatever form: photo and photos, цвет and цвета."""
    roots: dict[str, list[str]] = {}
    for word in others:
        roots.setdefault(word[:_ROOT], []).append(word)
    return any(_same(word, other) for word in some for other in roots.get(word[:_ROOT], ()))


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    longest = max(len(word), len(other))
    common = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    return common >= _ROOT and common >= _SHARE * longest
