"""The only wiring: takes settings, makes the services container."""

import asyncio
import secrets
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection

from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.claimants import Claimants
from mailbridge.bootstrap import faults, keys, large_messages, late
from mailbridge.bootstrap.setup_file import SetupFile
from mailbridge.domain.told import told
from mailbridge.services.container import (
    Authenticator,
    Blobs,
    Container,
    Exchangers,
    Limits,
    OpenId,
    Reader,
    Renderer,
    Templates,
    TextRecords,
    WebhookLine,
)
from mailbridge.services.signing.key_ring import KeyRing
from mailbridge.settings import Settings
from mailbridge.steps.deciding.address.hourly_caps import Caps
from mailbridge.steps.telling.leaving_time import Delays
from mailbridge.store import migrations
from mailbridge.store.engine import installation
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.search import backlog

if TYPE_CHECKING:
    from mailbridge.adapters.submission import SmtpRelay
    from mailbridge.services.runtime.process_state import Runtime
    from mailbridge.store.migrations.batches import Progress


async def open_container(settings: Settings, progress: "Progress | None" = None) -> Container:
    """Open the store (its schema brought up to date: `progress` hears how far that is) and wire the
    adapters. Raises CannotStart, with nothing left open.
    """
    with faults.in_one_line(settings):
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        signing = keys.keys(
            settings.data_dir,
            settings.secret_key.get_secret_value() if settings.secret_key else None,
        )
        blobs = large_messages.open_blobs(settings)
        store = Store(settings.store_url)
        _keep_private(store)
        try:
            await _upgrade(store, progress)
            instance = await _instance(store)
        except BaseException:
            await store.close()
            raise
    container = _wired(settings, store, blobs, signing, instance)
    container.closers.insert(0, store.close)
    return container


async def _upgrade(store: Store, progress: "Progress | None") -> None:
    """Given up when this task is cancelled, even where a thread of its own does it; the database is
    what it was before, then.
    """
    given_up = threading.Event()

    def heard(table: str, done: int, total: int) -> None:
        if given_up.is_set():
            raise asyncio.CancelledError
        if progress is not None:
            progress(table, done, total)

    try:
        await store.write(lambda db: _prepare(db, heard))
    except asyncio.CancelledError:
        given_up.set()
        raise


def _prepare(db: Connection, heard: "Progress") -> None:
    migrations.upgrade(db, progress=heard)
    backlog.begin_where_nothing_is_kept(db)


def _keep_private(store: Store) -> None:
    """All mail of the installation lies in an SQLite file: a new one is its owner's alone, and so
    is what SQLite puts beside it.
    """
    if store.is_sqlite and store.url.database:
        Path(store.url.database).touch(mode=0o600)


async def _instance(store: Store) -> str:
    fresh = secrets.token_hex(8)
    return await store.write(lambda db: installation.instance(db, fresh))


def _wired(
    settings: Settings, store: Store, blobs: Blobs, signing: tuple[bytes, ...], instance: str
) -> Container:
    reader, webhook_line = (
        late.Late(lambda: late.reader(settings)),
        late.Late(lambda: late.webhook_line(settings)),
    )
    relay = late.relay(settings, settings.relay.url)
    digest_relay = late.relay(settings, settings.relay.digest_url)
    openid = late.openid(settings)
    limits, clock = _limits(settings), partial(datetime.now, UTC)
    claimants = Claimants(settings.data_dir / "claimants")
    return Container(
        store=store,
        blobs=blobs,
        reader=cast("Reader", reader),
        authenticator=cast("Authenticator", late.Late(lambda: late.authenticator(settings))),
        renderer=cast("Renderer", late.Late(lambda: late.renderer(settings, instance))),
        relay=relay,
        webhook_line=cast("WebhookLine", webhook_line),
        clock=clock,
        entropy=secrets.token_bytes,
        domain=settings.domain,
        domains=_domains(settings),
        public_url=settings.base_url,
        keys=signing,
        instance=instance,
        claimants=claimants,
        agency=settings.agency,
        words=catalogues(),
        setup=SetupFile(settings),
        templates=cast("Templates", late.Late(lambda: late.templates(settings, instance))),
        limits=limits,
        digest_relay=digest_relay,
        digest_domain=settings.letters.digest_domain,
        files_live=timedelta(days=settings.letters.files_days),
        key_ring=KeyRing(store, signing, clock, settings.domain),
        text_records=cast("TextRecords", late.Late(lambda: late.text_records(settings))),
        **_delays(settings),
        keep_days=settings.retention.days,
        rewrites_mail=settings.retention.erased_mail == "rewrite",
        exchangers=cast("Exchangers", late.Late(lambda: late.exchangers(settings))),
        runtime=cast(
            "Runtime",
            late.Late(
                lambda: late.runtime(store, large_messages.folders_of(settings), clock, limits)
            ),
        ),
        openid=cast("OpenId | None", openid),
        closers=[
            claimants.close,
            webhook_line.close,
            *([openid.close] if openid is not None else []),
            *_closers(reader, relay, digest_relay),
        ],
    )


def _delays(settings: Settings) -> dict[str, Any]:
    """How long letters wait, by the container's names."""
    letters = settings.letters
    delays = Delays(timedelta(seconds=letters.merge_seconds), letters.quiet_hours)
    return {"undo": timedelta(seconds=letters.undo_seconds), "delays": delays}


def _domains(settings: Settings) -> frozenset[str]:
    digests = settings.letters.digest_domain
    return frozenset({settings.domain, *settings.domains, *([digests] if digests else [])})


def _closers(
    reader: "late.Late", *relays: "SmtpRelay | None"
) -> Iterator[Callable[[], Awaitable[None]]]:
    """The last is closed first."""
    yield from (relay.close for relay in reversed(relays) if relay is not None)
    yield reader.close


def _limits(settings: Settings) -> Limits:
    smtp, floods = settings.smtp, settings.floods
    caps = Caps(
        author=floods.author_per_hour,
        reader=floods.reader_per_hour,
        known=floods.known_per_hour,
        network=floods.network_per_hour,
        alias=floods.alias_per_hour,
        project=floods.project_per_hour,
        network_bytes=floods.network_bytes_per_hour,
        alias_bytes=floods.alias_bytes_per_hour,
        project_bytes=floods.project_bytes_per_hour,
        store_bytes=floods.bytes_per_day,
        local_peers=floods.local_peers,
    )
    return Limits(
        smtp.max_size,
        smtp.max_recipients,
        free_disk=smtp.min_free_disk,
        letter_files=settings.letters.files_size,
        caps=caps,
    )


@asynccontextmanager
async def opened(
    settings: Settings, progress: "Progress | None" = None
) -> AsyncIterator[Container]:
    """A container for one piece of work; faults of the world outside leave as CannotStart."""
    container = await open_container(settings, progress)
    try:
        with faults.in_one_line(settings):
            yield container
    finally:
        await container.close()


async def schema(container: Container) -> str | None:
    """The revision of the database's schema."""
    return await container.store.read(migrations.current)


def warm(container: Container) -> None:
    """Make now what a command may do without: a service must not stand still for it at the first
    letter.
    """
    _ = (container.authenticator.gather, container.renderer.stencil)
    _ = (container.reader.read, container.runtime.filed)
    for language in container.words.languages:
        container.words.of(language)


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """For STARTTLS; None without a certificate. Raises CannotStart for files that hold none."""
    if settings.smtp.tls_certificate is None or settings.smtp.tls_key is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(settings.smtp.tls_certificate, settings.smtp.tls_key)
    except (ssl.SSLError, OSError) as fault:
        words = getattr(fault, "reason", None) or fault
        raise faults.CannotStart(
            told(
                "smtp.tls_certificate and smtp.tls_key are no pair of PEM files ({words}); see "
                "docs/install.md",
                words=words,
            )
        ) from fault
    return context
