"""Which words of an answer stand in letters of ours."""

import pytest

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Trimmed
from mailbridge.steps.deciding.conversation.answer_lines import lines_of
from mailbridge.steps.deciding.conversation.own_lines import MOST_KEPT, Cover, as_words, cover

EIGHT = "one two three four five six seven eight"
MORE = "nine ten eleven twelve thirteen fourteen fifteen sixteen"
LETTER = f"Hi Maria\n{EIGHT}\nAnna\n{MORE}\nYours"


def covered(
    text: str, *letters: str, others: tuple[str, ...] = (), trimmed: Trimmed | None = None
) -> Cover:
    lines = lines_of(text, trimmed or Trimmed(text))
    return cover(lines, [SentLetter(as_words(one)) for one in letters], others)


def ours(text: str, *letters: str, others: tuple[str, ...] = ()) -> str:
    """Each line as 1 for a word of ours and 0 for another."""
    found = covered(text, *(letters or (LETTER,)), others=others)
    return " ".join("".join(str(int(one)) for one in line) or "-" for line in found.covered)


@pytest.mark.parametrize(
    ("text", "page", "kept"),
    [
        ("Hello, Anna!\n\n See https://x.test/a now. ", "", "hello anna\nsee now"),
        ("", "", ""),
        ("Hello", "<b>Answer now</b>", "hello\n+ answer now"),
        ("Hello", "<a href='x'>Answer &amp; go</a><h2>We are</h2>", "hello\n+ answer go\n+ we are"),
        ("Hello", "<p>Answer now</p><b>Answer</b><td>Go on</td>", "hello"),
        ("Hello", "<b>Go on</b><i>x</i><span>Go on</span>", "hello\n+ go on"),
        ("Please answer\nnow Anna", "<b>Answer now</b>", "please answer\nnow anna"),
        ("Please answer now", "<b>Answer now</b><b>please answer</b>", "please answer now"),
        ("Please answer now", "<b>Answer no</b>", "please answer now\n+ answer no"),
        ("Please answer now", "<b>lease answer</b>", "please answer now\n+ lease answer"),
    ],
)
def test_what_is_kept_of_a_letter(text: str, page: str, kept: str) -> None:
    """Its words line by line, without links; then what its HTML alone says, in two words or more,
    each once.
    """
    assert kept == as_words(text, page)


def test_so_much_is_kept_of_a_letter() -> None:
    """40,000 characters."""
    assert 40_000 == MOST_KEPT
    assert "x" * 40_000 == as_words("x" * 40_001)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> two three four five", "1111"),
        ("> two three four", "000"),
        ("> two three four kangaroo", "0000"),
        ("> two three four five kangaroo", "11110"),
        ("> kangaroo two three four five", "01111"),
        (f"{EIGHT}", "11111111"),
        ("one two three four five six seven", "0000000"),
        (f"kangaroo {EIGHT} kangaroo", "0111111110"),
        ("> one two three kangaroo\n> four\nfive six seven", "0000 0 000"),
        ("> three four\nfive six seven", "00 000"),
        ("> one two three four\nfive six seven eight", "1111 1111"),
        ("> one two\n> three four", "11 11"),
        ("", "-"),
    ],
)
def test_four_words_running_are_ours_where_they_are_quoted_and_eight_elsewhere(
    text: str, expected: str
) -> None:
    """However they are wrapped; a run that is quoted in part is one elsewhere."""
    assert expected == ours(text)


def test_words_that_others_wrote_are_not_ours() -> None:
    """In unmarked text: our letter quoted them. Eight have to be left; a whole line of them beside
    a line of ours is taken for the quote in our letter.
    """
    ten = f"{EIGHT} extra words"
    assert "0" * 10 == ours(ten, ten, others=("one two three four",))
    assert "1" * 10 == ours(ten, ten, others=("one two three",))
    twelve = f"{ten} at last"
    assert "1" * 12 == ours(twelve, twelve, others=("one two three four", "kangaroo"))
    assert "0" * 12 == ours(twelve, twelve, others=("one two three four five",))
    assert "1" * 12 == ours(f"> {twelve}", twelve, others=(twelve,))
    assert "11111111 0 00000000" == ours(f"> {MORE}\nkangaroo\n{EIGHT}", others=(EIGHT,))
    assert "11111111 11111111" == ours(f"> {MORE}\n{EIGHT}", others=(EIGHT,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> one two three four X Y Z eight nine ten eleven", "1" * 11),
        ("> one two three four X six seven eight nine", "1" * 9),
        ("> one two three four X seven eight nine ten", "111101111"),
        ("> one two three four X Y Z five six seven eight", "11110001111"),
        ("> one two three four A B C D nine ten eleven twelve", "111100001111"),
        ("> one two three four\n> X Y Z eight nine ten eleven", "1111 1111111"),
        ("> one two three four\n> X Y Z\n> eight nine ten eleven", "1111 000 1111"),
        ("> one two three four X eight nine ten eleven\n> Y", "111101111 0"),
    ],
)
def test_up_to_three_words_may_have_been_changed_on_the_way(text: str, expected: str) -> None:
    """Between two runs of ours, as many as the letter has there, and on lines of ours."""
    assert expected == ours(text, f"{EIGHT} {MORE}")


def test_words_between_two_letters_are_not_changed_ones() -> None:
    """Each run stands in a letter of its own."""
    mixed = "> one two three four X fourteen thirteen twelve eleven"
    assert "111101111" == ours(mixed, EIGHT, "A B C D E fourteen thirteen twelve eleven")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> 1. one two three four", "11111"),
        ("> Q12 one two three four", "11111"),
        ("> 123 one two three four", "11111"),
        ("> 1234 one two three four", "01111"),
        ("> no one two three four", "01111"),
        ("> 1. kangaroo one two three four", "001111"),
        ("> 1", "0"),
        ("> 1 kangaroo", "00"),
    ],
)
def test_the_number_of_a_list_item_before_our_words_is_ours(text: str, expected: str) -> None:
    """A program put it there: up to three characters, the last of them a digit."""
    assert expected == ours(text, EIGHT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three four five six seven\neight kangaroo", "1111111 00"),
        ("one two three four five six seven\neight. kangaroo", "1111111 10"),
        ("one two three four five six seven\neight) kangaroo", "1111111 10"),
        ("one two three four five six seven\neight, kangaroo", "1111111 00"),
        ("one two three four five six\nseven eight kangaroo", "111111 110"),
        ("one two three four five six seven\neight", "1111111 1"),
        ("> one two three four five six seven\n> eight kangaroo", "1111111 10"),
    ],
)
def test_a_single_word_at_the_edge_of_the_authors_own_line_is_theirs(
    text: str, expected: str
) -> None:
    """It happens to stand in our letter, too; where it ends a sentence it is ours."""
    found = covered(text, EIGHT)
    assert expected == ours(text, EIGHT)
    assert ("1" in expected.split()[1]) == (found.letter[1] is not None)


SHORT = [
    (f"> Hi Maria\n> {EIGHT}", "11 11111111", "before it"),
    (f"> {EIGHT}\n> Anna\n> {MORE}", "11111111 1 11111111", "between"),
    (f"> {MORE}\n> Yours", "11111111 1", "behind it"),
    (f"> Anna\n> {EIGHT}", "0 11111111", "before what it stands behind"),
    (f"> {MORE}\n> Anna", "11111111 0", "behind what it stands before"),
    (f"> {EIGHT}\n> Yours\n> {MORE}", "11111111 0 11111111", "in another place"),
    (f"> {EIGHT}\n> Yes\n> {MORE}", "11111111 0 11111111", "not in the letter"),
    (f"> {EIGHT}\n> Hi there\n> {MORE}", "11111111 00 11111111", "in part"),
    ("> Anna", "1", "alone"),
    (f"Hi Maria\n{EIGHT}", "11 11111111", "unmarked before it"),
    (f"{EIGHT}\nAnna\n{MORE}", "11111111 1 11111111", "unmarked between"),
    (f"{EIGHT}\n\nAnna", "11111111 - 1", "unmarked behind a blank line"),
    (f"{EIGHT}\n\nYours", "11111111 - 1", "the last of the letter"),
    (f"Hi Maria\n\n{MORE}", "11 - 11111111", "the first of the letter"),
    (f"{EIGHT}\nkangaroo\nAnna", "11111111 0 0", "unmarked behind another"),
    (f"Hi Maria\nkangaroo\n{EIGHT}", "00 0 11111111", "unmarked before another"),
    ("Anna", "0", "unmarked alone"),
]


@pytest.mark.parametrize(("text", "expected", "case"), SHORT, ids=[one[2] for one in SHORT])
def test_a_line_too_short_for_a_run_is_ours_where_the_letter_has_it_there(
    text: str, expected: str, case: str
) -> None:
    """Quoted, or beside a line of ours; between the lines of the letter that stand around it."""
    assert expected == ours(text), case


def test_a_line_of_forty_characters_is_short() -> None:
    """Three words that are longer are found by nothing but a run."""
    for length, expected in ((40, "111"), (41, "000")):
        line = f"a {'b' * (length - 4)} c"
        assert f"11111111 {expected}" == ours(f"> {EIGHT}\n> {line}", f"{EIGHT}\n{MORE}\n{line}")


def test_a_line_of_four_words_is_no_short_one() -> None:
    """It is a run of its own, or none."""
    letter = f"{EIGHT}\n{MORE}\nA B C D"
    assert "11111111 1111" == ours(f"> {EIGHT}\n> A B C D", letter)
    assert "11111111 000" == ours(f"> {EIGHT}\n> A B C", letter)


def test_a_neighbour_may_stand_in_another_letter() -> None:
    """The line is looked for behind the one above it, to the end of that letter."""
    text = f"> {EIGHT}\n> Anna\n> {MORE}"
    assert "11111111 1 11111111" == ours(text, f"{EIGHT}\nAnna", MORE)
    assert "11111111 0 11111111" == ours(text, EIGHT, f"Anna\nelse\n{MORE}")
    assert "11111111 0 11111111" == ours(text, f"Anna\n{EIGHT}", MORE)


def test_a_short_line_is_looked_for_within_400_words() -> None:
    """Further down in the letter it is another line."""
    for words, expected in ((399, "1"), (400, "0")):
        letter = f"{EIGHT}\n{'x ' * words}\nAnna"
        assert f"11111111 {expected}" == ours(f"> {EIGHT}\n> Anna", letter)


def test_a_neighbour_is_looked_for_within_40_lines() -> None:
    """Further away, the line counts for itself."""
    for lines, expected in ((38, "0"), (39, "1")):
        others = "\n> kangaroo" * lines
        assert ours(f"> {MORE}{others}\n> Anna").endswith(expected)
        assert ours(f"> Yours{others}\n> {EIGHT}").startswith(expected)


def test_what_only_the_html_says_is_ours_wherever_it_stands() -> None:
    """The words of a button."""
    letter = SentLetter(as_words(LETTER, "<a href='x'>Answer now</a>"))
    for text in (f"> {EIGHT}\n> Answer now", "> Answer now", f"{EIGHT}\nAnswer now"):
        found = cover(lines_of(text, Trimmed(text)), [letter], ())
        assert [True, True] == found.covered[-1]
    three = SentLetter(as_words(LETTER, "<a href='x'>Answer it now</a>"))
    found = cover(lines_of("> Answer it now", Trimmed("> Answer it now")), [three], ())
    assert [[True, True, True]] == found.covered
    other = "> Answer\n> Answer then"
    found = cover(lines_of(other, Trimmed(other)), [letter], ())
    assert [[False], [False, False]] == found.covered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{EIGHT}\nA B C D E", "11111111 11111"),
        (f"A B C D E\n{EIGHT}", "11111 11111111"),
        (f"{EIGHT}\nA B C D E kangaroo", "11111111 000000"),
        (f"{EIGHT}\nkangaroo\nA B C D E", "11111111 0 00000"),
        (f"{EIGHT}\nA B C D E\nF G H I", "11111111 11111 1111"),
        ("A B C D E", "00000"),
    ],
)
def test_a_whole_line_of_four_words_beside_ours_is_ours(text: str, expected: str) -> None:
    """Not one that says more, nor one behind another's line."""
    assert expected == ours(text, f"A B C D E and so on\nF G H I and on\nmore\n{EIGHT}")


def test_where_a_line_stands_in_its_letter() -> None:
    """Its first word there, and the one that follows its last."""
    text = f"> kangaroo three four five six kangaroo\n> {MORE}\n> wombat"
    found = covered(text, "a b c d e f", f"{EIGHT} {MORE}")
    assert [1, 1, None] == found.letter
    assert ([2, 8, 0], [6, 16, 0], (6, 16)) == (found.begins_at, found.ends_at, found.lengths)
    assert [False, True, False] == [found.is_ours(at) for at in range(3)]
    assert [True, True, False] == [found.is_touched(at) for at in range(3)]


def test_the_last_twelve_words_of_a_letter_are_its_end() -> None:
    """Without what its HTML adds."""
    long = " ".join(f"w{number}" for number in range(30))
    letter = SentLetter(as_words(long, "<b>Answer right now please</b>"))
    for last, expected in ((17, False), (18, True), (30, True)):
        text = "> " + " ".join(long.split()[last - 8 : last])
        found = cover(lines_of(text, Trimmed(text)), [letter], ())
        assert expected == found.ends_letter(0)
    other = cover(lines_of("> kangaroo", Trimmed("> kangaroo")), [letter], ())
    assert not other.ends_letter(0)
    assert not other.is_ours(0)
    blank = cover(lines_of(">", Trimmed(">")), [letter], ())
    assert not blank.is_ours(0)
