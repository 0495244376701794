"""The signed page with the files that were too large for a letter. Looking and fetching change
nothing.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.served_file import served_file
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import file_page


async def show(visit: Visit) -> Response:
    """The list, with a link to each file; 410 for a link that ended."""
    linked = await file_page.show_files(visit.container, _token(visit))
    if linked is None:
        return _too_late(visit)
    response = visit.page("linked_files.html", linked=linked, token=_token(visit))
    response.headers["x-robots-tag"] = "noindex"
    return response


async def fetch(visit: Visit) -> Response:
    """One file, to be saved; 410 for a link that ended."""
    fetched = await file_page.read_file(visit.container, _token(visit), visit.number("number"))
    if fetched is None:
        return _too_late(visit)
    file, content = fetched
    return served_file(file.filename, file.content_type, content)


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _too_late(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="files")
