"""Answers by number ("2. yes  3. attached"), and those written under the quoted question."""

import re
from collections.abc import Iterator
from functools import cached_property

from mailbridge.domain.message import Answer
from mailbridge.steps.reading.meaning.numbered_answers import Item, items
from mailbridge.steps.text.sentences import sentences, without_item_mark
from mailbridge.values import dataclass

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_NUMBERED_QUESTION = re.compile(r"[QqВвПп№#]?\s?(\d{1,3})[.:)]")
_MOST = 100  # answers of one letter
_LONGEST_QUESTION = 600
_QUESTION_MARKS = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted lines, and what was written under them."""

    quoted: tuple[str, ...]
    written: tuple[str, ...]


def answers(text: str, quoted: str) -> tuple[Answer, ...]:
    """Answers in the order they stand, one for each number; at most a hundred.

    `quoted` is what the reply quotes elsewhere: a question copied from there is not taken for its
    own answer.
    """
    if ">" not in text and not _DIGIT.search(text):
        return ()
    passages = tuple(_passages(text))
    copied = _Copied(quoted, passages)
    found: dict[tuple[int | None, str | None], Answer] = {}
    for passage in passages:
        under_numbers = tuple(_by_number(passage.written, copied))
        for answer in under_numbers or _under_question(passage):
            found.setdefault(
                (answer.number, None if answer.number else answer.quoted_question), answer
            )
            if len(found) == _MOST:
                return tuple(found.values())
    return tuple(found.values())


def _passages(text: str) -> Iterator[Passage]:
    quoted: list[str] = []
    written: list[str] = []
    for line in text.split("\n"):
        shown = line.strip()
        if not shown.startswith(">"):
            written.append(shown)
            continue
        if any(written):
            yield Passage(tuple(quoted), tuple(written))
            quoted = []
        written = []
        quoted.append(shown.lstrip("> "))
    yield Passage(tuple(quoted), tuple(written))


class _Copied:
    """The questions of the quoted text, to know them again in the answer; gathered when the first
    one is asked for.
    """

    def __init__(self, quoted: str, passages: tuple[Passage, ...]) -> None:
        self._quoted, self._passages = quoted, passages

    @cached_property
    def _questions(self) -> frozenset[str]:
        lines = [line.lstrip("> ") for line in self._quoted.split("\n")]
        lines.extend(line for passage in self._passages for line in passage.quoted)
        return frozenset(
            _bare(sentence) for sentence in sentences("\n".join(lines)) if "?" in sentence
        )

    def __bool__(self) -> bool:
        return bool(self._questions)

    def __contains__(self, question: str) -> bool:
        return _bare(without_item_mark(question)) in self._questions


def _bare(sentence: str) -> str:
    """The words of a question, without its number."""
    return " ".join(_WORD.findall(without_item_mark(sentence).partition("?")[0].casefold()))


def _by_number(lines: tuple[str, ...], copied: _Copied) -> Iterator[Answer]:
    for item, below in _items(lines):
        yield from _answer(item, below, copied)


def _items(lines: tuple[str, ...]) -> Iterator[tuple[Item, list[str]]]:
    """Each numbered item, and the lines that go on below it up to a blank one."""
    current: Item | None = None
    below: list[str] = []
    for line in lines:
        found = items(line) if line else ()
        if found:
            if current:
                yield current, below
            yield from ((item, []) for item in found[:-1])
            current, below = found[-1], []
        elif line and current:
            below.append(line)
        elif current and (below or (current.text and not _is_question(current.text))):
            yield current, below
            current, below = None, []
    if current:
        yield current, below


def _is_question(text: str) -> bool:
    """A question and nothing else."""
    return text.endswith(_QUESTION_MARKS) and ". " not in text and "! " not in text


def _answer(item: Item, below: list[str], copied: _Copied) -> Iterator[Answer]:
    """A question repeated above or before its answer is not the answer; one of the answerer's own
    may be.
    """
    question, mark, rest = item.text.partition("?")
    said = "\n".join(filter(None, (rest.strip(" \t-–—:"), *below)))
    repeated = bool(mark) and (question in copied or (not copied and _is_question(item.text)))
    if repeated and said:
        yield Answer(item.number, said, f"{question}?")
    elif not repeated and (item.text or below):
        yield Answer(item.number, "\n".join(filter(None, (item.text, *below))))


def _under_question(passage: Passage) -> Iterator[Answer]:
    """The first paragraph under a quoted question, if it is plain which question it answers."""
    written = _first_paragraph(passage.written)
    quoted = list(sentences("\n".join(passage.quoted))) if written and passage.quoted else []
    asked = [
        sentence
        for sentence in quoted
        if sentence.endswith(_QUESTION_MARKS) and len(sentence) <= _LONGEST_QUESTION
    ]
    if asked and (len(asked) == 1 or asked[-1] == quoted[-1]):
        number = _NUMBERED_QUESTION.match(asked[-1])
        yield Answer(int(number[1]) if number else None, written, without_item_mark(asked[-1]))


def _first_paragraph(lines: tuple[str, ...]) -> str:
    start = next((at for at, line in enumerate(lines) if line), len(lines))
    end = next((at for at in range(start, len(lines)) if not lines[at]), len(lines))
    return "\n".join(lines[start:end])
