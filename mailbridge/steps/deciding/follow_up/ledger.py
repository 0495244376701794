"""What a post does to the questions of its discussion, each change with the words that did it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.domain.message import Answer
from mailbridge.steps.deciding.follow_up.content_words import content_words, shares_word
from mailbridge.steps.deciding.follow_up.dates_named import (
    TIMES,
    asks_for_a_date,
    is_only_a_date,
    may_be_answered_by_a_date,
)
from mailbridge.steps.deciding.follow_up.numbers_named import Named, numbers_named
from mailbridge.steps.deciding.follow_up.quoted_question import Under, under_questions
from mailbridge.steps.deciding.follow_up.said import Said, greets, said, says_something
from mailbridge.steps.deciding.follow_up.withdrawal import withdrawn
from mailbridge.steps.reading.meaning.questions import is_choice
from mailbridge.values import dataclass, replace

LONGEST_EVIDENCE = 300  # characters
MOST_LINES = 2000  # of one post that are looked at
_LIST_ITEM = re.compile(r"\W*?(\d{1,3})\s?[.)/:]")
_BETWEEN = re.compile(r"[\W_]+")  # what stands between words
_TELLS_ANSWERS = re.compile(
    (
        r"answer|question|repl|respon|ответ|вопрос|пункт|point|antwort|frage|répon|respuest|"
        r"pregunt|"
        r"відповід|питан"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A post as the ledger sees it."""

    author: int
    side: str  # the author's: client or team
    body: str  # the author's own words; what they quote begins with >
    answers: tuple[Answer, ...] = ()  # as the reading found them
    asked: tuple[str, ...] = ()  # what the post asks itself
    files: tuple[str, ...] = ()  # names of files that came with it
    names: frozenset[str] = frozenset()  # words of the author's name, in lower case
    others: frozenset[str] = frozenset()  # words of the names of others here
    heard: frozenset[int] | None = None  # the clients a post of the team is meant for; None: all
    told: frozenset[int] = frozenset()  # numbers of the questions in the letter it answers

    @property
    def people(self) -> frozenset[str]:
        """Words of the names of everybody here, in lower case."""
        return self.names | self.others

    def reaches(self, asker: int) -> bool:
        """Whether who asked reads this answer: what they do not read answers nothing of theirs."""
        return self.side == "client" or self.heard is None or asker in self.heard

    def was_asked(self, question: Question) -> bool:
        """Whether the question was put to the author's side, and a client heard it who answers."""
        if question.side != self.side or question.asked_by == self.author:
            return False
        return self.side == "team" or question.is_shared_with(frozenset({self.author}))

    def was_asked_of_others(self, question: Question) -> bool:
        """Whether it was put to the author's side, and neither to the author nor by them."""
        mine = question.asked_by == self.author or self.was_asked(question)
        return question.side == self.side and not mine

    def has_asked(self, question: Question) -> bool:
        """Whether it is theirs to take back or to ask again: any question of the team to those whom
        the post is meant for, a client's own.
        """
        if question.side == self.side:
            return False
        return (
            question.is_shared_with(self.heard)
            if self.side == "team"
            else question.asked_by == self.author
        )


@dataclass(frozen=True, slots=True)
class Change:
    question: Question
    state: QuestionState
    words: str


def changes(spoken: Spoken, ledger: Sequence[Question]) -> tuple[Change, ...]:
    """What the post does to the questions, each at most once, in the order of the ledger."""
    own = [question for question in ledger if question.is_live and spoken.has_asked(question)]
    found = {
        change.question.id: change
        for change in (
            *_answers(spoken, ledger),
            *_taken_back(spoken, own),
            *_asked_anew(spoken, own),
        )
    }
    return tuple(found[question.id] for question in ledger if question.id in found)


def numbers_of_others(spoken: Spoken, ledger: Iterable[Question]) -> list[Question]:
    """The questions that a client's post names by number as if it answered them, and that others
    were asked: it answers nothing of theirs.
    """
    put = [
        question
        for question in ledger
        if question.side == spoken.side and question.asked_by != spoken.author
    ]
    theirs = [
        question for question in put if question.is_live and spoken.was_asked_of_others(question)
    ]
    lines = spoken.body.split("\n", MOST_LINES)[:MOST_LINES] if theirs else []
    named = {said_.number for said_ in _named(spoken, lines, put) if says_something(said_.words)}
    return [question for question in theirs if question.number in named]


def doubtful(done: Iterable[Change]) -> tuple[Change, ...]:
    """What somebody does who may be somebody else: answers to open questions are perhaps, and
    nothing else counts.
    """
    answers = (QuestionState.PERHAPS, QuestionState.ANSWERED)
    return tuple(
        replace(change, state=QuestionState.PERHAPS)
        for change in done
        if change.state in answers and change.question.is_live
    )


def asked_newly(
    texts: Sequence[str],
    ledger: Iterable[Question],
    side: str,
    asker: int,
    heard: frozenset[int] | None,
    before: Iterable[Question] = (),
) -> list[str]:
    """The questions that are new: not open, or perhaps answered, on that side already in the same
    words; or asked already, where `asker` asking for these clients to hear (`heard`) adds
    something. `before`: the questions as they were until this post. What was open to its own side
    then and stands in it again is repeated, to be answered; and "2. The green one, please" answers.
    """
    if not texts:
        return []
    known = {
        _plain(question.text)
        for question in ledger
        if question.side == side and question.is_live and _adds_nothing(question, asker, heard)
    }
    known |= {
        _plain(question.text) for question in before if question.is_live and question.side != side
    }
    given = {_plain(question.evidence) for question in ledger if question.side != side}
    return [
        text
        for text in texts
        if (plain := _plain(text)) not in known and not (plain in given and is_choice(text))
    ]


def _adds_nothing(question: Question, asker: int, heard: frozenset[int] | None) -> bool:
    """Whether all who hear a question now heard it before, and whoever asked the team hears the
    answer.
    """
    if question.side == "team" and question.asked_by == asker:
        return True
    if question.heard is None or heard is None:
        return True
    return heard <= question.heard and (question.side == "client" or question.asked_by in heard)


def evidence(words: str) -> str:
    """The words in one line, cut where they grow long."""
    line = " ".join(words.split())
    return (
        line if len(line) <= LONGEST_EVIDENCE else line[:LONGEST_EVIDENCE].rpartition(" ")[0] + " …"
    )


def _asked_anew(spoken: Spoken, own: Iterable[Question]) -> Iterator[Change]:
    """A question that was perhaps answered and is asked again is open again; one that is put to
    more people makes room for the new one.
    """
    changing = [
        (question, QuestionState.WITHDRAWN if widened else QuestionState.OPEN)
        for question in own
        if (widened := _is_widened(question, spoken)) or question.state is QuestionState.PERHAPS
    ]
    again = {_plain(text): text for text in spoken.asked} if changing else {}
    for question, state in changing if again else ():
        asked = again.get(_plain(question.text))
        if asked is not None:
            yield Change(question, state, evidence(asked))


def _is_widened(question: Question, spoken: Spoken) -> bool:
    """Whether all who heard a question hear it again, and others with them."""
    if question.heard is None or spoken.heard is None:
        return False
    new = not _adds_nothing(question, spoken.author, spoken.heard)
    return new and question.heard <= spoken.heard


def _taken_back(spoken: Spoken, own: Sequence[Question]) -> Iterator[Change]:
    """The team takes back what any member asked of whom it writes to; a client what they asked
    themselves.
    """
    if not own:
        return
    words = withdrawn(_unquoted(spoken.body), {question.number for question in own})
    for question in own:
        if question.number in words:
            yield Change(question, QuestionState.WITHDRAWN, evidence(words[question.number]))


def _withdrawing(spoken: Spoken, ledger: Sequence[Question]) -> tuple[str, ...]:
    """Sentences that take something back, whosever it is: they answer nothing."""
    numbers = {
        question.number for question in ledger if question.side != spoken.side and question.is_live
    }
    return tuple(withdrawn(_unquoted(spoken.body), numbers).values())


def _answers(spoken: Spoken, ledger: Sequence[Question]) -> Iterator[Change]:
    mine = [question for question in ledger if spoken.was_asked(question)]
    live = [question for question in mine if question.is_live and spoken.reaches(question.asked_by)]
    done = [question for question in mine if _may_be_corrected(question, spoken)]
    if not live and not done:
        return
    lines = spoken.body.split("\n", MOST_LINES)[:MOST_LINES]
    under = [
        under_question
        for under_question in under_questions(lines, live)
        if says_something(under_question.words)
    ]
    named = _named(spoken, lines, mine)
    clear = {
        question.id: Change(question, QuestionState.ANSWERED, evidence(words))
        for question, words in (*_clear(under, named, live), *_corrected(named, done))
    }
    yield from clear.values()
    spans = [(entry.first, entry.last) for entry in named] + [
        (entry.first, entry.last) for entry in under
    ]
    taken = {at for first, last in spans for at in range(first, last + 1)}
    rest = "\n".join(
        line
        for at, line in enumerate(lines)
        if at not in taken and not line.lstrip().startswith(">")
    )
    to_me = [
        question
        for question in live
        if question.asked_of in (None, spoken.author) and question.id not in clear
    ]
    yield from _in_words(
        spoken,
        rest,
        [question for question in to_me if not _refused(question, named)],
        under,
        _withdrawing(spoken, ledger),
        alone=not clear and not named,
    )


def _clear(
    under: Sequence[Under], named: Sequence[Named], live: Sequence[Question]
) -> Iterator[tuple[Question, str]]:
    """Questions answered by number, or in the quote right under them."""
    by_number = {
        entry.number: entry.words for entry in reversed(named) if says_something(entry.words)
    }
    yield from ((entry.questions[-1], entry.words) for entry in under if not entry.answers_all)
    yield from (
        (question, by_number[question.number]) for question in live if question.number in by_number
    )


def _may_be_corrected(question: Question, spoken: Spoken) -> bool:
    """Whether a number still means it: it stands in the letter that is answered once more."""
    answered = question.state is QuestionState.ANSWERED and question.number in spoken.told
    return answered and spoken.reaches(question.asked_by)


def _corrected(named: Sequence[Named], done: Sequence[Question]) -> Iterator[tuple[Question, str]]:
    """ "1. Friday", and later "1. Monday": the newer words are the answer."""
    for question, words in _clear((), named, done):
        if _plain(words) != _plain(question.evidence):
            yield question, words


def _refused(question: Question, named: Sequence[Named]) -> bool:
    """Named, and put off or asked back: other words do not answer it, either."""
    return any(entry.number == question.number for entry in named)


def _named(spoken: Spoken, lines: Sequence[str], mine: Sequence[Question]) -> list[Named]:
    """What stands to a number; a list of other things is none of it."""
    known = {question.number for question in mine}
    found = list(numbers_named(lines, known))
    seen = {named.number for named in found}
    read = [
        answer
        for answer in spoken.answers
        if answer.number in known and answer.number not in seen and answer.quoted_question is None
    ]
    found += [
        Named(answer.number, answer.text, *_lines_of(answer.text, lines))
        for answer in read
        if answer.number is not None
    ]
    return [named for named in found if named.certain] if _is_list(lines, known) else found


def _lines_of(words: str, lines: Sequence[str]) -> tuple[int, int]:
    first = words.split("\n", 1)[0]
    at = next((at for at, line in enumerate(lines) if first and first in line), 0)
    return at, at + words.count("\n")


def _is_list(lines: Sequence[str], known: set[int]) -> bool:
    """Numbered lines that count something else: a number nobody asked, or a line above that
    announces them.
    """
    items = [
        (at, int(match[1]))
        for at, line in enumerate(lines)
        if not line.startswith(">") and (match := _LIST_ITEM.match(line))
    ]
    if len(items) < 2:
        return False
    above = next(
        (
            line.strip()
            for line in reversed(lines[: items[0][0]])
            if line.strip() and not line.startswith(">")
        ),
        "",
    )
    announced = above.endswith(":") and not greets(above) and _TELLS_ANSWERS.search(above) is None
    return announced or any(number not in known for _, number in items)


def _in_words(
    spoken: Spoken,
    text: str,
    open_: Sequence[Question],
    under: Sequence[Under],
    taken_back: Sequence[str],
    alone: bool,
) -> Iterator[Change]:
    """Perhaps answers: to what shares words; else, where nothing was said clearly, to the only one
    or to all.
    """
    for entry in under if open_ else ():
        if entry.answers_all:
            yield from (
                _perhaps(question, entry.words) for question in entry.questions if question in open_
            )
    found = said(text, spoken.asked, spoken.names, taken_back, spoken.people)
    fitting = [(question, _sharing(question, found, spoken)) for question in open_]
    near = _with_dates([pair for pair in fitting if pair[1]], open_, found, spoken)
    yield from (_perhaps(question, " ".join(words)) for question, words in near)
    if not near and alone and not any(entry.answers_all for entry in under):
        yield from _of_any(open_, found, spoken)


_Fitting = list[tuple[Question, list[str]]]


def _with_dates(near: _Fitting, open_: Sequence[Question], found: Said, spoken: Spoken) -> _Fitting:
    """A date and no other words are about the questions that ask for a date."""
    dated = [sentence for sentence in found.certain if is_only_a_date(sentence, spoken.people)]
    asking = [question for question in open_ if asks_for_a_date(question.text)] if dated else []
    known = {question.id for question, _ in near}
    return [*near, *((question, dated) for question in asking if question.id not in known)]


def _of_any(open_: Sequence[Question], found: Said, spoken: Spoken) -> Iterator[Change]:
    files = spoken.files
    said_ = " ".join(found.certain)
    if found.certain and all(is_only_a_date(sentence, spoken.people) for sentence in found.certain):
        open_ = [question for question in open_ if may_be_answered_by_a_date(question.text)]
    came = "" if said_ or found.words or found.put_off else ", ".join(files)
    named = content_words(_BETWEEN.sub(" ", came)) if came else frozenset()
    near = [question for question in open_ if shares_word(content_words(question.text), named)]
    open_ = near or open_
    put_off = [content_words(sentence) for sentence in found.put_off]
    for question in open_ if said_ or came else ():
        if question.state is QuestionState.OPEN and not any(
            shares_word(content_words(question.text), words) for words in put_off
        ):
            yield _perhaps(question, said_ or came)


def _sharing(question: Question, found: Said, spoken: Spoken) -> list[str]:
    """The sentences that name what the question names: neither times nor people count."""
    small = TIMES | spoken.people
    about = content_words(question.text) - small
    said_ = (*found.words, *found.weak)
    return [sentence for sentence in said_ if shares_word(content_words(sentence) - small, about)]


def _perhaps(question: Question, words: str) -> Change:
    return Change(question, QuestionState.PERHAPS, evidence(words))


def _unquoted(body: str) -> str:
    if ">" not in body:
        return body
    return "\n".join(line for line in body.split("\n") if not line.lstrip().startswith(">"))


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text.casefold())
