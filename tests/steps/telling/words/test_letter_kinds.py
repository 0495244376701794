"""What is said of each letter on the page of the templates."""

from mailbridge.services.telling.samples import preview
from mailbridge.steps.telling.words.letter_kinds import READERS


def test_each_letter_is_said_to_be_for_somebody() -> None:
    """Once, and nothing is said of a letter that there is not."""
    said = [name for kinds in READERS.values() for name in kinds]
    assert sorted(preview.NAMES) == sorted(said)
