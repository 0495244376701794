"""Who reads a letter has no shell."""

import re

from mailbridge.doors.cli import COMMANDS
from tests.letters import rendered_text

COMMAND = re.compile(rf"\bmailbridge ({'|'.join(COMMANDS)}) [\w-]+")


def test_no_letter_names_a_command() -> None:
    """It leads to the page that does it."""
    named = {
        name: COMMAND.findall(text)
        for name, text in rendered_text("en").items()
        if COMMAND.search(text)
    }
    assert {} == named
    assert COMMAND.search("run `mailbridge alias test hello@agency.test`")
