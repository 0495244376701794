"""Letters that only thank."""

import pytest

from mailbridge.steps.reading.meaning.thanks import is_thanks

THANKS = (
    "Many thanks!", "Herzlichen Dank!", "Merci beaucoup pour votre aide !", "Muchas gracias",
    "Grazie mille!", "Muito obrigada", "Hartelijk bedankt voor de hulp", "Dank u wel",
    "Спасибо большое!", "Щиро дякую!", "Дзякуй", "Bardzo dziękuję za pomoc", "Dzięki!",
    "Moc děkuji", "Ďakujem veľmi pekne", "Hvala lepa", "Хвала", "Благодаря ви", "Mulțumesc mult!",
    "Köszönöm szépen", "Tusen tack!", "Mange tak", "Tusen takk", "Kiitos paljon!", "Aitäh",
    "Paldies", "Labai ačiū", "Ευχαριστώ πολύ", "Çok teşekkürler", "תודה רבה", "شكرا جزيلا",
    "धन्यवाद", "ありがとうございます。", "谢谢你们！", "감사합니다!", "ขอบคุณครับ", "Cảm ơn nhiều",
    "Terima kasih banyak", "Moltes gràcies", "Baie dankie", "👍", "❤️ 🙏", "👍🏽",
)  # fmt: skip
NO_THANKS = (
    "Tak.", "Merci, mais le logo est faux.", "Gracias, pero falta el color.", "Grazie, ma no.",
    "Dzięki, ale nie działa.", "Tack, men det är fel färg.", "谢谢，但是颜色不对。", "❌", "👎",
    "Dankie, maar dit werk nie.", "Thanks, and please send the invoice to Tom.",
)  # fmt: skip


@pytest.mark.parametrize("text", THANKS)
def test_thanks_are_known_in_many_languages(text: str) -> None:
    """And signs that say no more."""
    assert is_thanks(text)


@pytest.mark.parametrize("text", NO_THANKS)
def test_what_follows_thanks_is_heard(text: str) -> None:
    """A Polish yes is no thanks, either."""
    assert not is_thanks(text)


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
