"""Sentences of the trail remember how they were made."""

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.told import Told, as_json, find, from_json, told

LINE = Told("{step}: {words}", step="thread", words=told("discussion {number}", number=7))


def test_a_sentence_is_its_english_text() -> None:
    """Wherever a string is wanted; in JSON, too."""
    assert "thread: discussion 7" == LINE
    assert '"thread: discussion 7"' == json.dumps(LINE)


def test_it_is_kept_and_found_again() -> None:
    """With the sentences inside of it, and across processes."""
    for again in (
        from_json(json.loads(json.dumps(as_json(LINE)))),
        pickle.loads(pickle.dumps(LINE)),
    ):
        assert isinstance(again, Told)
        assert ("{step}: {words}", LINE.values) == (again.english, again.values)
        inner = again.values["words"]
        assert isinstance(inner, Told)
        assert ("discussion {number}", {"number": 7}) == (inner.english, inner.values)


@given(st.text())
def test_what_an_older_version_kept_is_plain_text(text: str) -> None:
    """And stays so."""
    assert text == from_json(as_json(text))
    assert not isinstance(from_json(text), Told)


def test_a_text_is_looked_for_inside_of_lines() -> None:
    """It is itself where no line has it."""
    found = find(("door: 250", LINE), "discussion 7")
    assert isinstance(found, Told)
    assert not isinstance(find((LINE,), "discussion 8"), Told)
