"""The network a client belongs to."""

import ipaddress
from functools import lru_cache

IPV4_NETWORK, IPV6_NETWORK = 24, 64  # bits: what one customer of a provider usually has


@lru_cache(maxsize=1024)  # a client brings many letters
def network_of(client: str | None) -> str | None:
    """The /24 of an IPv4 address, the /64 of an IPv6 address; None for what is neither."""
    try:
        address = ipaddress.ip_address((client or "").partition("%")[0])
    except ValueError:
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    bits = IPV4_NETWORK if address.version == 4 else IPV6_NETWORK
    return str(ipaddress.ip_network((address, bits), strict=False))
