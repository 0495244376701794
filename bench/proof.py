"""What proof of the author costs when DNS is left out: CPU milliseconds of a message with one
RSA-2048 signature, and of one with none.

Run it as `python bench/proof.py [messages]`. Interleaved three times with dkimpy's bare
verification of the same messages.
"""

import asyncio
import base64
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages

from mailbridge.adapters.proof.authenticator import Authenticator

ROUNDS = 3
MOST = 2.0  # CPU milliseconds of one signature
KEY_NAME, POLICY_NAME = "s1._domainkey.example.test", "_dmarc.example.test"


class Known:
    """A name service that has every answer already."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    async def texts(self, name: str) -> tuple[str, ...]:
        found = self._texts.get(name.rstrip("."))
        return (found,) if found is not None else ()


class WithoutDns(Authenticator):
    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._names = Known(texts)  # type: ignore[assignment]


def key() -> tuple[bytes, str]:
    """A private key, and its DNS record."""
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = pair.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = pair.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


async def main(messages: int) -> None:
    private, record = key()
    plain = [one.raw for one in _messages.messages(messages)]
    signed = [dkim.sign(raw, b"s1", b"example.test", private) + raw for raw in plain]
    checker = WithoutDns({KEY_NAME: record, POLICY_NAME: "v=DMARC1; p=reject"})
    assert (await checker.gather(signed[0], None, None, "")).dkim[0].result == "pass"

    async def ours(raw: bytes) -> None:
        await checker.gather(raw, None, None, "user01@example.test")

    async def bare(raw: bytes) -> None:
        dkim.verify(raw, dnsfunc=lambda name, timeout=0: record.encode())

    wanted = {
        "one signature": (ours, signed),
        "no signature": (ours, plain),
        "dkimpy alone": (bare, signed),
    }
    found: dict[str, list[float]] = {name: [] for name in wanted}
    yard = []
    for _ in range(ROUNDS):
        yard.append(_machine.yardstick())
        for name, (check, raws) in wanted.items():
            found[name].append(await _cost(check, raws))
    report(found, statistics.median(yard), statistics.median(map(len, plain)))


async def _cost(check: Callable[[bytes], Awaitable[None]], raws: list[bytes]) -> float:
    """CPU milliseconds a message."""
    began = time.process_time()
    for raw in raws:
        await check(raw)
    return (time.process_time() - began) / len(raws) * 1e3


def report(found: dict[str, list[float]], yard: float, size: float) -> None:
    print(
        f"messages of {size / 1024:.1f} kB (median); yardstick {yard:.1f} ms; one signature "
        f"should cost at most {MOST} ms"
    )
    for name, runs in found.items():
        print(
            f"{name:14} {statistics.median(runs):6.2f} ms CPU a message, "
            f"{statistics.median(runs) / yard:6.3f} yardsticks"
        )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
