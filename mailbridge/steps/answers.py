"""Answers to numbered or quoted questions."""

import re

from mailbridge.domain.message import Answer

_NUMBERED = re.compile(r"[QВ]?(\d{1,3})[.):] +(\S.*)")


def answers(text: str, quoted: str) -> tuple[Answer, ...]:
    """The numbered answers, and those written under a quoted question."""
    del quoted
    matches = (_NUMBERED.match(line.strip()) for line in text.split("\n"))
    return tuple(Answer(int(match[1]), match[2].strip()) for match in matches if match)
