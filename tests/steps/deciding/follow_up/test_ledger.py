"""What a post does to the questions of its discussion."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.steps.deciding.follow_up.ledger import (
    Change,
    Spoken,
    asked_newly,
    changes,
    doubtful,
)
from mailbridge.steps.deciding.follow_up.numbers_named import numbers_named
from mailbridge.steps.reading.meaning.answers import answers
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.values import replace
from tests.steps.deciding.follow_up.answer_forms import TONGUES, Tongue, by_number, letters

MARIA, TOM, ANNA, IGOR = 1, 2, 3, 4
OPEN, PERHAPS, ANSWERED, WITHDRAWN = QuestionState
DATES = ("on Friday", "в пятницу", "am Freitag", "vendredi", "el viernes")
EVERY = pytest.mark.parametrize("tongue", TONGUES.values(), ids=TONGUES)


def asked(
    texts: Sequence[str], side: str = "client", by: int = ANNA, of: int | None = None
) -> list[Question]:
    return [
        Question(number, 1, number, text, by, of, side=side) for number, text in enumerate(texts, 1)
    ]


def after(
    body: str, ledger: Sequence[Question], author: int = MARIA, side: str = "client"
) -> dict[int, QuestionState]:
    return {one.question.number: one.state for one in done(body, ledger, author, side)}


def done(
    body: str, ledger: Sequence[Question], author: int = MARIA, side: str = "client"
) -> tuple[Change, ...]:
    names = frozenset({"maria", "lopez", "мария"})
    return changes(
        Spoken(author, side, body, answers(body, ""), questions(body), names=names), ledger
    )


def wrong(
    cases: Iterator[tuple[str, dict[int, QuestionState]]], ledger: Sequence[Question]
) -> list[str]:
    """The letters that were read otherwise than they were made, with what was read."""
    return [
        f"{body!r}: {found}"
        for body, expected in cases
        if (found := after(body, ledger)) != expected
    ]


@EVERY
def test_what_is_answered_by_number_is_answered_and_nothing_else(tongue: Tongue) -> None:
    """In each form and order, with greeting and closing; four questions are open."""
    made = list(by_number(tongue))
    framed = letters(tongue, (body for body, _ in made))
    cases = (
        (body, dict.fromkeys(sorted(numbers), ANSWERED))
        for body, (_, numbers) in zip(framed, made, strict=True)
    )
    assert [] == wrong(cases, asked(tongue.questions))


@EVERY
def test_what_is_put_off_stays_open(tongue: Tongue) -> None:
    """Alone, behind thanks or an excuse, to a number, and under the quoted question."""
    plain = [
        " ".join(parts) for parts in product(("", *tongue.receipts, *tongue.excuses), tongue.later)
    ]
    numbered = [
        form.format(n=2, o=tongue.ordinals[1], words=words)
        for form, words in product(tongue.numbered[:4], tongue.later)
    ]
    under = [f"> {tongue.questions[0]}\n{words}" for words in tongue.later]
    cases = (
        (body.strip(), {})
        for body in letters(tongue, iter([*plain, *numbered, *under, *tongue.receipts]))
    )
    assert [] == wrong(cases, asked(tongue.questions))


@EVERY
def test_words_about_a_question_perhaps_answer_it(tongue: Tongue) -> None:
    """Those that name what it names; the others stay open."""
    cases = (
        (body, {place % len(tongue.about) + 1: PERHAPS})
        for place, body in enumerate(
            letters(tongue, (words for _ in range(10) for words in tongue.about))
        )
    )
    assert [] == wrong(cases, asked(tongue.questions))


@EVERY
def test_words_about_nothing_in_particular_perhaps_answer_all(tongue: Tongue) -> None:
    """ "Yes and Friday"; and the only one, where only one is open."""
    said = [
        f"{one}, {other}" for one, other in product(tongue.replies, tongue.replies) if one != other
    ]
    every = dict.fromkeys(range(1, len(tongue.questions) + 1), PERHAPS)
    assert [] == wrong(
        ((body, every) for body in letters(tongue, iter(said))), asked(tongue.questions)
    )
    dates = [one for one in tongue.replies if one in DATES]
    others = [one for one in tongue.replies if one not in DATES]
    assert [] == wrong(
        ((body, {1: PERHAPS}) for body in letters(tongue, iter(others))),
        asked(tongue.questions[:1]),
    )
    assert [] == wrong(
        ((body, {2: PERHAPS}) for body in letters(tongue, iter(dates))), asked(tongue.questions)
    )


@EVERY
def test_words_under_a_quoted_question_answer_it(tongue: Tongue) -> None:
    """Whether or not the quote shows its number, and whether a blank line stands between."""
    quotes = (
        "> {text}\n{words}",
        "> {text}\n\n{words}",
        "> Q{n}. {text}\n{words}",
        ">  {n}. {text}\n\n{words}",
        ">> {text}\n{words}",
    )
    pairs = list(enumerate(tongue.questions, 1))
    one = [
        (quote.format(n=number, text=text, words=words), {number: ANSWERED})
        for quote, (number, text), words in product(quotes, pairs, tongue.replies)
    ]
    two = [
        (
            "\n\n".join(
                quote.format(n=number, text=text, words=words) for number, text in pairs[:2]
            ),
            {1: ANSWERED, 2: ANSWERED},
        )
        for quote, words in product(quotes, tongue.replies)
    ]
    assert [] == wrong(iter([*one, *two]), asked(tongue.questions))


@EVERY
def test_words_of_somebody_who_was_not_asked_answer_nothing(tongue: Tongue) -> None:
    """By number anyone of the asked side does."""
    ledger = asked(tongue.questions, of=TOM)
    assert [] == wrong(((body, {}) for body in (*tongue.about, *tongue.replies)), ledger)
    assert {2: ANSWERED} == after(f"2. {tongue.replies[0]}", ledger)


@EVERY
def test_the_asker_withdraws(tongue: Tongue) -> None:
    """A member what the team asked; a client what they asked themselves, and nobody else's."""
    for form, number in product(tongue.withdrawals, (1, 2)):
        body = form.format(n=number, o=tongue.ordinals[number - 1])
        assert {number: WITHDRAWN} == after(body, asked(tongue.questions), IGOR, "team"), body
        own = asked(tongue.questions, side="team", by=MARIA)
        assert {number: WITHDRAWN} == after(body, own, MARIA), body
        assert {} == after(body, own, TOM), body


def test_each_change_says_the_words_that_did_it() -> None:
    """What was written to the number; the sentence that shares words with the question."""
    ledger = asked(("Which photo?", "When do we launch?", "How many tables are there?"))
    found = done(
        "Hi Anna,\n\n2. on Friday\nin the morning\n\nThe photo with the bread is the best. Bye",
        ledger,
    )
    assert [
        (1, PERHAPS, "The photo with the bread is the best."),
        (2, ANSWERED, "on Friday in the morning"),
    ] == [(one.question.number, one.state, one.words) for one in found]


def test_a_long_answer_is_cut() -> None:
    """At a word."""
    (only,) = done("blue " * 200, asked(("Which colour?",)))
    assert (len(only.words) <= 302, True) == (True, only.words.endswith("blue …"))


LISTS = (
    "We would like three more things:\n1. a bigger logo\n2. another font",
    "My wishes are\n1. a bigger logo\n2. another font\n3. a map\n4. a form\n5. more space",
    "Еще нам хочется:\n1) карту\n2) форму",
)


@pytest.mark.parametrize("body", LISTS)
def test_a_list_of_other_things_answers_no_number(body: str) -> None:
    """It is announced as something else, or has numbers that nobody asked."""
    assert (
        ANSWERED
        not in after(
            body, asked(("Which photo?", "When do we launch?", "May we call you?"))
        ).values()
    )


AMOUNTS = (
    "2.5 hours",
    "At 2:30 on 1 December",
    "2 weeks",
    "1/2 page is enough",
    "2. December",
    "Am 1. Dezember",
    "3 days",
    "A table for 2",
    "2 files attached",
    "1-3 people",
)
BESIDE = (
    ("(1) green, friday for 2", "green", "friday"),
    ("1. blue and yes for 2", "blue", "yes"),
    ("Q1 green, a light one for Q2", "green", "a light one"),
    ("1 yes, 2 friday", "yes", "friday"),
    ("yes to 1, 2: blue", "yes", "blue"),
    ("1. yes, a table for 2", "yes, a table for 2", None),
    ("1. yes, friday for 2\n2. blue", "yes", "blue"),
)


@pytest.mark.parametrize(("body", "first", "second"), BESIDE)
def test_numbers_before_and_behind_share_a_line(body: str, first: str, second: str | None) -> None:
    """Each has the words beside it; an amount is no number of a question."""
    found = {one.question.number: one.words for one in done(body, asked(("Which one?", "And?")))}
    assert {1: first} | ({2: second} if second else {}) == found


@pytest.mark.parametrize("body", AMOUNTS)
def test_amounts_and_dates_are_no_numbers_of_questions(body: str) -> None:
    """They are words like others."""
    assert ANSWERED not in after(body, asked(("Which photo?", "When?", "Where?"))).values()


def test_a_question_in_return_answers_nothing() -> None:
    """Neither to the number nor alone."""
    ledger = asked(("Which photo?",))
    assert ({}, {}, {}) == (
        after("1. Which ones are there?", ledger),
        after("Which ones are there?", ledger),
        after("> Which photo?\nWhich ones do you have?", ledger),
    )


def test_yes_before_a_question_in_return_perhaps_answers() -> None:
    """ "Yes, but could it be bigger?" """
    assert {1: PERHAPS} == after("Yes, but could it be bigger?", asked(("Do you like the photo?",)))


def test_a_file_alone_perhaps_answers() -> None:
    """Who was asked for the logo and sends it without a word."""
    (only,) = changes(
        Spoken(MARIA, "client", "", files=("logo.svg",)), asked(("Could you send the logo?",))
    )
    assert (PERHAPS, "logo.svg") == (only.state, only.words)
    ledger = asked(("Which photo?", "Could you send the logo?"))
    found = changes(Spoken(MARIA, "client", "", files=("bloom_logo-2.svg",)), ledger)
    assert [2] == [one.question.number for one in found]


def test_nobody_answers_their_own_question() -> None:
    """Nor does a client answer what a client asked the team."""
    ledger = asked(("What does hosting cost?",), side="team", by=MARIA)
    assert ({}, {}) == (
        after("1. hosting is 20 euros", ledger),
        after("1. hosting is 20 euros", ledger, TOM),
    )
    assert {1: ANSWERED} == after("1. hosting is 20 euros", ledger, ANNA, "team")
    assert {1: PERHAPS} == after("Hosting is 20 euros a month.", ledger, ANNA, "team")


def test_what_is_asked_anew_is_open_again() -> None:
    """It keeps its number."""
    (question,) = asked(("Which photo?",))
    perhaps = Question(
        **{name: getattr(question, name) for name in question.__slots__} | {"state": PERHAPS}
    )
    assert {1: OPEN} == after("Sorry, once more: Which photo?", [perhaps], ANNA, "team") or {
        1: OPEN
    } == after("Which photo?", [perhaps], ANNA, "team")


def test_what_is_settled_is_left_alone() -> None:
    """Answered and withdrawn questions are changed by hand only."""
    settled = [
        Question(**{name: getattr(one, name) for name in one.__slots__} | {"state": state})
        for one, state in zip(asked(("Which photo?", "When?")), (ANSWERED, WITHDRAWN), strict=True)
    ]
    assert {} == after("1. blue\n2. Friday", settled)


def test_a_number_of_the_answered_letter_corrects_an_answer() -> None:
    """By new words alone; proof is needed; any other letter's number is a list's."""
    given = [replace(one, state=ANSWERED, evidence="Friday") for one in asked(("When?",))]
    for body, told, expected in (
        ("Sorry, I was wrong:\n1. Monday", {1}, ["Monday"]),
        ("1. friday!", {1}, []),
        ("1. I will tell you tomorrow", {1}, []),
        ("1. Monday", set(), []),
    ):
        spoken = Spoken(MARIA, "client", body, answers(body, ""), told=frozenset(told))
        found = changes(spoken, given)
        assert expected == [one.words for one in found if one.state is ANSWERED]
        assert () == doubtful(found)


def test_what_repeats_a_question_to_answer_it_asks_nothing() -> None:
    """Copied above the answer, or chosen politely; what is no longer open is asked in earnest."""
    before = asked(("Which photo?", "Which colour?"))
    after_ = [replace(before[0], state=ANSWERED, evidence="the blue one, please"), before[1]]
    for text, ledger, expected in (
        ("Which photo?", before, []),
        ("Which colour?", before, []),
        ("the blue one, please", before, []),
        ("the red one, please", before, ["the red one, please"]),
        ("Which photo?", after_, ["Which photo?"]),
    ):
        assert expected == asked_newly([text], after_, "team", MARIA, None, ledger)
    sent = [replace(before[0], state=ANSWERED, evidence="send it, please")]
    assert ["send it, please"] == asked_newly(["send it, please"], sent, "team", MARIA, None)


def test_thousands_of_letters_are_made() -> None:
    """So that the forms above are tried in all their mixtures."""
    assert sum(len(list(by_number(tongue))) for tongue in TONGUES.values()) > 2000


HERE = Path(__file__).parent
HOLDING = (HERE / "holding_replies.txt").read_text().splitlines()
IN_WORDS = (HERE / "answers_in_words.txt").read_text().splitlines()
THREE = ("Which photo do you like best?", "When do we launch?", "May we use short descriptions?")


@pytest.mark.parametrize("body", HOLDING)
def test_a_holding_reply_answers_nothing(body: str) -> None:
    """As people write them, in five languages."""
    assert {} == after(body, asked(THREE))


@pytest.mark.parametrize("body", IN_WORDS)
def test_an_answer_in_words_is_not_lost(body: str) -> None:
    """It is perhaps one, for a person to say."""
    assert {PERHAPS} == set(after(body, asked(THREE)).values())


def test_ordinals_with_a_colon_part_a_line() -> None:
    """ "first: … second: …", also with nothing else between them."""
    for line in ("first: green second: friday", "First one: green, second one: friday"):
        named = numbers_named([line], {1, 2})
        assert [(1, "green"), (2, "friday")] == [(one.number, one.words) for one in named]
    assert () == numbers_named(["the first time I came second: no"], {1, 2})


@pytest.mark.parametrize("words", ["Between 2,400 and 3,000.", "from 1,500 to 3,000", "2,000"])
def test_an_amount_in_thousands_is_no_number_of_a_question(words: str) -> None:
    """The whole amount is the answer, and no other question is touched by it."""
    named = numbers_named(["1. With pleasure.", f"2. {words}"], {1, 2, 3})
    assert [(1, "With pleasure."), (2, words)] == [(one.number, one.words) for one in named]
