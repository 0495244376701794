"""A large message that a disk has changed is not taken for what came."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.services.filing import ingest
from mailbridge.services.kept_octets import DamagedError, raw_bytes
from mailbridge.services.mail_log import browse
from mailbridge.services.oversight import erasing
from mailbridge.services.receiving import accept
from mailbridge.services.refusal import Refused
from tests.container import open_container
from tests.files import files
from tests.services.post_office import PostOffice, letter

MARIA = "Maria <maria@bloom.example>"
LONG = "They grow on the roof. " * 15_000


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path)
    yield await PostOffice(container).open()
    await container.close()


def damage(folder: Path) -> str:
    """Change one bit of the only blob; its name."""
    (file,) = files(folder / "blobs", "*")
    changed = bytearray(file.read_bytes())
    changed[-9] ^= 1
    file.write_bytes(changed)
    return file.name


async def test_it_is_not_filed_and_comes_whole_once_it_is_sent_again(
    office: PostOffice, tmp_path: Path
) -> None:
    """Its octets are compared when they are read; the same message, kept once more, mends them."""
    content = letter(MARIA, "Ferns", LONG, 1, To=office.address)
    ids = await accept.accept(
        office.container, [Envelope("m@bloom.example", office.address)], content
    )
    sha256 = damage(tmp_path)
    await ingest.drain(office.container)
    assert (await browse.show_mail(office.container, ids[0])).disposition != "accept"
    with pytest.raises(DamagedError):
        await raw_bytes(office.container, None, sha256)
    with pytest.raises(Refused, match=f"blobs/{sha256[:2]}/{sha256}"):
        await browse.read_raw(office.container, ids[0])
    await accept.accept(office.container, [Envelope("m@bloom.example", office.address)], content)
    assert content == await raw_bytes(office.container, None, sha256)


async def test_who_is_in_it_can_be_forgotten_all_the_same(
    office: PostOffice, tmp_path: Path
) -> None:
    """Nobody knows whom a damaged message names: it is dropped."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    mail = await office.bring(MARIA, "Ferns", LONG, Cc="tom@bloom.example")
    damage(tmp_path)
    await erasing.erase_person(office.container, "tom@bloom.example", None)
    assert not (await browse.show_mail(office.container, mail.id)).has_raw
