"""Who wrote each line of an answer that quotes our letter."""

import pytest

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Trimmed
from mailbridge.steps.deciding.conversation.answer_lines import lines_of
from mailbridge.steps.deciding.conversation.own_lines import as_words, cover
from mailbridge.steps.deciding.conversation.typed_lines import Writer, writers

EIGHT = "one two three four five six seven eight"
MORE = "nine ten eleven twelve thirteen fourteen fifteen sixteen"
END = "at the end of it all we say that we go on as soon as we have it"
LETTER = f"Hi Maria\n{EIGHT}\nAnna\n{MORE}\n{END}"
SIGN = {Writer.OURS: "O", Writer.MIXED: "M", Writer.AUTHOR: "A", Writer.OTHER: "-"}


def who(text: str, reply: str = "", quoted: str = "", signature: str = "") -> str:
    """A sign for each line: ours, mixed, the author's, - another's."""
    lines = lines_of(text, Trimmed(reply, quoted, signature))
    found = cover(lines, [SentLetter(as_words(LETTER))], ())
    return "".join(SIGN[one] for one in writers(lines, found))


def quote(*lines: str, mark: str = "> ") -> str:
    return "\n".join(mark + line for line in lines)


def test_a_reply_is_the_authors_and_a_quote_of_ours_is_ours() -> None:
    """A quote of others, a signature and blank lines are neither."""
    text = f"Yes.\n\n> {EIGHT}\n>> kangaroo\n--\nMaria"
    parts = ("Yes.", f"> {EIGHT}", "--\nMaria")
    assert "A-O---" == who(text, *parts)
    assert "A-A" == who("Yes.\n\nNo.", "Yes.\n\nNo.")
    assert "A-" == who("Yes.\n> his", "Yes.", "> his")
    assert "-" == who("", "")


def test_words_of_the_author_on_a_line_of_ours_are_mixed() -> None:
    """Beside other lines of ours, or quoted."""
    both = f"{EIGHT} kangaroo koala\n{MORE}"
    assert "MO" == who(both, both)
    assert "M" == who(f"> {EIGHT} kangaroo", "", f"> {EIGHT} kangaroo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{EIGHT} kangaroo", "A"),
        (f"kangaroo\n\n{EIGHT} kangaroo\n\nwombat", "A-A-A"),
        (f"{MORE}\n\n{EIGHT} kangaroo\nwombat", "O-MA"),
        (f"wombat\n{EIGHT} kangaroo koala\n\n{MORE}", "AM-O"),
        (f"{EIGHT} kangaroo\nkoala\n{MORE}", "AAO"),
        (f"> {EIGHT} kangaroo", "M"),
        (f"{EIGHT} kangaroo koala\n{MORE} wombat", "MM"),
    ],
)
def test_a_sentence_of_the_authors_own_with_words_of_ours_is_left_whole(
    text: str, expected: str
) -> None:
    """Where no line of ours stands right beside it; half of it would say something else."""
    assert expected == who(text, text)


def test_the_line_above_a_quote_is_no_answer() -> None:
    """Though some of its words stand in our letter too; it may be wrapped."""
    for head in (
        "On Mon, 23 Nov 2026 at 10:00, Ann <ann@x.test> wrote:",
        "On Mon, 23 Nov 2026 at 10:00, Ann\n> <ann@x.test> wrote:",
    ):
        letter = SentLetter(as_words(f"kangaroo mon 23 nov 2026 at\n{EIGHT}"))
        text = f"> {head}\n> {EIGHT}"
        lines = lines_of(text, Trimmed("", text))
        found = cover(lines, [letter], ())
        assert {Writer.OURS} == set(writers(lines, found))
        typed = lines_of(f"Yes.\n{text}", Trimmed(f"Yes.\n{text}"))
        kept = writers(typed, cover(typed, [letter], ()))
        assert [Writer.AUTHOR, Writer.MIXED] == kept[:2]
    answer = "> Mon 23 Nov 2026 at home"
    lines = lines_of(answer, Trimmed("", answer))
    assert [Writer.MIXED] == writers(lines, cover(lines, [letter], ()))


HEADS = [
    ("On Mon, 23 Nov 2026, Ann <ann@x.test> wrote:", "O"),
    ("On Mon, 23 Nov 2026, Ann\n<ann@x.test> wrote:", "OO"),
    ("From: Ann <ann@x.test>\nSent: Monday, 23 November 2026\nTo: Maria", "OOO"),
    ("-----Original Message-----", "O"),
    ("On Mon, 23 Nov 2026, Ann <ann@x.test> wrote:\n-----Original Message-----", "AO"),
    ("Sundeti: Anna <ann@x.test>\nMavzusi: Menu", "OO"),
    ("Sundeti: Anna\nKelini: 28.11.2026 10:00\nMavzusi: Menu", "OOO"),
    ("Sundeti: Anna\nMavzusi: Menu", "AA"),
    ("*Sundeti:* Anna <ann@x.test>\n--- Asl xat ---\n*Mavzusi:* Menu", "OOO"),
    ("Mavzusi: Menu 28.11.2026", "A"),
    ("23.11.2026 Anna rekla:", "O"),
    ("Anna 311205 rekla:", "O"),
    ("Anna 31120 rekla:", "A"),
    ("Anna ann@x.test rekla:", "O"),
    ("Anna ann@x.test rekla：", "O"),
    ("Anna rekla:", "A"),
    ("23.11.2026 ann@x.test rekla", "A"),
    ("You may know what I mean", "A"),
    ("kangaroo\nAnna ann@x.test rekla:", "AO"),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_what_a_program_wrote_above_our_letter_is_ours(head: str, expected: str) -> None:
    """In any language: fields with an address or a date among them, or one line with either and a
    colon at its end. What else stands there is the author's.
    """
    bare = f"{head}\n{EIGHT}\n{MORE}"
    assert f"{expected}OO" == who(bare, bare)
    apart = f"Yes.\n\n{head}\n\n{quote(EIGHT)}"
    assert f"A-{expected}-O" == who(apart, f"Yes.\n\n{head}", quote(EIGHT))


@pytest.mark.parametrize(("blank", "expected"), [(0, "O"), (2, "O"), (3, "A")])
def test_a_head_stands_right_above_our_letter(blank: int, expected: str) -> None:
    """With two blank lines between them at most."""
    head = "Anna ann@x.test rekla:" + "\n" * blank
    assert f"{expected}{'-' * blank}O" == who(f"{head}\n{EIGHT}", f"{head}\n{EIGHT}")


def test_a_head_has_ten_lines_at_most() -> None:
    """And a blank line ends it."""
    fields = "\n".join(f"Mavzu{number}: ann@x.test" for number in range(13))
    text = f"{fields}\n{EIGHT}"
    assert "A" * 2 + "O" * 12 == who(text, text)
    parted = f"Mavzu: a@x.test\n\nMavzu: a@x.test\nKelini: b\n{EIGHT}"
    assert "A-OOO" == who(parted, parted)


def test_a_head_stands_above_the_first_line_of_ours_only() -> None:
    """Between two lines of ours it is an answer that ends with a colon."""
    text = f"{EIGHT}\nSee ann@x.test now:\n{MORE}"
    assert "OOO" == who(text, text)
    quoted = f"{quote(EIGHT)}\nYes, wombat:\n{quote(MORE)}"
    assert "OAO" == who(quoted, "Yes, wombat:", f"{quote(EIGHT)}\n{quote(MORE)}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{EIGHT}\n----\n{MORE}", "OOO"),
        (f"{EIGHT}\n\n----\nwombat", "O-OA"),
        (f"wombat\n----\n{EIGHT}", "AOO"),
        (f"wombat\n----\nkoala\n{EIGHT}", "A-AO"),
        (f"----\n====\n{EIGHT}", "-OO"),
    ],
)
def test_a_drawn_line_belongs_to_our_line_beside_it(text: str, expected: str) -> None:
    """Blank lines between them or not."""
    assert expected == who(text, text)


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (f"> {EIGHT}\nYes.\n> {MORE}", "OAO"),
        (f"> {EIGHT}\n> Yes.\n> {MORE}", "OAO"),
        (f"> {EIGHT}\n>\n> Yes.\n> {MORE}", "OOAO"),
        (f"> {EIGHT}\n>> Yes.\n> {MORE}", "O-O"),
        (f">> {EIGHT}\n>> Yes.\n>> {MORE}", "O-O"),
        (f">> {EIGHT}\n> Yes.\n>> {MORE}", "O-O"),
        (f">> {EIGHT}\nYes.\n>> {MORE}", "OAO"),
        (f"> Yes.\n> {EIGHT}", "-O"),
        (f"Yes.\n> {EIGHT}", "-O"),
        (f"> {EIGHT}\nYes.", "OA"),
        (f"> {EIGHT}\n> Yes.", "OA"),
        (f"> {END}\n> Yes.", "O-"),
        (f"> {END}\nYes.", "OA"),
        (f"> {EIGHT}\n> Yes.\n> {END}\n> No.\n> {MORE}", "OAOAO"),
        (f"> {EIGHT}\n----\nWe would like that.", "OOA"),
    ],
)
def test_a_line_typed_into_the_quote_is_the_authors(quoted: str, expected: str) -> None:
    """Beside it, or as deep as a plain quote of ours; below the end of our letter only outside of
    quotes. What stands above our first line is another's.
    """
    assert expected == who(quoted, "", quoted)


ATTRIBUTION = "On Mon, 23 Nov 2026, Tom <tom@x.test> wrote:"
FIELDS = "From: Tom <tom@x.test>\nSent: Monday, 23 November 2026\nSubject: Menu"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (f"{ATTRIBUTION}\nkangaroo", "--"),
        (f"{ATTRIBUTION}\nkangaroo\n\nwombat", "----"),
        (f"{FIELDS}\n\nkangaroo", "-----"),
        ("-----Original Message-----\nkangaroo", "--"),
        ("----\nkangaroo", "OA"),
        ("Please type your reply above this line\nkangaroo", "--"),
        (f"kangaroo\n{ATTRIBUTION}\nwombat", "A--"),
        (f"{ATTRIBUTION}\nkangaroo\n> {MORE}\nYes.", "--OA"),
    ],
)
def test_what_stands_below_a_head_is_another_letter(below: str, expected: str) -> None:
    """Down to the next line of ours."""
    quoted = f"> {EIGHT}\n{below}"
    assert f"O{expected}" == who(quoted, "", quoted)


def test_a_signature_is_looked_into_once_a_line_of_ours_was_taken_for_one() -> None:
    """An answer typed below it comes back; else a signature stays one."""
    text = f"Yes.\n--\n{EIGHT}\nwombat pays"
    assert "AOOA" == who(text, "Yes.", "", f"--\n{EIGHT}\nwombat pays")
    assert "AOO-" == who(f"Yes.\n--\n> {EIGHT}\nwombat", "Yes.\n", f"> {EIGHT}", "--\nwombat")
    assert "O-" == who(f"> {EIGHT}\nwombat", "", f"> {EIGHT}", "wombat")


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Yes.\n\nBest regards\nMaria", "A---"),
        ("Yes.\n\n-- \nMaria Lopez\nBloom", "A----"),
        ("Yes.\nNo.", "AA"),
        ("Sent from my iPhone", "-"),
    ],
)
def test_a_signature_below_our_last_line_is_none_of_the_answer(below: str, expected: str) -> None:
    """Nor a disclaimer."""
    quoted = f"> {EIGHT}\n{below}"
    assert f"O{expected}" == who(quoted, "", quoted)
    reply = f"> {EIGHT}\nYes.\n\nBest regards\nMaria"
    assert "OA-AA" == who(reply, "Yes.\n\nBest regards\nMaria", f"> {EIGHT}")
