"""What every service is given: the store, the adapters behind protocols, and the few values that
configuration decides.

Every command is given one, so this module loads no type that it only names.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from mailbridge.steps.deciding.address.hourly_caps import Caps
from mailbridge.steps.telling.leaving_time import Delays
from mailbridge.steps.telling.words.catalogue import ENGLISH_ALONE, Catalogues
from mailbridge.values import dataclass

if TYPE_CHECKING:
    from mailbridge.domain.letter import Letter, PostWords, Rendered
    from mailbridge.domain.message import Reading
    from mailbridge.domain.proof import Evidence
    from mailbridge.services.runtime.process_state import Runtime
    from mailbridge.steps.deciding.proof.border import Look
    from mailbridge.store.engine.unit_of_work import Store


class Reader(Protocol):
    workers: int  # messages that are read at once

    async def read(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Reading:
        """What a message says by itself. `reverse_path` None: nobody knows it; `with_trace`: the
        way it came, too.
        """


class Authenticator(Protocol):
    async def gather(
        self,
        raw: bytes,
        client_ip: str | None,
        helo: str | None,
        reverse_path: str,
        relayed_by: str | None = None,
    ) -> Evidence:
        """What is proven of a message's author: DKIM, ARC, SPF, DMARC and our border's word."""

    def border(self, section: bytes, client_ip: str | None, relayed_by: str | None) -> Look | None:
        """What our border says in a header section; None where it says nothing that counts."""


class Blobs(Protocol):
    """Bytes by their sha256, on stable storage when `put` returns."""

    async def put(self, sha256: str, content: bytes) -> None:
        """Keep the bytes under their sha256."""

    async def get(self, sha256: str) -> bytes:
        """The bytes of a sha256."""

    async def drop(self, sha256: str) -> None:
        """Keep the bytes no longer; those that are not there are gone already."""


class Stencil(Protocol):
    """A letter rendered for several readers. `fill` makes the message (RFC 5322), CRLF line ends,
    of a letter that fits.
    """

    def fits(self, letter: Letter) -> bool:
        """Whether a letter differs from this one only in what is filled in."""

    def fill(self, letter: Letter) -> Rendered:
        """The message for the reader of this letter."""


class Renderer(Protocol):
    """Renders letters. `words` are the posts they tell of, by id."""

    def stencil(self, letter: Letter, words: dict[int, PostWords]) -> Stencil:
        """A letter rendered for all readers whom it fits."""

    def faults(self) -> list[str]:
        """A line for each fault in an admin's templates. Renders all samples where there are any:
        seconds.
        """


class Relay(Protocol):
    """Where letters leave. `deliver` raises `RelayRefused` or `RelayUnreachable` of
    adapters.submission.
    """

    def follow(self, reverse_path: str, forward_path: str, octets: int) -> None:
        """Hear what will be handed over after the next message."""

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        """Hand a message over; returns the relay's reply."""


class Claimants(Protocol):
    """Processes that claim messages and letters."""

    @property
    def own(self) -> str:
        """The name of this one."""

    def ended(self) -> list[str]:
        """The names of those that are known to have ended. Reads a folder."""

    def forget(self) -> None:
        """Nothing is claimed any more by those that have ended."""


class WebhookAnswer(Protocol):
    @property
    def status(self) -> int:
        """Of HTTP; 0: there was no answer."""

    @property
    def words(self) -> str:
        """How the answer begins, or why there was none."""

    @property
    def is_taken(self) -> bool:
        """Whether the far side has it."""


class WebhookLine(Protocol):
    """Where programs elsewhere are told what happens."""

    def fault_of(self, url: str) -> str | None:
        """not-a-url, not-https, or None: it may be written to."""

    async def send(self, url: str, fields: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """POST a body; raises nothing."""


class Exchangers(Protocol):
    """Host names that take a domain's mail, the preferred first; () when nobody knows. Answers
    within seconds, raises nothing.
    """

    async def of(self, domain: str) -> tuple[str, ...]:
        """The mail exchangers of a domain."""


class TextRecords(Protocol):
    """TXT records of DNS as they are now; None when nobody answers. Raises nothing."""

    async def of(self, name: str) -> tuple[str, ...] | None:
        """The TXT records of a name."""


class Templates(Protocol):
    """An admin's own templates of letters, by file (client/body.txt) and the name of a project; ""
    is the installation.
    """

    def own(self, file: str, project: str) -> str | None:
        """What the admin wrote; None: nothing."""

    def ours(self, file: str) -> str:
        """What comes with mailbridge; "": there is none of that name."""

    def keep(self, file: str, project: str, text: str) -> None:
        """Write it down. Raises OSError."""

    def forget(self, file: str, project: str) -> None:
        """What was there before counts again. Raises OSError."""

    def faults(self, file: str, project: str, text: str) -> list[str]:
        """A line for each place that cannot make its letter."""

    def renderer(self) -> Renderer:
        """What makes letters by all that is written down now."""


class Setup(Protocol):
    """The settings that the first start asks for."""

    def is_fixed(self, name: str) -> bool:
        """Whether a setting, by its dotted name, stands in a file or the environment."""

    def keep(self, name: str, value: str) -> None:
        """Write a setting down, for this and each later start. Raises OSError."""

    async def greet(self, url: str, helo: str) -> str:
        """Log in at a relay and say goodbye; returns what it offers. Raises OSError."""

    async def is_here(self, url: str) -> bool:
        """Whether a mailbridge answers at a web address. Raises OSError where nobody does."""

    def relay(self, url: str, helo: str) -> Relay:
        """A relay for letters."""


class KeyRing(Protocol):
    """Signs letters with the keys of the installation."""

    async def refresh(self) -> None:
        """Hear of keys that are new or retired."""

    def signed(self, content: bytes, author: str) -> bytes:
        """The message (CRLF line ends) signed for the domain of its author's address; as it is
        where no key signs for that.
        """


class OpenId(Protocol):
    """A provider of OpenID Connect, who proves addresses."""

    name: str  # for readers

    async def door(self, back: str, state: str, nonce: str, verifier: str) -> str | None:
        """Where a browser is sent, to come `back` with a code; None: the provider is not to be
        had. Raises nothing.
        """

    async def address(
        self, answer: Mapping[str, str], back: str, nonce: str, verifier: str, now: datetime
    ) -> str | None:
        """The address that the provider has verified of who came back with this answer; None for
        whatever does not prove it. Raises nothing.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    max_size: int = 25 * 1024 * 1024  # bytes of a message
    max_recipients: int = 100
    max_hops: int = 50  # Received fields
    free_disk: int = 100 * 1024 * 1024  # bytes that must stay free
    letter_files: int = 10 * 1024 * 1024  # bytes of files that travel with one letter
    caps: Caps = field(default_factory=Caps)  # messages an hour


@dataclass(slots=True)
class Container:
    store: Store
    blobs: Blobs
    reader: Reader
    authenticator: Authenticator
    renderer: Renderer
    relay: Relay | None  # None: letters stay in the outbox
    webhook_line: WebhookLine
    clock: Callable[[], datetime]
    entropy: Callable[[int], bytes]
    domain: str  # of the project addresses
    domains: frozenset[str]  # all that are ours, `domain` among them
    public_url: str  # without a slash at the end
    keys: tuple[bytes, ...]  # the first signs
    instance: str
    runtime: Runtime
    claimants: Claimants
    agency: str = "mailbridge"  # how letters name the installation
    words: Catalogues = ENGLISH_ALONE  # of all languages that readers may choose
    setup: Setup | None = None  # None: nothing can be set up here
    templates: Templates | None = None  # None: nobody writes any here
    limits: Limits = field(default_factory=Limits)
    digest_relay: Relay | None = None  # None: digests leave as other letters do
    digest_domain: str | None = None  # of digests' senders and return paths; None: `domain`
    undo: timedelta = timedelta(0)  # how long a member's answer can be taken back
    files_live: timedelta = timedelta(days=14)  # so long links to larger files work
    key_ring: KeyRing | None = None  # None: letters leave unsigned
    text_records: TextRecords | None = None  # None: DNS is not asked
    delays: Delays = field(default_factory=Delays)  # of letters to the team
    keep_days: int = 0  # of what projects say nothing else of; 0: everything is kept
    rewrites_mail: bool = True  # of others, when a person is erased; False: it is dropped
    exchangers: Exchangers | None = None  # None: DNS is not asked whose mail a domain's is
    openid: OpenId | None = None  # None: nobody signs in by OpenID Connect
    closers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    def wake_outbox(self) -> None:
        """Letters are owed: whoever sends them need not wait for the next look."""
        self.runtime.wake_outbox()

    async def close(self) -> None:
        """First what this process remembers, then what was opened, the last first."""
        await self.runtime.close()
        for closer in reversed(self.closers):
            await closer()
