"""The bytes of one content that is being received."""

import asyncio
from dataclasses import replace

import pytest

from mailbridge.domain.verdict import Reason
from mailbridge.doors.smtp.held_bytes import FIRST_BYTES, MORE_BYTES, HeldBytes
from mailbridge.doors.smtp.limits import MIB, Budget, Caps
from mailbridge.doors.smtp.slots import Slot

CAPS = replace(Caps(), patience=0.01)
NETWORK = "192.0.2.0/24"


def slot() -> Slot:
    return Slot("192.0.2.7", False, 0.0, lambda: None)


def budget(total: int = 8 * MIB, share: int = 8 * MIB) -> Budget:
    return Budget(total, share)


def free(of: Budget) -> int:
    """How many bytes can be had."""
    low, high = 0, 64 * MIB
    while low < high:
        middle = (low + high + 1) // 2
        if of.try_take(middle, None):
            of.give(middle, None)
            low = middle
        else:
            high = middle - 1
    return low


def held(of: Budget) -> HeldBytes:
    return HeldBytes(of, CAPS, slot(), lambda: None)


def test_what_is_held_at_first_and_then() -> None:
    """64 KiB before anything came, a MiB whenever that was too little."""
    assert (64 * 1024, MIB) == (FIRST_BYTES, MORE_BYTES)


@pytest.mark.parametrize(("limit", "first"), [(FIRST_BYTES + 1, FIRST_BYTES), (10, 10), (1, 1)])
async def test_what_a_peer_declares_costs_nothing(limit: int, first: int) -> None:
    """The first bytes are held, whatever the content may come to."""
    of = budget()
    one = held(of)
    assert await one.begin(limit)
    assert 8 * MIB - first == free(of)
    for _ in range(2):
        one.release()
        assert 8 * MIB == free(of)


async def test_what_was_never_begun_holds_nothing() -> None:
    """A connection that ends before its first content gives nothing back."""
    of = budget()
    held(of).release()
    assert 8 * MIB == free(of)
    assert await held(of).hold(1, MIB) is None
    assert 7 * MIB == free(of)


async def test_what_came_is_held_by_the_mebibyte() -> None:
    """More where a single piece is larger; nothing while what is held will do."""
    of = budget()
    one = held(of)
    await one.begin(8 * MIB)
    for size, expected in (
        (FIRST_BYTES, FIRST_BYTES),
        (FIRST_BYTES + 1, FIRST_BYTES + MIB),
        (FIRST_BYTES + MIB, FIRST_BYTES + MIB),
        (FIRST_BYTES + 4 * MIB, FIRST_BYTES + 4 * MIB),
    ):
        assert await one.hold(size, 8 * MIB) is None
        assert 8 * MIB - expected == free(of)


async def test_a_content_beyond_its_limit_is_too_big() -> None:
    """To the byte; nothing of it is held any more."""
    of = budget()
    one = held(of)
    await one.begin(MIB)
    assert await one.hold(MIB, MIB) is None
    assert Reason.TOO_BIG is await one.hold(MIB + 1, MIB)
    assert 8 * MIB == free(of)


async def test_a_content_for_which_nothing_becomes_free_is_refused_as_busy() -> None:
    """When the patience ends; nothing of it is held any more."""
    of = budget(MIB)
    one = held(of)
    assert await one.begin(2 * MIB)
    assert Reason.BUSY is await one.hold(FIRST_BYTES + 1, 2 * MIB)
    assert MIB == free(of)
    assert of.try_take(MIB, None)
    assert not await one.begin(2 * MIB)
    one.release()
    of.give(MIB, None)
    assert MIB == free(of)


async def test_a_network_has_a_share() -> None:
    """The network is that of the peer as it is known when the content begins."""
    of = budget(8 * MIB, FIRST_BYTES)
    peer = slot()
    one = HeldBytes(of, CAPS, peer, lambda: None)
    peer.rename("198.51.100.7", False)
    assert await one.begin(MIB)
    assert of.try_take(1, NETWORK)
    assert not of.try_take(1, peer.network)
    one.release()
    assert of.try_take(FIRST_BYTES, peer.network)


async def test_who_waits_for_bytes_waits_for_us() -> None:
    """They are not idle meanwhile, and the door is told once that bytes are short."""
    of, told = budget(FIRST_BYTES), list[bool]()
    peer = slot()
    of.try_take(1, None)
    one = HeldBytes(of, replace(CAPS, patience=5.0), peer, lambda: told.append(peer.waits_for_us))
    begun = asyncio.create_task(one.begin(MIB))
    await asyncio.sleep(0.01)
    assert ([True], True, 0.0) == (told, peer.waits_for_us, peer.progressed)
    of.give(1, None)
    assert await begun
    now = asyncio.get_running_loop().time()
    assert (False, True) == (peer.waits_for_us, now - 1 < peer.progressed <= now)


async def test_who_need_not_wait_is_told_nothing() -> None:
    """Nor has their connection progressed by it."""
    told: list[str] = []
    peer = slot()
    one = HeldBytes(budget(), CAPS, peer, lambda: told.append("short"))
    assert await one.begin(MIB)
    await asyncio.sleep(0)
    assert ([], 0.0, False) == (told, peer.progressed, peer.waits_for_us)
