"""The least that aiosmtpd can do and still keep its word: `python bench/_sink.py PORT FOLDER`.

Whatever arrives while the disk syncs is appended to one file and acknowledged after the next sync.
"""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvloop
from aiosmtpd.smtp import SMTP


class Segment:
    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._running = False
        self._thread = ThreadPoolExecutor(1)
        self._tasks: set[asyncio.Task[None]] = set()

    def keep(self, content: bytes) -> "asyncio.Future[None]":
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((content, kept))
        if not self._running:
            self._running = True
            task = asyncio.create_task(self._run())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return kept

    async def _run(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            await asyncio.get_running_loop().run_in_executor(
                self._thread, self._write, [content for content, _ in group]
            )
            for _, kept in group:
                kept.set_result(None)
        self._running = False

    def _write(self, contents: list[bytes]) -> None:
        os.writev(self._file, contents)
        os.fdatasync(self._file)


class Handler:
    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await self._segment.keep(envelope.content)
        return "250 OK"


async def main(port: int, folder: str) -> None:
    loop = asyncio.get_running_loop()
    handler = Handler(Segment(f"{folder}/segment"))
    await loop.create_server(
        lambda: SMTP(
            handler,
            hostname="sink.test",
            data_size_limit=40_000_000,
            enable_SMTPUTF8=True,
            loop=loop,
        ),
        "127.0.0.1",
        port,
        backlog=512,
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
