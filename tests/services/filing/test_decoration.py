"""The same picture on several letters of one domain is folded away, and can be shown."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.services.views.mail_models import MailView
from mailbridge.store.outbox import letter_json
from tests.container import open_container
from tests.services.post_office import PostOffice

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(100)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    yield made
    await container.close()


async def bring(
    office: PostOffice, author: str, number: int, *pictures: bytes, attached: bytes = b""
) -> MailView:
    """A letter with pictures in its signature, and perhaps a file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = author, office.address, f"Letter {number}"
    message["Message-ID"], message["Date"] = (
        f"<{number}.{author}>",
        "Mon, 23 Nov 2026 10:00:00 +0100",
    )
    message.set_content(f"Hello, this is letter {number}")
    tags = "".join(f'<img src="cid:p{at}@x">' for at in range(len(pictures)))
    message.add_alternative(f"<p>Hello, this is letter {number}</p>{tags}", subtype="html")
    html = message.get_payload()[1]  # type: ignore[index]
    assert isinstance(html, EmailMessage)
    for at, picture in enumerate(pictures):
        html.add_related(
            picture,
            "image",
            "png",
            cid=f"<p{at}@x>",
            disposition="inline",
            filename=f"image{at}.png",
        )
    if attached:
        message.add_attachment(attached, "image", "png", filename="photo.png")
    return await office.bring(
        author, "", "", raw=message.as_bytes().replace(b"\n", b"\r\n"), reverse_path=author
    )


async def folded(office: PostOffice, mail: MailView) -> list[bool]:
    page = await office.page(mail)
    [post] = [post for post in page.posts if post.id == mail.post_id]
    return [file.decoration for file in post.attachments]


async def test_a_logo_is_known_at_its_third_letter(office: PostOffice) -> None:
    """And in the two before; what came along only once is not."""
    letters = [
        await bring(office, f"{name}@bloom.example", at, PNG, PNG + bytes([at]))
        for at, name in enumerate(("maria", "tom"))
    ]
    assert [[False, False]] * 2 == [await folded(office, mail) for mail in letters]
    letters.append(await bring(office, "maria@bloom.example", 2, PNG, PNG + b"\x09"))
    assert [[True, False]] * 3 == [await folded(office, mail) for mail in letters]


async def test_the_same_picture_from_other_companies_is_not_counted_together(
    office: PostOffice,
) -> None:
    """Each domain has its own logos."""
    letters = [
        await bring(office, f"maria@{domain}.example", 1, PNG)
        for domain in ("bloom", "harvest", "mill", "mybloom")
    ]
    assert [[False]] * 4 == [await folded(office, mail) for mail in letters]


async def test_a_picture_twice_in_one_letter_counts_once(office: PostOffice) -> None:
    """A letter is a letter."""
    assert [False, False, False] == await folded(
        office, await bring(office, "maria@bloom.example", 1, PNG, PNG, PNG)
    )


async def test_letters_do_not_list_decoration(office: PostOffice) -> None:
    """Only what somebody sent on purpose."""
    for number in range(3):
        await bring(office, "maria@bloom.example", number, attached=PNG)
    await bring(office, "maria@bloom.example", 3, PNG, attached=PNG * 200)
    named = [
        [name for name, _ in letter_json.read(row["content"]).attachments]
        for row in await office.letters()
    ]
    assert [["photo.png"], ["photo.png"], [], ["photo.png"]] == named


async def test_the_time_for_each_message_is_measured(office: PostOffice) -> None:
    """From its first look to its commit, in seconds."""
    seconds: list[float] = []
    office.container.runtime.filed.add(seconds.append)
    await bring(office, "maria@bloom.example", 1)
    assert [True] == [0 < one < 60 for one in seconds]
