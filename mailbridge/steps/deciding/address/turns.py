"""Whose message is next: everybody has a turn before anybody has the next one."""

from collections import Counter
from collections.abc import Iterable, Mapping

from mailbridge.steps.deciding.address.network import network_of
from mailbridge.values import dataclass

IN_A_TURN = 3  # messages of one sender, so that those that follow each other mostly stay together
SHARE = 0.25  # seconds of reading that one sender may cost before others come first


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored message; ids grow with time."""

    id: int
    client: str | None
    reverse_path: str

    @property
    def origin(self) -> str:
        """Whose turn it is: the client's network, else the reverse-path."""
        return network_of(self.client) or self.reverse_path.lower()


def take_turns(waiting: Iterable[Waiting], spent: Mapping[str, float]) -> list[Waiting]:
    """The messages in the order in which they are to be read: first those of senders whose mail
    cost little of late (`spent`: seconds by origin); among them a few of each sender, then the next
    few of each, oldest first.
    """
    had: Counter[str] = Counter()
    turns = []
    for message in sorted(waiting, key=lambda message: message.id):
        origin = message.origin
        cost = int(spent.get(origin, 0.0) / SHARE)
        turns.append((cost, had[origin] // IN_A_TURN, message.id, message))
        had[origin] += 1
    return [message for *_, message in sorted(turns, key=lambda turn: turn[:3])]
