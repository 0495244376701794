"""What an attacker tries by mail, and what he gets: nothing."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.aliases.register import add_alias
from mailbridge.services.discussions import write
from mailbridge.services.people import register
from mailbridge.services.telling import outbox
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
OLGA, EVE = "Olga Orlova <olga@rye.example>", "Eve <eve@evil.example>"
LONG = "Our new bakery in the old mill opens on the first of March and nobody may know it yet."


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna is of the team; Maria and Olga are clients of the same project who know nothing of each
    other.
    """
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("olga@rye.example", "client", "Olga Orlova")
    yield made
    await container.close()


def prove(office: PostOffice, domain: str | None) -> None:
    """From now on mail comes from a server of this domain."""
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = (
        Evidence(spf=SpfResult(domain, "pass")) if domain else Evidence()
    )


async def answered(office: PostOffice, discussion_id: int | None) -> set[str]:
    """Whom the team's next answer reaches."""
    assert discussion_id is not None
    before = len(await office.letters())
    anna = await register.find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, discussion_id, "Here is the secret price.")
    return {row["to"] for row in (await office.letters())[before:]}


async def test_a_forger_of_a_client_lets_nobody_in(office: PostOffice) -> None:
    """Whoever he puts in Cc waits: Maria's name without proof opens no discussion of hers."""
    first = await office.bring(MARIA, "Bakery", LONG)
    mail = await office.bring(MARIA, "Bakery", "Please keep my assistant in Cc.", Cc=EVE)
    assert first.discussion_id == mail.discussion_id
    assert {"maria@bloom.example"} == await answered(office, mail.discussion_id)


@pytest.mark.parametrize("how", ["subject", "token", "id", "quote", "ancestor"])
async def test_another_client_reads_nothing(office: PostOffice, how: str) -> None:
    """Olga of another firm tries each rule of threading; the team's answer to Maria goes to Maria
    alone.
    """
    await office.bring(MARIA, "Bakery plans", LONG, References="<news@agency.example>")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Bakery plans", "Which colour?", reply_to, To=reply_to)
    stolen = await office.reply_address("maria@bloom.example")
    fields: dict[str, dict[str, Any]] = {
        "subject": {"subject": "Re: Bakery plans"},
        "token": {"to": stolen, "To": stolen},
        "id": {"In_Reply_To": "<1@mail.example>"},
        "quote": {"text": f"See below.\n\nOn Monday Maria Lopez wrote:\n> {LONG}\n"},
        "ancestor": {"References": "<news@agency.example>"},
    }
    given = {"subject": "Something", "text": "Hello?", **fields[how]}
    mail = await office.bring(OLGA, given.pop("subject"), given.pop("text"), **given)
    assert {"maria@bloom.example"} == await answered(office, 1), mail.trail


async def test_words_of_who_waits_to_be_let_in_are_quoted_to_no_client(office: PostOffice) -> None:
    """Eve's post stands in the discussion; the next letter to Maria quotes Maria, not her."""
    prove(office, "bloom.example")
    await office.bring(MARIA, "Bakery", LONG)
    prove(office, None)
    mail = await office.bring(
        EVE, "Re: Bakery", "Pay to my new account.", In_Reply_To="<1@mail.example>"
    )
    await answered(office, mail.discussion_id)
    authors = {post.id: post.author for post in (await office.page(mail)).posts}
    quoted = letter_json.read((await office.letters())[-1]["content"]).earlier
    assert ["maria@bloom.example"] == [authors[one] for one in quoted]


async def test_nobody_joins_two_clients_discussions_by_naming_both(office: PostOffice) -> None:
    """A forger who knows ids of both writes in Anna's, Maria's and Olga's name: each reads what was
    hers, and no more.
    """
    first, second = (
        await office.bring(MARIA, "Bakery", LONG),
        await office.bring(OLGA, "Rye", "A rye field, please."),
    )
    ids = {
        "In_Reply_To": "<1@mail.example>",
        "References": "<2@mail.example> <1@mail.example>",
        "Cc": f"{MARIA}, {OLGA}",
    }
    for author in (ANNA, MARIA, OLGA):
        await office.bring(author, "Re: Bakery", "Look at this.", **ids)
    assert {"maria@bloom.example"} == await answered(office, first.discussion_id)
    assert {"olga@rye.example"} == await answered(office, second.discussion_id)


async def test_one_who_takes_part_in_both_does_not_show_one_to_the_others_readers(
    office: PostOffice,
) -> None:
    """Maria wrote to Olga in one discussion and to Tom in another; somebody in her name answers
    both at once.
    """
    prove(office, "bloom.example")
    await office.bring(MARIA, "Bakery", LONG, Cc=OLGA)
    second = await office.bring(MARIA, "Oven", "The oven, please.", Cc=TOM)
    prove(office, None)
    ids = {"In_Reply_To": "<1@mail.example>", "References": "<2@mail.example> <1@mail.example>"}
    mail = await office.bring(MARIA, "Re: Bakery", "Look at this.", **ids)
    assert "linked" in [event.kind for event in (await office.page(mail)).events]
    assert {"maria@bloom.example", "tom@bloom.example"} == await answered(
        office, second.discussion_id
    )


async def test_a_reply_address_that_others_saw_proves_nothing(office: PostOffice) -> None:
    """Anna began a topic of her own by answering to all: Olga saw her reply address, and commands
    nothing with it.
    """
    await office.bring(MARIA, "Bakery", LONG)
    seen = await office.reply_address("anna@agency.example")
    words = "Dear Olga, we would like to invite you to our spring party in May."
    await office.bring(ANNA, "Spring party", words, seen, To=f"{seen}, {OLGA}")
    mail = await office.bring(
        ANNA,
        "Re: Bakery",
        "#task Steal\nPay to another account.",
        seen,
        To=seen,
        reverse_path="olga@rye.example",
    )
    assert ("unverified", ()) == (
        (await office.page(mail)).posts[-1].verified,
        (await office.page(mail)).tasks,
    )


@pytest.mark.parametrize(("detail", "assignee"), [("anna", "anna@agency.example"), ("task", None)])
@pytest.mark.parametrize("author", [MARIA, EVE])
async def test_the_random_address_makes_a_task_of_whatever_comes_with_a_detail(
    office: PostOffice, author: str, detail: str, assignee: str | None
) -> None:
    """An admin puts `+task` behind an address; clients who write there learn no tool."""
    local, _, domain = office.address.partition("@")
    mail = await office.bring(author, "Bakery", LONG, f"{local}+{detail.upper()}@{domain}")
    (task,) = (await office.page(mail)).tasks
    assert ("Bakery", assignee, mail.task_id) == (task.title, task.assignee, task.id)
    assert "" == (mail.note or "")


@pytest.mark.parametrize("author", [MARIA, EVE])
async def test_a_detail_that_is_nobodys_name_makes_no_task(office: PostOffice, author: str) -> None:
    """Filters and newsletters put what they like behind a plus; the trail says that it did
    nothing.
    """
    local, _, domain = office.address.partition("@")
    mail = await office.bring(author, "Bakery", LONG, f"{local}+spring@{domain}")
    assert (None, ()) == (mail.task_id, (await office.page(mail)).tasks)
    assert (
        "+spring does nothing: Nobody in this project is called “spring”; give an address."
        == mail.note
    )


@pytest.mark.parametrize("line", ["#assign nobody", "#due some day"])
async def test_a_command_that_cannot_be_done_leaves_no_task(office: PostOffice, line: str) -> None:
    """It is told to the member, and there is nothing to clean up."""
    prove(office, "agency.example")
    mail = await office.bring(
        ANNA, "Bakery", f"{line}\n\n{LONG}", reverse_path="anna@agency.example"
    )
    assert "commands" in [row["letter"] for row in await office.letters()]
    assert () == (await office.page(mail)).tasks


@pytest.mark.parametrize("detail", ["anna", "task"])
async def test_a_subaddress_does_nothing_in_a_members_name_that_is_not_proved(
    office: PostOffice, detail: str
) -> None:
    local, _, domain = office.address.partition("@")
    mail = await office.bring(ANNA, "Bakery", LONG, f"{local}+{detail}@{domain}")
    assert () == (await office.page(mail)).tasks
    assert f"+{detail} does nothing: not for this author" == mail.note


@pytest.mark.parametrize("detail", ["anna", "task"])
async def test_a_stranger_who_guesses_a_subaddress_of_an_alias_makes_no_task(
    office: PostOffice, detail: str
) -> None:
    await add_alias(office.container, "bloom@agency.example", "Bloom")
    mail = await office.bring(EVE, "Bakery", LONG, f"bloom+{detail}@agency.example")
    assert () == (await office.page(mail)).tasks
    assert f"+{detail} does nothing: not for this author" == mail.note


async def test_a_stranger_makes_us_write_to_nobody_outside(office: PostOffice) -> None:
    """A hundred victims in Cc: only the team hears of it, also of its answer to the stranger
    alone.
    """
    victims = ", ".join(f"victim{number}@far.example" for number in range(100))
    mail = await office.bring(EVE, "Hello", "Buy.", Cc=victims)
    assert {"anna@agency.example"} == {row["to"] for row in await office.letters()}
    assert {"eve@evil.example"} == await answered(office, mail.discussion_id)


async def test_a_first_mail_with_anothers_id_hides_nothing(office: PostOffice) -> None:
    """Eve foresaw the id of Maria's letter: both are kept."""
    forged = await office.bring(EVE, "Bakery", "Mine.", Message_ID="<foreseen@mail.example>")
    mail = await office.bring(MARIA, "Bakery", LONG, Message_ID="<foreseen@mail.example>")
    assert ("filed", "filed") == (forged.reason, mail.reason)
    assert forged.post_id != mail.post_id


@pytest.mark.parametrize(
    "fields", [{"Reply_To": "anna@agency.example"}, {"Sender": "anna@agency.example"}]
)
async def test_no_other_field_makes_a_member(office: PostOffice, fields: dict[str, str]) -> None:
    """Reply-To and Sender name nobody as author."""
    page = await office.page(await office.bring(EVE, "Hello", "#task Steal", **fields))
    assert ("eve@evil.example", ()) == (page.posts[0].author, page.tasks)


async def test_two_authors_are_nobody_proven(office: PostOffice) -> None:
    """A second From field takes all proof from a stolen reply address, too."""
    await office.bring(MARIA, "Bakery", LONG)
    stolen = await office.reply_address("anna@agency.example")
    raw = (
        f"From: {ANNA}\r\nFrom: {EVE}\r\nTo: {stolen}\r\nSubject: Re: Bakery\r\nMessage-ID: "
        "<two@x>\r\n\r\n#task Steal\r\n"
    )
    page = await office.page(await office.bring(ANNA, "", "", stolen, raw=raw.encode()))
    assert ("unverified", ()) == (page.posts[-1].verified, page.tasks)


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "9999-12-31T23:59:59-23:59",
    ],
)
async def test_no_date_makes_a_discussion_unreadable(office: PostOffice, date: str) -> None:
    """A moment that leaves the calendar in some time zone is no date."""
    raw = (
        f"From: {EVE}\r\nTo: {office.address}\r\nDate: {date}\r\nMessage-ID: <d@x>\r\nSubject: "
        "x\r\n\r\nHello\r\n"
    )
    mail = await office.bring(EVE, "", "", raw=raw.encode())
    assert ["Hello"] == [post.reply.strip() for post in (await office.page(mail)).posts]
    assert {"eve@evil.example"} == await answered(office, mail.discussion_id)


async def test_a_thousand_files_do_not_stop_the_letters(office: PostOffice) -> None:
    """The message is taken apart once for a letter, not once for each file: four times the files
    take less than ten times as long.
    """
    spent = []
    for count in (500, 2000):
        before = len(await office.letters())
        await office.bring(EVE, "", "", raw=_with_files(count))
        written = [row["id"] for row in (await office.letters())[before:]]
        spent.append(min([await _spent_on(office, written) for _ in range(2)]))
    assert spent[1] < 10 * spent[0]


def _with_files(count: int) -> bytes:
    parts = "".join(
        f"--b\r\nContent-Type: image/png; name=a{one}.png\r\n\r\nx{one}\r\n" for one in range(count)
    )
    head = (
        f"From: {EVE}\r\nMessage-ID: <f{count}@x>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    )
    return f"{head}{parts}--b--\r\n".encode()


async def _spent_on(office: PostOffice, letters: list[int]) -> float:
    """Seconds of CPU time in which these letters are made ready to be sent."""
    started = time.process_time()
    for one in letters:
        await outbox.render_letter(office.container, one)
    return time.process_time() - started
