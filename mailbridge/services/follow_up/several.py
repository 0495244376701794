"""One act on several pieces of due work; each stands for itself, and one that cannot be had is left
aside.
"""

from collections.abc import Sequence
from datetime import date, datetime

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.follow_up import browse, change
from mailbridge.services.refusal import Refused
from mailbridge.services.views.due_models import DueView
from mailbridge.steps.text import time_zones

MOST = 100
POSTPONE, UNPOSTPONE = "postpone", "unpostpone"
TO_A_DAY = (POSTPONE, UNPOSTPONE)


async def act_on_dues(
    container: Container, actor: Person, act: str, ids: Sequence[int], day: str = ""
) -> list[DueView]:
    """Hold, resume, skip, unskip, send, postpone to a `day` (YYYY-MM-DD, at the hour it had), or
    unpostpone from it. Returns what was changed, as it is now. Refused: nothing-picked, bad-date,
    and what the last one was refused for where none could be changed.
    """
    if not ids or (act not in change.ACTS and act not in TO_A_DAY):
        raise Refused("nothing-picked")
    until = _day(day) if act in TO_A_DAY else None
    done, last = [], None
    for due_id in list(dict.fromkeys(ids))[:MOST]:
        try:
            if until is not None and act == UNPOSTPONE:
                done.append(await change.unpostpone(container, actor, due_id, until))
            elif until is not None:
                done.append(await _postpone(container, actor, due_id, until))
            else:
                done.append(await change.ACTS[act](container, actor, due_id))
        except Refused as refusal:
            last = refusal
    if last is not None and not done:
        raise last
    return done


async def _postpone(container: Container, actor: Person, due_id: int, until: date) -> DueView:
    due = await browse.show_due(container, due_id, actor)
    at = _at_its_hour(due.at, until, actor)
    if at <= container.clock():
        raise Refused("bad-date", words=until.isoformat())
    return await change.edit(container, actor, due_id, at=at)


def _at_its_hour(was: datetime, until: date, actor: Person) -> datetime:
    local = was.astimezone(time_zones.zone(actor.time_zone))
    return datetime.combine(until, local.timetz())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("bad-date", words=text.strip()) from None
