"""What the doctor looks at on the network: the relay, certificate and links."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from mailbridge.adapters import doctor_probes
from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.domain_checks import is_address, is_local
from mailbridge.doors.finding import Finding

SOON = timedelta(days=21)


async def check_relays(settings: Settings) -> list[Finding]:
    """Whether the relays take us, and what they offer: that of letters, and that of digests."""
    if settings.relay.url is None:
        missing = Finding(
            "relay",
            "warning",
            told("none is set; letters stay in the outbox"),
            told("set relay.url to the server that takes your mail"),
        )
        return [missing]
    urls = [url for url in (settings.relay.url, settings.relay.digest_url) if url is not None]
    return [await _relay(url.get_secret_value(), settings.domain) for url in urls]


async def _relay(url: str, helo: str) -> Finding:
    try:
        offers = await doctor_probes.relay_greets(url, helo)
    except OSError as fault:
        return Finding(
            "relay",
            "fault",
            told("it does not take us: {fault}", fault=fault),
            told("check relay.url: host, port, tls, user and password"),
        )
    return Finding(
        "relay",
        "ok",
        told("it answers; it offers {offers}", offers=offers or told("nothing beyond plain SMTP")),
    )


def check_certificate(settings: Settings) -> Finding:
    """How long the certificate of STARTTLS is valid."""
    file = settings.smtp.tls_certificate
    if file is None:
        return Finding(
            "tls",
            "warning",
            told("SMTP without STARTTLS"),
            told("set smtp.tls_certificate and smtp.tls_key"),
        )
    try:
        ends = doctor_probes.certificate_ends(file)
    except (OSError, ValueError) as fault:
        return Finding(
            "tls",
            "fault",
            told("{file} cannot be read: {fault}", file=file, fault=fault),
            told("give a certificate as a PEM file"),
        )
    state, remedy = _ending(ends, datetime.now(UTC))
    return Finding(
        "tls",
        state,
        told("{file} is valid until {ends}", file=file, ends=f"{ends:%Y-%m-%d}"),
        remedy,
    )


def _ending(ends: datetime, now: datetime) -> tuple[str, str]:
    if ends < now:
        return "fault", told("renew it: strict peers do not deliver any more")
    return ("warning", told("renew it")) if ends < now + SOON else ("ok", "")


def check_links(settings: Settings) -> Finding:
    """Whether links in letters can be followed by those who get them: to leave a list with one
    click a provider calls the link itself, by https (RFC 8058 section 3.1).
    """
    base = settings.base_url
    words = told("links in letters begin with {base_url}", base_url=base)
    if is_local(settings.domain):
        return Finding("links", "ok", words)
    if not _can_be_reached(urlsplit(base).hostname or ""):
        remedy = told("set public_url to an https:// address that the world can reach")
        nobody = told("{words}, which nobody outside can reach", words=words)
        return Finding("links", "fault", nobody, remedy)
    if base.startswith("http://"):
        remedy = told("put a web server with TLS in front and set public_url to https://…")
        cannot = told("{words}: one-click unsubscribing needs https", words=words)
        return Finding("links", "warning", cannot, remedy)
    return Finding("links", "ok", words)


def _can_be_reached(host: str) -> bool:
    return ip_address(host).is_global if is_address(host) else not is_local(host)
