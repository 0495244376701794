"""TXT records of DNS, for the keys that we publish."""

from collections.abc import Sequence

from mailbridge.adapters.dns_resolver import DnsTrouble, NameService

LONGEST = 5.0  # seconds


class TextRecords:
    """`nameservers` as in NameService; none: those of the system."""

    def __init__(self, nameservers: Sequence[str] = ()) -> None:
        self._nameservers = nameservers

    async def of(self, name: str) -> tuple[str, ...] | None:
        """The TXT records of a name as they are now; None: nobody answers."""
        try:
            return await NameService(self._nameservers, LONGEST).texts(name)
        except (DnsTrouble, OSError):
            return None
