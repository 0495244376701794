"""Whose move is it, and which questions does a post answer."""

from collections.abc import Sequence

from mailbridge.domain.discussion import Move, Question
from mailbridge.domain.message import Answer
from mailbridge.steps.reading.meaning.thanks import is_thanks

STATEMENT = 6  # words besides questions


def whose_move(before: Move, by_team: bool, internal: bool, machine: bool, reply: str) -> Move:
    """After a post: the other side's, unless nothing was said that wants an answer."""
    if internal or machine:
        return before
    if by_team:
        return Move.CLIENT
    return before if is_thanks(reply) and before is not Move.CLIENT else Move.TEAM


def answered(
    open_questions: Sequence[Question],
    answers: Sequence[Answer],
    body: str,
    asked: Sequence[str] = (),
    by_team: bool = False,
) -> tuple[Question, ...]:
    """The open questions to this author that a post answers; `asked` is what the post asks itself.

    Numbers say it; else a quoted question with the answer under it; else, where one question alone
    is open, any words that do more than ask or thank. A member who writes to the client without
    numbers answers all that was asked.
    """
    by_number = {question.number: question for question in open_questions}
    found = [by_number[answer.number] for answer in answers if answer.number in by_number]
    found += [
        question
        for question in open_questions
        for answer in answers
        if _same(question.text, answer.quoted_question)
    ]
    if not found and not answers and len(open_questions) == 1 and _says_something(body):
        found = [open_questions[0]]
    if not found and by_team and _states_something(body, asked):
        found = list(open_questions)
    return tuple(dict.fromkeys(found))


def _same(question: str, quoted: str | None) -> bool:
    bare = _letters(question)
    return bool(bare) and quoted is not None and bare in _letters(quoted)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _states_something(body: str, asked: Sequence[str]) -> bool:
    """More than a greeting besides its questions."""
    rest = len(body.split()) - sum(len(question.split()) for question in asked)
    return rest >= STATEMENT and not is_thanks(body)


def _says_something(body: str) -> bool:
    words = body.strip()
    return bool(words) and not words.endswith("?")
