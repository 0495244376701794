"""Where the link of a letter leads, as text shows it."""

from urllib.parse import unquote

LONGEST_URL = 300  # characters; of a longer one only the host is written


def target(shown: str, href: str) -> str:
    """Where a link goes, written after its text when the text does not say so."""
    scheme, _, rest = href.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        address = unquote(rest.partition("?")[0])
        return "" if not address or address.lower() in shown.lower() else f" <{address}>"
    if scheme not in {"http", "https", "ftp"}:
        return ""
    if len(href) > LONGEST_URL:
        return f" ({scheme}://{rest.lstrip('/').partition('/')[0][:100]}/…)"
    says_it = "." in shown and " " not in shown and bare_url(shown) == bare_url(href)
    return "" if says_it else f" ({href})"


def bare_url(url: str) -> str:
    """An address as it is compared with the text of its link: without scheme, "www." and case."""
    bare = url.strip().lower()
    for prefix in ("https://", "http://", "ftp://"):
        bare = bare.removeprefix(prefix)
    return unquote(bare.removeprefix("www.").rstrip("/"))
