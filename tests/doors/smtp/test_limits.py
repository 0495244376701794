"""How much a door takes at once: connections counted, bytes given out in order."""

import asyncio
from dataclasses import asdict

import pytest

from mailbridge.doors.smtp.limits import Budget, Caps

ALL = 1 << 30  # a share that is no bound
ANNA = "192.0.2.0/24"


def test_the_usual_caps() -> None:
    """What an installation begins with; docs/smtp.md tells peers of some."""
    expected = {
        "connections": 300,
        "connections_of_one_client": 100,
        "connections_of_one_network": 150,
        "connections_of_forwarders": 100,
        "idle": 300.0,
        "idle_stressed": 10.0,
        "idle_before_others": 1.0,
        "transaction": 600.0,
        "patience": 20.0,
        "bytes_in_flight": 100_663_296,
        "refused_recipients": 100,
        "grace": 30.0,
    }
    assert expected == asdict(Caps())


async def test_bytes_are_taken_while_there_are_any() -> None:
    """To the last one; what is given back can be taken again."""
    budget = Budget(10, ALL)
    assert [True, False, True, False] == [budget.try_take(one, None) for one in (6, 5, 4, 1)]
    budget.give(6, None)
    assert [False, True] == [await budget.take(7, None, 0.01), await budget.take(6, None, 0.01)]


async def test_who_waits_is_served_in_order() -> None:
    """Nobody overtakes, though they want little; one return may serve several."""
    budget, served = Budget(10, ALL), []
    assert budget.try_take(10, None)

    async def wait(count: int) -> None:
        assert await budget.take(count, None, 60)
        served.append(count)

    waiting = [asyncio.create_task(wait(count)) for count in (6, 4, 3)]
    await asyncio.sleep(0)
    budget.give(5, None)
    await asyncio.sleep(0.01)
    assert ([], False) == (served, budget.try_take(1, None))
    budget.give(5, None)
    await asyncio.wait(waiting[:2])
    assert ([6, 4], False) == (served, waiting[2].done())
    budget.give(3, None)
    await asyncio.wait(waiting)
    assert ([6, 4, 3], False) == (served, budget.try_take(1, None))


async def test_whose_patience_ends_lets_the_next_have_it() -> None:
    """They get nothing, owe nothing, and stand in nobody's way."""
    budget = Budget(10, ALL)
    assert budget.try_take(8, None)
    hasty = asyncio.create_task(budget.take(5, None, 0.01))
    await asyncio.sleep(0)
    modest = asyncio.create_task(budget.take(2, None, 60))
    assert (False, True) == (await hasty, await modest)
    budget.give(10, None)
    assert [True, False] == [budget.try_take(10, None), budget.try_take(1, None)]


async def test_who_goes_away_while_waiting_gives_up_their_place() -> None:
    """A cancelled wait stays cancelled, and its bytes are nobody's."""
    budget = Budget(10, ALL)
    assert budget.try_take(8, None)
    gone = asyncio.create_task(budget.take(5, None, 60))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert [True, False] == [budget.try_take(2, None), budget.try_take(1, None)]


async def test_what_was_granted_to_one_who_has_just_gone_is_given_back() -> None:
    """Their turn came, and they were cancelled before they saw it."""
    budget = Budget(10, ALL)
    assert budget.try_take(10, None)
    gone = asyncio.create_task(budget.take(6, None, 60))
    await asyncio.sleep(0)
    budget.give(8, None)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert [True, False] == [budget.try_take(8, None), budget.try_take(1, None)]


async def test_an_owner_has_a_share_and_others_do_not_wait_for_it() -> None:
    """Who holds their share waits for their own bytes; whoever comes later passes by."""
    budget = Budget(10, 6)
    assert [True, False, True] == [
        budget.try_take(5, ANNA), budget.try_take(2, ANNA), budget.try_take(1, ANNA),
    ]  # fmt: skip
    waiting = asyncio.create_task(budget.take(2, ANNA, 60))
    await asyncio.sleep(0)
    assert budget.is_short
    assert await budget.take(3, "198.51.100.0/24", 0.01)
    assert not waiting.done()
    budget.give(5, ANNA)
    assert await waiting
    assert not budget.is_short
    budget.give(3, "198.51.100.0/24")
    budget.give(3, ANNA)
    assert {} == dict(budget._held)
    assert budget.try_take(10, None)


async def test_those_who_wait_for_their_share_keep_their_order() -> None:
    """The first of them is served first."""
    budget, served = Budget(10, 4), []
    assert budget.try_take(4, ANNA)

    async def wait(count: int) -> None:
        assert await budget.take(count, ANNA, 60)
        served.append(count)

    waiting = [asyncio.create_task(wait(count)) for count in (3, 2, 1)]
    await asyncio.sleep(0)
    budget.give(4, ANNA)
    await asyncio.sleep(0.01)
    assert [3, 1] == served
    budget.give(3, ANNA)
    await asyncio.wait(waiting)
    assert [3, 1, 2] == served
