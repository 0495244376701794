"""May a machine of ours answer this letter? RFC 3834 section 2: never another machine, never where
nobody is proven to have asked.
"""

from mailbridge.domain.address import split
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.message import Kind
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.machine_words import POSTMASTERS
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody


def unanswerable(inbound: Inbound, own_domains: frozenset[str]) -> str | None:
    """Why no automatic letter answers it, or None. Whoever wants to write one asks this first, then
    `may_answer` of services.telling.automatic_letters.
    """
    if inbound.reading.kind is not Kind.HUMAN:
        return told("a machine wrote it: {kind}", kind=inbound.reading.kind)
    if not inbound.envelope.reverse_path.strip("<> "):
        return told("null reverse-path")  # RFC 5321 section 4.5.5
    author = inbound.forwarder or inbound.author
    if author is None or author.verified != "verified":
        return told("nobody knows who wrote it")
    local, domain = split(author.address)
    if domain in own_domains:
        return told("its author is an address of ours")
    if is_read_by_nobody(author.address) or local in POSTMASTERS:
        return told("nobody reads there")
    return None
