"""What the buttons of a discussion's page do beside writing."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services import tasks
from mailbridge.services.desk import undo_time
from mailbridge.services.desk.uncut import restore_cut
from mailbridge.services.discussions import change, read, rearrange, write
from mailbridge.services.people import leaving
from mailbridge.services.people.follow import follow_discussion
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import DiscussionPage


async def close(visit: Visit) -> Response:
    """Close the discussion; goes back to it."""
    await write.close_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit)


async def reopen(visit: Visit) -> Response:
    """Open it again; goes back to it."""
    await write.reopen_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit)


async def mute(visit: Visit) -> Response:
    """No more letters to me about this discussion, or letters again."""
    page = await read.show_discussion(visit.container, visit.number("id"), visit.me)
    await write.mute_discussion(
        visit.container, visit.me.id, page.discussion.id, muted=visit.form.get("muted") == "yes"
    )
    return _back(visit)


async def follow(visit: Visit) -> Response:
    """All of it in letters to me, or only what names me; goes back to it."""
    follows = visit.form.get("follows") == "yes"
    await follow_discussion(visit.container, visit.me, visit.number("id"), follows)
    return _back(visit)


async def admit(visit: Visit) -> Response:
    """Let the form's newcomer in; goes back to the discussion."""
    await change.admit_newcomer(
        visit.container, visit.me, visit.number("id"), number(visit.form.get("person", ""))
    )
    return _back(visit)


async def leave(visit: Visit) -> Response:
    """Somebody hears no more of this discussion."""
    address = visit.form.get("address", "")
    await leaving.leave_discussion(visit.container, address, visit.number("id"), visit.me)
    return _back(visit)


async def make_task(visit: Visit) -> Response:
    """Make the post a task; goes to it."""
    made = await tasks.make_task(
        visit.container, visit.me, visit.number("id"), visit.form.get("title") or None
    )
    return see(f"/discussions/{made.discussion_id}#task-{made.id}")


async def send_now(visit: Visit) -> Response:
    """An answer of mine does not wait any longer; goes to the discussion."""
    discussion_id = await undo_time.send_now(visit.container, visit.number("id"), visit.me)
    return see(f"/discussions/{discussion_id}#post-{visit.number('id')}")


async def uncut(visit: Visit) -> Response:
    """Too much of a post was cut away: it is shown whole; goes to it."""
    place = await restore_cut(visit.container, visit.number("id"), visit.me)
    return see(f"/discussions/{place}?all=1#post-{visit.number('id')}")


async def send_again(visit: Visit) -> Response:
    """A letter that did not arrive goes out again, to another address where one is given; goes back
    to its discussion.
    """
    letter, address = visit.number("id"), visit.form.get("address", "")
    view = await outbox.show_letter(visit.container, letter, visit.me)
    await outbox.retry_letter(visit.container, letter, visit.me, address)
    place = view.discussion_id
    return see(f"/discussions/{place}" if place is not None else f"/outbox/{letter}")


async def ask_split(visit: Visit) -> Response:
    """Which posts become a discussion of their own, and under which subject; `?post=` is ticked."""
    page = await read.show_discussion(visit.container, visit.number("id"), visit.me)
    return _split_form(visit, page, {visit.asked("post")}, page.discussion.subject)


async def split(visit: Visit) -> Response:
    """They do; goes to the new discussion, where it can be taken back."""
    page = await read.show_discussion(visit.container, visit.number("id"), visit.me)
    ticked = {name.removeprefix("post-") for name in visit.form if name.startswith("post-")}
    own = {str(post.id) for post in page.posts}
    chosen, subject = [number(name) for name in ticked & own], visit.form.get("subject", "")
    try:
        made = await rearrange.split_discussion(visit.container, visit.me, chosen, subject)
    except Refused as refusal:
        if refusal.code != "all-posts" and chosen:
            raise
        return _split_form(visit, page, ticked, subject, refusal)
    return see(f"/discussions/{made}")


def _split_form(
    visit: Visit,
    page: DiscussionPage,
    ticked: set[str],
    subject: str,
    trouble: Refused | None = None,
) -> Response:
    return visit.page(
        "discussion/split.html",
        422 if trouble else 200,
        page=page,
        discussion=page.discussion,
        ticked=ticked,
        subject=subject,
        trouble=trouble is not None,
    )


def _back(visit: Visit) -> Response:
    return see(f"/discussions/{visit.number('id')}")
