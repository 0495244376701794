"""`mailbridge serve` as a process of its own, and its command line."""

import asyncio
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from typer.testing import CliRunner

from mailbridge.adapters.self_signed import self_signed
from mailbridge.bootstrap import load, opened
from mailbridge.doors.cli import app
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.people.register import add_person, join_project
from tests.journeys.post_boxes import wait_for

DOMAIN = "bridge.test"
ROOT = Path(__file__).parent.parent.parent


class Bridge:
    """A running service; `relay` is the port on 127.0.0.1 where its letters leave."""

    def __init__(self, folder: Path, relay: int | None = None, **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.certificate, key = self_signed(folder, "localhost", datetime.now(UTC))
        self.port, self._web = free_port(), free_port()
        self.web = f"http://127.0.0.1:{self._web}"
        self.environment = {
            "MAILBRIDGE_DATA_DIR": str(folder / "data"),
            "MAILBRIDGE_DOMAIN": DOMAIN,
            "MAILBRIDGE_AGENCY": "Northlight",
            "MAILBRIDGE_LETTERS__UNDO_SECONDS": "0",
            "MAILBRIDGE_LETTERS__MERGE_SECONDS": "0",
            "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{self.port}",
            "MAILBRIDGE_SMTP__MIN_FREE_DISK": "1",
            "MAILBRIDGE_SMTP__MAX_SIZE": "1 MiB",
            "MAILBRIDGE_SMTP__TLS_CERTIFICATE": str(self.certificate),
            "MAILBRIDGE_SMTP__TLS_KEY": str(key),
            "MAILBRIDGE_WEB__LISTEN": f"127.0.0.1:{self._web}",
            "MAILBRIDGE_WORKER__PROCESSES": "1",
            **({"MAILBRIDGE_RELAY__URL": f"smtp://127.0.0.1:{relay}?tls=none"} if relay else {}),
            **settings,
        }

    def __enter__(self) -> "Bridge":
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "mailbridge", "serve"),
                cwd=ROOT,
                env=self._whole_environment(),
                stderr=log,
                stdout=log,
            )
        wait_for(
            lambda: self._process.poll() is not None or self._answers("/readyz"), "the service"
        )
        assert self._process.poll() is None, (self.folder / "log").read_text()
        return self

    def __exit__(self, *fault: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        finally:
            self._process.kill()
            self._process.wait()

    def _whole_environment(self) -> dict[str, str]:
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith("MAILBRIDGE_")
        }
        return outside | self.environment

    def _answers(self, path: str) -> str | None:
        with suppress(URLError, OSError), urlopen(f"{self.web}{path}", timeout=5) as answer:
            return str(answer.read().decode())
        return None

    def settled(self) -> None:
        """Wait until all mail is filed and all letters that can leave have left."""
        wait_for(lambda: self._idle(self._answers("/metrics") or ""), "the service to settle")

    def _idle(self, figures: str) -> bool:
        owed = re.search(
            r'^mailbridge_outbox_letters\{state="queued"\} (\S+)', figures, re.MULTILINE
        )
        return "\nmailbridge_queue_depth 0.0" in figures and (owed is None or float(owed[1]) == 0)

    def cli(self, *words: str) -> list[dict[str, Any]]:
        """What the command answers with --json."""
        return [json.loads(line) for line in self.said(*words, "--json").splitlines()]

    def said(self, *words: str) -> str:
        """What the command says to people."""
        result = CliRunner().invoke(
            app, words, env={**dict.fromkeys(_ours(os.environ)), **self.environment}
        )
        assert (0, "") == (result.exit_code, result.stderr)
        return result.stdout

    def project(
        self, name: str, alias: str | None = None, people: Sequence[tuple[str, str, str, str]] = ()
    ) -> str:
        """Its address. `people` are (role, address, name, language)."""

        async def work() -> str:
            async with opened(load(None, self.environment, fallback=None)) as container:
                made = await projects.add_project(container, name)
                if alias is not None:
                    await register.add_alias(container, alias, name)
                for role, address, called, language in people:
                    await add_person(container, address, called, role, language)
                    await join_project(container, address, name)
                return made.address

        return asyncio.run(work())

    def discussions(self, project: str) -> list[dict[str, Any]]:
        """All of a project's, the oldest first, as `discussion show` shows them."""
        self.settled()
        listed = self.cli("discussion", "list", "--project", project)
        return sorted(
            (self.cli("discussion", "show", one["id"])[0] for one in listed),
            key=lambda one: int(one["id"]),
        )

    def discussion(self, project: str) -> dict[str, Any]:
        """The only one there is."""
        found = self.discussions(project)
        assert 1 == len(found), [one["subject"] for one in found]
        return found[0]

    def mail(self, **fields: str | None) -> list[dict[str, Any]]:
        """What knocked and has these fields, the oldest first."""
        self.settled()
        return [
            one
            for one in reversed(self.cli("mail", "list", "--limit", "1000"))
            if fields.items() <= one.items()
        ]

    def owed(self, address: str) -> list[dict[str, Any]]:
        """The letters to somebody in the outbox, the oldest first."""
        return [
            one
            for one in reversed(self.cli("outbox", "list", "--limit", "1000"))
            if one["to"] == address
        ]


def _ours(environment: Mapping[str, str]) -> list[str]:
    return [name for name in environment if name.startswith("MAILBRIDGE_")]


def free_port() -> int:
    """Below the ports that connecting sockets get."""
    for _ in range(100):
        port = random.randrange(20_000, 32_000)
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
