"""The text of a post is kept once, and read as it was."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from mailbridge.domain.discussion import Channel
from mailbridge.domain.filed_post import FiledPost, Source
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import discussions, post_text, posts
from mailbridge.store.engine import schema
from mailbridge.store.engine.unit_of_work import Store

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
REPLY, QUOTED, SIGNATURE = "Yes, on Monday.", "Bo wrote:\n> When?", "-- \nAnna"
WHOLE = f"{REPLY}\n\n{QUOTED}\n\n{SIGNATURE}\n"


def _kept(db: Connection, text: str) -> int:
    project = projects.add(db, "Bloom", "en", "abcdefghjkmnpqrst", NOW)
    person = people.add(db, "anna@bloom.example", "Anna", "client", "en", NOW)
    discussion = discussions.add(db, project, "Menu", "menu", NOW).id
    source = Source(quoted=QUOTED, signature=SIGNATURE)
    made = posts.add_post(
        db, FiledPost(discussion, project, person, Channel.MAIL, NOW, text, REPLY, source=source)
    )
    assert made is not None
    return made


def _row(db: Connection, post_id: int) -> Any:
    return db.execute(select(schema.posts).where(schema.posts.c.id == post_id)).one()


async def test_a_text_of_known_parts_is_kept_in_them_alone(store: Store) -> None:
    """What stands in no part is beside the marks; readers get all of it."""
    post_id = await store.write(lambda db: _kept(db, WHOLE))
    row, post = await store.read(lambda db: (_row(db, post_id), posts.post_by_id(db, post_id)))
    assert post is not None
    assert ("", WHOLE, WHOLE) == (row.text, post_text.text_of(row), post.text)
    glue = [piece for piece in row.text_pieces if isinstance(piece, str)]
    assert ["\n\n", "\n\n", "\n"] == glue


@pytest.mark.parametrize("text", ["", "Quite another text than its reply, and much longer."])
async def test_other_texts_are_kept_whole(store: Store, text: str) -> None:
    """No marks lead to them."""
    post_id = await store.write(lambda db: _kept(db, text))
    row = await store.read(lambda db: _row(db, post_id))
    assert (text, None, text) == (row.text, row.text_pieces, post_text.text_of(row))


async def test_what_an_older_version_kept_is_read_as_it_is(store: Store) -> None:
    """Its text is whole, and its marks are missing."""
    post_id = await store.write(lambda db: _kept(db, WHOLE))
    old = update(schema.posts).values(text=WHOLE, text_pieces=None)
    await store.write(lambda db: db.execute(old))
    post = await store.read(lambda db: posts.post_by_id(db, post_id))
    assert post is not None
    assert WHOLE == post.text
