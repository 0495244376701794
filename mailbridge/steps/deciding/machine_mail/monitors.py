"""Machines that a project wants to hear of: a monitor, a digest of a list."""

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind
from mailbridge.steps.reading.kinds.machine_marks import hints


def wanted(inbound: Inbound, facts: Facts) -> bool:
    """Whether a machine's letter is told like a person's: a project allows its author, and it
    answers nobody (a monitor, a digest).
    """
    message = inbound.reading.message
    if (
        facts.policy != "allow"
        or inbound.reading.kind not in (Kind.AUTO_REPLY, Kind.LIST)
        or inbound.reading.away is not None
    ):
        return False
    replied = (
        (message.header("Auto-Submitted") or "").strip().lower().startswith("auto-replied")
    )  # RFC 3834 section 5
    return not replied and not hints(message, inbound.envelope.reverse_path).absent
