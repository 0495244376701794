"""Whether large messages can be kept in S3-compatible storage."""

import hashlib

from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding
from mailbridge.services.container import Blobs

PROBE = b"mailbridge doctor"


async def check_blobs(blobs: Blobs, settings: Settings) -> list[Finding]:
    """Something small is put there, read and deleted. Nothing where files are kept in data_dir."""
    if settings.blobs_url is None:
        return []
    sha256 = hashlib.sha256(PROBE).hexdigest()
    try:
        await blobs.put(sha256, PROBE)
        whole = await blobs.get(sha256) == PROBE
        await blobs.drop(sha256)
    except OSError as fault:
        return [_fault(settings.blobs_url, fault.strerror or str(fault))]
    if not whole:
        return [_fault(settings.blobs_url, told("it gives back other octets than it got"))]
    words = told("large messages are kept in {url}", url=settings.blobs_url)
    return [Finding("large messages", "ok", words)]


def _fault(url: str, why: str) -> Finding:
    return Finding(
        "large messages",
        "fault",
        told("{url} cannot be used: {why}", url=url, why=why),
        told(
            "look at blobs_url and the AWS_ variables of the environment; until then messages "
            "above 256 KiB are answered 4xx"
        ),
    )
