"""One connection: aiosmtpd's dialogue, with our own answers.

What is ours: the content is read in blocks and not line by line, paths are read by a scanner of
linear time, STARTTLS forgets whatever came before it, each reply has an enhanced status code, and
nothing is acknowledged before it is kept.
"""

import asyncio
from contextlib import suppress
from typing import Any

from mailbridge import maillog
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import OK, RECIPIENT_OK, REPLIES, Disposition, Reason, Reply, Verdict
from mailbridge.doors.smtp import data, replies
from mailbridge.doors.smtp.door_context import CALLS, DoorContext
from mailbridge.doors.smtp.held_bytes import HeldBytes
from mailbridge.doors.smtp.named_client import HEADER_SECONDS, OFFER, Source, proxied
from mailbridge.doors.smtp.replies import NULL
from mailbridge.doors.smtp.securable_dialogue import SecurableDialogue
from mailbridge.doors.smtp.slots import Slot
from mailbridge.services.receiving import accept, check, refuse

PROGRESS = 16 * 1024  # bytes of a content that count as progress
MOMENT = 0.001  # seconds
PARTING = 5.0  # seconds that a peer has to take our goodbye


class Dialogue(SecurableDialogue):
    """SMTP with one peer."""

    line_length_limit = data.LINE_LIMIT
    kind = "smtp"

    def __init__(
        self, door: DoorContext, source: Source, slot: Slot, loop: asyncio.AbstractEventLoop
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
            proxy_protocol_timeout=HEADER_SECONDS if source.awaits_header else None,
            loop=loop,
        )
        self._smtp_methods.pop("AUTH", None)
        self.door = door
        self.source, self.slot = source, slot
        slot.close = self._make_place
        self.busy = False  # between 354 and the reply to the content
        self._held = HeldBytes(door.budget, door.caps, self.slot, door.short)
        self._progress_at = 0  # bytes of the content at which the peer has made progress again
        self._until = 0.0  # when the mail transaction has to be over; 0.0 where there is none
        self._patient_until = 0.0  # when the peer has been silent for too long
        self._refused = 0

    def __dir__(self) -> list[str]:
        """What aiosmtpd looks for among all names, anew for each connection."""
        return COMMANDS[type(self)]

    def __init_subclass__(cls) -> None:
        COMMANDS[cls] = _commands(cls)

    async def mail(self, address: str, options: list[str]) -> str:
        """The reply to MAIL (RFC 5321 section 4.1.1.2): 552 for a size that is too large."""
        declared = next((option[5:] for option in options if option.startswith("SIZE=")), "0")
        size = int(declared) if declared.isascii() and declared.isdigit() else 0
        if size > self.door.container.limits.max_size:  # RFC 1870 section 6.1
            await self._note_refusal(Envelope(_bare(address), "", *self._source()), Reason.TOO_BIG)
            return str(self._told(Reason.TOO_BIG))
        self.envelope.mail_from = address
        self._until = self.loop.time() + self.door.caps.transaction
        return str(replies.SENDER_OK)

    async def rcpt(self, address: str) -> str:
        """The reply to RCPT (RFC 5321 section 4.1.1.3): may mail for this address come in?"""
        if len(self.envelope.rcpt_tos) >= self.door.container.limits.max_recipients:
            return str(REPLIES[Reason.TOO_MANY_RECIPIENTS])  # RFC 5321 section 4.5.3.1.10
        verdict = await check.check(self.door.container, address)
        if verdict.disposition is Disposition.ACCEPT:
            self.envelope.rcpt_tos.append(address)
            self.slot.progressed = self.loop.time()
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
            self.busy = self.slot.waits_for_us = False
            self._held.release()
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

    async def push(self, status: Any) -> None:
        await self._send(replies.enhanced(status if isinstance(status, str) else status.decode()))

    def say_goodbye(self, reply: Reply) -> None:
        """Send this reply and close; a peer that stays is cut off after PARTING seconds."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(f"{reply}\r\n".encode())
            self.transport.close()
            self.loop.call_later(PARTING, self.transport.abort)

    def _make_place(self) -> None:
        self.say_goodbye(replies.IDLE)

    def connection_lost(self, error: Exception | None) -> None:
        self.door.left(self)
        super().connection_lost(error)

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
        is_forwarder = self.door.peers.xforward.holds(client)
        if not self.door.slots.rename(self.slot, client, is_forwarder, self.loop.time()):
            self.say_goodbye(REPLIES[Reason.BUSY])
            return False
        self.source.client = client
        return True

    def _reset_timeout(self, duration: float | None = None) -> None:
        """Wait for the peer, at most until its mail transaction has to be over. One timer lasts for
        many commands: it goes off, and waits for what is left.
        """
        now, seconds = self.loop.time(), duration or self.door.caps.idle
        if self._until:
            seconds = min(seconds, max(self._until - now, MOMENT))
        self._patient_until = now + seconds
        timer = self._timeout_handle
        if timer is None or timer.cancelled() or timer.when() > self._patient_until:
            super()._reset_timeout(seconds)

    def _timeout_cb(self) -> None:
        left = self._patient_until - self.loop.time()
        if left > 0:
            super()._reset_timeout(left)
        else:
            self.say_goodbye(replies.IDLE)  # RFC 5321 section 3.8

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        return replies.path(arg) if arg else ("", "")

    def _out_of_order(self, arg: str | None) -> str | None:
        if not self.session.host_name:
            return "503 send HELO first"
        if not self.envelope.rcpt_tos:
            return "503 send RCPT first"
        return "501 Syntax: DATA" if arg else None

    async def _take_content(self) -> None:
        if not await self._held.begin(self.door.container.limits.max_size):
            await self._answer(REPLIES[Reason.BUSY])
            return
        await self._send("354 end with a dot on a line of its own")
        self._progress_at = PROGRESS
        content = await data.read_message(self._reader, self._room, self._still_alive)
        self._timeout_handle.cancel()  # from here on it is we who take the time
        self.slot.waits_for_us = True
        await self._answer(await self._kept(content))
        self.slot.progressed = self.loop.time()
        self._until = 0.0  # however long a commit took, the next transaction has all of its time
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
        self.slot.proven = True
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
        origin = self.source.origin(self.envelope, self.session.host_name)
        return origin.client, origin.helo, self.kind, origin.relayed_by

    def _create_envelope(self) -> Any:
        """With the attributes of XFORWARD; None: there was none in this mail transaction."""
        made: Any = super()._create_envelope()
        made.forwarded = None
        self._until = 0.0
        return made

    async def _room(self, size: int) -> Reason | None:
        return await self._held.hold(size, self.door.container.limits.max_size)

    def _still_alive(self, size: int) -> None:
        """So many bytes of the content have come."""
        now = self.loop.time()
        self._reset_timeout()
        if size >= self._progress_at:
            self._progress_at = size + PROGRESS
            self.slot.progressed = now
        if now > self._until:
            self.say_goodbye(replies.IDLE)


def _commands(dialogue: type) -> list[str]:
    return [name for name in type.__dir__(dialogue) if name.startswith("smtp_")]


COMMANDS: dict[type, list[str]] = {Dialogue: _commands(Dialogue)}


def _bare(address: str) -> str:
    return "" if address == NULL else address
