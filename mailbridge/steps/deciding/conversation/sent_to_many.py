"""Was it sent to many? Each who answers such a letter has a discussion of their own: none of them
knows of the others.
"""

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.deciding.people.had_copy import others

MOST_PEOPLE = 20  # in To and Cc; with more of them it is a circular
MOST_COMPANIES = 10  # client domains, or addresses at a provider


def is_sent_to_many(message: Message, kind: Kind, own_domains: frozenset[str]) -> bool:
    """Whether a message is a circular: by the number of those it shows, by hiding all of them, or
    as a newsletter that nobody may post to (RFC 2369).
    """
    if kind is Kind.LIST:
        return message.header("List-Unsubscribe") is not None and not _takes_posts(message)
    if kind is not Kind.HUMAN:
        return False
    shown = others(message, own_domains, frozenset())
    companies = {client_domain(mailbox.address) or mailbox.address for mailbox in shown}
    return len(shown) > MOST_PEOPLE or len(companies) > MOST_COMPANIES or _hides_everybody(message)


def _takes_posts(message: Message) -> bool:
    """Whether it comes from a list to talk on; newsletters have no List-Post, or NO in it (RFC 2369
    section 3.4).
    """
    return "mailto:" in (message.header("List-Post") or "").lower()


def _hides_everybody(message: Message) -> bool:
    """Whether To names the author and nobody else, or an empty group, undisclosed-recipients:; (RFC
    5322 appendix A.1.3).
    """
    shown = {mailbox.address for mailbox in (*message.to, *message.cc) if "@" in mailbox.address}
    empty_group = ":;" in "".join((message.header("To") or "").split())
    return shown <= {mailbox.address for mailbox in message.from_} if shown else empty_group
