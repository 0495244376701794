"""Whether a word is somebody's first name, and a line a name and nothing else."""

import re

from mailbridge.domain.message import Mailbox
from mailbridge.steps.reading.reply.signing.name_words import GIVEN_NAMES, PARTICLES
from mailbridge.steps.text.spelling import bare

_INITIAL = re.compile(r"(?:[^\W\d_]\.){1,3}")  # "O." of "O. Berg"
_PIECES = re.compile(r"[^\W\d_]+")
MOST_OF_NAME = 3  # words
LONGEST_UNCASED = 7  # characters of a word in a script without capital letters


def is_given_name(word: str) -> bool:
    """Whether a word is a first name, also a doubled one ("Jean-Luc", "Ann-Kathrin")."""
    first = word.strip(".,()\"'“”").partition("-")[0].lower()
    return first in GIVEN_NAMES or bare(first) in GIVEN_NAMES


def is_persons_name(line: str) -> bool:
    """Whether a line is a first name, with or without others behind it, and nothing else: "Ann",
    "Ann M. Berg", "Ann van Dyk".
    """
    words = line.replace(",", " ").split()
    names = [word for word in words if word not in PARTICLES]
    if not 1 <= len(names) <= MOST_OF_NAME or line.rstrip()[-1:] in {"!", "?", ":", ";"}:
        return False
    if not all(map(_is_written_as_name, names)):
        return False
    is_short = len(names) > 1 and _INITIAL.fullmatch(names[0]) is not None
    return is_short or is_given_name(names[0])


def is_called_as_people_are(author: Mailbox | None) -> bool:
    """Whether an author has a person's name, or a first name in the address: "ann@", "a.berg@" of
    Ann Berg.
    """
    if author is None:
        return False
    pieces = _PIECES.findall(author.address.partition("@")[0])
    return is_persons_name(author.name) or any(map(is_given_name, pieces))


def may_end_name(word: str) -> bool:
    """Cheaply: whether a person's name may end with this word."""
    last = word.rstrip(",").rpartition(",")[2]
    return not last or last in PARTICLES or _is_written_as_name(last)


def _is_written_as_name(word: str) -> bool:
    """Whether a word begins with a capital letter, or is short where a script has none."""
    has_none = word[0].upper() == word[0].lower()
    return word[0].isupper() or (has_none and len(word) <= LONGEST_UNCASED)
