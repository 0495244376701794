"""Pictures stand where the HTML has a place for them, whatever it calls them."""

import base64

import pytest

from mailbridge.domain.message import Message
from mailbridge.steps.reading.mime.parse import parse

HEAD = "From: a@client.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(60)).decode()


def picture(name: str, *fields: str) -> str:
    extra = "".join(f"{field}\r\n" for field in fields)
    return (
        f"Content-Type: image/png; name={name}\r\nContent-Transfer-Encoding: base64\r\n"
        f"{extra}\r\n{PNG}"
    )


def read(*parts: str, kind: str = "related") -> Message:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    head = f"{HEAD}Content-Type: multipart/{kind}; boundary=b\r\n\r\n"
    return parse((head + body + "--b--\r\n").encode()).message


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ('"cid:one@x"', ("Content-ID: <one@x>",)),
        ("cid:one@x", ("Content-ID: <one@x>",)),
        ("'cid:ONE%40x'", ("Content-ID: <one@x>",)),
        ('"image001.png"', ()),
        ('"file:///C:/Temp/Image001.PNG"', ()),
        ('"cid:image001.png@01D1.2"', ()),
        ('"https://site.test/l.png"', ("Content-Location: https://site.test/l.png",)),
    ],
)
def test_a_place_is_found(source: str, fields: tuple[str, ...]) -> None:
    """By Content-ID, by location, by the name of the file with or without cid:."""
    html = f"{HTML}<p>See <img src={source}> there</p>"
    message = read(html, picture("image001.png", *fields))
    file = message.attachments[0]
    assert file.inline
    assert f'<img src="cid:{file.content_id}">' in (message.html or "")


def test_pictures_from_elsewhere_stay_elsewhere() -> None:
    """A file of the same name is not what the sender meant."""
    message = read(f'{HTML}<img src="https://site.test/a.png">', picture("a.png"))
    assert not message.attachments[0].inline
    assert "https://site.test/a.png" in (message.html or "")


def test_a_picture_between_two_halves_keeps_its_place() -> None:
    """Apple Mail cuts the text where the picture stands."""
    placed = picture("a.png", "Content-Disposition: inline")
    message = read(HTML + "<p>one</p>", placed, HTML + "<p>two</p>", kind="mixed")
    html = message.html or ""
    assert html.index("one") < html.index("cid:part2@picture") < html.index("two")
    assert "one\n\ntwo" == message.text


TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n"


def test_a_picture_between_two_plain_texts_keeps_its_place() -> None:
    """Where no HTML tells it, a page of the same words does; what they quote is a quote."""
    placed = picture("a.png", "Content-Disposition: inline")
    message = read(TEXT + "1 < 2", placed, TEXT + "two\r\n> old", kind="mixed")
    assert "1 < 2\n\ntwo\n> old" == message.text
    assert (
        '<div>1 &lt; 2</div>\n<p><img src="cid:part2@picture"></p>\n'
        "<div>two</div><blockquote> old</blockquote>"
    ) == message.html


def test_a_picture_below_a_plain_text_makes_no_page() -> None:
    """It follows the words as a file."""
    message = read(TEXT + "one", picture("a.png", "Content-Disposition: inline"), kind="mixed")
    assert (None, 1) == (message.html, len(message.attachments))


def test_a_document_that_no_text_shows_is_no_picture() -> None:
    """Whatever its disposition says."""
    part = (
        "Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: inline\r\n\r\n%PDF-1.4"
    )
    assert not read(HTML + "<p>one</p>", part, kind="mixed").attachments[0].inline
