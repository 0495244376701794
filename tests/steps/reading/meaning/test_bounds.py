"""What holds for any text whatever: no exception, no lost word, linear time."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.reading.meaning import answers, commands, due_date, language, questions
from mailbridge.steps.text.sentences import sentences
from tests.growth import growth

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
_PIECES = (
    "#task|#due fri|#готово|#taks|\n| |> |Q2.|2.|2)|3 "
    "да|yes|?|.|!|by|до|Friday|пятницы|27.11|15:00|27 ноября|end of next week|через|9999|"
    "дней|may|please|https://a.example/?q|Hi,|\u00a0|00"
)
PIECES = st.sampled_from(_PIECES.split("|"))
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)
READERS: dict[str, Callable[[str], object]] = {
    "commands": commands.commands,
    "questions": questions.questions,
    "answers": lambda text: answers.answers(text, text),
    "due": lambda text: due_date.due(text, NOW),
    "parse_due": lambda text: due_date.parse_due(text, NOW),
    "language": language.language,
}
_HOSTILE = (
    "\n| \n|a|a. |? |...|.'|1. yes |1. a\n|> q?\na\n|by friday |12.12.12 |до 15:00. |#task #done "
    "x |2. a? b\n|hi, |#a\n"
)
HOSTILE = _HOSTILE.split("|")


@given(TEXTS, TEXTS)
def test_no_text_raises(text: str, quoted: str) -> None:
    """Whatever is read, a value comes back."""
    for read in READERS.values():
        read(text)
    assert isinstance(answers.answers(text, quoted), tuple)


@given(TEXTS)
def test_commands_and_body_keep_every_word(text: str) -> None:
    """A word is in a command's argument, in the body, or is the command's own name."""
    found, body = commands.commands(text)
    kept = " ".join([body, *(command.argument for command in found)])
    lost = [
        word
        for word in text.split()
        if "#" not in word and word.strip(":,. \t\ufeff\u200b\u200c\u200d\u2060") not in kept
    ]
    assert lost == []


@given(TEXTS)
def test_a_due_date_lies_ahead_in_the_zone_of_its_author(text: str) -> None:
    """What has gone by is no deadline."""
    found = due_date.due(text, NOW)
    assert found is None or (
        found.at > NOW and found.at.tzinfo is NOW.tzinfo and found.words in " ".join(text.split())
    )


@given(TEXTS)
def test_questions_are_the_authors_own_words(text: str) -> None:
    """Each stands in the text, quotes left out, white space aside."""
    shown = " ".join(text.split())
    assert all(question in shown for question in questions.questions(text))


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("name", READERS)
def test_time_grows_no_faster_than_the_text(name: str, unit: str) -> None:
    """Four times the text takes less than eight times as long."""

    def read(text: str) -> None:
        sentences.cache_clear()
        READERS[name](text)

    assert growth(read, unit * 2000, unit * 8000) < 8
