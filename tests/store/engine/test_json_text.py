"""JSON of columns: what is written is read again, whatever the words hold."""

import json
from datetime import UTC, datetime

import pytest

from mailbridge.domain.told import told
from mailbridge.store.engine import json_text

VALUES = (
    {"a": [1, 2.5, None, True], "ж": '\x00 \u2028 \U0001f600 "quoted"\n'},
    ["a lone surrogate \udc80", {"\ud800": 1}],
    "",
    {},
    [],
)


@pytest.mark.parametrize("value", VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    """Also by the standard library, whose text of older rows is read here."""
    assert value == json_text.read(json_text.write(value))
    assert value == json.loads(json_text.write(value))
    assert value == json_text.read(json.dumps(value))


def test_a_sentence_that_is_told_is_its_text() -> None:
    """Wherever it stands."""
    said = told("{number} letters", number=3)
    assert ["3 letters", {"words": "3 letters"}] == json_text.read(
        json_text.write([said, {"words": said}])
    )


def test_what_has_no_json_is_a_fault() -> None:
    """Nobody would know how to read it."""
    with pytest.raises(TypeError):
        json_text.write(
            {
                "set": frozenset(
                    {datetime(2026, 11, 23, tzinfo=UTC)},
                ),
                "what": object(),
            }
        )
