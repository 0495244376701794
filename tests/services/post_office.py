"""Mail for tests: made, taken in as the doors do, and filed."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from sqlalchemy import select

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.project import Person
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.models import DiscussionPage
from mailbridge.store.engine.schema import outbox
from mailbridge.store.outbox import contents, letter_json


@dataclass
class PostOffice:
    """Brings letters to a container."""

    container: Container
    address: str = ""
    brought: int = 0

    async def open(self, name: str = "Bloom") -> "PostOffice":
        self.address = (await projects.add_project(self.container, name)).address
        return self

    async def person(
        self,
        address: str,
        role: str = "client",
        name: str = "",
        project: str | None = "Bloom",
        language: str = "en",
    ) -> Person:
        await register.add_person(self.container, address, name, role, language)
        if project is not None:
            await register.join_project(self.container, address, project)
        return await register.find_person(self.container, address)

    async def bring(
        self,
        author: str,
        subject: str,
        text: str,
        to: str | None = None,
        raw: bytes | None = None,
        **fields: Any,
    ) -> MailView:
        """File a letter; `fields` are header fields with _ for -. `to` is the forward-path
        (default: the project).
        """
        self.brought += 1
        reverse_path = fields.pop("reverse_path", author.rpartition("<")[2].rstrip(">"))
        content = raw or letter(
            author, subject, text, self.brought, **{"To": self.address, **fields}
        )
        ids = await accept.accept(
            self.container, [Envelope(reverse_path, to or self.address)], content
        )
        await ingest.drain(self.container)
        return await browse.show_mail(self.container, ids[0])

    async def page(self, mail: MailView) -> DiscussionPage:
        assert mail.discussion_id is not None
        return await read.show_discussion(self.container, mail.discussion_id)

    async def letters(self) -> list[dict[str, Any]]:
        """Every letter in the outbox: its name, to, subject, message_id and content, as if it were
        a letter of its own.
        """
        wanted = select(outbox).order_by(outbox.c.id)
        rows = await self.container.store.read(
            lambda db: contents.letters_of(db, db.execute(wanted))
        )
        return [{**row._mapping, **contents.whole(letter)} for row, letter in rows]

    async def reply_address(self, to: str, name: str = "") -> str:
        """The reply address of the newest letter to somebody, of this name where one is given."""
        own = [row for row in await self.letters() if row["to"] == to]
        newest = [row for row in own if name in ("", row["letter"])][-1]
        reply_to = letter_json.read(newest["content"]).reply_to
        assert reply_to is not None
        return reply_to.address


def letter(author: str, subject: str, text: str, number: int, **fields: Any) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = author, subject
    for name, value in {
        "Message_ID": f"<{number}@mail.example>",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0100",
        **fields,
    }.items():
        if value is not None:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes().replace(b"\n", b"\r\n")
