"""Where a letter goes, and that it is kept: what went wrong elsewhere. The numbers are those of the
collected cases.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mailbridge import log_lines
from mailbridge.bootstrap import Settings, opened
from mailbridge.domain.address import normal
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Reading
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.doors import doctor
from mailbridge.services.aliases import register
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.people.register import add_person
from mailbridge.services.projects import add_project
from mailbridge.services.receiving import accept, check, refuse
from mailbridge.store.directory import projects
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice, letter

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@dataclass
class FailingReader:
    """Finds a fault of its own in every message."""

    async def read(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Reading:
        raise ZeroDivisionError("a fault in a step")


async def test_the_address_of_the_envelope_is_enough(office: PostOffice) -> None:
    """To names the public alias, which nobody here knows; only the envelope has our address
    (EDGE_CASES 1).
    """
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.", To="hello@agency.example")
    assert ("filed", "Bloom") == (mail.reason, mail.project)


async def test_no_header_field_need_name_the_project(office: PostOffice) -> None:
    """We were in Bcc of a letter to somebody else (EDGE_CASES 6)."""
    mail = await office.bring(
        MARIA, "Menu", "Please build a menu page.", To="Tom <tom@bloom.example>"
    )
    assert ("filed", "Bloom") == (mail.reason, mail.project)
    assert office.address not in (await office.page(mail)).discussion.participants


async def test_the_same_mail_at_the_same_instant_is_one_post(
    store_url: str, tmp_path: Path
) -> None:
    """Five peers bring it at once and three workers file at once: one discussion, one post
    (EDGE_CASES 9).
    """
    clock = Clock()
    container = await open_container(store_url, tmp_path, clock=clock)
    office = await PostOffice(container).open()
    raw = letter(MARIA, "Menu", "Please build a menu page.", 1, To=office.address)
    taken = await asyncio.gather(
        *(
            accept.accept(container, [Envelope("maria@bloom.example", office.address)], raw)
            for _ in range(5)
        )
    )
    for _ in range(5):
        await asyncio.gather(*(ingest.drain(container, limit=2) for _ in range(3)))
        clock.forward(minutes=5)
    mails = [await browse.show_mail(container, ids[0]) for ids in taken]
    [found] = await read.list_discussions(container)
    assert (1, ["duplicate"] * 4 + ["filed"]) == (
        found.posts,
        sorted(str(mail.reason) for mail in mails),
    )
    await container.close()


async def test_a_retry_without_message_id_is_the_same_mail(office: PostOffice) -> None:
    """Trace fields of the second way do not make it another (EDGE_CASES 10)."""
    raw = letter(MARIA, "Menu", "Please build a menu page.", 1, To=office.address, Message_ID=None)
    first = await office.bring(MARIA, "", "", raw=raw)
    again = await office.bring(
        MARIA, "", "", raw=b"Received: from a by b; Mon, 23 Nov 2026 10:01:00 +0100\r\n" + raw
    )
    other = await office.bring(MARIA, "Menu", "And a photo page.", Message_ID=None)
    assert ("filed", "duplicate", "filed") == (first.reason, again.reason, other.reason)
    assert first.post_id == again.post_id


@pytest.mark.parametrize(
    "spelling",
    [
        "<Maria@Bloom.Example.>",
        " maria@bloom.example ",
        "mailto:maria@bloom.example",
        '"maria"@bloom.example',
        "'MARIA@bloom.example'",
    ],
)
def test_an_address_has_one_spelling(spelling: str) -> None:
    """Case, white space, quotes, a last dot and mailto: say nothing (EDGE_CASES 11)."""
    assert "maria@bloom.example" == normal(spelling)


@pytest.mark.parametrize(
    "author",
    [
        "Maria <MARIA@Bloom.EXAMPLE>",
        "Maria <mailto:maria@bloom.example>",
        "Maria <maria@bloom.example.>",
        "<'maria@bloom.example'>",
    ],
)
async def test_an_author_is_known_however_the_address_is_spelt(
    office: PostOffice, author: str
) -> None:
    """Programs write it so (EDGE_CASES 11)."""
    raw = (
        b"From: "
        + author.encode()
        + b"\r\n"
        + letter("x@x.example", "Menu", "Please build it.", 1, To=office.address).split(b"\r\n", 1)[
            1
        ]
    )
    page = await office.page(await office.bring(MARIA, "", "", raw=raw))
    assert ("maria@bloom.example",) == page.discussion.participants


async def test_a_broken_list_of_addresses_is_salvaged(office: PostOffice) -> None:
    """What can be made out takes part; the letter is filed whatever stands there (EDGE_CASES
    12).
    """
    head = (
        b"From: " + MARIA.encode() + b"\r\nTo: " + office.address.encode() + b", undisclosed;;\r\n"
    )
    head += b"Cc: Max Kohl <max.kohl <max.kohl@bloom.example>, ,;@@ <tom@bloom.example\r\n"
    head += b"Subject: Menu\r\nMessage-ID: <b@x>\r\n\r\nHello there.\r\n"
    mail = await office.bring(MARIA, "", "", raw=head)
    known = {
        address
        for one in (await office.page(mail)).participants
        for address in one.person.addresses
    }
    assert {"maria@bloom.example", "max.kohl@bloom.example", "tom@bloom.example"} == known


@pytest.mark.parametrize(
    "spelling", ["postmaster", "Postmaster", "POSTMASTER@BRIDGE.TEST", "postmaster@bridge.test"]
)
async def test_the_postmaster_is_always_there(office: PostOffice, spelling: str) -> None:
    """In any case, with and without a domain; an admin finds the letter among what waits
    (EDGE_CASES 14).
    """
    assert Disposition.ACCEPT == (await check.check(office.container, spelling)).disposition
    mail = await office.bring(MARIA, "Trouble", "Your server…", spelling)
    assert [(mail.id, "postmaster")] == [
        (one.mail.id, one.mail.reason) for one in await quarantine.list_held(office.container)
    ]


async def test_the_null_reverse_path_is_welcome(office: PostOffice) -> None:
    """At RCPT and after the content; what comes so is kept (EDGE_CASES 15)."""
    assert Disposition.ACCEPT == (await check.check(office.container, office.address)).disposition
    mail = await office.bring(
        "MAILER-DAEMON@x.example", "Undeliverable", "No such user.", reverse_path=""
    )
    assert ("", "accept") == (mail.reverse_path, mail.disposition)


@pytest.fixture(params=["info", "debug"])
def logged(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[], str]]:
    """What the service has written to standard error since it was asked last, at each level."""
    root, names = logging.getLogger(), (log_lines.OURS, *log_lines.QUIET)
    handlers, level, quiet = (
        root.handlers[:],
        root.level,
        {name: logging.getLogger(name).level for name in names},
    )
    log_lines.configure(request.param)
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


async def test_no_log_tells_an_address_that_can_be_written_to(
    office: PostOffice, logged: Callable[[], str]
) -> None:
    """Neither what is filed nor what is refused shows a whole token (EDGE_CASES 16)."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "We shall.", reply_to, To=reply_to)
    forged = reply_to.replace("@", "a@", 1)
    await refuse.refuse(
        office.container,
        Envelope("x@x.example", forged),
        await check.check(office.container, forged),
    )
    told = logged()
    assert f"{forged[:4]}…" in told
    assert [] == [
        secret for secret in (office.address, reply_to, forged) if secret.partition("@")[0] in told
    ]


async def test_a_fault_of_the_store_tells_no_address(office: PostOffice) -> None:
    """Its words, which end in a log, do not have what it was asked with (EDGE_CASES 16)."""
    await office.container.store.write(lambda db: db.execute(text("DROP TABLE project_keys")))
    with pytest.raises(DBAPIError) as fault:
        await office.container.store.read(
            lambda db: projects.by_key(
                db, office.address.partition("@")[0], office.container.clock()
            )
        )
    assert office.address.partition("@")[0] not in str(fault.value)


async def test_a_store_that_fails_is_never_told_as_taken(office: PostOffice) -> None:
    """451 4.3.0: the peer keeps it and comes again (EDGE_CASES 19)."""
    await office.container.store.write(lambda db: db.execute(text("DROP TABLE inbounds")))
    assert Reason.STORE_FAILED == await _refused(office.container, office.address)


async def _refused(container: Container, address: str) -> Reason:
    with pytest.raises(accept.NotKept) as refused:
        await accept.accept(
            container, [Envelope("maria@bloom.example", address)], letter(MARIA, "Menu", "Hello", 1)
        )
    assert "451 4.3.0" == str(refused.value.verdict.reply)[:9]
    return refused.value.verdict.reason


async def test_what_cannot_be_filed_is_kept_as_it_came(sqlite_url: str, tmp_path: Path) -> None:
    """A fault of ours is tried again, then an admin has the bytes and the fault's words (EDGE_CASES
    20).
    """
    clock = Clock()
    container = await open_container(sqlite_url, tmp_path, reader=FailingReader(), clock=clock)
    office = await PostOffice(container).open()
    raw = letter(MARIA, "Menu", "Please build a menu page.", 1)
    mail = await office.bring(MARIA, "", "", raw=raw)
    assert (None, raw) == (mail.disposition, await browse.read_raw(container, mail.id))
    for _ in range(6):
        clock.forward(hours=1)
        await ingest.drain(container)
    held = await browse.show_mail(container, mail.id)
    assert ("hold", "gave-up", True) == (
        held.disposition,
        held.reason,
        "ZeroDivisionError" in held.note,
    )
    assert raw == await browse.read_raw(container, mail.id)
    await container.close()


async def test_a_mail_to_two_names_of_a_project_makes_one_copy_for_each_reader(
    office: PostOffice,
) -> None:
    """Reply-all finds two addresses of ours, and nobody reads the answer twice (EDGE_CASES 5)."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    raw = letter(
        ANNA,
        "Re: Menu",
        "We shall.",
        7,
        To=f"{reply_to}, {office.address}",
        In_Reply_To="<1@mail.example>",
    )
    envelopes = [Envelope("anna@agency.example", one) for one in (reply_to, office.address)]
    ids = await accept.accept(office.container, envelopes, raw)
    await ingest.drain(office.container)
    mails = [await browse.show_mail(office.container, one) for one in ids]
    assert {"filed", "duplicate"} == {mail.reason for mail in mails}
    assert ["maria@bloom.example"] == [
        row["to"] for row in await office.letters() if row["letter"] == "client"
    ]
    assert parseaddr(ANNA)[1] not in [row["to"] for row in await office.letters()][1:]


@pytest.mark.parametrize(
    ("domain", "warnings"), [("agency.example", ["agency.example"]), ("in.agency.example", [])]
)
async def test_projects_should_not_live_in_the_companys_own_domain(
    tmp_path: Path, domain: str, warnings: list[str]
) -> None:
    """A service that opens accounts to whoever reads mail there would open one to a client; the
    operator is warned (EDGE_CASES 18).
    """
    settings = Settings(domain=domain, data_dir=tmp_path, ntp_server="")
    async with opened(settings) as container:
        await add_person(container, "anna@agency.example", "Anna Petrova", "member", "en")
    found = [finding async for finding in doctor.examine(settings) if finding.check == "addresses"]
    assert [("warning", f"such as in.{one}") for one in warnings] == [
        (one.state, one.remedy[-len(f"such as in.{domain}") :]) for one in found
    ]


@pytest.mark.parametrize(
    "local", ["nobody", "abcdefghjkmnpqrst", "r.aeaqcrnoj3d2jjpwusbzy", "anna"]
)
async def test_a_refusal_tells_nothing_of_the_inside(office: PostOffice, local: str) -> None:
    """A mistyped name, a key, a forged token and a colleague's name get the same words and an
    enhanced code (case 13).
    """
    verdict = await check.check(office.container, f"{local}@bridge.test")
    assert "550 5.1.1 no such mailbox here" == str(verdict.reply)


async def test_one_mail_to_two_projects_lands_once_in_each(office: PostOffice) -> None:
    """By two addresses of the one and one of the other in one transaction, under one Message-ID
    (cases 5, 7).
    """
    other = (await add_project(office.container, "Winter")).address
    await register.add_alias(office.container, "hello@agency.example", "Bloom")
    paths = ["hello@agency.example", office.address, other, office.address.replace("@", "+x@")]
    raw = letter(MARIA, "Menu", "Please build a menu page.", 1, To=", ".join(paths))
    ids = await accept.accept(
        office.container, [Envelope("maria@bloom.example", one) for one in paths], raw
    )
    await ingest.drain(office.container)
    mails = [await browse.show_mail(office.container, one) for one in ids]
    assert ["Bloom", "Bloom", "Bloom", "Winter"] == sorted(mail.project or "" for mail in mails)
    assert {"Bloom": 1, "Winter": 1} == {
        one.project: one.posts for one in await read.list_discussions(office.container)
    }
