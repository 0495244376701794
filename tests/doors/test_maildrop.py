"""`mailbridge explain`, as a user calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mailbridge.doors.maildrop import Letter, Unreadable, letters

LETTER = (
    "From: Anna <anna@client.test>\r\nTo: bloom@agency.test\r\nSubject: {}\r\nDate: Mon, 2 Nov "
    "2026 10:00:00 +0300\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nCould you send the sources?\r\n"
)
KEYS = [
    "path", "index", "message_id", "subject", "base_subject", "from", "reply_to", "to", "cc",
    "date", "in_reply_to", "references", "kind",
    "bounce", "text", "reply", "quoted", "signature", "forwarded", "attachments",
    "reaction", "commands", "questions", "event", "hops", "language", "defects",
    "defect_categories",
]  # fmt: skip


def explain(
    *arguments: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mailbridge", "explain", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env={**os.environ, **environment}
    )


def objects(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_one_object_for_each_message_in_order(tmp_path: Path) -> None:
    """A folder in name order, with exactly the promised fields."""
    for number in range(12):
        (tmp_path / f"{number:02}.eml").write_bytes(LETTER.format(f"Logo {number}").encode())
    run = explain("--json", str(tmp_path))
    found = objects(run)
    assert run.returncode == 0
    assert [f"Logo {number}" for number in range(12)] == [one["subject"] for one in found]
    assert list(found[0]) == KEYS
    assert found[0]["from"] == {"name": "Anna", "address": "anna@client.test"}
    assert found[0]["date"] == "2026-11-02T10:00:00+03:00"


def test_an_unreadable_file_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    """One clear line on standard error, exit code 1."""
    (tmp_path / "a.eml").write_bytes(LETTER.format("Logo").encode())
    run = explain("--json", str(tmp_path / "missing.eml"), str(tmp_path / "a.eml"))
    assert run.returncode == 1
    assert (
        f"mailbridge: {tmp_path / 'missing.eml'}: No such file or directory\n"
        == run.stderr.decode()
    )
    assert [one["subject"] for one in objects(run)] == ["Logo"]


def test_standard_input_is_a_message() -> None:
    """`-` stands for it; octets that fit no charset do no harm."""
    run = explain("--json", "-", stdin=LETTER.format("Logo").encode() + b"\xff\xfe")
    assert (
        run.returncode,
        [one["subject"] for one in objects(run)],
        [one["path"] for one in objects(run)],
    ) == (0, ["Logo"], ["-"])


def test_no_path_is_wrong_usage() -> None:
    """Exit code 2."""
    assert explain("--json").returncode == 2


def test_people_get_a_page_in_their_language(tmp_path: Path) -> None:
    """What it is, from whom, what was cut, what was mended, where it would go."""
    (tmp_path / "a.eml").write_bytes(
        LETTER.format("Logo").replace("utf-8", "x-none").encode() + "Привет".encode("cp1251")
    )
    english = explain(str(tmp_path / "a.eml"), LC_ALL="C.UTF-8").stdout.decode()
    russian = explain(str(tmp_path / "a.eml"), LC_ALL="ru_RU.UTF-8").stdout.decode()
    for words in (
        "a letter somebody wrote",
        "Anna <anna@client.test>",
        "Cut away",
        "What was mended",
        "Where it would go",
    ):
        assert words in english
    assert "письмо, написанное человеком" in russian
    assert "Что исправлено" in russian


def test_nothing_in_a_letter_commands_the_terminal(tmp_path: Path) -> None:
    """Neither its text nor a file's name, in seven bits, in eight, or by turning the line round."""
    signs = "\x1b[2J\x9b31m\u202e\u2028"
    letter = LETTER.format(f"Logo {signs}").replace("sources?", f"sources {signs}?")
    (tmp_path / "a.eml").write_bytes(letter.encode())
    page = explain(str(tmp_path / "a.eml"), LC_ALL="C.UTF-8").stdout.decode()
    assert not any(sign in page for sign in "\x1b\x9b\u202e\u2028")
    assert "Could you send the sources" in page


def test_an_mbox_is_split_and_unquoted(tmp_path: Path) -> None:
    """A `From ` line after an empty one begins a message (RFC 4155); quoted ones inside lose one
    mark.
    """
    one = LETTER.format("one").replace("\r\n", "\n") + ">From here on\n"
    two = LETTER.format("two").replace("\r\n", "\n")
    separator = "From anna@client.test Mon Nov  2 10:00:00 2026\n"
    (tmp_path / "all.mbox").write_bytes((separator + one + "\n" + separator + two).encode())
    found = list(letters([str(tmp_path / "all.mbox")]))
    assert [letter.index for letter in found if isinstance(letter, Letter)] == [0, 1]
    assert isinstance(found[0], Letter)
    assert found[0].raw.endswith(b"\nFrom here on\n")


def test_a_maildir_is_read_from_cur_and_new(tmp_path: Path) -> None:
    """In the order of its names; what is still being delivered in `tmp` is not looked at."""
    for room, name in (("cur", "2:2,S"), ("new", "1"), ("tmp", "0")):
        (tmp_path / room).mkdir()
        (tmp_path / room / name).write_bytes(LETTER.format(name).encode())
    found = [Path(one.path).name for one in letters([str(tmp_path)])]
    assert found == ["1", "2:2,S"]


def test_a_missing_path_is_named() -> None:
    """With the system's own words."""
    assert [Unreadable("nowhere", "No such file or directory")] == list(letters(["nowhere"]))


def test_the_page_says_where_the_letter_would_go(tmp_path: Path) -> None:
    """With a store at hand the same decisions are asked as when mail comes; nothing is filed."""
    home = {**os.environ, "MAILBRIDGE_DATA_DIR": str(tmp_path / "data")}
    call = lambda *words: subprocess.run(  # noqa: E731
        [sys.executable, "-m", "mailbridge", *words],
        env=home,
        capture_output=True,
        text=True,
        check=True,
    )
    address = json.loads(call("project", "add", "Bloom", "--json").stdout)["address"]
    (tmp_path / "letter.eml").write_text(
        f"From: Maria <maria@bloom.example>\nTo: {address}\nSubject: Menu\n\nHello\n"
    )
    shown = call("explain", str(tmp_path / "letter.eml")).stdout
    assert [f"to {address}", "thread: a new discussion", "accept: filed"] == [
        line.strip()
        for line in shown.splitlines()
        if line.strip().startswith(("to ", "thread:", "accept:"))
    ]
    assert "No discussions yet." in call("discussion", "list").stdout
