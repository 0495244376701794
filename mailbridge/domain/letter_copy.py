"""A letter is one value with many readers: what all of them get, and what each one's copy adds."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import repeat
from operator import attrgetter

from mailbridge.domain.letter import Footer, Letter
from mailbridge.domain.message import Mailbox
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Copy:
    """What may differ between the copies of one letter; "" stands for a link that is not there."""

    to: tuple[Mailbox, ...] = ()
    reply_to: Mailbox | None = None
    reader: str = ""
    why: str | None = None
    own_words: bool = False
    unsubscribe: str = ""
    answer_link: str = ""
    mail_answer: str = ""
    confirm_links: tuple[str, ...] = ()  # one for each question to confirm
    files_link: str = ""
    acts_link: str = ""


_OWN = {field.name for field in fields(Copy)} | {"footer"}
_SHARED = attrgetter(*(field.name for field in fields(Letter) if field.name not in _OWN))


def shared_part(letter: Letter) -> Letter:
    """The letter without what may differ."""
    return addressed(letter, Copy())


def copy_of(letter: Letter) -> Copy:
    """What this reader's copy adds to what they share."""
    below = letter.footer
    return Copy(
        letter.to,
        letter.reply_to,
        letter.reader,
        letter.why,
        letter.own_words,
        letter.unsubscribe or "",
        below.answer_link if below is not None else "",
        below.mail_answer if below is not None else "",
        tuple(question.link for question in below.to_confirm) if below is not None else (),
        letter.files_link,
        letter.acts_link,
    )


def addressed(letter: Letter, copy: Copy) -> Letter:
    """The copy of a letter: `addressed(shared_part(letter), copy_of(letter)) == letter`."""
    return replace(
        letter,
        to=copy.to,
        reply_to=copy.reply_to,
        reader=copy.reader,
        why=copy.why,
        own_words=copy.own_words,
        unsubscribe=copy.unsubscribe or None,
        files_link=copy.files_link,
        acts_link=copy.acts_link,
        footer=_linked(letter.footer, copy),
    )


def copies(letters: Sequence[Letter]) -> list[list[int]]:
    """The places of these letters, those together whose shared parts are equal."""
    if len(letters) == 1:
        return [[0]]
    alike: list[tuple[object, list[int]]] = []
    for place, letter in enumerate(letters):
        same = _alike(letter)
        known = next((places for one, places in alike if one == same), None)
        if known is None:
            alike.append((same, [place]))
        else:
            known.append(place)
    return [places for _, places in alike]


def _alike(letter: Letter) -> tuple[object, ...]:
    """Equal for letters whose shared parts are equal, and cheaper."""
    return (*_SHARED(letter), _linked(letter.footer, Copy()))


def _has_links(below: Footer) -> bool:
    return bool(below.answer_link or below.mail_answer or below.to_confirm)


def _linked(below: Footer | None, copy: Copy) -> Footer | None:
    if below is None or not (_has_links(below) or copy.answer_link or copy.mail_answer):
        return below
    links = copy.confirm_links or repeat("")
    confirmed = tuple(
        replace(question, link=link)
        for question, link in zip(below.to_confirm, links, strict=False)
    )
    return replace(
        below,
        to_confirm=confirmed,
        answer_link=copy.answer_link,
        mail_answer=copy.mail_answer,
    )
