"""Blobs that no message lies under any more."""

from collections.abc import Sequence
from functools import partial

from mailbridge.services.container import Container
from mailbridge.store.oversight import erasing


async def drop_blobs(container: Container, hashes: Sequence[str]) -> None:
    """Delete those of the blobs with these hashes that no kept message needs any more."""
    for sha256 in hashes:
        if not await container.store.read(partial(erasing.is_blob_used, sha256=sha256)):
            await container.blobs.drop(sha256)
