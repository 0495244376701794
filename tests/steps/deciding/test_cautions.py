"""What may be mended before words leave for a client."""

from datetime import UTC, datetime

import pytest

from mailbridge.steps.deciding.cautions import Unsent, cautions

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Thank you, all is done.", set()),
        ("Прайс во вложении.", {"no-file"}),
        ("Anbei die Liste, TODO prüfen.", {"no-file", "placeholder"}),
        ("@igor says it costs 80 €/h.", {"inside"}),
        ("We will look into it soon.", {"no-date"}),
        ("We will look into it by Friday.", set()),
        ("Who signs off the prices?", {"repeated", "unlisted"}),
        ("It is there.\nBy the way, the logo is new.", {"several-topics"}),
    ],
)
def test_what_is_noticed(text: str, kinds: set[str]) -> None:
    """In three languages; a quiet letter is left alone."""
    known = Unsent(text, MONDAY, open_questions=[(4, "Who signs off the prices?")])
    assert kinds == {caution.kind.value for caution in cautions(known)}


def test_what_goes_along_is_not_missed() -> None:
    """A file that is there, a question in the list; who is left out is named."""
    text = "The list is attached. Which one?"
    there = Unsent(text, MONDAY, listed=1, files=1, left_out=["Tom"])
    assert ["left-out"] == [caution.kind.value for caution in cautions(there)]
