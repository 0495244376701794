"""Tables of words written as one text, so that they can be read."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def stems(text: str) -> tuple[str, ...]:
    """The parts of a text between bars, in order; blanks count."""
    return tuple(text.split("|"))


def phrases(*lines: str) -> frozenset[str]:
    """The phrases of some lines, parted by " / "."""
    return frozenset(phrase.strip() for line in lines for phrase in line.split(" / "))
