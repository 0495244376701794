"""All doors of one process, or some of them: opened in order, closed in the opposite one."""

import os
import resource
from collections.abc import Sequence
from typing import Any, Protocol

from mailbridge import maillog
from mailbridge.bootstrap import CannotStart, Settings, tls_context
from mailbridge.domain.told import told
from mailbridge.doors.smtp.limits import Caps
from mailbridge.doors.smtp.named_client import Listed, Peers
from mailbridge.services.container import Container
from mailbridge.services.desk.live import ring_pages_elsewhere
from mailbridge.services.running import wakeup

MOST_FILES = 65_536
NAMES = ("smtp", "lmtp", "web", "worker")


class Door(Protocol):
    async def start(self) -> None:
        """Open it. Raises OSError for a place that cannot be had."""

    async def stop(self) -> None:
        """Finish what has begun, and close."""


class Doors:
    """`places`, once started: where each door with a port listens."""

    def __init__(
        self, container: Container, settings: Settings, only: Sequence[str] = NAMES
    ) -> None:
        self._doors = {
            name: _DOORS[name](container, settings)
            for name in NAMES
            if name in only and _is_wanted(name, settings, only)
        }
        self._open: list[tuple[str, Door]] = []
        self.places: dict[str, str] = {}
        ring_pages_elsewhere(container)
        if "worker" not in self._doors:
            wakeup.ring_other_processes(container)

    async def start(self) -> None:
        """Raises CannotStart for a place that cannot be had; then nothing is left open."""
        _raise_file_limit()
        for name, (door, place) in self._doors.items():
            try:
                await door.start()
            except OSError as fault:
                await self.stop()
                raise CannotStart(_taken(name, place, fault)) from fault
            self._open.append((name, door))
            self.places[name] = _place(door, place)
            maillog.door_open(name, self.places[name])

    async def stop(self) -> None:
        """What has begun is finished."""
        while self._open:
            name, door = self._open.pop()
            await door.stop()
            maillog.door_closed(name)


def _raise_file_limit() -> None:
    """Let this process have as many open files as it may: no door shall fill up another's."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _is_wanted(name: str, settings: Settings, only: Sequence[str]) -> bool:
    """Whether a door is to open. LMTP is off unless it is told where to listen; asked for by name
    it must be told.
    """
    if name != "lmtp" or settings.lmtp.listen is not None:
        return True
    if list(only) != list(NAMES):
        raise CannotStart(
            told(
                "lmtp.listen: it is off; write HOST:PORT or the path of a Unix socket to open that "
                "door"
            )
        )
    return False


def _taken(name: str, place: str, fault: OSError) -> str:
    words = (os.strerror(fault.errno) if fault.errno else str(fault)).lower()
    return told(
        "{name}.listen: cannot listen on {place}: {words}; end what listens there, or choose "
        "another place in the settings",
        name=name,
        place=place,
        words=words,
    )


def _place(door: Door, place: str) -> str:
    """With the port that the system chose, where it was to choose."""
    port = getattr(door, "port", 0)
    return f"{place.rpartition(':')[0]}:{port}" if port else place


def _smtp(container: Container, settings: Settings) -> tuple[Door, str]:
    from mailbridge.doors.smtp.listener import SmtpDoor

    place = str(settings.smtp.listen)
    return SmtpDoor(
        container,
        place,
        hostname=settings.domain,
        tls=tls_context(settings),
        caps=_caps(settings),
        peers=_peers(settings.smtp),
    ), place


def _lmtp(container: Container, settings: Settings) -> tuple[Door, str]:
    from mailbridge.doors.smtp.listener import SmtpDoor

    place = str(settings.lmtp.listen)
    return SmtpDoor(
        container,
        place,
        hostname=settings.domain,
        lmtp=True,
        caps=_caps(settings),
        peers=_peers(settings.lmtp),
    ), place


def _peers(section: Any) -> Peers:
    return Peers(Listed(section.xforward_peers), Listed(section.proxy_peers))


def _caps(settings: Settings) -> Caps:
    smtp = settings.smtp
    return Caps(
        connections=smtp.max_connections,
        connections_of_one_client=smtp.max_connections_of_one_client,
        connections_of_one_network=smtp.max_connections_of_one_network,
        connections_of_forwarders=smtp.max_connections_of_forwarders,
        idle=smtp.idle_seconds,
        bytes_in_flight=smtp.max_in_flight,
    )


def _web(container: Container, settings: Settings) -> tuple[Door, str]:
    from mailbridge.doors.web.app import WebDoor

    place = str(settings.web.listen)
    return WebDoor(container, place, settings.web.proxies), place


def _worker(container: Container, settings: Settings) -> tuple[Door, str]:
    from mailbridge.doors.worker import WorkerDoor

    return WorkerDoor(container), "this process"


_DOORS = {"smtp": _smtp, "lmtp": _lmtp, "web": _web, "worker": _worker}
