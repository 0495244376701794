"""A letter went to many: each who answers it has a discussion of his own, and nobody reads
another's words (case 46).
"""

from typing import Any

import pytest

from mailbridge.services.views.mail_models import MailView
from tests.services.post_office import PostOffice

ANNA = "Anna Petrova <anna@agency.example>"
NEWS = (
    "Our autumn news: the new season begins, and the shop is open on Sundays from now on until "
    "the end of the year."
)
MANY = ", ".join(f"p{number}@x{number}.example" for number in range(30))
QUOTED = f"\n\nOn Mon, 23 Nov 2026 at 10:00, Anna Petrova <anna@agency.example> wrote:\n> {NEWS}\n"


async def news(office: PostOffice, **fields: Any) -> MailView:
    return await office.bring(
        ANNA, "Our autumn news", NEWS, **{"Message_ID": "<news@agency.example>", **fields}
    )


async def answers(office: PostOffice, authors: list[str], **fields: Any) -> list[MailView]:
    named = {
        "In_Reply_To": "<news@agency.example>",
        "References": "<news@agency.example>",
        **fields,
    }
    return [
        await office.bring(author, "Re: Our autumn news", f"Words of {author}.{QUOTED}", **named)
        for author in authors
    ]


WAYS = [
    {"To": MANY},
    {"To": ANNA, "Cc": MANY},
    {"To": "undisclosed-recipients:;"},
    {"To": ANNA},
    {},  # the project in To, everybody else in Bcc
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("known", [True, False])
async def test_each_answer_stands_alone_and_is_linked(
    office: PostOffice, way: dict[str, str], known: bool
) -> None:
    """Whether its recipients are shown or not, and the answering people known or not."""
    authors = [f"p{number}@x{number}.example" for number in range(5)]
    for author in authors if known else ():
        await office.person(author)
    first = await news(office, **way)
    mails = await answers(office, authors)
    pages = [await office.page(mail) for mail in mails]
    assert 6 == len({first.discussion_id, *(mail.discussion_id for mail in mails)})
    assert [first.discussion_id] * 5 == [page.posts[0].runner_up for page in pages]
    assert [((author,), 1) for author in authors] == [
        (page.discussion.participants, page.discussion.posts) for page in pages
    ]


@pytest.mark.parametrize("known", [True, False])
async def test_nobody_here_saw_it(office: PostOffice, known: bool) -> None:
    """All that the answers have in common is an id that no letter of ours has."""
    authors = [f"p{number}@x{number}.example" for number in range(5)]
    for author in authors if known else ():
        await office.person(author)
    mails = await answers(office, authors)
    assert 5 == len({mail.discussion_id for mail in mails})
    assert [1] * 5 == [(await office.page(mail)).discussion.posts for mail in mails]


@pytest.mark.parametrize("way", [*WAYS, None])
async def test_a_second_answer_joins_the_first_of_its_author(
    office: PostOffice, way: dict[str, str] | None
) -> None:
    """And a colleague's stands with it; others do not meet them."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    if way is not None:
        await news(office, **way)
    authors = [
        "maria@bloom.example",
        "sam@elsewhere.example",
        "maria@bloom.example",
        "tom@bloom.example",
        "sam@elsewhere.example",
    ]
    places = [mail.discussion_id for mail in await answers(office, authors)]
    assert (places[0], places[0], places[1]) == (places[2], places[3], places[4])
    assert places[0] != places[1]


async def test_no_client_gets_anothers_words(office: PostOffice) -> None:
    """No letter to one of them names the other, nor does what Anna answers to one bring them
    together.
    """
    await office.person("lee@x.example", "client", "Lee")
    await news(office, To=MANY)
    mails = await answers(office, ["maria@bloom.example", "lee@x.example"])
    chain = "<news@agency.example> <2@mail.example>"
    back = await office.bring(
        ANNA,
        "Re: Our autumn news",
        "Thank you.",
        To="maria@bloom.example",
        Cc=office.address,
        In_Reply_To="<2@mail.example>",
        References=chain,
    )
    assert mails[0].discussion_id == back.discussion_id
    assert [2, 1] == [(await office.page(mail)).discussion.posts for mail in mails]
    assert [] == [
        row
        for row in await office.letters()
        if row["to"] in ("maria@bloom.example", "lee@x.example")
    ]


async def test_answers_that_lost_their_header_do_not_meet(office: PostOffice) -> None:
    """The subject of a letter to many is everybody's."""
    for author in ("lee@x.example", "kim@y.example"):
        await office.person(author)
    await news(office, To=MANY)
    mails = await answers(
        office, ["lee@x.example", "kim@y.example"], In_Reply_To=None, References=None
    )
    assert 2 == len({mail.discussion_id for mail in mails})


async def test_the_newsletter_that_comes_after_its_answers_stands_alone(office: PostOffice) -> None:
    """It gathers nobody."""
    mails = await answers(office, ["lee@x.example", "kim@y.example"])
    late = await news(office, To=MANY)
    assert 3 == len({late.discussion_id, *(mail.discussion_id for mail in mails)})


async def test_a_clients_circular_stays_his(office: PostOffice) -> None:
    """Maria writes to all her suppliers with us in Cc; she goes on in hers, each supplier in his
    own.
    """
    first = await office.bring(
        "maria@bloom.example",
        "We move",
        "Our new address is below.",
        To=MANY,
        Cc=office.address,
        Message_ID="<m@x>",
    )
    theirs = await office.bring("p1@x1.example", "Re: We move", "Noted.", In_Reply_To="<m@x>")
    hers = await office.bring(
        "maria@bloom.example", "Re: We move", "And the telephone, too.", In_Reply_To="<m@x>"
    )
    assert (first.discussion_id, True) == (
        hers.discussion_id,
        theirs.discussion_id != first.discussion_id,
    )
    assert ("maria@bloom.example",) == (await office.page(first)).discussion.participants


async def test_a_newsletter_by_machine_is_no_conversation(office: PostOffice) -> None:
    """It says how to unsubscribe, and no address to post to (RFC 2369)."""
    first = await news(
        office, List_Unsubscribe="<https://news.example/u>", List_Id="<news.agency.example>"
    )
    mails = await answers(office, ["lee@x.example", "kim@y.example"])
    assert 3 == len({first.discussion_id, *(mail.discussion_id for mail in mails)})


async def test_a_letter_to_a_handful_is_a_conversation(office: PostOffice) -> None:
    """Six people who see one another talk in one place."""
    few = [f"p{number}@x{number}.example" for number in range(6)]
    first = await news(office, To=", ".join(few), Cc=office.address)
    mails = await answers(office, few[:2])
    assert {first.discussion_id} == {mail.discussion_id for mail in mails}


async def test_two_who_share_more_than_one_ancestor_are_one_conversation(
    office: PostOffice,
) -> None:
    """We were put in Cc late: nothing of the chain was ever seen here, but the chain is the same
    (case 49).
    """
    await office.person("lee@x.example")
    first = await office.bring(
        "maria@bloom.example", "Re: Menu", "One.", In_Reply_To="<b@x>", References="<a@x> <b@x>"
    )
    second = await office.bring(
        "lee@x.example", "Re: Menu", "Two.", In_Reply_To="<c@x>", References="<a@x> <b@x> <c@x>"
    )
    assert first.discussion_id == second.discussion_id
