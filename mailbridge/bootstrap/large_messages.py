"""Where large messages are kept: files in data_dir, or S3-compatible storage."""

from pathlib import Path

from mailbridge.adapters.blobs.file_blobs import FileBlobs
from mailbridge.bootstrap.faults import CannotStart
from mailbridge.domain.told import told
from mailbridge.services.container import Blobs
from mailbridge.settings import Settings

FOLDER = "blobs"  # in data_dir


def open_blobs(settings: Settings) -> Blobs:
    """As the settings say. Raises CannotStart, or OSError."""
    if settings.blobs_url is None:
        return FileBlobs(settings.data_dir / FOLDER)
    try:
        from mailbridge.adapters.blobs.s3_blobs import S3Blobs  # for those who use it
    except ImportError as fault:
        raise CannotStart(
            told("blobs_url needs a package that is not there: pip install 'mailbridge[s3]'")
        ) from fault
    return S3Blobs(settings.blobs_url)


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """The folders of this machine that large messages fill."""
    return () if settings.blobs_url is not None else (settings.data_dir / FOLDER,)
