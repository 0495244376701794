"""`python -m tests.api_fuzz`: schemathesis asks the API what its own document says can be asked, of
a real application over seeded data, with a token of every role; what the document does not say, or
what breaks, is printed. Part of `.ci/run`, short; `--examples 200` looks for long.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import threading
import traceback
from dataclasses import dataclass, field
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from mailbridge.doors.web.app import WebDoor
from mailbridge.services.people import api_tokens
from tests.container import Entropy, open_container
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, STRANGER, seed

WHO = {"admin": ADMIN, "member": MEMBER, "stranger": STRANGER, "client": CLIENT}
THERE = {"id": 1, "address": MEMBER, "name": "1", "another": CLIENT}  # at half of the time
# No document can say which address, cursor or tag is the right one: the check that wants all that
# looks right to be done is left out.
# Asks to go elsewhere, which the tests of webhooks and letters do with servers of their own.
ELSEWHERE = {"try_webhook"}


@dataclass
class Server:
    """The application in a thread of its own, over a database in a folder."""

    folder: Path
    port: int = 0
    tokens: dict[str, str] = field(default_factory=dict)
    _ready: threading.Event = field(default_factory=threading.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _end: asyncio.Event | None = None

    def __enter__(self) -> "Server":
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop is not None
        assert self._end is not None
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    async def _serve(self) -> None:
        url = f"sqlite:///{self.folder / 'fuzz.sqlite'}"
        await seed(url, self.folder)
        container = await open_container(url, self.folder, entropy=Entropy(drawn=1000))
        self.tokens = {who: await api_tokens.issue_token(container, WHO[who]) for who in WHO}
        door = WebDoor(container, "127.0.0.1:0")
        await door.start()
        self.port, self._loop, self._end = door.port, asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await self._end.wait()
        await door.stop()
        await container.close()


def main() -> int:
    """How many operations misbehaved, for whom."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=5, help="of each operation and role")
    parser.add_argument("--only", default="", help="the name of one operation")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        url = f"http://127.0.0.1:{server.port}"
        schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
        # An If-Match that nothing has is refused as one that is out of date.
        schema.config.checks.negative_data_rejection.expected_statuses.append("412")
        wrong, tried = 0, 0
        for result in schema.get_all_operations():
            operation = result.ok()
            name = operation.definition.raw["operationId"]
            if name in ELSEWHERE or asked.only not in ("", name):
                continue
            for who, token in server.tokens.items():
                tried += 1
                wrong += _misbehaves(operation, who, token, asked.examples)
    print(f"{tried} times an operation and a role, {asked.examples} examples each: {wrong} wrong")
    return min(wrong, 1)


def _misbehaves(operation: object, who: str, token: str, examples: int) -> bool:
    seen: list[str] = []

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), real=strategies.booleans())  # type: ignore[attr-defined]
    def ask(case: Case, real: bool) -> None:
        if real and case.meta is not None and case.meta.generation.mode.is_positive:
            case.path_parameters |= {
                name: THERE[name] for name in case.path_parameters if name in THERE
            }
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        seen.append(f"{answer.status_code} {answer.request.method} {answer.request.url}")
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    try:
        ask()
    except FailureGroup as group:
        print(f"== {operation.label} as {who}: {seen[-1]}")  # type: ignore[attr-defined]
        for failure in group.exceptions:
            print(f"{type(failure).__name__}: {failure}")
        return True
    except Exception:
        print(f"== {operation.label} as {who}")  # type: ignore[attr-defined]
        traceback.print_exc(limit=-3, file=sys.stdout)
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
