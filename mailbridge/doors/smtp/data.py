"""The content of a mail transaction as it comes over the wire (RFC 5321 sections 2.3.8 and 4.5.2).

Only CRLF.CRLF ends it. Whatever else looks like the end of a line is part of the content, and
travels on as CRLF.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from mailbridge.domain.verdict import Reason

END = b"\r\n.\r\n"
LINE_LIMIT = 64 * 1024  # bytes of a line with its CRLF
BIG = 256 * 1024  # bytes from which on work on the content is done in a thread
_RETURNS_BEFORE_LF = re.compile(rb"(?<!\r)\r++\n")


async def read_message(
    reader: asyncio.StreamReader,
    room: Callable[[int], Awaitable[Reason | None]],
    alive: Callable[[int], None],
) -> bytes | Reason:
    """The content with CRLF line ends; or why it cannot be taken, once the peer has sent it all.

    room: asked whether so many bytes may be held, says why not. alive: told how many came by now,
    whenever some came.
    """
    reader._buffer[:0] = b"\r\n"  # type: ignore[attr-defined]  # so that a content of no line ends like any other
    chunks: list[bytes] = []
    size, fault, ended = -2, None, False
    while not ended:
        chunk, ended = await _next(reader)
        size += len(chunk)
        alive(size)
        fault = fault or await room(size)
        chunks.append(chunk)
        if fault is not None:
            chunks.clear()
    return fault or await _finished(chunks)


def unstuffed(received: bytes) -> bytes:
    """Without the dots that transparency added; `received` begins with the CRLF of the line before
    (RFC 5321 section 4.5.2).
    """
    return received.replace(b"\r\n.", b"\r\n")[2:]  # the very same octets where there is none


def normalised(content: bytes) -> bytes:
    """With CRLF at the end of every line: bare CR and bare LF end lines too, and CRs before an LF
    belong to it.
    """
    lines = content.count(b"\r\n")
    if lines == content.count(b"\n") and lines == content.count(b"\r"):
        return content
    plain = content.replace(b"\r\n", b"\n")
    if b"\r\n" in plain:
        plain = _RETURNS_BEFORE_LF.sub(b"\n", plain)
    return plain.replace(b"\r", b"\n").replace(b"\n", b"\r\n")


def has_long_line(content: bytes) -> bool:
    """Whether a line is longer than LINE_LIMIT."""
    start = 0
    while len(content) - start > LINE_LIMIT:
        start = content.rfind(b"\n", start, start + LINE_LIMIT) + 1
        if start == 0:
            return True
    return False


async def _next(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
    """What can be had of the content, and whether it ended."""
    try:
        return (await reader.readuntil(END))[:-3], True
    except asyncio.LimitOverrunError as overrun:
        return await reader.read(overrun.consumed), False


async def _finished(chunks: list[bytes]) -> bytes | Reason:
    if len(chunks) == 1 or sum(map(len, chunks)) <= BIG:
        return _content(chunks)
    return await asyncio.to_thread(_content, chunks)


def _content(chunks: list[bytes]) -> bytes | Reason:
    received = b"".join(chunks)  # one chunk is not copied
    chunks.clear()
    content = normalised(unstuffed(received))
    return Reason.LINE_TOO_LONG if has_long_line(content) else content
