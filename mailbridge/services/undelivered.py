"""A letter that did not arrive: its discussion says so, and its author is told in words."""

from sqlalchemy import Connection

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.services.house import House
from mailbridge.services.letterhead import letterhead, with_own_addresses
from mailbridge.steps import compose_notices
from mailbridge.steps.recipients import unreachable
from mailbridge.store import discussions, letters, outbox
from mailbridge.store.outbox import Owed, Writing

TOLD_OF = ("client", "team")  # letters that have an author


def bounced(db: Connection, house: House, letter_id: int, words: str, hard: bool) -> None:
    """A letter came back with these words. `hard`: its address is written to no more until mail comes from it."""
    owed = outbox.bounce(db, letter_id, words)
    if owed is None:
        return
    if hard and owed.person_id is not None:
        outbox.unreachable(db, owed.person_id)
    tell(db, house, owed, words, resting=hard)


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
    if unreachable(author, occasion.own_addresses) is None:
        _write(db, house, occasion, author, owed, words, resting, silent)


def _write(db: Connection, house: House, occasion: Occasion, author: Person, owed: Owed, words: str, resting: bool, silent: bool) -> None:
    now = house.clock()
    letter: Letter = compose_notices.of_failure(occasion, author, _reader(owed), words, resting, owed.id, letterhead(house), now, silent)
    row = Writing(letter, author.address, f"undelivered:{owed.id}:{owed.fence}", author.id, occasion.discussion.id)
    outbox.add(db, [row], now, None, occasion.project.id)


def _reader(owed: Owed) -> Mailbox:
    return Mailbox(owed.letter.reader, owed.to)
