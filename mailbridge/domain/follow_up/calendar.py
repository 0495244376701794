"""When a project works, and what it does by the clock."""

from dataclasses import field

from mailbridge.values import dataclass

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days and hours are those of `zone`. At least one day is worked on, and `begins` is before
    `ends`.
    """

    zone: str = "UTC"
    days: frozenset[int] = frozenset(range(5))  # 0 is Monday
    begins: int = 9 * 60  # minutes since midnight
    ends: int = 18 * 60  # not worked any more; 1440 is midnight
    country: str = ""  # whose public holidays are days off: DE, or DE-BY; "" for none


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a project does by the clock; 0 stands for never."""

    calendar: Calendar = field(default_factory=Calendar)
    acknowledges: bool = True
    promise_hours: int = 8  # of work, until a client is answered
    nudge_days: int = 3  # of work, between two reminders of a question
    closing_days: int = 3  # of work, until a closing line is drafted
    chase_days: int = 7  # until an offer without an answer is asked about
    surveys: bool = False  # clients are asked the one question each quarter
    mornings: bool = False  # clients get a morning letter, unless they choose otherwise
    weekly: bool = False  # clients get a report each week
    decision_maker: str = ""  # the address of who decides at the client's: the last reminder's, too
