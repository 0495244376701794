"""The commands that a letter teaches are understood, in each language."""

from datetime import UTC, datetime

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.message import Command
from mailbridge.steps.reading.meaning.commands import commands
from mailbridge.steps.reading.meaning.due_date import parse_due
from tests.letters import commands_taught

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _understood(text: str) -> tuple[Command, ...]:
    return commands(f"{text}\n\nwords")[0]


@pytest.mark.parametrize("language", catalogues().languages)
def test_a_command_that_is_taught_is_understood(language: str) -> None:
    """Its word names the same command in each language, and its date is one."""
    words = catalogues().of(language)
    sentences = list(commands_taught())
    assert len(sentences) > 5
    for english in sentences:
        taught, meant = _understood(words.say(english)), _understood(english)
        assert [] != [one.name for one in meant] == [one.name for one in taught]
        assert not [one for one in taught if one.unknown]
        for one in taught:
            dated = one.name == "due" and one.argument
            assert not dated or parse_due(one.argument, MONDAY) is not None
