"""Whose move it is, and what a post answers."""

from mailbridge.domain.discussion import Move, Question
from mailbridge.domain.message import Answer
from mailbridge.steps.deciding.follow_up.answered_questions import answered, whose_move
from mailbridge.steps.reading.meaning.thanks import is_thanks


def question(number: int, text: str) -> Question:
    return Question(number, 1, number, text, asked_by=1, asked_of=None)


COLOUR, DATE = question(1, "Which colour?"), question(2, "By when?")


def test_numbers_name_what_they_answer() -> None:
    """“2. Friday” answers the second question alone."""
    assert (DATE,) == answered([COLOUR, DATE], [Answer(2, "Friday")], "2. Friday")


def test_a_quoted_question_is_answered_by_what_stands_under_it() -> None:
    """However its punctuation was mangled on the way."""
    assert (COLOUR,) == answered(
        [COLOUR, DATE], [Answer(None, "blue", "> Q1. Which colour ?")], "blue"
    )


def test_any_words_answer_the_only_open_question() -> None:
    """“Blue, please” needs no number."""
    assert (COLOUR,) == answered([COLOUR], [], "Blue, please")


def test_a_question_in_return_answers_nothing() -> None:
    """“What do you mean?” leaves it open."""
    assert () == answered([COLOUR], [], "What do you mean?")


def test_a_client_without_numbers_leaves_several_questions_open() -> None:
    """Nobody knows which of them was meant."""
    assert () == answered(
        [COLOUR, DATE], [], "Blue, please, and the earlier the better for all of us."
    )


def test_a_member_who_tells_the_client_something_has_answered() -> None:
    """The team's letter speaks to all that was asked before it."""
    body = "You will have it by Friday, in dark blue. Which paper do you use?"
    assert (COLOUR, DATE) == answered(
        [COLOUR, DATE], [], body, ["Which paper do you use?"], by_team=True
    )


def test_a_member_who_only_asks_back_has_not() -> None:
    """A question in return leaves the client's open."""
    assert () == answered(
        [COLOUR, DATE],
        [],
        "Hi Alice,\n\nwhich paper do you use?",
        ["which paper do you use?"],
        by_team=True,
    )


def test_thanks_leave_the_move_where_it_was() -> None:
    """After our last word a thank-you asks for nothing."""
    assert is_thanks("Thank you very much!")
    assert is_thanks("Thanks, Anna!\n\nBest regards")
    assert is_thanks("Thank you for the quick help and the good work!")
    assert is_thanks("Спасибо за помощь, Анна!")
    assert is_thanks("Perfect, thanks again for the quick help.")
    assert is_thanks("Cheers, Anna")
    assert is_thanks("Vielen Dank für die schnelle Hilfe!")
    assert is_thanks("Danke schön")
    assert not is_thanks("Danke, aber das Blau ist falsch.")
    assert not is_thanks("Thanks, but the button is broken.")
    assert not is_thanks("Thanks. Still broken.")
    assert not is_thanks("Thanks! One more thing: the phone number is 555 0100 now.")
    assert not is_thanks("Спасибо, но кнопка не работает.")
    assert Move.NOBODY is whose_move(
        Move.NOBODY, by_team=False, internal=False, machine=False, reply="Thanks!"
    )


def test_an_answer_passes_the_move_to_the_other_side() -> None:
    """The client writes: ours; we answer: theirs; notes and machines change nothing."""
    assert Move.TEAM is whose_move(
        Move.CLIENT, by_team=False, internal=False, machine=False, reply="And the logo?"
    )
    assert Move.CLIENT is whose_move(
        Move.TEAM, by_team=True, internal=False, machine=False, reply="Done."
    )
    assert Move.TEAM is whose_move(
        Move.TEAM, by_team=True, internal=True, machine=False, reply="She never pays."
    )
    assert Move.TEAM is whose_move(
        Move.TEAM, by_team=False, internal=False, machine=True, reply="I am away."
    )
