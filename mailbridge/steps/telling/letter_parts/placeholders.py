"""A letter is rendered once for several readers: where their links differ stands a placeholder,
which is filled in for each of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mailbridge.domain.letter import Letter
from mailbridge.domain.letter_copy import Copy, addressed, copy_of
from mailbridge.steps.telling.letter_parts.mime_message import Lines

UNSUBSCRIBE, ANSWER, MAIL, FILES, ACTS = "u", "a", "m", "f", "x"


def marked(letter: Letter, mark: str) -> Letter:
    """The letter with a placeholder for each link that is its reader's own, and without what stands
    in header fields alone. `mark` is a URL with a slash at its end that no text holds.
    """
    copy = copy_of(letter)
    places = Copy(
        why=copy.why,
        own_words=copy.own_words,
        unsubscribe=_place(mark, UNSUBSCRIBE, copy.unsubscribe),
        answer_link=_place(mark, ANSWER, copy.answer_link),
        mail_answer=_place(mark, MAIL, copy.mail_answer),
        files_link=_place(mark, FILES, copy.files_link),
        acts_link=_place(mark, ACTS, copy.acts_link),
        confirm_links=tuple(
            _place(mark, str(number), link) for number, link in enumerate(copy.confirm_links)
        ),
    )
    return addressed(letter, places)


class CopiedText:
    """A text that was rendered from the marked letter; each copy's links are put into it as
    `written` makes them.
    """

    def __init__(self, text: str, mark: str, written: Callable[[str], str] = str) -> None:
        self.text = text
        self._written = written
        self._pieces = list(_pieces(text, mark))

    def fill(self, links: Mapping[str, str]) -> list[Lines]:
        """The text with the links of one letter, see `links_of`."""
        return [
            piece if isinstance(piece, Lines) else self._filled(piece, links)
            for piece in self._pieces
        ]

    def _filled(self, piece: "_Marked", links: Mapping[str, str]) -> Lines:
        written = self._written
        filled = [written(links[name]) + rest for name, rest in piece.places]
        return Lines(piece.first + "".join(filled))


class _Marked(NamedTuple):
    """A line with marks: what stands before them, and each one's name with what follows."""

    first: str
    places: Sequence[tuple[str, ...]]


def _pieces(text: str, mark: str) -> Iterator[_Marked | Lines]:
    """Each line with a mark, and the lines between those."""
    at = 0
    while (place := text.find(mark, at)) >= 0:
        start = text.rfind("\n", at, place) + 1 or at
        end = text.find("\n", place) + 1 or len(text)
        if start > at:
            yield Lines(text[at:start])
        yield _marked_line(text[start:end], mark)
        at = end
    yield Lines(text[at:])


def _marked_line(line: str, mark: str) -> _Marked:
    """What follows a mark is the name of the link, a hyphen, other text."""
    first, *others = line.split(mark)
    return _Marked(first, [piece.partition("-")[::2] for piece in others])


def links_of(letter: Letter) -> dict[str, str]:
    """The links that are put into a reader's copy, by the names of their places."""
    copy = copy_of(letter)
    links = {UNSUBSCRIBE: copy.unsubscribe, ANSWER: copy.answer_link, MAIL: copy.mail_answer}
    links |= {FILES: copy.files_link, ACTS: copy.acts_link}
    return links | {str(number): link for number, link in enumerate(copy.confirm_links)}


def _place(mark: str, name: str, link: str) -> str:
    return f"{mark}{name}-" if link else ""
