"""Mail that is refused at the door: its verdict, and its row in the mail log."""

import logging

from sqlalchemy.exc import DBAPIError

from mailbridge import maillog
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving import hourly_caps
from mailbridge.services.runtime.inbound_state import InboundState
from mailbridge.store.inbound.arrivals import RefusedRecipient
from mailbridge.values import replace

log = logging.getLogger("mailbridge.receive")


async def refuse_over_cap(
    container: Container, state: InboundState, envelope: Envelope, full: str
) -> Verdict:
    """The rejection for a name that has had its share; noted in the mail log once an hour."""
    verdict = hourly_caps.cap_verdict(container, full)
    if state.tally.is_news(full):
        await refuse(container, envelope, verdict)
    return verdict


async def refuse(container: Container, envelope: Envelope, verdict: Verdict) -> None:
    """Write a row of the mail log for what was refused at the door; beyond some a minute they are
    only counted. A store that fails is logged, and no fault of the peer's.
    """
    state = container.runtime.inbound
    now = container.clock()
    container.runtime.verdicts.count(verdict.disposition, verdict.reason)
    if not state.may_write(now.timestamp()):
        return
    maillog.refused(envelope.reverse_path, envelope.forward_path, verdict.reason, envelope.client)
    left_out, state.left_out = state.left_out, 0
    note = (
        told(
            "{note} ({number} more were refused shortly before and not listed)",
            note=verdict.note,
            number=left_out,
        )
        if left_out
        else verdict.note
    )
    try:
        await state.refusals.put(RefusedRecipient(envelope, replace(verdict, note=note), now))
    except Exception as fault:  # the peer has its answer all the same
        log.warning("a refusal was not written down: %s", driver_fault(fault))


def rejected(reason: Reason) -> Verdict:
    """A rejection for this reason, with nothing added."""
    return Verdict(Disposition.REJECT, reason)


def driver_fault(fault: BaseException) -> BaseException:
    """The fault in the driver's own words, without the statement and its parameters, which may hold
    addresses.
    """
    return fault.orig if isinstance(fault, DBAPIError) and fault.orig is not None else fault
