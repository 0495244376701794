"""Caps by the hour: what a message counts for, and what is said of one too many."""

from collections.abc import Iterable, Sequence

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Message
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.runtime.hourly_tally import HourlyTally
from mailbridge.steps.deciding.address.hourly_caps import author_name, spared
from mailbridge.store.directory import people


def is_exempt(container: Container, client: str | None, door: str) -> bool:
    """Whether mail of this client, by this door, counts for nothing."""
    return spared(client, door, container.limits.caps)


def cap_verdict(container: Container, name: str) -> Verdict:
    """What the peer is told, and in the note what our own people are."""
    kind, _, who = name.partition(":")
    note = told(
        "this {kind} has had the {number} messages of this hour",
        kind=Told(kind),
        number=container.limits.caps.of(name),
    )
    if kind != "project":
        note = Told("{note} ({who})", note=note, who=who)
    return Verdict(Disposition.REJECT, Reason.TOO_MUCH_MAIL, note)


async def find_exceeded(
    container: Container, tally: HourlyTally, names: Sequence[str]
) -> str | None:
    """Which of the names a message counts for has had its share. An author whom a project allows
    may write as much as they like.
    """
    found = tally.full(names)
    if found is None or not found.startswith("author:"):
        return found
    projects = [int(name.partition(":")[2]) for name in names if name.startswith("project:")]
    address = found.partition(":")[2]
    allowed = await container.store.read(
        lambda db: any(people.policy(db, project, address) == "allow" for project in projects)
    )
    return None if allowed else found


def names_counted(envelope: Envelope, head: Message, names: Iterable[str]) -> list[str]:
    """What a message counts for: its author once, then `names`, those of each forward-path."""
    return [author_name(head.author, envelope.reverse_path), *names]
