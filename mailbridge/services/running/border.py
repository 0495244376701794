"""Whether the Authentication-Results of our own border reach us; without them nobody is proved by
it.
"""

from functools import partial

from mailbridge.services.container import Container
from mailbridge.steps.deciding.address.hourly_caps import is_spared
from mailbridge.steps.deciding.proof.ambiguous_header import header_section
from mailbridge.store.inbound import mail_log
from mailbridge.values import dataclass

NEWEST = 50  # messages that are looked at
HEAD = 64 * 1024  # octets of each


@dataclass(frozen=True, slots=True)
class Heard:
    """Of the newest messages: how many there are, came from servers of ours, and bore a field that
    is believed.
    """

    messages: int
    passed_on: int
    believed: int
    below: str = ""  # a host whose Received stood above the field of one that was not believed

    def fault(self, authserv_id: str) -> tuple[str, str] | None:
        """What is wrong, and the remedy; None when all is well or nothing came yet."""
        if self.believed or not self.messages:
            return None
        newest = f"of the newest {self.messages} message{'s' if self.messages > 1 else ''} none"
        if not self.passed_on:
            return (
                f"{newest} came from a mail server of ours"
            ), "list its address in authentication.border"
        if self.below:
            words = (
                f"{authserv_id} writes its Authentication-Results below the Received of "
                f"{self.below}"
            )
            return words, f"where {self.below} is a host of yours, list it in authentication.hops"
        words = f"{newest} bore Authentication-Results of {authserv_id}"
        return words, (
            "have the border check mail and write them, or correct authentication.authserv_id"
        )


async def count_nameless(container: Container) -> tuple[int, int]:
    """Of the newest messages: how many there are, and how many came from a mail server of this
    machine that did not name its client, so that SPF and the caps know nothing of the client.
    """
    rows = await container.store.read(partial(mail_log.newest_heads, limit=NEWEST, octets=1))
    caps = container.limits.caps
    nameless = [
        row for row in rows if row.relayed_by is None and is_spared(row.client, "smtp", caps)
    ]
    return len(rows), len(nameless)


async def check_border(container: Container) -> Heard:
    """What the newest messages say of our border."""
    rows = await container.store.read(partial(mail_log.newest_heads, limit=NEWEST, octets=HEAD))
    looks = [
        container.authenticator.border(header_section(bytes(row.head)), row.client, row.relayed_by)
        for row in rows
    ]
    passed_on = [look for look in looks if look is not None]
    below = next((look.below for look in passed_on if look.below), "")
    return Heard(
        len(rows), len(passed_on), sum(look.results is not None for look in passed_on), below
    )
