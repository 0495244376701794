"""The one spelling of a mailbox that a person typed, and which addresses nobody may be given."""

import re

from mailbridge.domain.address import TOKENS, decode, split
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.address.route import POSTMASTER

_DOMAIN = re.compile(r"[^\s@<>()\[\]\\,;:\"]+\Z")


def checked_address(address: str) -> str:
    """The one spelling of a mailbox, or a refusal."""
    local, domain = split(address)
    plain = not re.search(r"[\s<>()\[\]\\,;:\"\x00-\x1f]", local) and _DOMAIN.match(domain)
    if not (local and plain and ".." not in domain and len(local) <= 64 and len(domain) <= 255):
        raise Refused("bad-address", address=address)
    return f"{local}@{domain}"


def refuse_own_address(container: Container, address: str) -> None:
    """What the grammar of our addresses and RFC 5321 section 4.5.1 (postmaster) have taken is
    nobody else's.
    """
    local, domain = split(address)
    if domain in container.domains and (
        local == POSTMASTER or local.startswith(TOKENS) or decode(local, ()) is not None
    ):
        raise Refused("own-address", address=address)
