"""`mailbridge ingest`: mail from files takes the same way as mail by SMTP, and each verdict is
printed.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.told import sentence_of
from mailbridge.domain.verdict import Verdict
from mailbridge.doors import maildrop
from mailbridge.doors.cli.arrivals import arrival_of, keep
from mailbridge.doors.cli.frame.answers import printable
from mailbridge.doors.cli.frame.asking import AsJson, Config, complaint, run, settings_of
from mailbridge.doors.cli.frame.opening import opened_here
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import say, tell
from mailbridge.doors.json_objects.mail import ingested
from mailbridge.doors.json_objects.values import JsonObject
from mailbridge.doors.maildrop import Letter, Unreadable
from mailbridge.services.container import Container
from mailbridge.services.filing.ingest import drain, file_in_order
from mailbridge.services.mail_log import browse
from mailbridge.services.running import wakeup
from mailbridge.values import dataclass

if TYPE_CHECKING:
    from mailbridge.doors.imap import Inbox

TOGETHER = 64  # messages accepted and then filed
LARGE = 256 * 1024  # bytes; such a message is taken in alone, so that the order stays
PERMANENT = 500  # the reply code from which on a refusal is for good (RFC 5321 section 4.2.1)
PATIENCE = 30.0  # seconds until a message that cannot be filed is left to the worker


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message for one forward-path: its inbound id, or why it was refused."""

    path: str
    index: int
    envelope: Envelope
    said: int | Verdict


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help=(
                "Message files, mbox, Maildir, folders, imaps://user@host/INBOX, or - (standard "
                "input)."
            ),
        ),
    ],
    to: Annotated[
        list[str] | None,
        typer.Option(help="The recipient; left out: those of the mail's own that are ours."),
    ] = None,
    reverse_path: Annotated[
        str | None, typer.Option("--from", help="The reverse-path; left out: the mail's own.")
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Take mail in from files, as if it had come by SMTP; wait until it is filed and print a
    verdict for each recipient.
    """
    settings = settings_of(context, config)
    total = maildrop.count(paths)

    async def take_in() -> bool:
        async with opened_here(settings) as container:
            wakeup.ring_other_processes(container)
            outcomes: list[Outcome] = []
            well = True
            with progress("messages", total) as advance:
                for group in together(maildrop.letters(paths)):
                    outcomes += await _group(container, group, to, reverse_path)
                    well &= not any(isinstance(letter, Unreadable) for letter in group)
                    well &= _done_with(group, outcomes)
                    advance(len(group))
            return await _report(container, outcomes, as_json) and well

    if not run(take_in()):
        raise typer.Exit(1)


def together(letters: Iterable[Letter | Unreadable]) -> Iterator[list[Letter | Unreadable]]:
    """Groups to be kept in one go, in order."""
    group: list[Letter | Unreadable] = []
    for letter in letters:
        large = isinstance(letter, Letter) and len(letter.raw) > LARGE
        if group and (large or len(group) == TOGETHER):
            yield group
            group = []
        group.append(letter)
        if large:
            yield group
            group = []
    if group:
        yield group


async def _group(
    container: Container,
    group: Sequence[Letter | Unreadable],
    to: list[str] | None,
    reverse_path: str | None,
) -> list[Outcome]:
    """Keep and file; what could not be read is said at once."""
    for one in group:
        if isinstance(one, Unreadable):
            complaint(say("{path}: {why}", path=one.path, why=tell(one.why)))
    arrivals = [
        await arrival_of(container, letter, to, reverse_path)
        for letter in group
        if isinstance(letter, Letter)
    ]
    kept = await asyncio.gather(*(keep(container, arrival) for arrival in arrivals))
    # They were kept as the store came to it; they are filed in their order.
    ids = [said for outcomes in kept for _, said in outcomes if isinstance(said, int)]
    await file_in_order(container, ids)
    while await drain(container):
        pass
    return [
        Outcome(arrival.letter.path, arrival.letter.index, envelope, outcome)
        for arrival, outcomes in zip(arrivals, kept, strict=True)
        for envelope, outcome in outcomes
    ]


def _done_with(group: Sequence[Letter | Unreadable], outcomes: Sequence[Outcome]) -> bool:
    """Tell IMAP mailboxes what became of their messages. False: one could not be told."""
    refused = {
        (outcome.path, outcome.index): outcome.said.reply.code
        for outcome in outcomes
        if isinstance(outcome.said, Verdict)
    }
    fetched: dict[Inbox, dict[int, int]] = {}
    for letter in group:
        if isinstance(letter, Letter) and letter.inbox is not None:
            fetched.setdefault(letter.inbox, {})[letter.index] = refused.get(
                (letter.path, letter.index), 0
            )
    told = [_settled(inbox, codes) for inbox, codes in fetched.items()]
    return all(told)


def _settled(inbox: "Inbox", codes: dict[int, int]) -> bool:
    """`codes`: uid -> the code it was refused with, 0 for none; what was put off is fetched again
    the next time.
    """
    from mailbridge.doors.imap import FAULTS  # few read from there

    try:
        inbox.settle(
            [uid for uid, code in codes.items() if not code],
            [uid for uid, code in codes.items() if code >= PERMANENT],
        )
    except FAULTS as fault:
        complaint(
            say(
                "{name}: {fault}; what was kept stays unseen there, and is known again "
                "the next time",
                name=inbox.name,
                fault=tell(sentence_of(fault)),
            )
        )
        return False
    return True


async def _report(container: Container, outcomes: Sequence[Outcome], as_json: bool) -> bool:
    """Told when all are filed: a later message may show that two earlier ones belong to one
    discussion.
    """
    well = True
    for outcome in outcomes:
        outcome_object = await _object(container, outcome)
        well &= outcome_object is not None
        if outcome_object is not None:
            _print(outcome_object, as_json)
    return well


async def _object(container: Container, outcome: Outcome) -> JsonObject | None:
    if isinstance(outcome.said, Verdict):
        return _refusal(outcome, outcome.said)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while (view := await browse.show_mail(container, outcome.said)).disposition is None:
        if asyncio.get_running_loop().time() > deadline:
            why = tell(view.note) or say("somebody else files it")
            complaint(
                say(
                    "{path}: kept as {number}, not filed yet ({why}); the worker goes on trying",
                    path=outcome.path,
                    number=outcome.said,
                    why=why,
                )
            )
            return None
        await asyncio.sleep(0.2)
        await drain(container)
    return ingested(outcome.path, outcome.index, view).as_json()


def _refusal(outcome: Outcome, verdict: Verdict) -> JsonObject:
    nowhere = dict.fromkeys(("project", "discussion_id", "post_id", "task_id"))
    said = {"disposition": verdict.disposition.value, "reason": verdict.reason.value}
    place = {
        "path": outcome.path,
        "index": outcome.index,
        "recipient": outcome.envelope.forward_path,
    }
    return {**place, **said, **nowhere, "inbound_id": "", "trail": [f"door: {verdict.reply}"]}


def _print(one: JsonObject, as_json: bool) -> None:
    if as_json:
        print(json.dumps(one, ensure_ascii=False), flush=True)
        return
    number = f"[{one['index']}]" if one["index"] else ""
    place = (
        say(
            ", discussion {number} of “{project}”",
            number=one["discussion_id"],
            project=one["project"],
        )
        if one["discussion_id"]
        else ""
    )
    # Translators: what became of a message: "mail.eml to desk@in.example: accept (filed)"
    told = say(
        "{path} to {recipient}: {disposition} ({reason})",
        path=f"{one['path']}{number}",
        recipient=one["recipient"],
        disposition=one["disposition"],
        reason=one["reason"],
    )
    print(printable(told + place))


app = ingest
