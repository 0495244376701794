"""A discussion that the team opens: whom it is for, what it is about, the first words, what is
asked, and files.
"""

import re
from collections.abc import Mapping

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services import projects
from mailbridge.services.discussions import write
from mailbridge.services.discussions.along import Along, Asking
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused

ASKED = 3  # questions that a form has room for
PEOPLE = 500  # known addresses that a form offers
PLACES = {  # beside which field the words of a refusal stand
    "bad-address": "to",
    "own-address": "to",
    "no-such-project": "project",
    "not-allowed": "project",
    "empty": "text",
    "no-subject": "subject",
    "no-reader": "to",
    "bad-date": "asks",
    "too-many-questions": "asks",
    "files-too-big": "files",
    "too-many-files": "files",
}
_BETWEEN = re.compile(r"[\s,;]+")


async def show(visit: Visit) -> Response:
    """The empty form; `?project=` and `?to=` are filled in."""
    return await _shown(visit, {"project": visit.asked("project"), "to": visit.asked("to")})


async def _shown(
    visit: Visit, typed: Mapping[str, str], trouble: Refused | None = None
) -> Response:
    """With what was typed, and what is wrong beside its field."""
    known = await register.list_people(visit.container, visit.me)
    offered = [one for one in known if one.addresses and one.role in ("client", "client+")]
    place = PLACES.get(trouble.code, "text") if trouble is not None else ""
    return visit.page(
        "start.html",
        status_of(trouble) if trouble is not None and place != "project" else _status(trouble),
        typed=typed,
        projects=await projects.list_projects(visit.container, visit.me),
        people=offered[:PEOPLE],
        asked=range(1, ASKED + 1),
        place=place,
        trouble=trouble.words(visit.words) if trouble is not None else "",
    )


def _status(trouble: Refused | None) -> int:
    return 422 if trouble is not None else 200


async def act(visit: Visit) -> Response:
    """Open it; goes there."""
    form = visit.form
    to = [one for one in _BETWEEN.split(form.get("to", "")) if one]
    try:
        if not form.get("subject", "").strip():
            raise Refused("no-subject")
        if not to and form.get("inside") != "yes":
            raise Refused("no-reader")
        made = await write.start_discussion(
            visit.container,
            visit.me,
            form.get("project", ""),
            form.get("subject", ""),
            form.get("text", ""),
            [] if form.get("inside") == "yes" else to,
            along=along_of(visit),
        )
    except Refused as refusal:
        return await _shown(visit, form, refusal)
    return see(f"/discussions/{made}")


def along_of(visit: Visit) -> Along:
    """The files and the questions of a form."""
    rows = [
        Asking(
            visit.form.get(f"ask-{at}", ""),
            visit.form.get(f"due-{at}", ""),
            visit.form.get(f"else-{at}", ""),
        )
        for at in range(1, ASKED + 1)
    ]
    return Along(visit.files, tuple(row for row in rows if row.text.strip()))
