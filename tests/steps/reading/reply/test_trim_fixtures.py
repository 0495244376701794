"""Every file in tests/steps/reading/reply/trim is a letter with its expected reply, and often its
signature.
"""

from pathlib import Path

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.files import files

FOLDER = Path(__file__).parent / "trim"
FILES = files(FOLDER, "*.txt", 160) + files(FOLDER, "*.html", 20)


def _parts(path: Path) -> dict[str, str]:
    """A letter, then sections that begin with "%% name"."""
    letter, *sections = path.read_text("utf-8").split("\n%% ")
    return {
        "letter": letter,
        **{
            name: body.strip("\n")
            for name, _, body in (section.partition("\n") for section in sections)
        },
    }


def _message(path: Path, letter: str, author: str) -> Message:
    originator = (Mailbox(author, "author@example.net"),)
    if path.suffix == ".html":
        return Message(text=to_text(letter), html=letter, text_from_html=True, from_=originator)
    return Message(text=letter, from_=originator)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_letter_is_taken_apart_as_its_file_says(path: Path) -> None:
    """The reply, and the signature where the file names one, are as expected."""
    parts = _parts(path)
    trimmed = trim(_message(path, parts["letter"], parts.get("author", "")))
    assert parts["reply"].strip() == trimmed.reply.strip()
    if "signature" in parts:
        assert parts["signature"].split() == trimmed.signature.split()


def test_there_are_fixtures_in_many_languages() -> None:
    """At least forty letters are Russian or Ukrainian, and at least eighty there are in all."""
    eastern = [path for path in FILES if path.stem.startswith(("ru_", "uk_"))]
    assert (len(eastern) >= 40, len(FILES) >= 80) == (True, True)
