"""How much a door takes at once: connections counted, bytes given out in order."""

import asyncio
from dataclasses import asdict

import pytest

from mailbridge.doors.smtp.limits import Budget, Caps, Connections

CAPS = Caps(connections=3, connections_of_one_client=2)


def test_the_usual_caps() -> None:
    """What an installation begins with; docs/smtp.md tells peers of some."""
    expected = {
        "connections": 300,
        "connections_of_one_client": 150,
        "idle": 300.0,
        "data": 1800.0,
        "patience": 20.0,
        "bytes_in_flight": 100_663_296,
        "refused_recipients": 100,
        "grace": 30.0,
    }
    assert expected == asdict(Caps())


def test_a_client_may_have_its_share_and_others_the_rest() -> None:
    """Two of one client, three in all; who leaves makes room."""
    doors = Connections(CAPS)
    assert [True, True, False] == [doors.enter("192.0.2.1") for _ in range(3)]
    assert [True, False] == [doors.enter(one) for one in ("192.0.2.2", "192.0.2.3")]
    doors.leave("192.0.2.1")
    assert [True, False] == [doors.enter(one) for one in ("192.0.2.1", "192.0.2.3")]


@pytest.mark.parametrize("client", [None, ""])
def test_who_has_no_address_is_counted_among_all_alone(client: str | None) -> None:
    """A socket of this machine has no share of its own."""
    doors = Connections(CAPS)
    assert [True, True, True, False] == [doors.enter(client) for _ in range(4)]
    for _ in range(3):
        doors.leave(client)
    assert doors.enter("192.0.2.1")


def test_a_connection_that_is_named_later_counts_for_its_name() -> None:
    """A proxy says whose it is: it leaves one share and enters another, where there is room."""
    doors = Connections(CAPS)
    assert [True, True] == [doors.enter("192.0.2.9"), doors.rename("192.0.2.9", "192.0.2.1")]
    assert [True, True] == [doors.enter("192.0.2.1"), doors.enter("192.0.2.9")]
    assert not doors.rename("192.0.2.9", "192.0.2.1")
    assert not doors.enter("192.0.2.8")
    assert doors.rename("192.0.2.9", None)
    assert not doors.enter("192.0.2.8")
    doors.leave(None)
    assert [True, False] == [doors.enter("192.0.2.9"), doors.enter("192.0.2.9")]


def test_nobody_is_remembered_who_has_left() -> None:
    """Names of strangers do not fill memory."""
    doors = Connections(CAPS)
    for client in ("192.0.2.1", None, "192.0.2.2"):
        doors.enter(client)
    doors.rename("192.0.2.1", None)
    for client in (None, None, "192.0.2.2"):
        doors.leave(client)
    assert (0, {}) == (doors._all, dict(doors._by_client))


def test_those_who_stay_are_still_counted() -> None:
    """When one of a client's connections ends, and when one more turns out to be theirs."""
    doors = Connections(Caps(connections=9, connections_of_one_client=2))
    assert [True, True] == [doors.enter("192.0.2.1") for _ in range(2)]
    doors.leave("192.0.2.1")
    assert [True, False] == [doors.enter("192.0.2.1") for _ in range(2)]
    assert [True, True] == [doors.enter(one) for one in ("192.0.2.2", "192.0.2.3")]
    assert doors.rename("192.0.2.3", "192.0.2.2")
    assert not doors.enter("192.0.2.2")


async def test_bytes_are_taken_while_there_are_any() -> None:
    """To the last one; what is given back can be taken again."""
    budget = Budget(10)
    assert [True, False, True, False] == [budget.try_take(one) for one in (6, 5, 4, 1)]
    budget.give(6)
    assert [False, True] == [await budget.take(7, 0.01), await budget.take(6, 0.01)]


async def test_who_waits_is_served_in_order() -> None:
    """Nobody overtakes, though they want little; one return may serve several."""
    budget, served = Budget(10), []
    assert budget.try_take(10)

    async def wait(count: int) -> None:
        assert await budget.take(count, 60)
        served.append(count)

    waiting = [asyncio.create_task(wait(count)) for count in (6, 4, 3)]
    await asyncio.sleep(0)
    budget.give(5)
    await asyncio.sleep(0.01)
    assert ([], False) == (served, budget.try_take(1))
    budget.give(5)
    await asyncio.wait(waiting[:2])
    assert ([6, 4], False) == (served, waiting[2].done())
    budget.give(3)
    await asyncio.wait(waiting)
    assert ([6, 4, 3], False) == (served, budget.try_take(1))


async def test_whose_patience_ends_lets_the_next_have_it() -> None:
    """They get nothing, owe nothing, and stand in nobody's way."""
    budget = Budget(10)
    assert budget.try_take(8)
    hasty = asyncio.create_task(budget.take(5, 0.01))
    await asyncio.sleep(0)
    modest = asyncio.create_task(budget.take(2, 60))
    assert (False, True) == (await hasty, await modest)
    budget.give(10)
    assert [True, False] == [budget.try_take(10), budget.try_take(1)]


async def test_who_goes_away_while_waiting_gives_up_their_place() -> None:
    """A cancelled wait stays cancelled, and its bytes are nobody's."""
    budget = Budget(10)
    assert budget.try_take(8)
    gone = asyncio.create_task(budget.take(5, 60))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert [True, False] == [budget.try_take(2), budget.try_take(1)]


async def test_what_was_granted_to_one_who_has_just_gone_is_given_back() -> None:
    """Their turn came, and they were cancelled before they saw it."""
    budget = Budget(10)
    assert budget.try_take(10)
    gone = asyncio.create_task(budget.take(6, 60))
    await asyncio.sleep(0)
    budget.give(8)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert [True, False] == [budget.try_take(8), budget.try_take(1)]
