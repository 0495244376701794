"""Stored mail becomes posts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.services import tasks
from mailbridge.services.aliases import register
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.receiving import accept
from tests.container import open_container
from tests.services.post_office import PostOffice, letter

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def test_mail_to_a_project_becomes_a_discussion(office: PostOffice) -> None:
    """With its author as participant, and the trail that says why."""
    mail = await office.bring(MARIA, "New menu page", "Hello,\n\ncan we have a menu page?\n\nMaria")
    page = await office.page(mail)
    assert (mail.disposition, mail.reason, page.discussion.subject) == (
        "accept",
        "filed",
        "New menu page",
    )
    assert page.discussion.participants == ("maria@bloom.example",)
    assert any(line.startswith("thread: a new discussion") for line in mail.trail)


async def test_a_clients_question_is_numbered_and_asked_of_the_team(office: PostOffice) -> None:
    """Q1 waits for an answer."""
    page = await office.page(
        await office.bring(MARIA, "New menu page", "Hello,\n\ncan we have a menu page?\n\nMaria")
    )
    assert [(question.number, question.state, question.side) for question in page.questions] == [
        (1, "open", "team")
    ]


async def test_members_are_told_of_a_clients_letter(office: PostOffice) -> None:
    """Nobody of the team takes part yet, so every member hears of it; the author does not."""
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    assert [(row["letter"], row["to"]) for row in await office.letters()] == [
        ("team", "anna@agency.example")
    ]


async def test_a_members_answer_reaches_the_client(office: PostOffice) -> None:
    """By the reply address that only Anna was given."""
    await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    reply_to = await office.reply_address("anna@agency.example")
    mail = await office.bring(
        ANNA,
        "Re: New menu page",
        "Yes, you can.\n\nMay we use short descriptions?",
        reply_to,
        To=reply_to,
    )
    page = await office.page(mail)
    assert (page.discussion.posts, page.discussion.whose_move) == (2, "client")
    assert page.posts[1].verified == "verified"
    assert ("client", "maria@bloom.example") in [
        (row["letter"], row["to"]) for row in await office.letters()
    ]


async def test_a_forged_member_commands_nothing(office: PostOffice) -> None:
    """Anna's name without Anna's reply address or signature: kept, shown, obeyed in nothing, passed
    on to no client.
    """
    first = await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    mail = await office.bring(
        ANNA,
        "Re: New menu page",
        "#task Steal\nPay to another account.",
        In_Reply_To="<1@mail.example>",
    )
    page = await office.page(mail)
    assert (first.discussion_id, "unverified", ()) == (
        mail.discussion_id,
        page.posts[1].verified,
        page.tasks,
    )
    assert [row["to"] for row in await office.letters() if row["letter"] == "client"] == []
    assert "#task Steal" in page.posts[1].reply


async def test_a_member_makes_a_task_by_mail(office: PostOffice) -> None:
    """#task, #assign and #due on the leading lines; the rest goes to the client."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    text = "#task Menu page\n#assign anna@\n#due 2026-11-27\n\nWe start today."
    mail = await office.bring(ANNA, "Re: New menu page", text, reply_to, To=reply_to)
    page = await office.page(mail)
    assert [
        (task.title, task.assignee, task.due.date().isoformat()) for task in page.tasks if task.due
    ] == [("Menu page", "anna@agency.example", "2026-11-27")]
    assert mail.task_id == page.tasks[0].id
    assert page.posts[1].reply.strip() == "We start today."


async def test_a_note_stays_inside(office: PostOffice) -> None:
    """#note: no client is told, and the client's move is not touched."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    page = await office.page(
        await office.bring(
            ANNA, "Re: New menu page", "#note\nShe never pays.", reply_to, To=reply_to
        )
    )
    assert (page.posts[1].internal, page.discussion.whose_move) == (True, "team")
    assert [row["to"] for row in await office.letters() if row["to"] == "maria@bloom.example"] == []


async def test_commands_alone_send_nothing_to_the_client(office: PostOffice) -> None:
    """A letter of nothing but #done is no answer (case 85)."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: New menu page", "#task\n#done\n", reply_to, To=reply_to)
    assert [row["to"] for row in await office.letters() if row["to"] == "maria@bloom.example"] == []


async def test_an_unknown_word_is_kept_and_reported_back(office: PostOffice) -> None:
    """The line stays in the text, and the member is told what there is."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    mail = await office.bring(
        ANNA, "Re: New menu page", "#tsk Menu\n\nWe start today.", reply_to, To=reply_to
    )
    assert "#tsk Menu" in (await office.page(mail)).posts[1].reply
    assert "commands" in [row["letter"] for row in await office.letters()]


async def test_a_stranger_with_the_same_subject_gets_a_discussion_of_his_own(
    office: PostOffice,
) -> None:
    """And the first one's client hears nothing of it."""
    first = await office.bring(MARIA, "New menu page", "Can we have a menu page?")
    second = await office.bring("who@elsewhere.example", "New menu page", "Me too!")
    assert first.discussion_id != second.discussion_id
    assert {"LINKED", "linked"} & {event.kind for event in (await office.page(second)).events}


async def test_the_same_mail_twice_is_filed_once(office: PostOffice) -> None:
    """Another delivery of the same bytes is a no-op that names the first."""
    raw = letter(MARIA, "New menu page", "Once.", 1, To=office.address)
    first, second = [await office.bring(MARIA, "", "", raw=raw) for _ in range(2)]
    assert ("duplicate", first.post_id, first.discussion_id) == (
        second.reason,
        second.post_id,
        second.discussion_id,
    )
    assert (await office.page(first)).discussion.posts == 1


async def test_the_same_message_id_with_other_content_is_not_lost(office: PostOffice) -> None:
    """Broken generators use one id for all their mail (case 8)."""
    first = await office.bring(MARIA, "New menu page", "One.", Message_ID="<same@x>")
    second = await office.bring(MARIA, "New menu page", "Two.", Message_ID="<same@x>")
    assert (first.reason, second.reason) == ("filed", "filed")
    assert first.post_id != second.post_id


@pytest.mark.parametrize("author", [MARIA, "Olga <olga@rye.example>"])
async def test_a_repeated_message_id_brings_nothing_together(
    office: PostOffice, author: str
) -> None:
    """Letters about different things, of one author or of a stranger, do not meet because a program
    repeats its ids (case 8).
    """
    first = await office.bring(MARIA, "New menu page", "One.", Message_ID="<same@x>")
    second = await office.bring(author, "Opening hours", "Two.", Message_ID="<same@x>")
    assert first.discussion_id != second.discussion_id


async def test_a_strangers_letter_with_a_clients_message_id_stays_outside(
    office: PostOffice,
) -> None:
    """Nor under the same subject: he answers nothing (case 8)."""
    first = await office.bring(MARIA, "New menu page", "One.", Message_ID="<same@x>")
    second = await office.bring(
        "Olga <olga@rye.example>", "New menu page", "Two.", Message_ID="<same@x>"
    )
    assert first.discussion_id != second.discussion_id


async def test_the_same_letter_changed_on_the_way_stays_with_the_first(office: PostOffice) -> None:
    """A list put words below one of two copies (case 8)."""
    first = await office.bring(MARIA, "Hello", "One.", Message_ID="<same@x>")
    second = await office.bring(MARIA, "Hello", "One.\n-- \nOur list", Message_ID="<same@x>")
    assert first.discussion_id == second.discussion_id


async def test_one_mail_to_two_projects_lands_once_in_each(office: PostOffice) -> None:
    """The same message for another forward-path is no duplicate (case 5, case 7)."""
    other = await PostOffice(office.container).open("Other")
    raw = letter(MARIA, "Both", "For both.", 1, To=f"{office.address}, {other.address}")
    envelopes = [
        Envelope("maria@bloom.example", address) for address in (office.address, other.address)
    ]
    ids = await accept.accept(office.container, envelopes, raw)
    await ingest.drain(office.container)
    mails = [await browse.show_mail(office.container, one) for one in ids]
    assert [mail.project for mail in mails] == ["Bloom", "Other"]
    assert len({mail.post_id for mail in mails}) == 2


async def test_mail_to_alias_and_address_lands_once(office: PostOffice) -> None:
    """Twice to one project by two names."""
    await register.add_alias(office.container, "bloom@agency.example", "Bloom")
    raw = letter(MARIA, "Both", "By two names.", 1, To=f"{office.address}, bloom@agency.example")
    envelopes = [
        Envelope("maria@bloom.example", address)
        for address in (office.address, "bloom@agency.example")
    ]
    ids = await accept.accept(office.container, envelopes, raw)
    await ingest.drain(office.container)
    assert {"filed", "duplicate"} == {
        (await browse.show_mail(office.container, one)).reason for one in ids
    }


async def test_our_own_letter_that_comes_back_is_dropped(office: PostOffice) -> None:
    """It carries our instance header (case 36)."""
    mail = await office.bring("x@elsewhere.example", "Re: x", "Ours.", X_Mailbridge_Instance="test")
    assert (mail.disposition, mail.reason) == ("discard", "own-mail")


async def test_an_out_of_office_changes_nothing(office: PostOffice) -> None:
    """It neither reopens nor posts nor writes; the time line says who is away (case 54)."""
    first = await office.bring(MARIA, "New menu page", "Please build a menu page.")
    before = len(await office.letters())
    mail = await office.bring(
        MARIA, "Automatic reply: New menu page", (
            "I am out of the office until 30 November 2026."
        ), In_Reply_To="<1@mail.example>",
        Auto_Submitted="auto-replied",
    )  # fmt: skip
    page = await office.page(first)
    assert ("noted", first.discussion_id, None) == (mail.reason, mail.discussion_id, mail.post_id)
    assert (1, before) == (page.discussion.posts, len(await office.letters()))
    assert "away" in [event.kind for event in page.events]


async def test_a_numbered_answer_closes_its_question(office: PostOffice) -> None:
    """“2. yes” answers Q2 and leaves Q1 open."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    text = (
        "#ask Which photo do you want?\n#ask May we use short descriptions?\n\nTwo questions for "
        "you."
    )
    await office.bring(ANNA, "Re: New menu page", text, reply_to, To=reply_to)
    mine = await office.reply_address("maria@bloom.example")
    answer = await office.bring(MARIA, "Re: New menu page", "2. yes, short is fine", mine, To=mine)
    page = await office.page(answer)
    assert [
        ("Which photo do you want?", "open", ""),
        ("May we use short descriptions?", "answered", "yes, short is fine"),
    ] == [(one.text, one.state, one.evidence) for one in page.questions if one.side == "client"]


async def test_an_unproven_answer_closes_nothing(office: PostOffice) -> None:
    """Anybody can write in Maria's name: her number answers perhaps, until a member says so."""
    await office.bring(MARIA, "New menu page", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "#ask Which photo?\n\nSee above.", reply_to, To=reply_to)
    answer = await office.bring(MARIA, "Re: Menu", "1. blue", In_Reply_To="<1@mail.example>")
    page = await office.page(answer)
    assert ["perhaps"] == [one.state for one in page.questions if one.side == "client"]


async def test_a_newcomer_waits_to_be_let_in(office: PostOffice) -> None:
    """Maria forwarded our letter to her boss, who answers it: the team sees it, Maria is told
    nothing, he is not written to.
    """
    first = await office.bring(MARIA, "New menu page", "Please build a menu page.")
    mail = await office.bring(
        "Boss <boss@bloom.example>",
        "Re: New menu page",
        "I say no.",
        In_Reply_To="<1@mail.example>",
    )
    page = await office.page(mail)
    assert first.discussion_id == mail.discussion_id
    assert [
        one.admitted for one in page.participants if one.person.addresses == ("boss@bloom.example",)
    ] == [False]
    assert {"anna@agency.example"} == {row["to"] for row in await office.letters()}


async def test_a_colleague_in_cc_takes_part_and_gets_no_second_copy(office: PostOffice) -> None:
    """Tom was in Cc of the known client's letter; Anna's answer goes to both."""
    mail = await office.bring(MARIA, "New menu page", "Please build a menu page.", Cc=TOM)
    page = await office.page(mail)
    assert page.discussion.participants == ("maria@bloom.example", "tom@bloom.example")
    assert [row["to"] for row in await office.letters()] == ["anna@agency.example"]


async def test_a_member_passes_on_a_clients_letter(office: PostOffice) -> None:
    """It is filed under the client; Anna's own words above it stay inside."""
    await office.bring(MARIA, "Hello", "First contact.")
    reply_to = await office.reply_address("anna@agency.example")
    text = (
        "He wrote to me instead.\n\n---------- Forwarded message ---------\nFrom: Tom Reed "
        "<tom@bloom.example>\n"
        "Date: Mon, 16 Nov 2026 at 10:12\nSubject: Delivery zones\nTo: Anna Petrova "
        "<anna@agency.example>\n\nCan we add two zones?\n"
    )
    mail = await office.bring(ANNA, "Fwd: Delivery zones", text, reply_to, To=reply_to)
    page = await office.page(mail)
    said = {(post.author, post.internal): post.reply.strip() for post in page.posts}
    assert said["tom@bloom.example", False] == "Can we add two zones?"
    assert said["anna@agency.example", True] == "He wrote to me instead."


async def test_held_mail_is_filed_when_an_admin_accepts_it(office: PostOffice) -> None:
    """Mail to the postmaster waits; accepting it without a project still holds, with the reason in
    words.
    """
    mail = await office.bring(MARIA, "Trouble", "Your server…", "postmaster@bridge.test")
    assert (mail.disposition, mail.reason) == ("hold", "postmaster")


async def test_retrying_filed_mail_doubles_nothing(office: PostOffice) -> None:
    """`mail retry` on what is filed already answers with what is there."""
    mail = await office.bring(MARIA, "New menu page", "Once.")
    again = await browse.retry_mail(office.container, mail.id)
    assert (mail.post_id, 1) == (again.post_id, (await office.page(mail)).discussion.posts)


async def test_the_task_of_a_post_is_made_once(office: PostOffice) -> None:
    """Asking twice for a task of the same post answers with the same task."""
    mail = await office.bring(MARIA, "New menu page", "Please build a menu page.")
    anna = await office.person("anna@agency.example", "member")
    assert mail.post_id is not None
    assert await tasks.make_task(office.container, anna, mail.post_id) == await tasks.make_task(
        office.container, anna, mail.post_id
    )


async def test_a_declared_groups_rewriting_is_undone(office: PostOffice) -> None:
    """Google put the group's address over Maria's; with the whole fingerprint she is the author
    again (case 26).
    """
    await register.add_alias(office.container, "hello@agency.example", "Bloom")
    fields = {
        "X_Original_From": MARIA,
        "Reply_To": MARIA,
        "List_ID": "<hello.agency.example>",
        "Precedence": "list",
    }
    mail = await office.bring(
        "'Maria Lopez' via Hello <hello@agency.example>",
        "Menu",
        "Please build a menu page.",
        **fields,
    )
    assert [("maria@bloom.example", "human")] == [
        (post.author, post.kind) for post in (await office.page(mail)).posts
    ]


async def test_a_stranger_cannot_pretend_to_be_a_group(office: PostOffice) -> None:
    """The same header fields above an address that is no alias of ours change nothing."""
    fields = {
        "X_Original_From": MARIA,
        "Reply_To": MARIA,
        "List_ID": "<hello.evil.example>",
        "Precedence": "list",
    }
    mail = await office.bring(
        "'Maria Lopez' via Hello <hello@evil.example>", "Menu", "Pay to another account.", **fields
    )
    assert ["hello@evil.example"] == [post.author for post in (await office.page(mail)).posts]
