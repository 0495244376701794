"""Who and what is meant by a name in a search."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from mailbridge.store.engine.schema import people, projects
from mailbridge.store.search.index import by_author

MOST_MARKS = 200  # of projects or people in one question


def also_merged(db: Connection, ids: Iterable[int]) -> frozenset[int]:
    """The people of these ids, and those who became them by a merge: what those wrote is still
    marked with them.
    """
    known = frozenset(ids)
    if not known:
        return known
    merged = select(people.c.id).where(people.c.merged_into.in_(sorted(known)))
    return known | frozenset(db.execute(merged).scalars())


def marks_of(ids: Iterable[int]) -> list[str]:
    """The marks of what these people wrote."""
    return [by_author(one) for one in sorted(ids)[:MOST_MARKS]]


def projects_called(db: Connection, visible: frozenset[int] | None, name: str) -> frozenset[int]:
    """The projects, of those a viewer sees (None: all), whose name has this in it, whatever the
    size of its letters; or whose number it is.
    """
    wanted = select(projects.c.id, projects.c.name)
    if visible is not None:
        wanted = wanted.where(projects.c.id.in_(visible))
    sought = name.casefold()
    return frozenset(
        row.id
        for row in db.execute(wanted)
        if sought in row.name.casefold() or sought == str(row.id)
    )
