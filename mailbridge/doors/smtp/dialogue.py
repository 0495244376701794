"""One connection: aiosmtpd's dialogue, with our own answers.

What is ours: the content is read in blocks and not line by line, paths are read by a scanner of
linear time, STARTTLS forgets whatever came before it, each reply has an enhanced status code, and
nothing is acknowledged before it is kept.
"""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd import smtp as aiosmtpd

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import OK, RECIPIENT_OK, REPLIES, Disposition, Reason, Reply, Verdict
from mailbridge.doors.smtp import data, replies
from mailbridge.doors.smtp.limits import Budget, Caps
from mailbridge.doors.smtp.replies import NULL
from mailbridge.services.container import Container
from mailbridge.services.receiving import accept

CALLS = {
    "*": 50,
    "NOOP": 1000,
    "RSET": 100_000,
    "MAIL": 100_000,
    "RCPT": 1_000_000,
    "DATA": 100_000,
}  # in one connection
FIRST_BYTES = 64 * 1024  # held for a content of unknown size
HANDSHAKE = 30.0  # seconds
MORE_BYTES = 1024 * 1024  # held more, whenever that was too little


class Hooks:
    """What aiosmtpd asks; one for the whole door."""

    async def handle_MAIL(  # noqa: N802
        self, dialogue: "Dialogue", session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        return await dialogue.mail(address, options)

    async def handle_RCPT(  # noqa: N802
        self, dialogue: "Dialogue", session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        return await dialogue.rcpt(address)

    async def handle_exception(self, fault: Exception) -> str:
        accept.log.error("a mail dialogue failed: %s", type(fault).__name__, exc_info=fault)
        return str(REPLIES[Reason.STORE_FAILED])


@dataclass(slots=True)
class Hall:
    """What all dialogues of a door share."""

    container: Container
    hostname: str
    tls: ssl.SSLContext | None
    caps: Caps
    budget: Budget
    left: Callable[["Dialogue"], None]  # told when a peer is gone
    stopping: bool = False
    hooks: Hooks = field(default_factory=Hooks)


class Dialogue(aiosmtpd.SMTP):
    """SMTP with one peer."""

    session: Any
    envelope: Any
    transport: Any
    _reader: Any
    _writer: Any
    _timeout_handle: Any
    _replace_writer: Any

    line_length_limit = data.LINE_LIMIT
    kind = "smtp"

    def __init__(self, hall: Hall, client: str | None, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            hall.hooks,
            data_size_limit=None,  # told and watched here
            enable_SMTPUTF8=True,
            hostname=hall.hostname,
            ident="ESMTP",
            tls_context=hall.tls,
            timeout=hall.caps.idle,
            command_call_limit=CALLS,
            loop=loop,
        )
        self._smtp_methods.pop("AUTH", None)
        self.hall = hall
        self.client = client
        self.busy = False  # between 354 and the reply to the content
        self._declared = 0  # bytes, by SIZE
        self._held = 0  # bytes of the door's budget
        self._data_until = 0.0
        self._refused = 0

    async def mail(self, address: str, options: list[str]) -> str:
        declared = next((option[5:] for option in options if option.startswith("SIZE=")), "0")
        self._declared = int(declared) if declared.isascii() and declared.isdigit() else 0
        if self._declared > self.hall.container.limits.max_size:  # RFC 1870 section 6.1
            await self._note_refusal(Envelope(_bare(address), "", *self._peer()), Reason.TOO_BIG)
            return str(REPLIES[Reason.TOO_BIG])
        self.envelope.mail_from = address
        return str(replies.SENDER_OK)

    async def rcpt(self, address: str) -> str:
        if len(self.envelope.rcpt_tos) >= self.hall.container.limits.max_recipients:
            return str(REPLIES[Reason.TOO_MANY_RECIPIENTS])  # RFC 5321 section 4.5.3.1.10
        verdict = await accept.check(
            self.hall.container, _bare(self.envelope.mail_from), address, self.client
        )
        if verdict.disposition is Disposition.ACCEPT:
            self.envelope.rcpt_tos.append(address)
            return str(RECIPIENT_OK)
        return await self._refuse_recipient(address, verdict)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        fault = self._out_of_order(arg)
        if fault is not None:
            await self.push(fault)
            return
        self.busy = True
        try:
            await self._take_content()
        finally:
            self.busy = False
            self.hall.budget.give(self._held)
            self._held = 0
            self.envelope = self._create_envelope()
        if self.hall.stopping:
            self.say_goodbye(replies.CLOSING)

    async def smtp_EHLO(self, hostname: str | None) -> None:  # noqa: N802
        if not hostname:
            await self.push("501 Syntax: EHLO hostname")
            return
        self.envelope = self._create_envelope()
        self.session.extended_smtp = True
        self.session.host_name = hostname
        words = [
            self.hostname,
            f"SIZE {self.hall.container.limits.max_size}",
            "8BITMIME",
            "SMTPUTF8",
            "PIPELINING",
            "ENHANCEDSTATUSCODES",
        ]
        if self.tls_context and not self.session.ssl:
            words.append("STARTTLS")
        self.command_size_limits["MAIL"] = (
            512 + 26 + 10 + 512
        )  # SIZE, SMTPUTF8 (RFC 1870, 6531), and room for what others add
        lines = [f"250-{word}" for word in words[:-1]] + [f"250 {words[-1]}"]
        await self._send("\r\n".join(lines))

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802
        await self._send(str(replies.NO_VRFY))  # RFC 5321 section 7.3

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        if arg or self.tls_context is None or self.session.ssl:
            await self.push(
                "501 Syntax: STARTTLS"
                if arg
                else "503 no TLS here"
                if self.tls_context is None
                else "503 TLS is on already"
            )
            return
        await self._send("220 go ahead")
        # what was sent before TLS is on is not to be believed afterwards (RFC 3207 section 4.2)
        self._reader._buffer.clear()
        try:
            secured = await self.loop.start_tls(
                self.transport,
                self,
                self.tls_context,
                server_side=True,
                ssl_handshake_timeout=HANDSHAKE,
            )
        except (OSError, ssl.SSLError, TimeoutError):
            self.abort()
            return
        self._start_again(secured)

    async def push(self, status: Any) -> None:
        await self._send(replies.enhanced(status if isinstance(status, str) else status.decode()))

    def say_goodbye(self, reply: Reply) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(f"{reply}\r\n".encode())
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self.hall.left(self)
        super().connection_lost(error)

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    async def _handle_client(self) -> None:
        with suppress(ConnectionError):
            await super()._handle_client()

    def _timeout_cb(self) -> None:
        self.say_goodbye(replies.IDLE)  # RFC 5321 section 3.8

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        return replies.path(arg) if arg else ("", "")

    async def _send(self, lines: str) -> None:
        self._writer.write(f"{lines}\r\n".encode())
        await self._writer.drain()

    def _out_of_order(self, arg: str | None) -> str | None:
        if not self.session.host_name:
            return "503 send HELO first"
        if not self.envelope.rcpt_tos:
            return "503 send RCPT first"
        return "501 Syntax: DATA" if arg else None

    async def _take_content(self) -> None:
        if not await self._hold_first():
            await self._answer(REPLIES[Reason.BUSY])
            return
        await self._send("354 end with a dot on a line of its own")
        self._data_until = self.loop.time() + self.hall.caps.data
        content = await data.read(
            self._reader, self.hall.container.limits.max_size, self._hold, self._still_alive
        )
        self._timeout_handle.cancel()  # from here on it is we who take the time
        await self._answer(await self._kept(content))
        self._reset_timeout()

    async def _kept(self, content: bytes | Reason) -> Reply:
        """The reply to the content; OK only when it is on stable storage."""
        unique = dict.fromkeys(self.envelope.rcpt_tos)
        envelopes = [
            Envelope(_bare(self.envelope.mail_from), _bare(address), *self._peer())
            for address in unique
        ]
        if isinstance(content, Reason):
            for envelope in envelopes:
                await self._note_refusal(envelope, content)
            return REPLIES[content]
        try:
            await accept.accept(self.hall.container, envelopes, content)
        except accept.NotKept as answer:
            return answer.verdict.reply
        return OK

    async def _answer(self, reply: Reply) -> None:
        await self._send(str(reply))
        if reply.code == 421:
            self._writer.close()

    async def _refuse_recipient(self, address: str, verdict: Verdict) -> str:
        if verdict.reply.code >= 500:
            self._refused += 1
            await accept.refuse(
                self.hall.container,
                Envelope(_bare(self.envelope.mail_from), address, *self._peer()),
                verdict,
            )
        if self._refused > self.hall.caps.refused_recipients:
            self.say_goodbye(replies.GUESSING)
        return str(verdict.reply)

    async def _note_refusal(self, envelope: Envelope, reason: Reason) -> None:
        await accept.refuse(self.hall.container, envelope, Verdict(Disposition.REJECT, reason))

    def _peer(self) -> tuple[str | None, str | None, str]:
        """client, helo and door of an envelope."""
        helo = self.session.host_name or ""
        return (
            self.client,
            "".join(letter for letter in helo[:255] if letter.isprintable()) or None,
            self.kind,
        )

    async def _hold_first(self) -> bool:
        first = min(max(self._declared, FIRST_BYTES), self.hall.container.limits.max_size)
        self._held = first if await self.hall.budget.take(first, self.hall.caps.patience) else 0
        return self._held > 0

    def _hold(self, size: int) -> bool:
        more = max(size - self._held, MORE_BYTES)
        if size > self._held and self.hall.budget.try_take(more):
            self._held += more
        return size <= self._held

    def _still_alive(self) -> None:
        self._reset_timeout()
        if self.loop.time() > self._data_until:
            self.say_goodbye(replies.IDLE)

    def _start_again(self, secured: Any) -> None:
        """As if the peer had just come (RFC 3207 section 4.2)."""
        self._original_transport, self.transport = self.transport, secured
        self._reader._transport = self._writer._transport = secured
        self._replace_writer(self._writer)
        self.envelope = self._create_envelope()
        peer, self.session = self.session.peer, self._create_session()
        self.session.peer = peer
        self.session.ssl = {"sslcontext": self.tls_context}
        self._reset_timeout()


class LmtpDialogue(Dialogue):
    """LMTP (RFC 2033): the same, with a reply for each recipient."""

    kind = "lmtp"

    async def smtp_LHLO(self, hostname: str | None) -> None:  # noqa: N802
        await super().smtp_EHLO(hostname)

    async def smtp_EHLO(self, hostname: str | None) -> None:  # noqa: N802
        await self.push("500 this is LMTP, say LHLO")

    async def smtp_HELO(self, hostname: str | None) -> None:  # noqa: N802
        await self.push("500 this is LMTP, say LHLO")

    async def _answer(self, reply: Reply) -> None:
        if reply.code == 421:
            await super()._answer(reply)
        else:
            await self._send(
                "\r\n".join([str(reply)] * len(self.envelope.rcpt_tos))
            )  # RFC 2033 section 4.2


def _bare(address: str) -> str:
    return "" if address == NULL else address
