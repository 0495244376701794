"""The newest rows with words are those that looking at every row finds, however many of them the
database looks at before it asks its index.
"""

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import Connection, insert, select

from mailbridge.store.engine.schema import projects
from mailbridge.store.engine.search_table import RANGE, Kind, search_words
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.search.index import in_project
from mailbridge.store.search.match import Row, marks
from mailbridge.store.search.newest import Effort, Sought, newest

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
MANY, LIMIT = 400, 10
WORDS = {"often": 0.9, "now": 0.3, "seldom": 0.02}  # in so many of the rows
OF_PROJECT = {1: 0.5, 2: 0.3, 3: 0.18, 4: 0.02}
EFFORTS = (
    Effort(),
    Effort(first=1, most=0),
    Effort(first=2, most=MANY, few=0, common=0.0),
    Effort(first=2, most=MANY, few=0, common=1.0),
    Effort(first=1, most=30, few=2),
)
Rows = dict[int, tuple[frozenset[str], int, str]]  # words, project, language


def generate(db: Connection, seed: int) -> Rows:
    """Rows with words, some of each project and in either language."""
    some = random.Random(seed)
    made: Rows = {}
    for number in range(1, MANY + 1):
        words = frozenset(word for word, share in WORDS.items() if some.random() < share)
        [project] = some.choices(list(OF_PROJECT), list(OF_PROJECT.values()))
        made[number] = (words, project, some.choice(("en", "de")))
        row = {"id": number, "name": f"{number}", "created": NOW, "language": made[number][2]}
        db.execute(insert(projects).values(row))
        for kind in (Kind.TASK, Kind.FILE):  # others with the same words lie on either side
            said = [kind.mark, in_project(project), *sorted(words)]
            row = {"rowid": kind.row(number), "words": f" {' '.join(said)} "}
            db.execute(insert(search_words).values(row))
    return made


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = Store(store_url)
    yield opened
    await opened.close()


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_newest_are_found(store: Store, seed: int) -> None:
    """Of the projects that are asked for, and of those numbers alone."""
    made = await store.write(lambda db: generate(db, seed))
    cases = [
        (words, seen, language, bounds)
        for words in (("often",), ("often", "now"), ("seldom",), ("now", "seldom"), ("never",))
        for seen in (None, {1, 2, 3}, {4}, {3, 4})
        for language in ("en", None)
        for bounds in ((0, RANGE - 1), (150, 320))
    ]
    for words, seen, language, (after, up_to) in cases:
        expected = [
            number
            for number, (said, project, spoken) in sorted(made.items(), reverse=True)
            if set(words) <= said
            and (seen is None or project in seen)
            and language in (None, spoken)
            and after < number <= up_to
        ][:LIMIT]
        rows = select(projects.c.id)
        rows = rows.where(projects.c.language == language) if language else rows
        if seen is not None:
            named = [str(number) for number, (_, project, _) in made.items() if project in seen]
            rows = rows.where(projects.c.name.in_(named))
        sought = Sought(
            Kind.TASK,
            tuple((Row((word,)),) for word in words),
            rows,
            projects.c.id,
            LIMIT,
            marks(map(in_project, sorted(seen))) if seen is not None else None,
            after,
            up_to,
        )
        for effort in EFFORTS:
            found = await store.read(partial(newest, sought=sought, effort=effort))
            assert expected == [row.id for row in found]
