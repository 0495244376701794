"""The API's part about a person who is taken along, or forgotten."""

from starlette.responses import Response

from mailbridge.doors.json_objects.people import Erased
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.request.safety import content_disposition
from mailbridge.services.oversight import erasing, exporting


async def export_person(by: Admin, address: str) -> Response:
    """A zip file: JSON by table, and the mail they wrote as mbox."""
    packed = await exporting.export_person(by.container, address, by.person)
    name = {"content-disposition": content_disposition("person.zip")}
    return Response(packed, media_type="application/zip", headers=name)


async def erase_person(by: Admin, address: str) -> Erased:
    """Forget them for good; words of others stay."""
    return Erased(id=str(await erasing.erase_person(by.container, address, by.person)))
