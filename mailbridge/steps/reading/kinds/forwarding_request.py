"""A mail provider asks whether mail may be forwarded here: its letter is recognised, and never
obeyed.

Anybody can ask a provider to forward to any address, so the letter counts only when all of this is
true: the provider's own author wrote and signed it, it speaks of one mailbox and that is an alias
which an admin has just declared (it is armed), and exactly one link in it leads to the page where
that provider confirms.
"""

import html
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from mailbridge.domain.message import Message
from mailbridge.domain.proof import Evidence, Verification
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.text.mailbox_search import mailboxes

MOST_READ = 200_000  # characters of text, and of HTML
LONGEST_LINK = 2000
CODE_DIGITS = range(6, 13)
_SCHEME = "https://"
_LINK_ENDS = frozenset(" \t\r\n\f\v\"'<>`\\^{|}\u00a0")
_NOT_AT_THE_END = ".,;:!?)»”’"


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    authors: frozenset[str]  # exact addresses
    signers: frozenset[str]  # domains of its signatures
    hosts: frozenset[str]
    path: str  # how the path of its confirming page begins
    word: str = ""  # what a part of that path contains


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an admin needs to confirm it himself."""

    provider: str
    alias: str
    link: str
    code: str | None


PROVIDERS = (
    Provider(
        "google",
        frozenset({"forwarding-noreply@google.com"}),
        frozenset({"google.com"}),
        frozenset({"mail-settings.google.com", "mail.google.com"}),
        "/mail/vf-",
    ),
    Provider(
        "yandex",
        frozenset(
            {
                "noreply@yandex.ru",
                "noreply@yandex.com",
                "noreply@mail.yandex.ru",
                "noreply@mail.yandex.com",
            }
        ),
        frozenset({"yandex.ru", "yandex.com", "mail.yandex.ru", "mail.yandex.com"}),
        frozenset({"mail.yandex.ru", "mail.yandex.com"}),
        "/",
        "confirm",
    ),
)


def asks(message: Message) -> bool:
    """Whether a provider's author, or somebody in that name, shows a link of that provider that
    confirms, whatever the subject.
    """
    author = message.author.address if message.author is not None else ""
    return any(author in one.authors and _links(message, one) for one in PROVIDERS)


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
    provider = next((one for one in PROVIDERS if author in one.authors), None)
    if provider is None:
        return "its author is none that confirms forwarding"
    if not _signed(message, evidence, reverse_path, provider):
        return f"no signature proves that {author} wrote it"
    asking = _asking(message, provider, own_domains)
    if len(asking) != 1:
        return (
            "it does not name one mailbox that asks"
            if not asking
            else "it names several mailboxes that may ask"
        )
    alias = next(iter(asking))
    if alias not in armed:
        return f"{alias} asks, and no confirmation is awaited for it"
    links = _links(message, provider)
    if len(links) != 1:
        return f"it has {len(links)} links that confirm, not one"
    return Confirmation(provider.name, alias, next(iter(links)), _code(message))


def _signed(message: Message, evidence: Evidence, reverse_path: str, provider: Provider) -> bool:
    proven = (
        judge(message, evidence, reverse_path, frozenset()).verification is Verification.VERIFIED
    )
    domain = message.author.domain if message.author is not None else ""
    parents = {".".join(domain.split(".")[at:]) for at in range(len(domain.split(".")))}
    signers = {one.domain for one in evidence.dkim if one.result == "pass"}
    return proven and bool(signers & provider.signers & parents)


def _asking(message: Message, provider: Provider, own_domains: Collection[str]) -> set[str]:
    """The mailboxes it speaks of, without ours and the provider's own."""
    text = f"{message.subject}\n{message.text[:MOST_READ]}"
    known = provider.signers.union(own_domains)
    return {
        found.mailbox for found in mailboxes(text) if found.mailbox.rpartition("@")[2] not in known
    }


def _links(message: Message, provider: Provider) -> set[str]:
    """Those that lead to the confirming page, each once."""
    written = [
        *_urls(message.text[:MOST_READ]),
        *map(html.unescape, _urls((message.html or "")[:MOST_READ])),
    ]
    return {link for link in written if _confirms(link, provider)}


def _urls(text: str) -> Iterator[str]:
    at = text.find(_SCHEME)
    while at >= 0:
        end = at
        while end < min(len(text), at + LONGEST_LINK) and text[end] not in _LINK_ENDS:
            end += 1
        yield text[at:end].rstrip(_NOT_AT_THE_END)
        at = text.find(_SCHEME, end)


def _confirms(link: str, provider: Provider) -> bool:
    """Exactly that host, no port, no name and password before it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    pages = parts.path.lower().split("/")
    begins = parts.path.startswith(provider.path) and parts.path != provider.path
    return (
        parts.netloc in provider.hosts
        and begins
        and (not provider.word or any(provider.word in page for page in pages))
    )


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
