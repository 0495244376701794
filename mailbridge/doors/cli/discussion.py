"""`mailbridge discussion …`"""

import sys
from typing import Annotated

import typer

from mailbridge.domain.discussion import State, Tab
from mailbridge.doors.cli import rearranging, visibility, writing
from mailbridge.doors.cli.discussion_text import page_text
from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.paging import Before, Every, Limit, asked_for, first_page
from mailbridge.doors.cli.frame.terminal import say, say_number
from mailbridge.doors.cli.installation import transfer
from mailbridge.doors.json_objects import discussions
from mailbridge.doors.json_objects.inbox import InboxRow
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, write
from mailbridge.services.discussions.inbox import list_inbox
from mailbridge.services.people import register
from mailbridge.services.telling import take_back

app = noun("What was said, and saying more.")
app.command()(writing.start)
app.command()(transfer.export)
app.command("import")(transfer.import_)
app.command()(writing.answer)
app.command()(writing.note)
app.command()(writing.close)
app.command()(writing.assign)
for _shown in (
    visibility.share, visibility.unshare, visibility.hide, visibility.unhide, visibility.send
):  # fmt: skip
    app.command()(_shown)
for _moved in (rearranging.split, rearranging.merge, rearranging.move, rearranging.undo):
    app.command()(_moved)
Number = Annotated[int, typer.Argument(metavar="ID")]


@app.command()
@asks
async def inbox(
    container: Container,
    tab: Annotated[
        Tab, typer.Argument(help="ours, waiting, close, unassigned, mine or all.")
    ] = Tab.OURS,
    actor: Annotated[
        str | None, typer.Option("--as", help="Whose inbox; left out: that of all projects.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many, who waits longest first.", min=1)] = 100,
) -> Answer:
    """What waits for whom, and who looks after it."""
    viewer = await register.find_person(container, actor) if actor is not None else None
    page = await list_inbox(container, tab, viewer, limit=limit)
    if page.older is not None:
        more = say_number("{number} in all", "{number} in all", page.counts[tab])
        print(more, file=sys.stderr)
    rows = [InboxRow.of(row) for row in page.rows]
    return table(
        rows, ("id", "project", "person", "subject", "assignee", "updated"), say("Nothing.")
    )


@app.command("list")
@asks
async def list_(
    container: Container,
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    state: Annotated[State | None, typer.Option(help="Only these.")] = None,
    limit: Limit = 100,
    before: Before = None,
    every: Every = False,
) -> Answer:
    """Discussions, the last active first."""
    chosen, most = state.value if state else None, asked_for(limit, every)
    listed = await read.list_discussions(container, None, project, chosen, most, before)
    return table(
        [discussions.Discussion.of(view) for view in first_page(listed, limit, every)],
        ("id", "project", "subject", "state", "posts", "whose_move", "updated"),
        say("No discussions yet."),
    )


@app.command()
@asks
async def show(container: Container, number: Number) -> Answer:
    """One discussion with its posts and questions."""
    page = await read.show_discussion(container, number)
    return Answer([discussions.DiscussionPage.of(page)], lambda: page_text(page))


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
async def take_back_answer(
    container: Container, post: Annotated[int, typer.Argument(metavar="POST")]
) -> Answer:
    """Undo an answer while its letters are held: as if it had not been written."""
    await take_back.take_back_post(container, post)
    return said(
        {"post_id": str(post), "state": "taken back"},
        say("Post {number} is taken back.", number=post),
    )
