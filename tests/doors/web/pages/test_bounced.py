"""A letter that came back: everywhere its reader is shown, it says that letters do not arrive; and
it can be sent again.
"""

import pytest

from mailbridge.services.telling import undelivered
from mailbridge.services.views.discussion_views import discussion_views
from mailbridge.store.discussions import discussions
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, STRANGER, Site

WORDS = "550 5.1.1 User unknown"


@pytest.fixture
async def lost(site: Site) -> Site:
    """The letter to the client came back."""
    await site.container.store.write(
        lambda db: undelivered.record_bounce(
            db, site.container, site.ids["letter"], WORDS, hard=True
        )
    )
    return site


async def test_the_api_says_who_cannot_be_reached(lost: Site) -> None:
    """On the person, in the list of discussions, in the discussion and on its time line (EDGE_CASES
    61).
    """
    async with await lost.api(MEMBER) as client:
        people = (await client.get("/people")).json()
        (listed,) = (await client.get("/discussions")).json()
        page = (await client.get(f"/discussions/{lost.ids['discussion']}")).json()
    assert [CLIENT] == [
        address for one in people if one["unreachable"] for address in one["addresses"]
    ]
    assert ([CLIENT], [CLIENT]) == (listed["unreachable"], page["unreachable"])
    assert [CLIENT] == [one["address"] for one in page["people"] if one["unreachable"]]
    [failed] = [event for event in page["events"] if event["kind"] == "letter_failed"]
    assert f"A letter to {CLIENT} could not be delivered: {WORDS}" == failed["words"]


async def test_a_letter_that_came_back_is_sent_again_through_the_api(lost: Site) -> None:
    """By a member of its project; then the person can be reached again."""
    path = f"/outbox/{lost.ids['letter']}"
    async with await lost.api(STRANGER) as client:
        assert [404, 404] == [
            (await client.get(path)).status_code,
            (await client.post(f"{path}/retry")).status_code,
        ]
    async with await lost.api(MEMBER) as client:
        [bounced] = (await client.get("/outbox", params={"state": "bounced"})).json()
        assert (str(lost.ids["letter"]), WORDS) == (bounced["id"], bounced["last_reply"])
        assert "queued" == (await client.post(f"{path}/retry")).json()["state"]
        assert "queued" == (await client.get(path)).json()["state"]
        assert [] == (await client.get("/discussions")).json()[0]["unreachable"]


@pytest.mark.parametrize(
    ("who", "words", "again"),
    [
        (ADMIN, "cannot be reached", "Send it again"),
        (MEMBER, "письма не доходят", "Отправить ещё раз"),
    ],
)
async def test_pages_say_who_cannot_be_reached(
    lost: Site, who: str, words: str, again: str
) -> None:
    """In the inbox, beside the discussion and among the people; the letter has a button, in the
    reader's language.
    """
    browser = await lost.browser(who)
    pages = [
        (await browser.get(path)).text
        for path in ("/?tab=all", f"/discussions/{lost.ids['discussion']}", "/people")
    ]
    assert [True, True, True] == [words in page for page in pages]
    assert again in (await browser.get(f"/outbox/{lost.ids['letter']}")).text
    assert 303 == (await browser.post(f"/outbox/{lost.ids['letter']}/retry")).status_code
    views = await lost.container.store.read(
        lambda db: discussion_views(
            db, list(discussions.by_ids(db, {lost.ids["discussion"]}).values())
        )
    )
    assert [()] == [one.unreachable for one in views]


async def test_a_mistake_in_another_address_stands_beside_it(lost: Site) -> None:
    """In the discussion, with what was typed."""
    browser = await lost.browser(MEMBER)
    answer = await browser.post(f"/outbox/{lost.ids['letter']}/again", address="nobody at home")
    assert 422 == answer.status_code
    assert 'value="nobody at home" aria-invalid="true"' in answer.text
    assert f'id="again-{lost.ids["letter"]}"' in answer.text
    assert 'id="words"' in answer.text
