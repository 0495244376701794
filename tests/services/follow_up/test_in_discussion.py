"""What goes by the clock in a discussion: letters that must come, once, and none that must not."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from mailbridge.services import projects, tasks
from mailbridge.services.discussions import write
from mailbridge.services.follow_up import browse, run_due
from mailbridge.services.people import register, whereabouts
from mailbridge.services.views.due_models import DueView
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.engine.schema import due_work, questions
from tests.container import MORNING, open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
DAY = timedelta(days=1)


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


class Time:
    """Moves the clock of an office, and does what is due meanwhile."""

    def __init__(self, office: PostOffice) -> None:
        self.office, self.clock = office, office.container.clock

    async def until(self, at: datetime) -> list[str]:
        """What was done until then, one thing at a time; the names of its letters."""
        before = len(await self.office.letters())
        while (due := await self._next()) is not None and due <= at:
            self.clock.now = max(due, self.clock.now)  # type: ignore[attr-defined]
            await run_due.drain(self.office.container)
        self.clock.now = at  # type: ignore[attr-defined]
        return [one["letter"] for one in (await self.office.letters())[before:]]

    async def _next(self) -> datetime | None:
        waiting, _ = await browse.list_due(self.office.container, states=("waiting",))
        return waiting[0].at if waiting else None


async def due(office: PostOffice, *states: str) -> list[DueView]:
    return (await browse.list_due(office.container, states=states or ("waiting", "held")))[0]


async def asked(office: PostOffice, words: str = "#ask May we use short descriptions?") -> MailView:
    """Maria writes, Anna answers at once and asks her something."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    return await office.bring(ANNA, "Re: Menu", f"{words}\n\nHere it is.", reply_to, To=reply_to)


async def write_again(office: PostOffice, text: str) -> MailView:
    mine = await office.reply_address("maria@bloom.example")
    return await office.bring(MARIA, "Re: Menu", text, mine, To=mine)


async def test_a_letter_is_acknowledged_when_nobody_answers_within_ten_minutes(
    office: PostOffice,
) -> None:
    """With the time that is promised; the team is warned an hour before, and offered a new date
    when the promise is broken.
    """
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    times = Time(office)
    assert [
        ("acknowledgement", MORNING + timedelta(minutes=10), "maria@bloom.example"),
        ("promise", MORNING + timedelta(hours=7), None),
        ("holding", MORNING + timedelta(hours=8), None),
    ] == [(view.what, view.at, view.reader) for view in await due(office)]
    assert [] == await times.until(MORNING + timedelta(minutes=9))
    assert ["acknowledgement"] == await times.until(MORNING + timedelta(minutes=30))
    letter = (await office.letters())[-1]["content"]
    assert "You will have an answer by Mon 23 Nov, 18:00 (Berlin)." in letter["notices"]
    assert "auto-replied" == letter["auto_submitted"]
    assert ["promise"] == await times.until(MORNING + timedelta(hours=7, minutes=30))
    assert ["offered"] == await times.until(MORNING + timedelta(hours=9))
    (held,) = await due(office)
    assert ("holding", "held") == (held.what, held.state)
    await _answered(office)
    assert [] == await due(office)


async def _answered(office: PostOffice, text: str = "It is on its way.") -> None:
    anna = await register.find_person(office.container, "anna@agency.example")
    (found,) = {view.discussion_id for view in await due(office, "waiting", "held", "done")}
    assert found is not None
    await write.add_reply(office.container, anna, found, text)


async def test_days_that_were_missed_bring_one_letter(office: PostOffice) -> None:
    """Two days late nobody is warned of what is over, or acknowledged: the broken promise is
    offered to be mended, once.
    """
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    done = await run_due.run_as_of(office.container, MORNING + 2 * DAY)
    assert [("acknowledgement", "skipped"), ("promise", "skipped"), ("holding", "held")] == [
        (piece.wanted.what, piece.wanted.state.value)
        for piece in done
        if piece.wanted.what != "daily"
    ]
    assert [] == await run_due.run_as_of(office.container, MORNING + 2 * DAY)


async def test_an_answer_in_time_leaves_nothing_to_acknowledge(office: PostOffice) -> None:
    """A person's answer is better; what was promised is kept."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    await _answered(office)
    assert [] == await Time(office).until(MORNING + 3 * DAY)
    skipped = await due(office, "skipped")
    assert {"there is no reason for it any more"} == {view.said for view in skipped}


@pytest.mark.parametrize(
    ("author", "fields"),
    [
        ("Nobody <who@else.example>", {"unproven": True}),
        ("no-reply@bloom.example", {}),
        (MARIA, {"Auto_Submitted": "auto-generated"}),
        (MARIA, {"List_Id": "<news.bloom.example>", "Precedence": "list"}),
    ],
)
async def test_who_may_not_be_acknowledged(
    office: PostOffice, author: str, fields: dict[str, Any]
) -> None:
    """Unproven strangers, robots, machines and lists."""
    if fields.pop("unproven", False):
        office.container.authenticator.evidence = type(office.container.authenticator.evidence)()
    await office.bring(author, "Menu", "Please build a menu page.", **fields)
    names = await Time(office).until(MORNING + 2 * DAY)
    assert "acknowledgement" not in names


async def test_three_reminders_and_then_a_task(office: PostOffice) -> None:
    """Every third working day at the client's ten, each in the same conversation and in the name
    of who asked; then Anna is to call.
    """
    await whereabouts.change_person(
        office.container, "maria@bloom.example", time_zone="Europe/Berlin"
    )
    await asked(office, "#ask May we use short descriptions? | by friday | we launch without")
    times = Time(office)
    (waiting,) = await due(office)
    assert ("nudge", datetime.fromisoformat("2026-11-26T10:00+01:00")) == (
        waiting.what,
        waiting.at,
    )
    assert ["nudge"] * 3 + ["task"] == await times.until(MORNING + 21 * DAY)
    letters = [one for one in await office.letters() if one["letter"] == "nudge"]
    assert ["Re: Menu"] * 3 == [one["subject"] for one in letters]
    lines = [one["content"]["notices"][0] for one in letters]
    assert "Q1. May we use short descriptions?" == lines[0]
    assert "Otherwise: we launch without" in lines[1]
    assert ["", "", "Without an answer by Wed 9 Dec: we launch without"] == [
        one["content"]["details"]["default"] for one in letters
    ]
    assert all("Anna Petrova" in one["content"]["from_"][0] for one in letters)
    assert ["call Maria Lopez"] == [task.title for task in await tasks.list_tasks(office.container)]


async def test_a_reminder_gives_the_date_that_the_letter_gave(office: PostOffice) -> None:
    """The day of who asked, west of the reader; and no promise where it has passed."""
    for address, zone in (
        ("anna@agency.example", "America/New_York"),
        ("maria@bloom.example", "Europe/Berlin"),
    ):
        await whereabouts.change_person(office.container, address, time_zone=zone)
    await asked(office, "#ask May we use short descriptions? | by 2026-12-01 | we launch without")
    await Time(office).until(MORNING + 21 * DAY)
    lines = [
        one["content"]["notices"][0] for one in await office.letters() if one["letter"] == "nudge"
    ]
    assert [True, True] == [
        "by Tue 1 Dec ·" in lines[1],
        lines[2].endswith("was due Tue 1 Dec"),
    ], lines


async def test_an_answer_an_absence_and_a_mute_stop_or_move_reminders(office: PostOffice) -> None:
    """Who is away is reminded when they are back."""
    mail = await asked(office)
    maria = await register.find_person(office.container, "maria@bloom.example")
    await office.bring(
        MARIA,
        "Automatic reply: Menu",
        "I am out of office until 3 December 2026.",
        await office.reply_address("maria@bloom.example"),
        Auto_Submitted="auto-replied",
        In_Reply_To="<1@mail.example>",
    )
    assert [datetime.fromisoformat("2026-12-03T10:00+01:00")] == [
        view.at for view in await due(office)
    ]
    await write.mute_discussion(office.container, maria.id, mail.discussion_id or 0)
    assert [] == await due(office)
    notice = (await office.letters())[-1]
    assert ("muted", "anna@agency.example") == (notice["letter"], notice["to"])
    await write.mute_discussion(office.container, maria.id, mail.discussion_id or 0, muted=False)
    assert ["nudge"] == [view.what for view in await due(office)]
    await write_again(office, "1. Yes, short ones.")
    assert "nudge" not in [view.what for view in await due(office)]


async def test_the_last_word_is_ours(office: PostOffice) -> None:
    """A client's thanks wait for a closing line, which is drafted after three working days."""
    await asked(office, "#client")
    await write_again(office, "Thank you very much!")
    times = Time(office)
    assert ["closing"] == [view.what for view in await due(office)]
    assert ["offered"] == await times.until(MORNING + 4 * DAY)
    (held,) = await due(office)
    assert ("closing", "held", "anna@agency.example") == (held.what, held.state, held.reader)
    await _answered(office, "You are welcome.")
    assert [] == await due(office)


async def test_what_waited_before_an_upgrade_falls_due_once(office: PostOffice) -> None:
    """Discussions of an older schema have no due work; the first tick writes it down."""
    await asked(office)
    before = [(view.what, view.at) for view in await due(office)]
    await office.container.store.write(lambda db: db.execute(delete(due_work)))
    for _ in range(2):
        await run_due.seed(office.container)
        work = [view for view in await due(office) if view.what not in ("daily", "survey")]
        assert before == [(view.what, view.at) for view in work]


async def test_a_question_that_no_post_asks_is_reminded_of(office: PostOffice) -> None:
    """Nobody knows since when it stands but for the discussion's first day."""
    await asked(office)
    await office.container.store.write(
        lambda db: db.execute(update(questions).values(post_id=None))
    )
    await run_due.seed(office.container)
    assert "nudge" in [view.what for view in await due(office)]


async def test_a_project_may_do_nothing_by_the_clock(office: PostOffice) -> None:
    """Each can be turned off."""
    off = dict.fromkeys(("promise_hours", "nudge_days", "closing_days", "chase_days"), "0")
    await projects.change_project(office.container, "Bloom", {**off, "acknowledge": "no"})
    await asked(office)
    await write_again(office, "Thank you very much!")
    assert [] == await due(office)


async def test_an_author_is_acknowledged_five_times_a_day(office: PostOffice) -> None:
    """However many discussions they begin."""
    for topic in ("Menu", "Logo", "Photos", "Prices", "Map", "Hours", "Contact"):
        await office.bring(MARIA, topic, f"Please look at the {topic.lower()}.")
    names = await Time(office).until(MORNING + timedelta(hours=1))
    assert ["acknowledgement"] * 5 == names
    said = [view.said for view in await due(office, "skipped")]
    assert ["enough was acknowledged today"] * 2 == said


async def test_the_last_reminder_goes_to_who_decides_too(office: PostOffice) -> None:
    """Whom the project names, also outside of the discussion."""
    await office.person("boss@bloom.example", "client", "Rosa Lopez")
    await projects.change_project(
        office.container, "Bloom", {"decision_maker": "boss@bloom.example", "nudge_days": "1"}
    )
    await asked(office)
    await Time(office).until(MORNING + 7 * DAY)
    told = [
        one["to"].partition("@")[0] for one in await office.letters() if one["letter"] == "nudge"
    ]
    assert ["maria", "maria", "maria", "boss"] == told


async def test_a_question_to_two_clients_reminds_both_until_one_answers(
    office: PostOffice,
) -> None:
    """Each once a step; the first answer ends it for both."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    await office.bring(MARIA, "Menu", "Please build a menu page.", Cc="tom@bloom.example")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "#all\n#ask Short texts?\nHere.", reply_to, To=reply_to)
    times = Time(office)
    assert ["nudge", "nudge"] == await times.until(MORNING + 4 * DAY)
    rows = (await office.letters())[-2:]
    assert {"maria@bloom.example", "tom@bloom.example"} == {row["to"] for row in rows}
    mine = await office.reply_address("tom@bloom.example")
    await office.bring("Tom <tom@bloom.example>", "Re: Menu", "1. Short.", mine, To=mine)
    assert "nudge" not in await times.until(MORNING + 20 * DAY)
