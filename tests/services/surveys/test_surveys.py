"""Clients are asked one question, answer it by page or mail, and somebody hears of it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from mailbridge.domain.verdict import Disposition
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.follow_up import run_due
from mailbridge.services.surveys import answers, asking, browse
from mailbridge.services.tasks import list_tasks
from mailbridge.services.telling import drain_outbox
from tests.container import Relay, open_container, rendering
from tests.services.post_office import PostOffice


async def _office(url: str, folder: Path) -> PostOffice:
    container = await open_container(url, folder, renderer=rendering(), agency="Northlight")
    office = await PostOffice(container).open()
    await office.person("root@agency.test", "admin", "Root")
    await office.person("anna@agency.test", "member", "Anna")
    await office.person("maria@bloom.test", name="Maria")
    return office


async def _sent(container: Container, to: str) -> list[EmailMessage]:
    while await drain_outbox.drain(container):
        pass
    relay: Any = container.relay
    assert isinstance(relay, Relay)
    letters = [
        message_from_bytes(raw, EmailMessage, policy=default)
        for _, who, raw in relay.taken
        if who == to
    ]
    relay.taken.clear()
    return letters


def _token(letter: EmailMessage) -> str:
    return str(letter["List-Unsubscribe"]).rpartition("/survey/")[2].rstrip(">")


async def test_a_number_by_mail_counts_and_few_points_are_told(
    store_url: str, tmp_path: Path
) -> None:
    """At once, to the admin and to who wrote last, with a task to call; the team's discussion says
    nothing of the answer.
    """
    office = await _office(store_url, tmp_path)
    container = office.container
    asked = await asking.send_survey(container, "Bloom")
    assert [("maria@bloom.test", "")] == [(view.person, view.why_not) for view in asked]
    (letter,) = await _sent(container, "maria@bloom.test")
    assert "One question about working with Northlight" == letter["Subject"]
    to = str(letter["Reply-To"]).rpartition("<")[2].rstrip(">")
    filed = await office.bring("maria@bloom.test", "Re: One question", "3\n\nToo slow.", to=to)
    assert ("accept", "survey", None) == (filed.disposition, filed.reason, filed.discussion_id)
    (row,) = await browse.list_surveys(container)
    assert (3, "Too slow.", "answered") == (row.score, row.words, row.state)
    (told,) = await _sent(container, "root@agency.test")
    assert "Maria of “Bloom” gives 3 of 10" == told["Subject"]
    await run_due.drain(container)
    (task,) = await list_tasks(container)
    assert ("Call Maria within 48 hours", "root@agency.test") == (task.title, task.assignee)
    page = await read.show_discussion(container, task.discussion_id)
    assert page.discussion.internal
    assert "Too slow" not in repr(page)
    await container.close()


async def test_a_look_at_the_link_counts_for_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """Only the button of the page does; a second answer takes the place of the first."""
    office = await _office(sqlite_url, tmp_path)
    container = office.container
    await asking.send_survey(container, "Bloom")
    (letter,) = await _sent(container, "maria@bloom.test")
    token = _token(letter)
    await answers.show_survey(container, token)
    assert [None] == [row.score for row in await browse.list_surveys(container)]
    await answers.answer_survey(container, token, 7, "")
    await answers.answer_survey(container, token, 10, "Now you are quick.")
    (row,) = await browse.list_surveys(container)
    assert (10, "Now you are quick.") == (row.score, row.words)
    (quarter,) = await browse.show_trend(container)
    assert (1, 100) == (quarter.answers, quarter.net)
    (told,) = await _sent(container, "root@agency.test")
    assert "10 of 10" in told["Subject"]
    await container.close()


async def test_whoever_has_the_link_is_no_flood(sqlite_url: str, tmp_path: Path) -> None:
    """Words that change again and again are told once a day; other points are told at once."""
    office = await _office(sqlite_url, tmp_path)
    container = office.container
    clock: Any = container.clock
    await asking.send_survey(container, "Bloom")
    (letter,) = await _sent(container, "maria@bloom.test")
    for number in range(20):
        clock.forward(seconds=1)
        await answers.answer_survey(container, _token(letter), 3, f"Too slow, {number} times.")
    await answers.answer_survey(container, _token(letter), 9, "Quick.")
    subjects = [str(told["Subject"]) for told in await _sent(container, "root@agency.test")]
    assert ["3", "9"] == [subject.split()[-3] for subject in subjects]
    await container.close()


async def test_nobody_is_asked_twice_in_ninety_days(store_url: str, tmp_path: Path) -> None:
    """Reminded once, after four days, in the same conversation; never after they said never."""
    office = await _office(store_url, tmp_path)
    container = office.container
    clock: Any = container.clock
    await asking.send_survey(container, "Bloom")
    (first,) = await _sent(container, "maria@bloom.test")
    for day, letters in ((3, 0), (2, 1), (10, 0)):
        clock.forward(days=day)
        await run_due.drain(container)
        found = await _sent(container, "maria@bloom.test")
        assert letters == len(found)
        assert all(first["Message-ID"] == letter["In-Reply-To"] for letter in found)
    (again,) = await asking.send_survey(container, "Bloom")
    assert "was asked less than 90 days ago" == again.why_not
    await answers.refuse_surveys(container, _token(first))
    clock.forward(days=400)
    (never,) = await asking.send_survey(container, "Bloom")
    assert "wants never to be asked" == never.why_not
    await container.close()


async def test_a_project_asks_each_quarter_if_it_wants_to(sqlite_url: str, tmp_path: Path) -> None:
    """On the first working day of it, at ten; a machine that was off asks once."""
    office = await _office(sqlite_url, tmp_path)
    container = office.container
    clock: Any = container.clock  # 23 November 2026
    await run_due.seed(container)
    await projects.change_project(container, "Bloom", {"survey": "quarterly"})
    await run_due.seed(container)
    clock.forward(days=38, hours=4)  # Thursday 31 December
    await run_due.drain(container)
    assert [] == await _sent(container, "maria@bloom.test")
    clock.forward(days=200)
    while await run_due.drain(container):
        pass
    assert 1 == len(await _sent(container, "maria@bloom.test"))
    await container.close()


async def test_an_absence_is_no_answer(sqlite_url: str, tmp_path: Path) -> None:
    """Nor is a letter with a forged address."""
    office = await _office(sqlite_url, tmp_path)
    container = office.container
    await asking.send_survey(container, "Bloom")
    (letter,) = await _sent(container, "maria@bloom.test")
    to = str(letter["Reply-To"]).rpartition("<")[2].rstrip(">")
    fields = {"Auto_Submitted": "auto-replied"}
    away = await office.bring(
        "maria@bloom.test", "Out of office", "I am back on the 5th.", to=to, **fields
    )
    assert ("accept", "auto-reply") == (away.disposition, away.reason)
    forged = to[:5] + ("b" if to[5] == "a" else "a") + to[6:]
    bad = await office.bring("maria@bloom.test", "Re: One question", "9", to=forged)
    assert Disposition.HOLD.value == bad.disposition
    assert [None] == [row.score for row in await browse.list_surveys(container)]
    await container.close()
