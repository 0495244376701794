"""What a report of delivery in prose says, whoever wrote it."""

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.bounce_prose import failed_mailbox, notice
from mailbridge.steps.reading.kinds.vendors.vendor import Report


def delivered(message: Message, vendor: str) -> Report:
    """A receipt for the mailbox it names."""
    own = frozenset(mailbox.address for mailbox in (*message.from_, *message.to, *message.cc))
    bounce = Bounce(failed_mailbox(notice(message.text).lines, own))
    return Report(Kind.RECEIPT, bounce, told("a report of {vendor}", vendor=vendor))
