"""Machines that a project wants to hear of: a monitor, a digest of a list, a shop's robot."""

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind
from mailbridge.steps.reading.kinds.machine_fields import AUTOMATIC_FIELDS
from mailbridge.steps.reading.kinds.machine_marks import hints
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.steps.text.base_subject import base_subject


def is_wanted(inbound: Inbound, facts: Facts) -> bool:
    """Whether a machine's letter is told like a person's: it answers nobody, and a project allows
    its author (a monitor, a digest), or it is a robot's own news (an order, a failed payment).
    """
    message = inbound.reading.message
    if (
        inbound.reading.kind not in (Kind.AUTO_REPLY, Kind.LIST)
        or inbound.reading.away is not None
        or hints(message, inbound.envelope.reverse_path).is_absence
    ):
        return False
    said = (message.header("Auto-Submitted") or "").strip().lower()
    if said.startswith("auto-replied"):  # RFC 3834 section 5
        return False
    return facts.policy == "allow" or _is_news(inbound)


def _is_news(inbound: Inbound) -> bool:
    """Whether a robot begins to write, and answers nothing that we said."""
    message, reading = inbound.reading.message, inbound.reading
    own = inbound.route.own if inbound.route is not None else None
    subject = " ".join(message.subject.split())
    answers = message.in_reply_to or message.references or base_subject(subject) != subject
    seen = hints(message, inbound.envelope.reverse_path)
    automatic = any(message.header(name) is not None for name in AUTOMATIC_FIELDS)
    return (
        reading.kind is Kind.AUTO_REPLY
        and (is_read_by_nobody(seen.author) or _says_so(inbound))
        and not (answers or automatic or seen.mail_system or isinstance(own, ReplyAddress))
    )


def _says_so(inbound: Inbound) -> bool:
    """RFC 3834 section 5: it was made by a program, and answers nobody. Only the first of them is
    news: a monitor writes the same again and again.
    """
    if inbound.place is not None and inbound.place.discussion_id is not None:
        return False
    said = (inbound.reading.message.header("Auto-Submitted") or "").strip().lower()
    return said.startswith(("auto-generated", "auto-notified"))
