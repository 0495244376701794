"""What stands inside is shared by a word or a button, which first says how much becomes visible."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update

from mailbridge.domain.project import Person
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services import tasks
from mailbridge.services.discussions import read, share, write
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.people import leaving, register
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import DiscussionPage
from mailbridge.store.discussions import discussions
from mailbridge.store.engine.schema import outbox, person_addresses
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container, rendering
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked in discussion 1; Anna wrote two notes; Olga only looks."""
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    for address, role in (
        ("anna@agency.example", "member"),
        ("maria@bloom.example", "client"),
        ("olga@bloom.example", "observer"),
    ):
        await made.person(address, role)
    assert isinstance(container.authenticator, Authenticator)
    container.authenticator.evidence = Evidence(spf=SpfResult("bloom.example", "pass"))
    await made.bring(MARIA, "Offer", "What does the shop cost?")
    container.authenticator.evidence = Evidence()
    for text in ("We take 9000.", "Or 8000."):
        await write.add_reply(container, await anna(made), 1, text, internal=True)
    yield made
    await container.close()


async def anna(office: PostOffice) -> Person:
    return await register.find_person(office.container, "anna@agency.example")


async def seen(office: PostOffice) -> DiscussionPage:
    """What Olga sees."""
    olga = await register.find_person(office.container, "olga@bloom.example")
    return await read.show_discussion(office.container, 1, olga)


async def footers(office: PostOffice, address: str) -> list[str]:
    """The tasks that the newest letter to somebody names."""
    newest = [row for row in await office.letters() if row["to"] == address][-1]
    footer = letter_json.read(newest["content"]).footer
    return [task.title for task in footer.tasks] if footer is not None else []


async def test_a_discussion_says_what_becomes_visible_and_then_is(office: PostOffice) -> None:
    """Two notes, in numbers first."""
    view = await share.show_visibility(office.container, Kind.DISCUSSION, 1, False)
    assert (2, 0, 0) == (view.posts, view.tasks, view.files)
    assert 1 == len((await seen(office)).posts)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False)
    assert 3 == len((await seen(office)).posts)
    with pytest.raises(Refused, match="so already"):
        await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False)


async def test_one_note_is_shared_and_hidden_again(office: PostOffice) -> None:
    """The other stays where it is."""
    me = await anna(office)
    await share.change_what_clients_see(office.container, Kind.POST, 2, False, me)
    assert [1, 2] == [post.id for post in (await seen(office)).posts]
    await share.change_what_clients_see(office.container, Kind.POST, 2, True, me)
    assert [1] == [post.id for post in (await seen(office)).posts]


async def test_an_observer_shares_nothing(office: PostOffice) -> None:
    """They only look."""
    olga = await register.find_person(office.container, "olga@bloom.example")
    with pytest.raises(Refused, match="may not"):
        await share.change_what_clients_see(office.container, Kind.POST, 2, False, olga)


async def test_a_task_made_by_hand_is_inside_until_it_is_shared(office: PostOffice) -> None:
    """Its title may say anything; the client reads of it once somebody says so."""
    me = await anna(office)
    made = await tasks.make_task(office.container, me, 1, "Calm the client")
    await write.add_reply(office.container, me, 1, "We are at it.", channel="api")
    assert ([], True) == (await footers(office, "maria@bloom.example"), made.inside)
    await share.change_what_clients_see(office.container, Kind.TASK, made.id, False, me)
    await write.add_reply(office.container, me, 1, "Still at it.", channel="api")
    assert ["Calm the client"] == await footers(office, "maria@bloom.example")


async def test_a_task_made_in_a_letter_to_the_client_is_seen(office: PostOffice) -> None:
    """As the member expects; one made in a note is not."""
    to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Offer", "#task Menu page\nWe begin.", to=to, To=to)
    await office.bring(ANNA, "Re: Offer", "#note\n#task Ask Bob\nBob knows.", to=to, To=to)
    await write.add_reply(office.container, await anna(office), 1, "Soon.", channel="api")
    assert ["Menu page"] == await footers(office, "maria@bloom.example")


async def test_a_word_in_a_letter_shares_what_the_letter_is_about(office: PostOffice) -> None:
    """#share in the answer to a note shares that note, #share all asks first."""
    bob = await office.person("bob@agency.example", "member")
    await write.add_reply(office.container, bob, 1, "I look.", internal=True)
    await write.add_reply(office.container, await anna(office), 1, "In May.", internal=True)
    [note] = [row for row in await office.letters() if row["to"] == bob.address and row["inside"]]
    fields = {"In_Reply_To": f"<{note['message_id']}>", "to": None}
    address = await office.reply_address(bob.address)
    fields["to"] = address
    await office.bring("Bob <bob@agency.example>", "Re: Offer", "#share all", **fields)
    asked = [row for row in await office.letters() if row["letter"] == "commands"][-1]
    assert "4 earlier comments become visible" in letter_json.read(asked["content"]).notices[0]
    await office.bring("Bob <bob@agency.example>", "Re: Offer", "#share", **fields)
    assert [1, 5] == [post.id for post in (await seen(office)).posts]


async def test_a_discussion_that_was_hidden_is_as_before(office: PostOffice) -> None:
    """One note was shared before, the other never: so they stay. Where more is written, the answer
    is not as simple.
    """
    me = await anna(office)
    await share.change_what_clients_see(office.container, Kind.POST, 2, False, me)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, True, me)
    with pytest.raises(Refused):
        await seen(office)
    view = await share.undo_hiding(office.container, 1, me)
    assert (2, False) == (view.posts, view.inside)
    assert [1, 2] == [post.id for post in (await seen(office)).posts]
    with pytest.raises(Refused, match="nothing to take back"):
        await share.undo_hiding(office.container, 1, me)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, True, me)
    await write.add_reply(office.container, me, 1, "Among us.", internal=True)
    with pytest.raises(Refused, match="nothing to take back"):
        await share.undo_hiding(office.container, 1, me)


async def test_nobody_is_promised_an_answer_in_what_is_hidden(office: PostOffice) -> None:
    """It would stand among the late ones of the inbox, without a time; shown again, it is."""
    me = await anna(office)

    async def promised() -> datetime | None:
        discussion = await office.container.store.read(lambda db: discussions.by_id(db, 1))
        assert discussion is not None
        return discussion.answer_by

    before = await promised()
    assert before is not None
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, True, me)
    assert await promised() is None
    await share.undo_hiding(office.container, 1, me)
    assert before == await promised()


async def inside(office: PostOffice) -> list[bool]:
    """Of each post and task of the discussion, in order."""
    page = await read.show_discussion(office.container, 1)
    return [*(post.internal for post in page.posts), *(task.inside for task in page.tasks)]


async def test_exactly_what_stood_inside_does_so_again(office: PostOffice) -> None:
    """A note that was shared by itself before stays shared, and so does a task; the others are
    notes again, for the reasons they were. It is taken back once.
    """
    me = await anna(office)
    made = [await tasks.make_task(office.container, me, post, "Bread") for post in (1, 3)]
    await share.change_what_clients_see(office.container, Kind.TASK, made[0].id, False, me)
    await share.change_what_clients_see(office.container, Kind.POST, 2, False, me)
    before = await inside(office)
    assert before.count(True) == 2
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    assert not any(await inside(office))
    view = await share.undo_sharing(office.container, 1, me)
    assert (1, 1, True) == (view.posts, view.tasks, view.inside)
    assert before == await inside(office)
    assert [1, 2] == [post.id for post in (await seen(office)).posts]
    with pytest.raises(Refused, match="nothing to take back"):
        await share.undo_sharing(office.container, 1, me)


async def test_a_discussion_of_the_team_is_one_again(office: PostOffice) -> None:
    """It was hidden, then shared by mistake."""
    me = await anna(office)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, True, me)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    await share.undo_sharing(office.container, 1, me)
    with pytest.raises(Refused):
        await seen(office)
    with pytest.raises(Refused, match="nothing to take back"):
        await share.undo_hiding(office.container, 1, me)


async def test_what_clients_were_told_is_not_called_back(office: PostOffice) -> None:
    """Words written since stand among what was shared; so says a letter to a client, whoever made
    it.
    """
    me = await anna(office)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    await write.add_reply(office.container, me, 1, "Among us.", internal=True)
    with pytest.raises(Refused, match="nothing to take back"):
        await share.undo_sharing(office.container, 1, me)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    await office.container.store.write(_letter_to_client)
    with pytest.raises(Refused, match="written to since"):
        await share.undo_sharing(office.container, 1, me)
    assert not any(await inside(office))


async def test_who_was_told_and_left_has_read_it(office: PostOffice) -> None:
    """That a client is taken out calls no letter back."""
    me = await anna(office)
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    await office.container.store.write(_letter_to_client)
    sent = update(outbox).where(outbox.c.letter == "nudge").values(state="sent")
    await office.container.store.write(lambda db: db.execute(sent))
    await leaving.leave_discussion(office.container, "maria@bloom.example", 1, me)
    with pytest.raises(Refused, match="written to since"):
        await share.undo_sharing(office.container, 1, me)


def _letter_to_client(db: Connection) -> None:
    """A reminder, as the clock would write it."""
    maria = db.execute(
        select(person_addresses.c.person_id).where(
            person_addresses.c.address == "maria@bloom.example"
        )
    ).scalar_one()
    row = {
        "letter": "nudge",
        "discussion_id": 1,
        "person_id": maria,
        "to": "maria@bloom.example",
        "message_id": "reminder@mail.test",
        "content": {},
        "once": "reminder",
        "created": datetime(2026, 11, 30, tzinfo=UTC),
    }
    db.execute(insert(outbox).values(row))


async def test_letters_that_wait_say_what_is_inside_again(office: PostOffice) -> None:
    """Bob is told of a note that was shared while his letter waited: his answer to it would have
    gone to the client.
    """
    bob, me = await office.person("bob@agency.example", "member"), await anna(office)
    await write.add_reply(office.container, bob, 1, "I look.", internal=True)
    await write.add_reply(office.container, me, 1, "In May.", internal=True)

    async def kept_inside() -> list[bool]:
        return [bool(row["inside"]) for row in await office.letters() if row["to"] == bob.address]

    before = await kept_inside()
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, False, me)
    await share.undo_sharing(office.container, 1, me)
    assert before == await kept_inside()
    assert any(before)
