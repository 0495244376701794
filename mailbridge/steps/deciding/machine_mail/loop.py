"""Is it a letter of our own that came back, or mail that travels in circles?

Our letters are known by four marks: the Message-ID, which the outbox remembers;
X-Mailbridge-Instance, which names the installation that wrote them; X-Mailbridge-Via, which names
the letters whose words other installations pass on (`installation/Message-ID`); an author who is an
address of ours. Anybody may have written Via, and other installations pass it on: it counts only
with the id of a letter of ours and with that letter's very words, so that it never keeps back what
is not known here.
"""

import re

from mailbridge.domain.address import TOKENS, ProjectAddress, decode, split
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict

INSTANCE = "X-Mailbridge-Instance"
VIA = "X-Mailbridge-Via"
MOST_INSTALLATIONS = 10  # of those that words passed through, the newest are named
LONGEST = 200  # characters of an entry of Via
_WORD = re.compile(r"\w+")


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """RFC 5321 section 6.3: count the Received fields. What is ours is dropped without a word to
    anybody.
    """
    message = inbound.reading.message
    hops = len(message.header_all("Received"))
    if hops > facts.max_hops:
        return Verdict(
            Disposition.DISCARD, Reason.LOOP, told("{number} Received fields", number=hops)
        )
    ours = None if facts.accepted else _ours(inbound, facts)
    return Verdict(Disposition.DISCARD, Reason.OWN_MAIL, ours) if ours is not None else inbound


def wanted(message: Message, own_domains: frozenset[str]) -> str | None:
    """The Message-ID, if it may be one that we gave: the outbox is asked of no other."""
    known = message.message_id
    return known if known is not None and known.rpartition("@")[2].lower() in own_domains else None


def passed(message: Message) -> tuple[str, ...]:
    """The letters of installations whose words these are, oldest first: what we write about them
    will name them.
    """
    named = [entry for value in message.header_all(VIA) for entry in value.split()]
    named += [
        f"{installation}/{message.message_id or ''}"
        for installation in message.header_all(INSTANCE)
    ]
    sound = (
        entry
        for entry in named
        if len(entry) <= LONGEST and entry.isascii() and entry.isprintable() and " " not in entry
    )
    return tuple(dict.fromkeys(sound))[-MOST_INSTALLATIONS:]


def letters_named(message: Message, instance: str) -> tuple[str, ...]:
    """The Message-IDs of letters of this installation that Via names; whether they are letters of
    ours, the outbox knows.
    """
    return tuple(
        entry.removeprefix(f"{instance}/")
        for entry in passed(message)
        if instance and entry.startswith(f"{instance}/")
    )


def says_again(text: str, words: str) -> bool:
    """Whether a text holds these words in their order, however they are wrapped, quoted and
    dressed.
    """
    wanted = _bare(words)
    return bool(wanted.strip()) and wanted in _bare(text)


def _bare(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _ours(inbound: Inbound, facts: Facts) -> str | None:
    """Which mark of ours it has. A report may repeat the fields of the letter it is about."""
    if inbound.reading.kind in (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT):
        return None
    message = inbound.reading.message
    if facts.own_letter:
        return told(
            "its id is that of a letter of ours, {message_id}", message_id=message.message_id
        )
    if facts.instance and facts.instance in message.header_all(INSTANCE):
        return told("it carries our own instance header")
    if any(says_again(inbound.reading.trimmed.reply, words) for words in facts.own_words):
        return told("its words are ours, passed on by another installation")
    return (
        told("its author is an address of ours")
        if _is_from_us(message, facts.own_domains)
        else None
    )


def _is_from_us(message: Message, own_domains: frozenset[str]) -> bool:
    """Whether a message bears a From that only our own letters have, a project address or a reply
    address: then a machine answers in our name.
    """
    author = message.author
    if author is None or author.domain not in own_domains:
        return False
    local = split(author.address)[0]
    return (
        message.header(INSTANCE) is not None
        or local.startswith(TOKENS)
        or isinstance(decode(local, ()), ProjectAddress)
    )
