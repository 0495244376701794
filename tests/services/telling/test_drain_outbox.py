"""The outbox is emptied into a relay that answers, refuses, tarries or goes away; on both
engines.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from mailbridge.adapters.submission import RelayRefused, RelayUnreachable, SmtpRelay
from mailbridge.domain.address import ReturnPath, decode
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.runtime.steadiness import Steadiness
from mailbridge.services.telling import drain_outbox, outbox, undelivered
from mailbridge.services.telling.drain_outbox import LEASE, drain
from mailbridge.services.telling.record_outcomes import pause_after
from mailbridge.store.directory import people
from mailbridge.store.engine.schema import outbox as outbox_table
from mailbridge.store.engine.schema import posts
from mailbridge.store.outbox import queue, sent_words
from mailbridge.store.outbox.queue import Owed
from mailbridge.store.outbox.sent_letters import Sent, mark_sent
from tests.container import KEY, Clock, Relay, open_container, rendering
from tests.receiving_server import ReceivingServer
from tests.services.agency import Agency


@dataclass
class Moody(Relay):
    """Answers each forward-path as `moods` says; the rest is taken."""

    moods: dict[str, Exception] = field(default_factory=dict)

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        if forward_path in self.moods:
            raise self.moods[forward_path]
        return await super().deliver(reverse_path, forward_path, content)


@pytest.fixture
def relay() -> Moody:
    return Moody()


@pytest.fixture
async def agency(store_url: str, tmp_path: Path, relay: Moody) -> AsyncIterator[Agency]:
    container = await open_container(store_url, tmp_path, relay=relay)
    yield await Agency(container).open()
    await container.close()


def clock(container: Container) -> Clock:
    assert isinstance(container.clock, Clock)
    return container.clock


async def owe(agency: Agency) -> None:
    """Three letters: to Maria, Tom and Igor."""
    await agency.posted(agency.anna, agency.maria, agency.tom, agency.igor)


async def test_without_a_relay_held_letters_are_owed_when_their_time_has_come(
    agency: Agency,
) -> None:
    """Nothing leaves."""
    await owe(agency)
    now = agency.container.clock()
    held = update(outbox_table).values(state="held", run_at=now + timedelta(minutes=1))
    await agency.container.store.write(lambda db: db.execute(held))
    agency.container.relay = None
    assert (0, ["held"] * 3) == (await drain(agency.container), await agency.states())
    clock(agency.container).forward(minutes=1)
    assert (0, ["queued"] * 3) == (await drain(agency.container), await agency.states())


async def test_each_letter_leaves_once(agency: Agency, relay: Moody) -> None:
    """With a return path that names it."""
    await owe(agency)
    assert (3, 0) == (await drain(agency.container), await drain(agency.container))
    assert ["sent", "sent", "sent"] == await agency.states()
    assert ["maria@bloom.test", "tom@bloom.test", "igor@agency.test"] == [
        path for _, path, _ in relay.taken
    ]
    paths = [decode(path.partition("@")[0], [KEY]) for path, _, _ in relay.taken]
    assert [ReturnPath(one.id) for one in await agency.outbox()] == paths
    assert "250 2.0.0 taken" == (await agency.outbox())[0].last_reply


async def test_letters_whose_words_cannot_be_read_wait_for_nobody(agency: Agency) -> None:
    """They are claimed with their words, or not at all."""
    await owe(agency)
    await agency.container.store.write(lambda db: db.execute(update(posts).values(via=5)))
    with pytest.raises(TypeError):
        await drain(agency.container)
    await agency.container.store.write(lambda db: db.execute(update(posts).values(via=[])))
    assert 3 == await drain(agency.container)


async def test_several_workers_share_the_outbox(agency: Agency, relay: Moody) -> None:
    """No letter leaves twice."""
    for _ in range(4):
        await owe(agency)
    assert 12 == sum(await asyncio.gather(*(drain(agency.container) for _ in range(3))))
    assert 12 == len({reverse_path for reverse_path, _, _ in relay.taken}) == len(relay.taken)


async def test_without_a_relay_letters_are_kept_and_shown(agency: Agency) -> None:
    """As they would leave."""
    agency.container.relay = None
    agency.container.renderer = rendering("5b1e")
    await owe(agency)
    assert 0 == await drain(agency.container)
    assert ["queued", "queued", "queued"] == await agency.states()
    assert b"Subject: New menu page\r\n" in await outbox.render_letter(agency.container, 1)


async def test_a_transient_failure_waits_longer_each_time(agency: Agency, relay: Moody) -> None:
    """While the others leave; the far side's words are kept."""
    await owe(agency)
    relay.moods["maria@bloom.test"] = RelayUnreachable("451 4.7.1 greylisted")
    assert 2 == await drain(agency.container)
    waits = []
    for _ in range(3):
        maria = (await agency.outbox())[0]
        assert ("deferred", "451 4.7.1 greylisted") == (maria.state, maria.last_reply)
        assert maria.run_at is not None
        waits.append((maria.run_at - agency.container.clock()).total_seconds() / 60)
        assert 0 == await drain(agency.container)
        clock(agency.container).now = maria.run_at
        await drain(agency.container)
    assert [1, 2, 4] == waits
    relay.moods.clear()
    clock(agency.container).forward(hours=1)
    assert (1, ["sent"] * 3) == (await drain(agency.container), await agency.states())


def test_pauses_grow_to_four_hours() -> None:
    """And no further."""
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in range(1, 12)]
    assert [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240] == minutes


async def test_a_permanent_failure_is_told_to_the_author_and_the_discussion(
    agency: Agency, relay: Moody
) -> None:
    """In the far side's words, and nobody tries again."""
    await owe(agency)
    relay.moods["maria@bloom.test"] = RelayRefused(550, "550 5.1.1 no such user")
    await drain(agency.container)
    assert [
        ("client", "maria"),
        ("client", "tom"),
        ("team", "igor"),
        ("undelivered", "anna"),
    ] == await agency.told()
    assert ["failed", "sent", "sent", "queued"] == await agency.states()
    assert [("maria@bloom.test", "550 5.1.1 no such user")] == [
        (one["to"], one["words"]) for one in await agency.failures()
    ]
    told = await agency.letter(4)
    assert ("550 5.1.1 no such user", "Maria Lopez") == (
        told.details["words"],
        told.details["name"],
    )
    clock(agency.container).forward(days=1)
    assert (1, 0) == (await drain(agency.container), await drain(agency.container))


async def test_a_failure_of_a_failure_notice_goes_no_further(agency: Agency, relay: Moody) -> None:
    """Nobody is told of it by letter."""
    await owe(agency)
    for address in ("maria@bloom.test", "anna@agency.test"):
        relay.moods[address] = RelayRefused(550, "550 5.1.1 no such user")
    await drain(agency.container)
    await drain(agency.container)
    assert ["failed", "sent", "sent", "failed"] == await agency.states()
    assert 0 == await drain(agency.container)


async def test_a_client_is_not_told_who_of_the_team_was_not_reached(
    agency: Agency, relay: Moody
) -> None:
    """The discussion says so, to the team."""
    await agency.posted(agency.maria, agency.anna)
    relay.moods["anna@agency.test"] = RelayRefused(550, "550 5.1.1 no such user")
    await drain(agency.container)
    assert [("team", "anna")] == await agency.told()
    assert 1 == len(await agency.failures())


async def test_after_five_days_patience_ends(agency: Agency, relay: Moody) -> None:
    """The author learns that nobody answered."""
    await owe(agency)
    relay.moods["maria@bloom.test"] = RelayUnreachable("connection refused")
    for _ in range(40):
        clock(agency.container).forward(hours=4)
        await drain(agency.container)
    maria = (await agency.outbox())[0]
    assert ("failed", "connection refused") == (maria.state, maria.last_reply)
    assert 30 == maria.attempts
    assert ("undelivered", "anna") == (await agency.told())[-1]
    assert "did not answer for five days" in (await agency.letter(4)).details["do"]


async def test_a_relay_that_is_down_is_not_asked_for_each_letter(
    agency: Agency, relay: Moody
) -> None:
    """All wait, none has failed."""
    await owe(agency)
    asked = []

    async def down(reverse_path: str, forward_path: str, content: bytes) -> str:
        asked.append(forward_path)
        raise RelayUnreachable("connection refused", whole=True)

    relay.deliver = down  # type: ignore[method-assign]
    assert (0, 1, ["deferred"] * 3) == (
        await drain(agency.container),
        len(asked),
        await agency.states(),
    )
    assert {"connection refused"} == {one.last_reply for one in await agency.outbox()}


async def test_the_relay_hears_of_the_next_letter_while_one_leaves(
    agency: Agency, relay: Moody
) -> None:
    """Its paths and its octets; nothing of one that cannot be written."""
    await owe(agency)
    announced: list[tuple[str, str, int]] = []
    relay.follow = lambda *told: announced.append(told)  # type: ignore[method-assign]
    await drain(agency.container)
    taken = [(path, to, len(content)) for path, to, content in relay.taken]
    assert (3, taken[1:]) == (len(taken), announced)
    announced.clear()
    await owe(agency)
    usual = agency.container.renderer

    class Fussy:
        def stencil(self, letter: Any, words: Any) -> Any:
            if letter.reader == "Tom Reed":
                raise KeyError("no such template")
            return usual.stencil(letter, words)

    agency.container.renderer = Fussy()
    await drain(agency.container)
    assert [] == announced


async def test_what_left_is_known_again_where_it_may_be_answered(
    agency: Agency, relay: Moody
) -> None:
    """The words of a letter about a discussion are kept; of any other they are not."""
    await agency.posted(agency.anna, agency.maria)
    await drain(agency.container)

    place = agency.discussion
    kept = await agency.container.store.read(lambda db: sent_words.had(db, agency.maria, place))
    assert ["hello" in one.words for one in kept] == [True]
    await agency.posted(agency.anna, agency.maria)
    apart = update(outbox_table).where(outbox_table.c.state == "queued")
    await agency.container.store.write(lambda db: db.execute(apart.values(discussion_id=None)))
    assert 1 == await drain(agency.container)
    of_late = await agency.container.store.read(lambda db: sent_words.had(db, agency.maria, None))
    assert kept == of_late


async def test_a_relay_that_does_not_answer_in_time_is_down(
    agency: Agency, relay: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All wait, as where it cannot be reached."""
    await owe(agency)
    monkeypatch.setattr(drain_outbox, "HAND_OVER", timedelta(milliseconds=20))

    asked = []

    async def silent(reverse_path: str, forward_path: str, content: bytes) -> str:
        asked.append(forward_path)
        await asyncio.sleep(60)
        return "250 too late"

    relay.deliver = silent  # type: ignore[method-assign]
    assert (0, ["deferred"] * 3) == (await drain(agency.container), await agency.states())
    words = {one.last_reply for one in await agency.outbox()}
    assert ({"the relay did not answer in time"}, 1) == (words, len(asked))


async def test_a_letter_that_cannot_be_written_does_not_keep_the_others_back(
    agency: Agency, relay: Moody
) -> None:
    """It waits for better templates, and says why."""
    await owe(agency)
    usual = agency.container.renderer

    class Fussy:
        def stencil(self, letter: Any, words: Any) -> Any:
            if letter.reader == "Maria Lopez":
                raise KeyError("no such template")
            return usual.stencil(letter, words)

    agency.container.renderer = Fussy()
    assert 2 == await drain(agency.container)
    assert ["deferred", "sent", "sent"] == await agency.states()
    assert "not rendered: KeyError: 'no such template'" == (await agency.outbox())[0].last_reply


async def test_a_worker_that_dies_leaves_its_letters_to_the_next(
    agency: Agency, relay: Moody
) -> None:
    """When its lease has ended; what it had recorded stays recorded."""
    await owe(agency)

    taken = await agency.container.store.write(
        lambda db: queue.claim(db, "another", agency.container.clock(), LEASE, 20)
    )
    await agency.container.store.write(
        lambda db: mark_sent(db, [Sent(taken[0], agency.container.clock(), "250 ok")])
    )
    assert 0 == await drain(agency.container)
    clock(agency.container).forward(minutes=6)
    assert (2, ["sent"] * 3) == (await drain(agency.container), await agency.states())
    assert ["tom@bloom.test", "igor@agency.test"] == [path for _, path, _ in relay.taken]


async def test_a_lease_is_prolonged_before_a_letter_that_it_might_not_outlast(
    agency: Agency, relay: Moody
) -> None:
    """A relay that takes two minutes for each letter: nobody else gets one meanwhile, and the
    third is begun with a lease of its own.
    """
    await owe(agency)
    others: list[Owed] = []

    async def slow(reverse_path: str, forward_path: str, content: bytes) -> str:
        ends = {one.run_at for one in await agency.outbox() if one.to == forward_path}
        clock(agency.container).forward(minutes=2)
        others.extend(await claimed_by_another(agency))
        assert all(end is not None and end >= clock(agency.container).now for end in ends)
        return await Moody.deliver(relay, reverse_path, forward_path, content)

    relay.deliver = slow  # type: ignore[method-assign]
    assert (3, []) == (await drain(agency.container), others)
    assert ["sent"] * 3 == await agency.states()


async def test_a_letter_whose_lease_has_passed_to_another_is_left_to_them(
    agency: Agency, relay: Moody
) -> None:
    """The first took longer than the whole lease."""
    await owe(agency)
    others: list[Owed] = []

    async def stuck(reverse_path: str, forward_path: str, content: bytes) -> str:
        clock(agency.container).forward(minutes=6)
        others.extend(await claimed_by_another(agency))
        return await Moody.deliver(relay, reverse_path, forward_path, content)

    relay.deliver = stuck  # type: ignore[method-assign]
    assert 1 == await drain(agency.container)
    assert ["maria@bloom.test"] == [path for _, path, _ in relay.taken]
    assert ["maria@bloom.test", "tom@bloom.test", "igor@agency.test"] == [one.to for one in others]


@pytest.mark.parametrize(
    ("by_the_clock", "elapsed", "sent"),
    [(180.0, 0.0, 3), (180.1, 0.0, 1), (0.0, 180.0, 3), (0.0, 180.1, 1), (-3600.0, 180.1, 1)],
)
async def test_a_letter_is_begun_within_the_lease_by_the_clock_and_by_what_has_elapsed(
    agency: Agency,
    relay: Moody,
    monkeypatch: pytest.MonkeyPatch,
    by_the_clock: float,
    elapsed: float,
    sent: int,
) -> None:
    """Else it is asked for: somebody else may have it. A clock that was put back makes no lease
    longer.
    """
    passed = [1000.0]
    monkeypatch.setattr(drain_outbox, "monotonic", lambda: passed[-1])
    await owe(agency)

    async def slow(reverse_path: str, forward_path: str, content: bytes) -> str:
        clock(agency.container).forward(seconds=by_the_clock)
        passed.append(1000.0 + elapsed)
        taken = update(outbox_table).where(outbox_table.c.to != forward_path)
        await agency.container.store.write(lambda db: db.execute(taken.values(claimant="another")))
        relay.deliver = usual  # type: ignore[method-assign]
        return await usual(reverse_path, forward_path, content)

    usual, relay.deliver = relay.deliver, slow  # type: ignore[method-assign]
    await drain(agency.container)
    assert sent == len(relay.taken)


async def test_so_many_are_taken_at_once(
    agency: Agency, relay: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are for whoever comes next."""
    monkeypatch.setattr(drain_outbox, "BATCH", 2)
    await owe(agency)
    assert [2, 1, 0] == [await drain(agency.container) for _ in range(3)]


async def test_without_a_relay_what_was_held_is_merely_queued(agency: Agency) -> None:
    """When its time has come."""
    agency.container.relay = None
    await agency.posted(agency.anna, agency.maria, hold=timedelta(minutes=1))
    await drain(agency.container)
    clock(agency.container).forward(minutes=2)
    before = await agency.states()
    await drain(agency.container)
    assert (["held"], ["queued"]) == (before, await agency.states())


@pytest.mark.parametrize("trouble", ["the clock leaps", "the store does not answer"])
async def test_letters_of_others_are_taken_over_after_a_whole_lease_without_trouble(
    agency: Agency, relay: Moody, trouble: str
) -> None:
    """What others had may seem over when it is not; letters that nobody has leave meanwhile."""
    await agency.posted(agency.anna, agency.maria)
    await claimed_by_another(agency)
    await agency.posted(agency.anna, agency.maria, agency.tom)
    elapsed = Elapsed()
    steadiness = Steadiness(agency.container.clock, lambda: elapsed.seconds)
    agency.container.runtime.steadiness = steadiness
    if trouble == "the clock leaps":
        clock(agency.container).forward(hours=1)
    else:
        pass_time(agency, elapsed, 400)
        with failing_store(agency), pytest.raises(OSError, match="gone"):
            await drain(agency.container)
    assert (2, 0) == (await drain(agency.container), await drain(agency.container))
    pass_time(agency, elapsed, 299)
    assert 0 == await drain(agency.container)
    pass_time(agency, elapsed, 1)
    assert 1 == await drain(agency.container)
    assert ["maria@bloom.test", "tom@bloom.test", "maria@bloom.test"] == [
        path for _, path, _ in relay.taken
    ]


@dataclass
class Elapsed:
    seconds: float = 0.0


def pass_time(agency: Agency, elapsed: Elapsed, seconds: float) -> None:
    clock(agency.container).forward(seconds=seconds)
    elapsed.seconds += seconds


@contextmanager
def failing_store(agency: Agency) -> Iterator[None]:
    """The store of the container does not answer meanwhile."""

    async def gone(*_: Any, **__: Any) -> Any:
        raise OSError("gone")

    store = agency.container.store
    store.write, usual = gone, store.write  # type: ignore[method-assign]
    yield
    store.write = usual  # type: ignore[method-assign]


async def test_a_letter_that_is_just_handed_over_is_not_tried_again_by_hand(
    agency: Agency, relay: Moody
) -> None:
    """Who presses the button hears why."""
    await owe(agency)

    async def pressed(reverse_path: str, forward_path: str, content: bytes) -> str:
        with pytest.raises(Refused, match="just being sent"):
            await outbox.retry_letter(agency.container, 1)
        return await Moody.deliver(relay, reverse_path, forward_path, content)

    relay.deliver = pressed  # type: ignore[method-assign]
    assert (3, 0) == (await drain(agency.container), await drain(agency.container))
    assert 3 == len(relay.taken)


async def claimed_by_another(agency: Agency) -> list[Owed]:
    """What a second worker gets when it looks now."""
    now = agency.container.clock()
    return await agency.container.store.write(lambda db: queue.claim(db, "another", now, LEASE, 20))


async def test_a_stop_finishes_the_letter_that_was_begun(agency: Agency, relay: Moody) -> None:
    """It is recorded as sent, and the others are free at once."""
    await owe(agency)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(reverse_path: str, forward_path: str, content: bytes) -> str:
        begun.set()
        await may_end.wait()
        return await Moody.deliver(relay, reverse_path, forward_path, content)

    relay.deliver = slow  # type: ignore[method-assign]
    work = asyncio.create_task(drain(agency.container))
    await begun.wait()
    work.cancel()
    await asyncio.sleep(0)
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert ["sent", "queued", "queued"] == await agency.states()
    assert [1, 0, 0] == [one.attempts for one in await agency.outbox()]
    assert (2, 3) == (await drain(agency.container), len(relay.taken))


async def test_what_was_acknowledged_is_recorded_although_the_store_stumbles(
    agency: Agency, relay: Moody
) -> None:
    """It would leave a second time otherwise."""
    await agency.posted(agency.anna, agency.maria)
    usual, faults = agency.container.store.write, [OSError("disk"), OSError("disk")]

    async def stumbling(work: Any) -> Any:
        if relay.taken and faults:
            raise faults.pop()
        return await usual(work)

    agency.container.store.write = stumbling  # type: ignore[method-assign]
    assert (1, ["sent"]) == (await drain(agency.container), await agency.states())
    clock(agency.container).forward(hours=1)
    assert (0, 1) == (await drain(agency.container), len(relay.taken))


async def test_a_hard_bounce_rests_the_address_and_tells_the_author(agency: Agency) -> None:
    """Once; nothing more is written there."""
    await owe(agency)
    await drain(agency.container)
    for _ in range(2):
        await agency.container.store.write(
            lambda db: undelivered.record_bounce(
                db, agency.container, 1, "5.1.1 no such user", hard=True
            )
        )
    assert ["bounced", "sent", "sent", "queued"] == await agency.states()
    maria = await agency.container.store.read(lambda db: people.by_id(db, agency.maria))
    assert maria is not None
    assert maria.unreachable
    told = await agency.letter(4)
    assert (
        "Nothing more is sent to maria@bloom.test until mail comes from there."
        == told.details["resting"]
    )
    assert told.details["do"].startswith("There is no such mailbox.")
    await owe(agency)
    assert ("client", "maria") not in (await agency.told())[4:]


async def test_a_soft_bounce_leaves_the_address_alone(agency: Agency) -> None:
    """The author is told all the same."""
    await owe(agency)
    await drain(agency.container)
    await agency.container.store.write(
        lambda db: undelivered.record_bounce(
            db, agency.container, 1, "5.2.2 mailbox full", hard=False
        )
    )
    maria = await agency.container.store.read(lambda db: people.by_id(db, agency.maria))
    assert maria is not None
    assert not maria.unreachable
    assert "" == (await agency.letter(4)).details["resting"]


async def test_a_failed_letter_is_sent_again_by_hand(agency: Agency, relay: Moody) -> None:
    """When the cause is gone."""
    await owe(agency)
    relay.moods["maria@bloom.test"] = RelayRefused(550, "550 5.1.1 no such user")
    await drain(agency.container)
    relay.moods.clear()
    await outbox.retry_letter(agency.container, 1)
    await drain(agency.container)
    assert "sent" == (await agency.states())[0]


async def test_letters_arrive_at_a_real_server(agency: Agency) -> None:
    """Over SMTP, through a greylisting and a lost connection, each once."""
    agency.container.renderer = rendering("5b1e")
    await owe(agency)
    async with ReceivingServer() as server:
        agency.container.relay = SmtpRelay(f"smtp://127.0.0.1:{server.port}?tls=none")
        for stage, mood in (
            ("rcpt", "451 4.7.1 later"),
            ("data", "drop"),
            ("mail", "421 4.3.2 closing"),
        ):
            server.answers = {stage: mood}
            assert 0 == await drain(agency.container)
            clock(agency.container).forward(hours=1)
        server.answers = {"tom@bloom.test": "550 5.1.1 nobody"}
        await drain(agency.container)
        await drain(agency.container)
        await agency.container.relay.close()
    assert ["sent", "failed", "sent", "sent"] == await agency.states()
    assert ["anna@agency.test", "igor@agency.test", "maria@bloom.test"] == sorted(
        paths[0] for _, paths, _ in server.taken
    )
