"""What the team sees on the time line beside a letter: a place in doubt, a letter that is missing,
machines that circle.
"""

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Kind
from mailbridge.domain.project import Person
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.people.addresses import note_answer_from_elsewhere
from mailbridge.steps.deciding.machine_mail.circling import WHILE
from mailbridge.store.discussions import discussions, missing_letters


def note_circling(
    filing: FilingContext, discussion: Discussion, author: Person, post_id: int, why: str
) -> None:
    """Note on the time line why nobody is told of a letter; again only after a while."""
    before = discussions.last_event_at(filing.db, discussion.id, EventKind.CIRCLING)
    if before is None or filing.now - before > WHILE:
        event = Event(
            discussion.id, EventKind.CIRCLING, filing.now, author.id, post_id, details={"why": why}
        )
        discussions.record(filing.db, [event])


def note_doubts(
    filing: FilingContext, discussion: Discussion, author: Person, post_id: int
) -> None:
    """What the team should see on the time line: a place in doubt, a subject that changed."""
    happened = []
    if filing.place.discussion_id is None and filing.place.runner_up is not None:
        details = {"other": filing.place.runner_up, "rule": filing.place.rule}
        happened.append(
            Event(discussion.id, EventKind.LINKED, filing.now, author.id, post_id, details=details)
        )
    if Flag.SUBJECT_CHANGED in filing.place.flags:
        details = {"subject": filing.message.subject}
        happened.append(
            Event(
                discussion.id,
                EventKind.SUBJECT_CHANGED,
                filing.now,
                author.id,
                post_id,
                details=details,
            )
        )
    if filing.facts.missing is not None:
        details = missing_letters.details(filing.facts.missing)
        happened.append(
            Event(discussion.id, EventKind.MISSING, filing.now, author.id, post_id, details=details)
        )
    discussions.record(filing.db, happened)
    _another_address(filing, discussion, post_id)


def _another_address(filing: FilingContext, discussion: Discussion, post_id: int) -> None:
    """The reply address was one person's own, and an address nobody knows has answered it
    (EDGE_CASES 32).
    """
    person, author, facts = filing.facts.reply_person, filing.author, filing.facts
    known = author.person is not None and (not author.person.staged or author.person == person)
    if (
        person is None
        or known
        or facts.reply_exposed
        or filing.inbound.forwarder
        or filing.inbound.reading.kind is not Kind.HUMAN
    ):
        return
    note_answer_from_elsewhere(
        filing.db, filing.container, person, (discussion.id, post_id), author.name, author.address
    )
