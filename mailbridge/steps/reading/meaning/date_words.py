"""The words of due dates: English, Russian and German."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEEKDAY_FORMS = (
    "monday понедельник понедельника понедельнику понедельником montag",
    "tuesday вторник вторника вторнику вторником dienstag",
    "wednesday среда среду среды среде средой mittwoch mittwochs",
    "thursday четверг четверга четвергу четвергом donnerstag",
    "friday пятница пятницу пятницы пятнице пятницей freitag",
    "saturday суббота субботу субботы субботе samstag sonnabend",
    "sunday воскресенье воскресенья воскресенью sonntag",
)
_WEEKDAY_SHORT = (
    "mon пн",
    "tue tues вт",
    "wed weds ср",
    "thu thur thurs чт",
    "fri fr пт пятн",
    "sat сб",
    "sun вс вск",
)
WEEKDAYS = {form: number for number, forms in enumerate(_WEEKDAY_FORMS) for form in forms.split()}
SHORT_WEEKDAYS = {
    form: number for number, forms in enumerate(_WEEKDAY_SHORT) for form in forms.split()
}

_MONTH_FORMS = (
    "january jan январь января январю янв januar",
    "february feb февраль февраля февралю фев февр februar",
    "march mar март марта марту мар märz",
    "april apr апрель апреля апрелю апр",
    "may май мая маю mai",
    "june jun июнь июня июню июн juni",
    "july jul июль июля июлю июл juli",
    "august aug август августа августу авг",
    "september sep sept сентябрь сентября сентябрю сен сент",
    "october oct октябрь октября октябрю окт oktober okt",
    "november nov ноябрь ноября ноябрю ноя нояб",
    "december dec декабрь декабря декабрю дек dezember dez",
)
MONTHS = {form: number for number, forms in enumerate(_MONTH_FORMS, 1) for form in forms.split()}
MONTHS_ALONE = {
    form: number
    for form, number in MONTHS.items()
    if len(form) > 4 and form not in {"march", "марта"}
}

RELATIVE = {
    "today": 0, "tonight": 0, "сегодня": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorow": 1,
    "завтра": 1, "послезавтра": 2, "heute": 0, "morgen": 1, "übermorgen": 2,
}  # fmt: skip

NEXT = _words(
    "next следующий следующего следующему следующую следующей следующая следующее след "
    "nächsten nächster nächste nächstes nächstem"
)
THIS = _words(
    "this coming этот этого этому эту этой эта ближайший ближайшего ближайшую ближайшей текущей "
    "текущего diesen dieser diesem dieses diese kommenden kommender kommende"
)

ENDS = frozenset({"end", "close", "конца", "концу", "конец", "конце", "концом", "ende"})
DAY_NOUNS = frozenset({"day", "дня", "день", "business", "play", "рабочего", "tages"})
WEEK_NOUNS = frozenset({"week", "недели", "неделе", "неделю", "неделя", "woche"})
MONTH_NOUNS = frozenset({"month", "месяца", "месяце", "месяц", "месяцу", "monat", "monats"})
YEAR_NOUNS = frozenset({"year", "года", "году", "год", "jahr", "jahres"})
QUARTER_NOUNS = frozenset({"quarter", "квартала", "квартале", "кварталу", "quartal", "quartals"})
# ends of a period in one word; only behind a word of a deadline, since people wish a good one, too
ENDS_IN_ONE = {
    "monatsende": "monats",
    "wochenende": "woche",
    "jahresende": "jahres",
    "quartalsende": "quartals",
}
CLOSE_OF_DAY = frozenset({"eod", "cob", "eob"})
CLOSE_OF_WEEK = frozenset({"eow"})

_UNIT_FORMS = {
    "hour": "hour hours hr hrs час часа часов часу stunde stunden",
    "day": "day days день дня дней сутки суток tag tage tagen",
    "week": "week weeks неделя неделю недели недель woche wochen",
    "month": "month months месяц месяца месяцев monat monate monaten",
    "minute": "minute minutes min mins минуту минуты минут minuten",
}
UNITS = {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms.split()}
SHORT_UNITS = {
    "h": "hour",
    "d": "day",
    "w": "week",
    "ч": "hour",
    "д": "day",
    "дн": "day",
    "н": "week",
    "нед": "week",
}
WORKING = frozenset({"business", "working", "work", "рабочий", "рабочих", "рабочие"})
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "ten": 10, "couple": 2,
    "один": 1, "одну": 1, "одного": 1, "одной": 1, "два": 2, "две": 2, "двух": 2, "три": 3,
    "трёх": 3, "трех": 3, "четыре": 4,
    "четырёх": 4, "пять": 5, "пяти": 5, "шесть": 6, "семь": 7, "десять": 10, "десяти": 10,
    "пару": 2, "einer": 1, "einem": 1, "einen": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "zehn": 10,
}  # fmt: skip
AFTER_A_WHILE = frozenset({"in", "within", "через", "течение", "innerhalb", "binnen"})

CLOCK_NAMES = {
    "noon": (12, 0), "midday": (12, 0), "lunch": (13, 0), "lunchtime": (13, 0), "полудня": (12, 0),
    "полудню": (12, 0), "обеда": (13, 0),
    "обеду": (13, 0), "midnight": (23, 59), "полуночи": (23, 59), "утра": (12, 0), "утру": (9, 0),
    "вечера": (20, 0), "вечеру": (20, 0),
    "morning": (12, 0), "afternoon": (17, 0), "evening": (20, 0), "утром": (12, 0), "вечером": (20,
    0), "днём": (17, 0), "днем": (17, 0),
    "mittag": (12, 0), "mittags": (12, 0), "nachmittag": (17, 0), "abend": (20, 0), "abends": (20, 0),
}  # fmt: skip
# "Mittwochabend": a day and a part of it in one German word
_PARTS_OF_DAY = {
    "früh": (9, 0), "morgen": (12, 0), "vormittag": (12, 0), "mittag": (12, 0),
    "nachmittag": (17, 0), "abend": (20, 0), "nacht": (23, 59),
}  # fmt: skip
PARTS_OF_WEEKDAYS = {
    form + part: (number, clock)
    for form, number in WEEKDAYS.items()
    if form.endswith(("tag", "woch", "abend"))
    for part, clock in _PARTS_OF_DAY.items()
}
HALVES = {"am": 0, "pm": 12, "утра": 0, "вечера": 12, "ночи": 0}
HOUR_NOUNS = frozenset({"час", "часа", "часов", "часам", "ч", "oclock", "hrs", "uhr"})

DEADLINE = frozenset(
    {
        "by",
        "until",
        "till",
        "til",
        "before",
        "due",
        "deadline",
        "within",
        "до",
        "к",
        "ко",
        "срок",
        "дедлайн",
        "bis",
        "spätestens",
        "frist",
    }
)
BETWEEN = _words(
    "the + : - – — is on are around about approximately latest at of это этого примерно самое "
    "позднее в во к ко до сдачи срок by zum zur am dem den der spätestens"
)
ORIGIN = _words(
    "last past previous since from of after through от с со после прошлый прошлую прошлой "
    "прошлого прошлое прошлом начиная вчера "
    "yesterday not неделей before за ab seit nach vom letzten letzte letzter vorigen gestern"
)
ABSENCE = (
    "vacation", "holiday", "out of office", (
        "out of the office"
    ), "on leave", "be away", "am away", "i'm away", "see you", "talk to you",
    "отпуск", "отсутств", "командировк", "больничн", "увидимся", "до встречи", "до связи",
    "созвонимся", "urlaub", "abwesend", "nicht im büro", "wir sehen uns", "bis dann", "bis bald",
)  # fmt: skip
WANTING = _words(
    "need needs needed must should have want ready deliver launch finish urgent deadline нужно "
    "нужен нужна нужны надо необходимо "
    "требуется должен должна должны должно готов готово готова готовы срочно хотим хочу хотелось "
    "запуск запускаемся сдать сдача "
    "сделать ждём ждем жду brauchen brauche benötigen benötige muss müssen soll sollen fertig dringend"
)
AMOUNTS = _words(
    "% $ € £ ₽ руб рублей р тыс кг г гб мб кб gb mb kb kg km км м см mm px eur usd rub euro euros "
    "dollars people человек штук шт "
    "версии версия pages страниц слов words items procent процентов процента percent"
)
VERSIONS = _words(
    "version versions ver v версия версии версию версий обновить обновите обновление release "
    "update upgrade релиз"
)
