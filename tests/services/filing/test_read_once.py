"""What filing read of a discussion, and hands to the letters about a post, is what stands there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from mailbridge.domain.discussion import State
from mailbridge.domain.event import EventKind
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.occasion import NOTHING_READ, Known, Occasion
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import next_move
from mailbridge.services.filing import ingest
from mailbridge.services.receiving import accept
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    discussion_merge,
    discussions,
    standing,
    taking_part,
    time_line,
    visibility,
)
from mailbridge.store.discussions.posts import post_rows
from mailbridge.store.outbox import letter_json, occasions
from mailbridge.store.outbox.earlier import earlier_in
from mailbridge.values import replace
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice, letter

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
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


async def test_letters_of_one_discussion_that_two_workers_file_at_once(
    office: PostOffice, store_url: str, tmp_path: Path
) -> None:
    """Whose move it is, and what the letters refer to, holds what the other has filed."""
    other = await open_container(store_url, tmp_path, authenticator=SIGNED)
    await office.bring(MARIA, "Shop", "We want a shop.")
    rows = await office.letters()
    told = [row for row in rows if row["to"] == address(ANNA)][-1]
    to = letter_json.read(told["content"]).reply_to
    assert to is not None
    for number in range(6):
        letters = [
            (ANNA, to.address, f"We begin on Monday, number {number}. Which colour?"),
            (MARIA, office.address, f"Thanks for the {number} pictures. What does it cost?"),
        ]
        ids = [
            await accept.accept(
                office.container,
                [Envelope(address(author), at)],
                letter(author, "Re: Shop", text, 10 * number + 2 + of, To=at),
            )
            for of, (author, at, text) in enumerate(letters)
        ]
        workers = zip((office.container, other), ids, strict=True)
        await asyncio.gather(*(ingest.file_now(worker, one[0]) for worker, one in workers))
    await other.close()
    store = office.container.store
    kept = await store.read(lambda db: discussions.by_id(db, 1))
    assert kept is not None
    assert kept.whose_move == await store.write(lambda db: next_move.settle_next_move(db, 1))
    posts = await store.read(lambda db: earlier_in(db, 1))
    assert 13 == len(posts)
    for row in await office.letters():
        asked = [one for one in posts if not one.by_team and one.id < (row["post_id"] or 0)]
        assert not asked or asked[-1].message_id in letter_json.read(row["content"]).references


def _close(db: Connection) -> None:
    discussions.change(db, 1, state=State.CLOSED, closed_at=NOON)
    next_move.settle_next_move(db, 1)


def _merge(db: Connection) -> None:
    other = discussions.add(db, 1, "Shop again", "shop again", NOON)
    discussion_merge.merge(db, 1, other.id, NOON)


@pytest.mark.parametrize(
    ("change", "place", "kinds"),
    [
        (_close, 1, [EventKind.POSTED, EventKind.QUESTION_ASKED, EventKind.REOPENED]),
        (lambda db: visibility.hide_discussion(db, 1), 1, [EventKind.NOTED]),
        (_merge, 2, [EventKind.MOVED, EventKind.POSTED, EventKind.QUESTION_ASKED]),
    ],
)
async def test_what_changed_while_a_letter_waited_for_its_discussion(
    postgres_url: str,
    tmp_path: Path,
    change: Callable[[Connection], None],
    place: int,
    kinds: list[EventKind],
) -> None:
    """It was decided while the discussion stood as before, and is filed as it stands then."""
    container = await open_container(postgres_url, tmp_path, authenticator=SIGNED)
    other = await open_container(postgres_url, tmp_path, authenticator=SIGNED)
    office = await PostOffice(container).open()
    await office.person(address(MARIA), "client", "Maria")
    await office.bring(MARIA, "Shop", "We want a shop.")
    came = letter(MARIA, "Re: Shop", "When can you begin?", 9, In_Reply_To="<1@mail.example>")
    [number] = await accept.accept(container, [Envelope(address(MARIA), office.address)], came)
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def meanwhile(db: Connection) -> None:
        change(db)
        loop.call_soon(changed.set)
        db.execute(select(func.pg_sleep(0.5)))

    changing = asyncio.create_task(other.store.write(meanwhile))
    await changed.wait()
    await ingest.file_now(container, number)
    await changing
    read = container.store.read
    posts = await read(lambda db: post_rows(db, place))
    assert len(posts) == 2
    happened = await read(lambda db: time_line.events_of(db, place))
    assert kinds == [event.kind for event in happened][-len(kinds) :]
    await container.close()
    await other.close()
