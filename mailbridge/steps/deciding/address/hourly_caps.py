"""How much mail is too much: caps by the hour at the door."""

from collections.abc import Iterable
from dataclasses import dataclass

from mailbridge.domain.inbound import Route
from mailbridge.steps.text.mailbox_search import mailboxes

HEAD = 64 * 1024  # bytes of a header section that are looked at
FIELD = 2000  # bytes of a From field


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


def names(route: Route) -> tuple[str, ...]:
    """What mail by this route counts for; nothing for return paths and the postmaster."""
    alias = (f"alias:{route.alias.address}",) if route.alias is not None else ()
    return (*alias, f"project:{route.project.id}") if route.project is not None else ()


def author_name(content: bytes, reverse_path: str) -> str:
    """What a message counts for by its author: the first mailbox of its From field, else the
    reverse-path.
    """
    field = _from_field(content[:HEAD])
    found = next((found.mailbox for found in mailboxes(field)), None)
    return f"author:{found or reverse_path.lower()}"


def _from_field(head: bytes) -> str:
    end = head.find(b"\r\n\r\n")
    head = b"\r\n" + (head[:end] if end >= 0 else head)
    start = head.lower().find(b"\r\nfrom:")
    if start < 0:
        return ""
    lines = head[start + 7 : start + 7 + FIELD].split(b"\r\n")
    folded = next(
        (index for index, line in enumerate(lines[1:], 1) if line[:1] not in (b" ", b"\t")),
        len(lines),
    )
    return b" ".join(lines[:folded]).decode("utf-8", "replace")


def full(wanted: Iterable[str], caps: Caps, count: dict[str, int]) -> str | None:
    """The first name that has had its share of this hour."""
    return next((name for name in wanted if 0 < caps.of(name) <= count.get(name, 0)), None)


def spared(client: str | None, door: str, caps: Caps) -> bool:
    """Mail an operator takes in is never too much; nor is mail from this machine, unless the
    settings say so.
    """
    local = client is None or client == "::1" or client.startswith(("127.", "::ffff:127."))
    return door == "ingest" or (local and not caps.local_peers)
