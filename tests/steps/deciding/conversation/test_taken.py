"""What is left of an answer, line by line, and what is said of it."""

import pytest

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Cut, Trimmed
from mailbridge.steps.deciding.conversation.own_letter import MOST_LINES, NEWEST, Taken, take_away
from mailbridge.steps.deciding.conversation.own_lines import as_words

EIGHT = "one two three four five six seven eight"
MORE = "nine ten eleven twelve thirteen fourteen fifteen sixteen"
AND = "seventeen eighteen nineteen twenty thirty forty fifty sixty"
END = "at the end of it all we say that we go on as soon as we have it"
TEXT = f"Hi Maria\n{EIGHT}\n{MORE}\n{AND}\n{END}"
LETTER = SentLetter(as_words(TEXT))
NOTE = SentLetter(as_words(TEXT), inside=True)


def taken(
    text: str, trimmed: Trimmed | None = None, *letters: SentLetter, inside: bool = False
) -> Taken:
    found = take_away(text, trimmed or Trimmed("", text), letters or (LETTER,), (), inside)
    assert found is not None
    return found


def reply(quoted: str, *letters: SentLetter, inside: bool = False) -> str:
    """What of a quoted part is the author's."""
    return taken(quoted, None, *letters, inside=inside).trimmed.reply


def quote(*lines: str) -> str:
    return "\n".join(f"> {line}" for line in lines)


@pytest.mark.parametrize("text", ["", " \n ", "kangaroo", "> kangaroo wombat koala emu"])
def test_where_nothing_of_ours_stands_nothing_is_taken(text: str) -> None:
    """Nor where there is no letter, or the text is too long to be looked at."""
    assert take_away(text, Trimmed(text), [LETTER]) is None
    assert take_away(EIGHT, Trimmed(EIGHT), []) is None


def test_only_so_much_is_compared() -> None:
    """Twenty thousand lines, twenty letters."""
    for lines, is_found in ((MOST_LINES, True), (MOST_LINES + 1, False)):
        text = EIGHT + "\n" * lines
        assert is_found == (take_away(text, Trimmed(text), [LETTER]) is not None)
    others = [SentLetter(as_words("kangaroo"))] * (NEWEST - 1)
    assert take_away(EIGHT, Trimmed(EIGHT), [*others, LETTER]) is not None
    assert take_away(EIGHT, Trimmed(EIGHT), [*others, others[0], LETTER]) is None
    assert (20_000, 20) == (MOST_LINES, NEWEST)


def test_what_is_ours_goes_into_the_quoted_part() -> None:
    """Whatever its place; the other parts stay, without gaps, and so do the cuts."""
    cuts = (Cut("attribution", "On Monday"),)
    text = f"Yes.\n\n{EIGHT}\n{MORE}\n\n\nNo.\n>> his\n--\nMaria"
    parts = Trimmed(f"Yes.\n\n{EIGHT}\n{MORE}\n\n\nNo.", ">> his", "--\nMaria", cuts)
    found = taken(text, parts)
    reply = f"Yes.\n\n> {EIGHT}\n> {MORE}\nNo."
    assert Trimmed(reply, f"{EIGHT}\n{MORE}\n>> his", "--\nMaria", cuts) == found.trimmed
    assert ("lines of our letters taken out of the reply: 2",) == found.notes
    assert (False, False) == (found.inside, found.only_ours)


def test_a_signature_stays_one() -> None:
    """What was typed below our words in it comes back."""
    text = f"{EIGHT}\nYes.\n--\nMaria"
    found = taken(text, Trimmed(f"{EIGHT}\nYes.", "", "--\nMaria"))
    assert "--\nMaria" == found.trimmed.signature
    quoted = f"Yes.\n--\n{quote(EIGHT)}\n  we like it a lot here"
    found = taken(quoted, Trimmed("Yes.", "", f"--\n{quote(EIGHT)}\n  we like it a lot here"))
    assert f"Yes.\n\n> {EIGHT}\nwe like it a lot here" == found.trimmed.reply


def test_a_quote_that_was_told_apart_is_left_as_it_is() -> None:
    """Nothing is said of it."""
    parts = Trimmed("Yes.", quote(EIGHT))
    found = taken(f"Yes.\n{quote(EIGHT)}", parts)
    assert Taken(parts) == found
    assert Taken(parts, inside=True) == taken(f"Yes.\n{quote(EIGHT)}", parts, NOTE)


def test_what_was_typed_into_the_quote_comes_back() -> None:
    """And the trail says how many lines."""
    text = f"{quote(EIGHT)}\nYes.\nAnd no.\n{quote(MORE)}"
    found = taken(text)
    assert ("lines typed into the quote brought back: 2",) == found.notes
    assert f"> {EIGHT}\nYes.\nAnd no." == found.trimmed.reply
    assert quote(EIGHT, MORE) == found.trimmed.quoted
    both = f"{EIGHT}\nYes.\n{quote(MORE)}\nNo."
    found = taken(both, Trimmed(f"{EIGHT}\nYes.", f"{quote(MORE)}\nNo."))
    assert [
        "lines of our letters taken out of the reply: 1",
        "lines typed into the quote brought back: 1",
    ] == list(found.notes)


def test_a_single_answer_in_the_midst_of_a_quote_shows_what_it_answers() -> None:
    """Though the reading found it by itself; not so below all of the quote, or above it."""
    text = f"{quote(EIGHT, MORE)}\n\nYes.\n\n{quote(AND)}"
    found = taken(text, Trimmed("Yes.", quote(EIGHT, MORE, AND)))
    assert f"> {EIGHT}\n> {MORE}\nYes." == found.trimmed.reply
    assert () == found.notes
    for text in (f"{quote(EIGHT, MORE)}\n\nYes.", f"Yes.\n\n{quote(EIGHT, MORE)}"):
        parts = Trimmed("Yes.", quote(EIGHT, MORE))
        assert Taken(parts) == taken(text, parts)


def test_empty_quoted_lines_go_with_ours() -> None:
    """Those beside lines of somebody else stay."""
    text = f"{quote(EIGHT, '', '')}\nYes.\n> kangaroo\n>\n> wombat\n{quote('', MORE)}\nNo."
    reply = f"> {EIGHT}\nYes.\n> kangaroo\n>\n> wombat\n\n> {MORE}\nNo."
    assert reply == taken(text, Trimmed(text)).trimmed.reply
    text = f"> {EIGHT}\n>\n>\n\n> {MORE}\nYes."
    assert f"> {MORE}\nYes." == taken(text, Trimmed(text)).trimmed.reply


def test_nothing_but_ours_is_left_as_it_is() -> None:
    """A reply of nothing but citations and blank lines says nothing either."""
    for text in (EIGHT, f"{EIGHT}\n\n----", quote(EIGHT, MORE)):
        parts = Trimmed(text)
        words = ("nothing but what stands in our letters, left as it is",)
        assert Taken(parts, words, only_ours=True) == taken(text, parts)
        assert taken(text, parts, NOTE).inside
    assert not taken(f"{EIGHT}\nYes.", Trimmed(f"{EIGHT}\nYes.")).only_ours


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (quote(EIGHT), [EIGHT]),
        (quote(EIGHT, MORE), [EIGHT, MORE]),
        (quote("Hi Maria", EIGHT, MORE), ["Hi Maria", EIGHT, MORE]),
        (quote("Hi Maria", EIGHT, MORE, AND), [EIGHT, MORE, AND]),
        (quote("kangaroo", EIGHT), [EIGHT]),
        (quote(EIGHT, f"1. {MORE}"), [f"1. {MORE}"]),
        (quote(f"1. {EIGHT}", MORE), [f"1. {EIGHT}", MORE]),
        (quote(EIGHT, ""), [EIGHT]),
        (f"{quote(EIGHT)}\n\n\n", [EIGHT]),
        (f"{quote(EIGHT)}\n>\n{quote(MORE)}", [MORE]),
        (f"{quote(EIGHT)}\n> ----", []),
    ],
)
def test_the_lines_of_ours_right_above_an_answer_are_cited(above: str, expected: list[str]) -> None:
    """Up to three, from the last item of a list on; a drawn line says nothing."""
    text = f"{above}\nYes.\n{quote(END)}"
    assert "\n".join([*(f"> {one}" for one in expected), "Yes."]) == reply(text)


def test_each_answer_cites_what_stands_above_it() -> None:
    """What was cited once is not cited again; a blank line parts two answers."""
    text = f"{quote(EIGHT)}\nYes.\n{quote(MORE)}\nNo.\nNever.\n{quote(AND, END)}"
    assert f"> {EIGHT}\nYes.\n\n> {MORE}\nNo.\nNever." == reply(text)
    blank = f"{quote(EIGHT)}\nYes.\n\nNo.\n{quote(MORE)}"
    assert f"> {EIGHT}\nYes.\nNo." == reply(blank)


def test_below_the_end_of_a_letter_that_end_is_cited_only_right_there() -> None:
    """Below a blank line it answers the whole letter."""
    assert f"> {AND}\n> {END}\nYes." == reply(f"{quote(AND, END)}\nYes.")
    assert "Yes." == reply(f"{quote(AND, END)}\n\nYes.")
    assert f"> {EIGHT}\nYes." == reply(f"{quote(EIGHT)}\n\nYes.")
    followed = f"{quote(AND, END)}\n\nYes.\n{quote(EIGHT)}"
    assert f"> {AND}\n> {END}\nYes." == reply(followed)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{EIGHT} kangaroo", (EIGHT, "kangaroo")),
        (f"{EIGHT}? Yes, kangaroo!", (f"{EIGHT}?", "Yes, kangaroo!")),
        (f"{EIGHT} -- kangaroo", (f"{EIGHT} --", "-- kangaroo")),
        (f"{EIGHT}»’” kangaroo ", (f"{EIGHT}»’”", "kangaroo")),
        (f"kangaroo {EIGHT}", ("", "kangaroo")),
        (f"Yes, kangaroo {EIGHT} and wombat", (EIGHT, "Yes, kangaroo and wombat")),
        (f"2. {EIGHT} kangaroo", (f"2. {EIGHT}", "kangaroo")),
        (f"(2) {EIGHT}. kangaroo", (f"(2) {EIGHT}.", "kangaroo")),
        (f"№ 2 {EIGHT} kangaroo", (f"№ 2 {EIGHT}", "kangaroo")),
        (f"1234 {EIGHT} kangaroo", (EIGHT, "1234 kangaroo")),
        (f"1.2. {EIGHT} kangaroo", (EIGHT, "kangaroo")),
        (f"(1.2) {EIGHT} kangaroo", (EIGHT, "kangaroo")),
        (f"1.23 {EIGHT} kangaroo", (EIGHT, "1.23 kangaroo")),
        (f"1.x {EIGHT} kangaroo", (EIGHT, "1.x kangaroo")),
        (f"{EIGHT} 1.2 kangaroo", (EIGHT, "1.2 kangaroo")),
        (f"{EIGHT} 1.2", (EIGHT, "1.2")),
        (f"a {EIGHT} 1.2", (EIGHT, "a 1.2")),
        (f"  ... why {EIGHT} kangaroo", (EIGHT, "  ... why kangaroo")),
        (f"abc {EIGHT} kangaroo", (EIGHT, "abc kangaroo")),
    ],
)
def test_words_typed_behind_ours_come_back_with_what_they_answer(
    line: str, expected: tuple[str, str]
) -> None:
    """On one line; the number of a list item before ours is none of them."""
    own, typed = expected
    found = taken(f"> {line}\n{quote(END)}")
    assert (f"> {own}\n{typed}" if own else typed) == found.trimmed.reply
    assert f"> {line}" == found.trimmed.quoted.split("\n")[0]


def test_an_answer_on_the_line_of_ours_cites_two_lines_above_it_too() -> None:
    """Three in all; two such answers are parted by a blank line."""
    text = f"{quote('Hi Maria', EIGHT, MORE, AND)} kangaroo\n{quote(END)}"
    assert f"> {EIGHT}\n> {MORE}\n> {AND}\nkangaroo" == reply(text)
    two = f"> kangaroo {EIGHT}\n> wombat {MORE}\n{quote(END)}"
    assert "kangaroo\n\nwombat" == reply(two)
    mixed = f"Yes.\n{EIGHT} kangaroo koala\n{MORE}"
    counted = taken(mixed, Trimmed(mixed))
    assert ("lines of our letters taken out of the reply: 2",) == counted.notes
    assert f"Yes.\n\n> {EIGHT}\nkangaroo koala" == counted.trimmed.reply


def test_the_line_of_a_note_is_cited_only_where_the_answer_stays_inside() -> None:
    """Neither the lines above an answer nor what stands before it on its line."""
    text = f"{quote(EIGHT)}\nYes.\n> {MORE} kangaroo\n{quote(AND)}"
    assert f"> {EIGHT}\nYes.\n\n> {MORE}\nkangaroo" == reply(text, NOTE, inside=True)
    assert "Yes.\n\nkangaroo" == reply(text, NOTE)
    public = SentLetter(as_words(EIGHT))
    secret = SentLetter(as_words(f"{MORE}\n{AND}\n{END}"), inside=True)
    assert f"> {EIGHT}\nYes.\n\nkangaroo" == reply(text, public, secret)
    assert taken(text, None, public, secret).inside
    assert not taken(quote(EIGHT), None, public, secret).inside
