"""A key that signs letters, and what DNS says of it (RFC 6376 section 3.6.1)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count

from mailbridge.values import dataclass

STAYS = timedelta(days=7)  # in DNS, after its last letter: some are read late
STRING = 255  # octets of one string in a TXT record (RFC 1035 section 3.3)


class Algorithm(StrEnum):
    RSA = "rsa"
    ED25519 = "ed25519"  # RFC 8463; verifiers that do not know it see no signature


@dataclass(frozen=True, slots=True)
class DkimKey:
    """`public` is base64, as the p tag has it; `sealed` holds the private half."""

    id: int
    domain: str
    selector: str
    algorithm: Algorithm
    public: str
    sealed: bytes
    created: datetime
    signs_from: datetime | None = None  # None: its record was not seen yet
    retired: datetime | None = None  # when another one took its place

    @property
    def state(self) -> str:
        """waiting (for its record), signing or retired."""
        if self.retired is not None:
            return "retired"
        return "signing" if self.signs_from is not None else "waiting"

    @property
    def name(self) -> str:
        """Where its record stands in DNS."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """The text of its record."""
        return f"v=DKIM1; k={self.algorithm}; p={self.public}"

    @property
    def zone_line(self) -> str:
        """The record as a zone file has it, in strings that are short enough."""
        pieces = [self.record[at : at + STRING] for at in range(0, len(self.record), STRING)]
        strings = " ".join(f'"{piece}"' for piece in pieces)
        return f"{self.name}. 3600 IN TXT ( {strings} )"

    @property
    def removable(self) -> datetime | None:
        """From when its record is needed no more; None: it still signs, or may sign."""
        return self.retired + STAYS if self.retired is not None else None

    def is_published(self, records: Sequence[str]) -> bool:
        """Whether one of the TXT records at its name is its own."""
        return any(_tags(record).get("p") == self.public for record in records)


def new_selector(algorithm: Algorithm, now: datetime, taken: Collection[str]) -> str:
    """A name that no other key of the domain has: mb20261128, mb20261128e, mb20261128-2."""
    first = f"mb{now:%Y%m%d}{'e' if algorithm is Algorithm.ED25519 else ''}"
    if first not in taken:
        return first
    return next(name for at in count(2) if (name := f"{first}-{at}") not in taken)


def signing_domains(author: str, own: str) -> tuple[str, ...]:
    """The domains whose key may sign a letter, the best first: that of its author, those above
    it, and the one of the project addresses (it stands below the author's, or is the same).
    """
    labels = author.lower().split(".")
    above = (".".join(labels[at:]) for at in range(max(1, len(labels) - 1)))
    return tuple(dict.fromkeys((*above, own)))


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip(): "".join(value.split()) for name, _, value in pairs}
