"""The last guard: what a client letter says that stands only inside."""

import random

import pytest

from mailbridge.steps.telling.inside_words import inside_words, without_inside_words
from tests.growth import growth

NOTE = "Bob, she is broke, ask for money first. Our floor is 9000."


def test_six_words_of_a_note_are_found_however_they_are_wrapped() -> None:
    """The words are told as the letter writes them."""
    letter = "Dear Maria,\n\n> SHE is broke -\n> ask for  money first\nas we said."
    assert ("SHE is broke -\n> ask for  money first",) == inside_words(letter, [NOTE], [])


def test_five_words_of_a_longer_note_give_nothing_away() -> None:
    """Anybody may say five words in a row."""
    assert () == inside_words("He is broke, ask for money, please.", [NOTE], [])


@pytest.mark.parametrize("note", ["She is broke", "She is broke, Bob", "She is broke, dear Bob"])
def test_a_whole_note_of_a_few_words_is_found(note: str) -> None:
    """Three to five words, if that is all of the note."""
    assert (note,) == inside_words(f"Well, {note}!", [note], [])


@pytest.mark.parametrize(
    ("note", "letter"),
    [
        (
            "Она не платит, поэтому сначала деньги.",
            "Мария, она НЕ платит - поэтому сначала деньги!",
        ),
        ("она всё ещё торгуется по цене май", "она всё ещё торгуется по цене маи\u0306"),
        ("彼女はお金がない", "こんにちは。彼女はお金がない、とのことです。"),
        (
            "Sie zahlt nie, erst Geld verlangen, bitte",
            "Sie zahlt nie, erst Geld ver\u00adlangen, bitte",
        ),
    ],
)
def test_words_of_any_script_are_found(note: str, letter: str) -> None:
    """Also where programs take accents apart, hyphenate, or no blanks stand between words."""
    assert 1 == len(inside_words(letter, [note], []))


def test_two_words_are_never_found() -> None:
    """A note of "thank you" would hold every letter."""
    assert () == inside_words("Thank you very much", ["Thank you"], [])


def test_what_a_client_may_see_gives_nothing_away() -> None:
    """The note cites the client; the answer may do so, too."""
    assert () == inside_words((
        "You ask: when will the shop be ready for us?"
    ), ["When will the shop be ready for us?"],
                              ["Hello, when will the shop be ready for us?"])  # fmt: skip


def test_what_is_cut_is_gone_and_the_rest_stays() -> None:
    """The words go, and the line where nothing else stood."""
    letter = "Dear Maria,\n> she is broke, ask for money first\nIt costs 12000 as said."
    assert "Dear Maria,\nIt costs 12000 as said." == without_inside_words(letter, [NOTE], [])
    assert () == inside_words(without_inside_words(letter, [NOTE], []), [NOTE], [])


@pytest.mark.parametrize("seed", range(40))
def test_a_letter_made_of_notes_and_other_words_tells_exactly_the_notes(seed: int) -> None:
    """Pieces of notes of six words and more among words of nobody; what is cut leaves the words of
    nobody.
    """
    rng = random.Random(seed)
    notes = [
        " ".join(f"n{rng.randrange(10**6)}" for _ in range(rng.randint(8, 30))) for _ in range(4)
    ]
    pieces, secret, harmless = [], [], []
    for _ in range(8):
        other = " ".join(f"o{rng.randrange(10**6)}" for _ in range(rng.randint(1, 9)))
        note = rng.choice(notes).split()
        start = rng.randint(0, len(note) - 6)
        piece = " ".join(note[start : start + rng.randint(6, 30)])
        pieces += [other, piece]
        harmless.append(other)
        secret.append(piece)
    letter = "\n".join(pieces)
    assert tuple(secret) == inside_words(letter, notes, [])
    assert "\n".join(harmless) == without_inside_words(letter, notes, [])


def test_the_cost_grows_with_the_words() -> None:
    """Four times the words take hardly more than four times the time."""
    small, large = (_words(size) for size in (20_000, 80_000))
    assert growth(_half_of_it_inside, small, large) < 12


def _words(size: int) -> str:
    rng = random.Random(size)
    return " ".join(f"w{rng.randrange(50)}" for _ in range(size))


def _half_of_it_inside(text: str) -> str:
    return without_inside_words(text, [text[: len(text) // 2]], [text[len(text) // 2 :]])
