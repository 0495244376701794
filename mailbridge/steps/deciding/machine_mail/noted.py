"""What a machine wrote is no post: failures, delays, receipts and complaints are noted where they
belong.
"""

from mailbridge.domain.address import MorningAddress, ReturnPath, SurveyAddress
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation, recognise

NOTED = {
    Kind.BOUNCE: Reason.BOUNCE,
    Kind.DELAY: Reason.DELAY,
    Kind.RECEIPT: Reason.RECEIPT,
    Kind.COMPLAINT: Reason.COMPLAINT,
}


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Stop everything that no discussion should hold; an automatic answer goes on, to find the
    discussion it concerns.
    """
    route, kind = inbound.route, inbound.reading.kind
    if facts.accepted:
        return inbound
    if route is not None and route.postmaster and kind is Kind.HUMAN:
        return Verdict(Disposition.HOLD, Reason.POSTMASTER)
    if kind is Kind.CONFIRMATION:
        return _confirmation(inbound, facts)
    if kind in NOTED:
        return Verdict(Disposition.ACCEPT, NOTED[kind], inbound.reading.evidence)
    if is_answer_to_morning(inbound):
        return inbound
    if route is None or route.project is None:
        disposition, reason = _without_project(inbound)
        return Verdict(disposition, reason, inbound.reading.evidence)
    return (
        inbound.said(
            "screen", Told("{kind}: {evidence}", kind=kind.value, evidence=inbound.reading.evidence)
        )
        if kind is not Kind.HUMAN
        else inbound
    )


def is_answer_to_morning(inbound: Inbound) -> bool:
    """Whether a person answers a morning letter; what is obeyed of it depends on their proof."""
    own = inbound.route.own if inbound.route is not None else None
    return isinstance(own, MorningAddress) and inbound.reading.kind in (Kind.HUMAN, Kind.LIST)


def _without_project(inbound: Inbound) -> tuple[Disposition, Reason]:
    """What becomes of a message to an address that is of no project."""
    route, kind = inbound.route, inbound.reading.kind
    match route.own if route is not None else None:
        case SurveyAddress():
            is_answer = kind in (Kind.HUMAN, Kind.LIST)
            return Disposition.ACCEPT, Reason.SURVEY if is_answer else Reason.AUTO_REPLY
        case ReturnPath() | MorningAddress():
            return Disposition.ACCEPT, Reason.AUTO_REPLY
    is_postmaster = route is not None and route.postmaster
    return Disposition.HOLD, Reason.POSTMASTER if is_postmaster else Reason.NO_PROJECT


def confirmed(inbound: Inbound, facts: Facts) -> Confirmation | str:
    """The provider's confirmation that an alias of this project waits for, or why it is none."""
    return recognise(
        inbound.reading.message,
        facts.evidence or Evidence(),
        inbound.envelope.reverse_path,
        facts.armed,
        facts.own_domains,
    )


def _confirmation(inbound: Inbound, facts: Facts) -> Verdict:
    """Kept for the admins of an alias that waits for it; any other is for a person to judge."""
    confirmation = confirmed(inbound, facts)
    if isinstance(confirmation, Confirmation):
        return Verdict(
            Disposition.ACCEPT,
            Reason.CONFIRMATION,
            told("kept for the admins, with {alias}", alias=confirmation.alias),
        )
    return Verdict(
        Disposition.HOLD,
        Reason.CONFIRMATION,
        Told("{evidence}; {found}", evidence=inbound.reading.evidence, found=confirmation),
    )
