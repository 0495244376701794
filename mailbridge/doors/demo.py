"""The demo: a small agency, a client and a conversation, all of it by real mail through our own
SMTP door.
"""

import asyncio
import os
import re
import socket
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

import aiosmtplib

from mailbridge.adapters.self_signed import self_signed
from mailbridge.adapters.template_folders import folders
from mailbridge.bootstrap import CannotStart, Settings, Tcp, load
from mailbridge.domain.told import told
from mailbridge.doors import demo_story
from mailbridge.doors.demo_story import moved_clock
from mailbridge.doors.opening import Doors
from mailbridge.services import projects, tasks
from mailbridge.services.aliases import register
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.discussions.several import Act, act_on_several
from mailbridge.services.mail_log import browse
from mailbridge.services.people import sign_in
from mailbridge.services.people.register import add_person, find_person, join_project
from mailbridge.services.telling import outbox
from mailbridge.services.views.mail_models import OutboxView
from mailbridge.services.views.models import DiscussionView
from mailbridge.services.views.project_views import ProjectView
from mailbridge.values import dataclass

FOLDER = "demo-data"
ALIAS = "bloom@studio-north.example"
MEMBER, CLIENT = (
    ("vera@studio-north.example", "Vera Lind"),
    ("alice@cafe-bloom.example", "Alice Moreau"),
)
SECOND = ("Harbor Books", "harbor@studio-north.example")  # a second project, and its alias
CAST = {
    "vera": MEMBER,
    "igor": ("igor@studio-north.example", "Igor Brandt"),
    "alice": CLIENT,
    "ben": ("ben@cafe-bloom.example", "Ben Okafor"),
    "tom": ("tom@harbor-books.example", "Tom Reed"),
}
PEOPLE = {  # of each project: role and projects
    "vera": ("admin", (0, 1)),
    "igor": ("member", (0, 1)),
    "alice": ("client", (0,)),
    "ben": ("client", (0,)),
    "tom": ("client", (1,)),
}
DELAYS = {
    "UNDO_SECONDS": "15",
    "MERGE_SECONDS": "0",
}  # who tries it sees letters come
PORTS = {"MAILBRIDGE_SMTP__LISTEN": 2525, "MAILBRIDGE_WEB__LISTEN": 8025}
POLL = 0.05  # seconds
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
        written: datetime | None = None,
    ) -> int:
        """Send a letter by SMTP, as an answer where one is given; returns the discussion that it
        is filed into.
        """
        newest = await browse.list_mail(self.container, limit=1)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f'"{author[1]}" <{author[0]}>', to, subject
        mail["Date"], mail["Message-ID"] = (
            format_datetime(written or datetime.now(UTC)),
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
        return await self.filed(newest[0].id if newest else 0)

    async def answer(
        self,
        author: tuple[str, str],
        letter: EmailMessage,
        text: str,
        written: datetime | None = None,
    ) -> int:
        """Send an answer to the letter's reply address; returns its discussion."""
        subject = f"Re: {_bare(str(letter['Subject']))}"
        return await self.write(author, str(letter["Reply-To"]), subject, text, letter, written)

    async def filed(self, before: int) -> int:
        """Wait until the mail that came after an inbound is filed; returns its discussion."""
        for _ in range(int(PATIENCE / POLL)):
            newest = await browse.list_mail(self.container, limit=1)
            if newest and newest[0].id > before and newest[0].discussion_id is not None:
                return newest[0].discussion_id
            await asyncio.sleep(POLL)
        raise CannotStart(
            told(
                "the demo waited {seconds} seconds for a letter to be filed; see the log above",
                seconds=round(PATIENCE),
            )
        )

    async def letter_about(self, address: str, discussion: int) -> EmailMessage:
        """The newest letter that somebody got about a discussion."""
        for letter in await outbox.list_letters(self.container):
            about = letter.discussion_id == discussion and letter.letter in ("client", "team")
            if about and letter.to == address:
                return await self._opened(letter)
        raise CannotStart(
            told("the demo found no letter to {address} about its story", address=address)
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
    own |= {f"MAILBRIDGE_LETTERS__{name}": seconds for name, seconds in DELAYS.items()}
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
    discussions: Sequence[DiscussionView]  # the newest first
    link: str  # signs Vera in, once
    smtp: str  # HOST:PORT


async def converse(container: Container, settings: Settings, doors: Doors) -> Running:
    """Hold the conversation, unless an earlier demo did."""
    made = next(
        (view for view in await projects.list_projects(container) if view.name == _project_name()),
        None,
    )
    project = made or await _set_up(container)
    if made is None:
        tls = ssl.create_default_context(cafile=settings.smtp.tls_certificate)
        desk = Desk(container, Tcp.read(doors.places["smtp"]).port, tls)
        wait, container.undo = container.undo, timedelta()  # of what nobody will take back
        discussions = await _tell_story(desk)
        await _converse(desk)
        await _divide_work(container, discussions)
        container.undo = wait
    link = await sign_in.make_sign_in_link(container, MEMBER[0])
    held = await read.list_discussions(container)
    return Running(settings, project, held, link, doors.places["smtp"])


async def _set_up(container: Container) -> ProjectView:
    project = await projects.add_project(container, _project_name())
    await projects.change_project(container, project.name, {"weekly": "yes"})
    await register.add_alias(container, ALIAS, project.name)
    second = await projects.add_project(container, SECOND[0])
    await register.add_alias(container, SECOND[1], second.name)
    for who, (role, of) in PEOPLE.items():
        address, name = CAST[who]
        await add_person(container, address, name, role)
        for place in of:
            await join_project(container, address, (project, second)[place].name)
    return project


async def _tell_story(desk: Desk) -> dict[str, int]:
    """Two weeks of letters between all of them, one after the other; each is filed, and told of,
    before the next one is written. Returns the discussion of each.
    """
    aliases = {"bloom": ALIAS, "harbor": SECOND[1]}
    discussions: dict[str, int] = {}
    with moved_clock(desk.container) as clock:
        now = clock.now
        for part in demo_story.parts():
            clock.now = part.moment(now)
            author = CAST[part.author]
            if part.answers:
                letter = await desk.letter_about(author[0], discussions[part.answers])
                filed = await desk.answer(author, letter, part.text, clock.now)
            else:
                to = aliases[part.to]
                filed = await desk.write(author, to, part.subject, part.text, written=clock.now)
            discussions[part.name] = filed
    return discussions


async def _divide_work(container: Container, discussions: Mapping[str, int]) -> None:
    """Vera and Igor each look after some of it, and their tasks are at different points."""
    vera, igor = [await find_person(container, CAST[who][0]) for who in ("vera", "igor")]
    await act_on_several(container, vera, Act.TAKE, [discussions["13"]])
    await act_on_several(container, igor, Act.TAKE, [discussions["01"], discussions["10"]])
    states = {discussions["04"]: "waiting", discussions["10"]: "in_progress"}
    for task in await tasks.list_tasks(container):
        if task.discussion_id in states:
            await tasks.change_task(container, vera, task.id, state=states[task.discussion_id])


async def _converse(desk: Desk) -> None:
    """A letter to the alias; the member's answer from the inbox, a task in it; the client's answer
    to the questions.
    """
    discussion = await desk.write(CLIENT, ALIAS, "Logo too grey on the menu", _text("first_letter"))
    asked = await desk.letter_about(MEMBER[0], discussion)
    await desk.answer(MEMBER, asked, _text("answer"))
    answered = await desk.letter_about(CLIENT[0], discussion)
    await desk.answer(CLIENT, answered, _text("last_letter"))


async def demo_links(container: Container) -> list[tuple[int, str]]:
    """The sign-in letters of the outbox: their ids, and the link of each."""
    links = []
    for letter in await outbox.list_letters(container):
        if letter.letter == "sign_in":
            raw = await outbox.render_letter(container, letter.id)
            match = re.search(rb"https?://\S+/sign-in/[\w-]+", raw)
            links += [(letter.id, match[0].decode())] if match is not None else []
    return links


def _bare(subject: str) -> str:
    return re.sub(r"\A(?:Re: ?)+", "", subject)
