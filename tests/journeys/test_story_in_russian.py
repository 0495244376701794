"""The same story in Russian, as old mail programs write it."""

from base64 import b64encode, encodebytes

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes

SUBJECT = "Новая страница меню"
ASKED = "Здравствуйте!\n\nНужна страница с новым меню. Цены в таблице.\n\nМария\n"
ANSWER = """\
#задача Страница меню
#срок 07.03.2031

Мария, здравствуйте!

Страница скоро будет.
Каким фото заменить ржаной хлеб?

Анна
"""


def test_a_topic_is_told_in_russian(bridge: Bridge, boxes: PostBoxes) -> None:
    """KOI8-R in, Russian commands, a Russian letter out; the answer without References closes the
    question.
    """
    people = (
        ("member", "anna@studia.test", "Анна Петрова", "ru"),
        ("client", "maria@pekarnya.test", "Мария Лопес", "ru"),
    )
    bridge.project("Сайт пекарни", "pekarnya@studia.test", people)
    anna = Correspondent(bridge, "Анна Петрова", "anna@studia.test", russian=True)
    maria = Correspondent(bridge, "Мария Лопес", "maria@pekarnya.test", russian=True)

    maria.sends(koi8("1", ASKED), ("pekarnya@studia.test",))
    to_anna = boxes.letter(anna.address)
    assert SUBJECT == to_anna["Subject"]
    assert "Нужна страница с новым меню." in to_anna.text
    assert "#заметка" in to_anna.text

    anna.answers(to_anna, ANSWER)
    to_maria = boxes.letter(maria.address)
    assert f"Re: {SUBJECT}" == to_maria["Subject"]
    assert "<1@pekarnya.test>" == to_maria["In-Reply-To"]
    assert "ru" == to_maria["Content-Language"]
    assert to_maria.text.startswith("Мария, здравствуйте!\n\nСтраница скоро будет.")
    assert "#" not in to_maria.text
    assert f"ГДЕ МЫ СЕЙЧАС  ({SUBJECT})" in to_maria.text
    assert "ВОПРОСЫ К ВАМ\n  В1. Каким фото заменить ржаной хлеб?\n" in to_maria.text
    assert "Страница меню: предстоит, срок пт 7 марта 2031." in to_maria.text
    assert "ЧТО ДАЛЬШЕ" in to_maria.text
    assert "> Нужна страница с новым меню." not in to_maria.text  # nothing proves them
    assert "Страница меню" == bridge.cli("task", "list", "--project", "Сайт пекарни")[0]["title"]

    maria.sends(koi8("2", "С маком, пожалуйста.\n\nМария\n"), ("pekarnya@studia.test",))
    boxes.letter(anna.address, 2)
    discussion = bridge.discussion("Сайт пекарни")
    assert [("Каким фото заменить ржаной хлеб?", "perhaps")] == [
        (one["text"], one["state"])
        for one in discussion["questions"]
        if one["asked_by"] == anna.address
    ]
    assert [maria.address, anna.address, maria.address] == [
        one["author"] for one in discussion["posts"]
    ]
    assert (2, 1) == (len(boxes.box(anna.address)), len(boxes.box(maria.address)))


def koi8(number: str, text: str) -> bytes:
    """KOI8-R in base64, body and Subject: how mail programs wrote Russian for twenty years."""
    subject = b64encode(SUBJECT.encode("koi8-r")).decode()
    head = (
        "From: =?KOI8-R?B?7cHSydE=?= <maria@pekarnya.test>\nTo: pekarnya@studia.test\nSubject: "
        f"=?KOI8-R?B?{subject}?=\n"
        f"Message-ID: <{number}@pekarnya.test>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=KOI8-R\nContent-Transfer-Encoding: base64\n\n"
    )
    return f"{head}{encodebytes(text.encode('koi8-r')).decode()}".replace("\n", "\r\n").encode()
