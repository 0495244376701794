"""A decided message becomes a post, with all that follows from it, in one transaction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Attachment, Kind
from mailbridge.domain.occasion import NOTHING_READ, Known
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.container import Container
from mailbridge.services.filing.add_post import file
from mailbridge.services.filing.commands.agreed import do_what_is_agreed
from mailbridge.services.filing.commands.of_letter import obey_commands
from mailbridge.services.filing.commands.own_task import finish_own_task, with_doubt
from mailbridge.services.filing.details import unheeded_detail
from mailbridge.services.filing.duplicates import find_filed_before, taken_back_in
from mailbridge.services.filing.filing_context import Filed, FilingContext, add_contact
from mailbridge.services.filing.mail_post import message_id_of, new_post
from mailbridge.services.filing.marks import note_mark
from mailbridge.services.filing.merge_conversations import bring_together, keep_all_still
from mailbridge.services.filing.participants import (
    add_author_and_addressees,
    gather_addressees,
    is_inside,
)
from mailbridge.services.filing.post_audience import in_words, left_out_by
from mailbridge.services.filing.timeline_notes import (
    circling_of,
    keep_note,
    note_absence,
    note_circling,
    note_doubts,
)
from mailbridge.services.people.leaving import leave_discussions
from mailbridge.services.people.whereabouts import note_letter_of
from mailbridge.services.telling import notify
from mailbridge.steps.deciding.conversation.message_refs import conversation_id, subject_key
from mailbridge.steps.deciding.machine_mail.monitors import is_wanted
from mailbridge.steps.deciding.people.form import visitor
from mailbridge.steps.reading.mime.attachments import DECORATION_AFTER, decoration_candidates
from mailbridge.steps.telling.letter_parts.threading_fields import conversation_index
from mailbridge.store.directory import forms
from mailbridge.store.discussions import (
    decorative_pictures,
    discussions,
    seen_ids,
    taking_part,
    tasks,
    time_line,
)
from mailbridge.store.outbox import returned_letters
from mailbridge.store.outbox.earlier import past_of
from mailbridge.store.outbox.nearby import people_near
from mailbridge.values import replace

NO_SUBJECT = "(no subject)"
_Placed = tuple[Discussion, Sequence[int]]  # and the ids of others that are one with it


def apply(
    db: Connection, container: Container, inbound: Inbound, facts: Facts, raw_id: int
) -> Filed:
    """File a message as the steps decided, in the caller's transaction: as a post, or as a note of
    why it is none. Returns what it was filed as.
    """
    if (
        inbound.route is None
        or inbound.route.project is None
        or inbound.author is None
        or inbound.place is None
    ):
        return Filed(Disposition.HOLD, Reason.NO_PROJECT)
    filing = FilingContext(
        db,
        container,
        inbound,
        facts,
        raw_id,
        facts.now,
        inbound.route.project,
        inbound.author,
        inbound.place,
        facts.named,
    )
    known = find_filed_before(filing)
    if known is not None:
        task = tasks.of_post(db, known[0])
        return Filed(
            Disposition.DISCARD,
            Reason.DUPLICATE,
            filing.project.id,
            known[1],
            known[0],
            task.id if task else None,
        )
    if (place := taken_back_in(filing)) is not None:
        return Filed(Disposition.DISCARD, Reason.DUPLICATE, filing.project.id, place)
    if (mark := note_mark(filing)) is not None:
        return mark
    machine = inbound.reading.kind is Kind.AUTO_REPLY and not facts.accepted
    concerns = inbound.place.discussion_id is not None or inbound.reading.away is not None
    if machine and concerns and not is_wanted(inbound, facts):
        return note_absence(filing, inbound.place.discussion_id)
    return _file_post(filing)


def _file_post(filing: FilingContext) -> Filed:
    author = _author_person(filing, filing.author)
    _note_whereabouts(filing, author)
    _remember_reply_to(filing)
    around = [person for person in gather_addressees(filing) if person.id != author.id]
    discussion, others = _place_discussion(filing, around)
    filing = _with_everybody(filing, discussion, author, around)
    commands = filing.commands
    circling = circling_of(filing, discussion)
    post = new_post(filing, discussion, author, commands, around)
    post = with_doubt(filing, discussion, author, post)
    by_machine = post.silent
    if circling is not None:
        post = replace(post, silent=True)
    if _unmute_author(filing, discussion, author, by_machine):
        post = replace(post, known=replace(post.known, nearby=None))
    made = file(filing.db, filing.container, discussion, post, filing.now)
    if made is None:
        raise RuntimeError("the same message was filed in the same moment")
    post_id, known = made.id, made.known
    _fold_decoration(filing, post_id, post.attachments)
    _remember(filing, discussion)
    for other in others:
        bring_together(filing, discussion, other, author, post_id)
        known = NOTHING_READ
    if filing.inbound.forwarder is not None:
        keep_note(filing, discussion)
        known = NOTHING_READ
    task_id = obey_commands(filing, discussion, author, post_id, commands, post, known)
    finish_own_task(filing, discussion, author, post)
    do_what_is_agreed(filing, post.body)
    note_doubts(filing, discussion, author, post_id)
    if circling is not None and not by_machine:
        notify.notify_of_post(filing.db, filing.container, post_id, post.had_it, team_only=True)
    if circling is not None:
        note_circling(filing, discussion, author, post_id, circling)
    note = circling or unheeded_detail(filing, discussion)
    said = in_words(filing.db, post.audience, [author, *around])
    return Filed(
        Disposition.ACCEPT,
        Reason.FILED,
        filing.project.id,
        discussion.id,
        post_id,
        task_id,
        note,
        (said,),
    )


def _unmute_author(
    filing: FilingContext, discussion: Discussion, author: Person, by_machine: bool
) -> bool:
    """A client who writes again wants the answer: they are no longer mute in this discussion.
    False: they were not.
    """
    if by_machine or author.role.is_team or filing.author.verified == "failed":
        return False
    muted = any(
        participant.muted and participant.person.id == author.id
        for participant in filing.participants
    )
    if muted:
        taking_part.change_participant(filing.db, discussion.id, author.id, muted=False)
        event = Event(discussion.id, EventKind.UNMUTED, filing.now, author.id)
        time_line.record(filing.db, [event])
    return muted


def _note_whereabouts(filing: FilingContext, author: Person) -> None:
    """What a letter that its author wrote tells of where they are."""
    forged = filing.author.verified == "failed"
    human = filing.inbound.reading.kind is Kind.HUMAN and filing.inbound.forwarder is None
    if human and not forged:
        note_letter_of(filing.db, author, filing.message.date, filing.project)


def _remember_reply_to(filing: FilingContext) -> None:
    """Remember whom an address wrote for: one that writes for many others is a form."""
    if filing.facts.form is None:
        return
    from_ = filing.message.author
    named = visitor(filing.inbound.reading, filing.facts.own_domains)
    if from_ is not None and named is not None:
        forms.remember(filing.db, from_.address, named.address)


def _with_everybody(
    filing: FilingContext, discussion: Discussion, author: Person, around: list[Person]
) -> FilingContext:
    """The same once all take part who should, and nobody else does."""
    if filing.place.discussion_id is not None:
        known = Known(past=past_of(filing.db, discussion.id))
        filing = _with_nearby(filing, known, discussion, author)
    add_author_and_addressees(filing, discussion, author, around)
    left = _take_out_named(filing, discussion)
    coming = {person.id for person in (author, filing.acting.person, *around) if person is not None}
    if not left and coming <= {participant.person.id for participant in filing.participants}:
        return filing
    return _with_nearby(filing, filing.known, discussion, author)


def _with_nearby(
    filing: FilingContext, known: Known, discussion: Discussion, author: Person
) -> FilingContext:
    """With what is known of the discussion, and all whom it may concern as it stands."""
    nearby = people_near(filing.db, discussion.id, discussion.project_id, author.id)
    return replace(filing, known=replace(known, project=filing.project, nearby=nearby))


def _take_out_named(filing: FilingContext, discussion: Discussion) -> list[Person]:
    """#without: they hear neither this nor anything later. Returns who."""
    left = left_out_by(filing, discussion)
    for person in left:
        leave_discussions(filing.db, [discussion.id], person, filing.acting.person, filing.now)
    return left


def _author_person(filing: FilingContext, author: Author) -> Person:
    """The author's person; who is unknown becomes a staged contact."""
    if author.person is not None:
        came_back = author.person.unreachable or author.person.soft_bounces
        if came_back and author.verified != "failed":
            returned_letters.mark_reachable(filing.db, author.person.id)
        return author.person
    return add_contact(filing, author.address, author.name)


def _place_discussion(filing: FilingContext, around: list[Person]) -> _Placed:
    """Its discussion, and others of the same conversation; nobody changes them meanwhile."""
    place, message = filing.place, filing.message
    if place.discussion_id is not None:
        known = filing.facts.discussions.get(place.discussion_id) or discussions.by_id(
            filing.db, place.discussion_id
        )
        if known is not None:
            return keep_all_still(filing, known)
    forwarded = filing.inbound.reading.forwarded if filing.inbound.forwarder else None
    subject = (
        forwarded.subject if forwarded and forwarded.subject else message.subject
    ).strip() or NO_SUBJECT
    flags = {
        "internal": is_inside(filing, around),
        "parted": place.rule is Rule.CHANGED_SUBJECT,
        "to_many": _is_to_many(filing, around),
    }
    key = subject_key(subject)
    return discussions.add(filing.db, filing.project.id, subject, key, filing.now, **flags), ()


def _is_to_many(filing: FilingContext, around: list[Person]) -> bool:
    """Whether the letter went to many: nobody named in it has anything to do with another; or a
    member wrote it to us alone, and whoever answers it had a blind copy.
    """
    person = filing.author.person
    alone = person is not None and person.role.is_team and not filing.inbound.forwarder
    return Flag.TO_MANY in filing.place.flags or (alone and all(one.role.is_team for one in around))


def _remember(filing: FilingContext, discussion: Discussion) -> None:
    """Keep its own id, the ids it names, and Outlook's index in our letters: a letter that comes
    later may know only those.
    """
    came = [filing.facts.fills.message_id] if filing.facts.fills is not None else []
    index = (
        [conversation_id(conversation_index(discussion, filing.container.keys[0]))]
        if filing.place.discussion_id is None
        else []
    )
    ours = [message_id_of(filing.message), *came, *index]
    seen_ids.remember_ids(filing.db, filing.project.id, discussion.id, ours, filing.named)


def _fold_decoration(filing: FilingContext, post_id: int, files: Iterable[Attachment]) -> None:
    """Look at the pictures of a post that was just filed; asks nothing of the store when there are
    none.
    """
    db, quotes = filing.db, bool(filing.inbound.reading.trimmed.quoted)
    is_wanted = decoration_candidates(files, quotes)
    domain = filing.author.address.rpartition("@")[2]
    if not is_wanted or not domain:
        return
    counted = decorative_pictures.count_letters_with(db, domain, is_wanted)
    known = [sha256 for sha256, letters in counted.items() if letters > DECORATION_AFTER]
    if known:
        decorative_pictures.fold(db, post_id, known)
    fresh = [sha256 for sha256 in known if counted[sha256] == DECORATION_AFTER + 1]
    if fresh:
        decorative_pictures.fold_earlier(db, domain, fresh)
