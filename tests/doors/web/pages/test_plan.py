"""A project's plan: its dated tasks as bars."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mailbridge.domain.follow_up.due import DueState, DueWork
from mailbridge.domain.task import Task, TaskState
from mailbridge.doors.web.pages.work.plan import Part, chart
from mailbridge.services import tasks
from mailbridge.services.follow_up.plan import Plan, PlannedTask, show_plan
from mailbridge.services.people import register
from mailbridge.store.follow_up import due_work
from tests.container import Clock
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Site
from tests.services.post_office import PostOffice

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
WATCHER = "watcher@bloom.test"


def planned(due: int, made: int = -7, **more: object) -> PlannedTask:
    """A task made and due so many days from now."""
    task = Task(1, 1, 1, None, "Map", TaskState.OPEN, None, NOW + due * DAY, NOW + made * DAY)
    return PlannedTask(task, "Anna", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (planned(7), [("planned", -7, 7)]),
        (planned(-2), [("planned", -7, -2), ("late", -2, 0)]),
        (planned(9, first=date(2026, 11, 25)), [("planned", -7, 2.5), ("late", 2.5, 9)]),
        (
            planned(9, first=date(2026, 11, 25), waited=True),
            [("planned", -7, 2.5), ("waited", 2.5, 9)],
        ),
        (planned(5, first=date(2026, 12, 4)), [("planned", -7, 5)]),  # brought forward
        (planned(-3, done=NOW - 4 * DAY), [("done", -7, -4)]),
        (planned(400), [("planned", -7, 180)]),  # as far as is shown
        (planned(3, made=-400), [("planned", -45, 3)]),
    ],
)
def test_a_bar_says_what_was_planned_and_what_became_of_it(
    row: PlannedTask, parts: list[tuple[str, float, float]]
) -> None:
    drawn = chart(Plan((row,), True), NOW)
    begins = max(min(row.task.created, NOW - 7 * DAY), NOW - 45 * DAY)
    shown = (NOW - begins) / DAY / drawn.today * 100  # days

    def at(part: Part) -> tuple[str, float, float]:
        left = (begins - NOW) / DAY
        x, end = part.x / 100 * shown + left, (part.x + part.width) / 100 * shown + left
        return part.what, round(x * 2) / 2, round(end * 2) / 2

    assert [at(part) for part in drawn.bars[0].parts] == parts


def test_few_weeks_are_marked_and_none_at_the_edge() -> None:
    drawn = chart(Plan((planned(170),), True), NOW)
    assert 2 <= len(drawn.weeks) <= 5
    assert all(at.weekday() == 0 and x < 90 for x, at in drawn.weeks)


async def test_who_put_a_task_off_is_known(site: Site) -> None:
    """By a late answer of a client, and by nobody else; the page is for its project's people."""
    anna, clock = await register.find_person(site.container, ADMIN), site.container.clock
    assert isinstance(clock, Clock)
    task_id, place = site.ids["task"], site.ids["discussion"]
    await tasks.change_task(site.container, anna, task_id, due="2026-12-01", title="Menu page")
    clock.forward(hours=1)
    await tasks.change_task(site.container, anna, task_id, due="2026-12-04")
    (row,) = (await show_plan(site.container, anna, "Bloom site")).rows
    assert (row.first, row.waited) == (date(2026, 12, 1), False)
    work = DueWork("new_date", clock(), "x", "new_date:1", discussion_id=place)
    await site.container.store.write(lambda db: due_work.put(db, [work]))
    written = await site.container.store.read(
        lambda db: due_work.rows_of(db, ["new_date"], discussion_id=place)
    )
    await site.container.store.write(
        lambda db: due_work.settle(db, written[0].id, DueState.DONE, "x", clock())
    )
    (row,) = (await show_plan(site.container, anna, "Bloom site")).rows
    assert row.waited
    path = f"/projects/{site.ids['project']}?part=plan"
    page = (await (await site.browser(MEMBER)).get(path)).text
    assert "Menu page" in page
    assert 'class="plan-waited"' in page
    assert (await (await site.browser(STRANGER)).get(path)).status_code == 404


async def test_an_observer_reads_no_task_that_is_inside(site: Site) -> None:
    office = PostOffice(site.container)
    await office.person(WATCHER, "observer", "Watcher", "Bloom site")
    anna = await register.find_person(site.container, ADMIN)
    await tasks.change_task(site.container, anna, site.ids["task"], due="2026-12-01")
    watcher = await register.find_person(site.container, WATCHER)
    assert not (await show_plan(site.container, watcher, "Bloom site")).rows
    path = f"/projects/{site.ids['project']}?part=plan"
    assert "No task has a date yet" in (await (await site.browser(WATCHER)).get(path)).text
