"""Letters owed and sent, on both engines."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, Table, func, select, update

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.steps.telling.letters import post
from mailbridge.store.engine.schema import outbox, shared_letters
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.outbox import contents, owing, queue
from mailbridge.store.outbox.letter_json import read, write
from mailbridge.store.outbox.owing import Writing
from mailbridge.store.outbox.queue import Owed
from mailbridge.store.outbox.sent_letters import Sent, mark_sent
from tests.adapters.test_rendering import LETTERS, USUAL
from tests.occasions import HEAD, IGOR, MARIA, NOW

LEASE = timedelta(minutes=5)


def letter(number: int = 1) -> Letter:
    made = post.compose(post.Posted(USUAL), [Reader(MARIA, "client", "participant")], HEAD, NOW)[0]
    return replace(made, message_id=f"m.{number}@in.agency.test")


def writing(number: int = 1, name: str = "client") -> Writing:
    return Writing(
        replace(letter(number), name=name), MARIA.address, f"{name}:{number}:1", person_id=None
    )


async def owe(store: Store, *numbers: int, hold: timedelta | None = None) -> list[int]:
    return await store.write(lambda db: owing.add(db, [writing(one) for one in numbers], NOW, hold))


async def claim(store: Store, minutes: float = 0, limit: int = 10) -> list[Owed]:
    return await store.write(
        lambda db: queue.claim(db, "me", NOW + timedelta(minutes=minutes), LEASE, limit)
    )


async def state(store: Store) -> list[str]:
    return await store.read(
        lambda db: list(db.execute(select(outbox.c.state).order_by(outbox.c.id)).scalars())
    )


def test_a_letter_comes_back_as_it_was_kept() -> None:
    """With everything in it, and little that is not."""
    assert LETTERS == [read(write(one)) for one in LETTERS]
    assert "auto_submitted" not in write(letter())


async def test_the_same_letter_is_owed_once(store: Store) -> None:
    """Whoever writes it again learns that nothing was added."""
    first = await owe(store, 1, 2)
    again = await owe(store, 2, 3)
    assert (2, 1) == (len(first), len(again))
    assert 3 == len(await state(store))


async def test_nobody_else_takes_a_letter_that_is_taken(store: Store) -> None:
    """Until the lease has ended."""
    await owe(store, 1, 2, 3)
    first, rest = await claim(store, limit=2), await claim(store)
    assert (2, 1, []) == (len(first), len(rest), await claim(store, minutes=4))
    assert [2, 2, 2] == [one.fence for one in await claim(store, minutes=6)]


async def test_a_letter_is_taken_with_everything_in_it(store: Store) -> None:
    """Oldest first."""
    await owe(store, 1, 2)
    assert [letter(1), letter(2)] == [one.letter for one in await claim(store)]


async def test_what_several_readers_get_is_kept_once(store: Store) -> None:
    """Each is taken as the letter it was, also where one of them is sent to another address
    meanwhile; it goes with the last of them.
    """
    shared = [replace(letter(), unsubscribe=f"https://mb.test/u/{one}") for one in range(3)]
    rows = [
        Writing(one, MARIA.address, f"post:1:{number}", number, discussion_id=1, post_id=1)
        for number, one in enumerate(shared)
    ]
    made = await store.write(lambda db: owing.add(db, [*rows, writing(2)], NOW))
    assert 1 == await count(store, shared_letters)
    moved = await store.write(lambda db: readdressed(db, made[1]))
    taken = [one.letter for one in await claim(store)]
    assert [shared[0], moved.letter, shared[2], letter(2)] == taken
    await store.write(lambda db: contents.delete_letters(db, outbox.c.id == made[0]))
    assert 1 == await count(store, shared_letters)
    await store.write(lambda db: contents.delete_letters(db, outbox.c.post_id == 1))
    assert (0, 1) == (await count(store, shared_letters), await count(store, outbox))


def readdressed(db: Connection, letter_id: int) -> Owed:
    owed = queue.by_id(db, letter_id)
    assert owed is not None
    queue.readdress(db, owed, "maria@home.test")
    moved = queue.by_id(db, letter_id)
    assert moved is not None
    assert ("maria@home.test", "maria@home.test") == (moved.to, moved.letter.to[0].address)
    return moved


async def count(store: Store, table: Table) -> int:
    counted = select(func.count()).select_from(table)
    return await store.read(lambda db: int(db.execute(counted).scalar_one()))


async def test_who_has_lost_the_lease_writes_nothing(store: Store) -> None:
    """The fence is the number of the attempt."""
    await owe(store, 1)
    [late] = await claim(store)
    [now] = await claim(store, minutes=6)
    assert not await store.write(lambda db: mark_sent(db, [Sent(late, NOW, "250 late")]))
    assert await store.write(lambda db: mark_sent(db, [Sent(now, NOW, "250 ok")]))
    assert not await store.write(lambda db: queue.mark_failed(db, now, "twice"))
    assert ["sent"] == await state(store)


async def test_of_letters_marked_together_each_is_behind_its_own_fence(store: Store) -> None:
    """What somebody else has by now stays as it is; each of the others has its own words."""
    await owe(store, *range(1, 41))
    late = await claim(store, limit=1)
    taken = [*late, *await claim(store, limit=39)]
    await claim(store, minutes=6, limit=1)
    sent = [Sent(one, NOW, f"250 {one.id}", f"said {one.id}") for one in taken]

    marked = await store.write(lambda db: mark_sent(db, sent))

    assert {one.id for one in taken[1:]} == marked
    columns = select(outbox.c.id, outbox.c.last_reply, outbox.c.words, outbox.c.sent_at)
    rows = await store.read(lambda db: db.execute(columns.order_by(outbox.c.id)).all())
    assert [
        (one.id, "", None, None)
        if one.id not in marked
        else (one.id, f"250 {one.id}", f"said {one.id}", NOW)
        for one in taken
    ] == [tuple(row) for row in rows]


async def test_a_released_letter_is_due_at_once_and_was_not_tried(store: Store) -> None:
    """As if it had not been taken."""
    await owe(store, 1)
    taken = await claim(store)
    await store.write(lambda db: queue.release(db, taken, NOW))
    assert [1] == [one.fence for one in await claim(store)]


async def test_a_held_letter_waits(store: Store) -> None:
    """And may leave afterwards."""
    await owe(store, 1, hold=timedelta(minutes=1))
    assert (["held"], []) == (await state(store), await claim(store, minutes=0.9))
    assert 1 == len(await claim(store, minutes=1))


async def test_without_a_relay_a_held_letter_becomes_an_owed_one(store: Store) -> None:
    """When its time has come."""
    await owe(store, 1, hold=timedelta(minutes=1))
    await store.write(lambda db: queue.queue_due_held(db, NOW))
    assert ["held"] == await state(store)
    await store.write(lambda db: queue.queue_due_held(db, NOW + timedelta(minutes=1)))
    assert ["queued"] == await state(store)


async def test_a_secret_link_is_not_kept_when_it_has_gone(store: Store) -> None:
    """Whoever reads the outbox later finds nothing to sign in with."""
    letter = next(one for one in LETTERS if one.name == "sign_in")
    row = Writing(letter, IGOR.address, "sign_in:1")
    await store.write(lambda db: owing.add(db, [row], NOW))
    [owed] = await claim(store)
    assert "https://mb.agency.test/sign-in/abc" == owed.letter.link
    await store.write(lambda db: mark_sent(db, [Sent(owed, NOW, "250")]))
    kept = await store.read(lambda db: queue.by_id(db, owed.id))
    assert kept is not None
    assert "" == kept.letter.link
    assert "abc" not in str(await store.read(lambda db: db.execute(select(outbox.c.content)).all()))


async def test_a_bounce_counts_once(store: Store) -> None:
    """The second notice of the same letter says nothing new."""
    [one] = await owe(store, 1)
    assert await store.write(lambda db: queue.mark_bounced(db, one, "550 5.1.1")) is not None
    assert await store.write(lambda db: queue.mark_bounced(db, one, "550 5.1.1")) is None
    assert await store.write(lambda db: queue.mark_bounced(db, 999, "550 5.1.1")) is None
    assert ["bounced"] == await state(store)


async def test_a_failed_letter_can_be_owed_again_but_a_sent_one_not(store: Store) -> None:
    """Nobody gets the same letter twice by a slip of the hand."""
    first, second = await owe(store, 1, 2)

    def settle(db: Connection) -> None:
        db.execute(update(outbox).where(outbox.c.id == first).values(state="failed", run_at=None))
        db.execute(update(outbox).where(outbox.c.id == second).values(state="sent", run_at=None))

    await store.write(settle)
    assert await store.write(lambda db: queue.owe_again(db, first, NOW))
    assert not await store.write(lambda db: queue.owe_again(db, second, NOW))
    assert ["queued", "sent"] == await state(store)
