"""docs/architecture.md names the fifteen stations of a message; a real one is followed here."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from mailbridge.services.filing import ingest
from mailbridge.services.people import register
from mailbridge.services.telling import drain_outbox
from tests.container import add_project, open_container, rendering
from tests.doors.smtp.wire import MESSAGE, open_door, peer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
STATIONS = re.findall(r"^\| \d+ \| `([\w/]+\.py:\w+)` \|", PAGE, re.MULTILINE)


@contextmanager
def traced(wanted: frozenset[str]) -> Iterator[list[str]]:
    """Notes each call of the wanted functions in this thread and in those started meanwhile, once
    for calls that follow each other.
    """
    calls: list[str] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "/mailbridge/" in frame.f_code.co_filename:
            file = frame.f_code.co_filename.rpartition("/mailbridge/")[2]
            place = f"{file}:{frame.f_code.co_name}"
            if place in wanted and calls[-1:] != [place]:
                calls.append(place)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def first_calls(calls: list[str]) -> list[str]:
    """Each function once, in the order in which they were entered first."""
    return list(dict.fromkeys(calls))


def test_there_are_fifteen_stations_on_the_page() -> None:
    """And each names a function that exists."""
    assert 15 == len(STATIONS)
    for station in STATIONS:
        file, _, name = station.partition(":")
        source = (ROOT / "mailbridge" / file).read_text("utf-8")
        assert re.search(rf"^ *(async )?def {name}\(", source, re.MULTILINE), station


async def test_a_message_passes_the_stations_in_their_order(
    tmp_path: Path, sqlite_url: str
) -> None:
    """From RCPT over a real socket until its letter is rendered for the relay."""
    with traced(frozenset(STATIONS)) as calls:
        container = await open_container(sqlite_url, tmp_path, renderer=rendering())
        project = await add_project(container)
        await register.add_person(container, "igor@agency.test", "Igor", "member")
        await register.join_project(container, "igor@agency.test", project.name)
        calls.clear()
        async with open_door(container) as door, peer(door) as sender:
            assert "250" == (await sender.deliver(MESSAGE))[:3]
        assert 1 == await ingest.drain(container)
        assert 1 == await drain_outbox.drain(container)
        await container.close()
    assert STATIONS == first_calls(calls)
