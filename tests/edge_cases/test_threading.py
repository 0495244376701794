"""Which discussion it belongs to: what went wrong elsewhere. The numbers are those of the collected
cases.
"""

import base64
from typing import Any

import pytest

from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.discussions import read, rearrange, write
from mailbridge.services.people.register import find_person
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.outbox import letter_json
from tests.services.post_office import PostOffice

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
STRANGER = "Sam <sam@elsewhere.example>"
ANSWERED = (
    "We shall build it in the first week of December, with the photographs that you sent us on "
    "Monday last."
)


async def asked(office: PostOffice) -> MailView:
    return await office.bring(MARIA, "Menu page", "Please build a menu page.")


async def answered(office: PostOffice) -> str:
    """Maria asked, Anna answered; Maria's reply address."""
    await asked(office)
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu page", ANSWERED, to_anna, To=to_anna)
    return await office.reply_address("maria@bloom.example")


async def test_a_strangers_subject_opens_no_door(office: PostOffice) -> None:
    """Nor does a discussion's number in it; the team sees where it may belong (case 37)."""
    first = await asked(office)
    mail = await office.bring(
        STRANGER, f"Re: [#{first.discussion_id}] Menu page", "Pay to another account."
    )
    assert first.discussion_id != mail.discussion_id
    assert 1 == (await office.page(first)).discussion.posts


@pytest.mark.parametrize(
    "references",
    [
        "<a@x.example>,<1@mail.example>",
        "<a@x.example>, <1@mail.example> , <b@x.example>",
        "<1@mail.example>,",
    ],
)
async def test_references_with_commas_are_read(office: PostOffice, references: str) -> None:
    """Exchange and iOS write them so (case 38)."""
    first = await asked(office)
    mail = await office.bring(TOM, "Something else entirely", "As asked.", References=references)
    assert first.discussion_id == mail.discussion_id


async def test_an_id_that_a_provider_rewrote_does_no_harm(office: PostOffice) -> None:
    """The reply address knows the discussion (case 39)."""
    to_maria = await answered(office)
    mail = await office.bring(
        MARIA,
        "Re: Menu page",
        "Fine.",
        to_maria,
        To=to_maria,
        In_Reply_To="<0102018f-9c@eu-west-1.amazonses.example>",
    )
    assert 3 == (await office.page(mail)).discussion.posts


async def test_a_quoted_and_wrapped_letter_is_known_again(office: PostOffice) -> None:
    """All marks are lost, the subject too; what is quoted, folded anew behind marks of its own, was
    written there (case 40).
    """
    await answered(office)
    words = ANSWERED.split()
    quoted = "\n".join("> > " + " ".join(words[at : at + 4]) for at in range(0, len(words), 4))
    mail = await office.bring(
        MARIA,
        "One more thing",
        f"Fine, thank you.\n\nOn 23 Nov 2026, Anna Petrova wrote:\n{quoted}\n",
        Message_ID=None,
    )
    page = await office.page(mail)
    assert (3, True) == (page.discussion.posts, page.posts[2].why.startswith("quoted"))


async def test_a_link_of_ours_in_a_strangers_letter_says_nothing(office: PostOffice) -> None:
    """Nor do our words below it: he may have been passed them by anybody (case 41)."""
    await answered(office)
    text = (
        "Look at this.\n\nhttp://bridge.test/discussions/1\n\nOn 23 Nov 2026, Anna Petrova "
        f"wrote:\n> {ANSWERED}\n"
    )
    mail = await office.bring(STRANGER, "Fwd: Menu page", text)
    page = await office.page(mail)
    assert (1, ("sam@elsewhere.example",)) == (page.discussion.posts, page.discussion.participants)


@pytest.mark.parametrize("field", ["", "<>", "< >", "<@>", "NIL"])
async def test_an_empty_in_reply_to_answers_nothing(office: PostOffice, field: str) -> None:
    """Two such letters have nothing in common (case 42)."""
    fields: dict[str, Any] = {"In_Reply_To": field, "References": field}
    mails = [
        await office.bring(author, subject, "Please do it.", **fields)
        for author, subject in ((MARIA, "Menu page"), (TOM, "Opening hours"))
    ]
    assert 2 == len({mail.discussion_id for mail in mails})


async def test_an_answer_to_another_projects_alias_is_a_new_letter_there(
    office: PostOffice,
) -> None:
    """Its In-Reply-To names a letter of the first project (case 43)."""
    first = await asked(office)
    await projects.add_project(office.container, "Other")
    await register.add_alias(office.container, "other@agency.example", "Other")
    mail = await office.bring(
        MARIA,
        "Re: Menu page",
        "For you, too.",
        "other@agency.example",
        In_Reply_To="<1@mail.example>",
    )
    assert ("Other", 1, 1) == (
        mail.project,
        (await office.page(mail)).discussion.posts,
        (await office.page(first)).discussion.posts,
    )


async def test_an_answer_finds_a_moved_discussion(office: PostOffice) -> None:
    """By the reply address of before the move, in the other project (case 44)."""
    to_maria = await answered(office)
    await projects.add_project(office.container, "Other")
    await rearrange.move_to_project(office.container, None, 1, "Other")
    mail = await office.bring(MARIA, "Re: Menu page", "Fine.", to_maria, To=to_maria)
    assert ("Other", 3) == (mail.project, (await office.page(mail)).discussion.posts)


@pytest.mark.parametrize(
    "prefix",
    ["Fwd:", "WG:", "AW:", "SV:", "TR:", "RES:", "Re[5]:", "[EXTERNAL] Re:", "RE: AW: Отв:"],
)
async def test_prefixes_of_all_languages_are_peeled_off(office: PostOffice, prefix: str) -> None:
    """With no id at all (case 45)."""
    first = await asked(office)
    mail = await office.bring(MARIA, f"{prefix} Menu page", "And soon, please.")
    assert first.discussion_id == mail.discussion_id


async def test_strangers_answers_to_a_newsletter_do_not_meet(office: PostOffice) -> None:
    """It left without us; each who answers it has a discussion of his own (case 46)."""
    answers = [
        await office.bring(
            f"p{number}@x{number}.example",
            "Re: Our autumn news",
            "Please take me off.",
            In_Reply_To="<news@agency.example>",
        )
        for number in range(5)
    ]
    assert 5 == len({mail.discussion_id for mail in answers})


async def test_a_changed_subject_is_flagged_and_our_answer_bears_it(office: PostOffice) -> None:
    """It is too short to stand alone, so it stays; our answer bears the new subject (case 47)."""
    to_maria = await answered(office)
    text = f"And the photos?\n\nOn 23 Nov 2026, Anna Petrova wrote:\n> {ANSWERED}\n"
    page = await office.page(await office.bring(MARIA, "Re: Photos", text, to_maria, To=to_maria))
    assert (3, True) == (page.discussion.posts, "subject-changed" in page.posts[2].flags)
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Photos", "They are here.", to_anna, To=to_anna)
    assert (
        "Re: Photos"
        == [row["subject"] for row in await office.letters() if row["to"] == "maria@bloom.example"][
            -1
        ]
    )


async def test_a_members_own_letter_does_not_break_the_chain(office: PostOffice) -> None:
    """Anna answers from her own mail program with us in Cc, and Maria answers that (case 50)."""
    first = await asked(office)
    fields: dict[str, Any] = {
        "To": MARIA,
        "Cc": office.address,
        "Message_ID": "<anna@agency.example>",
    }
    second = await office.bring(
        ANNA, "Re: Menu page", "We shall.", In_Reply_To="<1@mail.example>", **fields
    )
    third = await office.bring(MARIA, "Re: Menu page", "Fine.", In_Reply_To="<anna@agency.example>")
    assert {first.discussion_id} == {second.discussion_id, third.discussion_id}
    assert [] == [row for row in await office.letters() if row["letter"] == "client"]


async def test_an_answer_to_what_is_gone_from_there_is_not_lost(office: PostOffice) -> None:
    """The post it answers was split off; the answer follows it, and the reply address still leads
    to the discussion (case 51).
    """
    to_maria = await answered(office)
    page = await office.page(
        await office.bring(
            MARIA,
            "Re: Menu page",
            "And a photo page.",
            to_maria,
            To=to_maria,
            Message_ID="<photo@x>",
        )
    )
    other = await rearrange.split_discussion(office.container, None, [page.posts[2].id], "Photos")
    followed = await office.bring(MARIA, "Re: Menu page", "With captions.", In_Reply_To="<photo@x>")
    stayed = await office.bring(MARIA, "Re: Menu page", "Fine.", to_maria, To=to_maria)
    assert (other, 1) == (followed.discussion_id, stayed.discussion_id)


async def test_our_letters_name_the_chain_that_the_client_knows(office: PostOffice) -> None:
    """However long it grew: the parent is last and the field stays short (case 53)."""
    chain = " ".join(f"<{number}@chain.example>" for number in range(150))
    await office.bring(
        MARIA,
        "Re: Menu page",
        "Please build a menu page.",
        References=chain,
        Message_ID="<parent@x>",
    )
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu page", "We shall.", to_anna, To=to_anna)
    letter = letter_json.read(
        [row for row in await office.letters() if row["letter"] == "client"][-1]["content"]
    )
    assert ("parent@x", "parent@x") == (letter.in_reply_to, letter.references[-1])
    assert len(letter.references) <= 20


async def test_a_second_late_reply_goes_where_the_first_one_went(office: PostOffice) -> None:
    """The discussion that continues the closed one is one, however often its old letters are
    answered (case 48).
    """
    to_maria = await answered(office)
    (old,) = await read.list_discussions(office.container)
    await write.close_discussion(
        office.container, await find_person(office.container, "anna@agency.example"), old.id
    )
    office.container.clock.forward(days=40)  # type: ignore[attr-defined]
    late = [
        await office.bring(MARIA, "Re: Menu page", words, to_maria, To=to_maria, Date=None)
        for words in ("It broke.", "Any news?")
    ]
    assert late[0].discussion_id == late[1].discussion_id != old.id
    assert [old.id, old.id] == [post.runner_up for post in (await office.page(late[1])).posts]


async def test_a_strangers_letter_that_was_answered_here_joins_its_answer(
    office: PostOffice,
) -> None:
    """It came after it. Its author was never let in, so the team alone sees it (case 49)."""
    answer = await office.bring(
        MARIA, "Re: Roof", "Yes, in May.", In_Reply_To="<b@x>", References="<a@x> <b@x>"
    )
    parent = await office.bring(
        STRANGER,
        "Re: Roof",
        "May it be in May?",
        In_Reply_To="<a@x>",
        References="<a@x>",
        Message_ID="<b@x>",
    )
    assert answer.discussion_id == parent.discussion_id
    assert ("maria@bloom.example",) == (await office.page(answer)).discussion.participants
    assert [] == [
        row
        for row in await office.letters()
        if row["to"] in ("sam@elsewhere.example", "maria@bloom.example")
    ]


async def test_outlooks_index_of_our_letter_is_known_again(office: PostOffice) -> None:
    """All ids are lost and the subject is a common one; Outlook adds five octets to the index of
    what it answers (case 39).
    """
    await answered(office)
    (to_maria,) = [
        letter_json.read(row["content"])
        for row in await office.letters()
        if row["to"] == "maria@bloom.example"
    ]
    grown = base64.b64encode(base64.b64decode(str(to_maria.thread_index)) + b"12345").decode()
    mail = await office.bring(MARIA, "RE: Question", "Fine.", Thread_Index=grown)
    assert 3 == (await office.page(mail)).discussion.posts
