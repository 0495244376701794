"""Split, merge, move, and take it back: forms of the discussion page."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.discussions import rearrange


async def split(visit: Visit) -> Response:
    """A post becomes a discussion of its own, or goes into the one whose number is given."""
    if chosen := visit.form.get("into", "").strip().lstrip("#"):
        await rearrange.move_posts(visit.container, visit.me, [visit.number("id")], number(chosen))
        return see(f"/discussions/{number(chosen)}")
    made = await rearrange.split_discussion(
        visit.container, visit.me, [visit.number("id")], visit.form.get("subject")
    )
    return see(f"/discussions/{made}")


async def merge(visit: Visit) -> Response:
    """This discussion goes into another one, named by its number."""
    into = number(visit.form.get("into", "").strip().lstrip("#"))
    await rearrange.merge_discussions(visit.container, visit.me, visit.number("id"), into)
    return see(f"/discussions/{into}")


async def move(visit: Visit) -> Response:
    """This discussion goes to another project."""
    await rearrange.move_to_project(
        visit.container, visit.me, visit.number("id"), visit.form.get("project", "")
    )
    return see(f"/discussions/{visit.number('id')}")


async def undo(visit: Visit) -> Response:
    """Take back the last change of this kind; goes to the discussion."""
    await rearrange.undo_rearrangement(visit.container, visit.me, visit.number("id"))
    return see(f"/discussions/{visit.number('id')}")
