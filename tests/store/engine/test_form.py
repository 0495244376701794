"""Statements as drivers take them."""

import pytest
from sqlalchemy import Text, bindparam, literal, select
from sqlalchemy.exc import InvalidRequestError

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.unit_of_work import Store


async def test_a_value_that_is_not_given_is_a_fault_and_not_null(bare_url: str) -> None:
    """As with SQLAlchemy; what the statement brings along need not be given."""
    store = Store(bare_url)
    asked = Prepared(
        select(bindparam("word", type_=Text()).label("one"), literal("b").label("two"))
    )
    given = await store.read(lambda db: asked.first(db, {"word": "a"}))
    with pytest.raises(InvalidRequestError):
        await store.read(lambda db: asked.first(db, {}))
    await store.close()
    assert given == ("a", "b")
