"""The demo: a small agency, a client and a conversation, all of it by real mail through our own
SMTP door.
"""

import asyncio
import os
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

import aiosmtplib

from mailbridge.adapters.self_signed import self_signed
from mailbridge.adapters.template_folders import folders
from mailbridge.bootstrap import CannotStart, Settings, Tcp, load
from mailbridge.domain.told import told
from mailbridge.doors.opening import Doors
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.people import sign_in
from mailbridge.services.people.register import add_person, join_project
from mailbridge.services.telling import outbox
from mailbridge.services.views.mail_models import OutboxView
from mailbridge.services.views.models import DiscussionView
from mailbridge.services.views.project_views import ProjectView

FOLDER = "demo-data"
ALIAS = "bloom@studio-north.example"
MEMBER, CLIENT = (
    ("vera@studio-north.example", "Vera Lind"),
    ("alice@cafe-bloom.example", "Alice Moreau"),
)
PORTS = {"MAILBRIDGE_SMTP__LISTEN": 2525, "MAILBRIDGE_WEB__LISTEN": 8025}
PATIENCE = 60.0  # seconds for one letter to be filed


def _text(name: str) -> str:
    """What somebody writes in the demo: a file of templates/demo."""
    return (folders("demo")[0] / f"{name}.txt").read_text(encoding="utf-8")


def _project_name() -> str:
    return _text("project").strip()


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's mail program: it writes by SMTP with STARTTLS, and reads the letters from the
    outbox.
    """

    container: Container
    port: int
    tls: ssl.SSLContext

    async def write(
        self,
        author: tuple[str, str],
        to: str,
        subject: str,
        text: str,
        answered: EmailMessage | None = None,
    ) -> None:
        """Send a letter by SMTP, as an answer where one is given."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f'"{author[1]}" <{author[0]}>', to, subject
        mail["Date"], mail["Message-ID"] = (
            format_datetime(datetime.now(UTC)),
            make_msgid(domain=author[0].partition("@")[2]),
        )
        if answered is not None:
            mail["In-Reply-To"] = mail["References"] = answered["Message-ID"]
        mail.set_content(text)
        await aiosmtplib.send(
            mail,
            hostname="127.0.0.1",
            port=self.port,
            start_tls=True,
            tls_context=self.tls,
            sender=author[0],
        )

    async def answer(self, author: tuple[str, str], letter: EmailMessage, text: str) -> None:
        """Send an answer to the letter's reply address."""
        subject = f"Re: {_bare(str(letter['Subject']))}"
        await self.write(author, str(letter["Reply-To"]), subject, text, letter)

    async def letter_to(self, address: str, number: int = 1) -> EmailMessage:
        """Wait for that letter to somebody, counted from 1, and open it."""
        for _ in range(int(PATIENCE / 0.1)):
            letters = [
                letter
                for letter in await outbox.list_letters(self.container)
                if letter.to == address and letter.letter in ("client", "team")
            ]
            if len(letters) >= number:
                return await self._opened(sorted(letters, key=lambda letter: letter.id)[number - 1])
            await asyncio.sleep(0.1)
        raise CannotStart(
            told(
                "the demo waited {seconds} seconds for a letter to {address}, and none was "
                "written; see the log above",
                seconds=round(PATIENCE),
                address=address,
            )
        )

    async def _opened(self, row: OutboxView) -> EmailMessage:
        from email import message_from_bytes, policy

        mail = message_from_bytes(
            await outbox.render_letter(self.container, row.id), policy=policy.default
        )
        assert isinstance(mail, EmailMessage)
        return mail


def demo_settings(config: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The configured settings, or those of the demo: a folder of its own, free ports, a certificate
    made on the spot.
    """
    own = {"MAILBRIDGE_DATA_DIR": FOLDER, "MAILBRIDGE_AGENCY": "Studio North"}
    own |= {name: f"127.0.0.1:{free_port(port)}" for name, port in PORTS.items()}
    settings = load(config, {**own, **environment}, fallback=None)
    if settings.smtp.tls_certificate is not None:
        return settings
    certificate, key = self_signed(settings.data_dir, "localhost", datetime.now(UTC))
    tls = {
        "MAILBRIDGE_SMTP__TLS_CERTIFICATE": str(certificate),
        "MAILBRIDGE_SMTP__TLS_KEY": str(key),
    }
    return load(config, {**own, **environment, **tls}, fallback=None)


def free_port(wanted: int) -> int:
    """That port, or another when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    raise CannotStart(told("no port of 127.0.0.1 is free"))


@dataclass(frozen=True, slots=True)
class Running:
    """A demo that runs: what there is to look at."""

    settings: Settings
    project: ProjectView
    discussion: DiscussionView | None
    link: str  # signs Vera in, once
    smtp: str  # HOST:PORT


async def converse(container: Container, settings: Settings, doors: Doors) -> Running:
    """Hold the conversation, unless an earlier demo did."""
    made = next(
        (one for one in await projects.list_projects(container) if one.name == _project_name()),
        None,
    )
    project = made or await _set_up(container)
    if made is None:
        await _converse(container, settings, Tcp.read(doors.places["smtp"]).port)
    link = await sign_in.make_sign_in_link(container, MEMBER[0])
    held = (await read.list_discussions(container, project=project.name))[:1]
    return Running(settings, project, held[0] if held else None, link, doors.places["smtp"])


async def _set_up(container: Container) -> ProjectView:
    project = await projects.add_project(container, _project_name())
    await register.add_alias(container, ALIAS, project.name)
    for (address, name), role in ((MEMBER, "admin"), (CLIENT, "client")):
        await add_person(container, address, name, role)
        await join_project(container, address, project.name)
    return project


async def _converse(container: Container, settings: Settings, port: int) -> None:
    """A letter to the alias; the member's answer from the inbox, a task in it; the client's answer
    to the questions.
    """
    desk = Desk(container, port, ssl.create_default_context(cafile=settings.smtp.tls_certificate))
    await desk.write(CLIENT, ALIAS, "Logo too grey on the menu", _text("first_letter"))
    asked = await desk.letter_to(MEMBER[0])
    await desk.answer(MEMBER, asked, _text("answer"))
    answered = await desk.letter_to(CLIENT[0])
    await desk.answer(CLIENT, answered, _text("last_letter"))
    await desk.letter_to(MEMBER[0], 2)


def _bare(subject: str) -> str:
    return re.sub(r"\A(?:Re: ?)+", "", subject)
