"""A letter that did not arrive: its discussion says so, and its author is told in words."""

from functools import partial

from sqlalchemy import Connection

from mailbridge import maillog
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import LetterTrouble
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.telling import automatic_letters
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.deciding.machine_mail.dead_address import SOFT_LIMIT, is_gone
from mailbridge.steps.telling.letters.undelivered import UNDELIVERED, Failure
from mailbridge.steps.telling.recipients import unreachable
from mailbridge.store.directory import people
from mailbridge.store.discussions import time_line
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.outbox import occasions, queue, returned_letters
from mailbridge.store.outbox.queue import Owed
from mailbridge.values import replace

TOLD_OF = ("client", "team")  # letters that have an author


def record_bounce(
    db: Connection,
    container: Container,
    letter_id: int,
    words: str,
    hard: bool,
    inbound_id: int | None = None,
) -> None:
    """Record that a letter came back with these words, and tell its author. `hard`: its address is
    written to no more until mail comes from it. `inbound_id`: the report that says so.
    """
    owed = queue.mark_bounced(db, letter_id, words)
    if owed is not None:
        line = partial(maillog.letter_bounced, letter_id, owed.to, words, inbound_id)
        after_commit(db, line)
        tell_of_failure(db, container, owed, words, resting=_end_letters_if_dead(db, owed, hard))


def count_soft_bounce(db: Connection, container: Container, letter: Owed, words: str) -> None:
    """Count a report that a letter is under way for long; nobody is told, since it may still
    arrive.
    """
    if returned_letters.mark_late(db, letter.id, words):
        _end_letters_if_dead(db, letter, hard=False)


def record_doubted_bounce(db: Connection, container: Container, letter: Owed, words: str) -> None:
    """Record a report that nothing proves: shown to the team, told to the author once; nothing else
    changes.
    """
    if not record_once(db, container, letter, EventKind.LETTER_DOUBTED, words):
        return
    returned_letters.mark_doubted(db, letter.id, words)
    occasion, author = _told(db, container, letter)
    if (
        occasion is not None
        and author is not None
        and automatic_letters.may_write(db, container, author.address, "doubted", letter.to)
    ):
        _write(db, container, occasion, author, letter, words, doubted=True)


def record_once(
    db: Connection, container: Container, letter: Owed, kind: EventKind, words: str
) -> bool:
    """Record an event about a letter on its discussion. False: it was recorded before, or the
    letter belongs to no discussion.
    """
    if letter.discussion_id is None:
        return False
    event = _event(container, letter, letter.discussion_id, kind, words)
    return time_line.record_once(db, event, letter.id)


def record_refusal(
    db: Connection, container: Container, owed: Owed, words: str, silent: bool
) -> None:
    """Record that the relay would not take a letter, and tell its author. `silent`: it was not
    refused, but not taken for days either.
    """
    tell_of_failure(
        db,
        container,
        owed,
        words,
        resting=not silent and is_gone(words) and _end_letters_if_dead(db, owed, hard=True),
        silent=silent,
    )


def _end_letters_if_dead(db: Connection, owed: Owed, hard: bool) -> bool:
    """Write to the reader's address no more after a hard bounce, or the last of too many soft ones
    in a row; returns whether that is so. An address that is not the reader's any more changes
    nothing.
    """
    reader = people.by_id(db, owed.person_id) if owed.person_id is not None else None
    if reader is None or reader.address != owed.to:
        return False
    resting = hard or returned_letters.count_soft_bounce(db, reader.id) >= SOFT_LIMIT
    if resting:
        queue.mark_unreachable(db, reader.id)
        next_move.settle_discussions_of(db, reader.id)
    return resting


def tell_of_failure(
    db: Connection,
    container: Container,
    owed: Owed,
    words: str,
    resting: bool = False,
    silent: bool = False,
) -> None:
    """Record the failure on the discussion, and write to the author of the post if they are one of
    the team.

    `silent`: nobody refused it, but nobody took it for days either.
    """
    if owed.discussion_id is None:
        return
    event = _event(container, owed, owed.discussion_id, EventKind.LETTER_FAILED, words)
    time_line.record(db, [event])
    next_move.settle_next_move(db, owed.discussion_id)
    occasion, author = _told(db, container, owed)
    if (
        occasion is not None
        and author is not None
        and automatic_letters.may_write(db, container, author.address, "undelivered", owed.to)
    ):
        _write(db, container, occasion, author, owed, words, resting=resting, silent=silent)


def _event(
    container: Container, owed: Owed, discussion_id: int, kind: EventKind, words: str
) -> Event:
    details = LetterTrouble(owed.to, words, owed.letter.name, owed.id)
    return Event(discussion_id, kind, container.clock(), None, owed.post_id, None, details)


def _told(
    db: Connection, container: Container, owed: Owed
) -> tuple[Occasion | None, Person | None]:
    """The occasion of a letter and the author of its post; None for an author who is not of the
    team, or cannot be reached.
    """
    occasion = (
        occasions.of_post(db, owed.post_id)
        if owed.post_id is not None and owed.letter.name in TOLD_OF
        else None
    )
    if occasion is None or occasion.author is None or not occasion.author.role.is_team:
        return None, None
    author, occasion = occasion.author, with_own_addresses(occasion, container)
    return (
        (None, None)
        if unreachable(author, occasion.own_addresses) is not None
        else (occasion, author)
    )


def _write(
    db: Connection,
    container: Container,
    occasion: Occasion,
    author: Person,
    owed: Owed,
    words: str,
    resting: bool = False,
    silent: bool = False,
    doubted: bool = False,
) -> None:
    facts = Failure(
        occasion, author, _reader(owed), words, owed.id, owed.fence, resting, silent, doubted
    )
    owe(db, container, UNDELIVERED, facts, replace(about(occasion), letter_id=owed.id))


def _reader(owed: Owed) -> Mailbox:
    return Mailbox(owed.letter.reader, owed.to)
