"""A site with two projects that know nothing of each other, and browsers to visit it with."""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI

from mailbridge.adapters.templates.template_shelf import TemplateShelf
from mailbridge.doors.web.app import assembled, furnish
from mailbridge.services import projects, tasks
from mailbridge.services.container import Container
from mailbridge.services.desk import draft_files
from mailbridge.services.discussions import read, write
from mailbridge.services.people import api_tokens, sign_in
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import DiscussionPage
from mailbridge.steps.text.enclosures import Upload
from tests.container import Entropy, open_container
from tests.services.post_office import PostOffice

ADMIN, MEMBER, STRANGER = "anna@agency.test", "igor@agency.test", "rita@agency.test"
CLIENT = "maria@bloom.test"
SECRETS = (
    "New menu page",
    "Bloom",
    "bloom.test",
    "menu.pdf",
    "rye loaf",
)  # what only Bloom's people may read
URL = "http://bridge.test"
PDF = b"%PDF-1.4 the menu"
HTML = (
    "<p>Hi, <b>here</b> is the rye loaf:</p><p>Can you put it online by Friday?</p><img "
    'src="cid:loaf@x"><script>alert(1)</script><blockquote type=cite>older words</blockquote>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea7356d660000000049454e44ae426082"
)


@dataclass
class Browser:
    """Keeps cookies, follows nothing, and fills in the hidden fields of forms."""

    app: FastAPI
    person: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    raises: bool = True

    def __post_init__(self) -> None:
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=self.raises)
        self.client = httpx2.AsyncClient(transport=transport, base_url=URL, headers=self.headers)
        self.form_token = ""

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        return await self.client.get(path, **more)

    async def post(self, path: str, **fields: str) -> httpx2.Response:
        """A form of this site, sent as a browser sends it."""
        headers = {"sec-fetch-site": "same-origin", "origin": URL}
        return await self.client.post(
            path, data={"token": self.form_token, **fields}, headers=headers
        )

    async def sign_in(self, container: Container) -> "Browser":
        path = (await sign_in.make_sign_in_link(container, self.person)).removeprefix(URL)
        await self.post(path)
        found = re.search(r'name="token" value="([^"]+)"', (await self.get("/")).text)
        assert found is not None
        self.form_token = unescape(found[1])
        return self


@dataclass
class Site:
    container: Container
    app: FastAPI
    page: DiscussionPage  # Bloom's discussion: a question with a file, an answer, an internal note
    ids: dict[
        str, int
    ]  # of Bloom's objects: project, discussion, post, task, attachment, opened (a letter among
    # them), letter, mail, person, draft (a file of the member's)

    async def browser(self, person: str) -> Browser:
        return await Browser(self.app, person).sign_in(self.container)

    def stranger(self, **more: Any) -> Browser:
        """Nobody is signed in."""
        return Browser(self.app, **more)

    async def api(self, person: str) -> httpx2.AsyncClient:
        token = await api_tokens.issue_token(self.container, person)
        transport = httpx2.ASGITransport(app=self.app)
        return httpx2.AsyncClient(
            transport=transport,
            base_url=f"{URL}/api/v1",
            headers={"authorization": f"Bearer {token}"},
        )

    async def discussion(self) -> DiscussionPage:
        return await read.show_discussion(self.container, self.ids["discussion"])


async def seed(url: str, folder: Path) -> dict[str, int]:
    """Bloom's conversation, and a rival; returns the ids of Bloom's objects."""
    container = await open_container(url, folder, agency="Northlight")
    office = await PostOffice(container).open("Bloom site")
    rival = await projects.add_project(container, "Rival shop")
    admin = await office.person(ADMIN, "admin", "Anna", "Bloom site")
    igor = await office.person(MEMBER, "member", "Игорь", "Bloom site", "ru")
    await office.person(STRANGER, "member", "Rita", rival.name)
    client = await office.person(CLIENT, "client", "Maria", "Bloom site")
    mail = await office.bring("", "", "", raw=_letter(office.address), reverse_path=CLIENT)
    assert mail.discussion_id is not None
    assert mail.post_id is not None
    task = await tasks.make_task(container, admin, mail.post_id)
    await write.add_reply(container, admin, mail.discussion_id, "Hi Maria, yes, by Friday.")
    await write.add_reply(container, admin, mail.discussion_id, "She pays late.", internal=True)
    chosen = Upload("draft.txt", "text/plain", b"a rye loaf")
    [kept] = await draft_files.keep_files(container, igor, mail.discussion_id, [chosen])
    page = await office.page(mail)
    letters = [letter for letter in await outbox.list_letters(container) if letter.to == CLIENT]
    project = await projects.show_project(container, "Bloom site")
    await container.close()
    return {
        "project": project.id,
        "discussion": mail.discussion_id,
        "post": mail.post_id,
        "task": task.id,
        "attachment": next(
            file.id
            for post in page.posts
            for file in post.attachments
            if file.filename == "menu.pdf"
        ),
        "opened": next(file.id for post in page.posts for file in post.attachments if file.letter),
        "letter": letters[0].id,
        "mail": mail.id,
        "person": client.id,
        "draft": kept.id,
    }


_assembled = cache(assembled)  # once for all sites: they differ in their containers alone


def _app(container: Container) -> FastAPI:
    furnish(_assembled(), container)
    return _assembled()


async def open_site(url: str, folder: Path, ids: dict[str, int]) -> Site:
    """The site over a database that was seeded before."""
    container = await open_container(url, folder, agency="Northlight", entropy=Entropy(drawn=1000))
    container.templates = TemplateShelf("test", folder / "templates")
    return Site(
        container,
        _app(container),
        await read.show_discussion(container, ids["discussion"]),
        ids,
    )


def _older_letter() -> EmailMessage:
    """With a file, so that there is something to open."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Boss <boss@bloom.test>", "The recipe"
    message.set_content("Keep it safe.\n")
    message.add_attachment(b"%PDF-1.4 rye", "application", "pdf", filename="recipe.pdf")
    return message


def _letter(to: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Maria <{CLIENT}>", to, "New menu page"
    message["Message-ID"], message["Date"] = "<1@bloom.test>", "Mon, 23 Nov 2026 10:00:00 +0100"
    message.set_content("Hi, here is the rye loaf:\n\nCan you put it online by Friday?\n")
    message.add_alternative(HTML, subtype="html")
    message.get_payload()[1].add_related(PNG, "image", "png", cid="<loaf@x>", filename="loaf.png")
    message.add_attachment(PDF, "application", "pdf", filename="menu.pdf")
    message.add_attachment(_older_letter())
    return message.as_bytes().replace(b"\n", b"\r\n")
