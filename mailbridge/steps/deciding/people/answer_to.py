"""Where an author wants to be answered."""

from mailbridge.domain.inbound import Author
from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody


def answer_to(message: Message, author: Author) -> str:
    """The address they wrote from; or Reply-To (RFC 5322 section 3.6.2), where the author is
    proven and it is another of their addresses, or one of their own mail domain.
    """
    wished = [mailbox.address for mailbox in message.reply_to]
    if author.verified != "verified" or author.address in wished:
        return author.address
    return next(
        (mailbox.address for mailbox in message.reply_to if _theirs(mailbox, author)),
        author.address,
    )


def _theirs(mailbox: Mailbox, author: Author) -> bool:
    if is_read_by_nobody(mailbox.address):
        return False
    known = author.person.addresses if author.person is not None else ()
    domain = client_domain(author.address)
    return mailbox.address in known or (bool(domain) and mailbox.domain == domain)
