"""Pages hear when something changed in the discussion that they show: from commits of this process
at once, from others by LISTEN and NOTIFY of PostgreSQL, or by a look at the journal of SQLite.
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_of, reads_inside
from mailbridge.services.container import Container
from mailbridge.services.desk import drafts
from mailbridge.services.refusal import Refused
from mailbridge.store.inbox import at_desks, rows

CHANNEL = "mailbridge_live"
GATHER = 0.15  # seconds in which commits are told once
LOOK = 1.0  # seconds between two looks at the journal for other processes
QUIET = 30.0  # seconds after which is looked, whatever was told
UNHEARD = 5.0  # the same where other processes are not heard
AGAIN = 5.0  # seconds between two tries to listen
MOST = 200  # streams of one process
MOST_OF_ONE = 4  # of one person; the oldest ends
log = logging.getLogger("mailbridge.live")
Mark = tuple[object, ...]


class Watcher:
    """One page. `changed` is set when there is something new, `over` when the stream ends."""

    def __init__(self, person: Person, discussion_id: int, mark: Mark) -> None:
        self.person, self.discussion_id, self.mark = person, discussion_id, mark
        self.changed = asyncio.Event()
        self.over = False

    def end(self) -> None:
        """Let the stream end."""
        self.over = True
        self.changed.set()

    async def hears_within(self, seconds: float) -> bool:
        """Whether something changed, or the stream ends, within that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.changed.wait()
        heard = self.changed.is_set()
        self.changed.clear()
        return heard


class Live:
    """The streams of one process. It looks at the database only while there are some."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._watchers: list[Watcher] = []
        self._woken = asyncio.Event()
        self._stopping: asyncio.Event | None = None  # of the tasks that look just now
        self._tasks: set[asyncio.Task[None]] = set()
        self._listens = False

    async def enter(self, person: Person, discussion_id: int) -> Watcher:
        """A page begins to listen. Refused: no-such-discussion, too-many."""
        if len(self._watchers) >= MOST:
            raise Refused("too-many", number=MOST)
        mark = await self._container.store.read(
            lambda db: _marks(db, [(discussion_id, person)], self._container.clock())[0]
        )
        if mark is None:
            raise Refused("no-such-discussion")
        own = [watcher for watcher in self._watchers if watcher.person.id == person.id]
        for oldest in own[: max(0, len(own) - MOST_OF_ONE + 1)]:
            oldest.end()
            self.leave(oldest)
        watcher = Watcher(person, discussion_id, mark)
        self._watchers.append(watcher)
        if self._stopping is None:
            self._begin()
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """A page listens no more; with the last one the looking ends."""
        if watcher in self._watchers:
            self._watchers.remove(watcher)
            self._run(self._go(watcher))
        if not self._watchers:
            self._end()

    async def close(self) -> None:
        """End all streams, and wait until nothing is done for them any more."""
        for watcher in list(self._watchers):
            watcher.end()
            self.leave(watcher)
        await asyncio.gather(*self._tasks)

    async def _go(self, watcher: Watcher) -> None:
        with suppress(Exception):  # else it is over after a while by itself
            await drafts.go(self._container, watcher.person, watcher.discussion_id)

    def _run(self, doing: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(doing, name="live")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _begin(self) -> None:
        self._stopping = asyncio.Event()
        self._container.store.heard.append(self._wake)
        self._run(self._look(self._stopping))
        if self._container.store.can_listen:
            self._run(self._listen(self._stopping))

    def _end(self) -> None:
        if self._stopping is not None:
            self._container.store.heard.remove(self._wake)
            self._stopping.set()
            self._stopping = None
            self._wake()

    def _wake(self) -> None:
        self._woken.set()

    async def _listen(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            self._listens = True
            try:
                await self._container.store.listen(CHANNEL, self._heard, stopping)
            except Exception as fault:
                log.warning("not listening just now: %s", type(fault).__name__)
            self._listens = False
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await stopping.wait()

    def _heard(self, word: str) -> None:
        self._wake()

    async def _look(self, stopping: asyncio.Event) -> None:
        store, waited = self._container.store, 0.0
        before = store.mark_of_changes()
        while not stopping.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._woken.wait()
            waited += LOOK
            mark = store.mark_of_changes()
            quiet = QUIET if mark is not None or self._listens else UNHEARD
            if not self._woken.is_set() and mark == before and waited < quiet:
                continue
            await asyncio.sleep(GATHER)
            self._woken.clear()
            before, waited = store.mark_of_changes(), 0.0
            with suppress(Exception):  # a database that is away comes back
                await self._tell()

    async def _tell(self) -> None:
        watchers = list(self._watchers)
        wanted = [(watcher.discussion_id, watcher.person) for watcher in watchers]
        now = self._container.clock()
        marks = await self._container.store.read(lambda db: _marks(db, wanted, now))
        for watcher, mark in zip(watchers, marks, strict=True):
            if mark is None:
                watcher.end()
            elif mark != watcher.mark:
                watcher.mark = mark
                watcher.changed.set()


def _marks(db: Connection, wanted: list[tuple[int, Person]], now: datetime) -> list[Mark | None]:
    """What each page shows, as a value that is another one once it changed; None: its reader may
    not see it any more. Of what is inside an observer's hears nothing.
    """
    ids = sorted({place for place, _ in wanted})
    inside, there = at_desks.marks(db, ids), at_desks.present(db, ids, now)
    made: list[Mark | None] = []
    for place, person in wanted:
        try:
            discussion = discussion_of(db, place, person)
        except Refused:
            made.append(None)
            continue
        if reads_inside(person):
            around = [
                (row.person_id, bool(row.writing_until and row.writing_until > now))
                for row in there.get(place, ())
                if row.person_id != person.id
            ]
            made.append((*inside.get(place, ()), tuple(around)))
        else:
            newest = rows.newest_posts(db, [place], person.id).get(place)
            made.append((discussion.state.value, newest.id if newest is not None else 0))
    return made


def ring_pages_elsewhere(container: Container) -> None:
    """Have commits of this process told to pages that other processes serve, where the store can do
    that.
    """
    if container.store.can_listen:
        bell = _Bell(container)
        container.store.heard.append(bell.ring)
        container.closers.append(bell.close)


class _Bell:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._ringing: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Say it once for all commits of a while."""
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._say())

    async def _say(self) -> None:
        await asyncio.sleep(GATHER)
        with suppress(Exception):  # they look by themselves after a while
            await self._container.store.notify(CHANNEL, "")

    async def close(self) -> None:
        """What rings is heard."""
        if self._ringing is not None:
            await asyncio.gather(self._ringing)
