"""Refusing at the end of DATA what a project does not take from authors it does not know: the last
moment it can be refused.

The reverse-path decides nothing: forwarders rewrite it (SRS), mailing programs sign it (BATV), so
it is no sign of who wrote (EDGE 31). And whoever had their reverse-path forged gets no bounce from
us: such mail is taken, and held (EDGE 17).
"""

import asyncio
import logging
from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.inbound import Envelope, Inbound
from mailbridge.domain.message import Message, Reading
from mailbridge.domain.proof import Evidence
from mailbridge.domain.verdict import Disposition, Verdict
from mailbridge.services.container import Container
from mailbridge.services.deciding.step_facts import load_identify_facts
from mailbridge.services.receiving.arriving_head import ArrivingHead
from mailbridge.steps.deciding.address import route
from mailbridge.steps.deciding.people import identify
from mailbridge.store.directory import projects
from mailbridge.store.inbound import forward_path
from mailbridge.values import replace

FRESH = 2.0  # seconds for which it is believed that no project refuses
FORGED = ("fail", "softfail")  # RFC 7208 section 2.6
log = logging.getLogger("mailbridge.receive")


async def find_refusal(
    container: Container, envelopes: Sequence[Envelope], content: bytes, arriving: ArrivingHead
) -> Verdict | None:
    """Why every recipient refuses this message; None as soon as one takes it, or its reverse-path
    may be forged.
    """
    try:
        if not await _any_refuses(container):
            return None
        head = await arriving.message()
        verdicts = await container.store.read(
            lambda db: [_verdict(db, container, envelope, head) for envelope in envelopes]
        )
    except (
        Exception
    ) as fault:  # whatever it is: the message is kept, if it can be, and decided on afterwards
        log.warning("not known whether a message is welcome: %s", type(fault).__name__)
        return None
    refused = [verdict for verdict in verdicts if verdict is not None]
    if (
        len(refused) < len(envelopes)
        or not envelopes[0].reverse_path
        or await _is_forged(container, envelopes[0], content)
    ):
        return None
    return refused[0]


async def _any_refuses(container: Container) -> bool:
    state, now = container.runtime.inbound, asyncio.get_running_loop().time()
    if state.any_refuses_until <= now:
        state.any_refuses_until = now + FRESH  # whoever asks meanwhile does not ask again
        state.any_refuses = await container.store.read(projects.any_refuses)
        state.any_refuses_until = now + FRESH
    return state.any_refuses


def _verdict(
    db: Connection, container: Container, envelope: Envelope, head: Message
) -> Verdict | None:
    """What the steps that need no more than the header section say."""
    own = route.own_address(envelope.forward_path, container.domains, container.keys)
    facts = replace(
        forward_path.load_route_facts(db, own, envelope.forward_path, container.clock()),
        own_domains=container.domains,
    )
    routed = route.decide(Inbound(0, envelope, facts.now, Reading(head)), facts)
    if isinstance(routed, Verdict):
        return None
    said = identify.decide(routed, load_identify_facts(db, routed, facts))
    return said if isinstance(said, Verdict) and said.disposition is Disposition.REJECT else None


async def _is_forged(container: Container, envelope: Envelope, content: bytes) -> bool:
    evidence: Evidence = await container.authenticator.gather(
        content, envelope.client, envelope.helo, envelope.reverse_path, envelope.relayed_by
    )
    seen = [evidence.spf.result] if evidence.spf is not None else []
    seen += [
        trusted_result.result
        for trusted_result in evidence.trusted_results
        if trusted_result.method == "spf"
    ]
    return any(result in FORGED for result in seen)
