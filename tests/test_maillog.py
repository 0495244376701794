"""The log: one line for each event of a message and its letters, with the ids that join them."""

import ast
import inspect
import io
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from sqlalchemy import Connection
from structlog.testing import capture_logs

from mailbridge import log_lines, maillog
from mailbridge.adapters.submission import RelayRefused, RelayUnreachable
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.projects import change_project
from mailbridge.services.receiving.refuse import refuse
from mailbridge.services.telling import drain_outbox
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.engine.unit_of_work import Store
from tests.container import DOMAIN, KEY, Clock, Relay, open_container
from tests.files import ROOT, files
from tests.services.post_office import PostOffice

TOLD = ROOT / "docs" / "log.md"
MARIA = "Maria Lopez <maria@bloom.example>"
REPORT = b"""\
From: Mail Delivery System <MAILER-DAEMON@mx.agency.example>
To: %s
Subject: Undelivered Mail Returned to Sender
Message-ID: <1.report@mx.agency.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts
Content-Type: text/plain

It could not be delivered.

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.agency.example

Final-Recipient: rfc822; anna@agency.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--parts--
"""


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna of the team reads what Maria writes."""
    container = await open_container(store_url, tmp_path, clock=Clock(), relay=Relay())
    office = await PostOffice(container).open()
    await office.person("anna@agency.example", "member", "Anna Petrova")
    await office.person("maria@bloom.example", "client", "Maria Lopez")
    yield office
    await container.close()


def relay(office: PostOffice) -> Relay:
    return cast("Relay", office.container.relay)


async def came_back(office: PostOffice, letter_id: int) -> None:
    to = f"{encode(ReturnPath(letter_id), KEY)}@{DOMAIN}"
    raw = (REPORT % to.encode()).replace(b"\n", b"\r\n")
    await office.bring("", "", "", to=to, raw=raw, reverse_path="")


async def test_a_message_can_be_followed_through_its_lines(office: PostOffice) -> None:
    """From 250 to the letter about it, and to its return, each joined to the last by an id."""
    with capture_logs() as lines:
        mail = await office.bring(MARIA, "Menu", "Which colours do you need?")
        await drain_outbox.drain(office.container)
        letter = (await office.letters())[0]["id"]
        await came_back(office, letter)
    joined = [
        (one["event"], one.get("inbound"), one.get("post"), one.get("letter")) for one in lines
    ]
    post = mail.post_id
    assert [
        ("mail kept", [mail.id], None, None),
        ("letter written", None, post, letter),
        ("mail filed", mail.id, post, None),
        ("letter sent", None, None, letter),
        ("mail kept", [mail.id + 1], None, None),
        ("letter bounced", mail.id + 1, None, letter),
        ("mail filed", mail.id + 1, None, None),
    ] == joined


async def test_a_letter_that_the_relay_does_not_take_is_deferred_and_then_failed(
    office: PostOffice,
) -> None:
    """With the far side's words."""
    await office.bring(MARIA, "Menu", "Hello")
    with capture_logs() as lines:
        relay(office).fault = RelayUnreachable("451 4.7.1 later", whole=False)
        await drain_outbox.drain(office.container)
        relay(office).fault = RelayRefused(550, "550 5.1.1 unknown")
        cast("Clock", office.container.clock).forward(hours=1)
        await drain_outbox.drain(office.container)
    assert [
        ("letter deferred", "451 4.7.1 later"),
        ("letter failed", "550 5.1.1 unknown"),
    ] == [(one["event"], one["reply"]) for one in lines if "reply" in one]


async def test_what_waits_for_an_admin_and_what_was_refused_have_their_lines(
    office: PostOffice,
) -> None:
    """With the reason."""
    await change_project(office.container, "Bloom", {"unknown_authors": "hold"})
    with capture_logs() as lines:
        mail = await office.bring("New <new@far.example>", "Offer", "Chairs.")
        verdict = Verdict(Disposition.REJECT, Reason.UNKNOWN_RECIPIENT)
        await refuse(office.container, Envelope("new@far.example", f"no@{DOMAIN}"), verdict)
    told = [(one["event"], one["reason"], one.get("inbound")) for one in lines if "reason" in one]
    assert [
        ("mail held", "unknown-author", mail.id),
        ("mail refused", "unknown-recipient", None),
    ] == told


async def test_a_line_is_written_when_it_is_true(store: Store) -> None:
    """What is undone was never told, though others of its batch are."""
    told: list[str] = []

    def kept(db: Connection) -> None:
        after_commit(db, lambda: told.append("kept"))

    def undone(db: Connection) -> None:
        after_commit(db, lambda: told.append("undone"))
        raise ValueError("no")

    await store.write_each([kept, undone, kept])
    with pytest.raises(ValueError, match="no"):
        await store.write(undone)
    assert ["kept", "kept"] == told


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], io.StringIO]]:
    """Makes standard error anew, for lines as the service writes them."""
    root, ours = logging.getLogger(), logging.getLogger(log_lines.OURS)
    before, levels = root.handlers[:], (root.level, ours.level)
    log_lines.configure("info")

    def anew() -> io.StringIO:
        made = io.StringIO()
        monkeypatch.setattr("sys.stderr", made)
        return made

    yield anew
    root.handlers[:] = before
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
    structlog.reset_defaults()


def test_a_line_that_cannot_be_written_is_lost(written: Callable[[], io.StringIO]) -> None:
    """No letter fails for the log's sake, and later lines are written again."""
    written().close()
    maillog.letter_sent(1, "anna@agency.example", "250 taken")
    anew = written()
    maillog.letter_sent(2, "anna@agency.example", "250 taken")
    told = anew.getvalue()
    assert "[info] letter sent [mailbridge] letter=2 reply='250 taken'" in told
    assert "letter=1" not in told


def test_every_event_has_somebody_who_tells_it() -> None:
    """A function of the log that nobody calls promises lines that never come."""
    events = {
        name
        for name, one in inspect.getmembers(maillog, inspect.isfunction)
        if one.__module__ == maillog.__name__ and not name.startswith("_")
    }
    told = {
        node.attr
        for file in files(ROOT / "mailbridge", "*.py", 200)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and _is_log(node.value)
    }
    assert set() == events - told


def _is_log(node: Any) -> bool:
    return isinstance(node, ast.Name) and node.id == "maillog"


def test_every_line_is_documented() -> None:
    """And none that is not written."""
    line = re.compile(r'log\.(?:info|warning|error)\(\s*"([a-z ]+)"')
    written = set(line.findall(inspect.getsource(maillog)))
    rows = [line for line in TOLD.read_text().splitlines() if line.startswith("| `")]
    assert written == {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])}
