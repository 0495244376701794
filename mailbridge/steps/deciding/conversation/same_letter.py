"""One letter that came two ways: a list or a gateway tags the subject of one copy, and writes a
banner above its text or a footer below it.
"""

from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.values import dataclass

FEWEST_WORDS = 3
FEWEST_WORDS_OF_OTHERS = 6  # where a list may have put itself in the author's place
MOST_ADDED = 80  # words of a banner and a footer


@dataclass(frozen=True, slots=True)
class Copy:
    """What is compared of two messages with one Message-ID."""

    author: str  # address, in lower case
    subject: str
    text: str
    files: frozenset[str] = frozenset()  # sha256
    by_list: bool = False  # a list brought it, which may have put itself into From


def is_same_letter(one: Copy, other: Copy) -> bool:
    """Whether they are one letter: the same author (or a list in their place), base subject and
    files, and the text of one
    stands whole in that of the other. A program that repeats its ids writes something else.
    """
    rewritten = one.author != other.author
    if (rewritten and one.by_list is other.by_list) or one.files != other.files:
        return False
    if subject_key(one.subject) != subject_key(other.subject):
        return False
    shorter, longer = sorted((one.text.split(), other.text.split()), key=len)
    fewest = FEWEST_WORDS_OF_OTHERS if rewritten else FEWEST_WORDS
    if len(shorter) < fewest or len(longer) - len(shorter) > MOST_ADDED:
        return False
    return f" {' '.join(shorter)} " in f" {' '.join(longer)} "
