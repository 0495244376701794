"""A text is kept once: where its pieces stand in the parts that are kept anyway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.text.pieces import Piece, put_together, take_apart

LINES = st.lists(st.sampled_from(["", "yes", "no", "> yes", "> no", "-- ", "Anna", "длинно"]))
TEXTS = LINES.map("\n".join)


def test_what_is_a_part_as_a_whole_is_one_piece() -> None:
    """Bare text: its reply says all of it."""
    assert (Piece(0, 0, 11),) == take_apart("Hello there", ["Hello there", "", ""])


def test_words_that_no_part_holds_stand_for_themselves() -> None:
    """A command above, an attribution between, the empty lines that trimming took."""
    reply, quoted, signature = (
        "Yes, please do so.",
        "On Monday Bo wrote:\n> Now?",
        "-- \nAnna",
    )
    text = f"#due friday\n{reply}\n\n{quoted}\n\n{signature}\n"
    assert (
        "#due friday\n",
        Piece(0, 0, len(reply)),
        "\n\n",
        Piece(1, 0, len(quoted)),
        "\n\n",
        Piece(2, 0, len(signature)),
        "\n",
    ) == take_apart(text, [reply, quoted, signature])


def test_answers_between_quotes_are_pieces_in_turns() -> None:
    """Each part goes on where it was left, across the empty lines that it alone has; its last line
    may end without a line end.
    """
    text = "> When?\nOn Monday.\n> Where?\nAt yours, as before.\n"
    parts = ["On Monday.\n\nAt yours, as before.", "> When?\n> Where?"]
    found = take_apart(text, parts)
    assert found is not None
    assert ["\n", "\n"] == [piece for piece in found if isinstance(piece, str)]
    assert text == put_together(found, parts)


@pytest.mark.parametrize("parts", [["", "", ""], ["something else", "", ""]])
def test_parts_that_hold_little_of_a_text_are_no_place_for_it(parts: list[str]) -> None:
    """Then it is kept whole."""
    assert take_apart("Hello there", parts) is None


def test_an_empty_text_has_no_pieces() -> None:
    """Nothing is to be marked."""
    assert take_apart("", ["", "", ""]) is None


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_put_together_makes_what_was_taken_apart(text: str, parts: list[str]) -> None:
    """Whatever the parts are."""
    found = take_apart(text, parts)
    assert found is None or text == put_together(found, parts)


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=8)), min_size=1))
def test_lines_dealt_out_to_two_parts_come_back(lines: list[tuple[bool, str]]) -> None:
    """In whatever turns they were dealt."""
    text = "\n".join(line for _, line in lines)
    parts = ["\n".join(line for which, line in lines if which is side) for side in (True, False)]
    found = take_apart(text, parts)
    assert found is None or text == put_together(found, parts)
