"""Random posts, notes, mutes, levels and windows: each reader of a team reads exactly what they may
and want to, once, and in the letters that the oracle says.
"""

import random
from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Move
from mailbridge.domain.project import Level
from mailbridge.services.discussions import write
from mailbridge.services.telling import drain_outbox, notify
from mailbridge.steps.telling.leaving_time import Delays
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.directory import following, people
from mailbridge.store.discussions import audiences, discussions
from mailbridge.store.engine.schema import audiences as told_to
from tests.container import MORNING, open_container
from tests.services.agency import Agency
from tests.services.telling.hearing_oracle import WINDOW, Hearing, Said

QUIET = (time(9, 40), time(10, 20))  # forty minutes after the test begins, until eighty
LEVELS = ("everything", "important", "off")


@pytest.fixture
async def agency(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    delays = Delays(timedelta(minutes=WINDOW), QUIET)
    container = await open_container(sqlite_url, tmp_path, delays=delays)
    made = await Agency(container).open()
    await container.store.write(lambda db: people.join(db, made.project, [made.olga]))
    yield made
    await container.close()


class Story:
    """A random history, told to mailbridge and to the oracle."""

    def __init__(self, agency: Agency, seed: int) -> None:
        self.agency, self.chance = agency, random.Random(seed)
        self.ids = {name: getattr(agency, name) for name in ("anna", "igor", "olga")}
        quiet = dict.fromkeys(self.ids, (40, 80))
        self.oracle = Hearing({"anna"}, {"igor", "olga"}, quiet=quiet)
        self.minute = 0

    async def play(self, steps: int) -> None:
        deeds = (self.says, self.says, self.says, self.chooses, self.follows, self.mutes)
        for _ in range(steps):
            await self.chance.choice(deeds)()
            await self.wait(self.chance.choice((0, 0, 1, 2, 4, 7)))
        await self.wait(120)

    async def wait(self, minutes: int) -> None:
        self.minute += minutes
        self.agency.container.clock.forward(minutes=minutes)  # type: ignore[attr-defined]
        while await drain_outbox.drain(self.agency.container):
            pass
        self.oracle.passes(self.minute)

    async def says(self) -> None:
        author = self.chance.choice(("maria", "maria", "tom", *self.ids))
        inside = author in self.ids and self.chance.random() < 0.4
        clients = () if inside else self.chance.choice((("maria",), ("maria", "tom")))
        named = frozenset(who for who in self.ids if self.chance.random() < 0.1) - {author}
        words = " ".join(["See this.", *(f"@{who}" for who in sorted(named))])
        container = self.agency.container

        def work(db: Connection) -> int:
            self.agency.joined(db, self.agency.maria, self.agency.tom, self.agency.anna)
            now = container.clock()
            discussions.change(db, self.agency.discussion, whose_move=Move.TEAM)
            made = self.agency.post(
                db, getattr(self.agency, author), text=words, internal=inside, created=now
            )
            heard = frozenset(getattr(self.agency, client) for client in clients)
            db.execute(delete(told_to).where(told_to.c.post_id == made))
            audiences.put(db, made, Audience(heard, reason=AudienceReason.NEWEST))
            return made

        made = await container.store.write(work)
        await self.tell(made, words)
        self.oracle.says(Said(made, author, inside, frozenset(clients), named), self.minute)

    async def tell(self, post: int, words: str) -> None:
        await self.agency.container.store.write(
            lambda db: notify.notify_of_post(db, self.agency.container, post, words=words)
        )

    async def chooses(self) -> None:
        who, level = self.chance.choice(list(self.ids)), self.chance.choice(LEVELS)
        self.oracle.levels[who] = level
        await self.agency.container.store.write(
            lambda db: following.set_level(db, self.agency.project, self.ids[who], Level(level))
        )

    async def follows(self) -> None:
        who, follows = self.chance.choice(list(self.ids)), self.chance.random() < 0.6
        self.oracle.follows[who] = follows
        await self.agency.container.store.write(
            lambda db: following.follow(db, self.agency.discussion, self.ids[who], follows)
        )

    async def mutes(self) -> None:
        """Somebody of the team who takes part, or takes it back; one is never mute."""
        who = self.chance.choice(("igor", "olga"))
        if who not in self.oracle.team:
            return
        muted = who not in self.oracle.muted
        (self.oracle.muted.add if muted else self.oracle.muted.discard)(who)
        await write.mute_discussion(
            self.agency.container, self.ids[who], self.agency.discussion, muted
        )

    async def read(self) -> dict[str, list[tuple[int, ...]]]:
        """What left for each member: the posts of each letter."""
        told: dict[str, list[tuple[int, ...]]] = {}
        for letter in sorted(await self.agency.outbox(), key=lambda one: one.id):
            if letter.letter == "team":
                reader = letter.to.partition("@")[0]
                told.setdefault(reader, []).append(posts_of(await self.agency.letter(letter.id)))
        return told


@pytest.mark.parametrize("seed", range(12))
async def test_everybody_reads_what_is_theirs_once(agency: Agency, seed: int) -> None:
    """Told by level, name, following and mute, collected by window and quiet hours; posts are
    together only where the same people hear an answer.
    """
    assert MORNING.hour == 9
    story = Story(agency, seed)
    await story.play(25)
    expected = {who: sorted(letters) for who, letters in story.oracle.read.items() if letters}
    assert expected == {who: sorted(letters) for who, letters in (await story.read()).items()}
