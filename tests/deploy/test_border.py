"""The border that is deployed: it takes the world's mail for us, relays for nobody, keeps the
client's address, says which signatures hold and lets nobody speak in its name.
"""

import os
import smtplib
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from email import message_from_string
from email.policy import compat32
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.conftest import missing
from tests.deploy.border import Border
from tests.journeys.bridge import DOMAIN, Bridge, free_port
from tests.journeys.post_boxes import PostBoxes, wait_for

HOSTNAME = "mx.agency.test"
TESTER = "127.0.0.9"  # an address of this machine that nothing of the border's is allowed to
CLIENT = "203.0.113.5"  # a stranger's: the border under test lets TESTER name it by XCLIENT
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
LETTER = (
    b"From: Maria <{author}>\r\nTo: Us <{to}>\r\nSubject: {subject}\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{subject}@bloom.test>\r\n"
)


@pytest.fixture(scope="module")
def boxes() -> Iterator[PostBoxes]:
    """Where the letters of the service end."""
    with PostBoxes(free_port()) as opened:
        yield opened


@pytest.fixture(scope="module")
def installation(
    boxes: PostBoxes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Border, Bridge, str]]:
    """The border in front of a service that believes it, and a project's address."""
    if os.geteuid() != 0:
        missing("the right to start Postfix (root)")
    lmtp = free_port()
    bridge = Bridge(
        tmp_path_factory.mktemp("behind"),
        boxes.port,
        MAILBRIDGE_LMTP__LISTEN=f"127.0.0.1:{lmtp}",
        MAILBRIDGE_LMTP__XFORWARD_PEERS="127.0.0.1",
        MAILBRIDGE_AUTHENTICATION__AUTHSERV_ID=HOSTNAME,
    )
    public = KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    zone = {
        "s1._domainkey.bloom.test": f"v=DKIM1; k=rsa; p={b64encode(public).decode()}",
        "_dmarc.bloom.test": "v=DMARC1; p=reject",
        "_dmarc.tulip.test": "v=DMARC1; p=none",
        "tulip.test": f"v=spf1 ip4:{CLIENT} -all",
    }
    with (
        bridge,
        tempfile.TemporaryDirectory(prefix="mailbridge-border-") as folder,
        Border(Path(folder), HOSTNAME, DOMAIN, lmtp, zone, TESTER) as border,
    ):
        address = bridge.project("Bloom", people=[("client", "maria@bloom.test", "Maria", "en")])
        yield border, bridge, address


@pytest.fixture(autouse=True)
def _programs(program: Callable[[str], str]) -> None:
    program("postfix")
    program("opendkim")
    program("opendmarc")


def connected(port: int) -> smtplib.SMTP:
    """To the border, as a stranger on the Internet."""
    smtp = near(port, TESTER)
    smtp.ehlo()
    assert 220 == smtp.docmd("XCLIENT", f"ADDR={CLIENT} NAME=mail.bloom.test")[0]
    return smtp


def near(port: int, client: str) -> smtplib.SMTP:
    """From an address of this machine."""
    return smtplib.SMTP(
        "127.0.0.1", port, local_hostname="mail.bloom.test", timeout=30, source_address=(client, 0)
    )


def letter(
    to: str,
    subject: str,
    *,
    fields: bytes = b"",
    signed: bool = False,
    author: str = "maria@bloom.test",
) -> bytes:
    head = LETTER.replace(b"{to}", to.encode()).replace(b"{subject}", subject.encode())
    head = head.replace(b"{author}", author.encode())
    whole = fields + head + b"\r\nHello, is the logo ready?\r\n"
    if not signed:
        return whole
    private = KEY.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    wanted = [b"From", b"To", b"Subject", b"Date", b"Message-ID"]
    signature: bytes = dkim.sign(whole, b"s1", b"bloom.test", private, include_headers=wanted)
    return signature + whole


def send(port: int, to: str, content: bytes, sender: str = "maria@bloom.test") -> None:
    with connected(port) as smtp:
        smtp.ehlo()
        smtp.sendmail(sender, [to], content)


def arrived(bridge: Bridge, subject: str) -> dict[str, Any]:
    """The line of the mail log, once Postfix has handed the mail over and it is filed."""
    wait_for(lambda: bridge.mail(subject=subject), f"“{subject}” to arrive")
    return bridge.cli("mail", "explain", bridge.mail(subject=subject)[0]["id"])[0]


def test_mail_from_outside_arrives_and_its_client_is_known(
    installation: tuple[Border, Bridge, str],
) -> None:
    """Through Postfix and LMTP; SPF and the caps see the stranger's address, not Postfix's."""
    border, bridge, address = installation
    send(border.port, address, letter(address, "outside"))
    logged = arrived(bridge, "outside")
    assert (CLIENT, "accept") == (logged["client"], logged["disposition"])


def test_what_the_border_finds_is_what_is_believed(
    installation: tuple[Border, Bridge, str],
) -> None:
    """A signature and an address of the author's domain verify it, by OpenDKIM and OpenDMARC; what
    neither proves failed where its domain asks for that; and what only says so in the border's name
    is worth nothing.
    """
    border, bridge, address = installation
    forged = f"Authentication-Results: {HOSTNAME}; dkim=pass header.d=bloom.test; dmarc=pass"
    send(border.port, address, letter(address, "signed", signed=True))
    send(border.port, address, letter(address, "forged", fields=f"{forged}\r\n".encode()))
    tulip = "ann@tulip.test"
    send(border.port, address, letter(address, "by address", author=tulip), sender=tulip)
    subjects = ("signed", "forged", "by address")
    for subject in subjects:
        arrived(bridge, subject)
    found = {one["subject"]: one["posts"][0] for one in bridge.discussions("Bloom")}
    assert ["verified", "failed", "verified"] == [found[one]["verified"] for one in subjects]


FORGED = (
    "Authentication-Results: {host}; dmarc=pass header.from=bloom.test",
    "AUTHENTICATION-RESULTS: {upper}; dmarc=pass",
    "Authentication-Results:\r\n {host}\r\n ; dmarc=pass",
    "Authentication-Results: (a comment) {host}; dmarc=pass",
    "Authentication-Results: {host} 1; dmarc=pass",
    "Authentication-Results: {host}",
    'Authentication-Results: "{host}"; dmarc=pass',
    "Authentication-Results: (one; two){host}(three); dmarc=pass",
    "ARC-Authentication-Results: i=1; {host}; dmarc=pass",
)
KEPT = "Authentication-Results: mx.elsewhere.test; spf=pass smtp.helo={host}"


def test_nobody_else_writes_in_its_name(installation: tuple[Border, Bridge, str]) -> None:
    """However the field is spelled, none of a stranger's bears the border's name when the mail
    arrives; those of others stay, and above all stand what the border
    found itself, DMARC first.
    """
    border, bridge, address = installation
    fields = "\r\n".join((*FORGED, KEPT, "")).format(host=HOSTNAME, upper=HOSTNAME.upper())
    send(border.port, address, letter(address, "named", fields=fields.encode()))
    raw = bridge.said("mail", "show", "--raw", str(arrived(bridge, "named")["id"]))
    results = [
        " ".join(value.split())
        for name, value in message_from_string(raw, policy=compat32).items()
        if name.lower().endswith("authentication-results")
    ]
    found = [" ".join(one.split()[:2]) for one in results[:-1]]
    assert [f"{HOSTNAME}; {one}" for one in ("dmarc=fail", "spf=none", "dkim=none;")] == found
    assert KEPT.partition(": ")[2].format(host=HOSTNAME) == results[-1]


def test_unknown_recipients_are_refused_in_the_dialogue(
    installation: tuple[Border, Bridge, str],
) -> None:
    """Nothing is bounced later to whoever was named as the sender."""
    border, _, _ = installation
    with connected(border.port) as smtp:
        smtp.ehlo()
        smtp.mail("maria@bloom.test")
        code, words = smtp.rcpt(f"nobody@{DOMAIN}")
        for _ in range(10):  # the first answers may say that it is being asked
            if code != 450:
                break
            code, words = smtp.rcpt(f"nobody@{DOMAIN}")
    assert (550, True) == (code, b"no such mailbox" in words or b"5.1.1" in words)


@pytest.mark.parametrize(
    "recipient",
    [
        "victim@far.test",
        '"victim@far.test"',
        f'"victim@far.test"@{DOMAIN}',
        f"victim%far.test@{DOMAIN}",
        f"@{DOMAIN}:victim@far.test",
        f"far.test!victim@{DOMAIN}",
        "far.test!victim",
        "victim@[127.0.0.1]",
        "victim@[IPv6:::1]",
        f"victim@far.test@{DOMAIN}",
        f'"victim@far.test"@{HOSTNAME}',
        "victim@localhost",
    ],
)
@pytest.mark.parametrize("sender", ["maria@bloom.test", f"desk@{DOMAIN}", ""])
def test_it_relays_for_nobody(
    installation: tuple[Border, Bridge, str], recipient: str, sender: str
) -> None:
    """In none of the forms that have made open relays, and whoever is named as sender."""
    border, _, _ = installation
    with connected(border.port) as smtp:
        smtp.ehlo()
        smtp.mail(sender)
        code, _ = smtp.rcpt(recipient)
    assert code >= 450


def test_only_mailbridge_may_send_through_it(installation: tuple[Border, Bridge, str]) -> None:
    """The service for its letters refuses everybody outside its network."""
    border, _, _ = installation
    with near(border.submission, TESTER) as smtp:
        smtp.ehlo()
        smtp.mail("maria@bloom.test")
        assert 554 == smtp.rcpt("victim@far.test")[0]
    with near(border.submission, "127.0.0.1") as smtp:
        smtp.ehlo()
        smtp.mail(f"desk@{DOMAIN}")
        assert 250 == smtp.rcpt("victim@far.test")[0]
