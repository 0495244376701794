"""What all dialogues of a door share, and what aiosmtpd asks of them."""

import ssl
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Any

from mailbridge.domain.verdict import REPLIES, Reason
from mailbridge.doors.smtp.limits import Budget, Caps
from mailbridge.doors.smtp.named_client import Peers
from mailbridge.doors.smtp.slots import Slots
from mailbridge.services.container import Container
from mailbridge.services.receiving import refuse
from mailbridge.values import dataclass

if TYPE_CHECKING:
    from mailbridge.doors.smtp.dialogue import Dialogue

CALLS = {
    "*": 50,
    "NOOP": 1000,
    "RSET": 100_000,
    "XFORWARD": 300_000,
    "MAIL": 100_000,
    "RCPT": 1_000_000,
    "DATA": 100_000,
}  # in one connection


class Hooks:
    """What aiosmtpd asks; one for the whole door."""

    def __dir__(self) -> list[str]:
        """What aiosmtpd looks for among all names, anew for each connection."""
        return HOOKS

    async def handle_PROXY(  # noqa: N802
        self, dialogue: "Dialogue", session: Any, envelope: Any, header: Any
    ) -> bool:
        return dialogue.proxied(header)

    async def handle_MAIL(  # noqa: N802
        self, dialogue: "Dialogue", session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        return await dialogue.mail(address, options)

    async def handle_RCPT(  # noqa: N802
        self, dialogue: "Dialogue", session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        return await dialogue.rcpt(address)

    async def handle_exception(self, fault: Exception) -> str:
        refuse.log.error("a mail dialogue failed: %s", type(fault).__name__, exc_info=fault)
        return str(REPLIES[Reason.STORE_FAILED])


HOOKS = [name for name in vars(Hooks) if name.startswith("handle_")]


@dataclass(slots=True)
class DoorContext:
    """What all dialogues of a door share."""

    container: Container
    hostname: str
    tls: ssl.SSLContext | None
    caps: Caps
    budget: Budget
    slots: Slots
    peers: Peers
    left: Callable[["Dialogue"], None]  # told when a peer is gone
    short: Callable[[], None]  # told when somebody waits for room
    stopping: bool = False
    hooks: Hooks = field(default_factory=Hooks)
