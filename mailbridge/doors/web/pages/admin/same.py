"""Who else of those we know a person is: searched for and chosen from a list."""

from starlette.responses import Response

from mailbridge.doors.web.pages.admin import person
from mailbridge.doors.web.request.visit import Visit, status_of
from mailbridge.services.refusal import Refused
from mailbridge.services.searching import search

AT_ONCE = 30


async def show(visit: Visit) -> Response:
    """`?q=` is what is searched for; at first the person's own name."""
    return await shown(visit)


async def shown(visit: Visit, refusal: Refused | None = None) -> Response:
    """The page that finds somebody's other selves; `refusal`: what was wrong with the choice."""
    known = await person.required(visit)
    words = visit.asked("q", known.name or known.addresses[0].partition("@")[0])[:400]
    named = await search.find_people(visit.container, words, visit.me)
    people = [row for row in named if row.id != known.id]
    return visit.page(
        "person_same.html",
        200 if refusal is None else status_of(refusal),
        person=known,
        words=words,
        found=people[:AT_ONCE],
        trouble=refusal.words(visit.words) if refusal is not None else "",
    )
