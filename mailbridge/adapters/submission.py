"""Where letters leave: mail submission to a relay (RFC 6409)."""

import asyncio
import re
import ssl
from contextlib import suppress
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPHeloError, SMTPResponseException

from mailbridge.adapters.smtp_line import TIMEOUT, LineLost, Reply, SmtpLine
from mailbridge.values import dataclass

CLOSING = 421  # RFC 5321 section 3.8: the service closes the channel
IDLE = 20.0  # seconds an unused connection is kept
NEEDS_LOGIN = frozenset(
    (530, 534, 535, 538)
)  # RFC 4954 section 6: the relay is set up wrongly, the letter is not to blame
TLS = ("starttls", "none", "implicit")
_NO_ADDRESS = re.compile(r"[\x00-\x20<>\x7f]")  # what ends it, or a line
_DOT = re.compile(rb"\n\.")  # at the beginning of a line


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


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a letter goes, as commands say it."""

    mail: bytes
    rcpt: bytes

    @property
    def commands(self) -> bytes:
        """All of them up to DATA, to be sent in one go (RFC 2920)."""
        return self.mail + self.rcpt + b"DATA\r\n"


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
        self._line: SmtpLine | None = None
        self._following: tuple[str, str, int] | None = None
        self._ahead: tuple[str, str, int] | None = None  # said already; its letter must come next
        self._lock = asyncio.Lock()
        self._closing: asyncio.TimerHandle | None = None

    def follow(self, reverse_path: str, forward_path: str, octets: int) -> None:
        """Say what will be handed over after the next letter: a relay that offers PIPELINING gets
        its envelope together with that letter.
        """
        self._following = reverse_path, forward_path, octets

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        """Hand over one letter; returns the relay's words. Raises RelayRefused or
        RelayUnreachable.
        """
        async with self._lock:
            self._stay()
            try:
                return await self._deliver(reverse_path, forward_path, content)
            except asyncio.CancelledError:
                self._drop()  # in the middle of a transaction
                raise
            except LineLost as lost:
                self._drop()
                raise RelayUnreachable(str(lost), whole=True) from None
            finally:
                self._leave_later()

    async def close(self) -> None:
        """Leave the relay; letters handed over later connect anew."""
        async with self._lock:
            self._stay()
            line = self._line
            if line is not None and line.is_idle and self._ahead is None:
                with suppress(LineLost):
                    await line.ask(b"QUIT\r\n")
            self._drop()

    async def _deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        path = reverse_path, forward_path, len(content)
        following, self._following = self._following, None
        kept = self._is_fit(*path)
        if not kept:
            self._drop()
        line = self._line = self._line or await self._connect()
        try:
            await self._envelope(line, *path)
        except LineLost:
            if not kept:
                raise
            # It was closed while nobody used it; nothing of this letter's content was said yet.
            self._drop()
            line = self._line = await self._connect()
            await self._envelope(line, *path)
        answer = await line.ask(_as_data(content) + self._say_ahead(line, following))
        if not answer.is_good:  # the transaction is over, whatever the answer
            raise self._meaning(answer)
        return answer.words

    def _is_fit(self, *path: *tuple[str, str, int]) -> bool:
        """Whether the kept connection waits for this letter: for any, or for this very one."""
        line = self._line
        if line is None or self._ahead is None:
            return line is not None and line.is_idle
        return line.is_open and self._ahead == path

    def _say_ahead(self, line: SmtpLine, following: tuple[str, str, int] | None) -> bytes:
        """The envelope that leaves with a letter before its own (RFC 2920 section 3.1)."""
        if following is None or "pipelining" not in line.extensions:
            return b""
        try:
            envelope = _envelope(line.extensions, *following)
        except RelayRefused:
            return b""
        self._ahead = following
        return envelope.commands

    async def _connect(self) -> SmtpLine:
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
            if client.transport is None:
                raise OSError("the connection was lost")
        except (SMTPException, OSError, ValueError) as fault:
            client.close()
            raise RelayUnreachable(self._words(fault), whole=True) from None
        return SmtpLine(cast("asyncio.Transport", client.transport), client.esmtp_extensions)

    async def _envelope(
        self, line: SmtpLine, reverse_path: str, forward_path: str, octets: int
    ) -> None:
        """MAIL, RCPT and DATA, at once where the relay can (RFC 2920). Raises LineLost when the
        connection is gone.
        """
        if self._ahead is None:
            envelope = _envelope(line.extensions, reverse_path, forward_path, octets)
            if "pipelining" not in line.extensions:
                for command in (envelope.mail, envelope.rcpt, b"DATA\r\n"):
                    await self._reset_unless_good(line, await line.ask(command))
                return
            line.say(envelope.commands)
        self._ahead = None
        replies = [await line.reply()]
        while len(replies) < 3 and replies[-1].code != CLOSING:
            replies.append(await line.reply())
        refused = next((reply for reply in replies if not reply.is_good), None)
        if refused is not None and replies[-1].is_good:
            # RFC 2920 section 3.1: nothing follows DATA, for nobody would get it
            await line.ask(b".\r\n")
        await self._reset_unless_good(line, refused)

    async def _reset_unless_good(self, line: SmtpLine, answer: Reply | None) -> None:
        """Raises what an answer means that ends a transaction. Afterwards the connection is fit for
        the next letter, or dropped.
        """
        if answer is None or answer.is_good:
            return
        meant = self._meaning(answer)
        if self._line is line:
            try:
                await line.ask(b"RSET\r\n")
            except LineLost:
                self._drop()
        raise meant

    def _meaning(self, answer: Reply) -> RelayRefused | RelayUnreachable:
        """What an answer other than 2xx means. The connection of a service that closes is
        dropped.
        """
        words = self._without_password(answer.words)
        if answer.code == CLOSING or not 400 <= answer.code < 600:
            self._drop()
            return RelayUnreachable(words, whole=True)
        if answer.code >= 500 and answer.code not in NEEDS_LOGIN:
            return RelayRefused(answer.code, words)
        return RelayUnreachable(words, whole=answer.code in NEEDS_LOGIN)

    def _words(self, fault: BaseException) -> str:
        """One line of what happened; whatever it quotes of the password is taken out."""
        said = f"{fault.code} {fault.message}" if isinstance(fault, SMTPResponseException) else ""
        words = " ".join((said or str(fault)).split())[:1000] or type(fault).__name__
        return self._without_password(words)

    def _without_password(self, words: str) -> str:
        secret = self._url.password
        return words.replace(secret, "…") if secret else words

    def _drop(self) -> None:
        line, self._line, self._ahead = self._line, None, None
        if line is not None:
            line.close()

    def _stay(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def _leave_later(self) -> None:
        if self._line is not None:
            self._closing = asyncio.get_running_loop().call_later(IDLE, self._drop)


async def _greet(client: SMTP) -> None:
    if not client.is_ehlo_or_helo_needed:
        return
    try:
        await client.ehlo()
    except SMTPHeloError:
        await client.helo()


def _envelope(
    extensions: frozenset[str], reverse_path: str, forward_path: str, octets: int
) -> Envelope:
    """Raises RelayRefused for what cannot be said to this relay."""
    paths = reverse_path + forward_path
    if _NO_ADDRESS.search(paths):
        raise RelayRefused(553, "553 5.1.3 that is not an address")
    if not paths.isascii() and "smtputf8" not in extensions:
        raise RelayRefused(553, "553 5.6.7 the relay takes ASCII addresses only")
    options = f" SIZE={octets}" if "size" in extensions else ""  # RFC 1870
    options += "" if paths.isascii() else " SMTPUTF8"  # RFC 6531
    try:
        return Envelope(
            f"MAIL FROM:<{reverse_path}>{options}\r\n".encode(),
            f"RCPT TO:<{forward_path}>\r\n".encode(),
        )
    except UnicodeEncodeError:
        raise RelayRefused(553, "553 5.1.3 that is not an address") from None


def _as_data(content: bytes) -> bytes:
    """A message with CRLF line ends as DATA carries it (RFC 5321 section 4.5.2)."""
    stuffed = _DOT.sub(b"\n..", content)
    first = b"." if content.startswith(b".") else b""
    return first + stuffed + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")
