"""Whether large messages can be kept in S3-compatible storage."""

import hashlib

from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding
from mailbridge.services.container import Blobs, Container
from mailbridge.services.running import health

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


async def check_kept(container: Container) -> list[Finding]:
    """The newest large messages are compared with their digests. Nothing where there are none."""
    number, lost = await health.find_damaged(container)
    if not number:
        return []
    if not lost:
        words = told("the newest large messages are whole: {number}", number=number)
        return [Finding("large messages", "ok", words)]
    words = told(
        "of the newest {number} large messages {lost} are damaged or gone, the first is {first}",
        number=number,
        lost=len(lost),
        first=f"blobs/{lost[0][:2]}/{lost[0]}",
    )
    remedy = told("see whether the disk is whole; a safety copy is a tar file that has them")
    return [Finding("large messages", "fault", words, remedy)]


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
