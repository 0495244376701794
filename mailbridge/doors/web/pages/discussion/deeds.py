"""What the buttons of a discussion's page do beside writing."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.domain.project import Person
from mailbridge.doors.web.pages.work.rearrange import done
from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services import tasks
from mailbridge.services.container import Container
from mailbridge.services.desk import undo_time
from mailbridge.services.desk.uncut import fold_again, restore_cut, unfold_again
from mailbridge.services.discussions import change, read, rearrange, write
from mailbridge.services.people import leaving
from mailbridge.services.people.follow import follow_discussion
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import DiscussionPage

AT_ONCE = 100  # posts in the form of a split
Folding = Callable[[Container, int, str, Person], Awaitable[int]]


async def close(visit: Visit) -> Response:
    """Close the discussion; goes back to it."""
    await write.close_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit, "closed")


async def reopen(visit: Visit) -> Response:
    """Open it again; goes back to it."""
    await write.reopen_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit, "reopened")


async def mute(visit: Visit) -> Response:
    """No more letters to me about this discussion, or letters again."""
    page = await read.outline_discussion(visit.container, visit.number("id"), visit.me)
    muted = visit.form.get("muted") == "yes"
    await write.mute_discussion(visit.container, visit.me.id, page.discussion.id, muted=muted)
    return _back(visit, "muted" if muted else "unmuted")


async def follow(visit: Visit) -> Response:
    """All of it in letters to me, or only what names me; goes back to it."""
    follows = visit.form.get("follows") == "yes"
    await follow_discussion(visit.container, visit.me, visit.number("id"), follows)
    return _back(visit, "followed" if follows else "unfollowed")


async def admit(visit: Visit) -> Response:
    """Let the form's newcomer in; goes back to the discussion."""
    await change.admit_newcomer(
        visit.container, visit.me, visit.number("id"), number(visit.form.get("person", ""))
    )
    return _back(visit, "admitted")


async def leave(visit: Visit) -> Response:
    """Somebody hears no more of this discussion."""
    address = visit.form.get("address", "")
    await leaving.leave_discussion(visit.container, address, visit.number("id"), visit.me)
    return _back(visit, "left")


async def make_task(visit: Visit) -> Response:
    """Make the post a task; goes to it."""
    made = await tasks.make_task(
        visit.container, visit.me, visit.number("id"), visit.form.get("title") or None
    )
    return see(f"/discussions/{made.discussion_id}?did=task#task-{made.id}")


async def send_now(visit: Visit) -> Response:
    """An answer of mine does not wait any longer; goes to the discussion."""
    discussion_id = await undo_time.send_now(visit.container, visit.number("id"), visit.me)
    return see(f"/discussions/{discussion_id}#post-{visit.number('id')}")


async def uncut(visit: Visit) -> Response:
    """Too much of a post was cut away: it is shown whole; goes to it."""
    post = visit.number("id")
    place = await restore_cut(visit.container, post, visit.me)
    return see(f"/discussions/{place}?from={post}&did=uncut#post-{post}")


async def fold(visit: Visit) -> Response:
    """What the post's author writes with the form's program is folded again; goes to the post."""
    return await _to_folding(visit, fold_again, "folded")


async def unfold(visit: Visit) -> Response:
    """Show a post unfolded again; goes to the post."""
    return await _to_folding(visit, unfold_again, "unfolded")


async def _to_folding(visit: Visit, change: Folding, did: str) -> Response:
    post, program = visit.number("id"), visit.form.get("program", "")
    place = await change(visit.container, post, program, visit.me)
    told = urlencode({"from": post, "did": did, "post": post, "program": program})
    return see(f"/discussions/{place}?{told}#post-{post}")


async def send_again(visit: Visit) -> Response:
    """A letter that did not arrive goes out again, to another address where one is given; goes back
    to its discussion.
    """
    letter, address = visit.number("id"), visit.form.get("address", "")
    view = await outbox.show_letter(visit.container, letter, visit.me)
    await outbox.retry_letter(visit.container, letter, visit.me, address)
    place = view.discussion_id
    there = f"/discussions/{place}?did=again" if place is not None else f"/outbox/{letter}"
    return see(there)


async def ask_split(visit: Visit) -> Response:
    """Which posts become a discussion of their own, and under which subject; `?post=` is
    ticked.
    """
    page = await read.outline_discussion(visit.container, visit.number("id"), visit.me)
    return await _split_form(visit, page, {visit.asked("post")}, page.discussion.subject)


async def split(visit: Visit) -> Response:
    """The ticked posts become a discussion of their own; goes to that, where it can be taken back.
    With `go` in the form nothing is split: the form is shown again at the post that is named, with
    the ticks kept.
    """
    page = await read.outline_discussion(visit.container, visit.number("id"), visit.me)
    own, subject = {str(post.id) for post in page.heads}, visit.form.get("subject", "")
    ticked = _ticked(visit.form) & own
    if visit.form.get("go"):
        return await _split_form(visit, page, ticked, subject)
    chosen = [number(name) for name in ticked]
    try:
        made = await rearrange.split_discussion(visit.container, visit.me, chosen, subject)
    except Refused as refusal:
        if refusal.code != "all-posts" and chosen:
            raise
        return await _split_form(visit, page, ticked, subject, refusal)
    return await done(visit, made, "split")


def _ticked(form: Mapping[str, str]) -> set[str]:
    """On this page of the form and on the others."""
    here = {name.removeprefix("post-") for name in form if name.startswith("post-")}
    return here | set(form.get("ticked", "").split("."))


async def _split_form(
    visit: Visit,
    page: DiscussionPage,
    ticked: set[str],
    subject: str,
    trouble: Refused | None = None,
) -> Response:
    ids = [head.id for head in page.heads]
    wanted = visit.form.get("go") or visit.form.get("at") or visit.asked("post")
    first = _first_of(ids, wanted)
    shown, place = ids[first : first + AT_ONCE], page.discussion.id
    return visit.page(
        "discussion/split.html",
        422 if trouble else 200,
        posts=await read.show_posts(visit.container, place, visit.me, shown),
        earlier=ids[max(first - AT_ONCE, 0)] if first else None,
        later=ids[first + AT_ONCE] if first + AT_ONCE < len(ids) else None,
        discussion=page.discussion,
        ticked=ticked,
        elsewhere=".".join(sorted(ticked - {str(post) for post in shown})),
        subject=subject,
        trouble=trouble is not None,
    )


def _first_of(ids: list[int], wanted: str) -> int:
    """The place of the post that a form begins with; where all stand in one, or none is named, the
    first of the last ones.
    """
    places = {str(post): at for at, post in enumerate(ids)}
    return max(min(places.get(wanted, len(ids)), len(ids) - AT_ONCE), 0)


def _back(visit: Visit, did: str) -> Response:
    return see(f"/discussions/{visit.number('id')}?did={did}")
