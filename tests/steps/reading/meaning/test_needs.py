"""Requests that only say what is needed, and questions that want no answer."""

import pytest

from mailbridge.steps.reading.meaning.questions import questions


@pytest.mark.parametrize(
    "sentence",
    [
        "Нам нужен логотип в SVG.",
        "Ждём тексты до среды.",
        "Мне ещё нужны фотографии к пятнице.",
        "Ждём от вас макет.",
        "Требуется подпись директора.",
        "Wir brauchen das Logo als SVG.",
        "Wir warten noch auf die Texte bis Mittwoch.",
        "Wir warten noch auf Ihr Angebot.",
        "Do let us know when you arrive.",
        "Ich würde gern wissen, wann Sie kommen.",
        "We need two photos by Friday.",
        "We are waiting for the texts by Monday.",
        "The number on the site must be changed.",
        "Die Nummer muss geändert werden.",
        "Um Rückmeldung bis Freitag wird gebeten.",
        "Sagen Sie mir, wann es fertig ist.",
        "Wir bitten um Bestätigung.",
        "Don't forget to add the imprint.",
        "Can you imagine the blue one on the cover?",
        "Как вы себе это представляете?",
    ],
)
def test_what_is_needed_or_waited_for_is_asked(sentence: str) -> None:
    assert (sentence,) == questions(f"Hello,\n\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Can you believe it? We won!",
        "Isn't that great?",
        "Seriously? Wow, thank you!",
        "Who knew it would be so easy?",
        "Entschuldigen Sie die späte Antwort.",
        "Wirklich? Das freut mich!",
        "How cool is that?",
        "Представляете? Мы выиграли!",
        "Кто бы мог подумать?",
        "Kannst du dir das vorstellen?",
        "Wer hätte das gedacht?",
        "Ist das nicht toll?",
        "Hello again, please.",
        "Please do.",
        "Danke nochmals, bitte.",
        "И снова спасибо, пожалуйста.",
        "Please print only if needed.",
        "Do not reply to this message, please.",
        "Нам нужно время.",
        "Нам нужно подумать.",
        "Нам был нужен логотип, спасибо.",
        "Ждём с нетерпением!",
        "Ждём поставку от завода.",
        "Wir brauchen kein Logo.",
        "Wir brauchen noch Zeit.",
        "We need more time.",
        "We expect rain.",
        "It must be said that we like it.",
        "As regards the timeline, we should be done by Friday.",
        "The file to be opened is attached.",
        "Wir müssen nicht informiert werden.",
        "Haben Sie vielen Dank!",
    ],
)
def test_wonder_and_statements_ask_for_nothing(sentence: str) -> None:
    assert () == questions(sentence)
