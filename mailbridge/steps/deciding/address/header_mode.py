"""Mail without an envelope: for which of our addresses it was, and which alias it came through.

Whom it was for, the first sort of field that names an address of ours:

 1. X-Forwarded-To          5. Received … for <…>, from the top
 2. Delivered-To, each      6. X-Original-To
 3. X-Delivered-To          7. To and Cc
 4. Envelope-To, X-Envelope-To

Anybody can write these fields, so they are read where there is no envelope to ask, and prove
nothing about the author. Which alias fed it is for people to see and for the alias's own
statistics; no right ever depends on it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mailbridge.domain.address import TOKENS, split
from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.token import Purpose, open_
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.steps.text.mailbox_search import mailboxes
from mailbridge.values import dataclass

ROUTE_STAMP = "X-Mailbridge-Route"
MOST_NAMED = 500  # addresses looked at in one message
MOST_READ = 20_000  # characters of one field
_BEFORE_RECEIVED = (
    ("x-forwarded-to",),
    ("delivered-to",),
    ("x-delivered-to",),
    ("envelope-to", "x-envelope-to"),
)
_AFTER_RECEIVED = (("x-original-to",),)


@dataclass(frozen=True, slots=True)
class Fed:
    """The alias a message came through, and the field that says so."""

    alias: str
    field: str


def named(message: Message) -> tuple[tuple[str, ...], ...]:
    """The addresses that each sort of field names, in the order of belief; reply addresses and
    return paths first in each.
    """
    groups = [
        *_groups(message, _BEFORE_RECEIVED),
        *_received(message),
        *_groups(message, _AFTER_RECEIVED),
    ]
    groups.append([mailbox.address for mailbox in (*message.to, *message.cc)])
    return tuple(_tokens_first(group) for group in groups if group)


def resolve(message: Message, ours: Collection[str]) -> tuple[str, ...]:
    """The addresses of ours that it was for: all that the first sort of field naming any names.
    `ours` are in normal spelling.
    """
    for group in named(message):
        found = tuple(address for address in group if address in ours)
        if found:
            return found
    return ()


def fed_by(
    message: Message, reverse_path: str, aliases: Mapping[str, int], keys: Sequence[bytes] = ()
) -> Fed | None:
    """Which of these aliases (address -> id) it came through; None when nothing names one."""
    if not aliases:
        return None
    stamped = _stamped(message, aliases, keys)
    if stamped is not None:
        return Fed(stamped, ROUTE_STAMP)
    for field, addresses in _traces(message, reverse_path, aliases):
        for address in addresses:
            known = next((form for form in wanted(address) if form in aliases), None)
            if known is not None:
                return Fed(known, field)
    return None


def _groups(message: Message, sorts: Iterable[tuple[str, ...]]) -> list[list[str]]:
    return [
        [
            address
            for name in names
            for value in message.header_all(name)
            for address in _addresses(value)
        ]
        for names in sorts
    ]


def _received(message: Message) -> list[list[str]]:
    """Each Received field is a group of its own: the topmost is the one nearest to us."""
    return [_for(value) for value in message.header_all("received")]


def _for(value: str) -> list[str]:
    """The address of the `for` clause (RFC 5321 section 4.4)."""
    words = value[:MOST_READ].split()
    return next(
        (
            _addresses(after)
            for word, after in pairwise(words)
            if word.lower() == "for" and "@" in after
        ),
        [],
    )


def _addresses(value: str) -> list[str]:
    return [mailbox.mailbox for mailbox in mailboxes(value[:MOST_READ])]


def _tokens_first(group: Iterable[str]) -> tuple[str, ...]:
    several = list(dict.fromkeys(group))[:MOST_NAMED]
    return tuple(sorted(several, key=lambda name: not name.startswith(TOKENS)))


def _stamped(message: Message, aliases: Mapping[str, int], keys: Sequence[bytes]) -> str | None:
    """The signed field that an alias's forwarder was told to add."""
    by_id = {number: address for address, number in aliases.items()}
    opened = (
        open_(Purpose.ALIAS_ROUTE, value, keys) for value in message.header_all(ROUTE_STAMP)[:5]
    )
    return next(
        (
            by_id[numbers[0]]
            for numbers in opened
            if numbers and len(numbers) == 1 and numbers[0] in by_id
        ),
        None,
    )


def _traces(
    message: Message, reverse_path: str, aliases: Collection[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """What forwarders leave behind, the most telling first."""
    for name in (
        "X-Gm-Original-To",
        "X-MS-Exchange-ForwardingLoop",
        "X-MS-Exchange-Inbox-Rules-Loop",
        "Resent-From",
        "Resent-To",
    ):
        yield name, [_first(value) for value in message.header_all(name)]
    yield "X-Forwarded-For", [_first(value) for value in message.header_all("X-Forwarded-For")]
    yield "Delivered-To", [_first(value) for value in message.header_all("Delivered-To")[-1:]]
    yield "Return-Path (SRS)", _rewritten(reverse_path, aliases)
    yield "Return-Path (caf_)", _google_path(reverse_path)
    yield "List-Id", _listed(message, aliases)
    yield "To", _spelt(message.to)
    yield "Cc", _spelt(message.cc)


def _first(value: str) -> str:
    return next(iter(_addresses(value.partition(";")[0])), "")


def _spelt(mailboxes: Iterable[Mailbox]) -> list[str]:
    return [mailbox.address for mailbox in mailboxes][:MOST_NAMED]


def _rewritten(reverse_path: str, aliases: Collection[str]) -> list[str]:
    """SRS: Microsoft writes the forwarding mailbox before +SRS=, the others only its domain."""
    local, domain = split(reverse_path)
    head, found, _ = local.partition("+srs=")
    if found:
        return [f"{head}@{domain}"]
    if not local.startswith(("srs0=", "srs0+", "srs0-", "srs1=", "srs1+", "srs1-")):
        return []
    of_domain = [alias for alias in aliases if alias.endswith(f"@{domain}")]
    return of_domain if len(of_domain) == 1 else []


def _google_path(reverse_path: str) -> list[str]:
    local, domain = split(reverse_path)
    head, found, _ = local.partition("+caf_=")
    return [f"{head}@{domain}"] if found else []


def _listed(message: Message, aliases: Collection[str]) -> list[str]:
    """A group's List-Id is its address with a dot for the at-sign (RFC 2919)."""
    ids = {
        value.rpartition("<")[2].partition(">")[0].strip().lower()
        for value in message.header_all("List-Id")
    }
    return [alias for alias in aliases if alias.replace("@", ".") in ids]
