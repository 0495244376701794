"""`mailbridge alias …` as people and scripts use it."""

import re
from pathlib import Path

import pytest

from tests.doors.cli.conftest import Run, lines

ALIAS = "bloom@agency.example"


@pytest.fixture
def target(run: Run) -> str:
    """The address of a project with an alias."""
    made = lines(run("project", "add", "Bloom", "--json"))[0]
    assert run("alias", "add", ALIAS, "Bloom").returncode == 0
    return str(made["address"])


def test_show_and_check_have_everything(run: Run, target: str) -> None:
    """The fields of the contract, and what else is known."""
    shown = lines(run("alias", "show", ALIAS, "--json"))[0]
    assert (ALIAS, "Bloom", "waiting", target) == (
        shown["address"],
        shown["project"],
        shown["state"],
        shown["project_address"],
    )
    assert (None, [], None) == (shown["confirmation"], shown["tests"], shown["last_mail"])
    assert shown["armed_until"] is not None
    checked = lines(run("alias", "check", ALIAS, "--json"))[0]
    assert [*checked["known"], *checked["todo"]] == checked["findings"]
    assert f"Have {ALIAS} forwarded to {target}" in run("alias", "check", ALIAS).stdout
    assert (
        f"Включите пересылку с {ALIAS}" in run("alias", "check", ALIAS, "--language", "ru").stdout
    )
    assert f"{ALIAS} -> {target} (waiting)" in run("alias", "show", ALIAS).stdout


@pytest.mark.parametrize("how", ["google", "microsoft", "yandex", "postfix", "cpanel", "other"])
def test_the_steps_are_filled_in(run: Run, target: str, how: str) -> None:
    """Numbered, with both addresses; as JSON a list."""
    english, russian = (
        run("alias", "show", ALIAS, "--how", how).stdout,
        run("alias", "show", ALIAS, "--how", how, "--language", "ru").stdout,
    )
    for text in (english, russian):
        assert text.startswith("1. ")
        assert ALIAS in text
        assert target in text
    assert english != russian
    assert how == lines(run("alias", "show", ALIAS, "--how", how, "--json"))[0]["how"]


def test_another_system_is_wrong_usage(run: Run, target: str) -> None:
    """Exit code 2, and an alias nobody declared is 1."""
    assert 2 == run("alias", "show", ALIAS, "--how", "lotus").returncode
    done = run("alias", "show", "nobody@agency.example")
    assert (1, "mailbridge: There is no alias nobody@agency.example.\n") == (
        done.returncode,
        done.stderr,
    )


def test_it_can_be_armed_again(run: Run, target: str) -> None:
    """And says until when."""
    told = run("alias", "arm", ALIAS).stdout
    assert re.fullmatch(
        rf"A confirmation for {ALIAS} is awaited until \w{{3}} \d+ \w{{3}}, \d\d:\d\d UTC\.\n", told
    )
    assert 1 == run("alias", "arm", "nobody@agency.example").returncode


def test_a_test_needs_a_relay(run: Run, target: str) -> None:
    """With one it waits in the outbox for the service."""
    done = run("alias", "test", ALIAS)
    assert (1, True) == (done.returncode, "relay.url" in done.stderr)
    relay = {"MAILBRIDGE_RELAY__URL": "smtp://127.0.0.1:9"}
    sent = lines(run("alias", "test", ALIAS, "--json", **relay))[0]
    assert ("testing", ["sent"]) == (sent["state"], [one["state"] for one in sent["tests"]])
    assert [("alias_test", ALIAS)] == [
        (one["letter"], one["to"]) for one in lines(run("outbox", "list", "--json"))
    ]
    shown = {"address": ALIAS, "project": "Bloom", "state": "testing", "declared": None}
    assert [shown] == lines(run("alias", "list", "--json"))


def test_files_without_an_envelope_find_their_way(run: Run, target: str, tmp_path: Path) -> None:
    """EDGE_CASES 1: the random address stands in Received alone; a field that is none of the list
    leads nowhere.
    """
    head = (
        "From: maria@bloom.example\nTo: office@agency.example\nSubject: Menu\nMessage-ID: "
        "<{}@bloom.example>\n"
    )
    by_trace, forged = tmp_path / "trace.eml", tmp_path / "forged.eml"
    by_trace.write_text(
        f"Received: from mx.agency.example by here for <{target}>; x\n{head.format(1)}\nHello\n"
    )
    forged.write_text(f"X-RcptTo: {target}\n{head.format(2)}\nHello\n")
    first, second = lines(run("ingest", str(by_trace), str(forged), "--json"))
    assert (target, "accept", "filed") == (
        first["recipient"],
        first["disposition"],
        first["reason"],
    )
    assert ("office@agency.example", "reject") == (second["recipient"], second["disposition"])
    to_alias = tmp_path / "alias.eml"
    to_alias.write_text(head.format(3).replace("office@agency.example", ALIAS) + "\nHello\n")
    assert [(ALIAS, "filed")] == [
        (one["recipient"], one["reason"]) for one in lines(run("ingest", str(to_alias), "--json"))
    ]
    assert "active" == lines(run("alias", "list", "--json"))[0]["state"]
