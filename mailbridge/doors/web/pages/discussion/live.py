"""What a page hears while it is open (server-sent events)."""

import json
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from mailbridge.doors.web.request import session
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.desk import drafts
from mailbridge.services.desk.live import Live, Watcher
from mailbridge.services.refusal import Refused

BEAT = 25.0  # seconds after which a line is sent, whatever happened
PLAIN = {"cache-control": "no-store", "x-accel-buffering": "no"}


async def stream(visit: Visit) -> Response:
    """Says that something changed, and who else is there; the page asks for itself then. Ends with
    the session, and where its reader may not see the discussion any more.
    """
    live: Live = visit.request.app.state.live
    watcher = await live.enter(visit.me, visit.number("id"))
    return StreamingResponse(
        _events(visit, live, watcher), media_type="text/event-stream", headers=PLAIN
    )


async def _events(visit: Visit, live: Live, watcher: Watcher) -> AsyncIterator[str]:
    container, place = visit.container, watcher.discussion_id
    try:
        await drafts.stay(container, visit.me, place)
        yield "retry: 3000\n\n" + await _said(visit, place, "here")
        while True:
            changed = await watcher.hears_within(BEAT)
            if watcher.over or not await _may_go_on(visit):
                yield "event: bye\ndata: \n\n"
                return
            if not changed:
                await drafts.stay(container, visit.me, place)
            yield await _said(visit, place, "changed") if changed else ": \n\n"
    except Refused:
        yield "event: bye\ndata: \n\n"
    finally:
        live.leave(watcher)


async def _may_go_on(visit: Visit) -> bool:
    """Whether the session still is that person's."""
    person = await session.person_of(visit.container, visit.request)
    return person is not None and person.id == visit.me.id and person.role is visit.me.role


async def _said(visit: Visit, discussion_id: int, name: str) -> str:
    there = await drafts.list_present(visit.container, visit.me, discussion_id)
    data = json.dumps({"words": present_words(visit, there)}, ensure_ascii=False)
    return f"event: {name}\ndata: {data}\n\n"


def present_words(visit: Visit, there: drafts.Presence) -> str:
    """Who writes, or reads along; "" for nobody."""
    if there.writing:
        return visit.words.say("{names} is writing", names=", ".join(there.writing))
    if there.reading:
        return visit.words.say("{names} reads this, too", names=", ".join(there.reading))
    return ""
