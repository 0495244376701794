"""Who is connected, and who has to go when somebody new finds no place."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from mailbridge.doors.smtp.limits import Caps
from mailbridge.steps.deciding.address.network import network_of


class Share(StrEnum):
    """What a connection counts for."""

    CLIENT = "client"
    NETWORK = "network"
    STRANGERS = "strangers"
    FORWARDERS = "forwarders"


Counted = tuple[Share, str]  # a share, and whose it is


@dataclass(eq=False, slots=True)
class Slot:
    """One connection. Moments are seconds of the event loop's clock."""

    client: str | None  # IP address; None came by a socket of this machine, or is not yet named
    forwarder: bool  # a listed mail server or proxy of ours
    progressed: float  # when the peer last did something that brings a message nearer
    close: Callable[[], None]  # says goodbye to the peer
    proven: bool = False  # has brought a message
    waits_for_us: bool = False  # for room, or for the reply to its message
    counted: tuple[Counted, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        self.rename(self.client, self.forwarder)

    @property
    def network(self) -> str | None:
        """The network of the client; None where it has no address."""
        return network_of(self.client)

    def rename(self, client: str | None, forwarder: bool) -> None:
        """The peer is somebody else than it seemed."""
        self.client, self.forwarder = client, forwarder
        if forwarder:
            self.counted = ((Share.FORWARDERS, ""),)
            return
        own = (Share.CLIENT, client or ""), (Share.NETWORK, self.network or "")
        self.counted = (*(own if client else ()), (Share.STRANGERS, ""))


class Slots:
    """The connections of one door. A client and a network have a share of them; a full share, or a
    full door, is answered by closing the connection that has been idle for longest, and a newcomer
    is refused only where none is idle.
    """

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._most = {
            Share.CLIENT: caps.connections_of_one_client,
            Share.NETWORK: caps.connections_of_one_network,
            Share.STRANGERS: caps.connections,
            Share.FORWARDERS: caps.connections_of_forwarders,
        }
        self._open: set[Slot] = set()
        self._counts: Counter[Counted] = Counter()

    def enter(self, slot: Slot, now: float) -> bool:
        """Take a place; several others may have to go for it. False: there is none."""
        for counted in slot.counted:
            if self._counts[counted] >= self._most[counted[0]] and not self._freed(counted, now):
                return False
        self._open.add(slot)
        self._counts.update(slot.counted)
        return True

    def rename(self, slot: Slot, client: str | None, forwarder: bool, now: float) -> bool:
        """A connection is somebody else's than it seemed. False: theirs are too many already, and
        it has left.
        """
        if slot not in self._open:
            return False
        self.leave(slot)
        slot.rename(client, forwarder)
        return self.enter(slot, now)

    def leave(self, slot: Slot) -> None:
        """Nothing happens where it has left already."""
        if slot in self._open:
            self._open.discard(slot)
            self._counts -= Counter(slot.counted)

    def is_stressed(self) -> bool:
        """Whether three quarters of the places for strangers are taken."""
        return 4 * self._counts[(Share.STRANGERS, "")] >= 3 * self._caps.connections

    def close_idle(self, now: float) -> None:
        """Close every stranger's connection that has been idle for as long as stress allows."""
        for slot in self._idle((Share.STRANGERS, ""), now, self._caps.idle_stressed):
            self._evict(slot)

    def _freed(self, counted: Counted, now: float) -> bool:
        """Close the one that has been idle for longest, and before all one that brought nothing."""
        idle = self._idle(counted, now, self._caps.idle_before_others)
        if not idle:
            return False
        self._evict(min(idle, key=lambda slot: (slot.proven, slot.progressed)))
        return True

    def _idle(self, counted: Counted, now: float, seconds: float) -> list[Slot]:
        return [
            slot
            for slot in self._open
            if counted in slot.counted
            and not slot.waits_for_us
            and now - slot.progressed >= seconds
        ]

    def _evict(self, slot: Slot) -> None:
        self.leave(slot)
        slot.close()
