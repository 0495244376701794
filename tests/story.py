"""Six weeks of a project under a moved clock, and what left meanwhile: `python -m tests.story`
writes docs/story.md.
"""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from mailbridge.services.container import Container
from mailbridge.services.discussions import write
from mailbridge.services.follow_up import browse, change, run_due
from mailbridge.services.people import register, whereabouts
from mailbridge.store.outbox import letter_json
from tests.container import Clock, open_container
from tests.files import ROOT
from tests.services.post_office import PostOffice

PAGE = ROOT / "docs" / "story.md"
MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
TOM = "tom@garden.example"
HEAD = """# Six weeks by the clock

What leaves when a project goes on for six weeks, as `tests/test_story.py` lets it happen on both
engines under a moved clock, with workers that die again and again, some by SIGKILL: each letter
that must come comes once. Times are UTC. What people do stands in italics.

"""


class Killed(BaseException):
    """The process is gone in the middle of a transaction."""


@dataclass
class Mortal:
    """A store whose process dies in each `often`-th transaction, after all work and before its
    commit; 0: never.
    """

    store: Any
    often: int
    writes: int = 0

    async def write(self, unit: Callable[[Any], Any], urgent: bool = False) -> Any:
        self.writes += 1
        dies = bool(self.often) and self.writes % self.often == 0

        def mortal(db: Any) -> Any:
            value = unit(db)
            if dies:
                raise Killed
            return value

        return await self.store.write(mortal, urgent)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


class Killer:
    """Lets a process do what is due, and kills it around its commit: in each `every`-th moment in
    which something is due, before it and after it by turns.
    """

    def __init__(self, url: str, folder: Path, every: int) -> None:
        self.killed, self._every, self._moments = 0, every, 0
        self._command = (sys.executable, "-m", "tests.due_process", url, str(folder))

    async def __aenter__(self) -> "Killer":
        pipe = asyncio.subprocess.PIPE
        self._parent = await asyncio.create_subprocess_exec(
            *self._command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
        return self

    async def __aexit__(self, *fault: object) -> None:
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        await self._parent.wait()

    async def strike(self, at: datetime) -> None:
        self._moments += 1
        if self._moments % self._every:
            return
        assert self._parent.stdin is not None
        where = ("before", "after")[self._moments // self._every % 2]
        self._parent.stdin.write(f"{at.isoformat()} {where}\n".encode())
        worker = int(await self._told())
        assert "here" == await self._told()  # something is due at each of these moments
        os.kill(worker, signal.SIGKILL)
        assert str(-signal.SIGKILL) == await self._told()
        self.killed += 1

    async def _told(self) -> str:
        """What comes next; lines of the log are passed over."""
        assert self._parent.stdout is not None
        while line := await self._parent.stdout.readline():
            if line.startswith(b"@"):
                return line[1:].decode().strip()
        raise AssertionError("the process is gone")


@dataclass
class Story:
    """Lets the clock run, does what is due, and writes down what left."""

    office: PostOffice
    clock: Clock
    dies: int = 0
    killer: Killer | None = None
    lines: list[str] = field(default_factory=list)
    seen: int = 0

    async def open(self) -> "Story":
        await self.office.open()
        container = self.office.container
        await self.office.person("anna@agency.example", "member", "Anna Petrova")
        await self.office.person("maria@bloom.example", "client", "Maria Lopez")
        for address in ("maria@bloom.example", "anna@agency.example"):
            await whereabouts.change_person(container, address, time_zone="Europe/Berlin")
        return self

    async def until(self, at: str, off: bool = False) -> None:
        """Do what is due until then, one moment after the other; `off`: the machine does not run
        meanwhile.
        """
        end = datetime.fromisoformat(at).replace(tzinfo=UTC)
        while not off and (due := await self._next()) is not None and due <= end:
            self.clock.now = max(due, self.clock.now)
            if self.killer is not None:
                await self.killer.strike(self.clock.now)
            await self._drain()
        self.clock.now = end

    async def catch_up(self) -> None:
        await self._drain()

    async def _drain(self) -> None:
        mortal = Mortal(self.office.container.store, self.dies)
        parts = {
            name: getattr(self.office.container, name)
            for name in self.office.container.__dataclass_fields__
        }
        container = Container(**{**parts, "store": mortal})
        for _ in range(100):
            try:
                if not await run_due.drain(container):
                    break
            except Killed:
                continue
        await self._note()

    async def _next(self) -> datetime | None:
        waiting, _ = await browse.list_due(self.office.container, states=("waiting",))
        return waiting[0].at if waiting else None

    async def _note(self) -> None:
        rows = (await self.office.letters())[self.seen :]
        self.seen += len(rows)
        for row in rows:
            pre = row["content"]["preheader"]
            self.lines.append(
                f"* {row['created']:%a %d %b %H:%M} · **{row['letter']}** to {row['to']}: {pre}"
            )

    async def says(self, what: str) -> None:
        """Note what letters came of it, below what a person does."""
        self.lines.append(f"\n*{self.clock.now:%a %d %b %H:%M} · {what}*\n")
        await self._note()

    async def held(self, what: str) -> int:
        views, _ = await browse.list_due(self.office.container, states=("held",))
        return next(view.id for view in views if view.what == what)


async def told(
    container: Container, clock: Clock, dies: int = 0, killer: Killer | None = None
) -> str:
    """The page."""
    story = await Story(PostOffice(container), clock, dies, killer).open()
    office = story.office
    await office.bring(MARIA, "Menu page", "Please build a menu page.")
    await story.says("Maria asks for a menu page; nobody answers at once.")
    await story.until("2026-11-23T13:00")
    await _answer(
        office,
        "#task Menu page #due 2026-11-30\n#ask May we use short descriptions? | 2026-11-27 | "
        "we launch without\n\nHi Maria, gladly. One question.",
    )
    await story.says("Anna answers, makes a task of it and asks something.")
    anna = await register.find_person(container, "anna@agency.example")
    await write.start_discussion(container, anna, "Bloom", "Photos", "Which photos?", [TOM])
    await story.says("She asks Tom for photos. He will never answer.")
    await story.until("2026-11-24T08:00")
    await office.bring(
        MARIA,
        "Automatic reply: Menu page",
        "I am out of office until 3 December 2026.",
        await office.reply_address("maria@bloom.example"),
        Auto_Submitted="auto-replied",
        Date=_date(office),
    )
    await story.says("Maria's machine says that she is away until 3 December.")
    await story.until("2026-12-04T09:00")
    await _reply(office, "1. Yes, short ones.")
    await story.says("Maria answers, a week late.")
    await story.until("2026-12-04T09:30")
    await change.send_now(container, anna, await story.held("new_date"))
    await story.says("Anna takes the new date.")
    await story.until("2026-12-07T09:00")
    await _reply(office, "Can the logo be bigger, too?")
    await story.says("Maria wants something else, and everybody is busy.")
    await story.until("2026-12-07T17:30")
    await change.send_now(container, anna, await story.held("holding"))
    await story.says("Anna sends the new time that is offered.")
    await story.until("2026-12-08T10:00")
    await _answer(
        office, "#done\n#answered their 1\n#answered their 2\n\nHi Maria,\n\nit is bigger now."
    )
    await story.says("She answers before it is over.")
    await story.until("2026-12-09T10:00")
    await _reply(office, "Thank you very much!")
    await story.says("Maria thanks: the last word is to be ours.")
    await story.until("2026-12-14T12:00")
    await change.send_now(container, anna, await story.held("closing"))
    await story.says("Anna sends the closing line.")
    await story.until("2026-12-16T10:00")
    await _answer(office, "#offer\n\nHi Maria,\n\nnext year's care would cost 900.")
    await story.says("She makes an offer. Then the machine is off for a week.")
    await story.until("2026-12-20T10:00")
    await story.until("2026-12-28T09:00", off=True)
    await story.says("It runs again.")
    await story.catch_up()
    await story.until("2027-01-04T09:00")
    return HEAD + "\n".join(story.lines).strip() + "\n"


async def _answer(office: PostOffice, text: str) -> None:
    rows = [row for row in await office.letters() if row["letter"] == "team"]
    to = letter_json.read(rows[-1]["content"]).reply_to.address
    await office.bring(ANNA, "Re: Menu page", text, to, To=to, Date=_date(office))


async def _reply(office: PostOffice, text: str) -> None:
    to = await office.reply_address("maria@bloom.example")
    await office.bring(MARIA, "Re: Menu page", text, to, To=to, Date=_date(office))


def _date(office: PostOffice) -> str:
    return format_datetime(office.container.clock())


async def _written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        url = f"sqlite:///{folder}/story.sqlite"
        container = await open_container(url, Path(folder), clock=clock)
        PAGE.write_text(await told(container, clock), "utf-8")
        await container.close()


if __name__ == "__main__":
    asyncio.run(_written())
