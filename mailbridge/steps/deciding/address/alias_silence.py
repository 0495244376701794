"""How quiet an alias usually is, and whether it has gone silent."""

from datetime import datetime, timedelta

LEAST = timedelta(days=1)  # no shorter quiet is an alarm
TIMES = 2  # how much longer than usual
ENOUGH = 5  # letters until anything is usual
HALF_LIFE = timedelta(days=14)  # in which a long quiet is half forgotten


def usual_gap(known: int, gap: timedelta) -> int:
    """The longest quiet that is usual, in seconds, after another one has ended. Weekends count, old
    holidays fade.
    """
    faded = known * 0.5 ** (gap / HALF_LIFE)
    return int(max(faded, gap.total_seconds()))


def is_silent(mails: int, last_mail: datetime | None, usual: int, now: datetime) -> bool:
    """Whether nothing has come for much longer than usual."""
    if last_mail is None or mails < ENOUGH:
        return False
    return now - last_mail > max(LEAST, TIMES * timedelta(seconds=usual))
