"""Letters that show two discussions to be one, filed by two workers at the same moment."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.inbound import Envelope
from mailbridge.services.filing import ingest
from mailbridge.services.receiving import accept
from mailbridge.store.discussions import discussions
from mailbridge.store.discussions.discussion_merge import merge
from mailbridge.store.engine import postgres_engine
from mailbridge.store.engine.schema import discussions as kept
from mailbridge.store.engine.schema import posts
from mailbridge.store.engine.unit_of_work import Store
from tests.container import open_container
from tests.postgres import apart
from tests.services.post_office import PostOffice, letter

MARIA = "Maria Lopez <maria@bloom.example>"
IDS = "<1@mail.example>", "<2@mail.example>"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_they_do_not_wait_for_each_other_in_a_circle(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answers one of the two, and names the other: both are filed at the first try."""
    container = await open_container(postgres_url, tmp_path)
    other = await open_container(postgres_url, tmp_path)
    office = await PostOffice(container).open()
    await office.bring(MARIA, "Shop", "We want a shop.")
    await office.bring(MARIA, "Pictures", "Here are the pictures.")
    usual = discussions.keep_still

    def slowly(db: Connection, *given: Any) -> Any:
        try:
            return usual(db, *given)
        finally:
            db.execute(select(func.pg_sleep(0.2)))

    monkeypatch.setattr(discussions, "keep_still", slowly)
    monkeypatch.setattr(postgres_engine, "TRIES", 1)
    filed = []
    for number, (answered, named) in enumerate((IDS, IDS[::-1])):
        content = letter(
            MARIA,
            "Re: Shop",
            f"Both belong together, I think ({number}).",
            8 + number,
            In_Reply_To=answered,
            References=f"{named} {answered}",
        )
        envelope = Envelope("maria@bloom.example", office.address)
        filed += await accept.accept(container, [envelope], content)
    workers = zip((container, other), filed, strict=True)
    done = await asyncio.gather(*(ingest.file_now(worker, one) for worker, one in workers))
    apart = select(func.count()).select_from(kept).where(kept.c.merged_into.is_(None))
    written = select(func.count(), func.count(posts.c.discussion_id.distinct())).select_from(posts)
    assert [True, True] == done
    assert 1 == await container.store.read(lambda db: db.execute(apart).scalar())
    assert (4, 1) == tuple(await container.store.read(lambda db: db.execute(written).one()))
    await other.close()
    await container.close()


async def test_a_discussion_that_took_in_another_meanwhile_is_left_alone(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter names the first and the third; a member puts the third into the second, which
    somebody parted from others, before the letter is filed.
    """
    container = await open_container(postgres_url, tmp_path)
    office = await PostOffice(container).open()
    for subject in ("Shop", "Pictures", "Colours"):
        await office.bring(MARIA, subject, "We want some.")
    content = letter(
        MARIA, "Re: Shop", "Both.", 8, In_Reply_To=IDS[0], References=f"<3@mail.example> {IDS[0]}"
    )
    envelope = Envelope("maria@bloom.example", office.address)
    (filed,) = await accept.accept(container, [envelope], content)
    usual = discussions.keep_still

    async def merge_meanwhile() -> None:
        store = Store(postgres_url)
        await store.write(lambda db: merge(db, 3, 2, NOON))
        await store.close()

    def after_a_merge(db: Connection, known: Discussion) -> Discussion:
        monkeypatch.setattr(discussions, "keep_still", usual)
        apart(merge_meanwhile())
        return usual(db, known)

    monkeypatch.setattr(discussions, "keep_still", after_a_merge)
    assert await ingest.file_now(container, filed)
    places = select(kept.c.id, kept.c.merged_into).order_by(kept.c.id)
    found = await container.store.read(lambda db: [tuple(row) for row in db.execute(places)])
    assert [(1, None), (2, None), (3, 2)] == found
    await container.close()
