"""The one path of every page request: who is asking, may they, is the wish their own, and then one
page function.
"""

from collections.abc import Awaitable, Callable, Mapping
from enum import Enum

from babel import Locale
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mailbridge.domain.project import Person, Role
from mailbridge.doors.web.request import render, session
from mailbridge.doors.web.request.sent_form import sent_form
from mailbridge.services.container import Container
from mailbridge.services.mine.menu import Menu, show_menu
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.catalogue import Catalogue
from mailbridge.steps.text.enclosures import Upload
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.values import dataclass, replace


class Who(Enum):
    """Whom a page is for."""

    NOBODY = "nobody"  # answers without looking who asks
    ANYONE = "anyone"
    READER = "reader"  # observers, too: they look at what clients may read, and change nothing
    TEAM = "team"
    ADMIN = "admin"


INSIDE = (Who.READER, Who.TEAM, Who.ADMIN)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request on its way to a page."""

    container: Container
    request: Request
    person: Person | None
    words: Catalogue  # the reader's
    form: Mapping[str, str]
    files: tuple[Upload, ...] = ()  # of the form
    menu: Menu = Menu()
    refusal: Refused | None = None  # of the form: this page shows it beside its fields
    place: str = ""  # which form of the page that is

    @property
    def language(self) -> str:
        """Of the pages for this visitor."""
        return self.words.language

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages spoken here as (code, name), each named in itself."""
        tags = self.container.words.languages
        return [(tag, Locale.parse(tag).get_display_name(tag) or tag) for tag in tags]

    @property
    def me(self) -> Person:
        """Who is signed in; pages for the team are shown to nobody else."""
        if self.person is None:
            raise Refused("not-allowed")
        return self.person

    def number(self, name: str) -> int:
        """A number in the path; what is none names nothing here."""
        return number(str(self.request.path_params[name]))

    def asked(self, name: str, default: str = "") -> str:
        """A parameter of the query."""
        return self.request.query_params.get(name, default)

    def asked_number(self, name: str) -> int | None:
        """A parameter of the query as a number; None where it is missing or no number."""
        return id_in(self.asked(name))

    @property
    def times(self) -> render.Times:
        """How moments are shown to this visitor."""
        zone = self.person.time_zone if self.person else "UTC"
        return render.times(self.container.clock(), self.words, zone)

    def page(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """The template filled in, with what every page needs beside the values given."""
        shared: dict[str, object] = {
            "me": self.person,
            "is_admin": self.person is not None and self.person.role is Role.ADMIN,
            "menu_has": self.menu,
            "held": self.menu.held,
            "writes": self.person is not None and self.person.role.is_team,
            "language": self.language,
            "agency": self.container.agency,
            "path": self.request.url.path,
            "form_token": session.form_token(session.token_of(self.container, self.request)),
            "times": self.times,
            "kept_views": self.menu.views,
        }
        if self.refusal is not None and status == 200:
            status = _status_of_form(self.refusal)
        return HTMLResponse(
            render.rendered(template, self.words, shared | self._mistake | values), status
        )

    @property
    def _mistake(self) -> dict[str, object]:
        """What is wrong with the form that was sent, by the form's place and by the field's, and
        what was typed.
        """
        if self.refusal is None:
            return {"refusal": "", "trouble": {}, "typed": {}}
        words = self.refusal.words(self.words)
        field = f"{self.place}-{self.refusal.values.get('name', '')}"
        return {"refusal": words, "trouble": {self.place: words, field: words}, "typed": self.form}

    def look_again(self, response: HTMLResponse, seconds: int, anchor: str) -> None:
        """Have the browser load this page anew, where it is: each time by another address, for the
        same one with a fragment is not loaded again.
        """
        at = int(self.container.clock().timestamp())
        response.headers["refresh"] = f"{seconds}; url={self.request.url.path}?at={at}#{anchor}"

    def refused(self, refusal: Refused, status: int | None = None) -> HTMLResponse:
        """The refusal in the reader's words, with the status it has in the web."""
        code = status or status_of(refusal)
        return self.page(
            "trouble.html",
            code,
            kind="missing" if code == 404 else "refused",
            words=refusal.words(self.words),
        )


STATUSES = {
    "no-scope": 403,
    "damaged-message": 503,
    "name-taken": 409,
    "address-taken": 409,
    "view-name-taken": 409,
    "from-configuration": 409,
    "not-held": 409,
    "too-late": 409,
    "told-since": 409,
    "newer-words": 409,
    "under-way": 409,
    "outcome-unknown": 409,
    "changed-since": 412,
    "too-many-keys": 429,
}
Show = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the table of routes. `signed` pages carry their own proof in the path and take posts
    from anywhere.
    """

    method: str
    path: str
    show: Show
    who: Who = Who.TEAM
    signed: bool = False
    files: bool = False  # its form may bring some
    form: Show | None = None  # the page that its form stands on, which shows a mistake

    @property
    def place(self) -> str:
        """The name of the form on that page: the last word of the path."""
        return [part for part in self.path.split("/") if not part.startswith("{")][-1]


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal; what a viewer may not see is not found."""
    if refusal.code.startswith("no-such-") or refusal.code in ("not-allowed", "no-raw"):
        return 404
    return STATUSES.get(refusal.code, 422)


def _status_of_form(refusal: Refused) -> int:
    """Of a page whose form was refused: it is there, so what is not found is what was typed."""
    status = status_of(refusal)
    return 422 if status == 404 else status


def number(text: str) -> int:
    """The number that a text is. Refused: no-such-discussion."""
    named = id_in(text)
    if named is None:
        raise Refused("no-such-discussion")
    return named


def see(path: str) -> RedirectResponse:
    """Go and look there: the answer to every form that did what it was asked to (RFC 9110 section
    15.4.4).
    """
    return RedirectResponse(path, 303)


def answering(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a row."""

    async def answer(request: Request) -> Response:
        request.state.route = page.path
        form, files = await sent_form(request, page.files) if request.method == "POST" else ({}, ())
        visit = await arrived(request, form, page.who, files)
        stopped = _stopped(page, visit)
        if stopped is not None:
            return stopped
        try:
            return await page.show(visit)
        except Refused as refusal:
            return await _with_mistake(page, visit, refusal)

    return answer


async def _with_mistake(page: Page, visit: Visit, refusal: Refused) -> Response:
    """The page that the form stands on, with what was typed; where there is none, the refusal."""
    if page.form is None or refusal.code == "not-allowed":
        return visit.refused(refusal)
    try:
        return await page.form(replace(visit, refusal=refusal, place=page.place))
    except Refused as missing:
        return visit.refused(missing)


async def arrived(
    request: Request,
    form: Mapping[str, str],
    who: Who = Who.ANYONE,
    files: tuple[Upload, ...] = (),
) -> Visit:
    """The visit that a request is: who came, and what their form says."""
    container: Container = request.app.state.container
    person = None if who is Who.NOBODY else await session.person_of(container, request)
    words = (
        container.words.of(person.language)
        if person
        else render.first_of_ours(request.headers.get("accept-language", ""), container.words)
    )
    menu = await show_menu(container, person) if person is not None else Menu()
    return Visit(container, request, person, words, form, files, menu)


def _stopped(page: Page, visit: Visit) -> Response | None:
    """What stands between this visitor and the page, or None."""
    if page.who in INSIDE and visit.person is None:
        return _to_the_door(visit)
    if page.who is Who.ADMIN and visit.me.role is not Role.ADMIN:
        return visit.refused(Refused("not-allowed"))
    if page.who is Who.TEAM and not visit.me.role.is_team:
        return visit.refused(Refused("not-allowed"))
    if page.method == "POST" and not page.signed and not _own_wish(page, visit):
        return visit.page("trouble.html", 403, kind="stale", words="")
    return None


def _own_wish(page: Page, visit: Visit) -> bool:
    """A form of ours, in this visitor's own browser."""
    ours = session.is_our_own(visit.request, visit.container.public_url)
    if page.who not in INSIDE:
        return ours
    return ours and session.is_form_token(
        visit.form.get("token", ""), session.token_of(visit.container, visit.request)
    )


def _to_the_door(visit: Visit) -> Response:
    response = see("/sign-in")
    if visit.request.method == "GET" and visit.request.url.path != "/":
        url = visit.request.url
        wanted = f"{url.path}?{url.query}" if url.query else url.path
        session.remember_wish(visit.container, response, session.local_path(wanted))
    return response
