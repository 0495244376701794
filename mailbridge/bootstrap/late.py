"""Parts of the container that are made when something first asks for them: most commands need
neither DNS nor templates.
"""

import inspect
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from mailbridge.services.container import Limits
from mailbridge.settings import Settings
from mailbridge.store.engine.unit_of_work import Store

if TYPE_CHECKING:
    from mailbridge.adapters.submission import SmtpRelay
    from mailbridge.services.runtime.process_state import Runtime


class Late:
    """Something that is made when it is first asked for something: most commands need neither DNS
    nor templates.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None
        self._lock = threading.Lock()  # the thread that writes may be the first to ask

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            with self._lock:
                self._made = self._made or self._make()
        return getattr(self._made, name)

    async def close(self) -> None:
        """Closes what was made."""
        if self._made is not None:
            closing = self._made.close()
            if inspect.isawaitable(closing):
                await closing


def runtime(
    store: Store, folders: tuple[Path, ...], clock: Callable[[], datetime], limits: Limits
) -> "Runtime":
    """All that this process remembers. `folders`: see open_runtime."""
    from mailbridge.services.runtime.process_state import open_runtime

    return open_runtime(store, folders, clock, limits.caps)


def reader(settings: Settings) -> Any:
    """What reads messages in processes of its own."""
    from mailbridge.adapters.reader import Reader

    return Reader(settings.worker.processes)


def authenticator(settings: Settings) -> Any:
    """What proves who wrote a message."""
    from mailbridge.adapters.proof.authenticator import Authenticator

    chosen = settings.authentication
    return Authenticator(
        nameservers=chosen.nameservers,
        trusted_sealers=chosen.trusted_sealers,
        authserv_id=chosen.authserv_id,
        border=chosen.border,
        hops=chosen.hops,
    )


def webhook_line(settings: Settings) -> Any:
    """Where programs elsewhere are told."""
    from mailbridge.adapters.webhook_line import WebhookLine

    return WebhookLine(settings.webhooks.private)


def openid(settings: Settings) -> Late | None:
    """Who proves addresses; None where nobody is named."""
    chosen = settings.openid
    if chosen.issuer is None or chosen.client_id is None or chosen.client_secret is None:
        return None
    issuer, client, secret = chosen.issuer, chosen.client_id, chosen.client_secret

    def made() -> Any:
        from mailbridge.adapters.ways_in.openid import Provider

        return Provider(issuer, client, secret.get_secret_value(), chosen.name)

    return Late(made)


def exchangers(settings: Settings) -> Any:
    """Which hosts take the mail of a domain."""
    from mailbridge.adapters.mx import MailExchangers

    return MailExchangers(settings.authentication.nameservers)


def text_records(settings: Settings) -> Any:
    """The text records of DNS."""
    from mailbridge.adapters.signing.text_records import TextRecords

    return TextRecords(settings.authentication.nameservers)


def templates(settings: Settings, instance: str) -> Any:
    """Where an admin's own templates are kept."""
    from mailbridge.adapters.templates.template_shelf import TemplateShelf

    folder = settings.letters.templates or settings.data_dir / "templates"
    return TemplateShelf(instance, folder)


def renderer(settings: Settings, instance: str) -> Any:
    """What turns letters into messages."""
    own = settings.letters.templates or settings.data_dir / "templates"
    if own.is_dir():
        from mailbridge.adapters.templates.own_templates import OwnTemplates

        return OwnTemplates(instance, own)
    from mailbridge.adapters.rendering import Rendering

    return Rendering(instance)


def relay(settings: Settings, url: SecretStr | None) -> "SmtpRelay | None":
    """Where letters leave; None without a URL."""
    return submission(url.get_secret_value(), settings.domain) if url is not None else None


def submission(url: str, helo: str) -> "SmtpRelay":
    """The relay of a URL."""
    from mailbridge.adapters.submission import SmtpRelay

    return SmtpRelay(url, helo=helo)
