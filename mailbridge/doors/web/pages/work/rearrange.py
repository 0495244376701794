"""Split, merge, move, and take it back: forms of the discussion page."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.discussions import rearrange


async def split(visit: Visit) -> Response:
    """A post becomes a discussion of its own, or goes into the one whose number is given."""
    if chosen := visit.form.get("into", "").strip().lstrip("#"):
        await rearrange.move_posts(visit.container, visit.me, [visit.number("id")], number(chosen))
        return await done(visit, number(chosen), "posts")
    made = await rearrange.split_discussion(
        visit.container, visit.me, [visit.number("id")], visit.form.get("subject")
    )
    return await done(visit, made, "split")


async def done(visit: Visit, discussion_id: int, did: str) -> Response:
    """Goes to the discussion, which says what was done and takes just that back."""
    change = await rearrange.newest_change(visit.container, visit.me, discussion_id)
    return see(f"/discussions/{discussion_id}?did={did}&change={change or ''}")


async def merge(visit: Visit) -> Response:
    """Merge the discussion into another one, which the form names by its number."""
    into = number(visit.form.get("into", "").strip().lstrip("#"))
    await rearrange.merge_discussions(visit.container, visit.me, visit.number("id"), into)
    return await done(visit, into, "merged")


async def move(visit: Visit) -> Response:
    """Move the discussion to the project that the form names."""
    await rearrange.move_to_project(
        visit.container, visit.me, visit.number("id"), visit.form.get("project", "")
    )
    return await done(visit, visit.number("id"), "moved")


async def undo(visit: Visit) -> Response:
    """Take back the change that the form names; goes to the discussion."""
    change, place = number(visit.form.get("change") or "0"), visit.number("id")
    await rearrange.undo_rearrangement(visit.container, visit.me, place, change)
    return see(f"/discussions/{place}?did=put-back")
