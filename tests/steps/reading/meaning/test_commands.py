"""Lines that look like commands and are none."""

import pytest

from mailbridge.steps.reading.meaning.commands import below_commands, commands


@pytest.mark.parametrize("text", ["#urgent\n\nHi Maria,", "#urgent\nHi Maria,", "#urgent"])
def test_an_unknown_word_stays_in_the_text_as_it_stood(text: str) -> None:
    """With the empty line below it, where there was one."""
    found, kept = commands(text)
    assert (["urgent"], text) == ([one.name for one in found], kept)


def test_known_lines_around_an_unknown_one_go() -> None:
    """The rest keeps its distance."""
    assert "#urgent\n\nHi" == commands("#task Logo\n#urgent\n#due fri\n\nHi")[1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#urgent\n\nHi", "Hi"),
        ("\n#urgent\n#soon now\nHi\n#1 of all\n#later", "Hi\n#1 of all\n#later"),
        ("#urgent", ""),
        ("# Plan\n\nHi", "# Plan\n\nHi"),
        ("\nHi", "\nHi"),
    ],
)
def test_what_stands_below_such_lines(text: str, wanted: str) -> None:
    """A heading or a number is none; without them nothing changes."""
    assert wanted == below_commands(text)
