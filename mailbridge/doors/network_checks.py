"""What the doctor looks at on the network: names, the relay, certificate and links."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mailbridge.adapters import doctor_probes
from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told

SOON = timedelta(days=21)


LOCAL = ("localhost", "test", "example", "invalid", "internal", "local")


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, warning or fault; `remedy` is empty when all is well."""

    check: str
    state: str
    words: str
    remedy: str = ""


async def check_dns(settings: Settings) -> Finding:
    """Whether the name server answers, and where mail for our domain goes."""
    if settings.domain.rpartition(".")[2] in LOCAL:
        return _local_name(settings.domain)
    try:
        mail_exchangers = await doctor_probes.mail_exchangers(
            settings.domain, settings.authentication.nameservers
        )
    except OSError as fault:
        return Finding(
            "dns", "fault", str(fault), told("check the network, or set authentication.nameservers")
        )
    if not mail_exchangers:
        return Finding(
            "dns",
            "fault",
            told("{domain} has no MX record", domain=settings.domain),
            told("add one that names the machine where smtp.listen is"),
        )
    return Finding(
        "dns",
        "ok",
        told(
            "mail for {domain} goes to {found}",
            domain=settings.domain,
            found=", ".join(mail_exchangers),
        ),
    )


def _local_name(domain: str) -> Finding:
    return Finding(
        "dns",
        "warning",
        told(
            "{domain} is a name of this machine alone; nobody outside can write to it",
            domain=domain,
        ),
        told("set domain to one of yours, and an MX record for it to this machine"),
    )


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
    """Whether links in letters are safe to follow."""
    if settings.base_url.startswith("http://") and settings.domain.rpartition(".")[2] not in LOCAL:
        words = told("links in letters begin with {base_url}", base_url=settings.base_url)
        return Finding(
            "links",
            "warning",
            words,
            told("put a web server with TLS in front and set public_url to https://…"),
        )
    return Finding(
        "links", "ok", told("links in letters begin with {base_url}", base_url=settings.base_url)
    )
