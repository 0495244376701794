"""Templates into pages, in the reader's language and time zone."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta, get_day_names
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from mailbridge.adapters.template_folders import folders
from mailbridge.domain.follow_up.calendar import WEEK
from mailbridge.domain.project import ERASED
from mailbridge.doors.web.request import text
from mailbridge.steps.deciding.follow_up.working_hours import days_of
from mailbridge.steps.telling.words.catalogue import (
    Catalogue,
    Catalogues,
    in_context,
    language_of,
)
from mailbridge.steps.telling.words.dates_and_sizes import size
from mailbridge.steps.telling.words.due_words import kind_words
from mailbridge.steps.telling.words.reason_words import reason_words
from mailbridge.steps.telling.words.trail_words import trail_words
from mailbridge.steps.text import time_zones
from mailbridge.values import dataclass

MINUTE, DAY = 60, 24 * 3600  # seconds


@cache
def folder() -> Path:
    """Where our own templates, words and static files lie."""
    return folders("web")[0]


@cache
def static(name: str) -> str:
    """The path of a static file; it changes with the file, so that no browser shows yesterday's."""
    content = (folder() / "static" / name).read_bytes()
    return f"/static/{name}?{sha256(content).hexdigest()[:12]}"


class _Compiled(BytecodeCache):
    """The code of templates, which is the same for each language: it is compiled once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was compiled of the same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def compile_all(words: Catalogue, is_enough: Callable[[], bool] = lambda: False) -> None:
    """Compile all templates, so that nobody's first page waits for it, until it is enough."""
    made = environment(words)
    for name in made.list_templates(extensions=("html",)):
        if is_enough():
            return
        made.get_template(name)


@cache
def environment(words: Catalogue) -> Environment:
    """The templates, saying everything in these words."""
    made = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_COMPILED,
        auto_reload=False,  # a page of posts asks for some hundred, and none changes meanwhile
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= _globals(words)
    made.filters |= {
        "linked": text.linked,
        "beginning": text.beginning,
        "called": lambda name, address="": _called(name, address, words),
        "initials": text.initials,
        "letter": text.letter,
        "pieces": text.pieces,
        "browser": text.browser,
        "size": lambda octets: size(octets, words),
    }
    return made


def _globals(words: Catalogue) -> dict[str, Any]:
    """What every template may call."""
    return {
        "static": static,
        "catalogue": words,
        "_": words.say,
        "ngettext": words.say_number,
        "tell": words.tell,
        "pgettext": lambda context, english, **values: words.say(
            in_context(context, english), **values
        ),
        "trail_words": lambda line: trail_words(line, words),
        "kind": lambda what: kind_words(what, words),
        "reason": lambda reason: reason_words(reason, words),
    }


def _called(name: str, address: str, words: Catalogue) -> str:
    """A person in a list; of one who was erased the reader's language has a name."""
    shown = text.called(name, address)
    return words.say(ERASED) if shown == ERASED else shown


@dataclass(frozen=True, slots=True)
class Times:
    """How moments are shown: relative to now, with the exact one beside it, in the reader's
    zone.
    """

    now: datetime
    words: Catalogue
    zone: tzinfo

    @property
    def locale(self) -> Locale:
        """The locale for dates."""
        return Locale.parse(self.words.language)

    def ago(self, at: datetime) -> str:
        """5 minutes ago, in 2 days; now, within a minute."""
        delta = at - self.now
        if abs(delta.total_seconds()) < MINUTE:
            return self.words.say("now")
        return format_timedelta(delta, add_direction=True, locale=self.locale)

    def exact(self, at: datetime) -> str:
        """Date and time in full, for a tool tip."""
        return format_datetime(at.astimezone(self.zone), "EEE d MMM y, HH:mm", locale=self.locale)

    def clock(self, at: datetime) -> str:
        """The time of day with seconds, for what happens before one's eyes."""
        return format_datetime(at.astimezone(self.zone), "HH:mm:ss", locale=self.locale)

    def whole_day(self, at: datetime) -> str:
        """A day as it was written, in whatever zone it is read."""
        return format_datetime(at, "EEE d MMM y", locale=self.locale)

    def day(self, at: datetime) -> str:
        """A due date: the day, and the hour unless it is the day's end or beginning."""
        local = at.astimezone(self.zone)
        whole = (local.hour, local.minute) in ((0, 0), (23, 59))
        return format_datetime(
            local, "EEE d MMM" if whole else "EEE d MMM, HH:mm", locale=self.locale
        )

    def date_alone(self, day: date) -> str:
        """A day that has no hour, in any zone."""
        return format_date(day, "EEE d MMM", locale=self.locale)

    def short_date(self, day: date) -> str:
        """Day and month alone, for a scale."""
        return format_date(day, "d MMM", locale=self.locale)

    def until(self, at: datetime) -> str:
        """A near moment as short as it is clear: 14:00, Wed 11:00, Wed 4 Dec."""
        local, days = at.astimezone(self.zone), self.days_to(at)
        form = "HH:mm" if days == 0 else "EEE HH:mm" if -7 < days < 7 else "EEE d MMM"
        return format_datetime(local, form, locale=self.locale)

    def clock_of(self, at: datetime) -> str:
        """The time of day."""
        return format_datetime(at.astimezone(self.zone), "HH:mm", locale=self.locale)

    def day_of(self, at: datetime) -> str:
        """A day of the reader's calendar."""
        return format_datetime(at.astimezone(self.zone), "EEE d MMM y", locale=self.locale)

    def days_to(self, at: datetime) -> int:
        """0 today, 1 tomorrow, -1 yesterday, by the reader's calendar."""
        today = self.now.astimezone(self.zone).date()
        return (at.astimezone(self.zone).date() - today).days

    def nearness(self, at: datetime | None) -> str:
        """late, today, later, or never where there is no date."""
        if at is None:
            return "never"
        if at < self.now:
            return "late"
        return "today" if self.days_to(at) == 0 else "later"

    def week(self, written: str) -> list[tuple[str, str, bool]]:
        """Each day of the week: as settings name it, as the reader does, whether it is worked."""
        worked, names = days_of(written) or frozenset(), self._day_names
        return [(day, names[at], at in worked) for at, day in enumerate(WEEK)]

    def days(self, written: str) -> str:
        """Days as settings write them, mon-fri, in the reader's language: Mon–Fri."""
        names = self._day_names
        for at, day in enumerate(WEEK):
            written = written.replace(day, names[at])
        return written.replace("-", "–").replace(",", ", ")

    @property
    def _day_names(self) -> Mapping[int, str]:
        names: Mapping[int, str] = get_day_names("abbreviated", "stand-alone", self.locale)
        return names

    def date(self, at: datetime) -> str:
        """As a form takes it."""
        return at.astimezone(self.zone).date().isoformat()

    def iso(self, at: datetime) -> str:
        """RFC 3339, for programs."""
        return at.astimezone(UTC).isoformat()

    def is_late(self, at: datetime | None) -> bool:
        """Whether a due date has gone."""
        return at is not None and at < self.now


def times(now: datetime, words: Catalogue, zone: str) -> Times:
    """Dates for a visitor's language and zone."""
    return Times(now, words, time_zones.zone(zone))


def first_of_ours(accept_language: str, words: Catalogues) -> Catalogue:
    """The first of our languages that a browser names (RFC 9110 section 12.5.4, weights left aside:
    browsers list the best first).
    """
    named = (language_of(part.split(";")[0].strip()) for part in accept_language.split(","))
    return words.of(next((one for one in named if one in words.languages), "en"))


def rendered(template: str, words: Catalogue, values: Mapping[str, object]) -> str:
    """A template as a page."""
    return environment(words).get_template(template).render(values)
