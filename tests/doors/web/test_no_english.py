"""No English is left on a page of another language."""

from html.parser import HTMLParser

import pytest

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.event import EventKind
from mailbridge.domain.message import Kind
from mailbridge.domain.oversight.scopes import SCOPES
from mailbridge.domain.project import Role
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.doors.web.app import ROUTES
from mailbridge.services.aliases import register as aliases
from mailbridge.services.discussions import questions
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.steps.deciding.order import ORDER
from mailbridge.steps.telling.letters.every_kind import KINDS
from mailbridge.steps.text.time_zones import zone_names
from tests.doors.web.site import ADMIN, HTML, Site
from tests.doors.web.test_walls import path_of
from tests.pseudo import LANGUAGE, WORDS, latin

SEEN_BY_ADMINS = [
    page.path
    for page in ROUTES
    if page.method == "GET" and not page.signed and not page.path.startswith(("/static", "/attach"))
]
NO_PAGES = (
    "/healthz",
    "/readyz",
    "/metrics",
    "/mail/{id}/raw",
    "/palette",
    "/discussions/{id}/live",
)
DATA = (
    "Bloom site Rival shop Anna Rita Maria Northlight mailbridge New menu page loaf png menu pdf",
    "Can you put it online by Friday?",
    "Hi Maria, yes, by Friday.",
    "She pays late.",
    "Boss The recipe eml pdf Keep it safe",
    HTML,
    "From To Subject Re",  # fields of a letter as it leaves
    "name@example.com",
    "mon fri operator http bridge test agency com public url smtp provider in STARTTLS TLS MX IN",
    "mail.example.com subject.txt body.txt body.html retention.days retention days",
    "hello@agency.example a@b.test Google Workspace Gmail Microsoft Yandex Postfix cPanel",
    "Anna Petrova",  # of a sample letter
    "it is on",
    "DE BY",  # a country and a part of it
    " ".join(zone_names()),
    "English",  # each language is called as its speakers call it
)
NAMES = (  # of the steps, and of what they say
    *(step for step, _ in ORDER),
    *("read", "screen", "trim", "interpret", "audience", "alias", "door"),
    *Disposition,
    *Reason,
    *Kind,
    *AudienceReason,
    *(name.replace("_", " ") for kind in KINDS for name in (kind.name, *kind.templates)),
    *EventKind,  # as programs elsewhere are told of them
    *("Ctrl Enter",),  # keys
    *("is:open is:closed is:ours is:waiting from: to: project: has:file before: after:",),
    *("q:open task: python-httpx",),  # filters of the search; what a browser calls itself
    *Role,  # in the audit log, as the command line writes them, like what they are set to
    *(scope.replace(":", " ") for scope in SCOPES),  # as programs name what a token may do
    "role",
    "language",
    "en",
    LANGUAGE,
)

SHOWN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


class Words(HTMLParser):
    """What a visitor reads: the text, and the attributes that are shown or read out; not what is
    typed into fields of text.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script", "textarea")
        self.found += [value or "" for name, value in attrs if name in SHOWN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "textarea")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


@pytest.mark.parametrize("path", [one for one in SEEN_BY_ADMINS if one not in NO_PAGES])
async def test_every_word_of_a_page_is_in_the_readers_language(site: Site, path: str) -> None:
    """What stays Latin is data: names, addresses, words of letters, names of rules and steps."""
    site.container.words = WORDS
    await register.add_person(site.container, ADMIN, "Anna", "admin", LANGUAGE)
    if "{address}" in path:
        await aliases.add_alias(site.container, "a@b.test", "Bloom site")
    browser = await site.browser(ADMIN)
    route = next(page for page in ROUTES if page.path == path and page.method == "GET")
    answer = await browser.get(path_of(route, site))
    shown = "\n".join(Words(answer.text).found)
    assert set() == latin(shown, (*DATA, *NAMES))


async def test_every_line_of_a_trail_is_in_the_readers_language(site: Site) -> None:
    """But for the names of its steps and rules."""
    mail = await browse.show_mail(site.container, site.ids["mail"])
    said = "\n".join(map(WORDS.of(LANGUAGE).tell, mail.trail))
    assert set() == latin(said, (*DATA, *NAMES))


async def test_what_decided_a_question_is_in_the_readers_language(site: Site) -> None:
    """Nobody's words did, but a hand: that is a sentence of ours, and no quotation."""
    site.container.words = WORDS
    await register.add_person(site.container, ADMIN, "Anna", "admin", LANGUAGE)
    place = site.ids["discussion"]
    asked = (await questions.list_questions(site.container, place))[0].number
    await questions.correct_questions(site.container, None, place, [asked], "answered", "team")
    shown = (await (await site.browser(ADMIN)).get(f"/discussions/{place}")).text
    assert set() == latin("\n".join(Words(shown).found), (*DATA, *NAMES))
