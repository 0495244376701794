"""Is a report about a letter believed? Whoever reads a letter knows its Message-ID; its signed
return path they do not.
"""

from mailbridge.domain.address import split
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.message import Kind
from mailbridge.domain.proof import Evidence, Verification
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.reading.kinds.machine_words import MAIL_SYSTEMS, POSTMASTERS
from mailbridge.steps.text.domain_names import ascii_domain

ROLES = POSTMASTERS | {
    "abuse",
    "staff",
}  # RFC 2142 section 4; the second is how Outlook.com's complaints are signed


def vouched(inbound: Inbound, evidence: Evidence, reader: str) -> str | None:
    """Why a report that lacks our return path is believed about this reader's mailbox, or None.

    It has to be proved to come from the mail system of the reader's own domain; that somebody has a
    mailbox there is not enough.
    """
    author = inbound.reading.message.author
    if author is None or not _speaks_for(
        split(author.address), split(reader)[1], evidence, inbound.reading.kind
    ):
        return None
    proof = judge(inbound.reading.message, evidence, inbound.envelope.reverse_path, frozenset())
    return proof.reason if proof.verification is Verification.VERIFIED else None


def _speaks_for(
    author: tuple[str, str], readers_domain: str, evidence: Evidence, kind: Kind
) -> bool:
    local, written = author
    domain, reader = ascii_domain(written), ascii_domain(readers_domain)
    if domain is None or reader is None:
        return False
    at_home = domain == reader or reader.endswith(f".{domain}")
    below = not at_home and dict(evidence.organizations).get(domain) == reader
    if local in MAIL_SYSTEMS or local in POSTMASTERS:
        return at_home or below
    return kind is Kind.COMPLAINT and (
        below or (at_home and local in ROLES)
    )  # nobody has a mailbox below their provider's domain
