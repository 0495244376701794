"""Big messages in S3-compatible storage, as objects named by their sha256."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

TRIES = 3  # of one request, which may take 30 seconds


class S3Blobs:
    """Objects under `url`, such as s3://bucket/folder. Keys, region and endpoint stand in the
    environment (AWS_ACCESS_KEY_ID and others), see docs/configuration.md. Raises OSError where
    those make no sense.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        with self._faults():
            self._bucket = S3Store.from_url(
                url,
                config={"disable_bulk_delete": True},  # not all such storage has it
                retry_config={"max_retries": TRIES},
            )

    async def put(self, sha256: str, content: bytes) -> None:
        """On stable storage when this returns. Raises OSError."""
        with self._faults():
            await obstore.put_async(self._bucket, _name(sha256), content, use_multipart=False)

    async def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError for a blob that was never kept, else OSError."""
        with self._faults():
            answer = await obstore.get_async(self._bucket, _name(sha256))
            return bytes(await answer.bytes_async())

    async def drop(self, sha256: str) -> None:
        """Gone when this returns. Raises OSError."""
        with self._faults():
            await obstore.delete_async(self._bucket, _name(sha256))

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except NotFoundError as fault:
            raise FileNotFoundError(errno.ENOENT, "there is no such object", self._url) from fault
        except BaseError as fault:
            words = str(fault).splitlines()[0]
            raise OSError(errno.EIO, words, self._url) from fault


def _name(sha256: str) -> str:
    if len(sha256) != 64 or not sha256.isalnum():
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}"
