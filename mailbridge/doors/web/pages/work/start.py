"""A discussion that the team opens: whom it is for, what it is about, the first words, what is
asked, and files.
"""

import re
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from mailbridge.doors.web.pages.work.along import ASKED, keep_chosen, with_kept
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services import projects
from mailbridge.services.desk import draft_files
from mailbridge.services.desk.draft_files import KeptFile
from mailbridge.services.discussions import write
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused

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
    "too-much-kept": "files",
    "kept-file-gone": "files",
}
_BETWEEN = re.compile(r"[\s,;]+")


async def show(visit: Visit) -> Response:
    """The empty form, with files that were chosen before and not sent; `?project=` and `?to=` are
    filled in.
    """
    kept = await draft_files.list_files(visit.container, visit.me, None)
    given = {"project": visit.asked("project"), "to": visit.asked("to")}
    return await _shown(visit, given, kept=kept)


async def _shown(
    visit: Visit,
    typed: Mapping[str, str],
    trouble: Refused | None = None,
    kept: Sequence[KeptFile] = (),
) -> Response:
    """With what was typed, and what is wrong beside its field."""
    known = await register.list_clients(visit.container, visit.me, PEOPLE)
    place = PLACES.get(trouble.code, "text") if trouble is not None else ""
    return visit.page(
        "start.html",
        status_of(trouble) if trouble is not None and place != "project" else _status(trouble),
        typed=typed,
        projects=await projects.list_choices(visit.container, visit.me),
        people=[one for one in known if one.addresses],
        asked=range(1, ASKED + 1),
        place=place,
        kept=kept,
        trouble=trouble.words(visit.words) if trouble is not None else "",
    )


def _status(trouble: Refused | None) -> int:
    return 422 if trouble is not None else 200


async def _again(visit: Visit, typed: Mapping[str, str], trouble: Refused) -> Response:
    """With the files that were chosen, as far as there is room to keep them."""
    try:
        kept = await keep_chosen(visit, None)
    except Refused as too_much:
        kept = await draft_files.list_files(visit.container, visit.me, None)
        return await _shown(visit, typed, too_much, kept)
    return await _shown(visit, typed, trouble, kept)


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
            along=await with_kept(visit),
            ends_draft=True,
        )
    except Refused as refusal:
        return await _again(visit, form, refusal)
    return see(f"/discussions/{made}")
