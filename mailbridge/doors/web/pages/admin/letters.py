"""Letters with sample facts, as this installation's templates make them."""

from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from mailbridge.doors.web.request.safety import LETTER_POLICY
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services import projects
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.samples import preview
from mailbridge.services.telling.samples.own_letters import (
    forget_template,
    keep_template,
    show_templates,
)
from mailbridge.services.telling.samples.preview import Preview
from mailbridge.steps.telling.words.letter_kinds import READERS

CHOICES = ("language", "role", "project")
DID = ("keep", "forget")
ROLES = ("client", "member", "admin")


async def listed(visit: Visit) -> Response:
    """All letters: for whom each is, and when it is written."""
    said = [name for kinds in READERS.values() for name in kinds]
    others = [name for name in preview.NAMES if name not in said]
    say = visit.words.say
    readers = {
        say(whom): {name: say(when) for name, when in kinds.items()}
        for whom, kinds in READERS.items()
    }
    return visit.page("letters.html", readers=readers, others=others)


async def show(visit: Visit) -> Response:
    """One of them, for a role, a language and a project, with the templates that make it. Refused:
    no-such-sample and others.
    """
    return await _shown(visit)


async def _shown(visit: Visit, refusal: Refused | None = None) -> Response:
    made, project = await _made(visit), visit.asked("project")
    can_write = visit.container.templates is not None
    return visit.page(
        "letter_preview.html",
        200 if refusal is None else status_of(refusal),
        made=made,
        roles=ROLES,
        languages=visit.languages,
        **_said_of(made.name, visit),
        projects=await projects.list_choices(visit.container, visit.me),
        query=urlencode({name: visit.asked(name) for name in CHOICES if visit.asked(name)}),
        chosen={name: visit.asked(name) for name in CHOICES},
        parts=await show_templates(visit.container, made.name, project) if can_write else (),
        typed=visit.form,
        trouble=refusal.words(visit.words) if refusal is not None else "",
        did=visit.asked("did") if visit.asked("did") in DID else "",
    )


def _said_of(name: str, visit: Visit) -> dict[str, str]:
    """For whom the letter is, and when it is written; "" where nobody says so."""
    kinds = ((whom, kinds[name]) for whom, kinds in READERS.items() if name in kinds)
    whom, when = next(kinds, ("", ""))
    return {
        "whom": visit.words.say(whom) if whom else "",
        "when_written": visit.words.say(when) if when else "",
    }


async def write(visit: Visit) -> Response:
    """Keep the form's template once it makes the letter, or take it back; goes to the letter."""
    name, project = str(visit.request.path_params["name"]), visit.asked("project")
    form, container = visit.form, visit.container
    file, wish = form.get("file", ""), form.get("do", "")
    try:
        if wish == "forget":
            await forget_template(container, name, file, project, visit.me)
        else:
            text = form.get("text", "")
            await keep_template(container, name, file, text, project, visit.me)
    except Refused as refusal:
        if refusal.code != "bad-template":
            raise
        return await _shown(visit, refusal)
    chosen = {key: visit.asked(key) for key in CHOICES if visit.asked(key)}
    told = {"did": "forget" if wish == "forget" else "keep"}
    return see(f"/letters/{name}?{urlencode(chosen | told)}#templates")


async def html(visit: Visit) -> Response:
    """The HTML of a letter, for a frame in which no script runs."""
    return HTMLResponse(
        (await _made(visit)).html,
        headers={"content-security-policy": LETTER_POLICY, "x-frame-options": "SAMEORIGIN"},
    )


async def _made(visit: Visit) -> Preview:
    return await preview.preview_letter(
        visit.container,
        str(visit.request.path_params["name"]),
        visit.asked("role") or None,
        visit.asked("language") or visit.language,
        visit.asked("project") or None,
    )
