"""Header text is one line, whatever its encoded words hold."""

import base64

import pytest

from mailbridge.domain.message import Attachment
from mailbridge.steps.reading.mime.parse import parse


def word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\t", "\r\n\t"]
)
def test_an_encoded_line_end_is_a_space(end: str) -> None:
    """Else a subject could add fields to our letters, and lines to our logs."""
    raw = (
        f"From: {word(f'Maria{end}Bcc: eve')} <maria@bloom.example>\r\nSubject: "
        f"{word(f'Menu{end}Bcc: eve@evil.example')}\r\n\r\nHello\r\n"
    )
    message = parse(raw.encode()).message
    assert message.author is not None
    assert ("Menu Bcc: eve@evil.example", "Maria Bcc: eve") == (
        message.subject,
        message.author.name,
    )
    assert all(value.isprintable() for _, value in message.headers)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u202d"])
def test_signs_that_nobody_sees_are_gone(sign: str) -> None:
    """Escapes that paint a terminal, and the sign that shows gnp.exe as exe.png."""
    raw = (
        f"From: {word(f'Ma{sign}ria')} <maria@bloom.example>\r\nSubject: "
        f"{word(f'Me{sign}nu')}\r\nMessage-ID: <a{sign}b@c>\r\n\r\n"
    ).encode()
    message = parse(raw).message
    assert message.author is not None
    assert ("Menu", "Maria") == (message.subject, message.author.name)
    assert (message.message_id or "").isprintable()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("menu.pdf", "menu.pdf"),
        ("../../etc/menu.pdf", "menu.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\anna\\menu.pdf", "menu.pdf"),
        ("C:menu.pdf", "menu.pdf"),
        ("\\\\server\\share\\menu.pdf", "menu.pdf"),
        ("menu.pdf/", "menu.pdf"),
        ("..", None),
        ("../..", None),
        ("", None),
        (None, None),
        ("Меню 1/2.pdf", "2.pdf"),
    ],
)
def test_a_file_is_kept_by_the_last_part_of_its_name(written: str | None, kept: str | None) -> None:
    """RFC 2183 section 2.3: a path in it leads nowhere here."""
    assert kept == Attachment(written, "application/pdf", 1, "", False, "2").last_part
