"""What would go round for ever stops by itself, and no machine of ours answers another."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.discussion import Move
from mailbridge.services.container import Container
from mailbridge.services.discussions import write
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.receiving import accept
from mailbridge.services.telling import drain_outbox
from mailbridge.services.telling.automatic_letters import MOST, may_write
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.directory import author_policies, people
from mailbridge.store.engine.schema import automatic_letters, projects
from tests.container import Clock, Relay, open_container, rendering
from tests.languages import ENGLISH, RUSSIAN
from tests.services.post_office import PostOffice

MARIA, ANNA, ROBOT = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Desk <desk+{}@bloom.example>",
)
ACKNOWLEDGED = (
    "Thank you for your letter. It has the number {} and somebody of our service desk will look "
    "into it."
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


def relay(container: Container) -> Relay:
    assert isinstance(container.relay, Relay)
    return container.relay


async def test_a_letter_of_ours_that_comes_back_is_known_by_its_id(office: PostOffice) -> None:
    """Even when its other fields were lost on the way (EDGE_CASES 36)."""
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    [letter] = await office.letters()
    mail = await office.bring(
        MARIA, "Re: New menu page", "Something", Message_ID=f"<{letter['message_id']}>"
    )
    assert ("discard", "own-mail") == (mail.disposition, mail.reason)
    assert letter["message_id"] in mail.note


async def test_a_letter_of_ours_that_comes_back_is_known_by_its_installation(
    office: PostOffice,
) -> None:
    """A gateway gave it another id."""
    mail = await office.bring(MARIA, "New menu page", "Something", X_Mailbridge_Instance="test")
    assert ("discard", "own-mail") == (mail.disposition, mail.reason)


async def test_mail_in_the_name_of_an_address_of_ours_is_dropped(office: PostOffice) -> None:
    """Without a word to anybody: only an autoresponder answers in our own name (EDGE_CASES 36)."""
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    before = len(await office.letters())
    for author in (office.address, await office.reply_address("anna@agency.example")):
        mail = await office.bring(author, "Automatic", "We have got your letter")
        assert ("discard", "own-mail") == (mail.disposition, mail.reason)
    assert before == len(await office.letters())


async def test_a_message_of_many_hops_is_refused_at_the_door(office: PostOffice) -> None:
    """RFC 5321 section 6.3."""
    content = b"Received: from a by b\r\n" * 51 + b"From: maria@bloom.example\r\n\r\nHello\r\n"
    with pytest.raises(accept.NotKept) as refused:
        await office.bring(MARIA, "", "", raw=content)
    assert "554 5.4.6 too many hops" == str(refused.value.verdict.reply)


async def test_an_admin_may_file_what_looks_like_ours(office: PostOffice) -> None:
    """A person has looked at it."""
    mail = await office.bring(MARIA, "New menu page", "Something", X_Mailbridge_Instance="test")
    assert "filed" == (await quarantine.accept_held(office.container, mail.id)).reason


async def test_letters_name_the_installations_whose_words_they_pass_on(office: PostOffice) -> None:
    """So that none of them takes its own words for news; what a person here writes carries no such
    name.
    """
    first = await office.bring(
        MARIA,
        "New menu page",
        "Can we have a menu page?",
        X_Mailbridge_Instance="5b1e",
        X_Mailbridge_Via="77aa/a@far",
    )
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: New menu page", "Yes, you can.", reply_to)
    await drain_outbox.drain(office.container)
    [to_anna, to_maria] = [content for _, _, content in relay(office.container).taken]
    assert b"X-Mailbridge-Via: 77aa/a@far 5b1e/1@mail.example\r\n" in to_anna
    assert b"X-Mailbridge-Via" not in to_maria
    assert "human" == (await office.page(first)).posts[0].kind


async def said_here(office: PostOffice) -> str:
    """Anna answers Maria; how Via names the letter that tells Maria of it."""
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(
        ANNA, "Re: New menu page", "Yes, we can build a menu page for you.", reply_to
    )
    [letter] = [one for one in await office.letters() if one["to"] == "maria@bloom.example"]
    return f"test/{letter['message_id']}"


async def test_words_that_passed_through_here_before_are_dropped(office: PostOffice) -> None:
    """However many installations they came through since, and however those have dressed them."""
    via, words = (
        await said_here(office),
        "Maria wrote:\n\nYes, we can build\na menu page for you.\n\n-- \nThe other container",
    )
    mail = await office.bring(
        MARIA,
        "Re: New menu page",
        words,
        X_Mailbridge_Instance="5b1e",
        X_Mailbridge_Via=f"{via} 77aa/x@far",
    )
    assert ("discard", "own-mail") == (mail.disposition, mail.reason)


async def test_nobody_keeps_other_words_back_by_saying_that_they_are_ours(
    office: PostOffice,
) -> None:
    """Anybody may write Via, and another installation passes it on: without our letter's id, or
    with it and other words, it says nothing.
    """
    via = await said_here(office)
    for forged in ("test", "test/", "test/made@up.example", via):
        mail = await office.bring(
            MARIA, "Re: New menu page", "No, the price is wrong.", X_Mailbridge_Via=forged
        )
        assert ("accept", "filed") == (mail.disposition, mail.reason)


async def test_a_long_list_of_installations_keeps_nothing_back(office: PostOffice) -> None:
    """Here or behind us: what a letter of ours passes on names the ten newest, and none that is no
    name.
    """
    junk = " ".join([*(f"house{number}/{number}@far" for number in range(30)), "x" * 300])
    mail = await office.bring(
        MARIA, "Hello", "Hello", X_Mailbridge_Instance="5b1e", X_Mailbridge_Via=junk
    )
    assert ("accept", "filed") == (mail.disposition, mail.reason)
    await drain_outbox.drain(office.container)
    [(_, _, content)] = relay(office.container).taken
    named = (
        content.replace(b"\r\n ", b" ")
        .partition(b"X-Mailbridge-Via: ")[2]
        .partition(b"\r\n")[0]
        .split()
    )
    assert [
        *(f"house{number}/{number}@far".encode() for number in range(21, 30)),
        b"5b1e/1@mail.example",
    ] == named


@dataclass
class Desk:
    """A service desk that acknowledges each letter with another address, and says nowhere that it
    is a machine.
    """

    office: PostOffice
    answers: int = 0

    async def answer(self, to: str, subject: str) -> MailView:
        self.answers += 1
        words = ACKNOWLEDGED.format(self.answers)
        return await self.office.bring(
            ROBOT.format(self.answers % 3), f"[#{self.answers}] {subject}", words, to
        )


async def test_a_desk_that_acknowledges_everything_is_not_answered_for_ever(
    office: PostOffice,
) -> None:
    """Changing addresses and numbers do not help it (EDGE_CASES 52, 57): its letters are kept, the
    team is told of each, and from the third on no client is.
    """
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    for number in range(3):
        await office.person(f"desk+{number}@bloom.example")
    reply_to, desk = await office.reply_address("anna@agency.example"), Desk(office)
    told = []
    for _ in range(5):
        before = len(await office.letters())
        mail = await desk.answer(reply_to, "New menu page")
        told.append({row["to"] for row in (await office.letters())[before:]})
    page = await office.page(mail)
    assert all("anna@agency.example" in readers for readers in told)
    assert [{"anna@agency.example"}] * 3 == told[2:]
    assert 6 == page.discussion.posts
    assert "it says what earlier letters said" == mail.note
    assert ["circling"] == [event.kind for event in page.events if event.kind == "circling"]


async def test_an_acknowledgement_that_says_so_is_told_to_nobody(office: PostOffice) -> None:
    """JIRA's and ServiceNow's do; a chain of their own numbers stays in one discussion (EDGE_CASES
    52).
    """
    own: dict[str, Any] = {
        "Auto_Submitted": "auto-replied",
        "References": "<JIRA.4711.1700000000@tracker.example>",
    }
    first = await office.bring(
        "tracker@tracker.example", "[JIRA] (WEB-12) Created: menu", "Created", **own
    )
    second = await office.bring(
        "tracker@tracker.example", "[JIRA] (WEB-12) Updated: menu", "Updated", **own
    )
    assert first.discussion_id == second.discussion_id
    assert [] == await office.letters()


async def test_an_out_of_office_reopens_and_moves_nothing(office: PostOffice) -> None:
    """It is told on the time line, once, in the reader's language (EDGE_CASES 54)."""
    first = await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: New menu page", "Yes, you can.", reply_to)
    anna = await people_by(office, "anna@agency.example")
    await write.close_discussion(office.container, anna, first.discussion_id or 0)
    before, letters = await office.page(first), len(await office.letters())
    words = (
        "I am out of office until 30 November 2026. For urgent matters write to tom@bloom.example."
    )
    for _ in range(2):
        mail = await office.bring(
            MARIA,
            "Automatic reply: New menu page",
            words,
            await office.reply_address("maria@bloom.example"),
            Auto_Submitted="auto-replied",
        )
    after = await office.page(first)
    assert ("accept", "noted", first.discussion_id, None) == (
        mail.disposition,
        mail.reason,
        mail.discussion_id,
        mail.post_id,
    )
    assert (before.discussion, [post.text for post in before.posts], letters) == (
        after.discussion,
        [post.text for post in after.posts],
        len(await office.letters()),
    )
    [away] = [event for event in after.events if event.kind == "away"]
    assert "Maria Lopez is away until Mon 30 Nov (deputy tom@bloom.example)" == away.words(ENGLISH)
    assert "Maria Lopez отсутствует до пн 30 ноября (замещает tom@bloom.example)" == away.words(
        RUSSIAN
    )


async def test_a_members_out_of_office_is_not_posted_as_his_reply(office: PostOffice) -> None:
    """He did not answer the client; his mail program answered us (EDGE_CASES 55)."""
    first = await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    mail = await office.bring(
        ANNA,
        "Automatic reply: New menu page",
        "I am away until 30 November 2026.",
        await office.reply_address("anna@agency.example"),
        Auto_Submitted="auto-generated",
    )
    page = await office.page(first)
    assert ("noted", 1, Move.TEAM) == (
        mail.reason,
        page.discussion.posts,
        page.discussion.whose_move,
    )
    assert [] == [row for row in await office.letters() if row["to"] == "maria@bloom.example"]


async def test_a_monitor_that_a_project_allows_is_told_like_a_person(office: PostOffice) -> None:
    """Any other machine's first letter is told, and what it writes again of the same is kept in
    silence (EDGE_CASES 63).
    """
    watch: dict[str, Any] = {
        "Auto_Submitted": "auto-generated",
        "reverse_path": "watch@monitor.example",
    }
    for load in ("92 %", "93 %", "94 %"):
        await office.bring("watch@monitor.example", "Disk full on web1", load, **watch)
    assert ["anna@agency.example"] == [row["to"] for row in await office.letters()]
    await office.container.store.write(
        lambda db: author_policies.set_policy(db, "monitor.example", "allow")
    )
    mail = await office.bring("watch@monitor.example", "Disk full on web2", "97 %", **watch)
    assert "filed" == mail.reason
    again = await office.bring("watch@monitor.example", "Disk full on web2", "98 %", **watch)
    assert mail.discussion_id == again.discussion_id
    assert ["anna@agency.example"] * 3 == [row["to"] for row in await office.letters()]


async def test_the_same_failed_command_is_answered_once_a_day(office: PostOffice) -> None:
    """And again when it fails another way, or on another day."""
    first = await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    reply_to = await office.reply_address("anna@agency.example")
    for text in ("#bogus\n\nOne.", "#bogus\n\nTwo.", "#foobar\n\nThree."):
        await office.bring(ANNA, "Re: New menu page", text, reply_to)
    assert 2 == len(await answers(office))
    assert isinstance(office.container.clock, Clock)
    office.container.clock.forward(days=1)
    await office.bring(ANNA, "Re: New menu page", "#bogus\n\nFour.", reply_to)
    assert 3 == len(await answers(office))
    assert 5 == (await office.page(first)).discussion.posts


async def test_nobody_gets_automatic_letters_without_end(office: PostOffice) -> None:
    """Whatever they are about; what was written on days past is forgotten."""

    def work(db: Any) -> int:
        return sum(
            may_write(db, office.container, "anna@agency.example", "undelivered", str(number))
            for number in range(MOST + 5)
        )

    assert MOST == await office.container.store.write(work)
    assert isinstance(office.container.clock, Clock)
    office.container.clock.forward(days=2)
    assert 1 == await office.container.store.write(
        lambda db: int(may_write(db, office.container, "anna@agency.example", "undelivered"))
    )
    assert 1 == await office.container.store.read(
        lambda db: len(db.execute(automatic_letters.select()).all())
    )


@pytest.mark.parametrize(
    ("author", "fields"),
    [
        ("somebody@forged.example", {}),
        ("maria@bloom.example", {"reverse_path": ""}),
        ("maria@bloom.example", {"Precedence": "bulk"}),
        ("members@list.example", {"List_Id": "<members.list.example>"}),
        ("no-reply@shop.example", {}),
        ("mailer-daemon@far.example", {"reverse_path": ""}),
    ],
)
async def test_what_a_project_does_not_take_is_refused_without_a_letter(
    office: PostOffice, author: str, fields: dict[str, Any]
) -> None:
    """A notice would go to a forged author, a list or a machine (EDGE_CASES 17, 58): refused at the
    door or held, nothing is sent.
    """
    await office.container.store.write(lambda db: db.execute(_known_only()))
    await office.container.store.write(
        lambda db: author_policies.set_policy(db, "bloom.example", "block")
    )
    with suppress(accept.NotKept):
        assert (await office.bring(author, "Hello", "Hello", **fields)).disposition in (
            "hold",
            "accept",
            "discard",
        )
    assert 1 == len(await browse.list_mail(office.container))
    assert [] == await office.letters()


def _known_only() -> Any:
    return projects.update().values(unknown_authors="reject")


async def answers(office: PostOffice) -> list[dict[str, Any]]:
    return [row for row in await office.letters() if row["letter"] == "commands"]


async def people_by(office: PostOffice, address: str) -> Any:
    return await office.container.store.read(lambda db: people.by_address(db, address))
