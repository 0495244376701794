"""A services container for one test: the store is real, what lies outside has a memory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mailbridge.adapters.blobs.file_blobs import FileBlobs
from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.claimants import Claimants
from mailbridge.adapters.rendering import Rendering
from mailbridge.adapters.webhook_line import WebhookLine
from mailbridge.domain.letter import Letter, PostWords, Rendered
from mailbridge.domain.message import Reading
from mailbridge.domain.project import Project
from mailbridge.domain.proof import Evidence
from mailbridge.services.container import Container, Limits
from mailbridge.services.runtime.process_state import open_runtime
from mailbridge.steps.deciding.proof.border import Look
from mailbridge.store.directory import projects
from mailbridge.store.engine.partial_indexes import whole_schema
from mailbridge.store.engine.unit_of_work import Store

KEY = b"a key that only tests know"
DOMAIN = "bridge.test"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


@dataclass
class Clock:
    """Stands still until it is told to move."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Entropy:
    """Never the same twice, always the same in the next run."""

    drawn: int = 0

    def __call__(self, count: int) -> bytes:
        self.drawn += 1
        return (
            (self.drawn * 0x9E3779B97F4A7C15F39CC0605CEDC835)
            .to_bytes(32, "big")[-count:]
            .rjust(count, b"\x5a")
        )


@dataclass
class InProcessReader:
    """Reads a message here and now."""

    workers = 1

    async def read(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Reading:
        from mailbridge.steps.reading.read import read  # a big import, and few tests read

        return read(raw, reverse_path, with_trace=with_trace)


@dataclass
class Authenticator:
    """Has seen what the test says."""

    evidence: Evidence = field(default_factory=Evidence)

    async def gather(
        self,
        raw: bytes,
        client_ip: str | None,
        helo: str | None,
        reverse_path: str,
        relayed_by: str | None = None,
    ) -> Evidence:
        return self.evidence

    def border(self, section: bytes, client_ip: str | None, relayed_by: str | None) -> Look | None:
        return None


@dataclass
class PlainRenderer:
    """A letter as the least message that still is one."""

    def stencil(self, letter: Letter, words: dict[int, PostWords]) -> "Alone":
        return Alone(self.render(letter, words))

    def faults(self) -> list[str]:
        return []

    def render(self, letter: Letter, words: dict[int, PostWords]) -> Rendered:
        text = words[letter.post_id].text if letter.post_id in words else ""
        head = (
            f"From: {letter.from_}\nTo: {', '.join(map(str, letter.to))}\nSubject: "
            f"{letter.subject}\nMessage-ID: <{letter.message_id}>\n"
        )
        return Rendered(f"{head}\n{text}\n".replace("\n", "\r\n").encode(), text)


@dataclass
class Alone:
    """A letter that no other one is a copy of."""

    rendered: Rendered

    def fits(self, letter: Letter) -> bool:
        return False

    def fill(self, letter: Letter) -> Rendered:
        return self.rendered


@dataclass
class Relay:
    """Remembers what it was given: reverse-path, forward-path, content. Raises `fault` when there
    is one.
    """

    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    fault: Exception | None = None

    def follow(self, reverse_path: str, forward_path: str, octets: int) -> None:
        pass

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        if self.fault is not None:
            raise self.fault
        self.taken.append((reverse_path, forward_path, content))
        return "250 2.0.0 taken"


@cache
def rendering(instance: str = "test") -> Rendering:
    """Our own templates, compiled once for all tests of a process: that is dearer than a test."""
    return Rendering(instance)


async def open_container(url: str, folder: Path, **more: Any) -> Container:
    """A services container on this database, with its tables; `more` replaces any of its parts.
    Close it with `await container.close()`.
    """
    store = Store(url)
    await store.write(whole_schema().create_all)
    parts: dict[str, Any] = {
        "store": store,
        "blobs": FileBlobs(folder / "blobs"),
        "reader": InProcessReader(),
        "authenticator": Authenticator(),
        "renderer": PlainRenderer(),
        "relay": Relay(),
        "webhook_line": WebhookLine(private=["127.0.0.1"]),
        "clock": Clock(),
        "entropy": Entropy(),
        "domain": DOMAIN,
        "domains": frozenset({DOMAIN}),
        "public_url": "http://bridge.test",
        "keys": (KEY,),
        "instance": "test",
        "claimants": Claimants(folder / "claimants"),
        "words": catalogues(),
        "closers": [store.close],
    }
    parts |= more
    caps = parts.get("limits", Limits()).caps
    clock = parts["clock"]
    places = (folder / "blobs",)
    runtime = open_runtime(store, places, clock, caps, elapsed=lambda: clock().timestamp())
    return Container(runtime=runtime, **parts)


async def add_project(
    container: Container, name: str = "Bloom", key: str = "abcdefghjkmnpqrst"
) -> Project:
    """A project whose address is known beforehand."""

    def add(db: Any) -> Project | None:
        return projects.by_id(db, projects.add(db, name, "en", key, container.clock()))

    made = await container.store.write(add)
    assert made is not None
    return made


async def add_alias(container: Container, address: str, project: Project) -> None:
    await container.store.write(
        lambda db: projects.add_alias(db, address, project.id, container.clock())
    )
