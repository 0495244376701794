"""Words for times: whether a question asks for a date, and whether words name one alone."""

import re

from mailbridge.steps.deciding.follow_up.content_words import content_words
from mailbridge.steps.deciding.follow_up.question_kind import asks_for_words
from mailbridge.steps.text.sentences import words_of

_TIMES = (
    "today tonight tomorrow yesterday later soon shortly asap early earlier late now week weeks "
    "weekend month months "
    "year years day days hour hours minute minutes morning noon afternoon evening night midday "
    "midnight "
    "o'clock monday mondays tuesday wednesday thursday friday saturday sunday mon tue tues wed "
    "thu thur thurs fri sat sun january "
    "february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec "
    "holidays christmas easter spring summer autumn winter pm am gmt cet utc end middle beginning "
    "until till before after during within since "
    "around about latest earliest next this coming last every half quarter past best "
    "сегодня завтра послезавтра вчера позже скоро потом неделя неделе недели неделю недель месяц "
    "месяца месяце месяцев год года году день дня дней дню "
    "час часа часов часам минут минуты утром утра утро днём днем вечером вечера вечер вечеру "
    "ночью обеда обеде обед полдень полночь выходные выходных "
    "понедельник понедельника понедельнику понедельникам вторник вторника вторнику среда среду "
    "среды среде четверг четверга четвергу пятница пятницу пятницы пятнице суббота субботу "
    "субботы субботе воскресенье воскресенья пн вт ср чт пт сб вс январь января январе февраль "
    "февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне июль июля "
    "июле август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября "
    "ноябре декабрь декабря декабре праздников праздники "
    "следующей следующий следующую ближайшие ближайшее начале конце концу середине весной летом "
    "осенью зимой после раньше около примерно "
    "heute abend morgen übermorgen gestern später bald gleich woche wochen wochenende monat "
    "monate monats jahr jahres tag tage tagen stunde stunden minuten uhr früh mittag "
    "nachmittag vormittag abends morgens montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag montags freitags mo di mi do fr sa so januar jänner februar "
    "märz mai juni juli oktober dezember feiertagen ostern weihnachten anfang ende mitte nächste "
    "nächsten nächster kommende kommenden frühestens spätestens bis ab gegen etwa "
    "aujourd'hui demain hier bientôt semaine mois jour jours heure heures matin midi soir lundi "
    "mardi mercredi jeudi vendredi samedi dimanche janvier février "
    "mars avril juin juillet août septembre octobre novembre décembre prochaine prochain début fin "
    "hoy mañana ayer luego pronto semana mes día días hora horas tarde noche lunes martes "
    "miércoles jueves viernes sábado domingo enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre próxima próximo"
)
TIMES = frozenset(_TIMES.split())
_DATE = re.compile(
    (
        r"\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|"
        r"february|"
        r"march|april|june|july|august|september|october|november|december|(?:next|this) (?:week|"
        r"month|weekend|year)|"
        r"weekend|сегодня|(?:после)?завтра|понедельник\w*|вторник\w*|сред[ауые]|четверг\w*|"
        r"пятниц\w+|суббот\w+|"
        r"воскресень\w+|январ\w|феврал\w|март[ае]|апрел\w|мая|июн[яье]|июл[яье]|август[ае]?|"
        r"сентябр\w|октябр\w|ноябр\w|"
        r"декабр\w|неделе|выходн\w+|heute|übermorgen|morgen|montag|dienstag|mittwoch|donnerstag|"
        r"freitag|samstag|sonntag|januar|"
        r"februar|märz|mai|juni|juli|oktober|dezember|(?:nächste|kommende)\w? (?:woche|monat)|"
        r"wochenende|demain|lundi|mardi|"
        r"mercredi|jeudi|vendredi|samedi|dimanche|mañana|lunes|martes|miércoles|jueves|viernes|"
        r"sábado|domingo)\b"
        r"|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}(?::\d\d| ?(?:am|"
        r"pm|uhr|o'clock|часов|часа))\b"
        r"|\b\d{1,2}(?:st|nd|rd|th)\b"
    ),
    re.IGNORECASE,
)
_WHEN = re.compile(
    (
        r"\b(?:when|by when|until when|how (?:long|soon|late|early)|(?:what|which) (?:day|days|"
        r"date|dates|time|times|"
        r"week|month|year|hour|deadline|evening|morning)|deadline|launch date|due date|когда|до "
        r"какого|к какому|в какой день|"
        r"какого числа|в какое время|какой срок|какие сроки|сколько времени|как (?:скоро|долго)|"
        r"во сколько|дат[аыу]|срок\w*|wann|bis wann|ab wann|wie (?:lange|bald)|"
        r"um wie viel uhr|(?:welche[rsnm]?|an welchem) (?:tag|datum|termin|uhrzeit|woche)|termin|"
        r"frist|quand|quelle (?:date|heure)|quel jour|"
        r"cuándo|qué (?:día|fecha|hora))\b"
    ),
    re.IGNORECASE,
)
_ANSWERS_WORDS = (
    "yes no ok okay yep yeah nope sure agreed да нет ок ага согласен согласна согласны ja "
    "nein gern gerne einverstanden oui non sí"
)
_ANSWERS = frozenset(_ANSWERS_WORDS.split())
_SUITS_WORDS = (
    "works work suits suit possible fits convenient подойдёт подойдет подходит удобно устроит "
    "ginge möglich convient mejor"
)
_SUITS = frozenset(_SUITS_WORDS.split())


def asks_for_a_date(question: str) -> bool:
    """Whether a date answers it in particular: "when …?", "which day …?", "shall we meet on "
    "Monday?"."""
    return _WHEN.search(question) is not None or (
        _DATE.search(question) is not None and not asks_for_words(question)
    )


def may_be_answered_by_a_date(question: str) -> bool:
    """Whether a date alone can be its answer: not where it asks what, who, where or how."""
    return asks_for_a_date(question) or not asks_for_words(question)


def is_only_a_date(sentence: str, names: frozenset[str]) -> bool:
    """Whether it names a date, and besides that at most people and small words ("On Monday, Tom."):
    neither yes nor no, which would fit other questions, too.
    """
    if _DATE.search(sentence) is None or _ANSWERS.intersection(words_of(sentence)):
        return False
    left = (word for word in content_words(sentence) if not any(map(str.isdigit, word)))
    return all(word in TIMES or word in _SUITS or word in names for word in left)
