"""`mailbridge ingest imap://…`: header mode, from a mailbox that people read, too."""

from pathlib import Path

import pytest

from tests.doors.cli.conftest import Run, lines
from tests.doors.imap_server import PASSWORD, USER, MailboxOfHello, serving

ALIAS = "hello@agency.example"


def letter(number: int, *fields: str) -> bytes:
    head = (
        *fields,
        "From: maria@bloom.example",
        "Subject: Menu",
        f"Message-ID: <{number}@bloom.example>",
    )
    return "".join(f"{one}\r\n" for one in (*head, "", "Please build a page.")).encode()


@pytest.fixture
def target(run: Run) -> str:
    """The address of a project with an alias."""
    made = lines(run("project", "add", "Bloom", "--json"))[0]
    assert run("alias", "add", ALIAS, "Bloom").returncode == 0
    return str(made["address"])


def place(mailbox: MailboxOfHello, folder: str = "INBOX") -> str:
    return f"imap://{USER}@127.0.0.1:{mailbox.port}/{folder}"


def test_a_mailbox_is_read_once(run: Run, target: str) -> None:
    """By Delivered-To, by Received; what is not for us is refused, and flagged for people. Nothing
    is fetched twice.
    """
    messages = {
        7: letter(7, f"Delivered-To: {ALIAS}", "To: undisclosed-recipients:;"),
        9: letter(9, f"Received: from a by b for <{target}>; x", "To: office@agency.example"),
        12: letter(12, f"X-RcptTo: {target}", "To: office@agency.example"),
    }
    with serving(messages) as mailbox:
        found = lines(run("ingest", place(mailbox), "--json", IMAP_PASSWORD=PASSWORD))
        assert [
            (7, ALIAS, "filed"),
            (9, target, "filed"),
            (12, "office@agency.example", "relay-denied"),
        ] == [(one["index"], one["recipient"], one["reason"]) for one in found]
        assert {7: r"\Seen", 9: r"\Seen", 12: r"\Seen \Flagged"} == mailbox.flags
        assert [] == lines(run("ingest", place(mailbox), "--json", IMAP_PASSWORD=PASSWORD))


def test_what_is_only_looked_at_stays_unseen(run: Run) -> None:
    """`explain` keeps nothing."""
    with serving({1: letter(1, f"To: {ALIAS}")}) as mailbox:
        assert ["Menu"] == [
            one["subject"]
            for one in lines(run("explain", place(mailbox), "--json", IMAP_PASSWORD=PASSWORD))
        ]
        assert {} == mailbox.flags


@pytest.mark.parametrize(
    ("folder", "password", "words"),
    [
        ("INBOX", "wrong", "no"),
        ("Nowhere", PASSWORD, "no"),
        ("INBOX", None, "put it into the environment as IMAP_PASSWORD"),
    ],
)
def test_a_mailbox_that_cannot_be_read_is_one_line(
    run: Run, folder: str, password: str | None, words: str
) -> None:
    """Exit code 1, and no password in it."""
    with serving({1: letter(1, f"To: {ALIAS}")}) as mailbox:
        given = {"IMAP_PASSWORD": password} if password else {}
        done = run("ingest", place(mailbox, folder), **given)
    assert (1, 1, True) == (done.returncode, len(done.stderr.splitlines()), words in done.stderr)
    assert PASSWORD not in done.stderr


def test_no_password_travels_in_clear(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only a server on this machine may do without TLS; an address without a name or a host is
    none.
    """
    with serving({}) as mailbox:
        monkeypatch.setattr("mailbridge.doors.imap._here", lambda host: False)
        done = run("ingest", place(mailbox), IMAP_PASSWORD=PASSWORD)
    assert (1, True) == (done.returncode, "must not travel in clear" in done.stderr)
    assert "write it like imaps://" in run("ingest", "imaps://mail.example.com/INBOX").stderr
