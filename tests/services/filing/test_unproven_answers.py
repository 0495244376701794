"""An answer in a member's name that nothing proves: the member hears of it, and may send it."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.letter import Letter
from mailbridge.services.discussions import confirm, read, release, write
from mailbridge.services.filing import ingest
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.store.discussions import taking_part
from mailbridge.store.outbox import letter_json
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
ANNA = "Anna Petrova <anna@agency.example>"
THREAD = {"In_Reply_To": "<1@mail.example>", "References": "<1@mail.example>"}


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria wrote, Bob hears of it too, and nobody's server proves anything."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("bob@agency.example", "member", "Bob Roe")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Menu", "Please build a menu page.")
    yield made
    await container.close()


async def to(office: PostOffice, address: str, name: str) -> list[Letter]:
    """Letters of this name to somebody, the oldest first."""
    return [
        letter_json.read(row["content"])
        for row in await office.letters()
        if (row["to"], row["letter"]) == (address, name)
    ]


async def token(office: PostOffice) -> str:
    """Of the newest link to Anna."""
    link = (await to(office, "anna@agency.example", "unproven"))[-1].link
    return str(link).rpartition("/")[2]


async def test_the_member_is_told_at_once(office: PostOffice) -> None:
    """By a letter with the words, whom they did not reach, and why; the client has nothing."""
    await office.bring(ANNA, "Re: Menu", "We begin on Monday.", **THREAD)
    [letter] = await to(office, "anna@agency.example", "unproven")
    assert "Maria Lopez" in letter.details["why"]
    assert "no signature of your mail server" in letter.details["why"]
    assert "We begin on Monday." == letter.details["words"]
    assert [] == await to(office, "maria@bloom.example", "client")


async def test_a_reply_address_that_others_saw_is_the_reason(office: PostOffice) -> None:
    """The letter says so, and what is believed again."""
    own = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "Yes.", own, To=own, Cc=MARIA)
    assert [] == await to(office, "anna@agency.example", "unproven")
    await office.bring(ANNA, "Re: Menu", "And soon.", own, To=own)
    [letter] = await to(office, "anna@agency.example", "unproven")
    assert "stood in a letter to others" in letter.details["why"]


async def test_one_button_sends_it_as_it_would_have_gone(office: PostOffice) -> None:
    """Looking does nothing; then the client has the words without the commands, the commands are
    obeyed, and nobody is told twice. The link works once.
    """
    text = "#task Menu page\n\nWhich colour do you want?"
    await office.bring(ANNA, "Re: Menu", text, **THREAD)
    key = await token(office)
    shown = await confirm.show_linked(office.container, key)
    assert shown is not None
    assert ("maria@bloom.example",) == shown.to
    assert [] == await to(office, "maria@bloom.example", "client")
    before = len(await to(office, "bob@agency.example", "team"))
    assert await confirm.confirm_linked(office.container, key) is not None
    assert await confirm.confirm_linked(office.container, key) is None
    [letter] = await to(office, "maria@bloom.example", "client")
    page = await read.show_discussion(office.container, 1)
    post = page.posts[-1]
    assert ("Which colour do you want?", "verified", True) == (
        post.reply.strip(),
        post.verified,
        post.released,
    )
    assert ["Menu page"] == [task.title for task in page.tasks]
    assert ["client"] == [one.side for one in page.questions if one.text == post.reply.strip()]
    assert post.id == letter.post_id
    assert before == len(await to(office, "bob@agency.example", "team"))


async def test_a_note_stays_a_note(office: PostOffice) -> None:
    """Confirmed or not, no client reads it."""
    await office.bring(ANNA, "Re: Menu", "#note\n\nShe pays late.", **THREAD)
    await confirm.confirm_linked(office.container, await token(office))
    assert [] == await to(office, "maria@bloom.example", "client")
    assert True is (await read.show_discussion(office.container, 1)).posts[-1].internal


async def test_a_colleague_may_answer_for_it(office: PostOffice) -> None:
    """By the page of what is kept; the link is used up then."""
    mail = await office.bring(ANNA, "Re: Menu", "We begin on Monday.", **THREAD)
    assert mail.post_id is not None
    await release.release_post(office.container, mail.post_id)
    assert 1 == len(await to(office, "maria@bloom.example", "client"))
    assert await confirm.show_linked(office.container, await token(office)) is None


async def test_a_link_ends_after_two_weeks_and_cannot_be_made(office: PostOffice) -> None:
    """Nor is another link taken for it."""
    await office.bring(ANNA, "Re: Menu", "We begin on Monday.", **THREAD)
    key = await token(office)
    for wrong in (key[:-1] + ("a" if key[-1] != "a" else "b"), "", "abc"):
        assert await confirm.show_linked(office.container, wrong) is None
    assert isinstance(office.container.clock, Clock)
    office.container.clock.forward(days=15)
    assert await confirm.confirm_linked(office.container, key) is None
    assert [] == await to(office, "maria@bloom.example", "client")


async def test_who_stood_in_to_and_cc_is_not_written_to_again(office: PostOffice) -> None:
    """Now that it is hers, her copies are believed."""
    await office.bring(ANNA, "Re: Menu", "We begin on Monday.", Cc=MARIA, **THREAD)
    await confirm.confirm_linked(office.container, await token(office))
    assert [] == await to(office, "maria@bloom.example", "client")


@pytest.mark.parametrize("kind", ["auto", "many"])
async def test_a_flood_in_a_members_name_is_no_flood_to_the_member(
    office: PostOffice, kind: str
) -> None:
    """Machines' mail is not told of, and no more than twenty letters go there in a day."""
    fields = {"Auto_Submitted": "auto-replied"} if kind == "auto" else {}
    for number in range(3 if kind == "auto" else 25):
        await office.bring(ANNA, f"Offer {number}", f"Number {number}, buy our rye.", **fields)
    told = len(await to(office, "anna@agency.example", "unproven"))
    assert (0 if kind == "auto" else 20) == told


async def test_a_stranger_with_a_members_name_is_not_taken_for_the_member(
    office: PostOffice,
) -> None:
    """The address counts; Anna hears nothing of her namesake."""
    raw = (
        b"From: Anna Petrova <anna@evil.example>\r\nSubject: Re: Menu\r\n"
        b"Message-ID: <x@evil.example>\r\n\r\nWe begin on Monday.\r\n"
    )
    await accept.accept(office.container, [Envelope("", office.address)], raw)
    await ingest.drain(office.container)
    assert [] == await to(office, "anna@agency.example", "unproven")


async def test_the_last_look_is_taken_when_it_is_confirmed(office: PostOffice) -> None:
    """What stands in a note goes to no client by this way either."""
    anna = await register.find_person(office.container, "anna@agency.example")
    note = "She always pays late, so ask for half of it in advance."
    await write.add_reply(office.container, anna, 1, note, internal=True)
    await office.bring(ANNA, "Re: Menu", f"Dear Maria, as agreed. {note}", **THREAD)
    await confirm.confirm_linked(office.container, await token(office))
    assert [] == await to(office, "maria@bloom.example", "client")
    assert 1 == len(await to(office, "anna@agency.example", "not_sent"))


@pytest.mark.parametrize("name", ["calculation.txt", "margins.pdf"])
async def test_the_last_look_is_taken_at_the_files_too(office: PostOffice, name: str) -> None:
    """A text file with the words of a note, and the very file of a note."""
    note = "She always pays late, so ask for half of it in advance."
    for subject, text in (("Re: Menu", "#note\nSee this."), ("Re: Menu ", f"#note\n{note}")):
        await bring_with_file(office, subject, text, "margins.pdf", b"%PDF-1.4 margins")
        await confirm.confirm_linked(office.container, await token(office))
    content = note.encode() if name == "calculation.txt" else b"%PDF-1.4 margins"
    await bring_with_file(office, "Re: Menu", "Dear Maria, see this.", name, content)
    await confirm.confirm_linked(office.container, await token(office))
    assert [] == await to(office, "maria@bloom.example", "client")
    assert 1 == len(await to(office, "anna@agency.example", "not_sent"))


async def bring_with_file(
    office: PostOffice, subject: str, text: str, name: str, content: bytes
) -> None:
    """Anna's letter in the thread, with a file; nothing proves that it is hers."""
    office.brought += 1
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ANNA, office.address, subject
    message["Message-ID"] = f"<file{office.brought}@mail.example>"
    message["In-Reply-To"] = THREAD["In_Reply_To"]
    message.set_content(text)
    message.add_attachment(content, "application", "octet-stream", filename=name)
    await office.bring(ANNA, subject, text, raw=message.as_bytes(policy=SMTP))


@pytest.mark.parametrize("text", ["#all\n\nHello all.", "#client tom@bloom.example\n\nHello all."])
async def test_commands_that_widen_the_audience_are_obeyed(office: PostOffice, text: str) -> None:
    """Tom is told, as he would have been had the answer been proven when it came."""
    tom = await office.person("tom@bloom.example", "client", "Tom Reed")
    if text.startswith("#all"):
        await office.container.store.write(
            lambda db: taking_part.add_participants(db, 1, [tom.id], office.container.clock(), True)
        )
    await office.bring(ANNA, "Re: Menu", text, **THREAD)
    await confirm.confirm_linked(office.container, await token(office))
    for address in ("maria@bloom.example", "tom@bloom.example"):
        assert 1 == len(await to(office, address, "client"))


async def test_who_is_taken_out_hears_nothing(office: PostOffice) -> None:
    """#without is obeyed before the letters are written."""
    await office.bring(ANNA, "Re: Menu", "#without maria@bloom.example\n\nShe is out.", **THREAD)
    await confirm.confirm_linked(office.container, await token(office))
    assert [] == await to(office, "maria@bloom.example", "client")
