"""How often one may try, by where the tries come from."""

import ipaddress
import math
from collections import defaultdict, deque

WITHIN = 900.0  # seconds
OF_ONE_CLIENT, OF_ONE_NETWORK = 20, 60  # tries
WRONG_FOR_ONE_ADDRESS = 10  # passwords for one mail address, from wherever
NAMES_KNOWN = 10_000


class Patience:
    """Tries by name; the names of long ago are forgotten first."""

    def __init__(self, seconds: float = WITHIN) -> None:
        self.seconds = seconds
        self._tries: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, name: str, times: int, now: float) -> int:
        """Count a try at `now` (seconds) and return 0; or say how many seconds to wait, where there
        were `times` lately.
        """
        tries = self._tries.pop(name, deque())
        while tries and tries[0] <= now - self.seconds:
            tries.popleft()
        wait = math.ceil(tries[0] + self.seconds - now) if len(tries) >= times else 0
        if not wait:
            tries.append(now)
        self._tries[name] = tries
        if len(self._tries) > NAMES_KNOWN:
            del self._tries[next(iter(self._tries))]
        return wait

    def wait_from(self, client: str, now: float) -> int:
        """The same of a network address and of the network it is in."""
        network = network_of(client)
        return max(
            self.wait(client, OF_ONE_CLIENT, now),
            self.wait(network, OF_ONE_NETWORK, now) if network != client else 0,
        )


def network_of(client: str) -> str:
    """The /24 of IPv4 or the /64 of IPv6 that an address is in; what is none is its own."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 64), strict=False))
