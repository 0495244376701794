"""How much mail is too much: caps by the hour at the door."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailbridge.domain.inbound import Route
    from mailbridge.domain.message import Mailbox


@dataclass(frozen=True, slots=True)
class Caps:
    """Messages an hour; 0: as many as come. `local_peers`: mail from this machine counts, too."""

    author: int = 100
    alias: int = 1000
    project: int = 1000
    local_peers: bool = False

    def of(self, name: str) -> int:
        """The cap for a name that `names` or `author_name` made."""
        return int(getattr(self, name.partition(":")[0]))


def names(route: "Route") -> tuple[str, ...]:
    """What mail by this route counts for; nothing for return paths and the postmaster."""
    alias = (f"alias:{route.alias.address}",) if route.alias is not None else ()
    return (*alias, f"project:{route.project.id}") if route.project is not None else ()


def author_name(author: "Mailbox | None", reverse_path: str) -> str:
    """What a message counts for by its author: the first mailbox of its From field, else the
    reverse-path.
    """
    address = author.address if author is not None and "@" in author.address else ""
    return f"author:{address or reverse_path.lower()}"


def full(wanted: Iterable[str], caps: Caps, count: dict[str, int]) -> str | None:
    """The first name that has had its share of this hour."""
    return next((name for name in wanted if 0 < caps.of(name) <= count.get(name, 0)), None)


def spared(client: str | None, door: str, caps: Caps) -> bool:
    """Mail an operator takes in is never too much; nor is mail from this machine, unless the
    settings say so.
    """
    local = client is None or client == "::1" or client.startswith(("127.", "::ffff:127."))
    return door == "ingest" or (local and not caps.local_peers)
