"""Where letters leave: mail submission to a relay (RFC 6409)."""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPHeloError, SMTPNotSupported, SMTPResponseException

IDLE = 20.0  # seconds an unused connection is kept
TIMEOUT = 60.0  # seconds for one command
NEEDS_LOGIN = frozenset(
    (530, 534, 535, 538)
)  # RFC 4954 section 6: the relay is set up wrongly, the letter is not to blame
TLS = ("starttls", "none", "implicit")


class RelayRefused(Exception):
    """The relay will never take this letter (5xx)."""

    def __init__(self, code: int, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(words)


class RelayUnreachable(Exception):
    """Not now: 4xx, or no connection. `whole`: no letter can leave just now."""

    def __init__(self, words: str, whole: bool = False) -> None:
        self.words = words
        self.whole = whole
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class RelayUrl:
    host: str
    port: int
    tls: str | None  # starttls, none, implicit; None: STARTTLS where it is offered
    user: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"RelayUrl({self.host}:{self.port})"


def relay_url(url: str) -> RelayUrl:
    """Read `smtp://user:pw@host:587?tls=starttls` or `smtps://host`. ValueError says what is wrong,
    without the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("a relay looks like smtp://user:password@host:587?tls=starttls")
    tls = parse_qs(parts.query).get("tls", [None])[-1]
    if tls is not None and tls not in TLS:
        raise ValueError(f"tls is one of {', '.join(TLS)}")
    if parts.scheme == "smtps":
        tls = "implicit"
    if parts.username and tls is None:
        tls = "starttls"  # a password never travels in the clear by accident
    port = parts.port or {"implicit": 465, None: 25}.get(tls, 587 if parts.username else 25)
    return RelayUrl(
        parts.hostname,
        port,
        tls,
        *(unquote(word) if word else None for word in (parts.username, parts.password)),
    )


class SmtpRelay:
    """A relay; one connection serves many letters and is closed when it has been idle for a
    while.
    """

    def __init__(
        self, url: str, helo: str | None = None, tls_context: ssl.SSLContext | None = None
    ) -> None:
        self._url = relay_url(url)
        self._helo = helo
        self._tls_context = tls_context
        self._client: SMTP | None = None
        self._lock = asyncio.Lock()
        self._closing: asyncio.TimerHandle | None = None

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        """Hand over one letter; returns the relay's words. Raises RelayRefused or
        RelayUnreachable.
        """
        async with self._lock:
            self._stay()
            try:
                return await self._deliver(reverse_path, forward_path, content)
            except asyncio.CancelledError:
                await self._drop()  # in the middle of a transaction
                raise
            finally:
                self._leave_later()

    async def close(self) -> None:
        async with self._lock:
            self._stay()
            await self._quit()

    async def _deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        kept = self._client is not None
        try:
            await self._envelope(await self._connected(), reverse_path, forward_path, len(content))
        except _Lost as lost:
            if not kept:
                raise RelayUnreachable(lost.words, whole=True) from None
            await self._envelope_again(reverse_path, forward_path, len(content))
        return await self._content(await self._connected(), content)

    async def _envelope_again(self, reverse_path: str, forward_path: str, octets: int) -> None:
        """The kept connection was closed while nobody used it; nothing of this letter's content was
        said yet.
        """
        try:
            await self._envelope(await self._connected(), reverse_path, forward_path, octets)
        except _Lost as lost:
            raise RelayUnreachable(lost.words, whole=True) from None

    async def _connected(self) -> SMTP:
        if self._client is None:
            self._client = await self._connect()
        return self._client

    async def _connect(self) -> SMTP:
        url = self._url
        client = SMTP(
            hostname=url.host,
            port=url.port,
            local_hostname=self._helo,
            timeout=TIMEOUT,
            use_tls=url.tls == "implicit",
            start_tls={"starttls": True, None: None}.get(url.tls, False),
            validate_certs=url.tls is not None and self._tls_context is None,
            tls_context=self._tls_context,
        )
        try:
            await client.connect()
            await _greet(client)
            if url.user is not None:
                await client.login(url.user, url.password or "")
        except (SMTPException, OSError, ValueError) as fault:
            client.close()
            raise RelayUnreachable(self._words(fault), whole=True) from None
        return client

    async def _envelope(
        self, client: SMTP, reverse_path: str, forward_path: str, octets: int
    ) -> None:
        """MAIL and RCPT. Raises _Lost when the connection is gone."""
        if any(letter <= " " or letter in "<>\x7f" for letter in reverse_path + forward_path):
            raise RelayRefused(553, "553 5.1.3 that is not an address")
        encoding: Literal["utf-8", "ascii"] = (
            "ascii" if (reverse_path + forward_path).isascii() else "utf-8"
        )
        if encoding == "utf-8" and not client.supports_extension("smtputf8"):
            raise RelayRefused(553, "553 5.6.7 the relay takes ASCII addresses only")
        options = [f"SIZE={octets}"] if client.supports_extension("size") else []  # RFC 1870
        options += ["SMTPUTF8"] if encoding == "utf-8" else []  # RFC 6531
        try:
            await client.mail(reverse_path, options=options, encoding=encoding)
            await client.rcpt(forward_path, encoding=encoding)
        except SMTPResponseException as fault:
            raise await self._meaning(client, fault) from None
        except (ValueError, SMTPNotSupported) as fault:
            await self._drop()
            raise RelayRefused(553, f"553 5.1.3 {self._words(fault)}") from None
        except (SMTPException, OSError) as fault:
            await self._drop()
            raise _Lost(self._words(fault)) from None

    async def _content(self, client: SMTP, content: bytes) -> str:
        try:
            answer = await client.data(content)
        except SMTPResponseException as fault:
            meant = await self._meaning(client, fault)
            raise (
                RelayUnreachable(meant.words, whole=True) if isinstance(meant, _Lost) else meant
            ) from None
        except (SMTPException, OSError) as fault:
            await self._drop()
            raise RelayUnreachable(self._words(fault), whole=True) from None
        return f"{answer.code} {_line(answer.message)}"

    async def _meaning(
        self, client: SMTP, fault: SMTPResponseException
    ) -> "RelayRefused | RelayUnreachable | _Lost":
        """What an answer other than 2xx means. Afterwards the connection is fit for the next
        letter, or dropped.
        """
        words = self._words(fault)
        if fault.code == 421:  # RFC 5321 section 3.8: the service closes the channel
            await self._drop()
            return RelayUnreachable(words, whole=True)
        if not 400 <= fault.code < 600:
            await self._drop()
            return _Lost(words)
        await self._reset(client)
        if fault.code >= 500 and fault.code not in NEEDS_LOGIN:
            return RelayRefused(fault.code, words)
        return RelayUnreachable(words, whole=fault.code in NEEDS_LOGIN)

    async def _reset(self, client: SMTP) -> None:
        try:
            await client.rset()
        except (SMTPException, OSError):
            await self._drop()

    def _words(self, fault: BaseException) -> str:
        """One line of what happened; whatever it quotes of the password is taken out."""
        words = (
            _line(
                f"{fault.code} {fault.message}"
                if isinstance(fault, SMTPResponseException)
                else str(fault)
            )
            or type(fault).__name__
        )
        secret = self._url.password
        return words.replace(secret, "…") if secret else words

    async def _quit(self) -> None:
        client, self._client = self._client, None
        if client is not None and client.is_connected:
            try:
                await client.quit()
            except (SMTPException, OSError):
                client.close()

    async def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _stay(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def _leave_later(self) -> None:
        if self._client is not None:
            self._closing = asyncio.get_running_loop().call_later(IDLE, self._leave)

    def _leave(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


class _Lost(Exception):
    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


async def _greet(client: SMTP) -> None:
    if not client.is_ehlo_or_helo_needed:
        return
    try:
        await client.ehlo()
    except SMTPHeloError:
        await client.helo()


def _line(text: str) -> str:
    return " ".join(text.split())[:1000]
