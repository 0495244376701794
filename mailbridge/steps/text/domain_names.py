"""Domain names as DNS knows them."""

import re

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$")


def ascii_domain(domain: str) -> str | None:
    """The name in lower case and A-labels (RFC 5890), or None when DNS cannot hold it: NUL, quotes,
    parentheses and routes included.
    """
    name = domain.strip().rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    labels = name.split(".")
    return name if len(name) <= 253 and all(map(_LABEL.match, labels)) else None
