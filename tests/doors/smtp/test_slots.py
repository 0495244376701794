"""Who is connected, and who has to go."""

from collections import Counter

import pytest

from mailbridge.doors.smtp.limits import Caps
from mailbridge.doors.smtp.slots import Slot, Slots
from mailbridge.steps.deciding.address.network import network_of

CAPS = Caps(
    connections=6, connections_of_one_client=2, connections_of_one_network=3,
    connections_of_forwarders=1,
)  # fmt: skip
ANNA, BERT, CARL, FAR = "192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.1"


class Door:
    """Slots of a door, and who was closed."""

    def __init__(self, caps: Caps = CAPS) -> None:
        self.slots = Slots(caps)
        self.closed: list[Slot] = []

    def slot(self, client: str | None, progressed: float, *, forwarder: bool = False) -> Slot:
        made = Slot(client, forwarder, progressed, lambda: self.closed.append(made))
        return made

    def enters(self, client: str | None, now: float, *, forwarder: bool = False) -> bool:
        return self.slots.enter(self.slot(client, now, forwarder=forwarder), now)


def test_a_client_may_have_its_share_and_others_the_rest() -> None:
    """Two of one client, three of a network, six in all, while nobody is idle."""
    door = Door()
    assert [True, True, False] == [door.enters(ANNA, 0) for _ in range(3)]
    assert [True, False, False] == [door.enters(one, 0) for one in (BERT, BERT, CARL)]
    assert [True, True, False] == [door.enters(FAR, 0) for _ in range(3)]
    assert [True, False] == [door.enters(one, 0) for one in ("203.0.113.1", "203.0.113.9")]
    assert [] == door.closed


def test_a_full_share_closes_its_own_longest_idle() -> None:
    """Not a connection of anybody else, though that one is idle for longer."""
    door = Door()
    far, first, second = (door.slot(*one) for one in ((FAR, 0), (ANNA, 2), (ANNA, 1)))
    assert [True] * 3 == [door.slots.enter(one, 2) for one in (far, first, second)]
    assert not door.enters(ANNA, 1.9)
    assert door.enters(ANNA, 2)
    assert [second] == door.closed


def test_a_full_network_closes_its_own_longest_idle() -> None:
    """Of whichever of its clients."""
    door = Door()
    first, second, third = (door.slot(*one) for one in ((ANNA, 3), (BERT, 1), (BERT, 2)))
    assert [True] * 3 == [door.slots.enter(one, 3) for one in (first, second, third)]
    assert door.enters(CARL, 3)
    assert [second] == door.closed


def test_a_full_door_closes_who_brought_nothing_first() -> None:
    """Even if one that brought a message is idle for longer."""
    door = Door(Caps(connections=2))
    proven, idle = door.slot(ANNA, 0), door.slot(FAR, 5)
    proven.proven = True
    assert [True, True] == [door.slots.enter(one, 5) for one in (proven, idle)]
    assert door.enters(BERT, 9)
    assert [idle] == door.closed


def test_who_waits_for_us_is_not_idle() -> None:
    """Its message is being kept, or there is no room for it yet."""
    door = Door(Caps(connections=1))
    waiting = door.slot(ANNA, 0)
    waiting.waits_for_us = True
    door.slots.enter(waiting, 0)
    door.slots.close_idle(1000)
    assert not door.enters(FAR, 1000)
    assert [] == door.closed


def test_forwarders_have_places_of_their_own() -> None:
    """Strangers cannot fill them, nor they those of strangers, and no stress closes them."""
    door = Door(Caps(connections=1, connections_of_forwarders=2))
    assert [True, True, False, True, False] == [
        door.enters(ANNA, 0, forwarder=True),
        door.enters(None, 0, forwarder=True),
        door.enters(ANNA, 0, forwarder=True),
        door.enters(ANNA, 0),
        door.enters(FAR, 0),
    ]
    door.slots.close_idle(1000)
    assert [ANNA] == [slot.client for slot in door.closed]
    assert door.enters(BERT, 2000, forwarder=True)


@pytest.mark.parametrize("client", [None, ""])
def test_who_has_no_address_is_counted_among_all_alone(client: str | None) -> None:
    """A socket of this machine has no share of its own."""
    door = Door()
    assert [True] * 6 + [False] == [door.enters(client, 0) for _ in range(7)]


def test_a_connection_that_is_named_later_counts_for_its_name() -> None:
    """A proxy says whose it is: it leaves one share and enters another, where there is room."""
    door = Door()
    first, second, third = (door.slot(None, 0, forwarder=True) for _ in range(3))
    for slot, expected in ((first, True), (second, True), (third, False)):
        assert door.slots.enter(slot, 0)
        assert door.slots.rename(slot, ANNA, False, 0) is expected
        assert slot.network == "192.0.2.0/24"
    assert not door.slots.rename(third, FAR, False, 0)
    assert door.enters(None, 0, forwarder=True)


def test_stress_begins_at_three_quarters() -> None:
    """Then the short time of silence holds; forwarders are not counted."""
    door = Door(Caps(connections=4, idle_stressed=10))
    for number in range(2):
        door.enters(f"192.0.{number}.1", number)
    door.enters(FAR, 0, forwarder=True)
    assert not door.slots.is_stressed()
    door.enters(FAR, 2)
    assert door.slots.is_stressed()
    door.slots.close_idle(11.5)
    assert ["192.0.0.1", "192.0.1.1"] == sorted(str(slot.client) for slot in door.closed)
    assert not door.slots.is_stressed()


def test_nobody_is_remembered_who_has_left() -> None:
    """Names of strangers do not fill memory, and who leaves twice is counted once."""
    door = Door()
    slots = [door.slot(client, 0) for client in (ANNA, None, FAR)]
    for slot in slots:
        door.slots.enter(slot, 0)
    door.slots.rename(slots[0], BERT, False, 0)
    for slot in [*slots, *slots]:
        door.slots.leave(slot)
    assert (set(), Counter()) == (door.slots._open, door.slots._counts)


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", None),
        (None, None),
    ],
)
def test_a_network_is_what_one_customer_has(client: str | None, expected: str | None) -> None:
    """A /24 of IPv4, a /64 of IPv6."""
    assert network_of(client) == expected
