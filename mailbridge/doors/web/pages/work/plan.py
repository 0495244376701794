"""A project's plan as bars: from when a task was made until its date, in per cent of the time that
is shown.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from mailbridge.services.follow_up.plan import BACK, Plan, PlannedTask
from mailbridge.values import dataclass

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAST, AHEAD = timedelta(days=21), timedelta(days=180)  # from now on
MOST_WEEKS = 5  # whose beginning is marked
RIGHTMOST = 88.0  # per cent: a date written further on would stand out
THIN = 0.8  # per cent: the least width of a bar


@dataclass(frozen=True, slots=True)
class Part:
    """Of a bar: `what` is planned, waited (for a client), late or done."""

    what: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    planned: PlannedTask
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    weeks: tuple[tuple[float, datetime], ...]  # where some weeks begin
    today: float
    is_whole: bool


def chart(plan: Plan, now: datetime) -> Chart:
    """The plan as it stands now."""
    begins, ends = _span(plan.rows, now)
    return Chart(
        tuple(Bar(row, tuple(_parts(row, begins, ends, now))) for row in plan.rows),
        tuple((x, at) for at in _mondays(begins, ends) if (x := _x(at, begins, ends)) < RIGHTMOST),
        _x(now, begins, ends),
        plan.is_whole,
    )


def _span(rows: Sequence[PlannedTask], now: datetime) -> tuple[datetime, datetime]:
    made = min((row.task.created for row in rows), default=now)
    last = max((row.task.due for row in rows if row.task.due is not None), default=now)
    begins = max(min(made, now - WEEK), now - BACK)
    return begins, min(max(last + 2 * DAY, now + LEAST), now + AHEAD)


def _parts(row: PlannedTask, begins: datetime, ends: datetime, now: datetime) -> Iterator[Part]:
    due = row.task.due
    assert due is not None
    made = min(row.task.created, due)
    if row.done is not None:
        yield _part("done", made, max(row.done, made), begins, ends)
        return
    first = _evening(row.first) if row.first is not None else due
    yield _part("planned", made, max(min(first, due), made), begins, ends)
    if first < due:
        yield _part("waited" if row.waited else "late", max(first, made), due, begins, ends)
    if due < now:
        yield _part("late", due, now, begins, ends)


def _part(what: str, since: datetime, until: datetime, begins: datetime, ends: datetime) -> Part:
    x = _x(since, begins, ends)
    return Part(what, x, max(round(_x(until, begins, ends) - x, 2), THIN))


def _x(at: datetime, begins: datetime, ends: datetime) -> float:
    return round(min(max((at - begins) / (ends - begins), 0.0), 1.0) * 100, 2)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), UTC)


def _mondays(begins: datetime, ends: datetime) -> list[datetime]:
    """The beginnings of weeks, or of every other week and so on where there are many."""
    first = datetime.combine(begins.date(), time(12), UTC)
    first += DAY * (-first.weekday() % 7)
    weeks = [first + WEEK * number for number in range((ends - first) // WEEK + 1)]
    return weeks[:: -(-len(weeks) // MOST_WEEKS) or 1]
