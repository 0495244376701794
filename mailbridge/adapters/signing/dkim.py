"""Signatures of letters by cryptography, RSA (RFC 6376) and Ed25519 (RFC 8463)."""

import base64
import hashlib
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from mailbridge.adapters.signing.sealing import seal, unseal
from mailbridge.steps.telling.signature.dkim_field import unsigned
from mailbridge.steps.telling.signature.dkim_key import Algorithm, DkimKey
from mailbridge.values import dataclass

BITS = 2048  # of an RSA key (RFC 8301 section 3.2); longer ones are longer than many DNS forms take


class CannotOpenError(Exception):
    """None of our keys opens it: it was sealed by another installation."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One key at work."""

    domain: str
    selector: str
    algorithm: Algorithm
    private: RSAPrivateKey | Ed25519PrivateKey

    def field(self, content: bytes, at: int) -> bytes:
        """The field that signs a message (CRLF line ends); `at` in seconds since 1970."""
        made = unsigned(content, self.domain, self.selector, self.algorithm, at)
        if isinstance(self.private, Ed25519PrivateKey):  # RFC 8463 section 3: the hash is signed
            return made.signed(self.private.sign(hashlib.sha256(made.octets).digest()))
        return made.signed(self.private.sign(made.octets, padding.PKCS1v15(), hashes.SHA256()))


def new_key(algorithm: Algorithm, secret: bytes) -> tuple[str, bytes]:
    """A fresh key: its public half in base64, and the private one sealed with a secret."""
    private: RSAPrivateKey | Ed25519PrivateKey
    if algorithm is Algorithm.ED25519:
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
    else:
        private = generate_private_key(65537, BITS)
        public = private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    octets = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return base64.b64encode(public).decode(), seal(octets, "dkim", secret)


def opened(key: DkimKey, secrets_: Sequence[bytes]) -> Signature:
    """The key, ready to sign. Raises CannotOpenError."""
    octets = next(filter(None, (unseal(key.sealed, "dkim", secret) for secret in secrets_)), None)
    if octets is None:
        raise CannotOpenError(key.name)
    private = serialization.load_der_private_key(octets, None)
    assert isinstance(private, RSAPrivateKey | Ed25519PrivateKey)
    return Signature(key.domain, key.selector, key.algorithm, private)
