"""A decided message becomes a post, with all that follows from it, in one transaction."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.discussion import Channel, Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Attachment, Command, Due, Kind
from mailbridge.domain.project import Person, Role
from mailbridge.domain.task import TaskState
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services import assignees, tasks
from mailbridge.services.container import Container
from mailbridge.services.filing import machine_reports, question_ledger
from mailbridge.services.filing.add_post import NewPost, file
from mailbridge.services.filing.commands.carry_out import BEFORE_LETTERS, carry_out
from mailbridge.services.filing.commands.tasks import CommandContext
from mailbridge.services.filing.filing_context import Filed, FilingContext, add_contact
from mailbridge.services.filing.mail_post import digest_of, message_id_of, new_post
from mailbridge.services.filing.marks import note_mark
from mailbridge.services.filing.merge_conversations import bring_together
from mailbridge.services.filing.participants import (
    add_author_and_addressees,
    gather_addressees,
    is_claimed_member,
    is_inside,
)
from mailbridge.services.filing.post_audience import in_words, left_out_by
from mailbridge.services.filing.timeline_notes import note_circling, note_doubts
from mailbridge.services.people.leaving import leave_discussions
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import automatic_letters, notify, notify_unproven
from mailbridge.steps.deciding.conversation.case_numbers import case_numbers
from mailbridge.steps.deciding.conversation.message_refs import (
    conversation_id,
    ids_named,
    subject_key,
)
from mailbridge.steps.deciding.conversation.same_conversation import also_named
from mailbridge.steps.deciding.conversation.same_letter import Copy, is_same_letter
from mailbridge.steps.deciding.machine_mail.circling import WHILE, why_circling
from mailbridge.steps.deciding.machine_mail.monitors import wanted
from mailbridge.steps.deciding.people.form import visitor
from mailbridge.steps.reading.meaning.commands import says_done
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.reading.mime.attachments import DECORATION_AFTER, decoration_candidates
from mailbridge.steps.telling.letter_parts.threading_fields import conversation_index
from mailbridge.store.directory import forms
from mailbridge.store.discussions import (
    decorative_pictures,
    discussions,
    posts,
    seen_ids,
    time_line,
)
from mailbridge.store.discussions import tasks as task_store
from mailbridge.store.discussions.post_text import text_of
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.store.outbox import returned_letters

NO_SUBJECT = "(no subject)"


def apply(
    db: Connection, container: Container, inbound: Inbound, facts: Facts, raw_id: int
) -> Filed:
    """Do what the steps decided of a message, in the caller's transaction: a post, or a note of why
    it is none. Returns what it was filed as.
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
    )
    known = _filed_before(filing)
    if known is not None:
        task = task_store.of_post(db, known[0])
        return Filed(
            Disposition.DISCARD,
            Reason.DUPLICATE,
            filing.project.id,
            known[1],
            known[0],
            task.id if task else None,
        )
    if (mark := note_mark(filing)) is not None:
        return mark
    machine = inbound.reading.kind is Kind.AUTO_REPLY and not facts.accepted
    if machine and inbound.place.discussion_id is not None and not wanted(inbound, facts):
        return _note_absence(filing, inbound.place.discussion_id)
    return _file_post(filing)


def _filed_before(filing: FilingContext) -> tuple[int, int] | None:
    """(discussion, post) of the same message, filed before. Asked only where its id is one of ours;
    for all others the store's unique key does.
    """
    if filing.message.message_id and not any(
        seen.by_us and seen.message_id == filing.message.message_id for seen in filing.facts.seen
    ):
        return None
    project_id, message_id = filing.project.id, message_id_of(filing.message)
    return posts.same_post(
        filing.db, project_id, message_id, digest_of(filing.message)
    ) or _came_another_way(filing)


def _came_another_way(filing: FilingContext) -> tuple[int, int] | None:
    """The post of the same letter, which a list or a gateway has changed on one of its ways."""
    if not filing.message.message_id:
        return None
    files = frozenset(file.sha256 for file in filing.message.attachments)
    author = str(filing.author.person.id) if filing.author.person is not None else ""
    by_list = filing.inbound.reading.kind is Kind.LIST
    copy = Copy(author, filing.message.subject, filing.message.text, files, by_list)
    known = posts.with_message_id(filing.db, filing.project.id, filing.message.message_id)
    found = (
        (row.id, row.discussion_id)
        for row, hashes in known
        if is_same_letter(copy, _copy_of(row, hashes))
    )
    return next(found, None)


def _copy_of(row: posts.PostRow, hashes: frozenset[str]) -> Copy:
    by_list = row.kind == Kind.LIST.value
    return Copy(str(row.author_id), row.subject, text_of(row), hashes, by_list)


def _note_absence(filing: FilingContext, discussion_id: int) -> Filed:
    """Note an automatic answer on its discussion: it is no post, reopens nothing and is told to
    nobody.
    """
    away, person = filing.inbound.reading.away, filing.author.person
    if away is not None and person is not None:
        machine_reports.note_absence(filing.db, filing.container, discussion_id, person.id, away)
    seen_ids.remember_ids(
        filing.db, filing.project.id, discussion_id, (), case_numbers(filing.message)
    )
    return Filed(Disposition.ACCEPT, Reason.NOTED, filing.project.id, discussion_id)


def _file_post(filing: FilingContext) -> Filed:
    author = _author_person(filing, filing.author)
    _remember_reply_to(filing)
    around = [person for person in gather_addressees(filing) if person.id != author.id]
    discussion = _place_discussion(filing, around)
    filing = _with_everybody(filing, discussion, author, around)
    commands = filing.commands
    circling = _why_circling(filing, discussion)
    post = new_post(filing, discussion, author, commands, around)
    by_machine = post.silent
    post = replace(post, silent=post.silent or circling is not None)
    _unmute_author(filing, discussion, author, by_machine)
    post_id = file(filing.db, filing.container, discussion, post, filing.now)
    if post_id is None:
        raise RuntimeError("the same message was filed in the same moment")
    _fold_decoration(
        filing.db,
        post_id,
        filing.author.address,
        post.attachments,
        bool(filing.inbound.reading.trimmed.quoted),
    )
    _remember(filing, discussion)
    for other in also_named(filing.inbound, filing.facts):
        bring_together(filing, discussion, other, author, post_id)
    _keep_note(filing, discussion)
    task_id = _obey_commands(filing, discussion, author, post_id, commands, post)
    _finish_own_task(filing, discussion, author, post)
    note_doubts(filing, discussion, author, post_id)
    if circling is not None and not by_machine:
        notify.notify_of_post(filing.db, filing.container, post_id, post.had_it, team_only=True)
    if circling is not None:
        note_circling(filing, discussion, author, post_id, circling)
    note = circling or _unheeded_detail(filing, discussion)
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


def _finish_own_task(
    filing: FilingContext, discussion: Discussion, author: Person, post: NewPost
) -> None:
    """A client to whom a task was given finishes it by answering "done"; where several are theirs,
    the one with the nearest date. Only what is proven does so.
    """
    if author.role is not Role.CLIENT_PLUS or filing.author.verified != "verified":
        return
    if post.silent or not says_done(post.body):
        return
    own = [
        task
        for task in tasks_of_discussion(filing.db, discussion.id)
        if task.assignee_id == author.id and task.state is not TaskState.DONE
    ]
    first = min(own, key=lambda task: (task.due is None, task.due or filing.now), default=None)
    if first is not None:
        tasks.set_task_state(filing.db, filing.container, author, first, TaskState.DONE.value)


def _unmute_author(
    filing: FilingContext, discussion: Discussion, author: Person, by_machine: bool
) -> None:
    """A client who writes again wants the answer: they are no longer mute in this discussion."""
    if by_machine or author.role.is_team or filing.author.verified == "failed":
        return
    muted = any(
        participant.muted and participant.person.id == author.id
        for participant in filing.participants
    )
    if muted:
        discussions.change_participant(filing.db, discussion.id, author.id, muted=False)
        event = Event(discussion.id, EventKind.UNMUTED, filing.now, author.id)
        time_line.record(filing.db, [event])


def _remember_reply_to(filing: FilingContext) -> None:
    """Remember whom an address wrote for: one that writes for many others is a form."""
    from_ = filing.message.author
    named = visitor(filing.inbound.reading, filing.facts.own_domains)
    if from_ is not None and named is not None and filing.facts.form is not None:
        forms.remember(filing.db, from_.address, named.address)


def _with_everybody(
    filing: FilingContext, discussion: Discussion, author: Person, around: list[Person]
) -> FilingContext:
    """The same once all take part who should, and nobody else does."""
    if filing.place.discussion_id is not None:
        filing = replace(filing, everybody=discussions.everyone(filing.db, discussion.id))
    add_author_and_addressees(filing, discussion, author, around)
    left = _take_out_named(filing, discussion)
    coming = {person.id for person in (author, filing.acting.person, *around) if person is not None}
    if not left and coming <= {participant.person.id for participant in filing.participants}:
        return filing
    return replace(filing, everybody=discussions.everyone(filing.db, discussion.id))


def _take_out_named(filing: FilingContext, discussion: Discussion) -> list[Person]:
    """#without: they hear neither this nor anything later. Returns who."""
    left = left_out_by(filing, discussion)
    for person in left:
        leave_discussions(filing.db, [discussion.id], person, filing.acting.person, filing.now)
    return left


def _why_circling(filing: FilingContext, discussion: Discussion) -> str | None:
    """Why no client is told of this letter: it looks like one of two machines that answer each
    other. The team is told of it all the same.
    """
    if filing.place.discussion_id is None or filing.acting.is_team:
        return None
    earlier = posts.latest_said(filing.db, discussion.id, filing.now - WHILE)
    return why_circling(filing.inbound.reading.body, earlier, filing.now)


def _author_person(filing: FilingContext, author: Author) -> Person:
    """The author's person; who is unknown becomes a staged contact."""
    if author.person is not None:
        came_back = author.person.unreachable or author.person.soft_bounces
        if came_back and author.verified != "failed":
            returned_letters.mark_reachable(filing.db, author.person.id)
        return author.person
    return add_contact(filing, author.address, author.name)


def _place_discussion(filing: FilingContext, around: list[Person]) -> Discussion:
    place, message = filing.place, filing.message
    if place.discussion_id is not None:
        known = filing.facts.discussions.get(place.discussion_id) or discussions.by_id(
            filing.db, place.discussion_id
        )
        if known is not None:
            return known
    forwarded = filing.inbound.reading.forwarded if filing.inbound.forwarder else None
    subject = (
        forwarded.subject if forwarded and forwarded.subject else message.subject
    ).strip() or NO_SUBJECT
    flags = {
        "internal": is_inside(filing, around),
        "parted": place.rule is Rule.CHANGED_SUBJECT,
        "to_many": _is_to_many(filing, around),
    }
    return discussions.add(
        filing.db, filing.project.id, subject, subject_key(subject), filing.now, **flags
    )


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
    ours, named = [message_id_of(filing.message), *came, *index], ids_named(filing.message)
    seen_ids.remember_ids(filing.db, filing.project.id, discussion.id, ours, named)


def _keep_note(filing: FilingContext, discussion: Discussion) -> None:
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


def _obey_commands(
    filing: FilingContext,
    discussion: Discussion,
    author: Person,
    post_id: int,
    commands: tuple[Command, ...],
    post: NewPost,
) -> int | None:
    """Obey those that ask, write the letters about the post, then obey those that change tasks:
    each letter shows what is true when it is read. Returns the task's id, where there is one.
    """
    told, detail = (
        None,
        filing.inbound.route.detail
        if filing.inbound.route is not None and _is_detail_heeded(filing)
        else "",
    )
    if filing.acting.is_team or detail:
        actor = filing.acting.person or author
        written = (filing.message.date or filing.now).astimezone(ZoneInfo(actor.time_zone))
        told = CommandContext(filing.db, filing.container, actor, discussion, post_id, written)
        commands = _with_detail(detail, commands, filing.inbound.reading.due, written)
        carry_out(told, tuple(command for command in commands if command.name in BEFORE_LETTERS))
        carry_out(
            told, tuple(command for command in commands if command.name not in BEFORE_LETTERS)
        )
    if not post.silent:
        notify.notify_of_post(
            filing.db, filing.container, post_id, post.had_it, None, filing.facts.missing
        )
    if _is_unproven_answer(filing, post):
        shown = filing.facts.reply_exposed
        notify_unproven.notify_of_unproven(filing.db, filing.container, post_id, post.body, shown)
    if _is_answer_to_client(filing, post):
        left = question_ledger.left_open(filing.db, discussion.id, post_id)
        notify.notify_of_open_questions(filing.db, filing.container, post_id, left)
    if (
        told is not None
        and told.notices
        and filing.acting.is_team
        and _may_answer(filing, told.actor, discussion, told.notices)
    ):
        notify.notify_of_commands(
            filing.db, filing.container, told.actor.id, discussion.id, post_id, tuple(told.notices)
        )
    return told.task_id if told is not None else None


def _is_unproven_answer(filing: FilingContext, post: NewPost) -> bool:
    """It bears the name of a member of this project, and nothing proves that they wrote it."""
    person = filing.author.person
    ours = filing.author.member_of_project or (person is not None and person.role is Role.ADMIN)
    human = post.kind is Kind.HUMAN and not post.silent
    return ours and is_claimed_member(filing) and human and filing.inbound.forwarder is None


def _is_answer_to_client(filing: FilingContext, post: NewPost) -> bool:
    """Whether these are a member's words to the client, written now."""
    spoke = post.by_team and post.kind is Kind.HUMAN and not (post.internal or post.silent)
    return spoke and filing.facts.fills is None and filing.inbound.forwarder is None


def _may_answer(
    filing: FilingContext, actor: Person, discussion: Discussion, notices: list[str]
) -> bool:
    """Whether a letter about these commands may be written: the same words go out once a day."""
    about = hashlib.sha256("\n".join([str(discussion.id), *notices]).encode()).hexdigest()[:16]
    return automatic_letters.may_answer(
        filing.db, filing.container, filing.inbound, actor.address, "commands", about
    )


def _is_detail_heeded(filing: FilingContext) -> bool:
    """Whether the subaddress is obeyed: at a random address whoever writes there, since it was
    given out for that; at an alias, which can be guessed, a proved member's only.
    """
    if filing.acting.is_team:
        return True
    doubtful = (
        filing.place.newcomer or filing.author.verified == "failed" or is_claimed_member(filing)
    )
    machine = filing.inbound.reading.kind is not Kind.HUMAN
    return not (doubtful or machine) and (
        filing.facts.alias is None or filing.author.member_of_project
    )


def _unheeded_detail(filing: FilingContext, discussion: Discussion) -> str:
    """A subaddress that did nothing, told in the trail."""
    detail = filing.inbound.route.detail if filing.inbound.route is not None else ""
    why = _why_unheeded(filing, discussion, detail) if detail else ""
    return told("+{detail} does nothing: {why}", detail=detail, why=why) if why else ""


def _why_unheeded(filing: FilingContext, discussion: Discussion, detail: str) -> str:
    if not _is_detail_heeded(filing):
        return told("not for this author")
    try:
        _ = detail == "task" or assignees.find_assignee(
            filing.db, filing.project.id, discussion.id, detail
        )
    except Refused as refused:
        return str(refused)
    return ""


def _with_detail(
    detail: str, commands: tuple[Command, ...], due: Due | None, written: datetime
) -> tuple[Command, ...]:
    """`+task` makes a task, due when the text says unless a command does; `+anna` gives it to
    Anna.
    """
    if not detail:
        return commands
    if detail != "task":
        return (Command("assign", detail), *commands)
    named = {command.name for command in commands}
    if due is None or named & {"due", "task"} or parse_due(due.words, written) is None:
        return (Command("task"), *commands)
    return (Command("task"), Command("due", due.words), *commands)


def _fold_decoration(
    db: Connection, post_id: int, author: str, files: Iterable[Attachment], quotes: bool
) -> None:
    """Look at the pictures of a post that was just filed; asks nothing of the store when there are
    none.
    """
    wanted, domain = decoration_candidates(files, quotes), author.rpartition("@")[2]
    if not wanted or not domain:
        return
    counted = decorative_pictures.count_letters_with(db, domain, wanted)
    known = [sha256 for sha256, letters in counted.items() if letters > DECORATION_AFTER]
    if known:
        decorative_pictures.fold(db, post_id, known)
    fresh = [sha256 for sha256 in known if counted[sha256] == DECORATION_AFTER + 1]
    if fresh:
        decorative_pictures.fold_earlier(db, domain, fresh)
