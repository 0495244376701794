"""A person's own page: their language and time zone. Who signs in finds it at their name, others by
a signed link.
"""

from typing import Any

from starlette.responses import Response

from mailbridge.domain.project import Level, Role
from mailbridge.domain.token import Purpose, open_, sign
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.people import follow, mornings, whereabouts
from mailbridge.services.people.own_settings import (
    HOURS,
    change_own_settings,
    show_own_settings,
)
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.steps.text.time_zones import zone_names

LEVELS = {
    Level.EVERYTHING: sentence("everything I take part in"),
    Level.IMPORTANT: sentence("what waits for the team"),
    Level.OFF: sentence("only what names me, and my tasks"),
}


async def show(visit: Visit) -> Response:
    """The form; 410 for a link that is not ours."""
    return await _page(visit, _named(visit), saved=bool(visit.asked("saved")))


async def act(visit: Visit) -> Response:
    """Set what the form says; who is signed in goes back to the form."""
    person_id = _named(visit)
    try:
        if person_id is not None:
            await _set(visit, person_id)
    except Refused as refusal:
        return await _page(visit, person_id, False, refusal)
    if "token" not in visit.request.path_params:
        start = visit.asked_number("from")
        return see(f"/me?saved=yes&from={start}" if start else "/me?saved=yes")
    return await _page(visit, person_id, saved=True)


async def _set(visit: Visit, person_id: int) -> None:
    await whereabouts.change_own(
        visit.container, person_id, visit.form.get("language"), visit.form.get("time_zone")
    )
    await follow.choose_own_levels(visit.container, person_id, _levels(visit))
    stops = _stops(visit)
    choice = "no" if stops == "morning" else visit.form.get("morning")
    if choice is not None:
        await mornings.choose_mornings(visit.container, person_id, choice)
    wanted = "no" if stops == "weekly" else visit.form.get("weekly")
    if wanted is not None:
        await mornings.choose_weekly(visit.container, person_id, wanted == "yes")
    if "token" not in visit.request.path_params:
        await _set_own(visit)


def _stops(visit: Visit) -> str:
    """What the "unsubscribe" of a mail program ends (RFC 8058); "" where it was not pressed."""
    if "List-Unsubscribe" not in visit.form:
        return ""
    return "weekly" if visit.asked("stop") == "weekly" else "morning"


async def _set_own(visit: Visit) -> None:
    """What only who is signed in sets."""
    if visit.me.role.is_team:
        hour, signature = visit.form.get("hour"), visit.form.get("signature")
        await change_own_settings(visit.container, visit.me, hour, signature)


async def _page(
    visit: Visit, person_id: int | None, saved: bool, trouble: Refused | None = None
) -> Response:
    if person_id is None:
        return visit.page("no_longer_valid.html", 410, way="me")
    try:
        person = await whereabouts.show_own(visit.container, person_id)
    except Refused:
        return visit.page("no_longer_valid.html", 410, way="me")
    is_here = "token" not in visit.request.path_params and visit.me.role.is_team
    return visit.page(
        "me.html",
        200 if trouble is None else 422,
        own=await show_own_settings(visit.container, visit.me) if is_here else None,
        typed=visit.form.get("signature") if trouble is not None else None,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        hours=[f"{hour}" for hour in HOURS],
        person=person,
        saved=saved,
        languages=visit.languages,
        zones=zone_names(),
        **await _own_levels(visit, person_id),
        morning=await mornings.show_mornings(visit.container, person_id),
        weekly=await mornings.wants_weekly(visit.container, person_id),
        is_team=Role(person.role).is_team,
    )


async def _own_levels(visit: Visit, person_id: int) -> dict[str, Any]:
    """From the project of `?from=` on."""
    levels, more = await follow.show_own_levels(
        visit.container, person_id, visit.asked_number("from") or 0
    )
    words = {level.value: visit.words.say(words) for level, words in LEVELS.items()}
    return {"levels": levels, "more": more, "level_words": words}


def _levels(visit: Visit) -> dict[int, str]:
    """The form's fields `level-7`, by the number of the project."""
    return {
        named: level
        for name, level in visit.form.items()
        if name.startswith("level-") and (named := id_in(name.removeprefix("level-"))) is not None
    }


def _named(visit: Visit) -> int | None:
    """The person whom the link was signed for, or who is signed in."""
    token = visit.request.path_params.get("token")
    if token is None:
        return visit.me.id
    numbers = open_(Purpose.ME, str(token), visit.container.keys)
    return numbers[0] if numbers and len(numbers) == 1 else None


def path_of(visit: Visit, person_id: int) -> str:
    """The signed link to a person's page."""
    return f"/me/{sign(Purpose.ME, (person_id,), visit.container.keys[0])}"
