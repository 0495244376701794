"""What somebody finds: one search for pages, the API and the command."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import project_of, reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.searching import found_views
from mailbridge.services.searching.found_views import FoundView
from mailbridge.steps.searching.wish import Term, Wish, term, understood
from mailbridge.store.search import backlog, find, names
from mailbridge.store.search.find import Asked, Scope
from mailbridge.store.search.match import Group, group, marks
from mailbridge.values import dataclass, replace

LOOKED_AT = 120  # posts, the newest; of other kinds FEWER
FEWER = 50
AT_ONCE = 50  # results of one page
MOST_TASKS = 500  # that a list of tasks is filtered by


@dataclass(frozen=True, slots=True)
class SearchPage:
    wish: Wish
    results: tuple[FoundView, ...]  # in order
    more: bool = False  # there are others
    unread: int = 0  # things of before that are not searched yet


async def search(
    container: Container,
    typed: str,
    viewer: Person | None = None,
    project: str | None = None,
    order: str = "best",
    limit: int = AT_ONCE,
    before: datetime | None = None,
) -> SearchPage:
    """What the viewer (None: the operator) may read of what was asked for. `before`: nothing as new
    as that, to continue a list in the order newest. Refused: no-such-project.
    """
    wish = typed_wish = understood(typed, _zone(viewer))
    if before is not None and (wish.before is None or before < wish.before):
        wish = replace(wish, before=before)
    now = container.clock()

    def query(db: Connection) -> SearchPage:
        only = project_of(db, project, viewer).id if project is not None else None
        unread = backlog.count_left(db)
        if wish.is_empty:
            return SearchPage(wish, (), unread=unread)
        scope = _scope(db, viewer, wish, only)
        found = _found(db, scope, wish, typed_wish, limit + 1)
        found.sort(key=lambda one: one.order(now, newest=order == "newest"))
        return SearchPage(wish, tuple(found[:limit]), len(found) > limit, unread)

    return await container.store.read(query)


async def find_people(container: Container, typed: str, viewer: Person) -> list[FoundView]:
    """Of those whom the viewer may know of, the people with these words in names or addresses, and
    nothing else that they stand in.
    """
    wish = understood(typed, _zone(viewer))

    def query(db: Connection) -> list[FoundView]:
        scope = _scope(db, viewer, wish, None)
        return _people(db, scope, _asked(db, wish), wish)

    return await container.store.read(query) if wish.terms else []


def task_ids(db: Connection, typed: str, viewer: Person) -> list[int]:
    """The newest tasks with these words in their title, of those that the viewer may read of."""
    wish = understood(typed, _zone(viewer))
    if not wish.terms:
        return []
    scope = _scope(db, viewer, wish, None)
    return [row.id for row in find.find_tasks(db, scope, _asked(db, wish), MOST_TASKS)]


def _zone(viewer: Person | None) -> tzinfo:
    try:
        return ZoneInfo(viewer.time_zone if viewer is not None else "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _scope(db: Connection, viewer: Person | None, wish: Wish, only: int | None) -> Scope:
    visible = visible_projects(db, viewer)
    for name in wish.projects:
        visible = names.projects_called(db, visible, name)
    if only is not None:
        visible = frozenset({only}) if visible is None else visible & {only}
    inside = reads_inside(viewer)
    reader = viewer.id if viewer is not None and not inside else None
    return Scope(visible, inside, reader)


def _found(
    db: Connection, scope: Scope, wish: Wish, typed_wish: Wish, least: int
) -> list[FoundView]:
    """Of each kind the newest, at least so many: whoever goes on by time misses none."""
    if scope.projects is not None and not scope.projects:
        return []
    asked = _asked(db, wish)
    fewer = max(least, FEWER)
    kinds: list[Callable[[], list[FoundView]]] = []
    with_people = replace(asked, groups=tuple(_group_with_people(db, one) for one in wish.terms))
    if wish.task is None:
        kinds.append(lambda: _posts(db, scope, with_people, wish, max(least, LOOKED_AT)))
        kinds.append(lambda: _files(db, scope, asked, wish, fewer))
    if not wish.is_of_letters:
        kinds.append(lambda: _tasks(db, scope, asked, wish, fewer))
    if wish.task is None and not wish.is_of_letters:
        kinds.append(lambda: _discussions(db, scope, asked, wish, fewer))
        kinds.append(lambda: _people(db, scope, asked, typed_wish))
    return [one for kind in kinds for one in kind()]


def _asked(db: Connection, wish: Wish) -> Asked:
    authors = tuple(_people_meant(db, name) for name in wish.authors)
    return Asked(
        groups=tuple(group(one) for one in wish.terms),
        states=wish.states,
        authors=authors,
        readers=tuple(_people_meant(db, name) for name in wish.readers),
        has_file=wish.has_file,
        asks=wish.asks,
        task=wish.task,
        after=wish.after,
        before=wish.before,
        author_marks=tuple(
            marks(names.marks_of(ids)) for ids in authors if 0 < len(ids) <= names.MOST_MARKS
        ),
    )


EVERYBODY = Scope(None)  # a name says nothing of who bears it: what is found is asked for each


def _people_meant(db: Connection, name: str) -> frozenset[int]:
    """Those who are called so, or have an address with these words; a name may be its beginning."""
    named = term(f"{name}*") or term(name)
    if named is None:
        return frozenset()
    return names.also_merged(db, find.find_people(db, EVERYBODY, [group(named)]))


def _group_with_people(db: Connection, one: Term) -> Group:
    """The word, or somebody of that name who wrote the post."""
    meant = names.also_merged(db, find.find_people(db, EVERYBODY, [group(one)]))
    return group(one, names.marks_of(meant))


def _posts(db: Connection, scope: Scope, asked: Asked, wish: Wish, most: int) -> list[FoundView]:
    """Without words and without a wish for letters, the discussions say it all."""
    if not wish.terms and not wish.is_of_letters:
        return []
    rows = find.find_posts(db, scope, asked, most)
    return found_views.of_posts(db, rows, wish.terms)


def _files(db: Connection, scope: Scope, asked: Asked, wish: Wish, most: int) -> list[FoundView]:
    if not wish.terms and not wish.has_file:
        return []
    return found_views.of_files(db, find.find_files(db, scope, asked, most), wish.terms)


def _tasks(db: Connection, scope: Scope, asked: Asked, wish: Wish, most: int) -> list[FoundView]:
    if not wish.terms and wish.task is None:
        return []
    return found_views.of_tasks(db, find.find_tasks(db, scope, asked, most), wish.terms)


def _discussions(
    db: Connection, scope: Scope, asked: Asked, wish: Wish, most: int
) -> list[FoundView]:
    rows = find.find_discussions(db, scope, asked, most if wish.terms else max(most, LOOKED_AT))
    return found_views.of_discussions(db, rows, wish.terms)


def _people(db: Connection, scope: Scope, asked: Asked, wish: Wish) -> list[FoundView]:
    """Only where words alone are asked for: people have no state and no time."""
    if not wish.terms or wish != Wish(terms=wish.terms, not_understood=wish.not_understood):
        return []
    return found_views.of_people(db, find.find_people(db, scope, asked.groups), wish.terms)
