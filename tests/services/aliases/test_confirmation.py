"""Google's confirmation with a real signature, its key asked of a name server on loopback."""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from mailbridge.adapters.proof.authenticator import Authenticator
from mailbridge.services.aliases import cards, register
from tests.adapters.test_authenticator import Key, NameServer, place
from tests.container import open_container
from tests.services.post_office import PostOffice, letter

ALIAS, GOOGLE = "hello@agency.test", "Gmail Team <forwarding-noreply@google.com>"
LINK = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8%5D-x9_Q"


@pytest.fixture(scope="module")
def pair() -> Key:
    """A key pair that plays Google's."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = made.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return Key(private, "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode())


@pytest.fixture
async def office(store_url: str, tmp_path: Path, pair: Key) -> AsyncIterator[PostOffice]:
    names = NameServer()
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: names, local_addr=("127.0.0.1", 0)
    )
    names.txt("s1._domainkey.google.com", pair.record)
    names.txt("s1._domainkey.evil.test", pair.record)
    names.txt("s1._domainkey.yandex.ru", pair.record)
    names.txt("s1._domainkey.mail.yandex.ru", pair.record)
    names.txt("_dmarc.google.com", "v=DMARC1; p=reject")
    container = await open_container(
        store_url, tmp_path, authenticator=Authenticator(nameservers=[place(names)], timeout=0.5)
    )
    made = await PostOffice(container).open()
    await register.add_alias(container, ALIAS, "Bloom")
    yield made
    await container.close()
    transport.close()


def signed(pair: Key, domain: bytes, alias: str = ALIAS) -> bytes:
    text = f"{alias} wants to forward mail here.\n\nConfirmation code: 894178523\n\n{LINK}\n"
    raw = letter(
        GOOGLE,
        f"(#894178523) Gmail Forwarding Confirmation - Receive Mail from {alias}",
        text,
        1,
        To="us@bridge.test",
    )
    return bytes(dkim.sign(raw, b"s1", domain, pair.private)) + raw


async def test_a_signed_letter_of_google_is_taken(office: PostOffice, pair: Key) -> None:
    """EDGE_CASES 21: the code and the one link, for the admins."""
    mail = await office.bring(GOOGLE, "", "", raw=signed(pair, b"google.com"))
    assert ("accept", "confirmation", None) == (mail.disposition, mail.reason, mail.discussion_id)
    shown = (await cards.show_alias(office.container, ALIAS)).confirmation
    assert shown is not None
    assert (LINK, "894178523") == (shown.link, shown.code)


async def test_anything_less_is_held(office: PostOffice, pair: Key) -> None:
    """EDGE_CASES 21: signed by another, changed after it was signed, not signed, or for another
    mailbox.
    """
    whole = signed(pair, b"google.com")
    changed = whole.replace(b"x9_Q", b"evil")
    for raw in (
        signed(pair, b"evil.test"),
        changed,
        whole[whole.index(b"From:") :],
        signed(pair, b"google.com", "eve@gmail.test"),
    ):
        mail = await office.bring(GOOGLE, "", "", raw=raw)
        assert ("hold", "confirmation", None) == (mail.disposition, mail.reason, mail.discussion_id)
    assert (await cards.show_alias(office.container, ALIAS)).confirmation is None


@pytest.mark.parametrize("author", ["noreply@yandex.ru", "noreply@mail.yandex.ru"])
@pytest.mark.parametrize(
    "subject",
    ["Подтверждение пересылки почты", "Пересылка писем на ваш адрес", "Confirm your address"],
)
async def test_a_signed_letter_of_yandex_is_taken_whatever_its_subject(
    office: PostOffice, pair: Key, author: str, subject: str
) -> None:
    """The link says what it is for; its author is one who never reads answers, and still no
    discussion begins (EDGE_CASES 21, 25).
    """
    link = "https://mail.yandex.ru/confirm?e=ABCDEF&l=ru"
    text = f"{ALIAS} хочет пересылать почту на {office.address}.\n\n{link}\n"
    raw = letter(f"Яндекс Почта <{author}>", subject, text, 1, To="us@bridge.test")
    raw = bytes(dkim.sign(raw, b"s1", author.rpartition("@")[2].encode(), pair.private)) + raw
    mail = await office.bring(author, "", "", raw=raw)
    assert ("accept", "confirmation", None) == (mail.disposition, mail.reason, mail.discussion_id)
    shown = (await cards.show_alias(office.container, ALIAS)).confirmation
    assert shown is not None
    assert (link, "yandex") == (shown.link, shown.provider)
