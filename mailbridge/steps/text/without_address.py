"""A person's addresses leave a text, and the name that stands before them, too."""

import email
import re
from collections.abc import Sequence
from email.message import Message
from typing import Any

from mailbridge.domain.project import ERASED

_NAME = r'(?:"[^"\r\n]{0,200}"|[^<>,;:"\r\n]{0,200})'


def stand_in(person_id: int) -> str:
    """What stands where an address was: a mailbox that can be nowhere (RFC 2606 section 2)."""
    return f"erased-{person_id}@erased.invalid"


def without_addresses(text: str, addresses: Sequence[str], instead: str) -> str:
    """The text with `instead` for each of the addresses, in any case; of `Maria Lopez <address>`
    the name goes, too.
    """
    for address in addresses:
        named = re.compile(rf"{_NAME}<{re.escape(address)}>", re.IGNORECASE)
        plain = re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-])", re.IGNORECASE)
        if address in text.lower():
            text = plain.sub(instead, named.sub(f" <{instead}>", text))
    return text


def value_without(value: Any, addresses: Sequence[str], name: str, instead: str) -> Any:
    """A JSON value with `instead` for each of the addresses in its texts; a text that is nothing
    but `name` becomes that of an erased person.
    """
    if isinstance(value, str):
        if name and value == name:
            return ERASED
        return without_addresses(value, addresses, instead)
    if isinstance(value, list):
        return [value_without(item, addresses, name, instead) for item in value]
    if isinstance(value, dict):
        return {
            without_addresses(key, addresses, instead): value_without(
                item, addresses, name, instead
            )
            for key, item in value.items()
        }
    return value


def message_without(raw: bytes, addresses: Sequence[str], instead: str) -> bytes | None:
    """A message (RFC 5322) without the addresses. None where they stand in what is encoded as
    base64 or quoted-printable (RFC 2045 section 6), so that octets alone cannot be put in place.
    """
    made = without_addresses(raw.decode("latin-1"), addresses, instead).encode("latin-1")
    left = any(_stands_in(part, addresses) for part in email.message_from_bytes(made).walk())
    return None if left else made


def _stands_in(part: Message, addresses: Sequence[str]) -> bool:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return False
    lower = content.lower()
    return any(address.encode() in lower for address in addresses)
