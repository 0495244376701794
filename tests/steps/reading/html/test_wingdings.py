"""Signs of the font Wingdings."""

import pytest

from mailbridge.steps.reading.mime.parse import parse

SYMBOL = "<span style='mso-char-type:symbol'>"
HEAD = "From: a@client.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def text_of(html: str) -> str:
    raw = f"{HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n<p>{html}</p>"
    return parse(raw.encode()).message.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Thanks <span style='font-family:Wingdings'>J</span> Jane", "Thanks ☺ Jane"),
        ('Thanks <font face="Wingdings">J</font>', "Thanks ☺"),
        (f"So <span style='font-family:Wingdings'>{SYMBOL}&agrave;</span></span> go", "So → go"),
        ("<span style='font-family:Arial'>J</span>", "J"),
        ("<span style='font-family:\"Wingdings 2\"'>P</span>", "P"),
    ],
)
def test_letters_in_that_font_become_signs(html: str, text: str) -> None:
    """Letters of other fonts stay letters."""
    assert text == text_of(html)


def test_the_plain_form_has_its_smiley_too() -> None:
    """As many as the HTML has; words keep their letters."""
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nThanks J See you, J. Roe\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<p>Thanks "
        "<span style='font-family:Wingdings'>J</span> See you, J. Roe</p>\r\n--b--\r\n"
    )
    raw = f"{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n{body}"
    assert parse(raw.encode()).message.text == "Thanks ☺ See you, J. Roe"
