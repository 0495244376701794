"""Lines that look like commands and are none."""

import pytest

from mailbridge.steps.reading.meaning.commands import (
    apart_from_note,
    below_commands,
    commands,
    further_down,
)


@pytest.mark.parametrize("text", ["#urgent\n\nHi Maria,", "#urgent\nHi Maria,", "#urgent"])
def test_an_unknown_word_stays_in_the_text_as_it_stood(text: str) -> None:
    """With the empty line below it, where there was one."""
    found, kept = commands(text)
    assert (["urgent"], text) == ([one.name for one in found], kept)


def test_nobody_gives_a_thousand_commands() -> None:
    """What follows a hundred is text: whoever has a member's reply address makes no more tasks."""
    given, text = commands("#task a\n" * 1000 + "\nHello")
    assert 100 == len(given)
    assert text.startswith("#task a\n")
    assert text.endswith("Hello")


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


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("#note She is broke.", ["note"], "She is broke."),
        ("#all Dear all, it is ready.\nAnna", ["all"], "Dear all, it is ready.\nAnna"),
        ("#now #all It runs again.\n\nAnna", ["now", "all"], "It runs again.\n\nAnna"),
        ("#note Call her   #due fri", ["note", "due"], "Call her"),
        ("#mute please", ["mute"], ""),
        ("#task Logo\n\nHi", ["task"], "Hi"),
    ],
)
def test_words_behind_a_command_that_says_for_whom_they_are(
    text: str, names: list[str], words: str
) -> None:
    """They are the beginning of the text; an argument is not."""
    found, kept = commands(text)
    assert (names, words) == ([one.name for one in found], kept)


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("Hi Maria,\n\n#note\nShe is broke.", "Hi Maria,"),
        ("Hi\n* #Notiz: sie zahlt nie", "Hi"),
        ("Hi\n\u200b\uff03заметка она не платит", "Hi"),
        ("#notes\nShe is broke.", ""),
        ("#urgent\n#noet\nShe is broke.", "#urgent"),
        ("Hi\n#no\u200bte\nShe is broke.", "Hi"),
        ("Hi\n#\uff4eot\u00ade\nShe is broke.", "Hi"),
        ("Hi\n##note She is broke.", "Hi"),
        ("#no\u0301te\nShe is broke.", ""),
        ("Hi\n#notes of the meeting", None),
        ("# note\nShe is broke.", ""),
        ("\n* # Notiz: sie zahlt nie", ""),
        ("# notebook\nfor Maria", None),
        ("Hi\n# Note\nfor Maria", None),
        ("Hi\n> #note\nno", None),
        ("Start with #note to keep it", None),
        ("#1 of all\n# Note\n#notebook", None),
        ("Hi", None),
    ],
)
def test_what_stands_below_a_note(text: str, above: str | None) -> None:
    """However the line is set, and nearly spelt at the top; a quote of it is none."""
    found, noted = apart_from_note(text)
    assert (text if above is None else above) == found
    assert (above is not None) == bool(noted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hi Maria,\n\n#task Logo\n#due fri\n#task Map", ("task", "due")),
        ("#urgent\nHi\n#срок пт", ("срок",)),
        ("#urgent\n#soon\n\nHi\n#1 of all\n#hashtag\n> #done\nsee #done", ()),
        ("Hi\n#note\nno", ()),
    ],
)
def test_commands_further_down(text: str, wanted: tuple[str, ...]) -> None:
    """They begin a line, and are known; words at the top are told otherwise."""
    assert wanted == further_down(text)


UNSEEN = (
    "\x00\x08\x7f\u00ad\u034f\u061c\u115f\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2061"
    "\u2063\u2066\u2069\u206a\u20e3\u3164\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\U0001d173\U000e0001\U000e0100"
)


@pytest.mark.parametrize("word", ["note", "Заметка", "intern", "without", "undo", "hide", "client"])
def test_what_does_not_show_hides_no_command(word: str) -> None:
    """Wherever it stands in the word: a note must not reach a client, nor an answer somebody whom
    it leaves out.
    """
    (plain,), text = commands(f"#{word} x\nHi")
    typed = f"#{word}"
    for sign in UNSEEN:
        for at in range(len(typed) + 1):
            line = f"{typed[:at]}{sign}{typed[at:]} x"
            assert ((plain,), text) == commands(f"{line}\nHi"), (hex(ord(sign)), at)


def test_wide_letters_are_the_same_word() -> None:
    """As a Japanese keyboard writes them."""
    for line in ("\uff03\uff4e\uff4f\uff54\uff45 x", "\ufe5fNOTE x"):
        assert ["note"] == [one.name for one in commands(line)[0]]
