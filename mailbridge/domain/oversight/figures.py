"""How much of everything there is, for the one who watches the service."""

from datetime import datetime

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    mail: tuple[tuple[str, str, int], ...]  # disposition, reason, how many since the beginning
    queued: int  # inbound messages that wait to be filed
    oldest_queued: datetime | None  # when the oldest of them came
    letters: tuple[
        tuple[str, int], ...
    ]  # state, how many: owed just now, or settled since the beginning
    oldest_letter: datetime | None  # when the oldest letter still owed was written
