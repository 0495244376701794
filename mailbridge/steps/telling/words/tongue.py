"""A reader's words and time zone, and what now is: all that a sentence depends on besides its
values.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.steps.telling.words import dates_and_sizes
from mailbridge.steps.telling.words.catalogue import Catalogue
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    words: Catalogue
    time_zone: str
    now: datetime

    @property
    def language(self) -> str:
        """The tag of the language."""
        return self.words.language

    def say(self, english: str, **values: object) -> str:
        """As `Catalogue.say`."""
        return self.words.say(english, **values)

    def say_number(self, one: str, other: str, number: int, **values: object) -> str:
        """As `Catalogue.say_number`."""
        return self.words.say_number(one, other, number, **values)

    def day(self, at: datetime) -> str:
        """A day in the reader's time zone, the year where it is far."""
        return dates_and_sizes.day(at, self.words, self.time_zone, self.now)

    def moment(self, at: datetime) -> str:
        """A day and an hour in the reader's time zone."""
        return dates_and_sizes.moment(at, self.words, self.time_zone, self.now)

    def deadline(self, at: datetime) -> str:
        """When something is due."""
        return dates_and_sizes.deadline(at, self.words, self.time_zone, self.now)

    @property
    def place(self) -> str:
        """The city of the reader's time zone, in their language."""
        return dates_and_sizes.place(self.time_zone, self.words)

    def date_of(self, at: datetime) -> str:
        """The day a letter was written on."""
        return dates_and_sizes.date_of(at, self.words, self.now)

    def joined(self, names: Sequence[str]) -> str:
        """Words as a list: "a, b and c"."""
        return dates_and_sizes.joined(names, self.words)

    def size(self, octets: int) -> str:
        """Octets as people say them."""
        return dates_and_sizes.size(octets, self.words)
