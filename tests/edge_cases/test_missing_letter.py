"""A client answers a letter that a member sent from his own inbox: it joins the chain, and the
discussion says what is missing.
"""

from typing import Any

import pytest

from mailbridge.domain.message import Mailbox
from mailbridge.services.discussions import read
from mailbridge.services.views.mail_models import MailView
from mailbridge.steps.deciding.conversation.missing_letter import cited
from mailbridge.store.outbox import letter_json
from tests.languages import ENGLISH, RUSSIAN
from tests.services.post_office import PostOffice

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
IGOR = "Igor Orlov <igor@agency.example>"
HERS = (
    "We shall build it in the first week of December, with the photographs that you sent us on "
    "Monday last."
)
ABOVE = "On Tue, 3 Nov 2026 at 10:00, Anna Petrova <anna@agency.example> wrote:"
HEADER = (
    "From: Anna Petrova\nSent: Tuesday, November 3, 2026 10:00 AM\nTo: Maria Lopez\nSubject: Re: "
    "Menu page\n"
)
ATTRIBUTIONS = [
    ABOVE,
    "On Tue, 3 Nov 2026 at 10:00, Anna Petrova wrote:",
    "вт, 3 нояб. 2026 г. в 10:00, Anna Petrova <anna@agency.example>:",
    "Am 3. November 2026 um 10:00 schrieb Anna Petrova <anna@agency.example>:",
    "Le mar. 3 nov. 2026 à 10:00, Anna Petrova <anna@agency.example> a écrit :",
]


def quoting(above: str, words: str = HERS, below: str = "> ") -> str:
    return f"Fine, go on.\n\n{above}\n\n{below}{words}\n"


async def answer(office: PostOffice, text: str, **fields: Any) -> MailView:
    """Maria asks, Anna answers from her own inbox without us, and Maria answers that with us in
    To.
    """
    await office.bring(
        MARIA, "Menu page", "Please build a menu page.", Date="Mon, 02 Nov 2026 09:00:00 +0100"
    )
    named = {
        "In_Reply_To": "<anna@agency.example>",
        "Date": "Sun, 22 Nov 2026 10:00:00 +0100",
        **fields,
    }
    return await office.bring(MARIA, "Re: Menu page", text, **named)


@pytest.mark.parametrize("above", ATTRIBUTIONS)
async def test_the_discussion_says_which_letter_is_missing(office: PostOffice, above: str) -> None:
    """Weeks later, by the same subject alone; who wrote it and when is read from the quote, in its
    language (cases 39, 49).
    """
    page = await office.page(await answer(office, quoting(above)))
    missing = [
        (one.author, one.written.date().isoformat() if one.written else None, one.message_id)
        for one in page.missing
    ]
    assert (2, [("anna@agency.example", "2026-11-03", "anna@agency.example")]) == (
        page.discussion.posts,
        missing,
    )


async def test_outlooks_header_fields_say_it_as_well(office: PostOffice) -> None:
    """There is no quote mark, and no address."""
    page = await office.page(await answer(office, quoting(HEADER, below="")))
    assert [("Anna Petrova", "2026-11-03")] == [
        (one.name, str(one.written)[:10]) for one in page.missing
    ]


async def test_it_stands_on_the_time_line_in_both_languages(office: PostOffice) -> None:
    """With what to do about it."""
    page = await office.page(await answer(office, quoting(ABOVE)))
    [event] = [event for event in page.events if event.kind == "missing"]
    english, russian = event.words(ENGLISH), event.words(RUSSIAN)
    assert english.startswith("Anna Petrova's letter of 3 November is missing here")
    assert russian.startswith("Здесь не хватает письма от 3 ноября (автор: Anna Petrova)")


async def test_the_letter_to_the_team_says_it_once(office: PostOffice) -> None:
    """In each reader's language, to its author as hers; it names the address to forward it to."""
    await office.person("igor@agency.example", "member", "Igor Orlov", language="ru")
    await answer(office, quoting(ABOVE))
    rows = [row for row in await office.letters() if row["letter"] == "team"]
    notices = {row["to"]: letter_json.read(row["content"]).notices for row in rows}
    hers = (
        "Your letter of 3 November is missing here, and this one answers it. Forward it to "
        f"{office.address}, and it joins."
    )
    his = "Не хватает письма от 3 ноября (автор: Anna Petrova), это ответ на него."
    his += f" Перешлите его на {office.address}, и оно встанет на место."
    assert (hers, his) == (notices["anna@agency.example"][0], notices["igor@agency.example"][0])


async def test_the_letter_itself_comes_and_the_sentence_goes(office: PostOffice) -> None:
    """Anna sends us the very same letter: it joins, nobody is written to twice, and it is still the
    team's move.
    """
    mail = await answer(office, quoting(ABOVE))
    fields = {
        "To": MARIA,
        "Cc": office.address,
        "Message_ID": "<anna@agency.example>",
        "Date": "Tue, 03 Nov 2026 10:00:00 +0100",
    }
    late = await office.bring(ANNA, "Re: Menu page", HERS, In_Reply_To="<1@mail.example>", **fields)
    page = await office.page(late)
    assert (mail.discussion_id, 3, (), "team") == (
        late.discussion_id,
        page.discussion.posts,
        page.missing,
        page.discussion.whose_move,
    )
    assert [] == [event for event in page.events if event.kind == "missing"]
    assert [] == [row for row in await office.letters() if row["letter"] == "client"]


@pytest.mark.parametrize("author", [ANNA, IGOR])
@pytest.mark.parametrize("words", [HERS, "We shall."])
async def test_it_joins_when_a_member_forwards_it(
    office: PostOffice, author: str, words: str
) -> None:
    """With no id of the old letter at all: it is hers, of her date, and the client has it
    already.
    """
    await office.person("igor@agency.example", "member", "Igor Orlov")
    mail = await answer(office, quoting(ABOVE, words))
    block = f"From: {ANNA}\nDate: Tue, 3 Nov 2026 at 10:00\nSubject: Re: Menu page\nTo: {MARIA}"
    text = f"---------- Forwarded message ---------\n{block}\n\n{words}\n"
    late = await office.bring(author, "Fwd: Menu page", text)
    page = await office.page(late)
    post = next(one for one in page.posts if one.id == late.post_id)
    assert (mail.discussion_id, (), "anna@agency.example", words) == (
        late.discussion_id,
        page.missing,
        post.author,
        post.reply.strip(),
    )
    assert [] == [row for row in await office.letters() if row["letter"] == "client"]


async def test_a_letter_we_hold_is_not_missing(office: PostOffice) -> None:
    """Its id was rewritten on the way; its words are here (case 39)."""
    await office.bring(MARIA, "Menu page", "Please build a menu page.")
    await office.bring(
        ANNA, "Re: Menu page", HERS, To=MARIA, Cc=office.address, In_Reply_To="<1@mail.example>"
    )
    page = await office.page(
        await office.bring(MARIA, "Re: Menu page", quoting(ABOVE), In_Reply_To="<0102@ses.example>")
    )
    assert (3, ()) == (page.discussion.posts, page.missing)


async def test_a_letter_of_ours_is_not_missing(office: PostOffice) -> None:
    """Our letters name their author, and the project's address."""
    above = f"On Tue, 3 Nov 2026 at 10:00, Anna Petrova (Agency) <{office.address}> wrote:"
    page = await office.page(await answer(office, quoting(above)))
    assert () == page.missing


@pytest.mark.parametrize(
    "above",
    [
        "On Tue, 3 Nov 2026 at 10:00, Sam <sam@elsewhere.example> wrote:",
        "On Tue, 3 Nov 2026, Anna wrote:",
    ],
)
async def test_only_a_members_letter_is_missed(office: PostOffice, above: str) -> None:
    """A stranger's is nobody's here; a first name may be anybody's."""
    page = await office.page(await answer(office, quoting(above)))
    assert () == page.missing


async def test_two_members_of_one_name_are_nobody(office: PostOffice) -> None:
    """It is not guessed which."""
    await office.person("petrova@agency.example", "member", "Anna Petrova")
    page = await office.page(
        await answer(office, quoting("On Tue, 3 Nov 2026 at 10:00, Anna Petrova wrote:"))
    )
    assert () == page.missing


async def test_two_answers_miss_it_once(office: PostOffice) -> None:
    """Maria and Tom both answer Anna's letter."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    await answer(office, quoting(ABOVE))
    mail = await office.bring(
        TOM, "Re: Menu page", quoting(ABOVE), In_Reply_To="<anna@agency.example>"
    )
    page = await office.page(mail)
    assert (3, 1) == (page.discussion.posts, len(page.missing))


async def test_foreign_words_do_not_join_by_subject(office: PostOffice) -> None:
    """It answers a letter nobody here saw, and quotes at length what was never written here."""
    await office.bring(MARIA, "Menu page", "Please build a menu page.")
    other = (
        "The oven was delivered yesterday and the cook says that its door is broken, so we have "
        "to send it back at once."
    )
    above = "On Mon, 23 Nov 2026 at 09:00, Sam <sam@elsewhere.example> wrote:"
    mail = await office.bring(
        MARIA, "Re: Menu page", quoting(above, other), In_Reply_To="<sam@elsewhere.example>"
    )
    assert 1 == (await office.page(mail)).discussion.posts


async def test_a_discussion_with_nothing_missing_says_nothing(office: PostOffice) -> None:
    """The list is empty, not absent."""
    mail = await office.bring(MARIA, "Menu page", "Please build a menu page.")
    assert mail.discussion_id is not None
    assert () == (await read.show_discussion(office.container, mail.discussion_id)).missing


def test_what_stands_above_the_first_quote_is_read() -> None:
    """Not what that quotes in turn."""
    found = cited(
        f"{ABOVE}\n\n> {HERS}\n>\n> On Mon, 2 Nov 2026, Maria <maria@bloom.example> wrote:\n>> "
        "Please build it.\n",
        None,
    )
    assert found is not None
    assert (Mailbox("", "anna@agency.example"), HERS) == (found.author, found.text)
