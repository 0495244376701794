"""Discussions as people read them: lists, pages, files and raw messages."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select, update

from mailbridge.domain.project import Person
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.discussions import read, write
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.transfer.export import export_discussion
from mailbridge.services.transfer.export_fields import split_fields
from mailbridge.store.directory import following
from mailbridge.store.engine.schema import attachments, audiences, discussions, posts
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
HEAD = "From: {0}\r\nTo: {1}\r\nSubject: {2}\r\nMessage-ID: <{2}@x>\r\nMIME-Version: 1.0\r\n"
FILE = (
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello.\r\n--b\r\n"
    "Content-Type: application/pdf; name=menu.pdf\r\n\r\n%PDF-1.4 {0}\r\n--b--\r\n"
)


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Two projects, a member and an observer of the first, and three discussions of it."""
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open("Rival")
    await made.bring("eve@rival.example", "Theirs", "Hello.")
    await made.open("Bloom")
    await made.person("anna@agency.example", "member", "Anna")
    await made.person("watcher@bank.example", "observer", "Watcher")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    container.authenticator.evidence = Evidence(spf=SpfResult("bloom.example", "pass"))  # type: ignore[attr-defined]
    for number in range(3):
        container.clock.forward(hours=1)  # type: ignore[attr-defined]
        subject = f"n{number}"
        raw = (HEAD.format(MARIA, made.address, subject) + FILE.format(subject)).encode()
        await made.bring(MARIA, subject, "", raw=raw)
    yield made
    await container.close()


async def subjects(office: PostOffice, **asked: Any) -> list[str]:
    found = await read.list_discussions(office.container, **asked)
    return [one.subject for one in found]


async def person(office: PostOffice, address: str) -> Person:
    return await register.find_person(office.container, address)


async def change(office: PostOffice, subject: str, **values: Any) -> None:
    """Of a discussion, and of its posts where it is about them."""

    def work(db: Connection) -> None:
        db.execute(update(discussions).where(discussions.c.subject == subject).values(**values))

    await office.container.store.write(work)


async def test_lists_begin_with_what_is_newest(office: PostOffice) -> None:
    """Of one project or of all, of a state, so many, and from one on."""
    assert ["n2", "n1", "n0", "Theirs"] == await subjects(office)
    assert ["n2", "n1", "n0"] == await subjects(office, project="Bloom")
    assert ["n2", "n1"] == await subjects(office, limit=2)
    first = (await read.list_discussions(office.container, limit=1))[0].id
    assert ["n1", "n0", "Theirs"] == await subjects(office, before_id=first)
    assert ["n2", "n1", "n0", "Theirs"] == await subjects(office, before_id=99)
    await change(office, "n1", state="closed")
    assert ["n1"] == await subjects(office, state="closed")


async def test_a_list_goes_on_among_those_of_one_moment(office: PostOffice) -> None:
    """By their numbers, so that none is left out and none comes twice."""
    await change(office, "n1", updated=office.container.clock() - timedelta(days=1))
    await change(office, "n0", updated=office.container.clock() - timedelta(days=1))
    second = (await read.list_discussions(office.container))[-2]
    assert ("n1", ["n0"]) == (second.subject, await subjects(office, before_id=second.id))


async def test_a_list_holds_a_hundred(office: PostOffice) -> None:
    """Where nobody says how many."""

    def work(db: Connection) -> None:
        row = db.execute(select(discussions).limit(1)).one()._asdict()
        row.pop("id")
        db.execute(insert(discussions), [row] * 100)

    await office.container.store.write(work)
    assert 100 == len(await subjects(office))


async def test_a_list_shows_what_its_reader_may_see(office: PostOffice) -> None:
    """A member their project, an observer that without what is internal; another's project does
    not exist.
    """
    await change(office, "n2", internal=True)
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    assert ["n2", "n1", "n0"] == await subjects(office, viewer=anna)
    assert ["n1", "n0"] == await subjects(office, viewer=watcher)
    with pytest.raises(Refused, match="“Rival”"):
        await subjects(office, viewer=anna, project="Rival")


async def test_a_page_shows_notes_to_the_team_alone(office: PostOffice) -> None:
    """An observer sees the discussion without them."""
    found = (await read.list_discussions(office.container, limit=1))[0].id
    await office.container.store.write(
        lambda db: db.execute(
            update(posts).where(posts.c.discussion_id == found).values(internal=True)
        )
    )
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    pages = [await read.show_discussion(office.container, found, one) for one in (None, anna)]
    assert [1, 1] == [len(page.posts) for page in pages]
    assert () == (await read.show_discussion(office.container, found, watcher)).posts


async def test_a_page_says_what_of_it_waits_to_leave(office: PostOffice) -> None:
    """To the team, or to nobody in particular: an answer that can still be taken back."""
    found = (await read.list_discussions(office.container, limit=1))[0].id
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    office.container.undo = timedelta(seconds=60)
    post = await write.add_reply(office.container, anna, found, "Rye then.")
    pages = [
        await read.show_discussion(office.container, found, one) for one in (None, anna, watcher)
    ]
    assert [{post}, {post}, set()] == [page.held for page in pages]


async def test_a_page_says_whether_its_reader_follows(office: PostOffice) -> None:
    """This discussion, and this reader; who left it does not."""
    second, first = [one.id for one in await read.list_discussions(office.container, limit=2)]
    anna = await person(office, "anna@agency.example")
    igor = await office.person("igor@agency.example", "member", "Igor")

    async def follows(number: int, viewer: Person | None) -> bool:
        return (await read.show_discussion(office.container, number, viewer)).follows

    for said in (True, False):
        await office.container.store.write(
            partial(following.follow, discussion_id=first, person_id=anna.id, follows=said)
        )
        assert said is await follows(first, anna)
        for number, viewer in ((first, igor), (first, None), (second, anna)):
            assert await follows(number, viewer) is False


async def test_a_discussion_of_another_project_does_not_exist(office: PostOffice) -> None:
    """Its page neither."""
    theirs = (await read.list_discussions(office.container))[-1]
    anna = await person(office, "anna@agency.example")
    with pytest.raises(Refused, match="no such discussion"):
        await read.show_discussion(office.container, theirs.id, anna)


async def test_a_large_message_is_read_from_where_it_is_kept(office: PostOffice) -> None:
    """Its file, and itself: over 256 KiB they do not lie in the database."""
    words = "x" * 300_000
    raw = (HEAD.format(MARIA, office.address, "large") + FILE.format(words)).encode()
    mail = await office.bring(MARIA, "", "", raw=raw)
    assert mail.discussion_id is not None
    page = await read.show_discussion(office.container, mail.discussion_id)
    _, content = await read.read_attachment(office.container, page.posts[0].attachments[0].id)
    assert b"%PDF-1.4 " + words.encode() == content
    [message] = await export_discussion(office.container, mail.discussion_id)
    assert raw == split_fields(message)[1]


async def test_a_file_has_its_own_bytes(office: PostOffice) -> None:
    """Found again in the raw message it came with."""
    page = await read.show_discussion(
        office.container, (await read.list_discussions(office.container, limit=1))[0].id
    )
    file = page.posts[0].attachments[0]
    view, content = await read.read_attachment(office.container, file.id)
    assert ("menu.pdf", file, b"%PDF-1.4 n2") == (view.filename, view, content)


@pytest.mark.parametrize(
    ("table", "change"),
    [(posts, {"internal": True}), (discussions, {"internal": True}), (posts, {"released": False})],
    ids=["a note", "an internal discussion", "unproven words"],
)
async def test_a_file_is_for_those_who_read_its_post(
    office: PostOffice, table: Table, change: dict[str, bool]
) -> None:
    """Of another project, or of what is inside, it does not exist; nor one that is not there."""
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    rival = await office.person("rita@agency.example", "member", "Rita", project="Rival")
    assert b"%PDF-1.4 n0" == (await read.read_attachment(office.container, 1, watcher))[1]
    await office.container.store.write(lambda db: db.execute(update(table).values(**change)))
    for number, viewer in ((1, watcher), (1, rival), (99, anna), (99, None)):
        with pytest.raises(Refused, match="no such file"):
            await read.read_attachment(office.container, number, viewer)
    assert b"%PDF-1.4 n0" == (await read.read_attachment(office.container, 1, anna))[1]


async def test_a_file_is_for_those_whom_its_post_was_meant_for(office: PostOffice) -> None:
    """Where somebody was left out of it, an observer has to be named; the team reads it anyhow."""
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    tom = await office.person("tom@bloom.example", "client", "Tom Reed")

    async def hears(post: int, who: Person, heard: bool) -> None:
        row = {"post_id": post, "person_id": who.id, "heard": heard}
        await office.container.store.write(lambda db: db.execute(insert(audiences), row))

    wanted = select(attachments.c.id, attachments.c.post_id).order_by(attachments.c.id).limit(2)
    (file, first), (_, second) = await office.container.store.read(
        lambda db: db.execute(wanted).all()
    )
    await hears(first, tom, False)
    await hears(second, watcher, True)
    with pytest.raises(Refused, match="no such file"):
        await read.read_attachment(office.container, file, watcher)
    assert (await read.read_attachment(office.container, file, anna))[1]
    await hears(first, watcher, True)
    assert (await read.read_attachment(office.container, file, watcher))[1]


async def test_raw_messages_are_exported_to_the_team(office: PostOffice) -> None:
    """As they came, with their header fields; not to observers, and not of another's project."""
    found = (await read.list_discussions(office.container, project="Bloom", limit=1))[0].id
    raw = await export_discussion(office.container, found)
    assert (1, True) == (
        len(raw),
        split_fields(raw[0])[1].startswith(b"From: Maria Lopez <maria@bloom.example>\r\n"),
    )
    anna, watcher = [
        await person(office, one) for one in ("anna@agency.example", "watcher@bank.example")
    ]
    assert raw == await export_discussion(office.container, found, anna)
    with pytest.raises(Refused, match="may not"):
        await export_discussion(office.container, found, watcher)
    rival = await office.person("rita@agency.example", "member", "Rita", project="Rival")
    with pytest.raises(Refused, match="no such discussion"):
        await export_discussion(office.container, found, rival)
