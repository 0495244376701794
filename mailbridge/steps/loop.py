"""Is it a letter of our own that came back, or mail that travels in circles?"""

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.verdict import Disposition, Reason, Verdict

INSTANCE = "X-Mailbridge-Instance"


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """RFC 5321 section 6.3: count the Received fields; our own letters name their instance."""
    message = inbound.reading.message
    hops = len(message.header_all("Received"))
    if hops > facts.max_hops:
        return Verdict(Disposition.DISCARD, Reason.LOOP, f"{hops} Received fields")
    if facts.instance and facts.instance in message.header_all(INSTANCE) and not _reports(inbound):
        return Verdict(Disposition.DISCARD, Reason.OWN_MAIL, "it carries our own instance header")
    if _from_us(message, facts.own_domains):
        return Verdict(Disposition.DISCARD, Reason.OWN_MAIL, "its author is an address of ours")
    return inbound


def _reports(inbound: Inbound) -> bool:
    return inbound.reading.kind in (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT)


def _from_us(message: Message, own_domains: frozenset[str]) -> bool:
    """Letters are written in the name of project addresses; nobody else has an address at our domains."""
    author = message.author
    return author is not None and author.domain in own_domains and message.header(INSTANCE) is not None
