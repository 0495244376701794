"""What the team sees on the time line beside a letter: a place in doubt, a letter that is missing,
machines that circle.
"""

from mailbridge.domain.discussion import Channel, Discussion, MissingLetter
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    Circling,
    EventDetails,
    Linked,
    Missed,
    SubjectChanged,
)
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Kind
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.filing import machine_reports
from mailbridge.services.filing.add_post import NewPost, file
from mailbridge.services.filing.filing_context import Filed, FilingContext
from mailbridge.services.people.addresses import note_answer_from_elsewhere
from mailbridge.steps.deciding.conversation.case_numbers import case_numbers
from mailbridge.steps.deciding.machine_mail.circling import (
    MOST,
    WHILE,
    Said,
    may_circle,
    why_circling,
)
from mailbridge.store.discussions import posts, seen_ids, time_line


def circling_of(filing: FilingContext, discussion: Discussion) -> str | None:
    """Why no client is told of this letter: it looks like one of two machines that answer each
    other. The team is told of it all the same.
    """
    if filing.place.discussion_id is None or filing.acting.is_team:
        return None
    words = filing.inbound.reading.body
    begun = [
        Said(before.created, before.by_team and before.is_proven, before.begins)
        for before in filing.earlier[-MOST:]
    ]
    if not may_circle(words, begun, filing.now):
        return None
    earlier = posts.latest_said(filing.db, discussion.id, filing.now - WHILE)
    return why_circling(words, earlier, filing.now)


def note_circling(
    filing: FilingContext, discussion: Discussion, author: Person, post_id: int, why: str
) -> None:
    """Note on the time line why nobody is told of a letter; again only after a while."""
    before = time_line.last_event_at(filing.db, discussion.id, EventKind.CIRCLING)
    if before is None or filing.now - before > WHILE:
        circling = Circling(why)
        event = Event(
            discussion.id, EventKind.CIRCLING, filing.now, author.id, post_id, details=circling
        )
        time_line.record(filing.db, [event])


def note_doubts(
    filing: FilingContext, discussion: Discussion, author: Person, post_id: int
) -> None:
    """What the team should see on the time line: a place in doubt, a subject that changed."""
    doubts: list[tuple[EventKind, EventDetails]] = []
    if filing.place.discussion_id is None and filing.place.runner_up is not None:
        doubts.append((EventKind.LINKED, Linked(filing.place.runner_up, filing.place.rule)))
    if Flag.SUBJECT_CHANGED in filing.place.flags:
        doubts.append((EventKind.SUBJECT_CHANGED, SubjectChanged(filing.message.subject)))
    if filing.facts.missing is not None:
        doubts.append((EventKind.MISSING, _missed(filing.facts.missing)))
    if doubts:
        happened = [
            Event(discussion.id, kind, filing.now, author.id, post_id, details=details)
            for kind, details in doubts
        ]
        time_line.record(filing.db, happened)
    _another_address(filing, discussion, post_id)


def _missed(letter: MissingLetter) -> Missed:
    return Missed(letter.message_id, letter.person_id, letter.name, letter.written)


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


def note_absence(filing: FilingContext, discussion_id: int | None) -> Filed:
    """Note an automatic answer on its discussion, if it concerns one: it is no post, opens nothing
    and is told to nobody.
    """
    away, person = filing.inbound.reading.away, filing.author.person
    if away is not None and person is not None:
        machine_reports.note_absence(filing.db, filing.container, discussion_id, person.id, away)
    if discussion_id is None:
        return Filed(Disposition.ACCEPT, Reason.AUTO_REPLY, filing.project.id)
    seen_ids.remember_ids(
        filing.db, filing.project.id, discussion_id, (), case_numbers(filing.message)
    )
    return Filed(Disposition.ACCEPT, Reason.NOTED, filing.project.id, discussion_id)


def keep_note(filing: FilingContext, discussion: Discussion) -> None:
    """What the member wrote above a letter they passed on stays inside."""
    forwarder, forwarded = filing.inbound.forwarder, filing.inbound.reading.forwarded
    note = filing.inbound.reading.body.strip()
    if forwarder is None or forwarder.person is None or forwarded is None or not note:
        return
    source = Source(
        forwarder.verified,
        forwarder.why,
        told("note above a forward"),
        inbound_id=filing.inbound.id,
    )
    post = NewPost(forwarder.person, Channel.MAIL, note, note, internal=True, source=source)
    file(filing.db, filing.container, discussion, post, filing.now)
    ids = [forwarded.message_id] if forwarded.message_id else []
    seen_ids.remember_ids(filing.db, filing.project.id, discussion.id, ids)
