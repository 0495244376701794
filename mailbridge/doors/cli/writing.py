"""`mailbridge discussion start`, `answer`, `note` and `close`: writing without a browser."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.bootstrap import CannotStart
from mailbridge.domain.project import Person
from mailbridge.doors.cli.frame.answers import Answer, printable, said
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.discussions import Discussion, Post
from mailbridge.doors.json_objects.inbox import Done
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, several, write
from mailbridge.services.people import register
from mailbridge.services.views.models import PersonView, PostView

Number = Annotated[int, typer.Argument(metavar="ID")]
Actor = Annotated[
    str | None,
    typer.Option(
        "--as", help="The team member who writes; left out: the project's only one, else an admin."
    ),
]
TextFile = Annotated[
    str, typer.Argument(metavar="[TEXTFILE]", help="What to say; left out or -: standard input.")
]


@asks
async def start(
    container: Container,
    project: Annotated[str, typer.Option(help="The project's name or id.")],
    subject: Annotated[str, typer.Option(help="What it is about.")],
    to: Annotated[
        list[str] | None,
        typer.Option(
            help="A client's address; again for each of several. Left out: it stays inside.",
            metavar="ADDRESS",
        ),
    ] = None,
    file: TextFile = "-",
    actor: Actor = None,
) -> Answer:
    """Open a discussion; the letters go out."""
    addresses = [
        address.strip() for group in to or () for address in group.split(",") if address.strip()
    ]
    who = await register.find_writer(container, actor, project)
    made = await write.start_discussion(
        container, who, project, subject, _words(file), addresses, "api"
    )
    page = await read.show_discussion(container, made)
    reached = ", ".join(printable(address) for address in addresses) or say("the team alone")
    told = say("Discussion {number}, to {readers}.", number=made, readers=reached)
    return said(Discussion.of(page.discussion), told)


@asks
async def answer(
    container: Container,
    number: Number,
    file: TextFile = "-",
    actor: Actor = None,
    to_all: Annotated[
        bool, typer.Option("--all", help="To all clients of the discussion.")
    ] = False,
    to_post: Annotated[
        int | None,
        typer.Option(
            "--to-post",
            metavar="POST",
            help="To the audience of this post; left out: of the newest that a client may see.",
        ),
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="At once: it cannot be taken back.")] = False,
) -> Answer:
    """Answer in a discussion; it says whom the letters go to."""
    who = await _writer(container, actor, number)
    made = await write.add_reply(
        container,
        who,
        number,
        _words(file),
        channel="api",
        to_all=to_all,
        answers=to_post,
        at_once=now,
    )
    return await _written(container, number, made)


@asks
async def note(
    container: Container, number: Number, file: TextFile = "-", actor: Actor = None
) -> Answer:
    """Keep an internal note, which no client ever reads."""
    who = await _writer(container, actor, number)
    made = await write.add_reply(container, who, number, _words(file), internal=True, channel="api")
    return await _written(container, number, made)


@asks
async def close(container: Container, number: Number, actor: Actor = None) -> Answer:
    """Close a discussion; a client's next words open it again."""
    await write.close_discussion(container, await _writer(container, actor, number), number)
    discussion = (await read.show_discussion(container, number)).discussion
    return said(
        Discussion.of(discussion),
        say("{number} is {state}.", number=number, state=discussion.state),
    )


@asks
async def assign(
    container: Container,
    number: Number,
    to: Annotated[
        str, typer.Argument(help="An address or a name of the team; left out: nobody.")
    ] = "",
    actor: Actor = None,
) -> Answer:
    """Say who looks after a discussion."""
    who = await _writer(container, actor, number)
    done = await several.act_on_several(container, who, several.Act.ASSIGN, [number], to)
    sentence = say("{name} looks after it.", name=done.to) if done.to else say("Nobody has it.")
    return said(Done.of(done), sentence if done.ids else say("Nothing to do: it is so already."))


async def _writer(container: Container, actor: str | None, number: int) -> Person:
    discussion = (await read.show_discussion(container, number)).discussion
    return await register.find_writer(container, actor, str(discussion.project_id))


async def _written(container: Container, number: int, made: int) -> Answer:
    page = await read.show_discussion(container, number)
    post = next(view for view in page.posts if view.id == made)
    sent = {"discussion_id": str(number), "post_id": str(made), **Post.of(post).model_dump()}
    return said(sent, _told(post))


def _told(post: PostView) -> str:
    """Whom a post that was just written goes to."""
    if post.internal:
        return say("Post {number}, inside.", number=post.id)
    readers = _names(post.audience) or say("no client")
    if not post.left_out:
        return say("Post {number}, to {readers}.", number=post.id, readers=readers)
    return say(
        "Post {number}, to {readers}; not to {others}.",
        number=post.id,
        readers=readers,
        others=_names(post.left_out),
    )


def _names(people: tuple[PersonView, ...]) -> str:
    return ", ".join(printable(person.addresses[0]) for person in people if person.addresses)


def _words(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text()
    except (OSError, UnicodeDecodeError) as fault:
        raise CannotStart(f"{file}: {fault}") from fault
