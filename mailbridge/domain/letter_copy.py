"""A letter is one value with many readers: what all of them get, and what each one's copy adds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from mailbridge.domain.letter import Footer, Letter
from mailbridge.domain.message import Mailbox


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
    confirm_links: tuple[str, ...] = ()  # one for each question to confirm


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
        tuple(one.link for one in below.to_confirm) if below is not None else (),
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
        footer=_linked(letter.footer, copy),
    )


def groups(letters: Sequence[Letter]) -> list[tuple[Letter, list[int]]]:
    """What some of these letters share, each with the places of its copies."""
    found: list[tuple[Letter, list[int]]] = []
    for place, letter in enumerate(letters):
        same = shared_part(letter)
        known = next((places for one, places in found if one == same), None)
        if known is None:
            found.append((same, [place]))
        else:
            known.append(place)
    return found


def _linked(below: Footer | None, copy: Copy) -> Footer | None:
    if below is None:
        return None
    links = copy.confirm_links or repeat("")
    confirmed = tuple(
        replace(one, link=link) for one, link in zip(below.to_confirm, links, strict=False)
    )
    return replace(below, to_confirm=confirmed, answer_link=copy.answer_link)
