"""What a vendor's file says of a report."""

from collections.abc import Callable
from email.message import Message as Mime
from typing import NamedTuple

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.steps.reading.kinds.machine_marks import Hints


class Report(NamedTuple):
    """BOUNCE, DELAY, RECEIPT (a delivery receipt) or COMPLAINT, and what it is about."""

    kind: Kind
    bounce: Bounce
    form: str  # how it was read, in words


# None: it is no report of that vendor
Vendor = Callable[[Message, Mime, Hints], Report | None]
