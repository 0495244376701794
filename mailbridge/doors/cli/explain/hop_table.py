"""The way a message came, as a little table."""

from collections.abc import Sequence

from mailbridge.domain.message import Hop
from mailbridge.doors.cli.frame.answers import printable, width
from mailbridge.steps.telling.words.catalogue import Catalogue

WIDEST = 44  # characters of a host name


def hop_table(hops: Sequence[Hop], words: Catalogue) -> list[str]:
    """A line for each hop, oldest first, under the names of the columns; nothing without hops."""
    if not hops:
        return []
    head = (words.say("Taken from"), words.say("Taken by"), words.say("Time"), words.say("Delay"))
    rows = [head, *(_row(hop, words) for hop in hops)]
    wide = [max(width(row[column]) for row in rows) for column in range(len(head))]
    return ["  ".join(map(_padded, row, wide)).rstrip() for row in rows]


def _row(hop: Hop, words: Catalogue) -> tuple[str, str, str, str]:
    at = hop.at.strftime("%Y-%m-%d %H:%M:%S") + " UTC" if hop.at else "-"
    return _host(hop.from_), _host(hop.by), at, _delay(hop.delay_s, words)


def _host(name: str | None) -> str:
    shown = printable(name or "-")
    return shown if len(shown) <= WIDEST else shown[: WIDEST - 1] + "…"


def _delay(seconds: int | None, words: Catalogue) -> str:
    if seconds is None:
        return "-"
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, left = divmod(seconds, 60)
    if not minutes:
        return words.say("{seconds} s", seconds=f"{sign}{left}")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return words.say("{minutes} min {seconds} s", minutes=f"{sign}{minutes}", seconds=left)
    return words.say("{hours} h {minutes} min", hours=f"{sign}{hours}", minutes=minutes)


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - width(cell))
