"""Rich text of Outlook: compressed, plain, and around HTML."""

import pytest

from mailbridge.steps.reading.html.rich_text import MOST_OCTETS, decompressed, rich_text

# the example of MS-OXRTFCP section 4.1.1
HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
    "0a800fa0"
)


def test_what_outlook_compressed_is_read() -> None:
    rich = decompressed(HELLO)
    assert rich == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert ("hello world", None) == rich_text(rich)


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        (r"{\rtf1\ansi one\par two\line three\tab four}", "one\ntwo\nthree\tfour"),
        (r"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\rtf1{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}\f1 \'cf\'ee}", "По"),
        (r"{\rtf1\ansi{\colortbl\red0;}{\*\generator Word;}\uc1 gr\u252?n}", "grün"),
        (r"{\rtf1\ansi\u-10179?\u-8704?}", "😀"),
        (r"{\rtf1\ansi a \{b\} c\\d\~e\emdash f}", "a {b} c\\d\xa0e—f"),
        (r"{\rtf1\ansi{\pict 0102ff}seen{\info{\title no}}", "seen"),
        (r"{\rtf1 }", None),
        ("", None),
        (r"{\rtf1 cut \'", "cut '"),
        ("{" * 1000 + "deep", "deep"),
    ],
)
def test_plain_words(rich: str, text: str | None) -> None:
    assert (text, None) == rich_text(rich.encode("latin-1"))


def test_the_html_inside_is_given_as_it_was() -> None:
    rich = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1{\*\htmltag19 <html>}{\*\htmltag64 <p>}"
        rb"\htmlrtf {\htmlrtf0 Gr\'fc\'dfe{\*\htmltag84 &nbsp;}\htmlrtf \par}\htmlrtf0"
        rb"{\*\htmltag72 </p>}{\*\mhtmltag64 no}{\*\htmltag27 </html>}}"
    )
    assert (None, "<html><p>Grüße&nbsp;</p></html>") == rich_text(rich)


@pytest.mark.parametrize("octets", [b"", b"LZFu", HELLO[:20], HELLO[:-3], b"\x00" * 16, b"{no}"])
def test_what_is_damaged_ends_where_it_is(octets: bytes) -> None:
    assert len(decompressed(octets)) < 50


def test_a_size_that_lies_is_not_believed() -> None:
    """A run that repeats itself may not grow for ever."""
    head = HELLO[:4] + b"\xff\xff\xff\x7f" + HELLO[8:16]
    runs = head + b"\xff" + b"\x00\x0f" * 8
    assert len(decompressed(runs * 2 + (b"\xff" + b"\x00\x0f" * 8) * 9_000)) <= MOST_OCTETS
