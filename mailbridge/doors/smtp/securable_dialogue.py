"""STARTTLS (RFC 3207) in aiosmtpd's dialogue, which forgets whatever came before it."""

import ssl
from typing import Any

from aiosmtpd import smtp as aiosmtpd

HANDSHAKE = 30.0  # seconds


class SecurableDialogue(aiosmtpd.SMTP):
    """SMTP with one peer, which may ask for TLS once."""

    session: Any
    envelope: Any
    transport: Any
    _reader: Any
    _writer: Any
    _timeout_handle: Any
    _replace_writer: Any

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

    def abort(self) -> None:
        """Cut the connection off."""
        if self.transport is not None:
            self.transport.abort()

    async def _send(self, lines: str) -> None:
        self._writer.write(f"{lines}\r\n".encode())
        await self._writer.drain()

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
