"""`mailbridge discussion split`, `merge`, `move` and `undo`."""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, printable, said
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.terminal import say_number
from mailbridge.doors.json_objects.discussions import Discussion
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, rearrange

Number = Annotated[int, typer.Argument(metavar="ID")]


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


@asks
async def merge(
    container: Container, away: Number, into: Annotated[int, typer.Argument(metavar="INTO")]
) -> Answer:
    """A discussion goes into another of the same project; who answers its letters lands there."""
    await rearrange.merge_discussions(container, None, away, into)
    return await _found(container, into)


@asks
async def move(
    container: Container, number: Number, project: Annotated[str, typer.Argument(metavar="PROJECT")]
) -> Answer:
    """A discussion goes to another project."""
    await rearrange.move_to_project(container, None, number, project)
    return await _found(container, number)


@asks
async def undo(container: Container, number: Number) -> Answer:
    """Take back the last split, merge or move that this discussion gained by."""
    await rearrange.undo_rearrangement(container, None, number)
    return await _found(container, number)


async def _found(container: Container, number: int) -> Answer:
    discussion = (await read.show_discussion(container, number)).discussion
    return said(
        Discussion.of(discussion),
        say_number(
            "{discussion}: {subject}, {number} post, project {project}",
            "{discussion}: {subject}, {number} posts, project {project}",
            discussion.posts,
            discussion=number,
            subject=printable(discussion.subject),
            project=discussion.project,
        ),
    )
