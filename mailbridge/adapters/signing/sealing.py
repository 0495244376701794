"""Bytes that only a secret opens, by ChaCha20-Poly1305."""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

NONCE = 12  # bytes


def seal(content: bytes, purpose: str, secret: bytes) -> bytes:
    """The bytes, for nobody without the secret; each purpose has a key of its own."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(purpose, secret).encrypt(nonce, content, None)


def unseal(sealed: bytes, purpose: str, secret: bytes) -> bytes | None:
    """The inverse; None where the secret is another, or a bit was changed."""
    try:
        return _cipher(purpose, secret).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag:
        return None


def _cipher(purpose: str, secret: bytes) -> ChaCha20Poly1305:
    name = f"mailbridge {purpose}".encode()
    return ChaCha20Poly1305(hashlib.sha256(name + secret).digest())
