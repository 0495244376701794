"""Caps at the door: what a message counts for, and what is said of one too many."""

from collections.abc import Iterable, Mapping
from functools import partial

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Message
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.runtime.hourly_tally import HourlyTally
from mailbridge.steps.deciding.address.hourly_caps import (
    STORE,
    Arriving,
    amounts,
    author_address,
    is_kept_for_known,
    is_spared,
    kind_of,
)
from mailbridge.steps.deciding.address.network import network_of
from mailbridge.store.directory import author_policies
from mailbridge.store.inbound import proven_clients

MIB = 1024 * 1024
ANONYMOUS = ("reader", "project")  # whose number says nothing to our people


def is_exempt(container: Container, client: str | None, door: str) -> bool:
    """Whether mail of this client, by this door, counts for nothing."""
    return is_spared(client, door, container.limits.caps)


def cap_verdict(container: Container, name: str) -> Verdict:
    """What the peer is told, and in the note what our own people are."""
    kind, _, who = name.partition(":")
    cap = container.limits.caps.of(name)
    if name == STORE:
        note = told("the store has had the {number} MiB of this day", number=cap // MIB)
    elif kind.endswith("_bytes"):
        kind = kind.removesuffix("_bytes")
        note = told(
            "this {kind} has had the {number} MiB of this hour", kind=Told(kind), number=cap // MIB
        )
    else:
        note = told(
            "this {kind} has had the {number} messages of this hour", kind=Told(kind), number=cap
        )
    if who and kind not in ANONYMOUS:
        note = Told("{note} ({who})", note=note, who=who)
    return Verdict(Disposition.REJECT, Reason.TOO_MUCH_MAIL, note)


def arriving_message(envelope: Envelope, head: Message, size: int) -> Arriving:
    """What the caps have to know of a message of `size` bytes with this header section."""
    return Arriving(author_address(head.author, envelope.reverse_path), envelope.client, size)


def counted(arriving: Arriving, names: Iterable[str]) -> dict[str, int]:
    """What a message counts for, and by how much; `names` are those of its forward-paths."""
    return amounts(arriving, names)


async def find_exceeded(
    container: Container, tally: HourlyTally, arriving: Arriving, amount: Mapping[str, int]
) -> str | None:
    """Which of the names a message counts for has had its share, so that it cannot be taken. An
    author whom a project allows may write as much as they like, and an author whom we know is
    heard though others have used up what is shared.
    """
    over = tally.full(amount)
    if over is None:
        return None
    if kind_of(over) == "author":
        return None if await _is_allowed(container, arriving.author, amount) else over
    clients = await container.store.read(
        partial(proven_clients.clients_of, address=arriving.author)
    )
    if clients is None:
        return over
    proven = network_of(arriving.client) in {network_of(client) for client in clients}
    caps = container.limits.caps
    return None if is_kept_for_known(over, amount, caps, tally.known, proven) else over


async def _is_allowed(container: Container, author: str, names: Iterable[str]) -> bool:
    projects = [int(name.partition(":")[2]) for name in names if kind_of(name) == "project"]
    return await container.store.read(
        lambda db: any(
            author_policies.policy(db, project, author) == "allow" for project in projects
        )
    )
