"""The service as a process: doors, signals, and what keeps it from starting."""

import json
import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .conftest import Run

Start = Callable[..., "subprocess.Popen[str]"]
DEADLINE = 90.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("serve")` with a data_dir of its own and any free ports (the demo finds its own);
    ended with the test.
    """
    begun: list[subprocess.Popen[str]] = []

    def call(*words: str, **variables: str) -> "subprocess.Popen[str]":
        quiet = {
            name: value for name, value in os.environ.items() if not name.startswith("MAILBRIDGE_")
        }
        ports = {
            "MAILBRIDGE_SMTP__LISTEN": "127.0.0.1:0",
            "MAILBRIDGE_WEB__LISTEN": "127.0.0.1:0",
            "MAILBRIDGE_LOG__FORMAT": "json",
        }
        ports = ports if words[0] == "serve" else {}
        environment = {**quiet, **ports, "MAILBRIDGE_DATA_DIR": str(tmp_path / "data"), **variables}
        command = [sys.executable, "-m", "mailbridge", *words]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=tmp_path,
        )
        begun.append(process)
        return process

    yield call
    for process in begun:
        process.kill()
        process.communicate()


def _places(process: "subprocess.Popen[str]", doors: int) -> dict[str, str]:
    """Where the doors listen, as the log tells."""
    found: dict[str, str] = {}
    assert process.stderr is not None
    for line in process.stderr:
        said = json.loads(line)
        if said["event"] == "door open":
            found[said["door"]] = said["place"]
        if len(found) == doors:
            return found
    raise AssertionError(f"it ended with {process.wait()} after {found}")


def _fetch(place: str, path: str) -> str:
    return str(urllib.request.urlopen(f"http://{place}{path}", timeout=30).read().decode())


def test_serve_opens_its_doors_and_a_signal_closes_them(start: Start) -> None:
    """SMTP greets, the web is ready, SIGTERM ends it with exit code 0."""
    process = start("serve")
    places = _places(process, 3)
    host, _, port = places["smtp"].rpartition(":")
    with socket.create_connection((host, int(port)), timeout=30) as peer:
        assert peer.recv(3) == b"220"
    assert _fetch(places["web"], "/readyz") == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.wait(DEADLINE) == 0


def test_serve_opens_only_what_it_is_told(start: Start, tmp_path: Path) -> None:
    """`--only lmtp,worker`: a Unix socket and the worker, no port."""
    process = start(
        "serve", "--only", "lmtp,worker", MAILBRIDGE_LMTP__LISTEN=str(tmp_path / "lmtp")
    )
    assert {"lmtp", "worker"} == set(_places(process, 2))
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(30)
        peer.connect(str(tmp_path / "lmtp"))
        assert peer.recv(3) == b"220"
    process.send_signal(signal.SIGINT)
    assert process.wait(DEADLINE) == 0


def test_a_port_in_use_is_one_clear_line(start: Start) -> None:
    """Exit 1, the place and what to do; the doors that were open already are closed again."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        process = start("serve", MAILBRIDGE_WEB__LISTEN=place, MAILBRIDGE_LOG__LEVEL="error")
        _, said = process.communicate(timeout=DEADLINE)
    assert 1 == process.returncode
    assert [f"mailbridge: web.listen: cannot listen on {place}: address already in use"] == [
        line.partition(";")[0] for line in said.splitlines()
    ]


def test_a_certificate_that_is_none_is_one_clear_line(start: Start, tmp_path: Path) -> None:
    """Exit 1 before any port opens."""
    (tmp_path / "pem").write_text("no certificate")
    process = start("serve", MAILBRIDGE_SMTP__TLS_CERTIFICATE="pem", MAILBRIDGE_SMTP__TLS_KEY="pem")
    _, said = process.communicate(timeout=DEADLINE)
    assert (1, 1, True) == (
        process.returncode,
        len(said.splitlines()),
        "are no pair of PEM files" in said,
    )


def test_a_switched_off_door_that_is_asked_for_says_so(process: Run) -> None:
    """`--only lmtp` without a place for it."""
    done = process("serve", "--only", "lmtp")
    assert (1, True) == (
        done.returncode,
        done.stderr.startswith("mailbridge: lmtp.listen: it is off"),
    )


def test_the_demo_holds_its_conversation(start: Start) -> None:
    """It prints the project's address, the web address and a sign-in link that works, takes another
    port than one in use, and goes on. Whoever asks for another link finds it in the terminal.
    """
    begun = time.monotonic()
    process = start("demo")
    assert process.stdout is not None
    printed = ""
    while "curl" not in printed and time.monotonic() - begun < DEADLINE:
        printed += process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/sign-in/\S+", printed)
    assert found is not None, printed
    assert "“Logo too grey on the menu”, 3 posts" in printed
    assert re.search(r"discussions +7 in two projects", printed)
    assert re.search(r"project address +[a-z2-9]{17}@localhost", printed)
    host, path = re.findall(r"http://([^/]+)(/.*)", found[0])[0]
    assert "<form" in _fetch(host, path)
    asked = urllib.request.Request(
        f"http://{host}/sign-in",
        urlencode({"address": "vera@studio-north.example"}).encode(),
        {"Origin": f"http://{host}"},
    )
    with urllib.request.urlopen(asked, timeout=30):
        pass
    lines = iter(process.stdout.readline, "")
    assert any(line.startswith("sign-in link: http://") for line in lines)
    process.send_signal(signal.SIGINT)
    assert process.wait(DEADLINE) == 0


def test_a_border_that_is_never_heard_is_told_at_the_start_and_by_the_doctor(
    start: Start, run: Run
) -> None:
    """A message came, and bears no word of the border whose word is to be believed."""
    first = start("serve")
    host, _, port = _places(first, 3)["smtp"].rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=30) as client:
        words = "From: a@far.example\r\nSubject: Hi\r\n\r\nHello.\r\n"
        client.sendmail("a@far.example", ["postmaster@localhost"], words)
    first.send_signal(signal.SIGTERM)
    assert 0 == first.wait(DEADLINE)
    border = {"MAILBRIDGE_AUTHENTICATION__AUTHSERV_ID": "mx.agency.example"}
    found = [json.loads(line) for line in run("doctor", "--json", **border).stdout.splitlines()]
    [finding] = [one for one in found if one["check"] == "border"]
    assert "warning" == finding["state"]
    assert "bore Authentication-Results of mx.agency.example" in finding["words"]
    again = start("serve", **border)
    assert again.stderr is not None
    told = next(line for line in again.stderr if "border unheard" in line)
    assert finding["words"] in told
