"""A letter that did not arrive: its discussion says so, and its author is told in words."""

from sqlalchemy import Connection

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.services import automatic
from mailbridge.services.house import House
from mailbridge.services.letterhead import letterhead, with_own_addresses
from mailbridge.steps import compose_notices
from mailbridge.steps.failing import SOFT_LIMIT, is_gone
from mailbridge.steps.recipients import unreachable
from mailbridge.store import discussions, letters, outbox, people, returns
from mailbridge.store.outbox import Owed, Writing

TOLD_OF = ("client", "team")  # letters that have an author


def bounced(db: Connection, house: House, letter_id: int, words: str, hard: bool) -> None:
    """A letter came back with these words. `hard`: its address is written to no more until mail comes from it."""
    owed = outbox.bounce(db, letter_id, words)
    if owed is not None:
        tell(db, house, owed, words, resting=_rests(db, owed, hard))


def late(db: Connection, house: House, letter: Owed, words: str) -> None:
    """A letter is under way for long: counted once, told to nobody; it may still arrive."""
    if returns.late(db, letter.id, words):
        _rests(db, letter, hard=False)


def refused(db: Connection, house: House, owed: Owed, words: str, silent: bool) -> None:
    """The relay would not take a letter. `silent`: nobody said no, but nobody took it for days either."""
    tell(db, house, owed, words, resting=not silent and is_gone(words) and _rests(db, owed, hard=True), silent=silent)


def _rests(db: Connection, owed: Owed, hard: bool) -> bool:
    """Whether the reader's address is written to no more: a hard bounce, or the last of too many soft ones in a row.

    An address that is not the reader's any more says nothing of him.
    """
    reader = people.by_id(db, owed.person_id) if owed.person_id is not None else None
    if reader is None or reader.address != owed.to:
        return False
    resting = hard or returns.count_soft(db, reader.id) >= SOFT_LIMIT
    if resting:
        outbox.unreachable(db, reader.id)
    return resting


def tell(db: Connection, house: House, owed: Owed, words: str, resting: bool = False, silent: bool = False) -> None:
    """Record the failure on the discussion, and write to the author of the post if he is one of the team.

    `silent`: nobody refused it, but nobody took it for days either.
    """
    if owed.discussion_id is None:
        return
    now = house.clock()
    details = {"to": owed.to, "words": words, "letter": owed.letter.name, "letter_id": owed.id}
    discussions.record(db, [Event(owed.discussion_id, EventKind.LETTER_FAILED, now, None, owed.post_id, None, details)])
    occasion = letters.of_post(db, owed.post_id) if owed.post_id is not None and owed.letter.name in TOLD_OF else None
    if occasion is None or occasion.author is None or not occasion.author.role.is_team:
        return
    author, occasion = occasion.author, with_own_addresses(occasion, house)
    reachable = unreachable(author, occasion.own_addresses) is None
    if reachable and automatic.may_write(db, house, author.address, "undelivered", owed.to):
        _write(db, house, occasion, author, owed, words, resting, silent)


def _write(db: Connection, house: House, occasion: Occasion, author: Person, owed: Owed, words: str, resting: bool, silent: bool) -> None:
    now = house.clock()
    letter: Letter = compose_notices.of_failure(occasion, author, _reader(owed), words, resting, owed.id, letterhead(house), now, silent)
    row = Writing(letter, author.address, f"undelivered:{owed.id}:{owed.fence}", author.id, occasion.discussion.id)
    outbox.add(db, [row], now, None, occasion.project.id)


def _reader(owed: Owed) -> Mailbox:
    return Mailbox(owed.letter.reader, owed.to)
