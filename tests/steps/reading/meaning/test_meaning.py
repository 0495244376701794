"""What the author wants, read from a hundred small letters, half of them Russian."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.message import Command
from mailbridge.steps.reading.meaning import answers, commands, due_date, questions
from mailbridge.steps.reading.meaning.language import is_in, language
from tests.files import files

FIXTURES = Path(__file__).parent / "fixtures"
MOSCOW = timezone(timedelta(hours=3))
WEDNESDAY = datetime(2026, 11, 18, 10, 30, tzinfo=MOSCOW)


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{language}{number}")
        for language in ("en", "ru")
        for number, case in enumerate(
            json.loads((FIXTURES / f"{kind}_{language}.json").read_text("utf-8"))
        )
    ]


def test_there_are_a_hundred_fixtures_half_of_them_russian() -> None:
    """The four kinds together hold a hundred letters."""
    sizes = {
        path.stem: len(json.loads(path.read_text("utf-8"))) for path in files(FIXTURES, "*.json", 8)
    }
    russian = sum(size for name, size in sizes.items() if name.endswith("_ru"))
    assert (sum(sizes.values()) >= 100, russian * 2 == sum(sizes.values())) == (True, True)


@pytest.mark.parametrize("case", cases("questions"))
def test_questions_and_requests_are_found_and_nothing_else(case: dict[str, Any]) -> None:
    """Each question is one clean sentence, in order."""
    assert tuple(case["expected"]) == questions.questions(case["text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("メニューはいつできますか？\n\n田中", ["メニューはいつできますか？"]),
        ("メニューの件です。\n青でよろしいでしょうか。", ["青でよろしいでしょうか。"]),
        ("您好，\n\n什么时候能做好？价格是多少？", ["什么时候能做好？", "价格是多少？"]),
        ("언제되나요？", ["언제되나요？"]),
        ("متى؟", ["متى؟"]),
        ("青です。メニューの件です。", []),
        ("？？\n12？", []),
    ],
)
def test_a_question_may_be_one_run_of_letters(text: str, expected: list[str]) -> None:
    """Chinese and Japanese have no blanks between words; a polite Japanese question ends with a
    full stop as well.
    """
    assert expected == list(questions.questions(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１．はい\n２．十ページ", [(1, "はい"), (2, "十ページ")]),
        ("1、可以。2、十页。", [(1, "可以。"), (2, "十页。")]),
        ("1：可以，2：十页", [(1, "可以"), (2, "十页")]),
        ("（1）可以\n２）　十页", [(1, "可以"), (2, "十页")]),
        ("(1) yes\n(2) ten", [(1, "yes"), (2, "ten")]),
        ("(2 files attached)", []),
        ("1、2、3", []),
        ("12．5センチです。", []),
        ("10：30に行きます。", []),
        ("3人です。", []),
    ],
)
def test_numbers_may_have_full_width_and_brackets(
    text: str, expected: list[tuple[int, str]]
) -> None:
    """As keyboards for Chinese and Japanese write them, and the signs around them."""
    assert expected == [(one.number, one.text) for one in answers.answers(text, "")]


@pytest.mark.parametrize("case", cases("answers"))
def test_answers_are_mapped_to_their_questions(case: dict[str, Any]) -> None:
    """By number, or by the quoted question above."""
    found = [
        [answer.number, answer.text, answer.quoted_question]
        for answer in answers.answers(case["text"], case["quoted"])
    ]
    assert case["expected"] == found


@pytest.mark.parametrize("case", cases("dates"))
def test_a_due_date_is_read_in_the_zone_of_its_author(case: dict[str, Any]) -> None:
    """The words, and what they mean on Wednesday, 18 November 2026, 10:30 in Moscow."""
    found = due_date.due(case["text"], WEDNESDAY)
    expected = (
        None
        if case["at"] is None
        else (case["words"], datetime.fromisoformat(case["at"]).replace(tzinfo=MOSCOW))
    )
    assert expected == (found and (found.words, found.at))


@pytest.mark.parametrize("case", cases("commands"))
def test_commands_are_read_from_leading_lines_only(case: dict[str, Any]) -> None:
    """Understood lines leave the text, all others stay."""
    found, body = commands.commands(case["text"])
    assert (tuple(Command(*each) for each in case["expected"]), case["body"]) == (found, body)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fri", "2026-11-20T23:59"),
        ("пт", "2026-11-20T23:59"),
        ("2026-11-27", "2026-11-27T23:59"),
        ("до пятницы", "2026-11-20T23:59"),
        ("не позднее пятницы", "2026-11-20T23:59"),
        ("no later than fri", "2026-11-20T23:59"),
        ("3d", "2026-11-21T23:59"),
        ("+2w", "2026-12-02T23:59"),
        ("5h", "2026-11-18T15:30"),
        ("next fri", "2026-11-27T23:59"),
        ("завтра 15:00", "2026-11-19T15:00"),
        ("eod", "2026-11-18T18:00"),
        ("12/31/2026", "2026-12-31T23:59"),
        ("19 Sep", "2026-09-19T23:59"),  # sixty days ago: just gone by
        ("18 Sep", "2027-09-18T23:59"),
        ("asap", None),
        ("31.02.2026", None),
        ("", None),
    ],
)
def test_the_argument_of_due_is_understood_or_refused(words: str, expected: str | None) -> None:
    """What means nothing gives None rather than a guess."""
    assert (
        expected and datetime.fromisoformat(expected).replace(tzinfo=MOSCOW)
    ) == due_date.parse_due(words, WEDNESDAY)


def test_a_time_that_has_gone_by_is_meant_for_tomorrow() -> None:
    """ "by 9:00", written at 10:30."""
    assert datetime(2026, 11, 19, 9, 0, tzinfo=MOSCOW) == due_date.parse_due("by 9:00", WEDNESDAY)


def test_a_weekday_named_on_that_day_is_the_next_one() -> None:
    """ "wed", written on a Wednesday, is a week later."""
    assert datetime(2026, 11, 25, 23, 59, tzinfo=MOSCOW) == due_date.parse_due("wed", WEDNESDAY)


def test_dates_at_the_end_of_time_are_refused_quietly() -> None:
    """The calendar ends with the year 9999."""
    assert due_date.parse_due("3 days", datetime(9999, 12, 31, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello, can you send the file", "en"),
        ("Добрый день, когда будет готово", "ru"),
        ("Дякую, все добре", "uk"),
        ("Ich habe das noch nicht gesehen", "de"),
        ("Merci beaucoup pour votre aide", "fr"),
        ("Hola, no lo tengo todavía, gracias", "es"),
        ("Grazie, non ho ancora visto il file", "it"),
        ("Bedankt, ik heb het nog niet gezien", "nl"),
        ("Dziękuję, nie mam jeszcze pliku", "pl"),
        ("Obrigado, não tenho isso ainda", "pt"),
        ("写真を送ってください", "ja"),
        ("你好，文件已经收到", "zh"),
        ("사진을 보내 주세요", "ko"),
        ("شكرا جزيلا على الرد", "ar"),
        ("תודה רבה על התשובה", "he"),
        ("Ευχαριστώ πολύ για την απάντηση", "el"),
        ("", None),
        ("12", None),
        ("ok", None),
    ],
)
def test_the_language_is_named_where_there_is_enough_of_it(text: str, code: str | None) -> None:
    """By script, else by small words; and so it is where only one language is asked about."""
    assert code == language(text)
    asked = ("en", "de", "ru", "uk", "fr", "sv", "no", "pl", "tr")
    assert [code] * (code in asked) == [one for one in asked if is_in(text, one)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Bitte bis zum 15. November antworten.", "2026-11-15"),
        ("Bitte bis 15.11. antworten.", "2026-11-15"),
        ("Wir brauchen das Logo bis Monatsende.", "2026-11-30"),
        ("Bitte bis Ende der Woche.", "2026-11-06"),
        ("Können Sie das bis nächsten Freitag schicken?", "2026-11-13"),
        ("Bitte innerhalb von 3 Tagen antworten.", "2026-11-05"),
        ("Bis Freitag!", None),
        ("Bitte bis zum 27. liefern.", "2026-11-27"),
        ("Wir brauchen die Texte bis spätestens zum 1.", "2026-12-01"),
        ("Bis zum 27. Danke!", "2026-11-27"),
        ("Bitte bis zum 3. Stock streichen.", None),
        ("Bitte am 2. Tor klingeln.", None),
        ("Bitte bis Mittwochabend.", "2026-11-04"),
        ("Am Mittwochabend war ich dort.", None),
        ("Schönes Wochenende!", None),
        ("Wir haben von 9 bis 17 Uhr geöffnet.", None),
        ("Ich bin vom 2. bis 9. November im Urlaub.", None),
    ],
)
def test_german_deadlines_are_dates_and_farewells_are_none(sentence: str, day: str | None) -> None:
    found = due_date.due(sentence, datetime(2026, 11, 2, 10, tzinfo=UTC))
    assert day == (found.at.date().isoformat() if found else None)
