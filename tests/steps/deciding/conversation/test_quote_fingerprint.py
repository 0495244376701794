"""Recognising quoted words."""

from mailbridge.steps.deciding.conversation.quote_fingerprint import best, runs_quoted, sketch

LETTER = (
    "The menu page is on the test address and the prices come from your spreadsheet of last week. "
    "The photo of the rye loaf is a placeholder until you send yours, which would be kind."
)


def test_a_quote_holds_the_sketch_of_what_it_quotes() -> None:
    """Every hash kept of a text is among the runs of a quote of the whole text."""
    assert set(sketch(LETTER)) <= set(runs_quoted("> " + LETTER))


def test_wrapping_and_quote_marks_change_nothing() -> None:
    """A mail program that wraps at thirty columns and quotes twice still quotes the same words."""
    words = LETTER.split()
    wrapped = "\n".join(
        ">> " + " ".join(words[start : start + 5]) for start in range(0, len(words), 5)
    )
    assert set(sketch(LETTER)) <= set(runs_quoted(wrapped))


def test_short_texts_have_no_sketch() -> None:
    """“Thank you very much” says nothing about where it was written."""
    assert () == sketch("Thank you very much!")


def test_one_run_in_common_proves_nothing() -> None:
    """Two matches make a candidate, one does not."""
    assert (7,) == best([7, 7, 3])


def test_the_discussion_with_most_matches_comes_first() -> None:
    """Candidates are ordered by how much of the quote was written in them."""
    assert (3, 7) == best([7, 7, 3, 3, 3])
