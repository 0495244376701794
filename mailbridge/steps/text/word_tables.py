"""Tables of words written as one text, so that they can be read."""

from functools import cached_property


class Stems(tuple[str, ...]):
    """Parts of words that texts are searched for; one of ASCII alone holds none of the others."""

    @cached_property
    def _ascii(self) -> tuple[str, ...]:
        return tuple(filter(str.isascii, self))

    def stand_in(self, text: str) -> bool:
        """Whether any of them does."""
        return any(map(text.__contains__, self._ascii if text.isascii() else self))

    def count_in(self, text: str) -> int:
        """How many of them do."""
        return sum(map(text.__contains__, self._ascii if text.isascii() else self))


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def stems(text: str) -> Stems:
    """The parts of a text between bars, in order; blanks count."""
    return Stems(text.split("|"))


def phrases(*lines: str) -> frozenset[str]:
    """The phrases of some lines, parted by " / "."""
    return frozenset(phrase.strip() for line in lines for phrase in line.split(" / "))
