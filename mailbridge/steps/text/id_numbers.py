"""Numbers that people and programs type to name something."""

LONGEST = 18  # digits: what both engines hold as a number


def id_in(text: str) -> int | None:
    """The number that a text is, where it may be an id: of plain digits, and no longer than one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
