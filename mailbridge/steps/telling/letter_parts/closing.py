"""How a member's letter to a client ends: with the closing he wrote, or with his first name."""

from itertools import takewhile

from mailbridge.steps.reading.reply.signing.sign_off import (
    is_closing,
    is_contact,
    is_thanks,
    is_title,
    looks_like_name,
)
from mailbridge.steps.text.sentences import words_of

MOST_LINES = 3
LONGEST = 60  # characters of the last line that may be a name
_SEPARATORS = frozenset("-–—_=*~ ")


def closing(text: str, signature: str, name: str) -> str:
    """The lines to put below the text; empty where it ends with its author's name, or says nothing
    at all.

    Of the signature trimmed from the post only its closing phrase and name are shown, no position,
    telephone or address.
    """
    if not text.strip() or is_signed(text, name):
        return ""
    lines = _leading(signature)
    first = first_name(name)
    if first and not any(_names(line, name) or looks_like_name(line) for line in lines):
        lines = [*lines, first]
    return "\n".join(lines)


def is_signed(text: str, name: str) -> bool:
    """Whether the last line is a name: the author's, or another he goes by, that stands alone below
    his words.
    """
    lines = [line.strip() for line in text.strip().split("\n")]
    last, above = lines[-1], lines[-2] if len(lines) > 1 else None
    if len(last) > LONGEST:
        return False
    apart = above is not None and (not above or is_closing(above) or is_thanks(above))
    return (
        _names(last, name)
        or (apart and looks_like_name(last))
        or (is_closing(last) and "," in last.rstrip(","))
    )


def first_name(name: str) -> str:
    """ "Anna" of "Anna Petrova" and of "Petrova, Anna"; empty for an address."""
    family, comma, given = name.partition(",")
    words = (given if comma and given.strip() else family).split()
    return words[0] if words and "@" not in name else ""


def _leading(signature: str) -> list[str]:
    """Its first lines as far as they close and name."""
    filled = [line.strip() for line in signature.split("\n") if not _SEPARATORS.issuperset(line)]
    return list(takewhile(_closes, filled[: MOST_LINES + 1]))[:MOST_LINES]


def _closes(line: str) -> bool:
    return (
        not is_contact(line)
        and not is_title(line)
        and (is_closing(line) or is_thanks(line) or looks_like_name(line))
    )


def _names(line: str, name: str) -> bool:
    """Whether the line ends with the author's whole or first name, and is no sentence."""
    said = words_of(line)
    wanted = [words_of(called) for called in (name, first_name(name)) if called]
    return len(said) <= 5 and any(words and said[-len(words) :] == words for words in wanted)
