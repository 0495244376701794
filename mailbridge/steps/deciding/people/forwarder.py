"""A verified member passes on a client's letter: it is filed under the client."""

from dataclasses import replace

from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Mailbox
from mailbridge.domain.verdict import Verdict


def original_author(inbound: Inbound) -> Mailbox | None:
    """Whom a verified member's forward is from, if it says so."""
    forwarded = inbound.reading.forwarded
    trusted = inbound.author is not None and inbound.author.is_team
    if (
        not trusted
        or forwarded is None
        or forwarded.author is None
        or "@" not in forwarded.author.address
    ):
        return None
    return forwarded.author


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
        "unwrap", f"a letter of {original.address}, {why}"
    )
