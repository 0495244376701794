"""Line ends and dots, for any content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.doors.smtp import data, replies
from tests.growth import growth

OCTETS = st.lists(
    st.sampled_from([b"\r", b"\n", b"\r\n", b".", b"..", b"a", b"\x00", b"\xff"]), max_size=60
).map(b"".join)


@given(OCTETS)
def test_after_normalising_every_line_ends_with_crlf(content: bytes) -> None:
    """No CR and no LF is alone, doing it again changes nothing, and no other octet is lost."""
    done = data.normalised(content)
    assert done.count(b"\r\n") == done.count(b"\r") == done.count(b"\n")
    assert done == data.normalised(done)
    assert content.translate(None, b"\r\n") == done.translate(None, b"\r\n")


@given(OCTETS)
def test_a_content_that_is_well_formed_comes_through_unchanged(content: bytes) -> None:
    """What a peer stuffs is what we get (RFC 5321 section 4.5.2)."""
    lines = data.normalised(content).split(b"\r\n")
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    assert b"\r\n".join(lines) == data.unstuffed(b"\r\n" + stuffed)


@pytest.mark.parametrize("octets", [b"\r", b"\n", b"\r\n", b"\r\r\n", b"\n\r", b"\r\n.", b"a"])
def test_hostile_contents_take_linear_time(octets: bytes) -> None:
    """Four times as much of anything takes less than eight times as long."""
    small, large = (octets * (size // len(octets)) for size in (500_000, 2_000_000))
    assert growth(_taken, small, large) < 8


def _taken(content: bytes) -> bool:
    """All that the door does with a content."""
    return data.has_long_line(data.normalised(data.unstuffed(content)))


@given(st.integers(0, 5), st.integers(0, 3))
def test_a_line_is_long_when_it_is(before: int, beyond: int) -> None:
    """64 KiB with its CRLF is the limit, wherever the line stands."""
    line = b"x" * (data.LINE_LIMIT - 3 + beyond) + b"\r\n"
    assert (beyond > 1) == data.has_long_line(b"short\r\n" * before + line + b"short\r\n" * before)


PATHS = {
    "<a@b.test>": ("a@b.test", ""),
    " <a@b.test>  SIZE=7": ("a@b.test", "SIZE=7"),
    "<>": ("<>", ""),
    "<> BODY=8BITMIME": ("<>", "BODY=8BITMIME"),
    "a@b.test SIZE=7": ("a@b.test", "SIZE=7"),
    '<"a>b\\" c"@b.test> X': ('"a>b\\" c"@b.test', "X"),
    "<@x.test,@y.test:a@b.test>": ("a@b.test", ""),
    "<a@b.test": (None, ""),
    '<"a@b.test>': (None, ""),
    "<a b@b.test>": (None, ""),
    "<a\x01b@b.test>": (None, ""),
    "<a\udce4@b.test>": (None, ""),
    "<@x.test>": (None, ""),
    f"<{'a' * 600}@b.test>": (None, ""),
}


@pytest.mark.parametrize(("argument", "expected"), PATHS.items())
def test_a_path_is_read_as_it_is_meant(argument: str, expected: tuple[str | None, str]) -> None:
    """Quoted strings, source routes, the null path, parameters; and None for what nobody can write
    to.
    """
    assert expected == replies.path(argument)
