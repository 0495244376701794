"""An SMTP server that takes letters, and answers as a test tells it."""

import asyncio
import base64
import ssl
from typing import Self


class ReceivingServer:
    """`answers` maps a stage (mail, rcpt, data, after-data) or a forward-path to a reply, or to
    "drop" for a lost connection.
    """

    def __init__(
        self,
        smtputf8: bool = True,
        password: tuple[str, str] | None = None,
        pipelining: bool = True,
        tls: ssl.SSLContext | None = None,  # offered by STARTTLS
    ) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.answers: dict[str, str] = {}
        self.connections = 0
        self.password = password
        self.port = 0
        self.tls = tls
        self._smtputf8 = smtputf8
        self._pipelining = pipelining
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=2**24)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self.drop_all()
        await self._server.wait_closed()

    async def drop_all(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0.02)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            await _Talk(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, _Drop):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    @property
    def extensions(self) -> list[str]:
        names = ["SIZE 30000000", "8BITMIME"]
        names += ["SMTPUTF8"] if self._smtputf8 else []
        names += ["PIPELINING"] if self._pipelining else []
        names += ["STARTTLS"] if self.tls is not None else []
        return names + (["AUTH PLAIN"] if self.password else [])


class _Drop(Exception):
    pass


class _Talk:
    def __init__(
        self, server: ReceivingServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.reverse_path, self.forward_paths, self.begun = "", list[str](), False
        self.in_person = server.password is None

    async def run(self) -> None:
        await self.say("220 receiving")
        while line := (await self.reader.readline()).decode().rstrip("\r\n"):
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    await self.say(
                        "\r\n".join(
                            [
                                "250-receiving",
                                *(f"250-{name}" for name in self.server.extensions),
                                "250 HELP",
                            ]
                        )
                    )
                case "STARTTLS" if self.server.tls is not None:
                    await self.say("220 2.0.0 go on")
                    await self.writer.start_tls(self.server.tls)
                case "AUTH":
                    await self.login(rest.split()[-1])
                case "MAIL":
                    self.reverse_path, self.forward_paths = _path(rest), []
                    self.begun = await self.answer(
                        "mail", "250 2.1.0 ok" if self.in_person else "530 5.7.0 log in first"
                    )
                case "RCPT":
                    await self.recipient(_path(rest))
                case "DATA":
                    await self.content()
                case "QUIT":
                    await self.say("221 bye")
                    return
                case _:
                    await self.say("250 ok")

    async def recipient(self, path: str) -> None:
        stage = path if path in self.server.answers else "rcpt"
        if await self.answer(stage, "250 2.1.5 ok" if self.begun else "503 5.5.1 MAIL first"):
            self.forward_paths.append(path)

    async def content(self) -> None:
        if not await self.answer(
            "data", "354 go on" if self.forward_paths else "554 5.5.1 no recipients"
        ):
            return
        lines = []
        while (line := await self.reader.readline()) != b".\r\n":
            if not line:
                raise _Drop
            lines.append(line.removeprefix(b"."))
        octets = b"".join(lines)
        if await self.answer("after-data", ""):
            self.server.taken.append((self.reverse_path, self.forward_paths, octets))
            await self.say("250 2.0.0 taken")

    async def login(self, words: str) -> None:
        name, secret = base64.b64decode(words).decode().split("\0")[1:]
        self.in_person = (name, secret) == self.server.password
        await self.say(
            "235 2.7.0 welcome" if self.in_person else f"535 5.7.8 {secret} is not your password"
        )

    async def answer(self, stage: str, otherwise: str) -> bool:
        """Say what the test wants or else this; False where it was no success."""
        reply = self.server.answers.get(stage, otherwise)
        if reply == "drop":
            raise _Drop
        if reply:
            await self.say(reply)
        return reply[:1] in ("", "2", "3")

    async def say(self, reply: str) -> None:
        self.writer.write(f"{reply}\r\n".encode())
        await self.writer.drain()


def _path(words: str) -> str:
    return words[words.index("<") + 1 : words.index(">")]
