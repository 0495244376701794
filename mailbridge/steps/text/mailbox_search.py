"""Addresses in running text, found from their at-signs outwards: linear, however hostile the
text.
"""

from collections.abc import Iterator
from typing import NamedTuple

_ATEXT = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."
)
_DOMAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
_LOCAL_PART = 128  # RFC 5321 section 4.5.3.1.1 says 64; VERP and SRS go beyond
_DOMAIN_LENGTH = 255


class Found(NamedTuple):
    """Where an addr-spec starts and ends in the text, and the mailbox in lower case."""

    start: int
    end: int
    mailbox: str


def mailboxes(text: str) -> Iterator[Found]:
    """Every addr-spec in the text, in order; quoted local-parts (RFC 5322 section 3.4.1)
    included.
    """
    at = text.find("@")
    while at >= 0:
        found = _around(text, at)
        if found:
            yield found
        at = text.find("@", found.end if found else at + 1)


def first_mailbox(text: str) -> str | None:
    """The first addr-spec in the text, in lower case."""
    return next((found.mailbox for found in mailboxes(text)), None)


def _around(text: str, at: int) -> Found | None:
    start, end = _local_start(text, at), _domain_end(text, at + 1)
    local, domain = text[start:at], text[at + 1 : end].rstrip(".-_")
    if not local.startswith('"'):
        local = local.lstrip("'`=|").rstrip("'`")
    if not local or not domain or domain[0] in ".-" or ".." in domain:
        return None
    return Found(at - len(local), at + 1 + len(domain), f"{local}@{domain}".lower())


def _local_start(text: str, at: int) -> int:
    floor = max(0, at - _LOCAL_PART)
    if at and text[at - 1] == '"':
        opening = text.rfind('"', floor, at - 1)
        if opening >= 0:
            return opening
    start = at
    while start > floor and (text[start - 1] in _ATEXT or text[start - 1].isalpha()):
        start -= 1
    return start


def _domain_end(text: str, end: int) -> int:
    limit = min(len(text), end + _DOMAIN_LENGTH)
    while end < limit and (text[end] in _DOMAIN or (text[end] > "\x7f" and text[end].isalnum())):
        end += 1
    return end
