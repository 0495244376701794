"""Whether a text begins by greeting one of some people."""

import re
from collections.abc import Iterable

WITHIN = 6  # words in which a name of a greeting stands
_NAMED = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)\s*([^\w\s]?)")


def greets(text: str, names: Iterable[str]) -> bool:
    """Whether a first line greets, as "Dear Maria," or "Maria Lopez!" do in any language: a name,
    or a part of it, with a sign behind it or the end of the line.
    """
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    parts = {part.casefold() for name in names for part in name.split() if len(part) > 1}
    matches = list(_NAMED.finditer(first[:200]))[:WITHIN]
    return any(
        match[1].casefold() in parts and (match[2] or match.end() >= len(first))
        for match in matches
    )
