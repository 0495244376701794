"""The keys that sign now, as one process remembers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mailbridge import maillog
from mailbridge.domain.address import split
from mailbridge.steps.telling.signature.dkim_key import DkimKey, signing_domains
from mailbridge.store.outbox import dkim_keys

if TYPE_CHECKING:
    from mailbridge.adapters.signing.dkim import Signature
    from mailbridge.store.engine.unit_of_work import Store

LOOKS = timedelta(seconds=30)  # between two looks for keys that another process made


class KeyRing:
    """`keys` are the installation's secrets, which the private halves are sealed with."""

    def __init__(
        self, store: Store, keys: Sequence[bytes], clock: Callable[[], datetime], domain: str
    ) -> None:
        self._store, self._keys, self._clock, self._domain = store, keys, clock, domain
        self._looked: datetime | None = None
        self._known: list[DkimKey] = []
        self._signatures: dict[str, list[Signature]] = {}

    async def refresh(self) -> None:
        """Look whether there are other keys, but not more often than twice a minute."""
        now = self._clock()
        if self._looked is not None and now - self._looked < LOOKS:
            return
        known = [key for key in await self._store.read(dkim_keys.in_use) if key.signs_from]
        self._looked = now
        if known != self._known:
            self._known, self._signatures = known, self._opened(known)

    def signed(self, content: bytes, author: str) -> bytes:
        """The message with a signature of each key that signs for its author's address; the same
        octets where there is none. Call `refresh` before.
        """
        if not self._signatures:
            return content
        domains = signing_domains(split(author)[1], self._domain)
        chosen = next(filter(None, map(self._signatures.get, domains)), [])
        at = int(self._clock().timestamp())
        return b"".join(signature.field(content, at) for signature in chosen) + content

    def _opened(self, known: Sequence[DkimKey]) -> dict[str, list[Signature]]:
        from mailbridge.adapters.signing.dkim import CannotOpenError, opened

        signatures: dict[str, list[Signature]] = {}
        for key in known:
            try:
                signatures.setdefault(key.domain, []).append(opened(key, self._keys))
            except CannotOpenError:
                maillog.cannot_sign(key.name)
        return signatures
