"""Is it a letter of our own that came back, or mail that travels in circles?

Our letters are known by four marks: the Message-ID, which the outbox remembers; X-Mailbridge-Instance, which names the
house that wrote them; X-Mailbridge-Via, which names the houses whose words they pass on; an author who is an address of ours.
"""

from mailbridge.domain.address import ProjectAddress, decode, split
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.verdict import Disposition, Reason, Verdict

INSTANCE = "X-Mailbridge-Instance"
VIA = "X-Mailbridge-Via"
MOST_HOUSES = 10  # that words may pass through
LONGEST = 64  # characters of a house's name
TOKENS = ("r.", "b.")  # how local-parts with a token begin


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """RFC 5321 section 6.3: count the Received fields. What is ours is dropped without a word to anybody."""
    message = inbound.reading.message
    hops = len(message.header_all("Received"))
    if hops > facts.max_hops:
        return Verdict(Disposition.DISCARD, Reason.LOOP, f"{hops} Received fields")
    houses = passed(message)
    if len(houses) > MOST_HOUSES:
        return Verdict(Disposition.DISCARD, Reason.LOOP, f"its words passed through {len(houses)} houses")
    ours = None if facts.accepted else _ours(inbound, facts, houses)
    return Verdict(Disposition.DISCARD, Reason.OWN_MAIL, ours) if ours is not None else inbound


def wanted(message: Message, own_domains: frozenset[str]) -> str | None:
    """The Message-ID, if it may be one that we gave: the outbox is asked of no other."""
    known = message.message_id
    return known if known is not None and known.rpartition("@")[2].lower() in own_domains else None


def passed(message: Message) -> tuple[str, ...]:
    """The houses whose words these are, oldest first: what we write about them will name them."""
    named = [name for value in (*message.header_all(VIA), *message.header_all(INSTANCE)) for name in value.split()]
    return tuple(dict.fromkeys(name for name in named if len(name) <= LONGEST and name.isascii() and name.isprintable()))


def _ours(inbound: Inbound, facts: Facts, houses: tuple[str, ...]) -> str | None:
    """Which mark of ours it has. A report may repeat the fields of the letter it is about."""
    if inbound.reading.kind in (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT):
        return None
    message = inbound.reading.message
    if facts.own_letter:
        return f"its id is that of a letter of ours, {message.message_id}"
    if facts.instance and facts.instance in message.header_all(INSTANCE):
        return "it carries our own instance header"
    if facts.instance and facts.instance in houses:
        return "its words are ours, passed on by another house"
    return "its author is an address of ours" if _from_us(message, facts.own_domains) else None


def _from_us(message: Message, own_domains: frozenset[str]) -> bool:
    """Letters are written in the name of project addresses; whoever else uses one of our addresses is a machine that answers it."""
    author = message.author
    if author is None or author.domain not in own_domains:
        return False
    local = split(author.address)[0]
    return message.header(INSTANCE) is not None or local.startswith(TOKENS) or isinstance(decode(local, ()), ProjectAddress)
