"""What a letter quotes that nobody wrote here is shown with it: unfolded on the page, and in the
team's letter.
"""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailbridge.domain.flag import Flag
from mailbridge.services.desk.uncut import restore_cut
from mailbridge.services.searching.search import search
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import PostView
from tests.container import open_container, rendering
from tests.services.post_office import PostOffice

MARIA, SUPPLIER = "Maria <maria@bloom.example>", "supplier@paper.example"
OLD = "The paper you asked for will be late, because the mill has closed for repairs until June."
QUOTE = f"On Fri, 1 May 2026 at 10:15, Rita <{SUPPLIER}> wrote:\n\n> {OLD}\n"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path, renderer=rendering("5b1e"))
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria")
    yield made
    await container.close()


async def _team_letter(office: PostOffice) -> str:
    row = [row for row in await office.letters() if row["to"] == "anna@agency.example"][-1]
    found = message_from_bytes(
        await outbox.render_letter(office.container, row["id"]), policy=policy.default
    )
    body = found.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().replace(">", " ").split())


async def test_the_quote_of_a_first_letter_is_shown_with_it(office: PostOffice) -> None:
    """The author brings the team into a thread that it never saw."""
    mail = await office.bring(
        MARIA, "Re: paper", f"Please see to this.\n\n{QUOTE}", In_Reply_To="<1@paper.example>"
    )
    [post] = (await office.page(mail)).posts
    assert post.reply == "Please see to this."
    assert OLD in post.quoted
    assert Flag.QUOTES_UNKNOWN in post.flags
    assert OLD in await _team_letter(office)


async def test_a_quote_of_what_was_written_here_stays_folded(office: PostOffice) -> None:
    text = "The menu page is ready, and we would like to hear what you think of its colours."
    first = await office.bring(MARIA, "Menu", text)
    quote = f"On Mon, 23 Nov 2026 at 10:00, Maria <maria@bloom.example> wrote:\n\n> {text}\n"
    mail = await office.bring(
        MARIA, "Re: Menu", f"And the prices?\n\n{quote}", In_Reply_To="<1@mail.example>"
    )
    assert mail.discussion_id == first.discussion_id
    assert Flag.QUOTES_UNKNOWN not in (await office.page(mail)).posts[-1].flags
    assert (await _team_letter(office)).startswith("And the prices? Maria")


async def test_a_program_of_which_too_much_was_cut_is_shown_unfolded(office: PostOffice) -> None:
    """What the person writes with it, in any version; what they write with another stays folded,
    and what was restored is found.
    """
    text = "The menu page is ready, and we would like to hear what you think of its colours."
    quote = f"On Mon, 23 Nov 2026 at 10:00, Maria <maria@bloom.example> wrote:\n\n> {text}\n"
    await office.bring(MARIA, "Menu", text)

    async def answer(words: str, program: str) -> PostView:
        body = f"{words}\n\n-- \nZebras and lions\n\n{quote}"
        mail = await office.bring(
            MARIA, "Re: Menu", body, In_Reply_To="<1@mail.example>", X_Mailer=program
        )
        return (await office.page(mail)).posts[-1]

    async def found() -> set[int]:
        page = await search(office.container, "colours")
        return {hit.id for hit in page.results if hit.kind == "post"}

    first = await answer("And the prices?", "Example Mail 1.0 (beta)")
    assert ("And the prices?", "-- \nZebras and lions") == (first.reply, first.signature.strip())
    assert first.id not in await found()
    await restore_cut(office.container, first.id)
    assert first.id in await found()
    second = await answer("And the drinks?", "Example Mail 2.1")
    assert Flag.QUOTES_UNKNOWN in second.flags
    assert ("And the drinks?", "") == (second.reply, second.signature)
    assert all(words in second.quoted for words in (text, "Zebras and lions"))
    assert second.id in await found()
    other = await answer("And the wine?", "Another")
    assert Flag.QUOTES_UNKNOWN not in other.flags
