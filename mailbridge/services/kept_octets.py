"""The octets of a message, as they came."""

import asyncio
import errno
import hashlib

from mailbridge import maillog
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused


class DamagedError(OSError):
    """A large message is not what was kept under its digest: a disk, a copy or a bucket changed
    it.
    """


async def raw_bytes(container: Container, content: bytes | None, sha256: str) -> bytes:
    """Small ones lie in the database, large ones in the blob store under their sha256, with which
    they are compared. Raises DamagedError, or another OSError.
    """
    if content is not None:
        return bytes(content)
    raw = await container.blobs.get(sha256)
    if await asyncio.to_thread(_digest, raw) != sha256:
        maillog.message_damaged(sha256)
        raise DamagedError(errno.EIO, "the octets are not those that were kept", sha256)
    return raw


async def bytes_to_show(container: Container, content: bytes | None, sha256: str) -> bytes:
    """As `raw_bytes`, for somebody who asked for them. Refused: damaged-message."""
    try:
        return await raw_bytes(container, content, sha256)
    except (DamagedError, FileNotFoundError):
        raise Refused("damaged-message", place=f"blobs/{sha256[:2]}/{sha256}") from None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
