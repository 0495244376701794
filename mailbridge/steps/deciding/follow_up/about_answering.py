"""Sentences that speak of answering, deciding and passing on, and of nothing else: holding replies,
however they are put. A sentence that names anything else is none.
"""

import re

from mailbridge.steps.deciding.follow_up.content_words import content_words
from mailbridge.steps.deciding.follow_up.dates_named import TIMES
from mailbridge.steps.deciding.follow_up.promises import looks_german
from mailbridge.steps.text.sentences import words_of

# Beginnings of words for what is done before one answers; a bar ends a whole word.
_ENGLISH = (
    "know| answer repl respon feedback decid decis undecid look| looking| glanc think| thinking| "
    "consider consult clarif ask| asks| asking| asked| "
    "inquir enquir review read| reading| forward passed| passing| pass| revert approval pending "
    "await wait holding hang| bear| patien busy swamped "
    "travelling| traveling| collect gather compil inform detail info| update discuss talk speak| "
    "speaking| spoke| call| calling| touch| "
    "promise owe| expect silence delay reminder apolog sorry| forget forgot remember interesting "
    "working| process progress sorting| handl deal| run| "
    "sleep| sec| moment rush| posted| remind double-check check| checking| finding| investigat "
    "pondering examin "
    "noted| received| pick| proper"
)
_RUSSIAN = (
    "знаю| знаем| ответ отвеч отвед отпиш отпис напиш передам| передад передал пере[шс] перешл "
    "поговор спрош спроси посовет глян посмотр смотрю| смотрим| погляд гляж почита прочита прочт "
    "дочита изуч собер собир информац подробност подума думать| думаю| думаем| обдум решу| решим| "
    "решит| решаем| решает| решить| решени решил обсуд обсужд верн уточн выясн узна| узнаю| "
    "узнаем| узнать| сверюсь| сверимся| свериться| согласую| согласуем| согласовыва согласуе "
    "созвон позвон "
    "перезвон доложу| доложим| жду| ждём| ждем| связи| связь| обратн готовлю| готовим| подготов "
    "провер разбер разбир займ занят завал дороге| совещани командиров отпуск болею| паузу| "
    "забыл помню| извин прошу| прощени задержк успе сообщ скажу| скажем| скажет| координ консульт "
    "рассмотр получил принял приму| примем| принима определ беру| возьму| берём| берем| займус"
)
_GERMAN = (
    "weiß| wissen| schicke| schicken| sehe| sehen| antwort beantwort rückmeld melde| melden| "
    "bescheid prüf klär abklär überleg nachdenk denke| denken| darüber| besprech bespro fragen| "
    "frage| nachfrag nachseh nachschau schaue| schauen| schau| anseh "
    "ansieht| anschau sieht| entscheid entschied entschieden kümmer berat weiterleit weiterge "
    "leite| leiten| lese| lesen| schreib sprech spreche| rede| reden| abstimm "
    "warte| warten| höre| hören| bekomm erhalt geduld moment augenblick sekunde zeit| unterwegs "
    "urlaub zug| sitze| sitzung besprechung dienstreise krank hoffe| hoffen| "
    "versuch bemüh näher rufe| anruf arbeit| offen| unklar schlafen| intern rücksprache komme| "
    "kommen| sagen| sage| hängt| liegt| folgt| folgen"
)
_PEOPLE = (
    "boss manager director colleague colleagues team board head legal lawyer accountant "
    "department wife husband partner owner "
    "committee ceo somebody someone everybody everyone people printer designer management lawyers "
    "partners "
    "директор директора директору директором начальник начальника начальнику начальства "
    "начальство шеф шефа шефу босс коллега коллеги коллег коллегам коллегой команда команды "
    "командой команде бухгалтер бухгалтера бухгалтеру юрист юриста юристу муж мужа мужу мужем "
    "жена жены жене женой партнёр партнёра партнёром партнером руководство руководства "
    "руководству руководством помощник секретарь совете совета планёрке планерке плане планом "
    "chef chefs chefin kollege kollegen kollegin team mann frau leitung anwalt vorstand "
    "geschäftsführung geschäftsleitung partner"
)
_AROUND = (
    "made putting phone know together through past office soon onto back later full proper line "
    "word pick hold meets heads internal getting "
    "чуть подробно буду будем было телефону точно работу работе календарём календарем пару дней "
    "сначала сам сама лично сейчас пока нему этому этим "
    "habe gehe gehen ruhe meinen meinem meiner meine seinen unserem unseren unserer darum durch "
    "weiter einen paar zwei etwas kurz erst noch dazu darauf los gerade schnelle zurück intern "
    "können mehr ausführlich"
)
_APPROVE = (
    "yes yeah yep no nope ok okay fine good great perfect agree agreed sure so both neither "
    "correct right exactly nothing "
    "да нет можно нельзя ок хорошо отлично нормально согласен согласна согласны верно подходит "
    "подойдёт подойдет устраивает оба обе ничего "
    "ja nein gut passt einverstanden gern gerne richtig genau beide schon nichts oui non d'accord "
    "sí vale"
)
_BEGINS_WORDS = (
    "ok okay sure fine good great right yes well so thanks ок окей хорошо ага да ладно "
    "спасибо gut ja danke okay schön na"
)
_BEGINS = frozenset(_BEGINS_WORDS.split())


def _pattern(words: str) -> re.Pattern[str]:
    pieces = (word[:-1] + "$" if word.endswith("|") else word for word in words.split())
    return re.compile("|".join(dict.fromkeys(pieces)))


_PROCESS = {False: _pattern(f"{_ENGLISH} {_GERMAN}"), True: _pattern(_RUSSIAN)}
_SMALL = TIMES | frozenset(f"{_PEOPLE} {_AROUND}".split())
_APPROVALS = frozenset(_APPROVE.split())
_CYRILLIC = re.compile("[а-яё]")
_LEAVES_IT_TO_US = re.compile(
    r"(?:you|sagen wir)\b|(?!warten|gedulden|hören)\w+en sie\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{3}")
_LONGEST = 300  # characters of a sentence that is looked at


def is_about_answering(sentence: str, people: frozenset[str] = frozenset()) -> bool:
    """Whether it only says what somebody does before they answer. `people`: words of names, in
    lower case; what is written with a capital inside a sentence is taken for a name.
    """
    words = words_of(sentence)
    rest = words[1:] if words[:1] and words[0] in _BEGINS else words
    if len(sentence) > _LONGEST or _APPROVALS.intersection(rest) or _NUMBER.search(sentence):
        return False
    if _LEAVES_IT_TO_US.match(sentence):
        return False
    process = _PROCESS[_CYRILLIC.search(sentence.casefold()) is not None]
    if not any(map(process.match, rest)):
        return False
    left = content_words(" ".join(rest)) - _SMALL - people - _names_in(sentence)
    return all(map(process.match, left))


def _names_in(sentence: str) -> frozenset[str]:
    """In German every noun has a capital."""
    if looks_german(sentence):
        return frozenset()
    inside = sentence.split()[1:]
    capital = (word.strip(".,!?:;()\"'“”„»«") for word in inside)
    return frozenset(word.casefold() for word in capital if word[:1].isupper() and word.isalpha())
