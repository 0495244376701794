"""What a person does with work that falls due."""

from datetime import timedelta

import pytest

from mailbridge.domain.project import Person
from mailbridge.services import tasks
from mailbridge.services.discussions import read, write
from mailbridge.services.follow_up import change, run_due
from mailbridge.services.follow_up.offer import mark_offer
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from tests.container import MORNING
from tests.services.follow_up.test_in_discussion import (
    ANNA,
    MARIA,
    Time,
    asked,
    due,
    office,
    write_again,
)
from tests.services.post_office import PostOffice

__all__ = ["office"]
DAY = timedelta(days=1)


async def anna(office: PostOffice) -> Person:
    return await register.find_person(office.container, "anna@agency.example")


async def test_a_reminder_is_held_let_go_changed_and_skipped(office: PostOffice) -> None:
    """What is held does not go; words of a member's own go instead of ours; a step that was
    skipped is passed.
    """
    await asked(office)
    times, member = Time(office), await anna(office)
    (nudge,) = await due(office)
    held = await change.hold(office.container, member, nudge.id)
    assert ("held", "Anna Petrova keeps it back") == (held.state, held.said)
    assert [] == await times.until(MORNING + 4 * DAY)
    await change.edit(office.container, member, nudge.id, "did you look at the descriptions?")
    await change.resume(office.container, member, nudge.id)
    assert ["nudge"] == await times.until(MORNING + 4 * DAY)
    letter = (await office.letters())[-1]["content"]
    assert "did you look at the descriptions?" == letter["details"]["intro"]
    (second,) = await due(office)
    await change.skip(office.container, member, second.id)
    (third,) = await due(office)
    assert "Maria Lopez has not answered yet: reminder 3 of 3" == third.why
    sent = await change.send_now(office.container, member, third.id)
    assert "done" == sent.state
    with pytest.raises(Refused, match="Nothing of that number"):
        await change.send_now(office.container, member, third.id)


async def test_a_broken_promise_is_mended_by_one_press_or_ok(office: PostOffice) -> None:
    """The letter says a new time, and the promise is that from now on."""
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.")
    times = Time(office)
    await times.until(MORNING + timedelta(hours=8, minutes=30))
    (held,) = await due(office)
    assert "You will have our answer by Tue 24 Nov, 17:00 (Berlin)." in held.words
    offer = [row for row in await office.letters() if row["letter"] == "offered"][-1]
    to = await office.reply_address("anna@agency.example")
    message_id = f"<{offer['message_id']}>"
    await office.bring(ANNA, "Re: Menu", "Ok", to, To=to, In_Reply_To=message_id)
    await run_due.drain(office.container)
    posts = (await office.page(mail)).posts
    assert "You will have our answer by Tue 24 Nov, 17:30 (Berlin)." in posts[-1].reply
    assert [("promise", 1), ("holding", 1)] == [
        (view.what, view.at.day - MORNING.day) for view in await due(office)
    ]
    page = await read.show_discussion(office.container, mail.discussion_id or 0)
    assert "team" == page.discussion.whose_move


async def test_the_last_word_is_sent_by_one_press_or_left_unsaid(office: PostOffice) -> None:
    """Either way the discussion waits for nobody."""
    mail = await asked(office, "#client")
    await write_again(office, "Thank you very much!")
    await Time(office).until(MORNING + 4 * DAY)
    (closing,) = await due(office)
    await change.send_now(office.container, await anna(office), closing.id)
    assert "everything here is done" in (await office.page(mail)).posts[-1].reply
    assert [] == await due(office)
    assert "closed" == (await office.page(mail)).discussion.state
    await write_again(office, "Thanks again!")
    assert [] == await due(office)


async def test_an_offer_is_asked_about_once(office: PostOffice) -> None:
    """A week later at the client's ten, unless they answered."""
    await asked(office, "#offer")
    times = Time(office)
    assert ["chase"] == await times.until(MORNING + 20 * DAY)
    letter = (await office.letters())[-1]["content"]
    assert "we sent you our offer on Mon 23 Nov" in letter["notices"][0]


async def test_a_post_of_ours_is_made_an_offer_by_hand(office: PostOffice) -> None:
    """A client's words are none."""
    mail = await asked(office, "#client")
    theirs, ours = (await office.page(mail)).posts
    await mark_offer(office.container, await anna(office), ours.id)
    assert ["chase"] == [view.what for view in await due(office)]
    with pytest.raises(Refused, match="no such post"):
        await mark_offer(office.container, await anna(office), theirs.id)


async def test_a_late_answer_offers_new_dates_for_what_waited(office: PostOffice) -> None:
    """They are set when somebody says so."""
    await asked(office, "#task Menu page #due 2026-11-30\n#ask Short ones? | 2026-11-25")
    times = Time(office)
    await times.until(MORNING + 4 * DAY)
    await write_again(office, "1. Yes.")
    assert "offered" in await times.until(MORNING + 4 * DAY + timedelta(minutes=1))
    (offer,) = [view for view in await due(office) if view.what == "new_date"]
    assert "Menu page: Wed 2 Dec" == offer.words
    await change.send_now(office.container, await anna(office), offer.id)
    (task,) = await tasks.list_tasks(office.container)
    assert task.due is not None
    assert "2026-12-02" == task.due.date().isoformat()


async def test_a_stranger_changes_nothing(office: PostOffice) -> None:
    """A member of another project finds no such number."""
    await asked(office)
    (nudge,) = await due(office)
    rita = await office.person("rita@agency.example", "member", project=None)
    for act in change.ACTS.values():
        with pytest.raises(Refused, match="Nothing of that number"):
            await act(office.container, rita, nudge.id)


async def test_nothing_to_add_closes_what_a_client_ended(office: PostOffice) -> None:
    """It leaves the list of what is to be closed; the client's next words open it again."""
    await asked(office, "#client")
    mail = await write_again(office, "Thank you very much!")
    (closing,) = await due(office)
    await change.skip(office.container, await anna(office), closing.id)
    assert "closed" == (await office.page(mail)).discussion.state
    await write_again(office, "One thing more: can it be blue?")
    assert "open" == (await office.page(mail)).discussion.state


async def test_a_skip_is_taken_back_until_the_discussion_was_opened_again(
    office: PostOffice,
) -> None:
    """What it closed is open again; what somebody else closed since stays closed."""
    await asked(office, "#client")
    mail = await write_again(office, "Thank you very much!")
    (closing,), member = await due(office), await anna(office)
    for _ in range(2):
        await change.skip(office.container, member, closing.id)
        assert "closed" == (await office.page(mail)).discussion.state
        await change.unskip(office.container, member, closing.id)
        assert "open" == (await office.page(mail)).discussion.state
    await change.skip(office.container, member, closing.id)
    office.container.clock.now += timedelta(minutes=1)  # type: ignore[attr-defined]
    await write_again(office, "One thing more: can it be blue?")
    place = (await office.page(mail)).discussion.id
    await write.close_discussion(office.container, member, place)
    with pytest.raises(Refused, match="done here since"):
        await change.unskip(office.container, member, closing.id)
    assert "closed" == (await office.page(mail)).discussion.state
