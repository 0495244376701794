"""Letters that show two discussions to be one, filed by two workers at the same moment."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from mailbridge.domain.inbound import Envelope
from mailbridge.services.filing import ingest
from mailbridge.services.receiving import accept
from mailbridge.store.discussions import discussions
from mailbridge.store.engine import postgres_engine
from mailbridge.store.engine.schema import discussions as kept
from mailbridge.store.engine.schema import posts
from tests.container import open_container
from tests.services.post_office import PostOffice, letter

MARIA = "Maria Lopez <maria@bloom.example>"
IDS = "<1@mail.example>", "<2@mail.example>"


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
