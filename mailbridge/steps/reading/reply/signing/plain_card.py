"""A card whose words no table has: the author's whole name, and below it their trade or house."""

from collections.abc import Sequence

from mailbridge.steps.reading.reply.signing.given_names import is_persons_name
from mailbridge.steps.reading.reply.signing.sign_off import DECORATION, without_degrees
from mailbridge.steps.text.word_tables import word_set

LONGEST, MOST_WORDS = 4, 6  # lines, words of one
LEAST_PROSE = 3  # words of the sentence above: "Like this." shows what stands below
_UNENDED = frozenset(",;:-–—")  # signs that end no sentence
_CLOSING_SIGNS = frozenset(')»”"')
_LINKING = word_set(
    "of for and the at in & für und der die das des dem im am von vom zu zur bei de du la le les et"
    " pour del el en y para do da dos e di della dei per и в на по для та у і z i w na og til på"
    " för och av van voor het een den"
)


def is_plain_card(block: Sequence[str], names: frozenset[str], above: str) -> bool:
    """Whether the author's whole name stands above a few lines of a card, below a sentence that has
    ended, or below the name they sign with; `names` are the author's.
    """
    name = without_degrees(block[0].strip(DECORATION)).lower()
    if " " not in name or name not in names or len(block) > LONGEST or not above:
        return False
    told = len(above.split()) >= LEAST_PROSE or not above.isascii()
    ended = told and not (above[-1].isalnum() or above[-1] in _UNENDED)
    signed = above.strip(DECORATION + ".,").lower() in names
    return (ended or signed) and all(_is_plain(line, names) for line in block[1:])


def _is_plain(line: str, names: frozenset[str]) -> bool:
    """Whether a line may tell a trade or a house: few words, all with a capital letter but those
    that link them, no number and no other person. "Logo comes tomorrow" is a sentence.
    """
    first, last = line[:1], line[-1:]
    return (
        first.isalpha()
        and (first.isupper() or first.lower() == first.upper())
        and (last.isalnum() or last in _CLOSING_SIGNS)
        and len(words := line.split()) <= MOST_WORDS
        and all(word in _LINKING or not word[0].islower() for word in words)
        and not any(map(str.isdigit, line))
        and (line.lower() in names or not is_persons_name(line))
    )
