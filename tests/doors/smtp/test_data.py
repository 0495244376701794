"""Line ends and dots, for any content."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.verdict import Reason
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


def test_a_line_without_an_end_is_measured_too() -> None:
    """As if it ended there."""
    line = b"x" * data.LINE_LIMIT
    assert [False, True] == [data.has_long_line(one) for one in (line, line + b"x")]


@dataclass
class Room:
    """Holds so many bytes, and remembers what it was asked and how much had come each time."""

    held: int = 1 << 30
    limit: int = 1 << 20
    asked: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)

    async def __call__(self, size: int) -> Reason | None:
        self.asked.append(size)
        if size > self.limit:
            return Reason.TOO_BIG
        return None if size <= self.held else Reason.BUSY

    def alive(self, size: int) -> None:
        self.came.append(size)


async def received(
    wire: bytes, room: Room | None = None, block: int = 1 << 16
) -> tuple[bytes | Reason, bytes]:
    """What `read` makes of it, and what it leaves for the next command; so many bytes come at
    once, and the reader keeps as many back.
    """
    reader, room = asyncio.StreamReader(limit=block), room or Room()
    reading = asyncio.create_task(data.read_message(reader, room, room.alive))
    reader.feed_data(wire[:block])  # it may have come before anybody reads
    for start in range(block, len(wire), block):
        await asyncio.sleep(0)
        reader.feed_data(wire[start : start + block])
    return await reading, bytes(reader._buffer)  # type: ignore[attr-defined]


@pytest.mark.parametrize("block", [8, 16, 100, 1 << 16])
async def test_a_content_is_read_in_blocks_of_any_size(block: int) -> None:
    """It ends where it ends, and what comes behind is left for the next command."""
    lines = b"".join(b"line %d.\r\n" % number for number in range(20))
    wire = lines + b"..\r\n" + lines + b".\r\nRSET\r\n.\r\n"
    assert (lines + b".\r\n" + lines, b"RSET\r\n.\r\n") == await received(wire, block=block)


async def test_the_least_contents() -> None:
    """No line at all; one empty line; a dot that was doubled."""
    assert [b"", b"\r\n", b".\r\n", b"a\r\n"] == [
        (await received(wire))[0]
        for wire in (b".\r\n", b"\r\n.\r\n", b"..\r\n.\r\n", b"a\r\n.\r\n")
    ]


@pytest.mark.parametrize("block", [8, 1 << 16])
async def test_too_big_a_content_is_read_to_its_end(block: int) -> None:
    """So that the dialogue goes on behind it."""
    wire = b"0123456789\r\n" * 10 + b".\r\nQUIT\r\n"
    assert (b"0123456789\r\n" * 10, b"QUIT\r\n") == await received(
        wire, Room(limit=120), block=block
    )
    assert (Reason.TOO_BIG, b"QUIT\r\n") == await received(wire, Room(limit=119), block=block)


async def test_room_is_asked_for_all_that_came_so_far() -> None:
    """Each time something came; no more once there is none, and that is the reason."""
    wire = b"0123456789\r\n" * 10 + b".\r\n"
    whole, none = Room(), Room(held=50)
    await received(wire, whole, block=20)
    assert (whole.asked, 120) == (sorted(whole.asked), whole.asked[-1])
    assert whole.asked == whole.came
    assert len(whole.asked) > 3
    assert Reason.BUSY == (await received(wire, none, block=20))[0]
    assert (1, whole.came) == (sum(size > 50 for size in none.asked), none.came)


async def test_one_block_needs_room_too() -> None:
    """For what it holds without the CRLF that stands before it."""
    assert [b"abc\r\n", Reason.BUSY] == [
        (await received(b"abc\r\n.\r\n", Room(held)))[0] for held in (5, 4)
    ]


@pytest.mark.parametrize("block", [1000, 1 << 20])
async def test_a_long_line_is_a_reason_however_it_came(block: int) -> None:
    """65,536 octets with its CRLF are the most."""
    line = b"x" * 65_534 + b"\r\n"
    assert [line, Reason.LINE_TOO_LONG] == [
        (await received(wire + b".\r\n", block=block))[0] for wire in (line, b"x" + line)
    ]


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"a\rb\nc\r\n", b"a\r\nb\r\nc\r\n"),
        (b"a\r\r\nb", b"a\r\nb"),
        (b"a\r\r\r\nb\r\r\n", b"a\r\nb\r\n"),
        (b"\n\r", b"\r\n\r\n"),
        (b"", b""),
    ],
)
def test_line_ends_of_all_sorts(octets: bytes, expected: bytes) -> None:
    """One line end each; CRs before an LF belong to it."""
    assert expected == data.normalised(octets)


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
