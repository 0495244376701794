"""What the mail servers that hand mail to us say of our clock."""

from datetime import timedelta
from functools import partial
from statistics import median

from mailbridge.services.container import Container
from mailbridge.steps.deciding.proof.ambiguous_header import header_section
from mailbridge.steps.reading.mime.handed_over import handed_over
from mailbridge.store.inbound import mail_log

NEWEST = 20  # messages that are looked at
HEAD = 16 * 1024  # octets of each
FEWEST = 3  # one server may have a wrong clock, and one mail may have waited


async def lead_by_mail(container: Container) -> timedelta | None:
    """How far our clock is ahead of those that stamped the newest messages, as far as that can be
    told: mail may wait, but is never handed over before it was stamped. None with too few stamps.
    """
    rows = await container.store.read(partial(mail_log.newest_heads, limit=NEWEST, octets=HEAD))
    leads = [
        row.received - stamp
        for row in rows
        if (stamp := handed_over(header_section(bytes(row.head)))) is not None
    ]
    if len(leads) < FEWEST:
        return None
    middle: timedelta = median(leads)
    return max(min(leads), timedelta()) if middle >= timedelta() else middle
