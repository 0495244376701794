"""What the doctor says of the clock."""

from contextlib import suppress
from datetime import datetime, timedelta

from mailbridge.adapters import doctor_probes
from mailbridge.bootstrap import Settings
from mailbridge.domain.told import Told, told
from mailbridge.doors.finding import Finding

CLOSE = timedelta(seconds=10)
LEAP = timedelta(minutes=5)  # links, sign-ins and what is due go by the clock
STAMPS = timedelta(minutes=2)  # mail that waits makes stamps old


async def check_clock(settings: Settings, now: datetime, by_mail: timedelta | None) -> Finding:
    """Compare it with a time server's, or with the stamps of the servers that bring mail; say so
    where neither tells.
    """
    said = told("{now} UTC", now=f"{now:%Y-%m-%d %H:%M}")
    server, lead = settings.ntp_server, None
    if server:
        host, _, port = server.partition(":")
        with suppress(OSError):
            lead = await doctor_probes.clock_lead(host, int(port or 123))
    if lead is not None:
        return _judged(said, lead, CLOSE, told("the time server {server}", server=server))
    if by_mail is not None:
        return _judged(said, by_mail, STAMPS, told("the servers that bring mail"))
    silent = told("{server} does not answer", server=server) if server else told("none is asked")
    words = told(
        "{said}; whether that is right is unknown: {silent}, and no mail tells",
        said=said,
        silent=silent,
    )
    remedy = told("set ntp_server to a time server that this machine reaches (UDP, port 123)")
    return Finding("clock", "warning", words, remedy)


def _judged(said: Told, lead: timedelta, close: timedelta, others: Told) -> Finding:
    if abs(lead) <= close:
        return Finding("clock", "ok", told("{said}, as {others} says", said=said, others=others))
    seconds = f"{abs(lead).total_seconds():.0f}"
    words = (
        told("{said}, {seconds} s ahead of {others}", said=said, seconds=seconds, others=others)
        if lead > timedelta()
        else told("{said}, {seconds} s behind {others}", said=said, seconds=seconds, others=others)
    )
    remedy = told("set it, and let NTP keep it: links and letters carry the time")
    return Finding("clock", "fault" if abs(lead) > LEAP else "warning", words, remedy)
