"""What a letter quotes that nobody wrote here is shown with it: unfolded on the page, and in the
team's letter.
"""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailbridge.domain.flag import Flag
from mailbridge.services.telling import outbox
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
