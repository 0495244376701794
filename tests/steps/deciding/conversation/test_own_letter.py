"""Whatever stands of our letter in an answer is not the author's, and whatever else stands there
is.
"""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Message, Trimmed
from mailbridge.steps.deciding.conversation.own_letter import Taken, take_away
from mailbridge.steps.deciding.conversation.own_lines import as_words
from mailbridge.steps.reading.read import read
from mailbridge.steps.reading.reply.trim import trim
from mailbridge.steps.text.word_runs import Sources, placed_words, words
from tests.growth import growth
from tests.steps.deciding.conversation.ways_to_answer import OURS, THEIRS, Way, letter, some, ways

SEEDS = range(12)


def _made(way: Way, text: str) -> tuple[str, Taken]:
    reading = read(way.raw)
    found = take_away(reading.message.text, reading.trimmed, [SentLetter(as_words(text))])
    return reading.message.text, found or Taken(reading.trimmed)


def _own(reply: str) -> str:
    """The reply without the lines it cites."""
    return "\n".join(line for line in reply.split("\n") if not line.startswith(">"))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_author_wrote_is_the_reply_and_nothing_of_ours(seed: int) -> None:
    """However the program quoted and wherever the author typed."""
    rng = random.Random(seed)
    ours = letter(rng)
    for way in ways(rng, ours):
        _, taken = _made(way, ours.text)
        assert (way.name, words(" ".join(way.written))) == (
            way.name,
            words(_own(taken.trimmed.reply)),
        ), taken.trimmed.reply


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_stands_under_the_question_it_answers(seed: int) -> None:
    """The line above an answer is the question's, quoted."""
    rng = random.Random(seed)
    ours = letter(rng)
    for way in ways(rng, ours):
        _, taken = _made(way, ours.text)
        lines = taken.trimmed.reply.split("\n")
        for said, question in zip(way.written, way.under, strict=True):
            if question is None:
                continue
            at = next(
                at
                for at, line in enumerate(lines)
                if words(said)[0] in words(line) and not line.startswith(">")
            )
            cited = next(line for line in reversed(lines[:at]) if line.startswith(">"))
            assert (way.name, True) == (
                way.name,
                set(words(cited)) <= {*words(question), *(f"q{one}" for one in range(9))},
            ), cited


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_is_lost(seed: int) -> None:
    """Reply, quoted part and signature hold every word of the text."""
    rng = random.Random(seed)
    ours = letter(rng)
    for way in ways(rng, ours):
        text, taken = _made(way, ours.text)
        held = Counter(
            re.findall(
                r"\w+", f"{taken.trimmed.reply}\n{taken.trimmed.quoted}\n{taken.trimmed.signature}"
            )
        )
        assert (way.name, Counter()) == (way.name, Counter(re.findall(r"\w+", text)) - held)


def test_an_empty_reply_is_never_left() -> None:
    """Who sends our letter back without a word has sent our letter."""
    ours = letter(random.Random(1))
    found = take_away(ours.text, Trimmed(ours.text), [SentLetter(as_words(ours.text), inside=True)])
    assert found is not None
    assert (True, True, ours.text) == (found.only_ours, found.inside, found.trimmed.reply)


OUTLOOK = "From: Anna <anna@x.test>\nSent: Monday, 4 May 2026 10:15\nTo: Maria\nSubject: chairs"
ASKED = (
    "Hello Maria,\nWhich colour shall the chairs have, and how many of them do you need?\n"
    "Please tell us until Friday, so that the workshop can begin.\n"
    "Reply to all, please keep the subject: it keeps the topic in one place."
)


@pytest.mark.parametrize("above", ["", "See below.\n\n"])
def test_an_answer_below_a_quote_without_marks_is_told_from_it(above: str) -> None:
    """Outlook's quote has no prefixes; our letter's words end it."""
    text = f"{above}{OUTLOOK}\n\n{ASKED}\n\nThe blue ones, and twelve of them."
    trimmed = trim(Message(subject="RE: chairs", text=text))
    found = take_away(text, trimmed, [SentLetter(as_words(ASKED))])
    assert found is not None
    assert f"{above}The blue ones, and twelve of them." == found.trimmed.reply


def test_what_clients_wrote_is_never_ours() -> None:
    """Our letter quoted her own words; she writes them again, and means them."""
    rng = random.Random(2)
    hers = some(rng, THEIRS, 12, 14)
    ours = SentLetter(as_words(f"{letter(rng).text}\nYou wrote on Friday:\n> {hers}\n"))
    assert None is take_away(hers, Trimmed(hers), [ours], [hers])


def test_seven_words_are_nobodys_property() -> None:
    """Unmarked text is ours only in runs of eight words."""
    said = " ".join(OURS[:7])
    assert None is take_away(
        f"{said} kangaroo", Trimmed(f"{said} kangaroo"), [SentLetter(" ".join(OURS))]
    )


def test_the_line_of_an_internal_letter_is_shown_only_inside() -> None:
    """An answer typed under a line of a note keeps that line where the answer stays inside, and
    loses it where it goes out.
    """
    note = (
        "Bob, she haggles every time and for months on end.\nOur floor is nine thousand and not "
        "one euro less."
    )
    text = (
        "> Bob, she haggles every time and for months on end.\nYes.\n> Our floor is nine thousand "
        "and not one euro less.\nNo."
    )
    trimmed = Trimmed(text)
    inside = take_away(text, trimmed, [SentLetter(as_words(note), inside=True)], cites_inside=True)
    outside = take_away(text, trimmed, [SentLetter(as_words(note), inside=True)])
    assert text.replace("\n> Our", "\n\n> Our") == (inside and inside.trimmed.reply)
    assert "Yes.\nNo." == (outside and outside.trimmed.reply)


def test_a_colleagues_words_above_our_letter_stay_quoted() -> None:
    """A private letter between two clients that quotes ours: the answer quotes both, and only the
    answer is new.
    """
    ours = letter(random.Random(3)).text
    quoted = "\n".join(f"> > {line}" for line in ours.split("\n"))
    text = (
        "We agree.\n\nOn Sat, 28 Nov 2026 Tom <tom@bloom.test> wrote:\n> kangaroo violin "
        f"meadow\n>\n> On Fri Anna wrote:\n{quoted}\n"
    )
    reading = read(b"From: m@bloom.test\nSubject: Re: x\n\n" + text.encode())
    found = take_away(reading.message.text, reading.trimmed, [SentLetter(as_words(ours))])
    assert "We agree." == (found and found.trimmed.reply)


def test_the_cost_grows_with_the_words() -> None:
    """Four times the words take hardly more than four times the time, also where all words are the
    same.
    """
    for make in (lambda n: " ".join(random.Random(n).choices(OURS, k=n)), lambda n: "word " * n):
        small, large = (_answered(make(size)) for size in (4000, 16_000))
        assert growth(lambda args: take_away(*args), small, large) < 12


def _answered(text: str) -> tuple[str, Trimmed, list[SentLetter]]:
    """An answer of these words, and twenty letters that each say a part of them."""
    wrapped = re.sub(r"((?:\S+ ){10})", r"\1\n", text)
    letters = [SentLetter(as_words(wrapped[: len(wrapped) // 20])) for _ in range(20)]
    return wrapped, Trimmed(wrapped), letters


def test_runs_are_found_where_the_letter_goes_on() -> None:
    """Of several places with the same words, the one that goes on counts."""
    found = Sources([["a", "b", "c", "d", "x"], ["a", "b", "c", "d", "y"]]).runs(
        ["a", "b", "c", "d", "y"]
    )
    assert [(0, 5, 1, 0)] == [(one.start, one.end, one.source, one.at) for one in found]


@given(st.text(alphabet=st.sampled_from("aB1_ -:/.,>[]\n\u00ad\u0130ßя"), max_size=80))
def test_the_words_of_a_line_are_the_same_with_and_without_their_places(line: str) -> None:
    """A letter is kept by the one, an answer is read by the other."""
    placed = [word.text for one in line.split("\n") for word in placed_words(one)]
    assert words(line) == placed
