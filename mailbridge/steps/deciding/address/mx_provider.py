"""Who hosts the mail of a domain, guessed from its MX: so that an admin is shown the right steps
first.
"""

from collections.abc import Collection, Sequence

OURS = "ours"  # its mail comes to this service
_HOSTS = (
    ("google", (".google.com", ".googlemail.com")),
    ("microsoft", (".outlook.com", ".mx.microsoft")),
    ("yandex", (".yandex.net", ".yandex.ru")),
)


def provider(exchangers: Sequence[str], our_hosts: Collection[str] = ()) -> str:
    """OURS, a name of forwarding_guides.PROVIDERS, or "" where the hosts give nothing away; the
    preferred host decides.
    """
    if not exchangers:
        return ""
    if exchangers[0] in our_hosts:
        return OURS
    return next((name for name, endings in _HOSTS if exchangers[0].endswith(endings)), "")
