"""Keys that sign letters: a new one waits until its record is seen in DNS; meanwhile the old one
signs.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.signature.dkim_key import Algorithm, DkimKey, new_selector
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.store.outbox import dkim_keys
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class DkimKeyView:
    """A key without its private half. `seen`: its record is in DNS; None: DNS did not answer."""

    domain: str
    selector: str
    algorithm: str
    state: str
    name: str
    record: str
    zone_line: str
    seen: bool | None
    created: datetime
    signs_from: datetime | None
    retired: datetime | None
    removable: datetime | None


async def make_key(container: Container, domain: str, algorithm: str) -> DkimKeyView:
    """A fresh key for a domain. Refused: bad-domain."""
    from mailbridge.adapters.signing.dkim import new_key  # a big import, and a rare need

    name, kind, now = _domain(domain), Algorithm(algorithm), container.clock()
    public, sealed = new_key(kind, container.keys[0])

    def keep(db: Connection) -> DkimKey:
        taken = [key.selector for key in dkim_keys.of_domain(db, name)]
        key = DkimKey(0, name, new_selector(kind, now, taken), kind, public, sealed, now)
        dkim_keys.add(db, key)
        return key

    return _view(await container.store.write(keep), None)


async def list_keys(container: Container, domain: str) -> list[DkimKeyView]:
    """All keys of a domain, the oldest first; one whose record is in DNS by now begins to sign.
    Refused: bad-domain.
    """
    name = _domain(domain)
    keys = await container.store.read(lambda db: dkim_keys.of_domain(db, name))
    seen = await _seen(container, keys)
    began = [key for key in keys if key.state == "waiting" and seen[key.id]]
    if began:
        await container.store.write(lambda db: _begin(db, began, container.clock()))
        keys = await container.store.read(lambda db: dkim_keys.of_domain(db, name))
    return [_view(key, seen[key.id]) for key in keys]


async def use_key(container: Container, domain: str, selector: str) -> DkimKeyView:
    """A key signs from now on, whatever DNS says; the one before does not. Refused: bad-domain,
    no-such-key.
    """
    name = _domain(domain)

    def use(db: Connection) -> DkimKey:
        known = {key.selector: key for key in dkim_keys.of_domain(db, name)}
        if selector not in known:
            raise Refused("no-such-key", selector=selector, domain=name)
        dkim_keys.sign_with(db, known[selector], container.clock())
        return next(key for key in dkim_keys.of_domain(db, name) if key.selector == selector)

    return _view(await container.store.write(use), None)


async def stop_signing(container: Container, domain: str) -> list[DkimKeyView]:
    """No key of a domain signs any more. Returns those that did or would have. Refused:
    bad-domain.
    """
    name = _domain(domain)

    def stop(db: Connection) -> list[DkimKey]:
        ending = [key for key in dkim_keys.of_domain(db, name) if key.retired is None]
        dkim_keys.retire(db, ending, container.clock())
        ids = {key.id for key in ending}
        return [key for key in dkim_keys.of_domain(db, name) if key.id in ids]

    return [_view(key, None) for key in await container.store.write(stop)]


async def list_in_use(container: Container) -> list[DkimKeyView]:
    """The keys of all domains that sign or wait for their record, the oldest first."""
    keys = await container.store.read(dkim_keys.in_use)
    seen = await _seen(container, keys)
    return [_view(key, seen[key.id]) for key in keys]


async def unopened(container: Container) -> list[str]:
    """The names of keys in use that this installation's secrets do not open."""
    from mailbridge.adapters.signing.dkim import CannotOpenError, opened

    names = []
    for key in await container.store.read(dkim_keys.in_use):
        try:
            opened(key, container.keys)
        except CannotOpenError:
            names.append(key.name)
    return names


async def look_for_records(container: Container) -> int:
    """Let each key sign whose record has appeared in DNS. Returns 0: there is nothing to do at
    once.
    """
    in_use = await container.store.read(dkim_keys.in_use)
    waiting = [key for key in in_use if key.state == "waiting"]
    seen = await _seen(container, waiting)
    began = [key for key in waiting if seen[key.id]]
    if began:
        await container.store.write(lambda db: _begin(db, began, container.clock()))
    return 0


def _begin(db: Connection, keys: Sequence[DkimKey], now: datetime) -> None:
    for key in keys:
        dkim_keys.sign_with(db, key, now)


async def _seen(container: Container, keys: Sequence[DkimKey]) -> dict[int, bool | None]:
    """By the ids of the keys: whether DNS has their records; None: it does not answer."""
    records = container.text_records
    if records is None:
        return dict.fromkeys((key.id for key in keys), None)
    answers = await asyncio.gather(*(records.of(key.name) for key in keys))
    return {
        key.id: None if answer is None else key.is_published(answer)
        for key, answer in zip(keys, answers, strict=True)
    }


def _domain(words: str) -> str:
    name = ascii_domain(words.strip().rstrip("."))
    if not name or "." not in name:
        raise Refused("bad-domain", domain=words)
    return name


def _view(key: DkimKey, seen: bool | None) -> DkimKeyView:
    return DkimKeyView(
        key.domain,
        key.selector,
        key.algorithm.value,
        key.state,
        key.name,
        key.record,
        key.zone_line,
        seen,
        key.created,
        key.signs_from,
        key.retired,
        key.removable,
    )
