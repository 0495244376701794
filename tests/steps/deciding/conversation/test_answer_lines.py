"""The lines of an answer, each with the part that the reading put it in."""

import pytest

from mailbridge.domain.message import Trimmed
from mailbridge.steps.deciding.conversation.answer_lines import Part, lines_of, shown

R, Q, S = Part.REPLY, Part.QUOTED, Part.SIGNATURE


def parted(text: str, reply: str = "", quoted: str = "", signature: str = "") -> list[object]:
    found = lines_of(text, Trimmed(reply, quoted, signature))
    return [(line.part, line.whole) for line in found]


@pytest.mark.parametrize(
    ("whole", "text", "depth"),
    [
        ("words", "words", 0),
        ("> words", "words", 1),
        (">words", "words", 1),
        (">  words", " words", 1),
        ("> > words", "words", 2),
        (">>| words", "words", 3),
        ("| words", "words", 1),
        (" \t> words", "words", 1),
        ("5 > 4", "5 > 4", 0),
        ("> 5 > 4", "5 > 4", 1),
        (">", "", 1),
        ("", "", 0),
        ("  words", "  words", 0),
    ],
)
def test_quote_marks_are_counted_and_taken_off(whole: str, text: str, depth: int) -> None:
    """With one blank behind each; those within a line are words."""
    (line,) = lines_of(whole, Trimmed(whole))
    assert (whole, text, depth) == (line.whole, line.text, line.depth)


def test_the_words_of_a_line_stand_where_they_are_in_its_text() -> None:
    """In lower case, behind the quote marks."""
    (line,) = lines_of("> Yes, Anna", Trimmed("> Yes, Anna"))
    assert [("yes", 0, 3), ("anna", 5, 9)] == [tuple(word) for word in line.words]


@pytest.mark.parametrize(
    ("text", "trimmed", "expected"),
    [
        ("> a", Trimmed("> a"), True),
        ("a", Trimmed("", "a"), True),
        ("a", Trimmed("a"), False),
        ("a", Trimmed("", "", "a"), False),
    ],
)
def test_a_line_is_marked_by_the_program_or_the_reading(
    text: str, trimmed: Trimmed, expected: bool
) -> None:
    """What stands in a signature is not quoted."""
    (line,) = lines_of(text, trimmed)
    assert expected == line.is_marked


def test_each_line_is_in_the_part_whose_next_line_it_is() -> None:
    """Also where the parts take turns; a blank line belongs to the part before it."""
    text = "\none\n\n> his\n>\ntwo\n\n--\nMe\n\nthree"
    found = parted(text, "one\n\ntwo\nthree", "> his\n>", "--\nMe")
    parts = [R, R, R, Q, Q, R, R, S, S, S, R]
    assert list(zip(parts, text.split("\n"), strict=True)) == found


def test_a_line_that_two_parts_begin_with_is_of_the_part_before_it() -> None:
    """Else of the reply before the quote, and of the quote before the signature."""
    assert [(R, "x"), (R, "same"), (Q, "same")] == parted("x\nsame\nsame", "x\nsame", "same")
    assert [(Q, "q"), (Q, "same"), (R, "same")] == parted("q\nsame\nsame", "same", "q\nsame")
    assert [(Q, "same"), (S, "same")] == parted("same\nsame", "", "same", "same")


def test_a_line_that_was_parted_in_two_is_in_both() -> None:
    """As where a program writes its quote behind the answer."""
    found = parted("Yes. On Monday Anna wrote:\nwe", "Yes.", "On Monday Anna wrote:\nwe")
    assert [(R, "Yes."), (Q, "On Monday Anna wrote:"), (Q, "we")] == found
    assert [(Q, "we"), (R, "Yes."), (S, "Me")] == parted("we Yes.\nMe", "Yes.", "we", "Me")
    assert [(R, "Yes."), (S, "Me")] == parted("Yes.   Me", "Yes.", "", "Me")
    assert [(R, "Yes"), (Q, "No")] == parted("YesNo", "Yes", "No")


def test_a_line_of_no_part_is_quoted() -> None:
    """The reading left it out."""
    assert [(R, "a"), (Q, "dropped"), (R, "b")] == parted("a\ndropped\nb", "a\nb")
    assert [(R, "a"), (Q, "a2"), (R, "b")] == parted("a\na2\nb", "a\nb")


def test_where_the_parts_are_not_found_again_they_stand_one_after_another() -> None:
    """The reading changed a line; empty parts have no lines."""
    found = parted("else\nquote", "reply\n\nmore", "quote", "")
    assert [(R, "reply"), (R, ""), (R, "more"), (Q, "quote")] == found
    assert [(R, "b"), (R, "a"), (S, "Me")] == parted("a\nb", "b\na", "", "Me")
    assert [(Q, "q"), (S, "s")] == parted("", "", "q", "s")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ""),
        (["", " ", "a", "", " ", "b", ""], "a\n\nb"),
        (["a", "b"], "a\nb"),
        (["a", " \t", "b"], "a\n\nb"),
        ([" a ", "", "", "", "b "], " a \n\nb "),
        (["a", "", ""], "a"),
    ],
)
def test_no_two_blank_lines_are_shown_in_a_row(lines: list[str], expected: str) -> None:
    """Nor any at either end; a blank line is empty."""
    assert expected == shown(lines)
