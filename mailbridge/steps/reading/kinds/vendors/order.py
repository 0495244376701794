"""The vendors in the order they are asked; the first that knows its own report reads it."""

from email.message import Message as Mime

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors import (
    amazon_ses,
    exchange,
    mailgun,
    postfix,
    postmark,
    qmail,
    sendgrid,
    sendmail,
    sparkpost,
)
from mailbridge.steps.reading.kinds.vendors.vendor import Report, Vendor

VENDORS: tuple[Vendor, ...] = (
    amazon_ses.read,
    sendgrid.read,
    mailgun.read,
    postmark.read,
    sparkpost.read,
    qmail.read,
    postfix.read,
    exchange.read,
    sendmail.read,
)


def vendor_report(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What the first vendor that knows the report says of it."""
    return next(
        (report for read in VENDORS if (report := read(message, mime, seen)) is not None), None
    )
