"""A letter is rendered once for several readers: where their links differ stands a placeholder,
which is filled in for each of them.
"""

from collections.abc import Callable

from mailbridge.domain.letter import Letter
from mailbridge.domain.letter_copy import Copy, addressed, copy_of

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


def filled(text: str, letter: Letter, mark: str, written: Callable[[str], str] = str) -> str:
    """A text that was rendered from the marked letter, with this letter's links, each as `written`
    makes it.
    """
    copy = copy_of(letter)
    links = {UNSUBSCRIBE: copy.unsubscribe, ANSWER: copy.answer_link, MAIL: copy.mail_answer}
    links |= {FILES: copy.files_link, ACTS: copy.acts_link}
    links |= {str(number): link for number, link in enumerate(copy.confirm_links)}
    pieces = text.split(mark)
    return pieces[0] + "".join(_with_link(piece, links, written) for piece in pieces[1:])


def _place(mark: str, name: str, link: str) -> str:
    return f"{mark}{name}-" if link else ""


def _with_link(piece: str, links: dict[str, str], written: Callable[[str], str]) -> str:
    """What follows a mark: the name of the link, a hyphen, other text."""
    name, _, rest = piece.partition("-")
    return written(links[name]) + rest
