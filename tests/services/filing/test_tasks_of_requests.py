"""Tasks point at what was asked, and who asked hears what became of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services import tasks
from mailbridge.services.people import register
from mailbridge.services.telling import take_back
from mailbridge.services.telling.post_words import load_files
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria, who may be given tasks, asked for a menu page in discussion 1; Anna has her letter."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("igor@agency.example", "member", "Igor Belov")
    await made.person("maria@bloom.example", "client+", "Maria Lopez")
    await made.bring(MARIA, "Menu", "Please build a menu page with our opening hours.")
    yield made
    await container.close()


async def answer(office: PostOffice, text: str) -> None:
    """Anna answers the newest letter that was about words of a client or a colleague."""
    about = [
        letter_json.read(row["content"]).reply_to
        for row in await office.letters()
        if (row["letter"], row["to"]) == ("team", "anna@agency.example")
    ]
    assert about[-1] is not None
    to = about[-1].address
    await office.bring(ANNA, "Re: Menu", text, to=to, To=to)


async def letters(office: PostOffice, name: str, to: str) -> list[dict[str, str]]:
    """What the letters of this kind to somebody say in their details, or of tasks given with it."""
    return [
        details
        for row in await office.letters()
        if (row["letter"], row["to"]) == (name, to)
        for told in [letter_json.read(row["content"])]
        for details in (told.given if name == "client" else [told.details])
    ]


async def newest(office: PostOffice, name: str, to: str) -> tuple[int | None, tuple[int, ...]]:
    """The post that the newest letter of this kind is about, and those that it quotes."""
    found = [
        letter_json.read(row["content"])
        for row in await office.letters()
        if (row["letter"], row["to"]) == (name, to)
    ]
    return found[-1].post_id, found[-1].earlier


async def test_a_task_in_an_answer_is_made_of_the_request(office: PostOffice) -> None:
    """Maria's post is what the task is of; a second title makes a second task of it."""
    await answer(office, "#task Build the menu page\nWe will do it, Maria.")
    await answer(office, "#task Ask for photos\nWe need photos as well.")
    found = await tasks.list_tasks(office.container)
    assert [("Build the menu page", 1), ("Ask for photos", 1)] == [
        (one.title, one.post_id) for one in sorted(found, key=lambda one: one.id)
    ]


async def test_the_title_of_a_finished_task_makes_another(office: PostOffice) -> None:
    """While the first is open the same title means it; once that is done, work is due anew."""
    for text in ("Once.", "Twice."):
        await answer(office, f"#task Update the menu\n{text}")
    await answer(office, "#done\nIt is up to date.")
    await answer(office, "#task Update the menu\nAgain, for the winter.")
    found = await tasks.list_tasks(office.container)
    assert [("Update the menu", "done"), ("Update the menu", "open")] == [
        (one.title, one.state) for one in sorted(found, key=lambda one: one.id)
    ]


async def test_the_assignee_reads_request_and_story(office: PostOffice) -> None:
    """Given by mail, by the letter about that mail; given in the web, by the task's own letter."""
    for text in ("Thank you, Maria.", "We look at it.", "It is planned.", "We begin on Monday."):
        await answer(office, text)
    await answer(office, "#task Build the menu page\n#assign igor\nIgor builds it, Maria.")
    assert (6, (5, 4, 3, 2, 1)) == await newest(office, "team", "igor@agency.example")
    anna = await register.find_person(office.container, "anna@agency.example")
    (task,) = await tasks.list_tasks(office.container)
    await tasks.change_task(office.container, anna, task.id, assignee="")
    await tasks.change_task(office.container, anna, task.id, assignee="igor")
    assert (1, True) == (
        (await newest(office, "task", "igor@agency.example"))[0],
        {2, 6} <= set((await newest(office, "task", "igor@agency.example"))[1]),
    )


async def test_who_asked_hears_that_it_is_done(office: PostOffice) -> None:
    """Once, in the same discussion, when somebody finishes it in the web."""
    await answer(office, "#task Build the menu page\nWe will do it, Maria.")
    anna = await register.find_person(office.container, "anna@agency.example")
    (task,) = await tasks.list_tasks(office.container)
    for state in ("done", "open", "done"):
        await tasks.change_task(office.container, anna, task.id, state=state)
    (told,) = await letters(office, "client_task", "maria@bloom.example")
    assert "“Build the menu page” is done." == told["said"]


async def test_an_answer_that_says_so_tells_it_by_itself(office: PostOffice) -> None:
    """#done above words to Maria: they are what was done, and no second letter goes out."""
    await answer(office, "#task Build the menu page\nWe will do it, Maria.")
    await answer(office, "#done\nThe menu page is there, with your opening hours.")
    (task,) = await tasks.list_tasks(office.container)
    assert "done" == task.state
    assert [] == await letters(office, "client_task", "maria@bloom.example")


async def test_an_inside_task_is_told_to_no_client(office: PostOffice) -> None:
    """Made in a note, it stays inside, done or not."""
    await answer(office, "#note\n#task Check her budget first\nShe haggles.")
    anna = await register.find_person(office.container, "anna@agency.example")
    (task,) = await tasks.list_tasks(office.container)
    await tasks.change_task(office.container, anna, task.id, state="done")
    assert [] == await letters(office, "client_task", "maria@bloom.example")


async def test_a_client_is_given_a_task_and_finishes_it(office: PostOffice) -> None:
    """With date and consequence, in the one letter that also tells the words; "done" in the answer
    is enough, in three languages, also below a greeting.
    """
    said = ("Done!", "Ist erledigt, danke", "Готово", "Hi Anna,\n\ndone.\n\nBest,\nMaria")
    for number, word in enumerate(said):
        title = f"Send us photos {number}"
        given = f"#task {title} | by 4 December | the launch moves to May\n#assign maria\n\n"
        await answer(office, f"{given}Maria, we need your photos.")
        told = (await letters(office, "client", "maria@bloom.example"))[-1]
        assert [] == await letters(office, "client_task", "maria@bloom.example")
        assert (title, "the launch moves to May") == (told["title"], told["consequence"])
        to = await office.reply_address("maria@bloom.example")
        await office.bring(MARIA, "Re: Menu", word, to=to, To=to)
        states = {one.title: one.state for one in await tasks.list_tasks(office.container)}
        assert "done" == states[title]


async def test_done_with_several_tasks_finishes_the_one_that_the_letter_told_of(
    office: PostOffice,
) -> None:
    """Where the letter says nothing of it none is finished, and the team reads which there are."""
    for title in ("Send us photos", "Check the prices"):
        await answer(office, f"#task {title}\n#assign maria\n\nMaria, please!")
    to, told = await office.reply_address("maria@bloom.example"), await office.letters()
    await office.bring(MARIA, "Re: Menu", "Done.", to=to, To=to)
    assert ["open", "open"] == [one.state for one in await tasks.list_tasks(office.container)]
    asked = [row for row in await office.letters() if row["letter"] == "team"][-1]
    said = " ".join(letter_json.read(asked["content"]).notices)
    assert "“Send us photos”" in said
    assert "“Check the prices”" in said
    first = [
        row for row in told if row["to"] == "maria@bloom.example" and row["letter"] == "client"
    ]
    named = f"<{first[-2]['message_id']}>"
    await office.bring(MARIA, "Re: Menu", "Done.", to=to, To=to, In_Reply_To=named)
    states = {one.title: one.state for one in await tasks.list_tasks(office.container)}
    assert {"Send us photos": "done", "Check the prices": "open"} == states


async def test_done_with_the_files_that_it_speaks_of(office: PostOffice) -> None:
    """Without them the words say nothing yet: they were forgotten."""
    await answer(office, "#task Send us photos\n#assign maria\nMaria, we need your photos.")
    to = await office.reply_address("maria@bloom.example")
    await office.bring(MARIA, "Re: Menu", "Done, see attached.", to=to, To=to)
    assert ["open"] == [one.state for one in await tasks.list_tasks(office.container)]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = MARIA, to, "Re: Menu"
    mail["Message-ID"] = "<with-files@mail.example>"
    mail.set_content("Done, see attached.")
    mail.add_attachment(b"rye", "image", "jpeg", filename="rye.jpg")
    await office.bring(MARIA, "", "", to=to, raw=mail.as_bytes())
    assert ["done"] == [one.state for one in await tasks.list_tasks(office.container)]


async def test_not_done_finishes_nothing(office: PostOffice) -> None:
    """A word around it that says otherwise is no answer."""
    await answer(office, "#task Send us photos\n#assign maria\nMaria, we need your photos.")
    to = await office.reply_address("maria@bloom.example")
    for words in ("It is not done yet, sorry.", "Hello!\n\nIs it done?", "Great,\nnot done yet."):
        await office.bring(MARIA, "Re: Menu", words, to=to, To=to)
    assert ["open"] == [one.state for one in await tasks.list_tasks(office.container)]


async def test_a_clients_own_task_is_no_promise_of_the_team(office: PostOffice) -> None:
    """No letter to her says that it comes next from us."""
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = Evidence(spf=SpfResult("bloom.example", "pass"))
    await office.bring(MARIA, "Photos", "Please put our photos there.")
    await answer(office, "#task Send us photos\n#assign maria\n#due 4 December\n\nMaria, please!")
    footers = [
        footer
        for row in await office.letters()
        if row["to"] == "maria@bloom.example"
        and (footer := letter_json.read(row["content"]).footer) is not None
    ]
    assert ["Send us photos"] == [one.title for one in footers[-1].tasks]
    assert [] == [line for one in footers for line in one.next_steps if "Send us photos" in line]


async def test_the_files_of_the_request_travel_with_the_task(office: PostOffice) -> None:
    """Given by mail, in the letter about that mail; with a date, once; with its own files, too."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = MARIA, office.address, "Sign"
    mail["Message-ID"], mail["Date"] = "<sign@bloom.example>", "Mon, 23 Nov 2026 10:00:00 +0100"
    mail.set_content("Please print this sign.")
    mail.add_attachment(b"a sign", maintype="application", subtype="pdf", filename="sign.pdf")
    await office.bring(MARIA, "Sign", "", raw=mail.as_bytes().replace(b"\n", b"\r\n"))
    await answer(office, "#task Print it\n#assign igor\n#due 4 December\n\nGladly, Maria.")
    rows = [row for row in await office.letters() if row["to"] == "igor@agency.example"]
    (row,) = rows[2:]  # besides those about the two requests
    told = letter_json.read(row["content"])
    assert ("team", ["sign.pdf"]) == (told.name, [name for name, _ in told.attachments])
    assert told.files_of is not None
    files = await load_files(office.container, [told.post_id or 0, told.files_of])
    assert [("sign.pdf", b"a sign")] == [(one.filename, one.content) for one in files]


async def test_a_task_made_by_the_address_is_due_when_the_text_says(office: PostOffice) -> None:
    """A date in a command would go before it."""
    local, _, domain = office.address.partition("@")
    to = f"{local}+task@{domain}"
    mail = await office.bring(MARIA, "Prices", "Update the prices by Friday.", to=to, To=to)
    [task] = [
        one
        for one in await tasks.list_tasks(office.container)
        if one.discussion_id == mail.discussion_id
    ]
    assert task.due is not None
    assert "2026-11-27" == task.due.date().isoformat()


@pytest.mark.parametrize("word", ["else ", "or else ", "otherwise, ", "sonst ", "иначе ", ""])
async def test_a_consequence_says_no_word_twice(office: PostOffice, word: str) -> None:
    """The letter begins it with "Otherwise" itself."""
    text = (
        f"#task Send photos | by 2026-12-01 | {word}the page is late\n#assign maria\nMaria, please."
    )
    await answer(office, text)
    (told,) = await letters(office, "client", "maria@bloom.example")
    assert "the page is late" == told["consequence"]


async def test_a_task_of_words_taken_back_is_told_by_itself(office: PostOffice) -> None:
    """It stands, and the letter that would have told it is gone with the words."""
    given = "#task Send us photos\n#assign maria\n\nMaria, we need your photos."
    office.container = replace(office.container, undo=timedelta(minutes=1))
    await answer(office, given)
    assert [] == await letters(office, "client_task", "maria@bloom.example")
    await take_back.take_back_post(office.container, 2)
    (told,) = await letters(office, "client_task", "maria@bloom.example")
    assert ("Send us photos", []) == (
        told["title"],
        await letters(office, "client", "maria@bloom.example"),
    )
