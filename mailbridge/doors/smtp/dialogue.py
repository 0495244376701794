"""One connection: aiosmtpd's dialogue, with our own answers.

What is ours: the content is read in blocks and not line by line, paths are read by a scanner of
linear time, STARTTLS forgets whatever came before it, each reply has an enhanced status code, and
nothing is acknowledged before it is kept.
"""

import asyncio
import ssl
from contextlib import suppress
from typing import Any

from aiosmtpd import smtp as aiosmtpd

from mailbridge import maillog
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import OK, RECIPIENT_OK, REPLIES, Disposition, Reason, Reply, Verdict
from mailbridge.doors.smtp import data, replies
from mailbridge.doors.smtp.door_context import CALLS, DoorContext
from mailbridge.doors.smtp.named_client import HEADER_SECONDS, OFFER, Source, proxied
from mailbridge.doors.smtp.replies import NULL
from mailbridge.services.receiving import accept, check, refuse

FIRST_BYTES = 64 * 1024  # held for a content of unknown size
HANDSHAKE = 30.0  # seconds
MORE_BYTES = 1024 * 1024  # held more, whenever that was too little


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

    def __init__(
        self, door: DoorContext, peer: str | None, loop: asyncio.AbstractEventLoop
    ) -> None:
        super().__init__(
            door.hooks,
            data_size_limit=None,  # told and watched here
            enable_SMTPUTF8=True,
            hostname=door.hostname,
            ident="ESMTP",
            tls_context=door.tls,
            timeout=door.caps.idle,
            command_call_limit=CALLS,
            proxy_protocol_timeout=HEADER_SECONDS if door.peers.proxy.holds(peer) else None,
            loop=loop,
        )
        self._smtp_methods.pop("AUTH", None)
        self.door = door
        self.source = Source(door.peers, peer)
        self.busy = False  # between 354 and the reply to the content
        self._declared = 0  # bytes, by SIZE
        self._held = 0  # bytes of the door's budget
        self._data_until = 0.0
        self._refused = 0

    async def mail(self, address: str, options: list[str]) -> str:
        declared = next((option[5:] for option in options if option.startswith("SIZE=")), "0")
        self._declared = int(declared) if declared.isascii() and declared.isdigit() else 0
        if self._declared > self.door.container.limits.max_size:  # RFC 1870 section 6.1
            await self._note_refusal(Envelope(_bare(address), "", *self._source()), Reason.TOO_BIG)
            return str(self._told(Reason.TOO_BIG))
        self.envelope.mail_from = address
        return str(replies.SENDER_OK)

    async def rcpt(self, address: str) -> str:
        if len(self.envelope.rcpt_tos) >= self.door.container.limits.max_recipients:
            return str(REPLIES[Reason.TOO_MANY_RECIPIENTS])  # RFC 5321 section 4.5.3.1.10
        verdict = await check.check(
            self.door.container, _bare(self.envelope.mail_from), address, self._source()[0]
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
            self.door.budget.give(self._held)
            self._held = 0
            self.envelope = self._create_envelope()
        if self.door.stopping:
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
            f"SIZE {self.door.container.limits.max_size}",
            "8BITMIME",
            "SMTPUTF8",
            "PIPELINING",
            "ENHANCEDSTATUSCODES",
        ]
        if self.tls_context and not self.session.ssl:
            words.append("STARTTLS")
        if self.source.may_forward:
            words.append(OFFER)
        self.command_size_limits["MAIL"] = (
            512 + 26 + 10 + 512
        )  # SIZE, SMTPUTF8 (RFC 1870, 6531), and room for what others add
        lines = [f"250-{word}" for word in words[:-1]] + [f"250 {words[-1]}"]
        await self._send("\r\n".join(lines))

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802
        await self._send(str(replies.NO_VRFY))  # RFC 5321 section 7.3

    async def smtp_XFORWARD(self, arg: str | None) -> None:  # noqa: N802
        await self.push(self.source.learn(self.envelope, arg))

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        if arg or self.tls_context is None or self.session.ssl:
            why = "TLS is on already" if self.session.ssl else "no TLS here"
            await self.push("501 Syntax: STARTTLS" if arg else f"503 {why}")
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
        self.door.left(self)
        super().connection_lost(error)

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    async def _handle_client(self) -> None:
        with suppress(ConnectionError):
            await super()._handle_client()
        header = self.session.proxy_data
        if header is not None and not header.valid:
            maillog.proxy_header_refused(self.source.peer, header.error)

    def proxied(self, header: Any) -> bool:
        """Learn the client's address from the proxy; False: there is nobody to talk to."""
        try:
            client = proxied(header, self.source.peer)
        except ValueError as wrong:
            maillog.proxy_header_refused(self.source.peer, str(wrong))
            return False
        if not self.door.connections.rename(self.source.client, client):
            self.say_goodbye(REPLIES[Reason.BUSY])
            return False
        self.source.client = client
        return True

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
        self._data_until = self.loop.time() + self.door.caps.data
        content = await data.read_message(
            self._reader, self.door.container.limits.max_size, self._hold, self._still_alive
        )
        self._timeout_handle.cancel()  # from here on it is we who take the time
        await self._answer(await self._kept(content))
        self._reset_timeout()

    async def _kept(self, content: bytes | Reason) -> Reply:
        """The reply to the content; OK only when it is on stable storage."""
        unique = dict.fromkeys(self.envelope.rcpt_tos)
        envelopes = [
            Envelope(_bare(self.envelope.mail_from), _bare(address), *self._source())
            for address in unique
        ]
        if isinstance(content, Reason):
            for envelope in envelopes:
                await self._note_refusal(envelope, content)
            return self._told(content)
        try:
            await accept.accept(self.door.container, envelopes, content)
        except accept.NotKept as answer:
            return answer.verdict.reply
        return OK

    def _told(self, reason: Reason) -> Reply:
        """The reply to a content that is not taken; one that is too big hears the limit."""
        if reason is Reason.TOO_BIG:
            return replies.too_big(self.door.container.limits.max_size)
        return REPLIES[reason]

    async def _answer(self, reply: Reply) -> None:
        await self._send(str(reply))
        if reply.code == 421:
            self._writer.close()

    async def _refuse_recipient(self, address: str, verdict: Verdict) -> str:
        if verdict.reply.code >= 500:
            self._refused += 1
            await refuse.refuse(
                self.door.container,
                Envelope(_bare(self.envelope.mail_from), address, *self._source()),
                verdict,
            )
        if self._refused > self.door.caps.refused_recipients:
            self.say_goodbye(replies.GUESSING)
        return str(verdict.reply)

    async def _note_refusal(self, envelope: Envelope, reason: Reason) -> None:
        await refuse.refuse(self.door.container, envelope, Verdict(Disposition.REJECT, reason))

    def _source(self) -> tuple[str | None, str | None, str, str | None]:
        """client, helo, door and relayed_by of an envelope."""
        found = self.source.origin(self.envelope, self.session.host_name)
        return found.client, found.helo, self.kind, found.relayed_by

    def _create_envelope(self) -> Any:
        """With the attributes of XFORWARD; None: there was none in this mail transaction."""
        made: Any = super()._create_envelope()
        made.forwarded = None
        return made

    async def _hold_first(self) -> bool:
        first = min(max(self._declared, FIRST_BYTES), self.door.container.limits.max_size)
        self._held = first if await self.door.budget.take(first, self.door.caps.patience) else 0
        return self._held > 0

    def _hold(self, size: int) -> bool:
        more = max(size - self._held, MORE_BYTES)
        if size > self._held and self.door.budget.try_take(more):
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


def _bare(address: str) -> str:
    return "" if address == NULL else address
