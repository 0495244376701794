"""Letters that only thank."""

from mailbridge.steps.reading.meaning.thanks import is_thanks


def test_thanks_are_known() -> None:
    """After our last word a thank-you asks for nothing."""
    assert is_thanks("Thank you very much!")
    assert is_thanks("Thanks, Anna!\n\nBest regards")
    assert is_thanks("Thank you for the quick help and the good work!")
    assert is_thanks("Спасибо за помощь, Анна!")
    assert is_thanks("Perfect, thanks again for the quick help.")
    assert is_thanks("Cheers, Anna")
    assert is_thanks("Vielen Dank für die schnelle Hilfe!")
    assert is_thanks("Danke schön")
    assert not is_thanks("Danke, aber das Blau ist falsch.")
    assert not is_thanks("Thanks, but the button is broken.")
    assert not is_thanks("Thanks. Still broken.")
    assert not is_thanks("Thanks! One more thing: the phone number is 555 0100 now.")
    assert not is_thanks("Спасибо, но кнопка не работает.")
