"""What a process had claimed is free when it has ended, and not before; on both engines."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Table, select

from mailbridge.domain.inbound import Envelope
from mailbridge.services.receiving import accept
from mailbridge.services.running.abandoned_claims import release_abandoned
from mailbridge.store.engine.schema import inbounds, outbox
from mailbridge.store.inbound import queue as inbound_queue
from mailbridge.store.outbox import queue as outbox_queue
from mailbridge.store.outbox.sent_letters import Sent, mark_sent
from tests.container import open_container
from tests.services.agency import Agency

LEASE = timedelta(hours=1)
ENVELOPE = Envelope("maria@client.example", "abcdefghjkmnpqrst@bridge.test")
MESSAGE = b"From: maria@client.example\r\nSubject: Menu\r\n\r\nHello\r\n"
DEAD, ALIVE, FAR_AWAY = "1.dead", "2.alive", "3.on another machine"


async def test_only_claims_of_those_that_have_ended_are_freed(
    store_url: str, tmp_path: Path
) -> None:
    """The start of a second worker takes nothing away from the first; its words still count."""
    container = await open_container(store_url, tmp_path)
    agency = await Agency(container).open()
    messages, letters = [], []
    for name in (DEAD, ALIVE, FAR_AWAY):
        await accept.accept(container, [ENVELOPE], MESSAGE)
        await agency.posted(agency.anna, agency.maria)
        more = {"claimant": name, "now": container.clock(), "lease": LEASE}
        messages += await container.store.write(partial(inbound_queue.claim, **more))
        letters += await container.store.write(partial(outbox_queue.claim, limit=1, **more))
    (tmp_path / "claimants").mkdir()
    (tmp_path / "claimants" / DEAD).touch()
    assert (2, 0) == (await release_abandoned(container), await release_abandoned(container))
    for table in (inbounds, outbox):
        assert [None, ALIVE, FAR_AWAY] == await container.store.read(partial(claimants, table))
    assert [0, 1, 1] == await container.store.read(attempts)
    assert [False, True, True] == [
        await container.store.write(
            partial(inbound_queue.prolong, claimed=one, until=container.clock())
        )
        for one in messages
    ]
    sent = [Sent(one, container.clock(), "250") for one in letters]
    marked = await container.store.write(partial(mark_sent, sent=sent))
    assert [False, True, True] == [one.id in marked for one in letters]
    await container.close()


def attempts(db: Connection) -> list[int]:
    """A message whose worker ended was not tried."""
    return list(db.execute(select(inbounds.c.attempts).order_by(inbounds.c.id)).scalars())


def claimants(table: Table, db: Connection) -> list[str | None]:
    return list(db.execute(select(table.c.claimant).order_by(table.c.id)).scalars())
