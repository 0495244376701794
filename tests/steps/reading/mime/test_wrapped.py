"""Content inside wrappers: opaque S/MIME, winmail.dat."""

import base64
import struct
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

from mailbridge.steps.reading.mime.parse import parse

HEAD = b"From: a@x.test\r\nSubject: x\r\n"


def signed(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
    )
    certificate = (
        builder.not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return (
        PKCS7SignatureBuilder()
        .set_data(content)
        .add_signer(certificate, key, hashes.SHA256())
        .sign(Encoding.DER, [])
    )


def smime(der: bytes) -> bytes:
    fields = (
        b"Content-Type: application/pkcs7-mime; smime-type=signed-data; "
        b'name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    return HEAD + fields + base64.encodebytes(der)


def attribute(level: int, kind: int, content: bytes) -> bytes:
    return (
        struct.pack("<BII", level, kind, len(content))
        + content
        + struct.pack("<H", sum(content) & 0xFFFF)
    )


def test_an_opaque_signature_shows_its_text_as_not_verified() -> None:
    """The text is read, the files too, and the defect says that nothing was proved (case 75)."""
    message = parse(smime(signed(b"Content-Type: text/plain\r\n\r\nsigned words\r\n"))).message
    assert message.text == "signed words"
    assert "S/MIME: signed, not verified" in message.defects


def test_what_cannot_be_read_stays_a_file() -> None:
    """Encrypted or damaged content is kept as it came."""
    message = parse(smime(b"0\x80\x06\x03abc")).message
    assert message.text == ""
    assert [one.filename for one in message.attachments] == ["smime.p7m"]
    assert "S/MIME: encrypted or not readable" in message.defects


def winmail(name: bytes, octets: bytes) -> bytes:
    """A winmail.dat with one file."""
    rendering = struct.pack("<HIHHII", 1, 0xFFFFFFFF, 32, 32, 0, 0)
    tnef = struct.pack("<IH", 0x223E9F78, 1) + attribute(
        1, 0x00089006, struct.pack("<I", 0x00010000)
    )
    return tnef + (
        attribute(2, 0x00069002, rendering)
        + attribute(2, 0x00018010, name + b"\x00")
        + attribute(2, 0x0006800F, octets)
    )


def wrapped(tnef: bytes) -> bytes:
    body = (
        b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: "
        b"base64\r\n\r\n" + base64.encodebytes(tnef)
    )
    return HEAD + body


def test_a_letter_inside_is_the_same_file_each_time() -> None:
    """By what a file is, a letter that comes twice and a file that stands inside are known."""
    mail = wrapped(winmail(b"letter.dat", winmail(b"menu.txt", b"soup")))
    once, again = (parse(mail).message.attachments[0].sha256 for _ in range(2))
    assert once == again


def test_winmail_gives_its_files() -> None:
    """The wrapper disappears, the file inside is an attachment of its own (case 76)."""
    message = parse(wrapped(winmail(b"menu.txt", b"soup"))).message
    assert [(one.filename, one.size) for one in message.attachments] == [("menu.txt", 4)]
    assert any("wrapper of Outlook" in defect for defect in message.defects)
