"""The border that is deployed: it takes the world's mail for us, relays for nobody, keeps the
client's address, says which signatures hold and lets nobody speak in its name.
"""

import os
import smtplib
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.conftest import missing
from tests.journeys.border import Border
from tests.journeys.bridge import DOMAIN, Bridge, free_port
from tests.journeys.post_boxes import PostBoxes, wait_for

HOSTNAME = "mx.agency.test"
CLIENT = "127.0.0.9"  # an address of this machine that stands for a stranger's
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
LETTER = (
    b"From: Maria <maria@bloom.test>\r\nTo: Us <{to}>\r\nSubject: {subject}\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{subject}@bloom.test>\r\n"
)


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
    keys = {"s1._domainkey.bloom.test": f"v=DKIM1; k=rsa; p={b64encode(public).decode()}"}
    with (
        bridge,
        tempfile.TemporaryDirectory(prefix="mailbridge-border-") as folder,
        Border(Path(folder), HOSTNAME, DOMAIN, lmtp, keys) as border,
    ):
        address = bridge.project("Bloom", people=[("client", "maria@bloom.test", "Maria", "en")])
        yield border, bridge, address


@pytest.fixture(autouse=True)
def _programs(program: Callable[[str], str]) -> None:
    program("postfix")
    program("opendkim")


def connected(port: int, client: str = CLIENT) -> smtplib.SMTP:
    return smtplib.SMTP(
        "127.0.0.1", port, local_hostname="mail.bloom.test", timeout=30, source_address=(client, 0)
    )


def letter(to: str, subject: str, *, fields: bytes = b"", signed: bool = False) -> bytes:
    head = LETTER.replace(b"{to}", to.encode()).replace(b"{subject}", subject.encode())
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


def send(port: int, to: str, content: bytes) -> None:
    with connected(port) as smtp:
        smtp.sendmail("maria@bloom.test", [to], content)


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


def test_what_the_border_finds_signed_is_verified(
    installation: tuple[Border, Bridge, str],
) -> None:
    """And what only says so in the border's name is not: such fields are taken away."""
    border, bridge, address = installation
    forged = f"Authentication-Results: {HOSTNAME}; dkim=pass header.d=bloom.test; dmarc=pass"
    send(border.port, address, letter(address, "signed", signed=True))
    send(border.port, address, letter(address, "forged", fields=f"{forged}\r\n".encode()))
    for subject in ("signed", "forged"):
        arrived(bridge, subject)
    found = bridge.discussions("Bloom")
    proofs = {one["subject"]: one["posts"][0]["verified"] for one in found}
    assert ("verified", "unverified") == (proofs["signed"], proofs["forged"])


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
    with connected(border.submission) as smtp:
        smtp.ehlo()
        smtp.mail("maria@bloom.test")
        assert 554 == smtp.rcpt("victim@far.test")[0]
    with connected(border.submission, "127.0.0.1") as smtp:
        smtp.ehlo()
        smtp.mail(f"desk@{DOMAIN}")
        assert 250 == smtp.rcpt("victim@far.test")[0]
