"""What goes along with words in a form: questions, files that were chosen just now, and files that
the form kept before.
"""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from mailbridge.doors.web.request.served_file import served_file
from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.desk import draft_files
from mailbridge.services.desk.draft_files import KeptFile
from mailbridge.services.discussions.along import Along, Asking
from mailbridge.values import replace

ASKED = 3  # questions that a form has room for
KEPT = "kept-"  # and the number of a file that was kept: a box that is ticked


def along_of(visit: Visit) -> Along:
    """The files that were chosen just now, and the questions."""
    return Along(visit.files, questions_of(visit.form))


def questions_of(fields: Mapping[str, str]) -> tuple[Asking, ...]:
    """The questions of a form."""
    rows = (
        Asking(*(fields.get(f"{name}-{at}", "") for name in ("ask", "due", "else")))
        for at in range(1, ASKED + 1)
    )
    return tuple(row for row in rows if row.text.strip())


def ticked_files(visit: Visit) -> tuple[int, ...]:
    """The kept files that are ticked in the form."""
    return tuple(number(name.removeprefix(KEPT)) for name in visit.form if name.startswith(KEPT))


async def with_kept(visit: Visit) -> Along:
    """All that goes along. Refused: kept-file-gone."""
    kept = await draft_files.take_along(visit.container, visit.me, ticked_files(visit))
    along = along_of(visit)
    return replace(along, files=(*kept, *along.files))


async def keep_chosen(visit: Visit, place: int | None) -> Sequence[KeptFile]:
    """Files that were chosen are kept beside those that are ticked; `place`: the discussion.
    Refused: as `draft_files.keep_files`.
    """
    ticked = ticked_files(visit)
    return await draft_files.keep_files(visit.container, visit.me, place, visit.files, ticked)


async def open_file(visit: Visit) -> Response:
    """A kept file, as its owner alone may see it. Refused: no-such-file."""
    file, content = await draft_files.read_file(visit.container, visit.me, visit.number("id"))
    return served_file(file.name, file.content_type, content)
