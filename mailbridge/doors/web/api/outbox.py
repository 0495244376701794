"""The API's part about letters."""

from typing import Annotated, Literal

from fastapi import Path, Query

from mailbridge.doors.json_objects import shapes
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api.callers import Team
from mailbridge.services.telling import outbox as telling_outbox
from mailbridge.services.telling.outbox import retry

Id = Annotated[int, Path(ge=1, le=2**63 - 1)]
Limit = Annotated[int, Query(ge=1, le=500, description="how many at most")]
State = Literal["queued", "held", "sent", "deferred", "bounced", "failed"]


async def outbox(by: Team, state: State | None = None, limit: Limit = 100) -> list[JsonObject]:
    return [
        shapes.outbox(one)
        for one in await telling_outbox.outbox(by.container, by.person, state, limit)
    ]


async def letter(by: Team, id: Id) -> JsonObject:  # noqa: A002 - the name in the path
    return shapes.outbox(await telling_outbox.one(by.container, id, by.person))


async def letter_retry(by: Team, id: Id) -> JsonObject:  # noqa: A002
    await retry(by.container, id, by.person)
    return shapes.outbox(await telling_outbox.one(by.container, id, by.person))
