"""How much mail is too much: what a message counts for, and by how much.

A share belongs to who can show that it is theirs: to the reader whose reply address is used, or to
an author *from a network*, so that mail in their name from elsewhere uses up nothing of it. What is
shared by strangers (a network, an alias, a project, the store) may be full; then authors who are
known keep a share of their own.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mailbridge.domain.address import ReplyAddress
from mailbridge.steps.deciding.address.network import network_of
from mailbridge.values import dataclass

if TYPE_CHECKING:  # each command has caps, and few know of messages
    from mailbridge.domain.inbound import Route
    from mailbridge.domain.message import Mailbox

GIB = 1024 * 1024 * 1024
STORE = "store_bytes:"  # what everything counts for, by the day
OWN = ("author", "reader")  # shares that nobody else can use up
HERE = "here"  # the network of who has no address


@dataclass(frozen=True, slots=True)
class Caps:
    """Messages and bytes an hour, `store_bytes` a day; 0: as many as come. `known` messages an hour
    are taken of an author whom we know and whose share of what is shared is used up by others.
    `local_peers`: mail from this machine counts, too.
    """

    author: int = 100
    reader: int = 300
    known: int = 20
    network: int = 1000
    alias: int = 1000
    project: int = 1000
    network_bytes: int = 1 * GIB
    alias_bytes: int = 2 * GIB
    project_bytes: int = 2 * GIB
    store_bytes: int = 20 * GIB
    local_peers: bool = False

    def of(self, name: str) -> int:
        """The cap for a name that a message counts for."""
        return int(getattr(self, kind_of(name)))


@dataclass(frozen=True, slots=True)
class Arriving:
    """A message at the door, as far as its share is concerned."""

    author: str  # address; lower case
    client: str | None
    size: int  # bytes


def kind_of(name: str) -> str:
    """What a name is: author, reader, network, alias, project, or one of them with `_bytes`."""
    return name.partition(":")[0]


def names(route: "Route") -> tuple[str, ...]:
    """What mail by this route counts for; nothing for return paths and the postmaster."""
    if isinstance(route.own, ReplyAddress):
        return (f"reader:{route.own.person_id}",)
    alias = (f"alias:{route.alias.address}",) if route.alias is not None else ()
    return (*alias, f"project:{route.project.id}") if route.project is not None else ()


def author_address(author: "Mailbox | None", reverse_path: str) -> str:
    """Whom a message counts for: the first mailbox of its From field, else the reverse-path."""
    address = author.address if author is not None and "@" in author.address else ""
    return address or reverse_path.lower()


def amounts(arriving: Arriving, routes: Iterable[str]) -> dict[str, int]:
    """By how much a message counts, for each name; `routes` are the names of its routes. Mail to
    reply addresses alone counts for their readers and not for what strangers share.
    """
    of_routes = dict.fromkeys(routes)
    network = network_of(arriving.client) or HERE
    counted = dict.fromkeys(of_routes, 1)
    if any(kind_of(name) != "reader" for name in of_routes):
        counted = {f"author:{arriving.author} {network}": 1, f"network:{network}": 1} | counted
    shared = [name for name in counted if kind_of(name) in ("network", "alias", "project")]
    return counted | {_in_bytes(name): arriving.size for name in shared} | {STORE: arriving.size}


def full(wanted: Iterable[str], caps: Caps, count: Mapping[str, int]) -> str | None:
    """The first name that has had its share."""
    return next((name for name in wanted if 0 < caps.of(name) <= count.get(name, 0)), None)


def is_kept_for_known(
    over: str, amount: Mapping[str, int], caps: Caps, count: Mapping[str, int], proven: bool
) -> bool:
    """Whether a message of a known author is taken though `over` has had its share. `proven`: mail
    from this network has been proven theirs before, so their own share is whole; else they have a
    small one.
    """
    if kind_of(over) in OWN:
        return False
    own = next((name for name in amount if kind_of(name) in OWN), None)
    if own is None:
        return False
    return count.get(own, 0) < (caps.of(own) if proven else caps.known)


def is_spared(client: str | None, door: str, caps: Caps) -> bool:
    """Whether caps do not count a message: mail that an operator takes in, and, unless the settings
    say otherwise, mail from this machine.
    """
    local = client is None or client == "::1" or client.startswith(("127.", "::ffff:127."))
    return door == "ingest" or (local and not caps.local_peers)


def _in_bytes(name: str) -> str:
    kind, _, who = name.partition(":")
    return f"{kind}_bytes:{who}"
