"""`mailbridge discussion …`"""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.domain.discussion import State
from mailbridge.doors.cli import writing
from mailbridge.doors.cli.frame.answers import Answer, printable, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say, say_number, words
from mailbridge.doors.json_objects import discussions
from mailbridge.doors.json_objects.held_answers import HeldAnswer
from mailbridge.doors.json_objects.values import moment
from mailbridge.doors.json_objects.visibility import Visibility
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, rearrange, write
from mailbridge.services.discussions.send import send_held_answer, show_held_answer
from mailbridge.services.discussions.share import change_what_clients_see, show_visibility
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.people import register
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import DiscussionPage, ParticipantView, PostView, QuestionView

app = noun("What was said, and saying more.")
app.command()(writing.start)
app.command()(writing.answer)
app.command()(writing.note)
app.command()(writing.close)
Number = Annotated[int, typer.Argument(metavar="ID")]


class Form(StrEnum):
    MBOX = "mbox"
    EML = "eml"


@app.command("list")
@asks
async def list_(
    container: Container,
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    state: Annotated[State | None, typer.Option(help="Only these.")] = None,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1)] = 100,
) -> Answer:
    """Discussions, the last active first."""
    chosen = state.value if state else None
    found = [
        discussions.Discussion.of(discussion)
        for discussion in await read.list_discussions(
            container, project=project, state=chosen, limit=limit
        )
    ]
    return table(
        found,
        ("id", "project", "subject", "state", "posts", "whose_move", "updated"),
        say("No discussions yet."),
    )


@app.command()
@asks
async def show(container: Container, number: Number) -> Answer:
    """One discussion with its posts and questions."""
    page = await read.show_discussion(container, number)
    return Answer([discussions.DiscussionPage.of(page)], lambda: _page(page))


def _page(page: DiscussionPage) -> str:
    head = (
        f"{printable(page.discussion.subject)}\n{page.discussion.project} · "
        f"{page.discussion.state} · move: {page.discussion.whose_move}\n"
    )
    asked = "".join(_question(question) for question in page.questions)
    lost = "".join(
        say("{address} cannot be reached", address=printable(address)) + "\n"
        for address in page.discussion.unreachable
    )
    tasks = "".join(
        say(
            "Task {number} ({state}) {title}",
            number=task.id,
            state=task.state,
            title=printable(task.title),
        )
        + "\n"
        for task in page.tasks
    )
    gaps = "".join(f"{event.words(words())}\n" for event in page.events if event.kind == "missing")
    new = "".join(
        say("{name} waits to be let in", name=_named(participant)) + "\n"
        for participant in page.participants
        if not participant.admitted
    )
    return head + lost + new + gaps + asked + tasks + "".join(_post(post) for post in page.posts)


def _named(one: ParticipantView) -> str:
    return printable(
        f"{one.person.name} <{one.person.addresses[0]}>"
        if one.person.addresses
        else one.person.name
    )


def _question(asked: QuestionView) -> str:
    """Each side's questions have numbers of their own; Q is what letters call those to the
    client.
    """
    names = ", ".join(one.name or (*one.addresses, "?")[0] for one in asked.to)
    number = (
        say("Q{number} to {names}", number=asked.number, names=printable(names))
        if asked.side == "client"
        else say("{name}'s {number}", name=printable(asked.asker), number=asked.number)
    )
    return f"{number} ({asked.state}) {printable(asked.text)}\n"


def _post(post: PostView) -> str:
    note = " · " + say("internal note") if post.internal else ""
    text = "\n".join(printable(line) for line in post.reply.splitlines())
    files = "".join(
        f"\n[{file.filename or file.content_type}, {say('{number} bytes', number=file.size)}]"
        for file in post.attachments
    )
    who = f"{printable(post.author_name)} <{post.author}> ({post.verified})"
    rival = (
        "; " + say("may belong to discussion {number}", number=post.runner_up)
        if post.runner_up
        else ""
    )
    heard = "" if post.internal else f"\n    {_audience(post)}"
    files += _invited(post) + _reactions(post)
    head = f"--- {post.id} · {who} · {moment(post.created)} · {post.channel}{note}"
    why = say("here because: {why}", why=printable(words().tell(post.why)))
    return f"\n{head}{heard}\n{text}{files}\n    {why}{rival}\n"


def _reactions(post: PostView) -> str:
    signs = (f"{printable(one.emoji)} {printable(one.name)}" for one in post.reactions)
    return "".join(f"\n[{sign}]" for sign in signs)


def _invited(post: PostView) -> str:
    event = post.invitation
    if event is None:
        return ""
    when = event.start.date().isoformat() if event.whole_day else moment(event.start) or ""
    told = ", ".join(printable(part) for part in (event.summary, when, event.place) if part)
    return "\n" + say("Invitation: {event}", event=told)


def _audience(post: PostView) -> str:
    told, missed = (
        ", ".join(printable(one.name or one.addresses[0]) for one in some)
        for some in (post.audience, post.left_out)
    )
    to = say("to {names}", names=told) if told else say("to the team alone")
    return f"{to}; {say('not to {names}', names=missed)}" if missed else to


@app.command()
@asks
async def share(
    container: Container,
    number: Number,
    what: Annotated[Kind, typer.Option("--what", help="What the number names.")] = Kind.DISCUSSION,
    show: Annotated[bool, typer.Option("--show", help="Only say what becomes visible.")] = False,
) -> Answer:
    """Let clients see a discussion, or one post, task or file of it."""
    return await _seen(container, what, number, show, inside=False)


@app.command()
@asks
async def hide(
    container: Container,
    number: Number,
    what: Annotated[Kind, typer.Option("--what", help="What the number names.")] = Kind.DISCUSSION,
    show: Annotated[bool, typer.Option("--show", help="Only say what is hidden.")] = False,
) -> Answer:
    """Keep a discussion, or one post, task or file of it, inside."""
    return await _seen(container, what, number, show, inside=True)


async def _seen(container: Container, what: Kind, number: int, show: bool, inside: bool) -> Answer:
    view = await show_visibility(container, what, number, inside)
    counts = ((view.posts, "comments"), (view.tasks, "tasks"), (view.files, "files"))
    told = ", ".join(f"{count} {name}" for count, name in counts if count)
    verb = "hidden from clients" if inside else "visible to clients"
    if not show and sys.stdin.isatty():
        typer.confirm(f"{verb}: {told}. Do it?", abort=True)
    if not show:
        view = await change_what_clients_see(container, what, number, inside)
    return said(Visibility.of(view).as_json(), f"{'Would be' if show else 'Now'} {verb}: {told}.")


@app.command()
@asks
async def send(
    container: Container,
    post: Annotated[int, typer.Argument(metavar="POST", help="A held answer, or a note.")],
    cut: Annotated[
        bool, typer.Option("--cut", help="Without the words that stand in internal notes.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Only say what holds it, and for whom.")
    ] = False,
) -> Answer:
    """Send an answer to the client that was held, or stayed inside."""
    view = await show_held_answer(container, post)
    to = printable(", ".join(view.to)) or "nobody: no client takes part"
    held = "".join(f"\n  stands inside: {printable(words)}" for words in view.words)
    if not show and sys.stdin.isatty():
        typer.confirm(f"It goes to {to}.{held}\nSend it?", abort=True)
    if not show:
        await send_held_answer(container, post, cut=cut)
    said_so = "It would go to" if show else "Sent to"
    return said(HeldAnswer.of(view).as_json(), f"{said_so} {to}.{held if show else ''}")


@app.command()
@asks
async def split(
    container: Container,
    posts: Annotated[
        list[int], typer.Argument(metavar="POST...", help="Posts of one discussion, by number.")
    ],
    subject: Annotated[
        str | None, typer.Option(help="Its subject; left out: that of the first post.")
    ] = None,
    into: Annotated[
        int | None,
        typer.Option(metavar="ID", help="Into this discussion of the same project instead."),
    ] = None,
) -> Answer:
    """Posts become a discussion of their own, or go into another one; later answers to them
    follow.
    """
    if into is not None:
        await rearrange.move_posts(container, None, posts, into)
        return await _found(container, into)
    return await _found(
        container, await rearrange.split_discussion(container, None, posts, subject)
    )


@app.command()
@asks
async def merge(
    container: Container, away: Number, into: Annotated[int, typer.Argument(metavar="INTO")]
) -> Answer:
    """A discussion goes into another of the same project; who answers its letters lands there."""
    await rearrange.merge_discussions(container, None, away, into)
    return await _found(container, into)


@app.command()
@asks
async def move(
    container: Container, number: Number, project: Annotated[str, typer.Argument(metavar="PROJECT")]
) -> Answer:
    """A discussion goes to another project."""
    await rearrange.move_to_project(container, None, number, project)
    return await _found(container, number)


@app.command()
@asks
async def undo(container: Container, number: Number) -> Answer:
    """Take back the last split, merge or move that this discussion gained by."""
    await rearrange.undo_rearrangement(container, None, number)
    return await _found(container, number)


async def _found(container: Container, number: int) -> Answer:
    found = (await read.show_discussion(container, number)).discussion
    return said(
        discussions.Discussion.of(found),
        say_number(
            "{discussion}: {subject}, {number} post, project {project}",
            "{discussion}: {subject}, {number} posts, project {project}",
            found.posts,
            discussion=number,
            subject=printable(found.subject),
            project=found.project,
        ),
    )


@app.command()
@asks
async def export(
    container: Container,
    number: Number,
    to: Annotated[
        Path | None,
        typer.Option(help="A file (mbox) or a folder (eml); left out: standard output."),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="mbox: one file; eml: a file for each message.")
    ] = Form.MBOX,
) -> Answer:
    """Write the messages of a discussion with their original header fields."""
    messages = await read.export_discussion(container, number)
    if form is Form.EML:
        _write_folder(to or Path(f"discussion-{number}"), messages)
    elif to is not None:
        to.write_bytes(mbox(messages, container.clock()))
    else:
        sys.stdout.buffer.write(mbox(messages, container.clock()))
        return Answer([], str)
    return said(
        {"id": str(number), "messages": len(messages)},
        say_number("{number} message written.", "{number} messages written.", len(messages)),
    )


def _write_folder(folder: Path, messages: list[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(messages, 1):
        (folder / f"{number:04d}.eml").write_bytes(raw)


def mbox(messages: list[bytes], now: datetime) -> bytes:
    """One file of them all (RFC 4155), lines that begin with From quoted so that every reader can
    undo it.
    """
    separator = f"From mailbridge@localhost {now.astimezone(UTC):%a %b %d %H:%M:%S %Y}\n".encode()
    return b"".join(separator + _quoted(raw) + b"\n" for raw in messages)


def _quoted(raw: bytes) -> bytes:
    lines = raw.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join(
        (b">" if line.lstrip(b">").startswith(b"From ") else b"") + line + b"\n" for line in lines
    )


@app.command(hidden=True)
@asks
async def reply(
    container: Container,
    number: Number,
    actor: Annotated[str, typer.Option("--as", help="The address of the team member who writes.")],
    text: Annotated[str | None, typer.Option(help="What to say; left out: standard input.")] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="A note that no client sees.")
    ] = False,
) -> Answer:
    """The older name of `answer` and `note`."""
    words = sys.stdin.read() if text is None else text
    who = await register.find_person(container, actor)
    made = await write.add_reply(container, who, number, words, internal)
    return said(
        {"discussion_id": str(number), "post_id": str(made)}, say("Post {number}.", number=made)
    )


@app.command("take-back")
@asks
async def take_back(
    container: Container, post: Annotated[int, typer.Argument(metavar="POST")]
) -> Answer:
    """Undo an answer while its letters are held: as if it had not been written."""
    await outbox.take_back_post(container, post)
    return said({"post_id": str(post), "state": "taken back"}, f"Post {post} is taken back.")
