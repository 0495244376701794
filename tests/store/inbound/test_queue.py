"""The queue of what came in: kept in order, claimed by one, finished once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, func, select

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import arrivals, queue
from mailbridge.store.inbound.arrivals import Arrival, Raw
from mailbridge.store.inbound.queue import Claim, Outcome
from tests.container import MORNING

LEASE = timedelta(seconds=30)
REJECTED = Verdict(Disposition.REJECT, Reason.UNKNOWN_RECIPIENT)
FILED = Outcome(Disposition.ACCEPT, Reason.FILED)
LATER = MORNING + timedelta(seconds=31)


def arrival(number: int, forward_paths: int = 1) -> Arrival:
    content = b"%d\r\n" % number
    envelopes = tuple(
        Envelope("a@client.test", f"{number}.{path}@bridge.test", "192.0.2.1", "h", "smtp")
        for path in range(forward_paths)
    )
    return Arrival(Raw(f"{number:064d}", len(content), content), envelopes, MORNING)


async def keep(store: Store, count: int) -> list[list[int]]:
    return await store.write(
        partial(arrivals.keep, arrivals=[arrival(number) for number in range(count)])
    )


async def claim(
    store: Store, limit: int = 50, now: object = MORNING, inbound_id: int | None = None
) -> list[Claim]:
    return await store.write(
        partial(
            queue.claim, claimant="me", now=now, lease=LEASE, limit=limit, inbound_id=inbound_id
        )
    )


async def test_a_claim_has_the_envelope_and_the_bytes(store: Store) -> None:
    """Everything that was given to `keep` comes back."""
    ((first, second),) = await store.write(
        partial(arrivals.keep, arrivals=[arrival(1, forward_paths=2)])
    )
    raw = replace(arrival(1).raw, id=1)
    one, two = arrival(1, forward_paths=2).envelopes
    assert [
        Claim(first, 1, "me", one, MORNING, raw),
        Claim(second, 1, "me", two, MORNING, raw),
    ] == await claim(store)


async def test_two_never_claim_the_same(store: Store) -> None:
    """Claims made at once share the queue without overlap and leave nothing."""
    await keep(store, 40)
    taken = await asyncio.gather(*(claim(store, limit=10) for _ in range(6)))
    ids = [one.id for some in taken for one in some]
    assert (40, 40) == (len(ids), len(set(ids)))


async def test_workers_that_ask_at_the_same_moment_all_get_some(store: Store) -> None:
    """None goes away empty while something waits that the others did not take."""
    await keep(store, 40)

    def claim_some(db: Connection) -> list[Claim]:
        claims = queue.claim_by_turns(db, "me", MORNING, LEASE, 10, {})
        if db.dialect.name == "postgresql":  # the rows stay locked for a while
            db.execute(select(func.pg_sleep(0.2)))
        return claims

    taken = await asyncio.gather(*(store.write(claim_some) for _ in range(3)))
    ids = [one.id for some in taken for one in some]
    assert ([10, 10, 10], 30) == ([len(some) for some in taken], len(set(ids)))


async def test_a_worker_leaves_some_of_a_burst_to_others(store: Store) -> None:
    """A half, as long as it is worth sharing; where one process files, it takes all."""
    await keep(store, 24)
    claiming = partial(
        queue.claim_by_turns, claimant="me", now=MORNING, lease=LEASE, limit=50, spent={}
    )
    taken = [len(await store.write(claiming)) for _ in range(4)]
    shared = await store.read(lambda db: db.dialect.name == "postgresql")
    assert ([12, 6, 5, 1] if shared else [24, 0, 0, 0]) == taken


async def test_the_oldest_come_first(store: Store) -> None:
    """In the order in which they were kept."""
    ids = [row for rows in await keep(store, 5) for row in rows]
    assert [ids[:2], ids[2:4], ids[4:]] == [
        [one.id for one in await claim(store, limit=2)] for _ in range(3)
    ]


async def test_a_lease_that_ended_is_given_to_the_next(store: Store) -> None:
    """What a killed worker had claimed is claimed again, and the old fence opens nothing any
    more.
    """
    await keep(store, 1)
    (lost,) = await claim(store)
    assert [] == await claim(store)
    (found,) = await claim(store, now=LATER)
    assert (lost.id, 2) == (found.id, found.fence)
    assert not await store.write(partial(queue.finish, claimed=lost, outcome=FILED))
    assert await store.write(partial(queue.finish, claimed=found, outcome=FILED))
    assert [] == await claim(store, now=LATER + timedelta(days=1))


async def test_what_is_finished_is_finished_once(store: Store) -> None:
    """The second finish says that it is not ours any more."""
    await keep(store, 1)
    (mine,) = await claim(store)
    assert [True, False] == [
        await store.write(partial(queue.finish, claimed=mine, outcome=FILED)) for _ in range(2)
    ]


async def test_what_did_not_work_is_tried_later(store: Store) -> None:
    """Not before the moment it was put off to; each try has the next number."""
    await keep(store, 1)
    (mine,) = await claim(store)
    until = MORNING + timedelta(minutes=5)
    assert await store.write(partial(queue.postpone, claimed=mine, until=until, note="no reader"))
    assert 1 == await store.read(queue.count_waiting)
    assert [] == await claim(store, now=until - timedelta(seconds=1))
    assert [2] == [one.fence for one in await claim(store, now=until)]


async def test_what_was_not_begun_is_given_back(store: Store) -> None:
    """As if it had not been tried; what somebody else has by now stays theirs."""
    await keep(store, 3)
    lost, *mine = await claim(store)
    (theirs,) = await claim(store, limit=1, now=LATER)
    await store.write(partial(queue.prolong, claimed=mine[0], until=LATER + LEASE))
    await store.write(partial(queue.give_back, claims=[lost, *mine], now=LATER))
    found = await claim(store, now=LATER)
    assert [(one.id, 1) for one in mine] == [(one.id, one.fence) for one in found]
    assert await store.write(partial(queue.finish, claimed=theirs, outcome=FILED))


async def test_a_lease_can_be_made_longer(store: Store) -> None:
    """A message that takes its time stays with whoever has it."""
    await keep(store, 1)
    (mine,) = await claim(store)
    assert await store.write(partial(queue.prolong, claimed=mine, until=LATER + LEASE))
    assert [] == await claim(store, now=LATER)


async def test_one_can_be_claimed_by_its_id(store: Store) -> None:
    """And only if nobody has it."""
    ids = await keep(store, 3)
    wanted = ids[1][0]
    assert [wanted] == [one.id for one in await claim(store, inbound_id=wanted)]
    assert [] == await claim(store, inbound_id=wanted)


async def test_ids_chosen_beforehand_do_not_collide(store: Store) -> None:
    """Many that keep at once, and rows written without an id between them, all get their own."""
    refused = arrivals.RefusedRecipient(arrival(0).envelopes[0], REJECTED, MORNING)
    kept = await asyncio.gather(
        *(keep(store, 3) for _ in range(10)),
        *(store.write(partial(arrivals.refuse, refusals=[refused])) for _ in range(10)),
    )
    ids = [row for rows in kept if rows for one in rows for row in one]
    assert (30, 30) == (len(ids), len(set(ids)))
    assert 30 == await store.read(queue.count_waiting)
