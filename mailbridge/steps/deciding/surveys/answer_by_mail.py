"""What an answer by mail says to the one question: a number, and why."""

import re

from mailbridge.domain.follow_up.survey import HIGHEST

_NUMBER = re.compile(
    r"(?<!\d)(?P<before>[-−–/.,:]?)(?P<number>\d{1,2})"
    r"(?P<after>[.,:]\d|\d|[ \t]*(?:/|of|von|из|out of)[ \t]*10\b|%)?"
)
_OF_TEN = re.compile(r"(?:/|of|von|из|out of)[ \t]*10$")
MOST_WORDS = 4000  # characters


def read_answer(reply: str) -> tuple[int | None, str]:
    """The number from 0 to 10 that stands in the first line with words, and everything that was
    written without a number that stands there alone. None: there is no number, or several.
    """
    text = reply.strip()[:MOST_WORDS]
    first, _, rest = text.partition("\n")
    numbers = {number for number in map(_number, _NUMBER.finditer(first)) if number is not None}
    score = numbers.pop() if len(numbers) == 1 else None
    words = rest.strip() if score is not None and _is_bare(first) else text
    return score, words


def _number(match: re.Match[str]) -> int | None:
    """ "9" and "9/10"; not "10.5", "2026" or "-3"."""
    after = match["after"] or ""
    if match["before"] or (after and not _OF_TEN.search(after)):
        return None
    number = int(match["number"])
    return number if number <= HIGHEST else None


def _is_bare(line: str) -> bool:
    return len(line) <= len("10 out of 10!!") and not any(
        word.isalpha() and word.casefold() not in ("of", "von", "из", "out")
        for word in re.findall(r"\w+", line)
    )
