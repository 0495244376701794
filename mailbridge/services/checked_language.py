"""A language that somebody may be written to in."""

from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused


def checked_language(container: Container, language: str) -> str:
    """The language, where there is a catalogue for it. Refused: bad-setting."""
    known = container.words.languages
    if language not in known:
        values = ", ".join(known)
        raise Refused("bad-setting", name="language", value=language, values=values)
    return language
