"""Pictures and formatting of a member's or a client's letter travel on in the letters about it."""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.services.telling import drain_outbox
from tests.container import Relay, open_container, rendering
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria is a client, Anna a member."""
    renderer, relay = rendering(), Relay()
    container = await open_container(store_url, tmp_path, renderer=renderer, relay=relay)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


def mail(author: str, text: str, html: str, number: int, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = author, "us@bridge.test", "Loaf"
    message["Message-ID"] = f"<{number}@x.example>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    message.get_payload()[1].add_related(PNG, "image", "png", cid="<loaf@x>", filename="l.png")
    return message.as_bytes()


async def letter_to(office: PostOffice, address: str) -> EmailMessage:
    """The newest letter to somebody, as it left."""
    await drain_outbox.drain(office.container)
    relay = office.container.relay
    assert isinstance(relay, Relay)
    content = [content for _, to, content in relay.taken if to == address][-1]
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]


def page_and_pictures(letter: EmailMessage) -> tuple[str, list[EmailMessage]]:
    body = letter.get_body(("html",))
    assert body is not None
    pictures = [part for part in letter.walk() if part.get_content_maintype() == "image"]
    return str(body.get_content()), pictures


async def test_a_clients_picture_stands_in_the_teams_letter(office: PostOffice) -> None:
    """However small: in its place, under a Content-ID of ours."""
    html = '<p>This <b>loaf</b>: <img src="cid:loaf@x"> is rye.</p>'
    await office.bring(MARIA, "", "", raw=mail(MARIA, "This loaf: is rye.", html, 1))
    page, pictures = page_and_pictures(await letter_to(office, "anna@agency.example"))
    assert len(pictures) == 1
    content_id = pictures[0]["Content-ID"].strip("<>")
    assert PNG == pictures[0].get_content()
    assert page.index("<b>loaf</b>") < page.index(f"cid:{content_id}") < page.index("is rye")


async def test_formatting_survives_a_command(office: PostOffice) -> None:
    """The command is cut off, the list stays, greys and grounds go."""
    await office.bring(MARIA, "Loaf", "Which loaf?", Message_ID="<0@x.example>")
    address = await office.reply_address("anna@agency.example")
    html = (
        '<div>#task Bake</div><div style="color:#222;background:white">Hi Maria, these:</div>'
        "<ul><li>rye</li><li><b>oat</b></li></ul>"
    )
    raw = mail(ANNA, "#task Bake\nHi Maria, these:\n\n- rye\n- oat\n", html, 2, "<0@x.example>")
    await office.bring(ANNA, "", "", to=address, raw=raw)
    page, _ = page_and_pictures(await letter_to(office, "maria@bloom.example"))
    assert "<li>rye</li>" in page
    assert "<b>oat</b>" in page
    assert "#task" not in page
    assert "background:white" not in page
