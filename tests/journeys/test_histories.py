"""Small histories at random, held against an oracle that imports nothing of mailbridge: who hears
it, what stays inside, nobody twice, somebody always, and each sentence of each footer.
"""

import random
import re
from pathlib import Path

import pytest
from hypothesis import settings

from mailbridge.services.discussions import read
from mailbridge.services.telling import outbox
from mailbridge.store.outbox import letter_json
from tests.container import open_container, rendering
from tests.journeys.history import ADDRESSES, NAMES, TEAM
from tests.journeys.history_deeds import Deeds
from tests.journeys.history_oracle import Said, Talk
from tests.journeys.question_oracle import Expected
from tests.journeys.test_questions import said as footer_of
from tests.services.post_office import PostOffice

MANY = settings.default is not None and settings.default.max_examples > 1000  # make fuzz
HISTORIES = 600 if MANY else 10
STEPS = 40 if MANY else 24
SECRET = re.compile(r"zq\d+x")


class Checked(Deeds):
    """A history, and what must hold after each step of it."""

    seen = 0

    def __init__(self, office: PostOffice, chance: random.Random) -> None:
        super().__init__(office, chance)
        self.judged: set[int] = set()

    async def check(self) -> None:
        await self.refresh()
        fresh = self.letters[self.seen :]
        self.seen = len(self.letters)
        for row in fresh:
            await self.holds_no_secret(row)
            self.footer_is_true(row)
        for talk in self.talks:
            await self.was_meant_for(talk)
            for one in talk.said:
                self.was_told(talk, one)

    async def holds_no_secret(self, row: dict[str, object]) -> None:
        """A letter has no words but those that its reader may read."""
        reader = NAMES[str(row["to"])]
        shown = (await outbox.render_letter(self.office.container, int(str(row["id"])))).decode()
        known = [one for talk in self.talks for one in talk.said]
        for one in known:
            for word in {*SECRET.findall(one.secret), *({one.asked} - self.shared - {""})}:
                told = re.search(rf"\b{word}\b", shown) is not None
                assert not told or one.may_be_read(reader, TEAM), f"{reader} {word} {self.told()}"

    async def was_meant_for(self, talk: Talk) -> None:
        """The audience that was kept is that of ordinary mail."""
        page = await read.show_discussion(self.office.container, talk.number)
        kept = {
            post.id: frozenset(NAMES[one.addresses[0]] for one in post.audience)
            for post in page.posts
        }
        for one in talk.said:
            assert one.heard | (one.passed_on - {one.who}) == kept[one.post] - (
                frozenset() if one.who in one.heard else {one.who}
            ), f"{one} {self.told()}"

    def was_told(self, talk: Talk, one: Said) -> None:
        """Each reader once; the team always; who was heard by nobody knows it."""
        rows = [row for row in self.letters if row["post_id"] == one.post]
        told = [row["to"] for row in rows if row["letter"] in ("client", "team")]
        assert len(told) == len(set(told)), f"twice {one} {self.told()}"
        clients = {NAMES[to] for to in told} - TEAM
        if one.post not in self.judged:  # who mutes later had it
            self.judged.add(one.post)
            assert talk.told(one) == clients, f"{one} {clients} {self.told()}"
            if talk.believes_heard_in_vain(one):
                warned = {(row["letter"], NAMES[row["to"]]) for row in rows}
                assert ("nobody_told", one.who) in warned, f"{one} {self.told()}"
        if not one.by_team:
            heard = {NAMES[to] for to in told} | one.had
            assert heard & TEAM, f"nobody of the team {one} {self.told()}"
        assert ADDRESSES[one.who] not in told, f"its author {one} {self.told()}"

    def footer_is_true(self, row: dict[str, object]) -> None:
        talk = next(one for one in self.talks if one.number == row["discussion_id"])
        newest = talk.said[-1]
        about_it = row["post_id"] == newest.post and not newest.inside
        if row["letter"] not in ("client", "team") or not about_it or newest.passed_on:
            return
        below = letter_json.read(row["content"]).footer  # type: ignore[arg-type]
        assert below is not None
        reader = NAMES[str(row["to"])]
        expected = talk.ledger.letter(reader)
        found = sorted_names(footer_of(below))
        assert sorted_names(expected) == found, f"{reader} {found} {expected} {self.told()}"


def sorted_names(below: Expected) -> Expected:
    """Whoever is asked the same stands in any order."""
    below.where = [re.sub(r"(?<=Asked of )(.*?)(?=:)", _sorted, one) for one in below.where]
    below.where[:1] = [re.sub(r"(?<=up to )(.*?)(?=\.)", _sorted, one) for one in below.where[:1]]
    return below


def _sorted(match: re.Match[str]) -> str:
    return " and ".join(sorted(re.split(r",? and |, ", match[1])))


@pytest.mark.hypothesis
@pytest.mark.parametrize("seed", range(HISTORIES))
async def test_nobody_hears_what_was_not_meant_for_them(
    seed: int, sqlite_url: str, tmp_path: Path
) -> None:
    """Of two companies, a supplier and a team; and all that letters state is so."""
    container = await open_container(sqlite_url, tmp_path, renderer=rendering())
    office = await PostOffice(container).open()
    for name, address in ADDRESSES.items():
        if name != "Sue Wood":
            await office.person(address, "member" if name in TEAM else "client", name)
    history = Checked(office, random.Random(seed))
    for _ in range(STEPS):
        await history.step()
        await history.check()
    await container.close()
