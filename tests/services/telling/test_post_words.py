"""The words and files of a mail that came in leave again with the letters about it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.services.telling import outbox
from tests.container import open_container, rendering
from tests.services.post_office import PostOffice


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path, renderer=rendering("5b1e"))
    office = await PostOffice(container).open()
    await office.person("anna@agency.test", "member", "Anna")
    yield office
    await container.close()


def mail(to: str, *files: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = (
        "Maria <maria@bloom.test>",
        to,
        "Photos",
        "<photos@bloom.test>",
    )
    made.set_content(
        "Here they are.\n\nOn Fri, 20 Nov 2026 at 10:00, Anna <anna@agency.test> wrote:\n> Please "
        "send the photos.\n"
    )
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


async def sent(office: PostOffice, raw: bytes) -> EmailMessage:
    await office.bring("maria@bloom.test", "Photos", "", raw=raw)
    [row] = await office.letters()
    found = message_from_bytes(
        await outbox.render_letter(office.container, row["id"]), policy=policy.default
    )
    assert isinstance(found, EmailMessage)
    return found


async def test_what_nobody_wrote_here_is_told_and_files_travel_along(office: PostOffice) -> None:
    """The quote of a first letter is shown below its words."""
    found = await sent(
        office, mail(office.address, ("rye.bin", b"\x00rye"), ("menu.bin", b"\x01menu"))
    )
    body = found.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith(
        "Here they are.\r\n\r\nOn Fri, 20 Nov 2026 at 10:00, Anna <anna@agency.test> wrote:\r\n"
        "> Please send the photos.\r\n\r\nAttached:\r\n"
        "  rye.bin (4 bytes)\r\n  menu.bin (5 bytes)\r\n"
    )
    assert [("rye.bin", b"\x00rye"), ("menu.bin", b"\x01menu")] == [
        (file.get_filename(), file.get_payload(decode=True)) for file in found.iter_attachments()
    ]


async def test_what_would_make_a_letter_too_big_is_fetched_by_a_link(office: PostOffice) -> None:
    """The letter says so, and until when."""
    office.container.limits = replace(office.container.limits, letter_files=6)
    found = await sent(office, mail(office.address, ("rye.bin", b"12345"), ("film.bin", b"12345")))
    body = found.get_body(("plain",))
    assert body is not None
    assert ["rye.bin"] == [file.get_filename() for file in found.iter_attachments()]
    assert "film.bin (5 bytes, by the link below)" in body.get_content()
    assert re.search(
        r"until Mon 7 Dec:\r\n  http://bridge.test/f/[a-z2-7]{16,}\r\n", body.get_content()
    )
