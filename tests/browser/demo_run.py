"""A demo of its own for the browser: two projects with their letters, in a temporary folder."""

import email
import email.policy
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("mailbridge")
ADMIN, MEMBER = "vera@studio-north.example", "igor@studio-north.example"
OBSERVER, CLIENT = "ida@cafe-bloom.example", "alice@cafe-bloom.example"
OTHER_CLIENT = "ben@cafe-bloom.example"
LINK = re.compile(r"http://[\w.:]+(/(?:answer|q|u|me|a|f|c|survey)/[\w./-]+)")


@dataclass(frozen=True, slots=True)
class Demo:
    address: str  # of its web
    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """What a command prints."""
        told = subprocess.run(
            [PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=False
        )
        if told.returncode:
            raise RuntimeError(f"{' '.join(words)}: {told.stderr}")
        return told.stdout

    def sign_in_link(self, person: str) -> str:
        """A link that signs somebody in once."""
        told = re.search(r"http://\S+/sign-in/\S+", self.command("person", "sign-in", person))
        if told is None:
            raise RuntimeError(f"no link for {person}")
        return told[0]

    def paths_in_letters(self, reader: str) -> list[str]:
        """The links in somebody's letters that need no password, one of each kind."""
        listed = self.command("outbox", "list", "--json", "--limit", "200")
        rows = [json.loads(line) for line in listed.splitlines()]
        kinds: dict[str, str] = {}
        for row in rows:
            if row["to"] == reader:
                for path in LINK.findall(self._text(str(row["id"]))):
                    kinds.setdefault(path.split("/")[1] + path.rpartition("/")[2][:6], path)
        return list(kinds.values())

    def _text(self, letter: str) -> str:
        raw = subprocess.run(
            [PROGRAM, "outbox", "show", letter],
            env=self.environment,
            capture_output=True,
            check=True,
        ).stdout
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        part = mail.get_body(("plain",))
        return str(part.get_content()) if part is not None else ""


@contextmanager
def demo() -> Iterator[Demo]:
    """It runs until this ends."""
    with tempfile.TemporaryDirectory(prefix="mailbridge-browser-") as name:
        folder, web = Path(name), free_port()
        environment = {
            **os.environ,
            "MAILBRIDGE_DATA_DIR": str(folder / "data"),
            "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{free_port()}",
            "MAILBRIDGE_WEB__LISTEN": f"127.0.0.1:{web}",
        }
        running = subprocess.Popen(
            [PROGRAM, "demo"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            _await_link(running)
            made = Demo(f"http://127.0.0.1:{web}", folder, environment)
            told = ("--role", "observer", "--name", "Ida Berg")
            made.command("person", "add", OBSERVER, *told)
            for project in ("1", "2"):
                made.command("person", "join", OBSERVER, project)
            yield made
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(30)


def _await_link(running: "subprocess.Popen[str]") -> None:
    assert running.stdout is not None
    for line in running.stdout:
        if "/sign-in/" in line:
            return
    raise RuntimeError("the demo ended before it was ready")


def free_port() -> int:
    """A TCP port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
