"""Recognising quoted words."""

from mailbridge.steps.deciding.conversation.quote_fingerprint import (
    KEPT,
    MOST,
    MOST_KEPT,
    best,
    runs_kept,
    runs_quoted,
    sketch,
)

LETTER = (
    "The menu page is on the test address and the prices come from your spreadsheet of last week. "
    "The photo of the rye loaf is a placeholder until you send yours, which would be kind."
)

FIRST_HASHES = (
    118312360204846613,
    318273837551515319,
    455498730903729463,
    569355329103392240,
    633523070765478830,
    694530104809972194,
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


def words(count: int, start: int = 0) -> str:
    return " ".join(f"word{number:05}" for number in range(start, start + count))


def test_a_run_has_seven_words() -> None:
    """Six have none, seven one, eight two; a sketch keeps six of them at most."""
    assert [0, 1, 2] == [len(runs_quoted(words(count))) for count in (6, 7, 8)]
    assert [0, 1, 6, 6] == [len(sketch(words(count))) for count in (6, 7, 12, 30)]
    assert 6 == KEPT


def test_a_run_is_the_same_wherever_it_stands() -> None:
    """Whatever stands before it or behind it, and in any case and punctuation."""
    run = runs_quoted(words(7, 20))
    assert set(run) < set(runs_quoted(words(40)))
    assert run == runs_quoted(words(7, 20).upper().replace(" ", ", "))
    assert not set(run) & set(runs_quoted(words(20)))
    assert not set(run) & set(runs_quoted(" ".join(reversed(words(7, 20).split()))))


def test_a_sketch_is_spread_over_its_text() -> None:
    """Whoever quotes any half of it, or most of a third, quotes two of its runs."""
    kept = set(sketch(words(240)))
    for start in (0, 60, 120):
        assert len(kept & set(runs_quoted(words(120, start)))) >= 2
    for start in (0, 80, 160):
        assert len(kept & set(runs_quoted(words(86, max(0, start - 6))))) >= 2


def test_the_hash_of_a_run_never_changes() -> None:
    """Else what was written before an update would not be found again, nor move with its post."""
    assert set(FIRST_HASHES) <= set(runs_quoted(LETTER))
    assert set(FIRST_HASHES) | set(sketch(LETTER)) == set(runs_kept(LETTER))


def test_quote_marks_part_words_and_are_none() -> None:
    """Both kinds of marks, also without a blank behind them."""
    lines = words(21).split()
    for mark in ">|":
        quoted = f"\n{mark}".join(" ".join(lines[at : at + 7]) for at in (0, 7, 14))
        assert set(runs_quoted(words(21))) == set(runs_quoted(mark + quoted))
    assert set(runs_quoted(words(8))) == set(runs_quoted(words(8).replace(" ", ">")))


def test_so_much_of_a_text_is_looked_at() -> None:
    """2,500 characters of what is kept, 36,000 of what is quoted; beyond that nothing counts."""
    assert (2500, 36_000) == (MOST_KEPT, MOST)
    kept = words(250) + " "  # 2,500 characters
    assert sketch(kept) == sketch(kept + words(2000, 500))
    long = "x " * 17_900 + words(30, 500)
    assert set(runs_quoted(words(10, 500))) <= set(runs_quoted(long))
    assert not set(runs_quoted(words(10, 500))) & set(runs_quoted("x " * 18_000 + words(30, 500)))


def test_five_discussions_at_most_are_named() -> None:
    """Those with most runs in common."""
    assert (7, 6, 5, 4, 3) == best(number for number in range(2, 8) for _ in range(number))
    assert () == best([])
