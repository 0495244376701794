"""A mail provider's question whether mail may be forwarded here: proved, and never obeyed.

Anybody can ask a provider to forward to any address, so the letter counts only when all of this is
true: the provider's own author wrote and signed it, it speaks of one mailbox and that is an alias
which an admin has just declared (it is armed), and exactly one link in it leads to the page where
that provider confirms.
"""

from collections.abc import Collection

from mailbridge.domain.message import Message
from mailbridge.domain.proof import Evidence, Verification
from mailbridge.domain.told import told
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.reading.kinds.forwarding_request import (
    MOST_READ,
    PROVIDERS,
    Provider,
    confirming_links,
)
from mailbridge.steps.text.mailbox_search import mailboxes
from mailbridge.values import dataclass

CODE_DIGITS = range(6, 13)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an admin needs to confirm it themselves."""

    provider: str
    alias: str
    link: str
    code: str | None


def recognise(
    message: Message,
    evidence: Evidence,
    reverse_path: str,
    armed: Collection[str],
    own_domains: Collection[str],
) -> Confirmation | str:
    """The confirmation, or why this letter is none, in words. `armed`: the aliases that one is
    awaited for.
    """
    author = message.author.address if message.author is not None else ""
    provider = next((provider for provider in PROVIDERS if author in provider.authors), None)
    if provider is None:
        return told("its author is none that confirms forwarding")
    if not _is_signed(message, evidence, reverse_path, provider):
        return told("no signature proves that {author} wrote it", author=author)
    asking = _asking_mailboxes(message, provider, own_domains)
    if len(asking) != 1:
        return (
            told("it does not name one mailbox that asks")
            if not asking
            else told("it names several mailboxes that may ask")
        )
    alias = next(iter(asking))
    if alias not in armed:
        return told("{alias} asks, and no confirmation is awaited for it", alias=alias)
    links = confirming_links(message, provider)
    if len(links) != 1:
        return told("it has {number} links that confirm, not one", number=len(links))
    return Confirmation(provider.name, alias, next(iter(links)), _code(message))


def _is_signed(message: Message, evidence: Evidence, reverse_path: str, provider: Provider) -> bool:
    proven = (
        judge(message, evidence, reverse_path, frozenset()).verification is Verification.VERIFIED
    )
    domain = message.author.domain if message.author is not None else ""
    parents = {".".join(domain.split(".")[at:]) for at in range(len(domain.split(".")))}
    signers = {result.domain for result in evidence.dkim if result.result == "pass"}
    return proven and bool(signers & provider.signers & parents)


def _asking_mailboxes(
    message: Message, provider: Provider, own_domains: Collection[str]
) -> set[str]:
    """The mailboxes it speaks of, without ours and the provider's own."""
    text = f"{message.subject}\n{message.text[:MOST_READ]}"
    known = provider.signers.union(own_domains)
    return {
        mailbox.mailbox
        for mailbox in mailboxes(text)
        if mailbox.mailbox.rpartition("@")[2] not in known
    }


def _code(message: Message) -> str | None:
    """The digits to type in: in the subject as (#123456789), or the first that stand alone in the
    text.
    """
    subject = message.subject.replace("(#", " ").replace(")", " ")
    words = [*subject.split(), *message.text[:MOST_READ].split()]
    bare = (word.strip(".,:;()") for word in words)
    return next(
        (word for word in bare if len(word) in CODE_DIGITS and word.isascii() and word.isdigit()),
        None,
    )
