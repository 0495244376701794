"""`mailbridge mail …`"""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from mailbridge.domain.message import Hop
from mailbridge.domain.verdict import Disposition
from mailbridge.doors.cli.explain.hop_table import hop_table
from mailbridge.doors.cli.frame.answers import Answer, card, printable, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.paging import Before, Every, Limit, asked_for, first_page
from mailbridge.doors.cli.frame.terminal import moment, say, words
from mailbridge.doors.json_objects.admin.lab import tried
from mailbridge.doors.json_objects.mail import Held, Mail, MailExplained, mail_traced
from mailbridge.doors.json_objects.releases import Release
from mailbridge.services.container import Container
from mailbridge.services.discussions.release import find_post_of_mail, preview_release, release_post
from mailbridge.services.lab.trial import Destination, Trial
from mailbridge.services.lab.try_out import try_out
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.views.mail_models import HeldView, MailView
from mailbridge.services.views.models import ReleaseView
from mailbridge.steps.telling.words.reason_words import reason_words

app = noun("The mail log: each message that knocked, its verdict and its trail.")
Number = Annotated[int, typer.Argument(metavar="ID")]


class How(StrEnum):
    ONCE = quarantine.ONCE
    ALWAYS = quarantine.ALWAYS
    CLIENT = quarantine.CLIENT


@app.command("list")
@asks
async def list_(
    container: Container,
    disposition: Annotated[
        Disposition | None, typer.Option(help="Only those that ended so.")
    ] = None,
    limit: Limit = 100,
    before: Before = None,
    every: Every = False,
) -> Answer:
    """What came and what was refused at the door, newest first."""
    most = asked_for(limit, every)
    listed = await browse.list_mail(container, None, most, disposition, before)
    messages = [Mail.of(message) for message in first_page(listed, limit, every)]
    columns = (
        "id",
        "received",
        "reverse_path",
        "forward_path",
        "disposition",
        "reason",
        "project",
        "subject",
    )
    return table(messages, columns, say("No mail yet."))


@app.command()
@asks
async def show(
    container: Container,
    number: Number,
    raw: Annotated[bool, typer.Option("--raw", help="The message as it came.")] = False,
) -> Answer:
    """One message of the log."""
    if raw:
        sys.stdout.buffer.write(await browse.open_raw(container, number))
        return Answer([], str)
    return card(Mail.of(await browse.show_mail(container, number)))


@app.command()
@asks
async def explain(container: Container, number: Number) -> Answer:
    """Why it is where it is: which step said what, and the way it came."""
    message = await browse.show_mail(container, number)
    hops = await browse.read_hops(container, number)
    return Answer([mail_traced(message, hops)], lambda: _told(message) + _way(hops))


def _way(hops: tuple[Hop, ...]) -> str:
    lines = hop_table(hops, words())
    return "".join(f"{line}\n" for line in ("", say("The way it came"), *lines)) if lines else ""


def _subject(view: MailView) -> str:
    return printable(view.subject) or say("(no subject)")


def _why(view: MailView) -> str:
    return reason_words(view.reason, words()) or say("It waits to be filed.")


def _told(view: MailView) -> str:
    why = _why(view)
    place = (
        say(
            "It is post {post} of discussion {discussion} in “{project}”.",
            post=view.post_id,
            discussion=view.discussion_id,
            project=view.project,
        )
        + "\n"
        if view.post_id
        else ""
    )
    steps = "".join(f"  {printable(words().tell(line))}\n" for line in view.trail)
    note = f"{printable(words().tell(view.note))}\n" if view.note else ""
    way = say(
        "from <{reverse_path}> to <{forward_path}> at {received}",
        reverse_path=view.reverse_path,
        forward_path=view.forward_path,
        received=moment(view.received),
    )
    verdict = f"{view.disposition or say('queued')} ({view.reason or say('not yet')}): {why}"
    return f"{_subject(view)}\n{way}{_source(view)}\n{verdict}\n{note}{place}{steps}"


def _source(view: MailView) -> str:
    if view.client is None:
        return ""
    client = f"{view.client} ({view.helo})" if view.helo else view.client
    if view.relayed_by:
        relay = view.relayed_by
        told = say(", client {client}, named by our server {relay}", client=client, relay=relay)
    else:
        told = say(", client {client}", client=client)
    return printable(told)


@app.command("try")
@asks
async def try_(
    container: Container,
    file: Annotated[typer.FileBinaryRead, typer.Argument(help="A message file, or -.")],
    to: Annotated[
        str, typer.Option(help="The recipient; left out: whomever of ours it names.")
    ] = "",
) -> Answer:
    """What would become of a message, with the letters that would leave; nothing of it is kept."""
    trial = await try_out(container, file.read(), to)
    return Answer([tried(trial)], lambda: _foreseen(trial))


def _foreseen(trial: Trial) -> str:
    places = [_foreseen_at(place) for place in trial.destinations]
    return "\n".join(places) or say("none of its recipients is ours") + "\n"


def _foreseen_at(place: Destination) -> str:
    if place.mail is None:
        reason = place.refused.reason if place.refused is not None else None
        return f"{place.forward_path}: {reason_words(reason, words())}\n"
    trail = "".join(f"  {printable(words().tell(line))}\n" for line in place.mail.trail)
    letters = "".join(
        f"--- {letter.to}: {printable(letter.subject)}\n{letter.text}\n" for letter in place.letters
    )
    return f"{place.forward_path}\n{trail}{letters}"


@app.command()
@asks
async def retry(container: Container, number: Number) -> Answer:
    """Decide a stored message once more by today's rules; what is filed already is never
    doubled.
    """
    return _decided(await browse.retry_mail(container, number))


@app.command()
@asks
async def release(
    container: Container,
    number: Number,
    show: Annotated[bool, typer.Option("--show", help="Only say whom it would go to.")] = False,
) -> Answer:
    """Pass the words of an unproven client on to all clients of the discussion."""
    post_id = await find_post_of_mail(container, number)
    view = await preview_release(container, post_id)
    if not show and sys.stdin.isatty():
        typer.confirm(say("It goes to {readers}. Pass it on?", readers=_readers(view)), abort=True)
    if not show:
        view = await release_post(container, post_id)
    told = say(
        "It would go to {readers}." if show else "Passed on to {readers}.", readers=_readers(view)
    )
    return said(Release.of(view).as_json(), told)


def _readers(view: ReleaseView) -> str:
    return ", ".join(view.to) or say("nobody: no other client takes part")


@app.command()
@asks
async def held(
    container: Container,
    limit: Limit = 20,
    before: Before = None,
    every: Every = False,
) -> Answer:
    """What waits for you to decide, with the beginning of each."""
    most = asked_for(limit, every)
    waiting = await quarantine.list_held(container, None, most, before)
    held_messages = first_page(waiting, limit, every)
    return Answer(
        [Held.of(view) for view in held_messages],
        lambda: "".join(map(_waiting, held_messages)) or say("Nothing waits.") + "\n",
    )


def _waiting(held: HeldView) -> str:
    view = held.mail
    head = f"--- {view.id} · {_subject(view)} · {moment(view.received)}"
    place = say(
        "from {author} to {forward_path} ({project})",
        author=view.author or "<" + view.reverse_path + ">",
        forward_path=view.forward_path,
        project=view.project or say("no project"),
    )
    note = f" {printable(words().tell(view.note))}" if view.note else ""
    text = "".join(f"    {printable(line)}\n" for line in held.preview.splitlines()[:8])
    files = "".join(f"    [{printable(name)}]\n" for name in held.files)
    return f"{head}\n{printable(place)}\n{_why(held.mail)}{note}\n{text}{files}"


@app.command()
@asks
async def accept(
    container: Container,
    number: Number,
    how: Annotated[
        How,
        typer.Option(
            help="Only this once, always from this author, or its author becomes a client."
        ),
    ] = How.ONCE,
    project: Annotated[
        str | None, typer.Option(help="Where to file it, when its address names no project.")
    ] = None,
) -> Answer:
    """File a held message after all."""
    return _decided(await quarantine.accept_held(container, number, how, project))


@app.command()
@asks
async def discard(
    container: Container,
    number: Number,
    block: Annotated[
        bool, typer.Option("--block", help="Drop all mail of its author from now on.")
    ] = False,
) -> Answer:
    """Drop a held message."""
    return _decided(await quarantine.discard_held(container, number, block))


def _decided(view: MailView) -> Answer:
    return said(MailExplained.of(view), _told(view).rstrip("\n"))
