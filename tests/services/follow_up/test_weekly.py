"""A project's weekly report: drafted on Friday at noon, read by clients once a member says so."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.domain.letter import Letter
from mailbridge.services import projects, tasks
from mailbridge.services.desk.foresee_due import foresee_due
from mailbridge.services.discussions import share
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.follow_up import browse, change, run_due
from mailbridge.services.follow_up.weekly import last_noon
from mailbridge.services.mine.handmade_task import make_by_hand
from mailbridge.services.people import mornings, register
from mailbridge.services.refusal import Refused
from mailbridge.store.discussions import taking_part
from mailbridge.store.outbox import letter_json
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

FRIDAY = datetime(2026, 11, 27, 12, 1, tzinfo=UTC)  # the week in which the test begins
ANNA, MARIA = "Anna <anna@agency.example>", "Maria <maria@bloom.example>"
TOM = "Tom <tom@bloom.example>"
ME = "anna@agency.example"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path, renderer=Rendering("test"))
    made = await PostOffice(container).open()
    await made.person(ME, "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("tom@bloom.example", "client", "Tom Reed")
    await projects.change_project(container, "Bloom", {"weekly": "yes"})
    yield made
    await container.close()


async def letters(office: PostOffice, name: str) -> dict[str, Letter]:
    """Those of a kind, by who reads them."""
    rows = [row for row in await office.letters() if row["letter"] == name]
    return {row["to"]: letter_json.read(row["content"]) for row in rows}


async def task(office: PostOffice, place: int | None, title: str, *dates: str) -> int:
    """A task that clients may read of, dated and dated anew."""
    anna = await register.find_person(office.container, ME)
    made = await make_by_hand(office.container, anna, title, discussion_id=place)
    await share.change_what_clients_see(office.container, Kind.TASK, made.id, False, anna)
    for day in dates:
        await tasks.change_task(office.container, anna, made.id, due=day)
    return made.id


async def work(office: PostOffice) -> None:
    """Maria asks for a menu, which is done; a shop is dated and put off, a map is late. Tom asks
    for a logo, in a discussion of his own. What nobody shared stays inside.
    """
    anna = await register.find_person(office.container, ME)
    mail = await office.bring(MARIA, "Menu", "May we have a menu, a shop and a map?")
    menu = await task(office, mail.discussion_id, "Menu page")
    await tasks.change_task(office.container, anna, menu, state="done")
    await task(office, mail.discussion_id, "Shop", "2026-12-01", "2026-12-02")
    await task(office, mail.discussion_id, "Map", "2026-11-25")
    await task(office, mail.discussion_id, "Far away", "2027-03-01")
    logo = await office.bring(TOM, "Logo", "A logo, please.")
    await task(office, logo.discussion_id, "Logo", "2026-12-03")
    hidden = ("Send the bailiff", "", logo.discussion_id, "", "2026-12-03")
    await make_by_hand(office.container, anna, *hidden)


async def offered(office: PostOffice) -> int:
    """The draft that waits for somebody, on Friday."""
    await run_due.seed(office.container)
    await run_due.run_as_of(office.container, FRIDAY)
    (due,), _ = await browse.list_due(office.container, states=("held",), kinds=("weekly",))
    return due.id


async def test_nobody_reads_it_before_a_member_says_so(office: PostOffice) -> None:
    """The draft says who would read what, and what nobody would."""
    await work(office)
    await offered(office)
    assert not await letters(office, "weekly")
    (draft,) = (await letters(office, "weekly_drafted")).values()
    assert draft.details["done"] == "Menu page (Mon 23 Nov): only Maria Lopez"
    assert draft.details["planned"] == "Logo (by Thu 3 Dec): only Tom Reed"
    assert draft.details["left_out"] == "Send the bailiff"
    assert draft.notices == ("Maria Lopez", "Tom Reed")


async def test_each_client_reads_what_letters_would_tell_them(office: PostOffice) -> None:
    await work(office)
    due_id = await offered(office)
    anna = await register.find_person(office.container, ME)
    clock = office.container.clock
    assert isinstance(clock, Clock)
    clock.now = FRIDAY
    await change.send_now(office.container, anna, due_id)
    sent = await letters(office, "weekly")
    maria, tom = sent["maria@bloom.example"], sent["tom@bloom.example"]
    assert maria.details["done"] == "Menu page (Mon 23 Nov)"
    assert maria.details["moved"].split("\n") == [
        "Map (was due Wed 25 Nov; a new date follows)",
        "Shop (was Tue 1 Dec, now Wed 2 Dec)",
    ]
    assert not maria.details["planned"]
    assert tom.details == {**tom.details, "done": "", "planned": "Logo (by Thu 3 Dec)", "moved": ""}
    assert maria.from_.name.startswith("Anna Petrova (")
    assert maria.subject == tom.subject == "Bloom: the week to Fri 27 Nov"
    whole = f"{maria}{tom}"
    assert "bailiff" not in whole
    assert "paid" not in whole
    assert "Far away" not in whole


async def test_a_question_stands_in_it_until_it_is_answered(office: PostOffice) -> None:
    await office.bring(MARIA, "Menu", "May we see the menu?")
    answers = await office.reply_address(ME)
    await office.bring(ANNA, "Re: Menu", "#ask Which paper?\nHere it is.", to=answers)
    due_id = await offered(office)
    anna = await register.find_person(office.container, ME)
    (foreseen,) = (await foresee_due(office.container, anna, due_id)).letters
    assert "Which paper?" in foreseen.text
    assert "1 thing waits for you." in foreseen.text
    await office.bring(
        MARIA, "Re: Menu", "1. The thick one", to=await office.reply_address("maria@bloom.example")
    )
    assert not (await foresee_due(office.container, anna, due_id)).letters


async def test_ok_by_mail_sends_it_once(office: PostOffice) -> None:
    await work(office)
    await offered(office)
    (draft,) = (await letters(office, "weekly_drafted")).values()
    assert draft.reply_to is not None
    for words in ("hm?", "ok", "send it"):
        await office.bring(ANNA, "Re: Draft", words, to=draft.reply_to.address)
        await run_due.run_as_of(office.container, FRIDAY)
    assert sorted(await letters(office, "weekly")) == ["maria@bloom.example", "tom@bloom.example"]
    told = [letter_json.read(row["content"]) for row in await office.letters()]
    answered = [letter for letter in told if letter.name == "morning_answer"]
    assert [letter.details["others"] for letter in answered] == ["hm?", "", ""]
    assert answered[1].notices == ("the report leaves now",)
    assert answered[2].details["not_done"]


async def test_a_client_cannot_send_it(office: PostOffice) -> None:
    await work(office)
    due_id = await offered(office)
    maria = await register.find_person(office.container, "maria@bloom.example")
    with pytest.raises(Refused):
        await change.send_now(office.container, maria, due_id)
    (draft,) = (await letters(office, "weekly_drafted")).values()
    assert draft.reply_to is not None
    await office.bring(MARIA, "Re: Draft", "ok", to=draft.reply_to.address)
    await run_due.run_as_of(office.container, FRIDAY)
    assert not await letters(office, "weekly")


async def test_a_third_party_reads_nothing_of_it(office: PostOffice) -> None:
    """Whom a member asked apart from the clients, though they belong to the project."""
    mail = await office.bring(MARIA, "Menu", "May we see the menu?")
    await office.person("sue@print.example", "client", "Sue Wood")
    sue = await register.find_person(office.container, "sue@print.example")
    anna = await register.find_person(office.container, ME)
    place = mail.discussion_id
    assert place is not None
    await office.container.store.write(
        lambda db: taking_part.add_participants(
            db, place, [sue.id], office.container.clock(), aside=True
        )
    )
    await task(office, place, "Menu page", "2026-12-02")
    due_id = await offered(office)
    await change.send_now(office.container, anna, due_id)
    assert list(await letters(office, "weekly")) == ["maria@bloom.example"]


async def test_words_of_a_member_stand_in_the_place_of_ours(office: PostOffice) -> None:
    await work(office)
    due_id = await offered(office)
    anna = await register.find_person(office.container, ME)
    await change.edit(office.container, anna, due_id, words="A good week.\n\nThe map follows.")
    await change.send_now(office.container, anna, due_id)
    sent = await letters(office, "weekly")
    assert sent["maria@bloom.example"].notices == ("A good week.", "The map follows.")


async def test_who_wants_none_gets_none(office: PostOffice) -> None:
    """Nor does anybody where there is nothing to tell, or the project stopped them."""
    await work(office)
    maria = await register.find_person(office.container, "maria@bloom.example")
    await mornings.choose_weekly(office.container, maria.id, False)
    due_id = await offered(office)
    (draft,) = (await letters(office, "weekly_drafted")).values()
    assert draft.notices == ("Tom Reed",)
    await projects.change_project(office.container, "Bloom", {"weekly": "no"})
    anna = await register.find_person(office.container, ME)
    done = await change.send_now(office.container, anna, due_id)
    assert done.state == "skipped"
    assert not await letters(office, "weekly")


async def test_the_next_draft_takes_the_place_of_one_that_nobody_sent(office: PostOffice) -> None:
    await work(office)
    first = await offered(office)
    await run_due.run_as_of(office.container, FRIDAY + timedelta(days=7))
    assert (await browse.show_due(office.container, first)).state == "skipped"
    (later,), _ = await browse.list_due(office.container, states=("held",), kinds=("weekly",))
    assert later.at.date() == date(2026, 12, 4)


async def test_an_empty_week_has_no_report(office: PostOffice) -> None:
    await run_due.seed(office.container)
    await run_due.run_as_of(office.container, FRIDAY)
    assert not await letters(office, "weekly_drafted")


@pytest.mark.parametrize(
    ("days", "country", "after", "noon"),
    [
        ({0, 1, 2, 3, 4}, "", "2026-11-23T09:00", "2026-11-27T12:00"),
        ({0, 1, 2, 3, 4}, "", "2026-11-27T12:00", "2026-12-04T12:00"),
        ({6, 0, 1, 2, 3}, "", "2026-11-23T09:00", "2026-11-29T12:00"),
        ({0, 1, 2, 3, 4}, "DE", "2026-12-22T09:00", "2026-12-24T12:00"),  # Christmas is a Friday
        ({4}, "DE", "2026-12-22T09:00", "2027-01-08T12:00"),  # and so is New Year
    ],
)
def test_it_is_drafted_on_the_last_day_of_work(
    days: set[int], country: str, after: str, noon: str
) -> None:
    calendar = Calendar(days=frozenset(days), country=country)
    since = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert last_noon(calendar, since) == datetime.fromisoformat(noon).replace(tzinfo=UTC)
