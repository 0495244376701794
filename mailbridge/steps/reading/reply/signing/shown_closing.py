"""A closing phrase that its author shows: the text of a card, of a letter to be written."""

from collections.abc import Sequence

from mailbridge.steps.reading.reply.signing.boilerplate import is_announced, last_filled
from mailbridge.steps.reading.reply.signing.same_person import tells_a_person


def is_anothers(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a closing belongs to a text that its author shows: a colon announces it, and below
    it stands nobody by the author's name.
    """
    above = last_filled(lines, start)
    if not above or not is_announced(lines[above - 1]) or not tells_a_person(names):
        return False
    below = " ".join(lines[start:end]).lower()
    return not any(name in below for name in names)
