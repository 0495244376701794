"""Tasks as a list and as a board: filtered, a page at a time."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.domain.task import TaskState
from mailbridge.services.access import project_of, reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.searching.search import task_ids
from mailbridge.services.views.models import TaskView
from mailbridge.services.views.task_views import task_views
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import people
from mailbridge.store.mine import task_lists
from mailbridge.store.mine.task_lists import NOBODY, UNDONE, Wanted
from mailbridge.values import dataclass

DAY = timedelta(days=1)
_NO_ONE = -1  # whose address nobody has: no task is theirs
ME, NOBODYS = "me", "nobody"
DUES = ("late", "today", "week", "none")
STATES = ("undone", *TaskState, "all")


@dataclass(frozen=True, slots=True)
class TaskWish:
    """Which tasks somebody wants to see; "" is whatever it is."""

    project: str = ""  # name or id
    who: str = ""  # me, nobody, an address
    due: str = ""  # late, today, week (within seven days, and late), none
    state: str = "undone"  # or a state, or all
    words: str = ""  # of the title


@dataclass(frozen=True, slots=True)
class TaskPage:
    rows: tuple[TaskView, ...]
    number: int  # of all pages together
    older: int | None = None  # go on behind this task; None: that is all
    newer: int | None = None  # or before this one


@dataclass(frozen=True, slots=True)
class Column:
    """Of a board."""

    state: str
    rows: tuple[TaskView, ...]
    number: int


async def list_task_page(
    container: Container,
    viewer: Person,
    wish: TaskWish,
    after: int | None = None,
    back: bool = False,
    limit: int = 50,
) -> TaskPage:
    """A page of the tasks that the viewer sees, what is due first at its head; of what is done the
    newest. `after`: beyond that task, or before it (`back`). Refused: no-such-project.
    """

    def query(db: Connection) -> TaskPage:
        wanted = _wanted(db, viewer, wish, container.clock())
        page = task_lists.page(db, wanted, limit + 1, after, back)
        more = len(page) > limit
        shown = page[-limit:] if back else page[:limit]
        earlier, later = (more, True) if back else (after is not None, more)
        return TaskPage(
            tuple(task_views(db, shown)),
            sum(task_lists.count(db, wanted).values()),
            shown[-1].id if shown and later else None,
            shown[0].id if shown and earlier else None,
        )

    return await container.store.read(query)


async def show_board(
    container: Container, viewer: Person, wish: TaskWish, each: int = 30
) -> list[Column]:
    """The tasks that the viewer sees, a column for each state with the first `each` of it. Refused:
    no-such-project.
    """

    def query(db: Connection) -> list[Column]:
        columns = []
        now = container.clock()
        counts: Mapping[str, int] = task_lists.count(db, _wanted(db, viewer, wish, now, "all"))
        for state in TaskState:
            wanted = _wanted(db, viewer, wish, now, state.value)
            page = task_lists.page(db, wanted, each)
            rows = tuple(task_views(db, page))
            columns.append(Column(state.value, rows, counts.get(state.value, 0)))
        return columns

    return await container.store.read(query)


def _wanted(
    db: Connection, viewer: Person, wish: TaskWish, now: datetime, state: str | None = None
) -> Wanted:
    only = project_of(db, wish.project, viewer).id if wish.project else None
    since, before = _span(wish.due, now, viewer)
    return Wanted(
        projects=visible_projects(db, viewer),
        inside=reads_inside(viewer),
        project_id=only,
        assignee_id=_assignee(db, viewer, wish.who),
        states=_states(wish.state if state is None else state),
        due_from=since,
        due_before=before,
        dated=False if wish.due == "none" else None,
        ids=task_ids(db, wish.words, viewer) if wish.words.strip() else None,
    )


def _states(state: str) -> frozenset[str]:
    if state == "all":
        return frozenset(TaskState)
    return frozenset({state}) if state in set(TaskState) else UNDONE


def _span(due: str, now: datetime, viewer: Person) -> tuple[datetime | None, datetime | None]:
    """From when, and before when, as far as it is said."""
    local = now.astimezone(zone(viewer.time_zone))
    this_morning = datetime.combine(local.date(), time(), local.tzinfo).astimezone(UTC)
    spans: dict[str, tuple[datetime | None, datetime | None]] = {
        "late": (None, now),
        "today": (this_morning, this_morning + DAY),
        "week": (None, this_morning + 8 * DAY),
    }
    return spans.get(due, (None, None))


def _assignee(db: Connection, viewer: Person, who: str) -> int | None:
    if not who:
        return None
    if who in (ME, NOBODYS):
        return viewer.id if who == ME else NOBODY
    person = people.by_address(db, who.strip().lower())
    return person.id if person is not None else _NO_ONE
