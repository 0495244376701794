"""Mail servers that deliver again and again until they are told 250, and a program that answers by
the API.
"""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field

PROJECT = "abcdefghjkmnpqrst@bridge.test"
SENDERS = 4
PAUSE = 0.12  # seconds between two messages of one of them
BIG = 300_000  # octets of each twentieth, which is kept as a file
PATIENCE = 20.0  # seconds for an answer


@dataclass
class Told:
    """What peers were told: ids of messages, words of answers."""

    acknowledged: list[str] = field(default_factory=list)
    put_off: int = 0  # 4xx
    refused: list[str] = field(default_factory=list)  # 5xx, which nobody had a reason for
    lost: int = 0  # connections
    answers_sent: list[str] = field(default_factory=list)
    answers_acknowledged: list[str] = field(default_factory=list)


class _PutOff(Exception):
    pass


async def deliver(number: int, port: int, told: Told, stopping: asyncio.Event) -> None:
    """One message after the other, each until it is acknowledged."""
    count = 0
    while not stopping.is_set():
        message_id = f"{number}.{count}@client.test"
        try:
            async with asyncio.timeout(PATIENCE):
                await _deliver(port, message_id, count)
            told.acknowledged.append(message_id)
            count += 1
        except _PutOff as words:
            told.put_off += str(words).startswith("4")
            if not str(words).startswith("4"):
                told.refused.append(str(words))
        except (OSError, EOFError, TimeoutError):
            told.lost += 1
        await asyncio.sleep(PAUSE)


async def _deliver(port: int, message_id: str, count: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await _expect(reader, "2")
        for words, wanted in (
            ("EHLO client.test", "2"),
            ("MAIL FROM:<maria@client.test>", "2"),
            (f"RCPT TO:<{PROJECT}>", "2"),
            ("DATA", "3"),
            (_content(message_id, count), "250"),
        ):
            writer.write(f"{words}\r\n".encode())
            await _expect(reader, wanted)
    finally:
        writer.close()


def _content(message_id: str, count: int) -> str:
    head = f"From: maria@client.test\r\nMessage-ID: <{message_id}>\r\nSubject: About {message_id}"
    line = "Good morning, here are the words that we spoke of.\r\n"
    return f"{head}\r\n\r\n{line * (BIG // len(line) if count % 20 == 19 else 3)}."


async def _expect(reader: asyncio.StreamReader, wanted: str) -> None:
    while (line := await reader.readline())[3:4] == b"-":
        pass
    if not line.endswith(b"\n"):
        raise EOFError
    if not line.decode().startswith(wanted):
        raise _PutOff(line.decode())


async def answer(
    port: int, token: str, discussion: int, told: Told, stopping: asyncio.Event
) -> None:
    """One answer after the other, each once: who hears nothing does not know whether it is kept."""
    path = f"/api/v1/discussions/{discussion}/replies"
    while not stopping.is_set():
        words = f"This is answer {len(told.answers_sent)} of the program."
        told.answers_sent.append(words)
        with suppress(OSError, EOFError, TimeoutError, ValueError, LookupError):
            async with asyncio.timeout(PATIENCE):
                status = await _post(port, path, token, {"text": words})
            if 200 <= status < 300:
                told.answers_acknowledged.append(words)
        await asyncio.sleep(0.5)


async def _post(port: int, path: str, token: str, value: dict[str, str]) -> int:
    body = json.dumps(value).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bridge.test\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode() + body)
        return int((await reader.readline()).split()[1])
    finally:
        writer.close()
