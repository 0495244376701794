"""Answers written under the quoted question, or behind it on its own line."""

import re
from collections.abc import Iterator, Sequence

from mailbridge.domain.discussion import Question
from mailbridge.steps.text.sentences import without_item_mark
from mailbridge.values import dataclass

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[,.;!\n]+|\s(?:and|и|und|et|y)\s", re.IGNORECASE)
_NUMBER = re.compile(r"[QqВвFf№#]?\s?\d{1,3}\s?[.:)]\s*")
_FEW = 80  # characters that may stand between the question and the end of its quote
_SHORTEST = 4  # letters of a question that can be known again


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under quoted questions."""

    questions: tuple[Question, ...]  # the last of them stands right above the words
    words: str
    first: int  # the line where the words begin
    last: int

    @property
    def answers_all(self) -> bool:
        """Whether the words have so many clauses that they may answer each of the questions above,
        of which there are several.
        """
        clauses = [clause for clause in _CLAUSE.split(self.words) if clause.strip()]
        return len(self.questions) > 1 and len(clauses) >= len(self.questions)


def under_questions(lines: Sequence[str], asked: Sequence[Question]) -> tuple[Under, ...]:
    """The words under each quote that ends with one of these questions, in order."""
    known = [(question, _plain(question.text)) for question in asked]
    known = [(question, plain) for question, plain in known if len(plain) >= _SHORTEST]
    return tuple(_all(lines, known)) if known else ()


_Known = Sequence[tuple[Question, str]]


def _all(lines: Sequence[str], known: _Known) -> Iterator[Under]:
    quoted: list[str] = []
    written: list[tuple[int, str]] = []
    for at, line in enumerate([*lines, ">"]):
        shown = line.strip()
        if not _is_question_line(shown, known):
            written.append((at, shown))
            yield from _behind(shown, at, known)
            continue
        if any(words for _, words in written):
            yield from _passage(quoted, written, known)
            quoted = []
        written = []
        quoted.append(shown.lstrip("> "))


def _is_question_line(line: str, known: _Known) -> bool:
    """A quoted line, or one that repeats a question and says nothing more."""
    return line.startswith(">") or (
        bool(line) and any(_plain(_bare(line)) == plain for _, plain in known)
    )


def _behind(line: str, at: int, known: _Known) -> Iterator[Under]:
    """ "Which photo? The blue one." on one line."""
    head, mark, rest = _bare(line).partition("?")
    if mark and rest.strip(" -–—:."):
        same = [question for question, plain in known if _plain(head) == plain]
        if same:
            yield Under((same[0],), rest.strip(" -–—:"), at, at)


def _passage(
    quoted: Sequence[str], written: Sequence[tuple[int, str]], known: _Known
) -> Iterator[Under]:
    above = f" {_plain(' '.join(quoted))} "
    places = [(above.find(f" {plain} "), question, plain) for question, plain in known]
    found = sorted(
        (at + len(plain), question.number, question) for at, question, plain in places if at >= 0
    )
    if not found or len(above) - found[-1][0] > _FEW:
        return
    said = _paragraph(written)
    if said:
        words = "\n".join(line for _, line in said)
        yield Under(tuple(question for *_, question in found), words, said[0][0], said[-1][0])


def _paragraph(written: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    start = next((at for at, (_, line) in enumerate(written) if line), len(written))
    end = next((at for at in range(start, len(written)) if not written[at][1]), len(written))
    return list(written[start:end])


def _bare(line: str) -> str:
    shown = line.lstrip("> ")
    match = _NUMBER.match(shown)
    return shown[match.end() :] if match else without_item_mark(shown)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
