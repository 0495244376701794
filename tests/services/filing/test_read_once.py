"""What filing read of a discussion, and hands to the letters about a post, is what stands there."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mailbridge.domain.occasion import NOTHING_READ, Known, Occasion
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import next_move
from mailbridge.store.directory import people
from mailbridge.store.discussions import standing, taking_part
from mailbridge.store.outbox import letter_json, occasions
from mailbridge.values import replace
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA, BOB = "Anna Berg <anna@agency.example>", "Bob Ray <bob@agency.example>"
STRANGER = "Zoe <zoe@far.example>"
DOMAINS = ("bloom.example", "agency.example")
SIGNED = Authenticator(
    Evidence(dkim=tuple(DkimResult(one, "s", "pass", "", frozenset({"from"})) for one in DOMAINS))
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """A project of two members and a client."""
    container = await open_container(store_url, tmp_path, authenticator=SIGNED)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Berg")
    await made.person("bob@agency.example", "member", "Bob Ray")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


@dataclass
class Compared:
    """What was made of what was known, beside the same read anew."""

    occasions: list[tuple[Occasion | None, Occasion | None]] = field(default_factory=list)
    stands: list[tuple[object, object]] = field(default_factory=list)

    def assert_same(self, occasions: int, stands: int) -> None:
        """There were so many of them. Letters read five things of a project."""
        assert (occasions, stands) == (len(self.occasions), len(self.stands))
        for known, anew in self.occasions:
            assert known is not None
            assert anew is not None
            ours, theirs = known.project, anew.project
            assert (ours.id, ours.name, ours.key) == (theirs.id, theirs.name, theirs.key)
            assert (ours.language, ours.team_replies) == (theirs.language, theirs.team_replies)
            assert replace(known, project=theirs) == anew
        for stood, stands in self.stands:
            assert stood == stands


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Compared:
    """Fills with each filed letter of which enough was known."""
    made, read, settle = Compared(), occasions.of_post, next_move.settle_move_in

    def both(db, post_id, known: Known = NOTHING_READ):  # type: ignore[no-untyped-def]
        occasion = read(db, post_id, known)
        if known.here is not None and known.nearby is not None and known.posed is not None:
            made.occasions.append((occasion, read(db, post_id)))
        return occasion

    def settled(db, discussion, known: Known = NOTHING_READ):  # type: ignore[no-untyped-def]
        stood = standing.how_it_stood(known)
        if stood is not None:
            made.stands.append((stood, standing.how_it_stands(db, discussion.id)))
        return settle(db, discussion, known)

    monkeypatch.setattr(occasions, "of_post", both)
    monkeypatch.setattr(next_move, "settle_move_in", settled)
    return made


def address(author: str) -> str:
    return author.rpartition("<")[2].rstrip(">")


async def answer(office: PostOffice, author: str, text: str, **fields: str) -> None:
    """In answer to the newest letter of that person."""
    rows = [row for row in await office.letters() if row["to"] == address(author)]
    told = [row for row in rows if row["letter"] in ("team", "client")][-1]
    to = letter_json.read(told["content"]).reply_to
    assert to is not None
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    await office.bring(author, "Re: Shop", text, to.address, To=fields.pop("To", to.address))


async def test_a_talk_in_which_both_sides_ask(office: PostOffice, compared: Compared) -> None:
    """Each side counts its questions from one, and an answer changes some and asks others."""
    await office.bring(MARIA, "Shop", "What does hosting cost?\nWhen can you begin?")
    await answer(office, ANNA, "1. 20 euros a month\n\nWhich colour do you want?")
    await answer(office, MARIA, "1. Green.\n\nCan it be ready in May?", To=f"x@far.example, {TOM}")
    await answer(office, BOB, "Who writes the texts?\nWho takes the pictures?")
    await answer(office, MARIA, "1. I do\n2. No idea yet")
    compared.assert_same(5, 5)


async def test_who_comes_late_or_was_mute(office: PostOffice, compared: Compared) -> None:
    """A newcomer, a client who was mute and writes again, a member who writes for the first
    time.
    """
    await office.bring(MARIA, "Shop", "We want a shop.")
    await answer(office, ANNA, "With pleasure. Which colour?")
    store = office.container.store
    maria = await store.read(lambda db: people.by_addresses(db, [address(MARIA)]))
    await store.write(lambda db: taking_part.change_participant(db, 1, *maria.values(), muted=True))
    await office.bring(STRANGER, "Re: Shop", "May I join?", References="<1@mail.example>")
    await answer(office, MARIA, "Green.")
    await answer(office, BOB, "Fine.")
    compared.assert_same(4, 5)
