"""Raw messages, wherever they are kept."""

from mailbridge.services.container import House


async def raw_bytes(house: House, content: bytes | None, sha256: str) -> bytes:
    """Small ones lie in the database, large ones in the blob store under their sha256."""
    return bytes(content) if content is not None else await house.blobs.get(sha256)
