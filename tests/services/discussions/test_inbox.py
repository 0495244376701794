"""The lists of the inbox, and one act on several discussions."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbridge.domain.discussion import Tab
from mailbridge.domain.project import Person
from mailbridge.services.discussions import inbox, several, write
from mailbridge.services.discussions.inbox import InboxRow, list_inbox
from mailbridge.services.discussions.several import Act, act_on_several
from mailbridge.services.refusal import Refused
from mailbridge.store.engine.schema import people, posts
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"


BY_AGE = (Tab.ALL, Tab.NEW)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Three discussions of Bloom's, the first of which waits longest, and one of a rival's."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna")
    await made.person("olga@agency.example", "admin", "Olga")
    rival = await PostOffice(container, brought=50).open("Rival")
    await rival.bring("bob@gmail.com", "Theirs", "Hello?")
    for subject in ("First", "Second", "Third"):
        container.clock.forward(hours=1)  # type: ignore[attr-defined]
        await made.bring(MARIA, subject, f"{subject} word. Which colour?")
    yield made
    await container.close()


async def who(office: PostOffice, name: str) -> Person:
    from mailbridge.services.people import register

    return await register.find_person(office.container, f"{name}@agency.example")


async def rows(office: PostOffice, tab: Tab, name: str = "anna", **more: object) -> list[InboxRow]:
    page = await list_inbox(office.container, tab, await who(office, name), **more)  # type: ignore[arg-type]
    return list(page.rows)


async def subjects(office: PostOffice, tab: Tab, name: str = "anna") -> list[str]:
    return [one.subject for one in await rows(office, tab, name)]


async def test_each_list_holds_what_it_says(office: PostOffice) -> None:
    """With its count; what is closed or answered goes elsewhere; nobody sees other projects."""
    anna, container = await who(office, "anna"), office.container
    first, second, third = [one.id for one in await rows(office, Tab.OURS)]
    await act_on_several(container, anna, Act.TAKE, [second])
    await write.add_reply(container, anna, first, "Blue. Is that right?")
    await act_on_several(container, anna, Act.CLOSE, [third])
    found = {tab: await subjects(office, tab) for tab in Tab}
    assert {
        Tab.OURS: ["Second"],
        Tab.WAITING: ["First"],
        Tab.CLOSE: [],
        Tab.UNASSIGNED: [],
        Tab.MINE: ["Second"],
        Tab.NEW: ["First", "Third", "Second"],
        Tab.ALL: ["First", "Third", "Second"],
    } == found | {tab: sorted(found[tab], key=["First", "Third", "Second"].index) for tab in BY_AGE}
    page = await list_inbox(container, Tab.OURS, anna)
    assert {tab: len(some) for tab, some in found.items()} == dict(page.counts)
    assert 4 == (await list_inbox(container, Tab.OURS, await who(office, "olga"))).counts[Tab.ALL]


async def test_pages_lead_there_and_back(office: PostOffice) -> None:
    """Each discussion once, in the order of the list."""
    anna, container = await who(office, "anna"), office.container
    first = await list_inbox(container, Tab.OURS, anna, limit=2)
    assert (["First", "Second"], None) == ([one.subject for one in first.rows], first.newer)
    last = await list_inbox(container, Tab.OURS, anna, after=first.older, limit=2)
    assert (["Third"], None) == ([one.subject for one in last.rows], last.older)
    back = await list_inbox(container, Tab.OURS, anna, after=last.newer, back=True, limit=2)
    assert first.rows == back.rows
    assert (None, first.older) == (back.newer, back.older)
    newest = await list_inbox(container, Tab.ALL, anna, limit=2)
    assert ["Third", "Second"] == [one.subject for one in newest.rows]


async def test_a_row_says_what_one_needs(office: PostOffice) -> None:
    """Whose it is, the last words, what is asked, what is new to the reader and what went wrong."""
    anna, container = await who(office, "anna"), office.container
    row = (await rows(office, Tab.OURS))[0]
    assert ("Maria Lopez", "bloom.example", "Bloom", 1) == (
        row.person,
        row.company,
        row.project,
        row.questions,
    )
    assert ("First word. Which colour?", "Maria Lopez", True, "") == (
        row.said,
        row.said_by,
        row.unread,
        row.assignee,
    )
    assert ("unproven",) == row.trouble
    assert "" == (await rows(office, Tab.ALL, "olga"))[-1].company
    await container.store.write(lambda db: db.execute(update(posts).values(released=True)))
    await container.store.write(lambda db: db.execute(update(people).values(unreachable=True)))
    assert ("unreachable",) == (await rows(office, Tab.OURS))[0].trouble
    await inbox.see(container, anna, row.id, 99)
    assert [False, True, True] == [one.unread for one in await rows(office, Tab.OURS)]
    await inbox.see_everything(container, anna)
    assert [False] * 3 == [one.unread for one in await rows(office, Tab.OURS)]
    assert all(one.unread for one in await rows(office, Tab.OURS, "olga"))


async def test_one_act_does_all_or_nothing_and_is_taken_back(office: PostOffice) -> None:
    """Taken, given, closed, muted and moved; what was so already is left out."""
    anna, container = await who(office, "anna"), office.container
    ids = [one.id for one in await rows(office, Tab.OURS)]
    olga = await who(office, "olga")
    taken = await act_on_several(container, olga, Act.TAKE, ids[:1])
    given = await act_on_several(container, anna, Act.ASSIGN, ids, "anna@")
    assert (tuple(ids), (olga.id, 0, 0), "Anna") == (given.ids, given.before, given.to)
    assert ["Anna"] * 3 == [one.assignee for one in await rows(office, Tab.MINE)]
    await several.give_back(container, anna, given.ids, given.before)
    assert ["Olga", "", ""] == [one.assignee for one in await rows(office, Tab.OURS)]
    assert taken.before == (0,)
    assert tuple(ids) == (await act_on_several(container, anna, Act.MUTE, ids)).ids
    assert () == (await act_on_several(container, anna, Act.MUTE, ids)).ids
    assert all(one.muted for one in await rows(office, Tab.OURS))
    moved = await act_on_several(container, olga, Act.MOVE, ids[:2], "Rival")
    assert (tuple(ids[:2]), "Rival") == (moved.ids, moved.to)
    assert ["Third"] == await subjects(office, Tab.ALL)
    await act_on_several(container, olga, Act.BACK, ids[:2])
    assert 3 == len(await subjects(office, Tab.ALL))
    theirs = next(one.id for one in await rows(office, Tab.ALL, "olga") if one.subject == "Theirs")
    with pytest.raises(Refused, match="no such discussion"):
        await act_on_several(container, anna, Act.CLOSE, [*ids, theirs])
    assert 3 == len(await subjects(office, Tab.OURS))
    with pytest.raises(Refused, match="at least one"):
        await act_on_several(container, anna, Act.CLOSE, [])
