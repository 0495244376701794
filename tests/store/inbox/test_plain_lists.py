"""What the quick queries of the inbox, of tasks and of people say is what slow ones say that look
at every row.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select

from mailbridge.domain.discussion import Tab
from mailbridge.domain.project import Role
from mailbridge.store.directory import people_lists
from mailbridge.store.discussions.tasks import tasks_of_projects
from mailbridge.store.engine import schema
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbox import lists, rows
from mailbridge.store.inbox.lists import Viewer

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ROLES = [role.value for role in Role]
READERS = range(1, 13)


class Everything(dict[Table, list[Any]]):
    """All rows of each table, asked for once."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def __missing__(self, table: Table) -> list[Any]:
        found = self[table] = list(self._db.execute(select(table).order_by(*table.primary_key)))
        return found


def generate(db: Connection, seed: int) -> None:
    """Three projects, twelve people, sixty discussions with notes, held posts and audiences."""
    some = random.Random(seed)
    at = [NOW - timedelta(hours=6 * number) for number in range(200)]

    def put(table: Table, *values: dict[str, Any]) -> None:
        for one in values:
            db.execute(insert(table).values(one))

    put(schema.projects, *({"id": n, "name": f"P{n}", "created": NOW} for n in (1, 2, 3)))
    for who in READERS:
        role = ROLES[who % len(ROLES)]
        put(schema.people, {"id": who, "name": f"{who}", "role": role, "created": NOW})
        for project in some.sample((1, 2, 3), some.randrange(3)):
            put(schema.memberships, {"project_id": project, "person_id": who})
    for number in range(1, 61):
        began = some.choice(at)
        put(
            schema.discussions,
            {
                "id": number,
                "project_id": some.randint(1, 3),
                "state": some.choice(("open", "open", "closed")),
                "whose_move": some.choice(("team", "client", "nobody")),
                "internal": some.random() < 0.2,
                "created": began,
                "updated": some.choice([moment for moment in at if moment >= began]),
                "last_written": began,
                "merged_into": some.randint(1, number - 1)
                if number > 1 and some.random() < 0.1
                else None,
                "assignee_id": some.choice((None, *READERS)),
            },
        )
    for number in range(1, 181):
        talk = db.execute(
            select(schema.discussions).where(schema.discussions.c.id == some.randint(1, 60))
        ).one()
        put(
            schema.posts,
            {
                "id": number,
                "discussion_id": talk.id,
                "project_id": talk.project_id,
                "author_id": some.choice(READERS),
                "internal": talk.internal or some.random() < 0.3,
                "released": some.random() < 0.8,
                "created": NOW - timedelta(hours=6 * (180 - number)),
                "reply": f"words {number}",
            },
        )
        talks = schema.discussions.update().where(schema.discussions.c.id == talk.id)
        db.execute(talks.values(updated=NOW - timedelta(hours=6 * (180 - number))))
        for who in some.sample(READERS, some.choice((0, 0, 1, 3))):
            heard = some.random() < 0.5
            put(schema.audiences, {"post_id": number, "person_id": who, "heard": heard})
        made_of = some.choice((None, number))
        put(
            schema.tasks,
            {
                "project_id": talk.project_id,
                "discussion_id": talk.id,
                "post_id": made_of,
                "stays_inside": some.choice((None, None, True, False)),
                "created": NOW,
            },
        )
    for who in READERS:
        for talk_id in some.sample(range(1, 61), 15):
            look = {"person_id": who, "discussion_id": talk_id, "post_id": some.randint(1, 180)}
            put(schema.looks, look)
    marked = schema.people.update().where(schema.people.c.id % 3 == 0)
    db.execute(marked.values(seen_up_to=some.randint(40, 120)))


def viewers(every: Everything) -> list[Viewer]:
    """Each person as of the team and as an observer, with some projects or with all."""
    belonging = {
        who: frozenset(r.project_id for r in every[schema.memberships] if r.person_id == who)
        for who in READERS
    }
    return [
        Viewer(projects, inside, NOW - timedelta(days=30), who)
        for who, of in belonging.items()
        for projects in (of, None)
        for inside in (True, False)
    ]


def is_readable(every: Everything, post: Any, viewer: Viewer) -> bool:
    if viewer.inside:
        return True
    meant = {r.person_id: r.heard for r in every[schema.audiences] if r.post_id == post.id}
    for_all = all(meant.values())
    return not post.internal and post.released and (for_all or meant.get(viewer.person_id, False))


def slow_lists(every: Everything, viewer: Viewer) -> dict[Tab, set[int]]:
    me = next(one for one in every[schema.people] if one.id == viewer.person_id)
    looked = {
        r.discussion_id: r.post_id for r in every[schema.looks] if r.person_id == viewer.person_id
    }
    unseen = {
        post.discussion_id
        for post in every[schema.posts]
        if post.author_id != me.id
        and post.id > max(looked.get(post.discussion_id, 0), me.seen_up_to)
        and is_readable(every, post, viewer)
    }
    found: dict[Tab, set[int]] = {tab: set() for tab in Tab}
    for one in every[schema.discussions]:
        foreign = viewer.projects is not None and one.project_id not in viewer.projects
        if foreign or one.merged_into or (one.internal and not viewer.inside):
            continue
        found[Tab.ALL].add(one.id)
        if one.id in unseen and one.updated >= viewer.since:
            found[Tab.NEW].add(one.id)
        if one.state == "open":
            tab = {"team": Tab.OURS, "client": Tab.WAITING, "nobody": Tab.CLOSE}[one.whose_move]
            found[tab].add(one.id)
            if one.whose_move == "team" and one.assignee_id is None:
                found[Tab.UNASSIGNED].add(one.id)
            if one.assignee_id == viewer.person_id:
                found[Tab.MINE].add(one.id)
    return found


@pytest.fixture(params=[1, 2])
async def every(store: Store, request: pytest.FixtureRequest) -> Store:
    await store.write(lambda db: generate(db, request.param))
    return store


async def test_lists_and_counts(every: Store) -> None:
    """Each list holds what its count says, and nothing that the viewer may not read."""

    def look(db: Connection) -> None:
        all_of = Everything(db)
        for viewer in viewers(all_of):
            slow = slow_lists(all_of, viewer)
            quick = {tab: {one.id for one in lists.page(db, tab, viewer, 500)} for tab in Tab}
            assert slow == quick, viewer
            assert {tab: len(ids) for tab, ids in slow.items()} == lists.counts(db, viewer), viewer

    await every.read(look)


async def test_newest_words_of_an_observer(every: Store) -> None:
    """The last ones that they may read, and of no other discussion any."""

    def look(db: Connection) -> None:
        all_of = Everything(db)
        for who in READERS:
            viewer = Viewer(None, False, NOW, who)
            may = [post for post in all_of[schema.posts] if is_readable(all_of, post, viewer)]
            slow = {post.discussion_id: post.id for post in may}
            quick = rows.newest_posts(db, range(1, 61), who)
            assert slow == {talk: row.id for talk, row in quick.items()}

    await every.read(look)


async def test_tasks(every: Store) -> None:
    """Of observers none from a note, from unproven words, from a talk inside or that was meant
    for some alone.
    """

    def look(db: Connection) -> None:
        all_of = Everything(db)
        kept = {p.id for p in all_of[schema.posts] if p.internal or not p.released}
        kept |= {r.post_id for r in all_of[schema.audiences] if not r.heard}

        def is_kept(one: Any) -> bool:
            return one.post_id in kept if one.stays_inside is None else bool(one.stays_inside)

        talks = {one.id for one in all_of[schema.discussions] if one.internal}
        for viewer in viewers(all_of):
            slow = [
                one.id
                for one in all_of[schema.tasks]
                if (viewer.projects is None or one.project_id in viewer.projects)
                and (viewer.inside or not (one.discussion_id in talks or is_kept(one)))
            ]
            found = tasks_of_projects(db, viewer.projects, inside=viewer.inside)
            assert slow == [one.id for one in found]

    await every.read(look)


async def test_people(every: Store) -> None:
    """By role and project, and whom a task may be given to: the team first."""

    def look(db: Connection) -> None:
        all_of, team = Everything(db), (Role.ADMIN, Role.MEMBER)
        for projects in (None, {1}, {2, 3}, set[int]()):
            of = {
                r.person_id
                for r in all_of[schema.memberships]
                if projects is None or r.project_id in projects
            }
            those = [p for p in all_of[schema.people] if projects is None or p.id in of]
            assert [p.id for p in those if p.role in team] == people_lists.ids_with(
                db, team, projects
            )
            takers = [p for p in all_of[schema.people] if p in those or p.role == "admin"]
            takers.sort(key=lambda p: (p.role not in team, p.id))
            assert [p.id for p in takers] == people_lists.assignable(db, Role, projects, True, 99)

    await every.read(look)
