"""The answer to RCPT: may mail for this forward-path come in?"""

import asyncio
from functools import partial

from mailbridge.domain.address import redacted
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving.refuse import driver_fault, log, rejected
from mailbridge.services.runtime.inbound_state import InboundState, KnownRoute
from mailbridge.steps.deciding.address.hourly_caps import names
from mailbridge.steps.deciding.address.route import own_address, route
from mailbridge.store.inbound.forward_path import load_route_facts
from mailbridge.values import replace

FRESH = 2.0  # seconds that a route, once found, is believed
ROUTES = 4096  # routes remembered
ACCEPTED = Verdict(Disposition.ACCEPT, Reason.FILED)


async def check(container: Container, forward_path: str) -> Verdict:
    """The answer to RCPT: ACCEPT, or REJECT with its reason. Knows a route again without asking the
    store, for a moment.
    """
    state = container.runtime.inbound
    known = state.routes.get(forward_path)
    if known is not None and known.until > asyncio.get_running_loop().time():
        return ACCEPTED
    return await _ask_once(container, state, forward_path)


async def _ask_once(container: Container, state: InboundState, forward_path: str) -> Verdict:
    """What the store says of a forward-path; who asks for the same meanwhile gets the same
    answer.
    """
    asked = state.asked.get(forward_path)
    if asked is None:
        asked = state.asked[forward_path] = asyncio.create_task(
            _find_route(container, forward_path)
        )
        asked.add_done_callback(lambda _: state.asked.pop(forward_path, None))
    return await asyncio.shield(asked)


async def _find_route(container: Container, forward_path: str) -> Verdict:
    own = own_address(forward_path, container.domains, container.keys)
    try:
        facts = await container.store.read(
            partial(load_route_facts, own=own, forward_path=forward_path, now=container.clock())
        )
    except Exception as fault:  # whatever it is, the peer shall come again
        log.warning("no route for %s: %s", redacted(forward_path), driver_fault(fault))
        return rejected(Reason.STORE_FAILED)
    way = route(forward_path, replace(facts, own_domains=container.domains))
    if isinstance(way, Verdict):
        return way
    routes = container.runtime.inbound.routes
    if len(routes) >= ROUTES:
        routes.clear()
    routes[forward_path] = KnownRoute(asyncio.get_running_loop().time() + FRESH, names(way))
    return ACCEPTED
