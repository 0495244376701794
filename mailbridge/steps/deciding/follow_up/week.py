"""Which of a project's tasks stand in the weekly report to a client, and where."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from mailbridge.domain.follow_up.week import Week, WeekTask

AHEAD = timedelta(days=10)  # from a Friday's noon to the end of the next week
MOST = 12  # lines of a part


def week_of(
    tasks: Iterable[WeekTask], client_id: int, places: Collection[int], now: datetime
) -> Week:
    """What this client reads, who takes part in the discussions `places`: what no letter about a
    single task would keep from them. A task that was dated anew, or is late, stands among those
    that moved; one that is dated far ahead, and one without a date that nobody has begun, nowhere.
    """
    seen = [task for task in tasks if _may_read(task, client_id, places)]
    done = [task for task in seen if task.done is not None]
    left = [task for task in seen if task.done is None and task.by_client is None]
    own = [task for task in seen if task.done is None and task.by_client == client_id]
    moved = [task for task in left if _is_moved(task, now)]
    planned = [task for task in left if not _is_moved(task, now) and _is_near(task, now)]
    return Week(
        tuple(sorted(done, key=lambda task: task.done or now))[-MOST:],
        _by_date(planned, now),
        _by_date(moved, now),
        _by_date(own, now),
    )


def left_out(tasks: Iterable[WeekTask], weeks: Iterable[Week], now: datetime) -> list[str]:
    """The titles of tasks that would stand in a report, and that none of these tells of."""
    told = {task for week in weeks for task in (*week.done, *week.planned, *week.moved, *week.own)}
    return [
        task.title
        for task in tasks
        if task not in told
        and task.by_client is None
        and (task.done is not None or _is_moved(task, now) or _is_near(task, now))
    ]


def _may_read(task: WeekTask, client_id: int, places: Collection[int]) -> bool:
    heard = task.heard is None or client_id in task.heard
    return not task.inside and heard and task.discussion_id in places


def _is_moved(task: WeekTask, now: datetime) -> bool:
    return task.was_due is not None or (task.due is not None and task.due < now)


def _is_near(task: WeekTask, now: datetime) -> bool:
    return task.due < now + AHEAD if task.due is not None else task.in_work


def _by_date(tasks: Iterable[WeekTask], now: datetime) -> tuple[WeekTask, ...]:
    return tuple(sorted(tasks, key=lambda task: (task.due is None, task.due or now)))[:MOST]
