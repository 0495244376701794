"""What a command answers: objects for machines, and the same as a table, a card or a sentence for
people.
"""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime

from mailbridge.domain.told import Told
from mailbridge.doors.cli.frame.headings import HEADINGS
from mailbridge.doors.cli.frame.terminal import moment, say, tell
from mailbridge.doors.json_objects.values import JsonModel, JsonObject
from mailbridge.values import dataclass

WIDEST = 60  # characters of one cell


Answered = JsonModel | JsonObject


@dataclass(frozen=True, slots=True)
class Answer:
    objects: Sequence[Answered]
    words: Callable[[], str]
    code: int = 0  # of the command, once this has been told

    def as_json(self) -> list[JsonObject]:
        """The objects as `--json` prints them."""
        return [_plain(answer) for answer in self.objects]


def _plain(answer: Answered) -> JsonObject:
    return answer.as_json() if isinstance(answer, JsonModel) else answer


def table(answers: Sequence[Answered], columns: Sequence[str], empty: str) -> Answer:
    """One line for each object, under the names of its columns."""
    return Answer(answers, lambda: _table(answers, columns) if answers else f"{empty}\n")


def card(answer: Answered) -> Answer:
    """One object, a line for each of its fields."""
    return Answer([answer], lambda: "".join(_line(*field) for field in _spoken(answer).items()))


def _line(name: str, value: object) -> str:
    return f"{say(HEADINGS[name])}: {_cell(value)}\n"


def said(answer: Answered, sentence: str) -> Answer:
    """One object, and a sentence for people."""
    return Answer([answer], lambda: f"{sentence}\n")


def _spoken(answer: Answered) -> JsonObject:
    """The fields by their names in JSON, as people read them: what a model holds as a moment or a
    sentence is still one.
    """
    if not isinstance(answer, JsonModel):
        return answer
    names = {
        field.serialization_alias or name: name for name, field in type(answer).model_fields.items()
    }
    held = {name: getattr(answer, field) for name, field in names.items()}
    return {
        name: held[name] if isinstance(held[name], datetime | Told) else value
        for name, value in answer.as_json().items()
    }


def _table(answers: Sequence[Answered], columns: Sequence[str]) -> str:
    rows = [[say(HEADINGS[column]).upper() for column in columns]]
    rows += [[_short(_cell(row[column])) for column in columns] for row in map(_spoken, answers)]
    widths = [max(width(row[number]) for row in rows) for number in range(len(columns))]
    lines = (
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value) or "-"
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, datetime):
        return moment(value)
    return (
        "-"
        if value is None or value == ""
        else printable(tell(value) if isinstance(value, str) else str(value))
    )


def printable(text: str) -> str:
    """Without the control characters that mail may carry: a terminal obeys them."""
    return "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter
        for letter in text
    )


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def width(text: str) -> int:
    """Columns of a terminal."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
