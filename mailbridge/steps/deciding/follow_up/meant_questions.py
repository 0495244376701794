"""Which questions a member means by the numbers of a command, where both sides count from one."""

import re
from collections.abc import Iterable, Mapping, Sequence

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.values import dataclass, replace

_NUMBER = re.compile(r"\d{1,6}")
_OUR_WORDS = "our ours us we client наш наши наше нас unser unsere"
_THEIR_WORDS = "their theirs them team their's his her client's клиента их unserer ihr ihre"
_OUR = frozenset(_OUR_WORDS.split())
_THEIR = frozenset(_THEIR_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")


@dataclass(frozen=True, slots=True)
class Meant:
    questions: tuple[Question, ...]
    missing: tuple[int, ...] = ()  # numbers that no question of the right state has
    unsure: tuple[Question, ...] = ()  # those of `questions` whose number the other side has, too


def numbers_in(argument: str) -> tuple[int, ...]:
    """ "1 2", "Q1, Q2", "our 1 and 2"."""
    return tuple(dict.fromkeys(int(digits) for digits in _NUMBER.findall(argument)))


def side_in(argument: str, askers: Mapping[int, str]) -> str | None:
    """The side that is asked, where words say it: "our 1" we asked the client, "Maria's 1" she us.

    `askers`: the names of the clients who asked something here, by their ids.
    """
    words = [word.casefold() for word in _WORD.findall(argument)]
    names = {part for name in askers.values() for part in name.casefold().split()}
    for word in words:
        if word in _OUR:
            return "client"
        if word in _THEIR or word.replace("’", "'").removesuffix("'s") in names:
            return "team"
    return None


def meant(
    numbers: Iterable[int], ledger: Sequence[Question], to: QuestionState, side: str | None = None
) -> Meant:
    """The questions that get the state `to`. Where both sides have the number: what waits to be
    confirmed, else what the team was asked; to be opened again, what was settled last.
    """
    found: list[Question] = []
    missing: list[int] = []
    unsure: list[Question] = []
    for number in numbers:
        some = [
            question
            for question in ledger
            if question.number == number and side in (None, question.side)
        ]
        some = [question for question in some if _may_become(question, to)]
        if not some:
            missing.append(number)
            continue
        chosen = min(some, key=lambda question: _rank(question, to))
        found.append(chosen)
        unsure += [chosen] if len(some) > 1 else []
    return Meant(tuple(found), tuple(missing), tuple(unsure))


def _may_become(question: Question, to: QuestionState) -> bool:
    return question.state is not to and (to is QuestionState.OPEN or question.is_live)


def _rank(question: Question, to: QuestionState) -> tuple[bool, float, bool]:
    changed = question.changed_at.timestamp() if question.changed_at is not None else 0.0
    if to is QuestionState.OPEN:
        return False, -changed, False
    if to is QuestionState.WITHDRAWN:
        return False, 0.0, question.side == "team"
    return question.state is not QuestionState.PERHAPS, 0.0, question.side == "client"


def as_told(
    ledger: Sequence[Question], side: str, told: Iterable[tuple[int, str]]
) -> Sequence[Question]:
    """The questions with the numbers that a letter gave to those of `side`, whatever they are since
    their discussion was merged or split; no other question of that side has such a number. The very
    same ledger where the letter's numbers are still theirs. `told`: numbers and words; of questions
    with the same words the one that has the number is meant, else the last.
    """
    wanted = frozenset(told)
    theirs = [question for question in ledger if question.side == side]
    kept = wanted.intersection((question.number, question.text) for question in theirs)
    free = {
        question.text: question.id
        for question in theirs
        if (question.number, question.text) not in kept
    }
    fixed = {number for number, _ in kept}
    numbers = {
        free[text]: number
        for number, text in sorted(wanted)
        if text in free and number not in fixed
    }
    if not numbers:
        return ledger
    taken = frozenset(numbers.values())

    def number_of(question: Question) -> int:
        own = -question.id if question.number in taken else question.number
        return numbers.get(question.id, own)

    return [
        replace(question, number=number_of(question)) if question.side == side else question
        for question in ledger
    ]
