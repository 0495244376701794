"""A mail provider asks whether mail may be forwarded here: who such providers are, and the links in
their letters that confirm. Nothing here follows a link.
"""

import html
from collections.abc import Iterator
from urllib.parse import urlsplit

from mailbridge.domain.message import Message
from mailbridge.values import dataclass

MOST_READ = 200_000  # characters of text, and of HTML
LONGEST_LINK = 2000
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


def is_forwarding_request(message: Message) -> bool:
    """Whether a provider's author, or somebody in that name, shows a link of that provider that
    confirms, whatever the subject.
    """
    author = message.author.address if message.author is not None else ""
    return any(
        author in provider.authors and confirming_links(message, provider) for provider in PROVIDERS
    )


def confirming_links(message: Message, provider: Provider) -> set[str]:
    """The links in a message that lead to the provider's confirming page, each once."""
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
