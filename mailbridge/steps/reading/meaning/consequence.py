"""What happens if something is not done, as people write it behind a task."""

import re

_ELSE = re.compile(r"^(?:or\s+else|else|otherwise|sonst|ansonsten|иначе)\b[\s,:]*(?=\S)", re.I)


def without_else(words: str) -> str:
    """The consequence alone: letters say "otherwise" themselves."""
    return _ELSE.sub("", words)
