"""Raw messages, wherever they are kept."""

from mailbridge.services.container import Container


async def raw_bytes(container: Container, content: bytes | None, sha256: str) -> bytes:
    """Small ones lie in the database, large ones in the blob store under their sha256."""
    return bytes(content) if content is not None else await container.blobs.get(sha256)
