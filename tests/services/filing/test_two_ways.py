"""One letter that came two ways, directly and through a list that gave it an id of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.container import open_container, rendering
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
WORDS = "Please design the Christmas windows, and tell us the price of both."
FOOTER = "\n\n_______________________________________________\nwindows mailing list\n"
WRITTEN = "Mon, 02 Nov 2026 09:12:13 +0100"
LIST = {"List_Id": "<windows.lists.example>", "Precedence": "list", "Date": WRITTEN}


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


@pytest.mark.parametrize("list_first", [False, True])
@pytest.mark.parametrize("author", [MARIA, "Maria Lopez via windows <windows@lists.example>"])
async def test_a_lists_copy_with_an_id_of_its_own_is_no_second_post(
    office: PostOffice, author: str, *, list_first: bool
) -> None:
    ways = [
        (MARIA, "Christmas windows", WORDS, {"Date": WRITTEN}),
        (author, "[windows] Christmas windows", WORDS + FOOTER, LIST),
    ]
    for who, subject, text, fields in reversed(ways) if list_first else ways:
        mail = await office.bring(who, subject, text, **fields)
    assert ("discard", "duplicate") == (mail.disposition, mail.reason)


async def test_two_letters_of_one_second_are_two(office: PostOffice) -> None:
    """A program may write several letters at once, and a list brings some of them."""
    await office.bring(MARIA, "Christmas windows", WORDS, Date=WRITTEN)
    other = await office.bring(MARIA, "[windows] Easter windows", "Paint eggs on them all.", **LIST)
    again = await office.bring(MARIA, "Christmas windows", f"{WORDS} Or of one.", Date=WRITTEN)
    assert ["accept", "accept"] == [other.disposition, again.disposition]


async def test_an_answer_of_the_same_second_is_a_letter_of_its_own(office: PostOffice) -> None:
    """Though it quotes all that it answers, and the list does not."""
    first = await office.bring(MARIA, "[windows] Christmas windows", WORDS + FOOTER, **LIST)
    page = await office.page(first)
    named = {"In_Reply_To": page.posts[0].message_id, "Date": WRITTEN}
    quoted = f"No.\n\n{WORDS}{FOOTER}"
    answer = await office.bring("Tom <tom@x.example>", "Re: Christmas windows", quoted, **named)
    assert "accept" == answer.disposition
