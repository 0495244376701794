"""Letters are written in the transaction of the event, on both engines."""

from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from mailbridge.domain.project import Person
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import drain_outbox, notify, notify_tasks, outbox
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import discussions, questions
from mailbridge.store.engine.schema import discussions as places
from mailbridge.store.engine.schema import memberships, posts, seen_ids
from tests.container import open_container, rendering
from tests.services.agency import Agency


@pytest.fixture
async def agency(store_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    container = await open_container(store_url, tmp_path, renderer=rendering("5b1e"))
    yield await Agency(container).open()
    await container.close()


async def person(agency: Agency, person_id: int) -> Person:
    found = await agency.container.store.read(lambda db: people.by_id(db, person_id))
    assert found is not None
    return found


async def test_a_first_letter_reaches_all_members(agency: Agency) -> None:
    """Nobody of the team takes part yet."""
    await agency.posted(agency.maria)
    assert [("team", "anna"), ("team", "igor")] == await agency.told()


async def test_a_project_without_members_reaches_the_admins(agency: Agency) -> None:
    """Somebody must read it."""
    await agency.container.store.write(lambda db: db.execute(memberships.delete()))
    await agency.posted(agency.maria)
    assert [("team", "olga")] == await agency.told()
    assert "admin" == (await agency.letter(1)).why


async def test_an_answer_reaches_clients_and_colleagues(agency: Agency) -> None:
    """But not who had it already."""
    await agency.posted(
        agency.anna, agency.maria, agency.tom, agency.igor, had_it=frozenset({"tom@bloom.test"})
    )
    assert [("client", "maria"), ("team", "igor")] == sorted(await agency.told())


async def test_a_note_stays_inside(agency: Agency) -> None:
    """And so does its answer."""
    await agency.posted(agency.anna, agency.maria, agency.igor, internal=True)
    assert [("team", "igor")] == await agency.told()
    reply_to = (await agency.letter(1)).reply_to
    assert reply_to is not None
    assert "только команда" in reply_to.name


async def test_writing_a_second_time_adds_nothing(agency: Agency) -> None:
    """A retry is harmless."""
    made = await agency.posted(agency.anna, agency.maria)
    assert [] == await agency.container.store.write(
        lambda db: notify.notify_of_post(db, agency.container, made)
    )
    assert 1 == len(await agency.told())


async def test_a_letter_is_written_with_its_event_or_not_at_all(agency: Agency) -> None:
    """What fails takes its letters along."""

    def work(db: Connection) -> None:
        agency.joined(db, agency.maria)
        notify.notify_of_post(db, agency.container, agency.post(db, agency.anna))
        raise ValueError("the disk is full")

    with pytest.raises(ValueError, match="disk"):
        await agency.container.store.write(work)
    assert [] == await agency.told()


async def test_the_ids_of_our_letters_lead_back_to_the_discussion(agency: Agency) -> None:
    """As ids of ours."""
    await agency.posted(agency.anna, agency.maria)
    sent = (await agency.letter(1)).message_id
    rows = await agency.container.store.read(lambda db: db.execute(select(seen_ids)).all())
    assert [(sent, agency.discussion, True)] == [
        (row.message_id, row.discussion_id, row.by_us) for row in rows
    ]


async def test_letters_of_a_conversation_refer_to_each_other(agency: Agency) -> None:
    """The client to her own mail, the member to our letter about it and to his own."""
    await agency.posted(agency.maria, agency.anna)
    await agency.posted(agency.anna)
    await agency.posted(agency.maria)
    first, answer, third = [await agency.letter(number) for number in (1, 2, 3)]
    assert ("New menu page", ("p1@far.test",)) == (first.subject, first.references)
    assert ("Re: New menu page", "p1@far.test", ("p1@far.test",)) == (
        answer.subject,
        answer.in_reply_to,
        answer.references,
    )
    assert ("p1@far.test", first.message_id, answer.message_id, "p2@far.test") == third.references


async def test_what_a_mail_did_to_tasks_stands_in_the_letter_about_it(agency: Agency) -> None:
    """Nobody gets two letters for one mail; whoever gets none for the mail gets one for the
    task.
    """
    task = await agency.task(assignee=agency.igor)

    def work(db: Connection) -> None:
        agency.joined(db, agency.maria, agency.anna, agency.igor, agency.olga)
        made = agency.post(db, agency.anna)
        for what in ("task_made", "task_assigned"):
            notify_tasks.notify_of_task(db, agency.container, task, agency.anna, what)
        notify.notify_of_post(db, agency.container, made, frozenset({"olga@agency.test"}))

    await agency.container.store.write(work)
    assert [("client", "maria"), ("task", "olga"), ("team", "igor")] == sorted(await agency.told())
    written = {one.letter: await agency.letter(one.id) for one in await agency.outbox()}
    assert (
        "Anna Petrova: новая задача «Contact page».",
        "Anna Petrova: задача «Contact page» теперь ваша.",
    ) == written["team"].notices
    wanted = (
        "Anna Petrova made a task: “Contact page”.",
        "Anna Petrova gave “Contact page” to Игорь Белов.",
    )
    assert (wanted, ()) == (written["task"].notices, written["client"].notices)


async def test_a_task_reaches_an_assignee_who_takes_no_part(agency: Agency) -> None:
    """Clients hear nothing of it, nor does who did it."""
    task = await agency.task(assignee=agency.igor)

    def work(db: Connection) -> None:
        agency.joined(db, agency.maria, agency.anna)
        notify_tasks.notify_of_task(
            db, agency.container, task, agency.anna, "task_state", ("And this.",)
        )

    await agency.container.store.write(work)
    assert [("task", "igor")] == await agency.told()
    assert "And this." == (await agency.letter(1)).notices[-1]


async def test_a_member_is_told_what_his_commands_did_not_do(agency: Agency) -> None:
    """Once for a post, and with the right way to say it."""

    def work(db: Connection) -> tuple[int, int]:
        made = agency.post(db, agency.anna)
        given = (agency.anna, agency.discussion, made, ("“#makeit” is no command.",))
        return len(notify.notify_of_commands(db, agency.container, *given)), len(
            notify.notify_of_commands(db, agency.container, *given)
        )

    assert (1, 0) == await agency.container.store.write(work)
    assert [("commands", "anna")] == await agency.told()
    raw = message_from_bytes(await outbox.render_letter(agency.container, 1), policy=policy.default)
    body = raw.get_body(("plain",))
    assert body is not None
    assert "“#makeit” is no command." in body.get_content()


async def test_a_sign_in_link_is_for_its_readers_eyes(agency: Agency) -> None:
    """An admin sees neither that letter nor its link; the operator does."""
    await notify.write_sign_in_letter(
        agency.container, await person(agency, agency.anna), "http://bridge.test/sign-in/abc"
    )
    olga = await person(agency, agency.olga)
    assert ([], 1) == (
        await outbox.list_letters(agency.container, olga),
        len(await outbox.list_letters(agency.container)),
    )
    with pytest.raises(Refused, match="no such letter"):
        await outbox.render_letter(agency.container, 1, olga)
    assert b"http://bridge.test/sign-in/abc" in await outbox.render_letter(agency.container, 1)


async def test_members_see_the_letters_of_their_projects(agency: Agency) -> None:
    """Clients see none."""
    await agency.posted(agency.anna, agency.maria)
    stranger = await agency.container.store.write(
        lambda db: people.add(db, "x@other.test", "X", "member", "en", agency.container.clock())
    )
    seen = [
        len(await outbox.list_letters(agency.container, await person(agency, one)))
        for one in (agency.anna, agency.olga, stranger, agency.maria)
    ]
    assert [1, 1, 0, 0] == seen
    with pytest.raises(Refused):
        await outbox.render_letter(agency.container, 1, await person(agency, stranger))
    with pytest.raises(Refused):
        await outbox.retry_letter(agency.container, 1, await person(agency, stranger))


async def test_an_answer_can_be_taken_back_while_it_is_held(agency: Agency) -> None:
    """As if it had not been written: the post, its questions and its letters are gone, and the move
    is the team's again.
    """
    made = await agency.posted(agency.anna, agency.maria, agency.igor, hold=timedelta(seconds=60))
    asked = [{"text": "?", "asked_by": agency.anna, "asked_of": None, "post_id": made}]
    await agency.container.store.write(
        lambda db: questions.ask(db, agency.discussion, "client", asked)
    )
    await agency.container.store.write(
        lambda db: discussions.change(db, agency.discussion, whose_move="client")
    )
    assert ["held", "held"] == await agency.states()
    await take_back_post(agency.container, made)
    assert [] == await agency.told()
    left = await agency.container.store.read(lambda db: db.execute(select(posts.c.id)).all())
    move = await agency.container.store.read(
        lambda db: db.execute(select(places.c.whose_move)).scalar_one()
    )
    assert ([], "team", ()) == (
        left,
        move,
        await agency.container.store.read(lambda db: questions.questions_of(db, agency.discussion)),
    )


async def test_an_answer_that_has_begun_to_leave_cannot_be_taken_back(agency: Agency) -> None:
    """Nor can somebody else's."""
    made = await agency.posted(agency.anna, agency.maria, hold=timedelta(seconds=60))
    with pytest.raises(Refused, match="no such post"):
        await take_back_post(agency.container, made, await person(agency, agency.igor))
    agency.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    await drain_outbox.drain(agency.container)
    with pytest.raises(Refused, match="sent already"):
        await take_back_post(agency.container, made)


async def test_people_whose_address_leads_back_to_us_get_nothing(agency: Agency) -> None:
    """A project's address and an alias are no readers."""

    def work(db: Connection) -> list[int]:
        now = agency.container.clock()
        projects.add_alias(db, "hello@agency.test", agency.project, now)
        loops = [
            people.add(db, one, "", "client", "en", now)
            for one in ("abcdefghjkmnpqrst@bridge.test", "hello@agency.test")
        ]
        agency.joined(db, agency.maria, *loops)
        return notify.notify_of_post(db, agency.container, agency.post(db, agency.anna))

    assert 1 == len(await agency.container.store.write(work))
    assert [("client", "maria")] == await agency.told()


async def test_a_long_discussion_refers_to_its_beginning(agency: Agency) -> None:
    """However many posts lie between."""

    def work(db: Connection) -> None:
        agency.joined(db, agency.maria)
        for number in range(60):
            agency.post(
                db, agency.maria if number % 2 == 0 else agency.anna, internal=number % 4 == 3
            )
        notify.notify_of_post(db, agency.container, agency.post(db, agency.anna))

    await agency.container.store.write(work)
    found = (await agency.letter(1)).references
    assert (20, "p1@far.test", "p59@far.test") == (len(found), found[0], found[-1])
