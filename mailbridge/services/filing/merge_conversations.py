"""One letter names messages of two discussions: they become one, unless a client would read what
was not written to them.
"""

from collections.abc import Iterable

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Linked
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.steps.deciding.conversation.message_refs import colleagues
from mailbridge.steps.deciding.conversation.same_conversation import also_named
from mailbridge.steps.deciding.people.had_copy import present
from mailbridge.store.discussions import discussions, taking_part, time_line
from mailbridge.store.discussions.discussion_merge import merge


def keep_all_still(filing: FilingContext, known: Discussion) -> tuple[Discussion, list[int]]:
    """Nobody else changes the discussion of a letter, nor others of the same conversation, until
    the transaction ends. They are locked in the order of their ids: letters that name the same ones
    do not wait for each other in a circle. Returns the discussion as it is by then, and the ids of
    the others that are not one with it yet.
    """
    others = also_named(filing.inbound, filing.facts)
    still = {
        number: discussions.keep_still(filing.db, filing.facts.discussions.get(number, known))
        for number in sorted({known.id, *others})
    }
    here = still[known.id]
    return here, [number for number in others if still[number].id == number != here.id]


def bring_together(
    filing: FilingContext, discussion: Discussion, other: int, author: Person, post_id: int
) -> None:
    """Make one of two discussions, unless a client would read what was not written to them: then it
    is only said.
    """
    if _has_same_readers(filing, discussion.id, other):
        merge(filing.db, other, discussion.id, filing.now)
        next_move.settle_next_move(filing.db, discussion.id)
    else:
        details = Linked(other, "both named")
        time_line.record(
            filing.db,
            [
                Event(
                    discussion.id, EventKind.LINKED, filing.now, author.id, post_id, details=details
                )
            ],
        )


def _has_same_readers(filing: FilingContext, one: int, other: int) -> bool:
    """Whether two discussions have the same clients, or colleagues of those; a proved author shows
    one to those they write to as well.
    """
    here, there = (
        {
            person.person
            for person in taking_part.participants_of(filing.db, number)
            if person.admitted and not person.person.role.is_team
        }
        for number in (one, other)
    )
    proven = filing.author.verified == "verified"
    allowed = present(filing.message) if proven else {filing.author.address}
    return all(
        allowed.intersection(person.addresses)
        or _has_colleague(person, there if person in here else here)
        for person in here ^ there
    )


def _has_colleague(person: Person, among: Iterable[Person]) -> bool:
    domains = {
        domain
        for person in among
        for address in person.addresses
        if (domain := colleagues(address))
    }
    return any(colleagues(address) in domains for address in person.addresses)
