"""Mail brought by swaks, which speaks SMTP as the book says."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.bridge import DOMAIN, Bridge
from tests.journeys.post_boxes import PostBoxes

Swaks = Callable[..., str]
REFUSED = {"MAIL": 23, "RCPT": 24, "DATA": 26}


@pytest.fixture
def swaks(bridge: Bridge, program: Callable[[str], str]) -> Swaks:
    """Run swaks against the service; returns the dialogue. `code` is the exit code it must end
    with.
    """
    path = program("swaks")

    def run(*words: str, code: int = 0) -> str:
        command = (
            path,
            "--server",
            f"127.0.0.1:{bridge.port}",
            "--helo",
            "client.test",
            "--timeout",
            "30",
            *words,
        )
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert code == ended.returncode, ended.stdout + ended.stderr
        return ended.stdout

    return run


def test_swaks_brings_files_under_starttls(
    bridge: Bridge, boxes: PostBoxes, swaks: Swaks, tmp_path: Path
) -> None:
    """The files are there again in the discussion and in the member's letter."""
    address = bridge.project("Files", people=[("member", "wim@files.test", "Wim", "en")])
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-1.4 a plan\n" * 100)
    said = swaks(
        "--tls",
        "--from",
        "xenia@files.test",
        "--to",
        address,
        "--header",
        "Subject: The plan",
        "--attach",
        f"@{plan}",
    )
    assert "=== TLS started" in said
    assert "250 2.0.0" in said
    letter = boxes.letter("wim@files.test")
    assert [("plan.pdf", plan.read_bytes())] == [
        (one.get_filename(), one.get_content()) for one in letter.mail.iter_attachments()
    ]
    [post] = bridge.discussion("Files")["posts"]
    assert [("plan.pdf", 1600)] == [(one["filename"], one["size"]) for one in post["attachments"]]


def test_an_unknown_recipient_is_refused_and_logged(bridge: Bridge, swaks: Swaks) -> None:
    """550 5.1.1 before any content, and nothing of the inside in it."""
    target = f"nobody-here@{DOMAIN}"
    said = swaks("--from", "yves@client.test", "--to", target, code=REFUSED["RCPT"])
    assert "550 5.1.1 no such mailbox here" in said
    [logged] = bridge.mail(forward_path=target)
    assert ("reject", "unknown-recipient", "yves@client.test") == (
        logged["disposition"],
        logged["reason"],
        logged["reverse_path"],
    )


def test_a_foreign_domain_is_not_relayed(swaks: Swaks) -> None:
    """We are nobody's open relay."""
    assert "550 5.7.1 this server does not relay" in swaks(
        "--from", "zoe@client.test", "--to", "a@far.test", code=REFUSED["RCPT"]
    )


@pytest.mark.parametrize("target", ["postmaster", f"postmaster@{DOMAIN}", f"PostMaster@{DOMAIN}"])
def test_the_postmaster_takes_mail(bridge: Bridge, swaks: Swaks, target: str) -> None:
    """In any case, and without a domain too (RFC 5321 section 4.5.1); it waits for an admin."""
    said = swaks(
        "--from", "abuse@client.test", "--to", target, "--header", f"Subject: For {target}"
    )
    assert "250 2.0.0" in said
    [logged] = bridge.mail(subject=f"For {target}")
    assert ("hold", "postmaster") == (logged["disposition"], logged["reason"])


def test_the_null_reverse_path_is_accepted(bridge: Bridge, swaks: Swaks) -> None:
    """RFC 5321 section 4.5.5; what comes so is a machine's, and makes no discussion."""
    address = bridge.project("Null")
    swaks("--from", "<>", "--to", address, "--header", "Subject: From nobody")
    [logged] = bridge.mail(subject="From nobody")
    assert "" == logged["reverse_path"]
    assert [] == bridge.discussions("Null")


def test_too_much_is_refused_and_announced(bridge: Bridge, swaks: Swaks, tmp_path: Path) -> None:
    """552 5.3.4, and SIZE in the answer to EHLO (RFC 1870)."""
    address = bridge.project("Size")
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(1200 * 1024))
    said = swaks(
        "--from",
        "bob@client.test",
        "--to",
        address,
        "--attach",
        f"@{big}",
        "--hide-send",
        code=REFUSED["DATA"],
    )
    assert "SIZE 1048576" in said
    assert "552 5.3.4 message too big" in said
    assert [] == bridge.discussions("Size")


def test_the_trail_says_in_words_why_a_mail_is_where_it_is(bridge: Bridge, swaks: Swaks) -> None:
    """`mail explain` for people, and as JSON."""
    address = bridge.project("Trail")
    swaks(
        "--from",
        "cora@client.test",
        "--to",
        address,
        "--header",
        "Subject: Where am I?",
        "--body",
        "Hello there.",
    )
    discussion = bridge.discussion("Trail")
    [logged] = bridge.mail(project="Trail")
    said = bridge.said("mail", "explain", logged["id"])
    assert said.startswith(f"Where am I?\nfrom <cora@client.test> to <{address}> at ")
    assert "accept (filed): Filed in a discussion." in said
    assert f"of discussion {discussion['id']} in “Trail”." in said
    [explained] = bridge.cli("mail", "explain", logged["id"])
    asked = ("route", "identify", "authenticate", "thread")
    assert list(asked) == [
        step for line in explained["trail"] if (step := line.partition(":")[0]) in asked
    ]
