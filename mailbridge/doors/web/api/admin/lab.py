"""The API's part about trying mail out."""

from typing import Annotated

from pydantic import Base64Bytes, Field

from mailbridge.doors.json_objects.admin.lab import Tried, tried
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.given import Given
from mailbridge.services.lab.try_out import try_out


class GivenMessage(Given):
    message: Annotated[str, Field(max_length=10_000_000)] = Field(
        "", description="the source of the message"
    )
    octets: Base64Bytes | None = Field(None, description="its bytes in base64, instead")
    to: Annotated[str, Field(max_length=320)] = Field(
        "", description="the recipient; left out: whomever of ours it names"
    )


async def try_message(by: Admin, given: GivenMessage) -> Tried:
    """What would become of a message: how it is read, where it would go, which letters would leave.
    Nothing of it is kept.
    """
    content = given.octets or given.message.encode("utf-8", "replace")
    return tried(await try_out(by.container, content, given.to))
