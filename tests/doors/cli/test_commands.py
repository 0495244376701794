"""The command line as a newcomer and a script use it."""

import json
import mailbox
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailbridge.bootstrap import keys

from .conftest import Run, lines

LETTER = """\
Received: from laptop by mx.client.example; Sun, 22 Nov 2026 09:59:58 +0000
From: Alice <alice@client.example>
To: {to}
Subject: Logo
Message-ID: <1@client.example>
Date: Sun, 22 Nov 2026 10:00:00 +0000

Could you send the logo?
"""
AT = "2026-11-22T09:59:58Z"


def _project(run: Run, name: str = "Bloom") -> str:
    return str(lines(run("project", "add", name, "--json"))[0]["address"])


def _keys(one: dict[str, Any], *wanted: str) -> set[str]:
    return set(wanted) - set(one)


def test_help_reads_no_command(process: Run) -> None:
    """Listing the commands imports neither the database nor the web, which is what makes it
    quick.
    """
    done = process("--help", PYTHONVERBOSE="1")
    assert (0, True) == (done.returncode, "outbox" in done.stdout)
    assert [
        name
        for name in ("sqlalchemy", "fastapi", "pydantic", "lxml")
        if f"import '{name}'" in done.stderr
    ] == []


def test_wrong_usage_is_told_apart_from_failure(run: Run) -> None:
    """2 for what cannot be understood, 1 for what did not work, with one line on standard error."""
    assert [2, 2, 2] == [
        run("projct").returncode,
        run("project", "add").returncode,
        run("serve", "--only", "fax").returncode,
    ]
    failed = run("project", "show", "Nowhere")
    assert (1, "", 1) == (failed.returncode, failed.stdout, len(failed.stderr.splitlines()))
    assert "mailbridge: There is no project “Nowhere”." in failed.stderr


def test_a_bad_configuration_stops_every_command_with_its_lines(
    process: Run, tmp_path: Path
) -> None:
    """Exit 1 before anything is opened; one line for each mistake, whether --config stands before
    or after the command.
    """
    file = tmp_path / "bad.toml"
    file.write_text('domian = "x"\n[smtp]\nlisten = "25"\n')
    for words in (
        ("--config", str(file), "project", "list"),
        ("project", "list", "--config", str(file)),
        ("serve", "--config", str(file)),
    ):
        done = process(*words)
        assert (1, 2) == (done.returncode, len(done.stderr.splitlines()))
    assert not (tmp_path / "data").exists()


def test_projects_and_aliases(run: Run) -> None:
    """`add --json` gives id, name and address; the lists have the fields of the contract."""
    made = lines(run("project", "add", "Bloom", "--json"))[0]
    assert ("1", "Bloom", "@localhost") == (made["id"], made["name"], made["address"][17:])
    assert run("project", "add", "Seed").stdout.strip().endswith("@localhost")
    alias = lines(run("alias", "add", "bloom@agency.example", "Bloom", "--json"))[0]
    assert {
        "address": "bloom@agency.example",
        "project": "Bloom",
        "state": "waiting",
        "provider": None,
        "declared": None,
    } == alias
    assert [["bloom@agency.example"], []] == [
        one["aliases"] for one in lines(run("project", "list", "--json"))
    ]
    assert run("alias", "check", "bloom@agency.example").returncode == 0
    assert run("alias", "remove", "bloom@agency.example").returncode == 0
    assert lines(run("alias", "list", "--json")) == []
    rotated = lines(run("project", "rotate", "Bloom", "--json"))[0]
    assert rotated["address"] != made["address"]


def test_the_old_address_works_as_long_as_it_is_told_to(run: Run) -> None:
    """Thirty days, or what `--days` says; not at all with 0; a negative number is wrong usage."""
    first = _project(run)
    second = lines(run("project", "rotate", "Bloom", "--json"))[0]["address"]
    third = lines(run("project", "rotate", "Bloom", "--days", "7", "--json"))[0]["address"]
    fourth = lines(run("project", "rotate", "Bloom", "--days", "0", "--json"))[0]["address"]
    known = lines(run("project", "addresses", "Bloom", "--json"))
    left = {
        one["address"]: one["retires"]
        and (datetime.fromisoformat(one["retires"]) - datetime.now(UTC)).days
        for one in known
    }
    assert {fourth: None, first: 29, second: 6} == left
    assert third not in left
    assert 2 == run("project", "rotate", "Bloom", "--days", "-1").returncode


def test_people_are_imported_again_and_again(run: Run, tmp_path: Path) -> None:
    """The CSV's columns come in any order, name and role may be missing; a second import changes
    nothing.
    """
    _project(run)
    file = tmp_path / "people.csv"
    file.write_text(
        "role,address\n"
        + "".join(f"client,person{number}@example.com\n" for number in range(3000))
        + "member,vera@example.com\n"
    )
    for _ in range(2):
        assert lines(run("person", "import", str(file), "--project", "Bloom", "--json")) == [
            {"imported": 3001, "project": "Bloom", "refused": 0}
        ]
    found = lines(run("person", "list", "--json"))
    assert (3001, "member", ["Bloom"]) == (len(found), found[-1]["role"], found[-1]["projects"])
    assert _keys(found[0], "id", "name", "addresses", "role", "projects") == set()


def test_bad_lines_of_an_import_are_named_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    """One line each, with the file's name, the number of the line and the wrong value."""
    _project(run)
    run("alias", "add", "hello@example.com", "Bloom")
    file = tmp_path / "people.csv"
    rows = "good@example.com,client\nbad address,client\nx@example.com,boss\n,member\n"
    file.write_text(f"address,role\n{rows}hello@example.com,client\nlast@example.com,member\n")
    done = run("person", "import", str(file))
    assert (1, "2 people are here.\n") == (done.returncode, done.stdout)
    begun = (
        f"mailbridge: {file}, line 3: “bad address” is not a mail address",
        f"mailbridge: {file}, line 4: “boss” is no role",
        f"mailbridge: {file}, line 5: “” is not a mail address",
        f"mailbridge: {file}, line 6: hello@example.com is in use already",
    )
    told = done.stderr.splitlines()
    assert [True] * 4 == [line.startswith(start) for line, start in zip(told, begun, strict=True)]
    assert 2 == len(lines(run("person", "list", "--json")))
    file.write_text("good@example.com\n")
    assert "must name the columns" in run("person", "import", str(file)).stderr


def test_a_person_with_token_and_sign_in(run: Run) -> None:
    """Adding, changing, joining; a token of the API; a link for the web that only the team gets."""
    _project(run)
    assert (
        run(
            "person",
            "add",
            "vera@example.com",
            "--name",
            "Vera",
            "--role",
            "admin",
            "--project",
            "Bloom",
        ).returncode
        == 0
    )
    assert run("person", "add", "alice@example.com").returncode == 0
    assert lines(run("person", "join", "alice@example.com", "Bloom", "--json"))[0]["projects"] == [
        "Bloom"
    ]
    assert run("person", "token", "vera@example.com").stdout.startswith("mb_")
    assert run("person", "sign-in", "vera@example.com").stdout.startswith(
        "http://127.0.0.1:8025/sign-in/"
    )
    assert [1, 1] == [
        run("person", "sign-in", "alice@example.com").returncode,
        run("person", "add", "x", "--role", "king").returncode,
    ]


def test_ingest_files_and_explains(run: Run, tmp_path: Path) -> None:
    """A folder of messages, the recipient from the mail itself; each verdict with its trail, then
    what was filed.
    """
    to = _project(run)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.eml").write_text(LETTER.format(to=to))
    (folder / "2.eml").write_text(
        LETTER.format(to=to).replace("<1@", "<2@").replace("Could", "In-Reply-To: x\n\nCould", 0)
    )
    (folder / "3.eml").write_text(LETTER.format(to="nobody@localhost"))
    found = lines(run("ingest", "--json", str(folder)))
    assert [
        ("1.eml", "accept", "filed"),
        ("2.eml", "accept", "filed"),
        ("3.eml", "reject", "unknown-recipient"),
    ] == [(Path(one["path"]).name, one["disposition"], one["reason"]) for one in found]
    wanted = (
        "index",
        "recipient",
        "project",
        "discussion_id",
        "post_id",
        "task_id",
        "inbound_id",
        "trail",
    )
    assert [set(), set(), set()] == [_keys(one, *wanted) for one in found]
    again = lines(run("ingest", "--json", "--to", to, str(folder / "1.eml")))[0]
    assert ("discard", "duplicate", found[0]["discussion_id"]) == (
        again["disposition"],
        again["reason"],
        again["discussion_id"],
    )
    number = found[0]["discussion_id"]
    shown = lines(run("discussion", "show", number, "--json"))[0]
    assert ("Logo", "alice@client.example", "Could you send the logo?") == (
        shown["subject"],
        shown["posts"][0]["author"],
        shown["posts"][0]["reply"].strip(),
    )
    logged = lines(run("mail", "list", "--json"))
    assert {"accept", "reject", "discard"} == {one["disposition"] for one in logged}
    told = run("mail", "explain", found[0]["inbound_id"]).stdout
    assert (True, True) == ("thread:" in told, "laptop      mx.client.example" in told)
    assert [{"from": "laptop", "by": "mx.client.example", "at": AT, "delay_s": None}] == lines(
        run("mail", "explain", found[0]["inbound_id"], "--json")
    )[0]["hops"]
    exported = tmp_path / "out.mbox"
    assert run("discussion", "export", number, "--to", str(exported)).returncode == 0
    with closing(mailbox.mbox(exported)) as box:
        assert "<1@client.example>" in [mail["Message-ID"] for mail in box]


def test_ingest_reads_standard_input_and_an_explicit_envelope(run: Run) -> None:
    """`-` is standard input, --to and --from the envelope; the verdict for people is one line."""
    to = _project(run)
    done = run(
        "ingest",
        "--to",
        to,
        "--from",
        "someone@else.example",
        "-",
        stdin=LETTER.format(to="x@y.example"),
    )
    assert done.stdout == f"- to {to}: accept (filed), discussion 1 of “Bloom”\n"
    assert lines(run("mail", "list", "--json"))[0]["reverse_path"] == "someone@else.example"


def test_an_unreadable_path_fails_and_the_others_are_taken(run: Run, tmp_path: Path) -> None:
    """Exit 1 with a line for the file; what could be read was filed."""
    file = tmp_path / "1.eml"
    file.write_text(LETTER.format(to=_project(run)))
    done = run("ingest", "--json", str(tmp_path / "nowhere.eml"), str(file))
    assert (1, "accept") == (done.returncode, json.loads(done.stdout)["disposition"])
    assert "nowhere.eml" in done.stderr


def test_a_safety_copy_comes_back(run: Run, tmp_path: Path) -> None:
    """Backup and restore keep projects, addresses and keys; what is there already is never
    overwritten.
    """
    address, copy = _project(run), tmp_path / "copy.tar"
    assert run("db", "upgrade").returncode == 0
    assert (0, 0o600) == (run("db", "backup", str(copy)).returncode, copy.stat().st_mode & 0o777)
    assert run("db", "restore", str(copy)).returncode == 1
    other = str(tmp_path / "other")
    assert run("db", "restore", str(copy), MAILBRIDGE_DATA_DIR=other).returncode == 0
    assert [address] == [
        one["address"] for one in lines(run("project", "list", "--json", MAILBRIDGE_DATA_DIR=other))
    ]
    assert (tmp_path / "data" / "secret_keys").read_text() == (
        Path(other) / "secret_keys"
    ).read_text()
    assert [0o600, 0o600] == [
        (folder / "mailbridge.sqlite").stat().st_mode & 0o777
        for folder in (tmp_path / "data", Path(other))
    ]
    (tmp_path / "no.tar").write_text("no archive")
    assert (
        "is no backup"
        in run(
            "db", "restore", str(tmp_path / "no.tar"), MAILBRIDGE_DATA_DIR=str(tmp_path / "third")
        ).stderr
    )


def test_keys_rotate_and_old_ones_are_still_believed(run: Run, tmp_path: Path) -> None:
    """A fresh line stands above the old one."""
    _project(run)
    before = (tmp_path / "data" / "secret_keys").read_text().splitlines()[-1]
    assert run("db", "rotate-key").returncode == 0
    kept = (tmp_path / "data" / "secret_keys").read_text().splitlines()[1:]
    assert (2, before) == (len(kept), kept[1])


def test_a_configured_key_is_rotated_in_the_configuration(run: Run, tmp_path: Path) -> None:
    """The one before is remembered, though not its words; `rotate-key` says where to change it."""
    old, new = "an old secret of more than 32 characters", "a new secret of more than 32 characters"
    _project(run)
    assert 0 == run("project", "list", MAILBRIDGE_SECRET_KEY=old).returncode
    assert 0 == run("project", "list", MAILBRIDGE_SECRET_KEY=new).returncode
    file = tmp_path / "data" / "secret_keys"
    assert [False, False] == [words in file.read_text() for words in (old, new)]
    assert (keys.derived(new), True) == (
        (known := keys.keys(tmp_path / "data", new))[0],
        keys.derived(old) in known,
    )
    assert 4 == len(file.read_text().splitlines())
    done = run("db", "rotate-key", MAILBRIDGE_SECRET_KEY=new)
    assert (1, True) == (done.returncode, "change it there" in done.stderr)


def test_what_cannot_be_opened_is_one_line(run: Run, tmp_path: Path) -> None:
    """A database that does not answer, one that is none, a folder that cannot be made; never a
    password, never a traceback.
    """
    away = run(
        "project",
        "list",
        MAILBRIDGE_DATABASE_URL="postgresql://user:hidden-word@127.0.0.1:1/mailbridge",
    )
    (tmp_path / "garbage").mkdir()
    (tmp_path / "garbage" / "mailbridge.sqlite").write_text("this is no database " * 100)
    garbage = run("project", "list", MAILBRIDGE_DATA_DIR=str(tmp_path / "garbage"))
    (tmp_path / "file").write_text("")
    folder = run("project", "list", MAILBRIDGE_DATA_DIR=str(tmp_path / "file" / "below"))
    for done, words in (
        (away, "does not answer"),
        (garbage, "damaged or no database"),
        (folder, "a file stands where a folder should be"),
    ):
        assert (1, 1) == (done.returncode, len(done.stderr.splitlines())), done.stderr
        assert words in done.stderr
        assert "hidden-word" not in done.stderr


def test_doctor_says_what_to_do(run: Run) -> None:
    """Warnings leave exit code 0, a relay that does not answer makes it 1, each with a remedy."""
    calm = lines(run("doctor", "--json"))
    assert {
        "configuration",
        "database",
        "disk",
        "keys",
        "clock",
        "dns",
        "ports",
        "backup",
        "relay",
        "tls",
        "links",
        "mail",
        "clients",
        "reading",
    } == {one["check"] for one in calm}
    ill = run("doctor", MAILBRIDGE_RELAY__URL="smtp://user:hidden-word@127.0.0.1:1?tls=none")
    assert (1, True, False) == (
        ill.returncode,
        "check relay.url" in ill.stdout,
        "hidden-word" in ill.stdout + ill.stderr,
    )


def test_a_folder_is_filed_in_the_order_of_its_names(run: Run, tmp_path: Path) -> None:
    """Always the same: large and small letters of several authors, each in its turn."""
    to = _project(run)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        text = LETTER.format(to=to).replace("<1@", f"<n{number}@").replace("Logo", f"L{number}")
        text = text.replace("alice@", f"alice{number % 4}@")
        text += "words of it\n" * (15_000 * (number % 3))
        (folder / f"{number:03}.eml").write_text(text)
    filed = lines(run("ingest", "--json", str(folder)))
    assert [str(number) for number in range(1, 31)] == [one["post_id"] for one in filed]
