"""Where a sentence ends behind a single capital letter, and where that is somebody's initial."""

import pytest

from mailbridge.steps.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We take version B. We never liked the other.", 2),
        ("Use version B. Can you print it?", 2),
        ("Wir nehmen M. Könnt ihr zehn liefern?", 2),
        ("We met Anna B. Could you call her?", 2),
        ("Wir nehmen Plan A. Das Logo bleibt.", 2),
        ("On garde le plan C. Pouvez-vous l'envoyer ?", 1),
        ("On garde le plan C. Nous signons.", 2),
        ("Нам нужен вариант Б. Можете сделать?", 2),
        ("Nos quedamos con la B. Gracias.", 2),
        ("Prendiamo la B. Grazie.", 2),
        ("Size M. The red one.", 2),
        ("Thomas A. Edison lit it.", 1),
        ("J. Smith asks for it.", 1),
        ("Maria A. De Vries asks for it.", 1),
        ("Ask Mr. A. Bell about it.", 1),
        ("It was J. R. R. Tolkien.", 1),
        ("Johann S. Bach spielt.", 1),
        ("Об этом писал А. Чехов.", 1),
    ],
)
def test_a_capital_letter_ends_a_sentence_where_the_next_word_begins_one(
    text: str, count: int
) -> None:
    assert count == len(sentences(text))
