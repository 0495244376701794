"""What hostile mail costs: time linear in its size, and parts, levels and fields within limits."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.reading.mime.parse import parse
from mailbridge.steps.reading.mime.part_tree import MAX_FIELDS, MAX_PARTS
from tests.growth import growth

LEVEL = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
HEAD = b"From: a@x.test\r\nSubject: x\r\n"


def body(content: bytes, kind: bytes = b"text/plain") -> bytes:
    return HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + content


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "nested parts": lambda n: HEAD + b"".join(LEVEL % (i, i) for i in range(n // 60)),
    "many parts": lambda n: body(b"--b\r\n\r\nx\r\n" * (n // 10), b"multipart/mixed; boundary=b"),
    "false delimiters": lambda n: body(b"--b" * (n // 3), b"multipart/mixed; boundary=b"),
    "nested divs": lambda n: body(b"<div>" * (n // 5), b"text/html"),
    "one line": lambda n: body(b"a" * n),
    "many fields": lambda n: b"X: y\r\n" * (n // 6) + HEAD + b"\r\nx",
    "encoded words": lambda n: b"Subject: " + b"=?a?b?" * (n // 6) + b"\r\n\r\n",
    "open comments": lambda n: b"To: " + b"(" * n + b"\r\n\r\n",
    "open quotes": lambda n: b"To: " + b'"\\' * (n // 2) + b"\r\n\r\n",
    "colons": lambda n: b"To: " + b"@:" * (n // 2) + b"\r\n\r\n",
    "parameters": lambda n: body(b"x", b'text/plain;a="' + b'\\"' * (n // 2)),
    "uuencode": lambda n: body(b"begin 644 x\r\n" * (n // 13)),
    "yenc": lambda n: body(b"=ybegin name=x\r\n" * (n // 16)),
    "data urls": lambda n: body(b'<img src="data:image/png;base64,' * (n // 32), b"text/html"),
    "base64 runs": lambda n: body(
        b"=A" * (n // 2), b"text/plain\r\nContent-Transfer-Encoding: base64"
    ),
    "flowed": lambda n: body(b"a \n" * (n // 3), b"text/plain; format=flowed"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_size_costs_no_more_than_linear_time(kind: str) -> None:
    """Quadratic work would cost sixteen times as much; small amounts of time are not compared."""
    assert growth(parse, HOSTILE[kind](60_000), HOSTILE[kind](240_000)) < 10


def test_parts_levels_and_fields_have_limits() -> None:
    """What goes beyond a limit is named as a defect and not read."""
    many = parse(HOSTILE["many parts"](200_000)).message
    deep = parse(HOSTILE["nested parts"](90_000)).message
    wide = parse(HOSTILE["many fields"](60_000)).message
    assert f"more than {MAX_PARTS} parts, the rest not read" in many.defects
    assert any("nested deeper" in defect for defect in deep.defects)
    assert len(wide.headers) == MAX_FIELDS


@given(st.binary(max_size=2000))
def test_any_octets_parse(raw: bytes) -> None:
    """No octets at all make the parser raise, and its text can always be written as UTF-8."""
    parse(raw).message.text.encode("utf-8")


FIELDS = st.sampled_from([
    b"From: ", b"To: \"", b"Subject: =?utf-8?B?", (
        b"Content-Type: multipart/mixed; boundary=b"
    ), b"Content-Type: text/html; charset=",
    b"Content-Transfer-Encoding: base64", b"Content-Type: message/rfc822", (
        b"Content-Disposition: attachment; filename*0*="
    ), b"Date: ",
    b"--b", b"--b--", b"begin 644 x", b"=ybegin name=x", b"=yend", b"\x30\x80", (
        b"<img src='data:image/png;base64,"
    ), b"References: <a@b",
    b"Content-Type: application/pkcs7-mime", (
        b"Content-Type: message/delivery-status"
    ), b"\x78\x9f\x3e\x22", b"Content-Type: text/calendar",
])  # fmt: skip


@given(st.lists(st.one_of(FIELDS, st.binary(max_size=30), st.just(b"")), max_size=30))
def test_any_pile_of_mail_fragments_parses(lines: list[bytes]) -> None:
    """Fragments of real syntax in any order do no harm either."""
    message = parse(b"\r\n".join(lines)).message
    "".join([message.text, message.html or "", message.subject, *message.defects]).encode("utf-8")
