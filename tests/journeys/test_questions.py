"""Random histories of two clients and two members: each sentence of each letter's footer is checked
against a ledger that knows nothing of mailbridge.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.letter import Asked, Footer
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import tasks
from mailbridge.services.discussions import questions, read, write
from mailbridge.services.people import register
from mailbridge.services.telling import drain_outbox, undelivered
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.journeys.question_oracle import Expected, Oracle, Spoke
from tests.services.post_office import PostOffice

MARIA, TOM, ANNA, IGOR = "Maria Lopez", "Tom Reed", "Anna Berg", "Igor Fox"
ADDRESSES = {
    MARIA: "maria@bloom.example",
    TOM: "tom@bloom.example",
    ANNA: "anna@agency.example",
    IGOR: "igor@agency.example",
}
_WORDS = (
    "lantern gazebo turnip walrus compass violin saddle monument pudding bucket teapot hammock "
    "ferret sandal trumpet cabbage dolphin kettle mirror orchard pelican quilt ribbon spindle"
)
NOUNS = _WORDS.split()
SIGNED = Authenticator(
    Evidence(
        dkim=tuple(
            DkimResult(domain, "s", "pass", "", frozenset({"from"}))
            for domain in ("bloom.example", "agency.example")
        )
    )
)
TOLD = ("client", "team")  # letters that have a footer
HISTORIES = 24
STEPS = 14


@dataclass
class Way:
    """How words go out: in answer to a letter, or by the web."""

    letter: dict[str, Any] | None
    copy: str = ""  # who stands in Cc
    web: bool = False


class World:
    """An installation, and beside it the oracle that is told the same."""

    def __init__(self, office: PostOffice, chance: random.Random) -> None:
        self.office, self.chance = office, chance
        self.oracle = Oracle([MARIA, TOM], [ANNA, IGOR], "mailbridge")
        self.nouns = chance.sample(NOUNS, len(NOUNS))
        self.discussion = 0
        self.way = Way(None)
        self.seen = 0
        self.story: list[str] = []

    async def begin(self) -> None:
        text = self._question("team")
        self.oracle.post(MARIA, frozenset({MARIA, TOM}))
        self.oracle.ask("team", self.nouns[-1], text)
        fields = {"Cc": f"{TOM} <{ADDRESSES[TOM]}>, {ANNA} <{ADDRESSES[ANNA]}>"}
        mail = await self.office.bring(f"{MARIA} <{ADDRESSES[MARIA]}>", "Menu", text, **fields)
        assert mail.discussion_id is not None
        self.discussion = mail.discussion_id
        for name in (TOM, ANNA, IGOR):
            await self._take_part(name)
        self.seen = len(await self.office.letters())

    async def _take_part(self, name: str) -> None:
        """Each writes once, so that everybody gets letters of their own."""
        await self._say(name, says=False, to_all=True)
        await self._write(name, "Thanks!")

    def _question(self, side: str) -> str:
        self.nouns.insert(len(self.nouns), self.nouns.pop(0))
        verb = "What does the {} cost?" if side == "team" else "Which {} do you want?"
        return verb.format(self.nouns[-1])

    async def _say(
        self, who: str, says: bool = True, to_all: bool | None = None, web: bool = True
    ) -> None:
        """Choose how the next words go out, and tell the oracle who hears them."""
        other = {MARIA: TOM, TOM: MARIA}
        by_web = web and who not in other and to_all is None and self.chance.random() < 0.4
        newest = await self._newest_letter(who)
        if who in other:
            copied = self.chance.random() < 0.6 if to_all is None else to_all
            heard = frozenset({who, other[who]} if copied else {who})
            self.way = Way(newest, copy=other[who] if copied else "")
        elif by_web:
            heard, self.way = self.oracle.posts[-1].heard, Way(None, web=True)
        else:
            heard, self.way = await self._heard(newest), Way(newest)
        self.oracle.post(who, heard, says)

    async def _newest_letter(self, who: str) -> dict[str, Any] | None:
        letters = [one for one in await self.office.letters() if one["letter"] in TOLD]
        return next((one for one in reversed(letters) if one["to"] == ADDRESSES[who]), None)

    async def _heard(self, letter: dict[str, Any] | None) -> frozenset[str]:
        """The audience of the post that a letter tells of; the first one's without a letter."""
        return (await self._told_of(letter)).heard

    async def _told_of(self, letter: dict[str, Any] | None) -> Spoke:
        if letter is None:
            return self.oracle.posts[0]
        page = await read.show_discussion(self.office.container, self.discussion)
        places = {post.id: place for place, post in enumerate(page.posts)}
        return self.oracle.posts[places[letter["post_id"]]]

    async def _write(self, who: str, text: str) -> None:
        self.story.append(f"{who}{' (to both)' if self.way.copy else ''}: {text}")
        container, letter = self.office.container, self.way.letter
        container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        if self.way.web:
            person = await register.find_person(container, ADDRESSES[who])
            await write.add_reply(container, person, self.discussion, text)
            return
        to = reply_address(letter) if letter is not None else self.office.address
        fields = {"Date": container.clock().strftime("%a, %d %b %Y %H:%M:%S +0000")}
        fields |= {"Cc": ADDRESSES[self.way.copy]} if self.way.copy else {}
        fields |= {} if letter is not None else {"In_Reply_To": "<1@mail.example>"}
        author = f"{who} <{ADDRESSES[who]}>"
        await self.office.bring(author, "Re: Menu", text, to, To=to, **fields)

    # steps: each says something whose meaning is known

    async def step(self) -> None:
        who = self.chance.choice([MARIA, TOM, ANNA, IGOR])
        acts: list[Callable[[str], Any]] = [
            self.ask,
            self.number,
            self.about,
            self.about,
            self.plain,
            self.thanks,
            self.later,
            self.withdraw,
        ]
        if who in (ANNA, IGOR):
            acts += [self.command_ask, self.reask, self.open_again, self.task, self.bounce]
            acts += [self.confirm]
        await self.chance.choice(acts)(who)

    def _sides(self, who: str) -> tuple[str, str]:
        """The side this person answers for, and the other."""
        return ("team", "client") if who in (ANNA, IGOR) else ("client", "team")

    async def ask(self, who: str) -> None:
        text = self._question(self._sides(who)[1])
        await self._say(who)
        self.oracle.ask(self._sides(who)[1], self.nouns[-1], text)
        await self._write(who, text)

    async def number(self, who: str) -> None:
        live = self.oracle.live(self._sides(who)[0], "open", "perhaps")
        live = [one for one in live if one.side == "team" or who in one.heard]
        if live:
            one = self.chance.choice(live)
            await self._say(who)
            if self.oracle.reaches(one, who):
                self.oracle.change(one, "answered", "yes")
            await self._write(who, f"{one.number}. yes")

    async def about(self, who: str) -> None:
        live = self.oracle.live(self._sides(who)[0], "open", "perhaps")
        if live:
            noun = self.chance.choice(live).noun
            await self._say(who)
            self.oracle.prose(f"The {noun} in green.", noun)
            await self._write(who, f"The {noun} in green.")

    async def plain(self, who: str) -> None:
        await self._say(who)
        self.oracle.prose("Splendid weather over here.")
        await self._write(who, "Splendid weather over here.")

    async def thanks(self, who: str) -> None:
        await self._say(who, says=False)
        await self._write(who, self.chance.choice(["Thanks!", "Thank you very much."]))

    async def later(self, who: str) -> None:
        await self._say(who, says=False)
        await self._write(who, self.chance.choice(["I will answer tomorrow.", "We look into it."]))

    async def withdraw(self, who: str) -> None:
        side, other = self._sides(who)
        own = [
            one
            for one in self.oracle.live(other, "open", "perhaps")
            if side == "team" or one.by == who
        ]
        if own:
            one = self.chance.choice(own)
            await self._say(who)
            if self.oracle.shares(one):
                self.oracle.change(one, "withdrawn", f"Never mind Q{one.number}.")
            await self._write(who, f"Never mind Q{one.number}.")

    async def command_ask(self, who: str) -> None:
        text = self._question("client")
        await self._say(who, web=False)
        self.oracle.prose("Splendid weather over here.")
        self.oracle.ask("client", self.nouns[-1], text)
        await self._write(who, f"#ask {text}\n\nSplendid weather over here.")

    async def reask(self, who: str) -> None:
        perhaps = self.oracle.live("client", "perhaps")
        if perhaps:
            one = self.chance.choice(perhaps)
            await self._say(who)
            self.oracle.ask_again(one)
            await self._write(who, one.text)

    async def open_again(self, who: str) -> None:
        settled = self.oracle.live("client", "perhaps", "answered", "withdrawn")
        if settled:
            one = self.chance.choice(settled)
            await self._say(who, web=False)
            self.oracle.prose("Splendid weather over here.")
            self.oracle.change(one, "open", "Splendid weather over here.")
            await self._write(who, f"#open our {one.number}\n\nSplendid weather over here.")

    async def task(self, who: str) -> None:
        container = self.office.container
        open_ = await container.store.read(
            lambda db: [
                one for one in tasks_of_discussion(db, self.discussion) if one.state != "done"
            ]
        )
        if open_:
            person = await register.find_person(container, ADDRESSES[who])
            await tasks.change_task(container, person, open_[0].id, state="done")
            self.oracle.tasks.pop(0)
            return
        await self._say(who, web=False)
        self.oracle.prose("Splendid weather over here.")
        self.oracle.tasks.append(await self._asked_for(self.way.letter))
        await self._write(who, "#task Paint the wall\n\nSplendid weather over here.")

    async def _asked_for(self, letter: dict[str, Any] | None) -> frozenset[str]:
        """Who heard what a task in answer to this letter is made of: a client's words."""
        told = await self._told_of(letter)
        asked = [one for one in self.oracle.posts[:-1] if not one.by_team]
        return told.heard if not told.by_team else asked[-1].heard

    async def confirm(self, who: str) -> None:
        perhaps = self.oracle.live("client", "perhaps")
        if perhaps:
            one = self.chance.choice(perhaps)
            person = await register.find_person(self.office.container, ADDRESSES[who])
            numbers, place = [one.number], self.discussion
            self.office.container.clock.forward(minutes=3)  # type: ignore[attr-defined]
            await questions.correct_questions(
                self.office.container, person, place, numbers, "answered", "client"
            )
            self.oracle.step += 1
            self.oracle.change(one, "answered", one.words, one.said_by, one.post)
            self.story.append(f"{who} confirms our Q{one.number}")

    async def bounce(self, who: str) -> None:
        """A letter about the last answer comes back."""
        container, ours = self.office.container, [one for one in self.oracle.posts if one.by_team]
        await self._hand_over()
        rows = await self.office.letters()
        last = max((row["post_id"] or 0 for row in rows if row["letter"] == "client"), default=0)
        page = await read.show_discussion(container, self.discussion)
        newest = [one.id for one in page.posts if one.author_is_team and not one.internal][-1]
        mine = [row["id"] for row in rows if row["post_id"] == last and row["letter"] == "client"]
        if mine and last == newest and not ours[-1].lost:
            await container.store.write(
                lambda db: undelivered.record_bounce(db, container, mine[0], "550 no", False)
            )
            ours[-1].lost = True
            self.story.append("a letter comes back")

    async def _hand_over(self) -> None:
        container = self.office.container
        container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        while await drain_outbox.drain(container):
            pass

    # what letters say

    async def check(self) -> None:
        rows = await self.office.letters()
        names = {address: name for name, address in ADDRESSES.items()}
        for row in rows[self.seen :]:
            if row["letter"] in TOLD:
                found = letter_json.read(row["content"]).footer
                assert found is not None
                reader = names[row["to"]]
                assert self.oracle.letter(reader) == said(found), self.told(reader)
        self.seen = len(rows)
        move = (await read.show_discussion(self.office.container, self.discussion)).discussion
        assert self.oracle.move() == move.whose_move, self.told("the inbox")

    def told(self, reader: str) -> str:
        return "\n".join([f"to {reader}, after:", *self.story])


def by(one: Asked) -> str:
    return one.answered_by or ("somebody" if one.by_other else "you")


def reply_address(row: dict[str, Any]) -> str:
    found = letter_json.read(row["content"]).reply_to
    assert found is not None
    return found.address


def said(footer: Footer) -> Expected:
    """A letter's footer in the words of the oracle."""
    return Expected(
        list(footer.where_we_are),
        [(one.number, one.text) for one in footer.questions if not one.answered],
        [(one.number, one.text, by(one)) for one in footer.questions if one.answered],
        [one.number for one in footer.reading],
        [(one.number, one.words, one.said_by) for one in footer.to_confirm],
        list(footer.next_steps),
    )


@pytest.mark.parametrize("seed", range(HISTORIES))
async def test_each_sentence_of_each_footer_is_true(
    seed: int, sqlite_url: str, tmp_path: Path
) -> None:
    """Posts by mail and web, answers by number and in words, withdrawals, tasks, bounces."""
    container = await open_container(sqlite_url, tmp_path, authenticator=SIGNED)
    office = await PostOffice(container).open()
    for name, address in ADDRESSES.items():
        role = "member" if address.endswith("@agency.example") else "client"
        await office.person(address, role, name)
    world = World(office, random.Random(seed))
    await world.begin()
    for _ in range(STEPS):
        await world.step()
        await world.check()
    await container.close()
