"""An answer that agrees and says nothing else."""

import pytest

from mailbridge.steps.reading.meaning.agreement import says_ok


@pytest.mark.parametrize("text", ["ok", "OK!", "Да, отправляй.", "ja bitte", "\n ок \n\n-- \nAnna"])
def test_these_agree(text: str) -> None:
    """In any of our languages; what follows the first line is a signature."""
    assert says_ok(text)


@pytest.mark.parametrize("text", ["", "no", "ok?", "ok, but change the date", "please", "нет"])
def test_these_do_not(text: str) -> None:
    """A word more is something else."""
    assert not says_ok(text)
