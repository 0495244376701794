"""How often one may try, by where the tries come from."""

import ipaddress

OF_ONE_CLIENT, OF_ONE_NETWORK = 20, 60  # tries
PASSWORDS_FROM_ONE_NETWORK, PASSWORDS_FROM_ANYWHERE = 10, 100  # for one mail address


def limits_of(client: str) -> dict[str, int]:
    """What is counted of a network address and of the network it is in, and how often each may
    try.
    """
    network = network_of(client)
    return (
        {network: OF_ONE_NETWORK, client: OF_ONE_CLIENT}
        if network != client
        else {client: OF_ONE_CLIENT}
    )


def limits_of_password(client: str, address: str) -> dict[str, int]:
    """What is counted of tries at the password of a mail address, and how often each may try: tries
    from elsewhere never keep the address's owner out.
    """
    return limits_of(client) | {
        f"password {network_of(client)} {address}": PASSWORDS_FROM_ONE_NETWORK,
        f"password {address}": PASSWORDS_FROM_ANYWHERE,
    }


def network_of(client: str) -> str:
    """The /24 of IPv4 or the /64 of IPv6 that an address is in; what is none is its own."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 64), strict=False))
