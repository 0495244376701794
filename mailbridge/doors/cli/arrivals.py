"""Messages from files on their way in: for whom they are, and whether they may come in."""

from collections.abc import Sequence

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Message
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.doors.maildrop import Letter
from mailbridge.doors.smtp.data import has_long_line, normalised
from mailbridge.services.container import Container
from mailbridge.services.receiving import accept, check, refuse
from mailbridge.steps.deciding.address import header_mode
from mailbridge.steps.reading.mime.parse import parse_header_section
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on its way in, with those of its forward-paths that may come in and those that may
    not.
    """

    letter: Letter
    content: bytes
    welcome: tuple[Envelope, ...]
    refused: tuple[tuple[Envelope, Verdict], ...]


async def arrival_of(
    container: Container, letter: Letter, to: list[str] | None, reverse_path: str | None
) -> Arrival:
    """The message with each forward-path asked about. `to` None: those of its own that are ours;
    `reverse_path` None: its own.
    """
    content = normalised(letter.raw)
    head = parse_header_section(content)
    path = _reverse_path(head) if reverse_path is None else reverse_path.strip("<>")
    welcome, refused = [], []
    for recipient in to or await _ours(container, head):
        envelope = Envelope(path, recipient, door="ingest")
        verdict = _unfit(container, content) or await check.check(container, recipient)
        if verdict.disposition is Disposition.REJECT:
            refused.append((envelope, verdict))
        else:
            welcome.append(envelope)
    return Arrival(letter, content, tuple(welcome), tuple(refused))


def _unfit(container: Container, content: bytes) -> Verdict | None:
    """What the SMTP door would refuse too."""
    if len(content) > container.limits.max_size:
        return Verdict(Disposition.REJECT, Reason.TOO_BIG)
    return Verdict(Disposition.REJECT, Reason.LINE_TOO_LONG) if has_long_line(content) else None


def _reverse_path(head: Message) -> str:
    stated = head.header("Return-Path")
    return (
        stated.strip().strip("<>")
        if stated is not None
        else head.author.address
        if head.author
        else ""
    )


async def _ours(container: Container, head: Message) -> tuple[str, ...]:
    """For whom it was by its header section; when nobody of ours is named, the first it names,
    which will be refused.
    """
    several = tuple(
        dict.fromkeys(address for group in header_mode.named(head) for address in group)
    )
    ours = {
        name
        for name in several
        if (await check.check(container, name)).disposition is not Disposition.REJECT
    }
    return header_mode.resolve(head, ours) or several[:1] or ("",)


async def keep(container: Container, arrival: Arrival) -> list[tuple[Envelope, int | Verdict]]:
    """For each forward-path its inbound id, or why it was refused."""
    for envelope, verdict in arrival.refused:
        await refuse.refuse(container, envelope, verdict)
    outcomes: list[tuple[Envelope, int | Verdict]] = list(arrival.refused)
    if not arrival.welcome:
        return outcomes
    try:
        ids: Sequence[int | Verdict] = await accept.accept(
            container, list(arrival.welcome), arrival.content
        )
    except accept.NotKept as refusal:
        ids = [refusal.verdict] * len(arrival.welcome)
    return [*zip(arrival.welcome, ids, strict=True), *outcomes]
