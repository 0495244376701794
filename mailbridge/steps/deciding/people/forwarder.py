"""A verified member passes on a client's letter: it is filed under the client."""

from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Mailbox
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.values import replace


def original_author(inbound: Inbound) -> Mailbox | None:
    """Whom a verified member's forward is from, if it says so."""
    forwarded = inbound.reading.forwarded
    trusted = inbound.author is not None and inbound.author.is_team
    if (
        not trusted
        or forwarded is None
        or forwarded.author is None
        or "@" not in forwarded.author.address
        or (
            inbound.author is not None and _is_for_others(inbound, forwarded.author, inbound.author)
        )
    ):
        return None
    return forwarded.author


def _is_for_others(inbound: Inbound, original: Mailbox, member: Author) -> bool:
    """The member passes it on to a third party, and we have a copy: To or Cc names somebody of
    neither the member's mail domain nor the client's, besides us.
    """
    message, alias = inbound.reading.message, inbound.route.alias if inbound.route else None
    ours = inbound.envelope.forward_path.lower().rpartition("@")[2]
    known = {client_domain(original.address), client_domain(member.address)} - {""}
    return any(
        mailbox.domain != ours
        and mailbox.address != (alias.address if alias is not None else "")
        and mailbox.address != original.address
        and client_domain(mailbox.address) not in known
        for mailbox in (*message.to, *message.cc)
    )


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Make the original author the author; a forwarded letter proves nothing about them."""
    original = original_author(inbound)
    theirs = (
        original is not None
        and not (facts.original and facts.original.role.is_team)
        and original.domain not in facts.own_domains
    )
    if original is None or not theirs or inbound.author is None:
        return inbound
    why = (
        "passed on by "
        f"{inbound.author.person.called if inbound.author.person else inbound.author.address}"
    )
    author = Author(
        original.address, original.name, facts.original, facts.person_in_project, "unverified", why
    )
    return replace(inbound, author=author, forwarder=inbound.author).said(
        "unwrap", told("a letter of {address}, {why}", address=original.address, why=why)
    )
