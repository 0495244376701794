"""The API's part about mail that waits for an admin."""

from typing import Annotated, Literal

from fastapi import Path, Query

from mailbridge.doors.json_objects import shapes
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.models import Given, MailExplained, Short
from mailbridge.services.mail_log import quarantine

MOST_ID = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=MOST_ID)]
Before = Annotated[
    int | None,
    Query(ge=1, le=MOST_ID, description="continue a list after the message with this id"),
]
Limit = Annotated[int, Query(ge=1, le=100, description="how many at most")]


class Held(MailExplained):
    """A message of the mail log, with enough of it to decide."""

    why: str
    author_name: str
    preview: str
    files: list[str]


class Acceptance(Given):
    how: Literal["once", "always", "client"] = "once"
    project: Short | None = None


class Discarding(Given):
    block: bool = False


async def held(
    by: Admin, limit: Limit = quarantine.AT_ONCE, before: Before = None
) -> list[JsonObject]:
    return [
        shapes.held(one) for one in await quarantine.held(by.container, by.person, limit, before)
    ]


async def held_one(by: Admin, id: Id) -> JsonObject:  # noqa: A002 - the name in the path
    return shapes.held(await quarantine.look(by.container, id, by.person))


async def accept_held(by: Admin, id: Id, given: Acceptance | None = None) -> JsonObject:  # noqa: A002
    chosen = given or Acceptance()
    return shapes.mail_explained(
        await quarantine.accept(by.container, id, chosen.how, chosen.project)
    )


async def discard_held(by: Admin, id: Id, given: Discarding | None = None) -> JsonObject:  # noqa: A002
    return shapes.mail_explained(
        await quarantine.discard(by.container, id, given is not None and given.block)
    )
