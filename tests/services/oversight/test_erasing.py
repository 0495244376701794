"""Who is erased leaves a number: no address, no name, no word of theirs; others' words stay."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services.discussions import read, write
from mailbridge.services.oversight import audit_list, erasing, exporting
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.searching.reindex import take_in
from mailbridge.services.telling import drain_outbox
from mailbridge.store.engine import sqlite_copy
from tests.container import Relay, open_container
from tests.services.oversight.everywhere import places_of
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA = "anna@agency.example"
THEIRS = ["maria@bloom.example", "maria lopez", "rye loaf", "menu.pdf"]


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asks, Anna answers, Tom quotes her and copies her in."""
    container = await open_container(store_url, tmp_path, relay=Relay())
    made = await PostOffice(container).open()
    for address, role, name in (
        (ANNA, "admin", "Anna"),
        ("maria@bloom.example", "client", "Maria Lopez"),
        ("tom@bloom.example", "client", "Tom Reed"),
    ):
        await made.person(address, role, name)
    await made.bring(MARIA, "Bread", "Here is the rye loaf. Can you put menu.pdf online?")
    anna = await register.find_person(container, ANNA)
    await write.add_reply(container, anna, 1, "Dear both, yes, on Friday.")
    await made.bring(
        TOM,
        "Re: Bread",
        f"I agree, ask maria@bloom.example.\n\nOn Monday {MARIA} wrote:\n> It was green.\n",
        Cc=MARIA,
        In_Reply_To="<1@mail.example>",
    )
    await drain_outbox.drain(container)
    yield made
    await container.close()


async def test_no_trace_is_left_in_any_table_blob_or_copy(
    office: PostOffice, tmp_path: Path
) -> None:
    """Nor in a copy of the database that is made afterwards; what others wrote is still there."""
    container = office.container
    while await take_in(container):
        pass
    assert await places_of(container, tmp_path / "blobs", THEIRS)
    done: list[int] = []
    await erasing.erase_person(container, "MARIA@bloom.example", progress=done.append)
    assert [] == await places_of(container, tmp_path / "blobs", THEIRS)
    if container.store.is_sqlite:
        copies = tmp_path / "copies"
        copies.mkdir()
        database = Path(str(container.store.url.database))
        await sqlite_copy.copy(database, copies / "copy.sqlite")
        assert [] == await places_of(container, copies, THEIRS)
    page = await read.show_discussion(container, 1)
    assert ["", "Dear both, yes, on Friday."] == [post.reply.strip() for post in page.posts][:2]
    shown = " ".join(post.text for post in page.posts)
    assert "I agree, ask erased-2@erased.invalid." in shown
    assert "It was green." in shown
    assert "erased person" == page.posts[0].author_name
    newest = (await audit_list.list_audit(container))[0]
    assert ("erased", "person erased person") == (newest.did, newest.what)
    assert len(done) > 1


async def test_what_comes_later_from_there_is_a_strangers(office: PostOffice) -> None:
    """Letters that they answer, and their address, lead to nobody that was."""
    await erasing.erase_person(office.container, "maria@bloom.example")
    mail = await office.bring(MARIA, "Again", "Hello?")
    page = await office.page(mail)
    assert mail.discussion_id != 1
    assert ["maria@bloom.example"] == [post.author for post in page.posts]
    with pytest.raises(Refused):
        await erasing.erase_person(
            office.container, ANNA, await register.find_person(office.container, ANNA)
        )


async def test_an_export_holds_all_of_it(office: PostOffice) -> None:
    """Rows by table, the mail they wrote as mbox; no secret, and the log says who took it."""
    packed = await exporting.export_person(office.container, "maria@bloom.example")
    archive = zipfile.ZipFile(io.BytesIO(packed))
    mail = archive.read("mail.mbox").decode()
    assert mail.startswith("From ")
    assert ("rye loaf" in mail, "I agree" in mail) == (True, False)
    posts = json.loads(archive.read("tables/posts.json"))
    assert ["Here is the rye loaf. Can you put menu.pdf online?"] == [
        row["reply"].strip() for row in posts
    ]
    assert {"person.json", "tables/people.json", "tables/participants.json"} <= set(
        archive.namelist()
    )
    assert "exported" == (await audit_list.list_audit(office.container))[0].did
