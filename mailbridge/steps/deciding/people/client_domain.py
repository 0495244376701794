"""The domains that stand for a client, and those where anybody may have an address."""

from mailbridge.steps.reading.kinds.machine_fields import FREE_MAIL, MAIL_PROVIDERS

ANYBODYS = MAIL_PROVIDERS | FREE_MAIL


def client_domain(address: str) -> str:
    """The domain that stands for a client; empty where anybody may have an address."""
    domain = address.rpartition("@")[2]
    return "" if domain in ANYBODYS else domain
