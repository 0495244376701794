"""A date with its time, as any mail program prints it in any language."""

import re
from datetime import datetime, timedelta, timezone, tzinfo

_LONGEST = 160  # characters of a date line
_MONTHS = (
    (
        "january januar janvier enero gennaio januari stycznia styczeń janeiro января январь "
        "січня січень января ledna leden ianuarie "
        "ocak siječnja január tammikuuta januára ιανουαρίου януари jaanuar gener"
    ),
    (
        "february februar février fevrier febrero febbraio februari lutego luty fevereiro февраля "
        "февраль лютого лютий února únor "
        "februarie şubat veljače február helmikuuta februára φεβρουαρίου февруари veebruar"
    ),
    (
        "march märz mars marzo maart marca marzec março marco марта март березня березень března "
        "březen martie mart ožujka március "
        "maaliskuuta μαρτίου mrz märts març"
    ),
    (
        "april avril abril aprile kwietnia kwiecień апреля апрель квітня квітень dubna duben "
        "aprilie nisan travnja április huhtikuuta "
        "apríla απριλίου април aprill avr abr kwi"
    ),
    (
        "may mai mayo maggio mei maja maj maio мая май травня травень května květen mayıs svibnja "
        "május toukokuuta mája μαΐου μαίου"
    ),
    (
        "june juni juin junio giugno czerwca czerwiec junho июня июнь червня червень června "
        "červen iunie haziran lipnja június "
        "kesäkuuta júna ιουνίου юни juuni"
    ),
    (
        "july juli juillet julio luglio lipca lipiec julho июля июль липня липень července "
        "červenec iulie temmuz srpnja július "
        "heinäkuuta júla ιουλίου юли juuli"
    ),
    (
        "august août aout agosto augustus sierpnia sierpień августа август серпня серпень srpna "
        "srpen ağustos kolovoza augusztus "
        "elokuuta augusta αυγούστου agustus augusti"
    ),
    (
        "september septembre septiembre setiembre settembre września wrzesień setembro сентября "
        "сентябрь вересня вересень září "
        "septembrie eylül rujna szeptember syyskuuta septembra σεπτεμβρίου септември"
    ),
    (
        "october oktober octobre octubre ottobre października październik outubro октября октябрь "
        "жовтня жовтень října říjen "
        "octombrie ekim listopada október lokakuuta októbra οκτωβρίου oktoober"
    ),
    (
        "november novembre noviembre novembro ноября ноябрь листопада листопад listopadu "
        "noiembrie kasım studenoga studenog listopad "
        "marraskuuta novembra νοεμβρίου ноември"
    ),
    (
        "december dezember décembre decembre diciembre dicembre grudnia grudzień dezembro декабря "
        "декабрь грудня грудень prosince "
        "prosinec decembrie aralık prosinca joulukuuta δεκεμβρίου декември detsember"
    ),
)
_MONTHS_ELSEWHERE = (  # Arabic, Persian, Hebrew with and without its "in"
    "يناير ژانویه ינואר בינואר",
    "فبراير فوریه פברואר בפברואר",
    "مارس مارس מרץ במרץ",
    "أبريل آوریل אפריל באפריל",
    "مايو مه מאי במאי",
    "يونيو ژوئن יוני ביוני",
    "يوليو ژوئیه יולי ביולי",
    "أغسطس اوت אוגוסט באוגוסט",
    "سبتمبر سپتامبر ספטמבר בספטמבר",
    "أكتوبر اکتبر אוקטובר באוקטובר",
    "نوفمبر نوامبر נובמבר בנובמבר",
    "ديسمبر دسامبر דצמבר בדצמבר",
)
_SHORTEST_PREFIX = 3


def _all_names() -> list[str]:
    return list(map(" ".join, zip(_MONTHS, _MONTHS_ELSEWHERE, strict=True)))


def _month_names() -> dict[str, int]:
    """Full names, and every beginning of three letters or more that means one month only."""
    meant: dict[str, set[int]] = {}
    for number, names in enumerate(_all_names(), 1):
        for name in names.split():
            for length in range(_SHORTEST_PREFIX, len(name) + 1):
                meant.setdefault(name[:length], set()).add(number)
    certain = {name: min(numbers) for name, numbers in meant.items() if len(numbers) == 1}
    del certain["sze"]  # a Hungarian Wednesday, too
    full = {
        name: number
        for number, names in enumerate(_all_names(), 1)
        for name in names.split()
        if name != "listopada"
    }
    return {
        **certain,
        "mar": 3,
        "мар": 3,
        "lis": 11,
        "listopada": 11,
        "jun": 6,
        "jul": 7,
        "cze": 6,
        **full,
    }


MONTHS = _month_names()
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?::|h| h |时|時|시 ?)(\d{2})(?:[:.](\d{2}))?(?![\d:])")
_DOTTED_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])")
_OFFSET = re.compile(r"(?:gmt|utc)? ?([+\-−])(\d{1,2}):?(\d{2})?(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})([./\-]) ?(\d{1,2})[./\-] ?(\d{4}|\d{2})(?!\d)")
_EAST_ASIAN = re.compile(r"(\d{4})(?:年|년) ?(\d{1,2})(?:月|월) ?(\d{1,2})(?:日|일)")
_SPACED = re.compile(r"(?<!\d)(\d{4})\. (\d{1,2})\. (\d{1,2})\.")
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2}) (?:thg|tháng) (\d{1,2}),? (?:năm )?(\d{4})(?!\d)")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = frozenset(
    {"de", "of", "den", "del", "го", "st", "nd", "rd", "th", "er", "d", "do", "di"}
)
_AFTER_NOON = ("pm", "p.m", "p. m", "오후", "午後", "下午", "晚上", "μμ", "μ.μ")
_BEFORE_NOON = ("am", "a.m", "a. m", "오전", "午前", "上午", "早上", "πμ", "π.μ")
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180, "мск": 180, "trt": 180, "jst": 540, "kst": 540, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "aest": 600, "aedt": 660,
}  # fmt: skip


def parse(words: str, zone: tzinfo | None) -> datetime | None:
    """The moment a date line names; `zone` is taken where it states none, and UTC where that is
    unknown too.
    """
    shown = " ".join(
        words[:_LONGEST].casefold().replace("\u200e", "").replace("\u200f", "").split()
    )
    day = _east_asian(shown) or _numeric(shown) or _with_month_name(shown)
    if day is None:
        return None
    hour, minute, second, stated = _clock(shown)
    try:
        at = datetime(*day, hour, minute, second, tzinfo=stated or zone or timezone.utc)  # noqa: UP017
        at.utcoffset()
    except (ValueError, OverflowError):
        return None
    return at


def _east_asian(shown: str) -> tuple[int, int, int] | None:
    match = _EAST_ASIAN.search(shown) or _SPACED.search(shown)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _numeric(shown: str) -> tuple[int, int, int] | None:
    """Day first, except where the year is, where twelve hours are counted, or where the day cannot
    be a month.
    """
    if numbered := _NUMBERED.search(shown):  # Vietnamese numbers its months
        return int(numbered[3]), int(numbered[2]), int(numbered[1])
    match = _NUMERIC.search(shown)
    if match is None:
        return None
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) > 2:
        return (first, middle, last)
    year = last if len(match[4]) > 2 else 2000 + last
    american = match[2] == "/" and first <= 12 and (middle > 12 or _half_of_day(shown) is not None)
    return (year, first, middle) if american else (year, middle, first)


def _with_month_name(shown: str) -> tuple[int, int, int] | None:
    parts = [part for part in _PARTS.findall(shown) if part not in _BETWEEN]
    year_at = next(
        (
            at
            for at, part in enumerate(parts)
            if len(part) == 4 and part.isdecimal() and part[:2] in {"19", "20"}
        ),
        None,
    )
    if year_at is None:
        return None
    named = [(at, MONTHS[part]) for at, part in enumerate(parts) if part in MONTHS]
    for step in (-1, 1):
        for at, month in named:
            day = parts[at + step] if 0 <= at + step < len(parts) else ""
            if at + step != year_at and len(day) <= 2 and day.isdecimal():
                return (int(parts[year_at]), month, int(day))
    return None


def _clock(shown: str) -> tuple[int, int, int, tzinfo | None]:
    match = _CLOCK.search(shown)
    if match is None:
        numeric = _NUMERIC.search(shown)
        match = _DOTTED_CLOCK.search(shown, numeric.end() if numeric else 0)
    if match is None:
        return 0, 0, 0, _zone(shown, len(shown))
    hour = int(match[1])
    half = _half_of_day(shown)
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    return hour, int(match[2]), int(match[3] or 0), _zone(shown, match.end())


def _half_of_day(shown: str) -> int | None:
    words = set(_PARTS.findall(shown))
    if any(
        sign in words if sign.isalpha() and sign.isascii() else sign in shown
        for sign in _AFTER_NOON
    ):
        return 12
    if any(
        sign in words if sign.isalpha() and sign.isascii() else sign in shown
        for sign in _BEFORE_NOON
    ):
        return 0
    return None


def _zone(shown: str, after: int) -> tzinfo | None:
    match = _OFFSET.search(shown, after)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return (
            timezone(timedelta(minutes=-minutes if match[1] != "+" else minutes))
            if minutes < 24 * 60
            else None
        )
    named = next((_ZONES[word] for word in _PARTS.findall(shown[after:]) if word in _ZONES), None)
    return None if named is None else timezone(timedelta(minutes=named))
