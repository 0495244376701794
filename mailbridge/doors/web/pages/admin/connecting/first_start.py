"""The first start, step by step, from an empty installation to the first letter that arrived. It
can be left and gone on with at any time.
"""

from collections.abc import Mapping

from starlette.responses import Response

from mailbridge.doors.web.request import session
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.people.sign_in import make_sign_in_link
from mailbridge.services.refusal import Refused
from mailbridge.services.setup import first_admin, steps

LOOK_AGAIN = 5  # seconds, while the first letter is awaited
RELAY = {"host": "", "port": "587", "security": "starttls", "user": "", "password": ""}
DID = ("domain", "place", "relay", "project")
ANYWAY = ("nobody-there", "another-there")  # what may be so behind some networks


async def show_first(visit: Visit) -> Response:
    """Who looks after the installation; nothing happens before the button is pressed."""
    if not await first_admin.is_first_token(visit.container, _token(visit)):
        return visit.page("no_longer_valid.html", 410, way="sign-in")
    return _first(visit)


def _first(visit: Visit, refusal: Refused | None = None) -> Response:
    setup = visit.container.setup
    return visit.page(
        "first.html",
        200 if refusal is None else status_of(refusal),
        token=_token(visit),
        languages=visit.container.words.languages,
        typed={"language": visit.language} | dict(visit.form),
        asks_agency=setup is not None and not setup.is_fixed(steps.AGENCY),
        trouble=refusal.words(visit.words) if refusal is not None else "",
    )


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


async def begin(visit: Visit) -> Response:
    """The form's person is the admin; goes to a link that signs them in, and then to the steps."""
    form = visit.form
    address, name = form.get("address", ""), form.get("name", "")
    try:
        link = await first_admin.make_first_admin(
            visit.container, _token(visit), address, name, form.get("language", "en")
        )
    except Refused as refusal:
        if refusal.code == "not-allowed":
            return visit.page("no_longer_valid.html", 410, way="sign-in")
        return _first(visit, refusal)
    if form.get("agency", "").strip():
        await first_admin.name_agency(visit.container, address, form["agency"])
    response = see(link.removeprefix(visit.container.public_url))
    session.remember_wish(visit.container, response, "/setup")
    return response


async def show(visit: Visit) -> Response:
    """The steps, what is done, and what is next."""
    return await _shown(visit)


async def _shown(
    visit: Visit,
    refusal: Refused | None = None,
    at: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    progress = await steps.show_progress(visit.container, visit.me)
    looks = (
        refusal is None
        and bool(progress.projects)
        and progress.letter is None
        and visit.asked("look") != "no"
    )
    response = visit.page(
        "setup.html",
        200 if refusal is None else status_of(refusal),
        progress=progress,
        relay=RELAY | dict(typed or {}) | {"password": ""},
        security=steps.SECURITY,
        typed=dict(typed or {}),
        trouble={at: refusal.words(visit.words)} if refusal is not None else {},
        offers_anyway=refusal is not None and refusal.code in ANYWAY,
        did=visit.asked("did") if visit.asked("did") in DID else "",
        looks=looks,
        seen_at=_seen_at(visit),
    )
    if looks:
        visit.look_again(response, LOOK_AGAIN, "letter")
    return response


def _seen_at(visit: Visit) -> str:
    """Where the visitor's browser finds us."""
    return str(visit.request.base_url).rstrip("/")


async def act(visit: Visit) -> Response:
    """The step that the form is for; goes back to the steps."""
    step = visit.form.get("do", "")
    typed = RELAY | dict(visit.form)
    try:
        if step == "relay":
            access = steps.RelayAccess(**{name: typed[name] for name in RELAY})
            await steps.set_relay(visit.container, access, visit.me)
        elif step == "place":
            return await _take_place(visit, typed)
        elif step == "project":
            await steps.add_first_project(visit.container, typed.get("name", ""), visit.me)
        else:
            await steps.set_domain(visit.container, typed.get("domain", ""), visit.me)
    except Refused as refusal:
        return await _shown(visit, refusal, step, typed)
    return see(f"/setup?did={step}#{'letter' if step == 'project' else step}")


async def _take_place(visit: Visit, typed: Mapping[str, str]) -> Response:
    """The form's address is ours; goes back to the steps there, by a link that signs in where the
    browser's cookie is of another place.
    """
    seen_at, container = _seen_at(visit), visit.container
    cookie = session.cookie_name(container)
    anyway = typed.get("anyway") == "yes"
    url = typed.get("url", "")
    is_known = await steps.set_public_url(container, url, seen_at, visit.me, anyway)
    if container.public_url == seen_at and cookie == session.cookie_name(container):
        return see("/setup?did=place#place")
    link = await make_sign_in_link(container, visit.me.address)
    return visit.page(
        "setup_moved.html", link=link, public_url=container.public_url, is_known=is_known
    )
