"""Reply addresses that others saw: whoever stands beside one in To or Cc knows it from then on, and
it proves nobody any more. Addresses of other letters to the same person still do.
"""

from collections.abc import Sequence
from dataclasses import astuple

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.message import Message
from mailbridge.steps.deciding.address.route import own_address


def shown_addresses(
    message: Message, own_domains: frozenset[str], keys: Sequence[bytes]
) -> tuple[ReplyAddress, ...]:
    """The reply addresses in To and Cc, with or without a detail."""
    named = (
        mailbox.address for mailbox in (*message.to, *message.cc) if mailbox.domain in own_domains
    )
    found = (own_address(address, own_domains, keys) for address in named)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, ReplyAddress)))


def numbers_of(address: ReplyAddress) -> str:
    """What one reply address is remembered by, whichever key signed it."""
    numbers = [str(int(number)) for number in astuple(address)]
    while numbers and numbers[-1] == "0":
        numbers.pop()
    return ":".join(numbers)
