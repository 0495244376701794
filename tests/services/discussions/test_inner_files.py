"""Files of letters that came as files."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.discussions import read
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import AttachmentView
from mailbridge.store.engine.schema import attachments, posts
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
LETTER = """From: Maria Lopez <maria@bloom.example>
To: {to}
Subject: The mill wrote
Message-ID: <outer@bloom.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer

Please read this.
--outer
Content-Type: message/rfc822

From: The Mill <office@mill.example>
Subject: Prices
MIME-Version: 1.0
Content-Type: multipart/related; boundary=inner

--inner

The prices of May.
--inner
Content-Type: image/gif; name=flour.gif
Content-Disposition: inline; filename=flour.gif
Content-ID: <flour@mill.example>
Content-Transfer-Encoding: base64

R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
--inner--
--outer
Content-Type: application/pdf; name=menu.pdf

%PDF-1.4 menu
--outer--
"""
FLOUR = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002014400"
)


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna")
    await made.person("watcher@bank.example", "observer", "Watcher")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    container.authenticator.evidence = Evidence(spf=SpfResult("bloom.example", "pass"))  # type: ignore[attr-defined]
    raw = LETTER.format(to=made.address).replace("\n", "\r\n").encode()
    await made.bring(MARIA, "", "", raw=raw)
    yield made
    await container.close()


async def files(office: PostOffice) -> tuple[AttachmentView, AttachmentView]:
    """The letter and the plain file beside it."""
    newest = (await read.list_discussions(office.container, limit=1))[0].id
    letter, menu = (await read.show_discussion(office.container, newest)).posts[0].attachments
    return letter, menu


async def test_a_file_of_an_attached_letter_is_read_by_its_part(office: PostOffice) -> None:
    """It is told as a file of that letter, under its number; so much for its bytes."""
    letter, menu = await files(office)
    assert letter.letter is not None
    [picture] = letter.letter.files
    view, octets = await read.read_attachment(office.container, letter.id, None, picture.part)
    expected = AttachmentView(
        letter.id,
        "flour.gif",
        "image/gif",
        picture.size,
        picture.sha256,
        True,
        "flour@mill.example",
    )
    assert (expected, FLOUR) == (view, octets[: len(FLOUR)])
    assert len(octets) == picture.size
    whole = (await read.read_attachment(office.container, letter.id))[1]
    assert b"The prices of May." in whole
    assert b"%PDF-1.4 menu" == (await read.read_attachment(office.container, menu.id))[1]


async def test_a_part_is_looked_for_in_its_own_letter(office: PostOffice) -> None:
    """What is no letter has none, and a letter those alone that it came with."""
    letter, menu = await files(office)
    assert letter.letter is not None
    part = letter.letter.files[0].part
    for number, asked in (
        (letter.id, part + ".9"),
        (letter.id, ""),
        (menu.id, part),
        (menu.id, ""),
    ):
        with pytest.raises(Refused, match="no such file"):
            await read.read_attachment(office.container, number, None, asked)


async def test_what_is_inside_is_so_with_its_files(office: PostOffice) -> None:
    """A letter that is kept from clients shows an observer none of its files; a member reads them,
    and each says that it is inside.
    """
    letter, _ = await files(office)
    assert letter.letter is not None
    part = letter.letter.files[0].part
    anna, watcher = [
        await register.find_person(office.container, one)
        for one in ("anna@agency.example", "watcher@bank.example")
    ]
    assert (await read.read_attachment(office.container, letter.id, watcher, part))[1]
    kept = update(attachments).where(attachments.c.id == letter.id).values(stays_inside=True)
    await office.container.store.write(lambda db: db.execute(kept))
    with pytest.raises(Refused, match="no such file"):
        await read.read_attachment(office.container, letter.id, watcher, part)
    view, octets = await read.read_attachment(office.container, letter.id, anna, part)
    assert (True, FLOUR) == (view.inside, octets[: len(FLOUR)])
    note = update(posts).values(internal=True)
    await office.container.store.write(lambda db: db.execute(note))
    with pytest.raises(Refused, match="no such file"):
        await read.read_attachment(office.container, letter.id, watcher, part)
