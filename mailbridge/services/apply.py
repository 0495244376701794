"""A message that went through all steps becomes a post: the one transaction in which everything happens or nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.discussion import Channel, Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.letter import VIA_FLAG
from mailbridge.domain.message import Command, Kind, Message
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services import automatic, decoration, machine_mail, notify
from mailbridge.services.at_hand import Filing, contact
from mailbridge.services.company import claims_member, company, had_a_copy, is_inside, take_part
from mailbridge.services.filing import NewPost, file
from mailbridge.services.house import House
from mailbridge.services.mail_commands import BEFORE_LETTERS, Told, act
from mailbridge.services.people import answered_from_elsewhere
from mailbridge.steps.commands import below_commands
from mailbridge.steps.floods import WHILE, circling
from mailbridge.steps.loop import passed
from mailbridge.steps.monitors import wanted
from mailbridge.steps.present import had_it, present
from mailbridge.steps.thread import also_named, colleagues, ids_named, moment, subject_key
from mailbridge.store import discussions, posts, returns, tallies, traces
from mailbridge.store import tasks as task_store
from mailbridge.store.moves import merge

NO_SUBJECT = "(no subject)"


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a message ended."""

    disposition: Disposition
    reason: Reason
    project_id: int | None = None
    discussion_id: int | None = None
    post_id: int | None = None
    task_id: int | None = None
    note: str = ""


def apply(db: Connection, house: House, inbound: Inbound, facts: Facts, raw_id: int) -> Filed:
    if inbound.route is None or inbound.route.project is None or inbound.author is None or inbound.place is None:
        return Filed(Disposition.HOLD, Reason.NO_PROJECT)
    filing = Filing(db, house, inbound, facts, raw_id, facts.now, inbound.route.project, inbound.author, inbound.place)
    known = _filed_before(filing)
    if known is not None:
        task = task_store.of_post(db, known[0])
        return Filed(Disposition.DISCARD, Reason.DUPLICATE, filing.project.id, known[1], known[0], task.id if task else None)
    machine = inbound.reading.kind is Kind.AUTO_REPLY and not facts.accepted
    if machine and inbound.place.discussion_id is not None and not wanted(inbound, facts):
        return _note_absence(filing, inbound.place.discussion_id)
    return _post(filing)


def message_id_of(message: Message) -> str:
    """Its Message-ID; a mail without one gets an id made of its content, the same for each copy."""
    return message.message_id or f"{digest_of(message)[:32]}@no-message-id.invalid"


def digest_of(message: Message) -> str:
    """A hash of what the author wrote and attached; trace fields change on the way, these do not."""
    said = [mailbox.address for mailbox in message.from_] + [message.subject, str(message.date), message.text, message.html or ""]
    whole = "\x00".join(said + [file.sha256 for file in message.attachments])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _filed_before(filing: Filing) -> tuple[int, int] | None:
    """Looked for only where its id is one of ours; the store's unique key watches over the rest."""
    if filing.message.message_id and not any(one.by_us and one.message_id == filing.message.message_id for one in filing.facts.seen):
        return None
    return posts.same_post(filing.db, filing.project.id, message_id_of(filing.message), digest_of(filing.message))


def _note_absence(filing: Filing, discussion_id: int) -> Filed:
    """An automatic answer is no post: it reopens, reassigns and notifies nothing."""
    away, person = filing.inbound.reading.away, filing.author.person
    if away is not None and person is not None:
        machine_mail.away(filing.db, filing.house, discussion_id, person.id, away)
    return Filed(Disposition.ACCEPT, Reason.NOTED, filing.project.id, discussion_id)


def _post(filing: Filing) -> Filed:
    author = _person(filing, filing.author)
    around = [person for person in company(filing) if person.id != author.id]
    discussion = _discussion(filing, around)
    take_part(filing, discussion, author, around)
    commands = filing.commands
    circling = _circling(filing, discussion)
    post = _new_post(filing, discussion, author, commands, around)
    post = replace(post, silent=post.silent or circling is not None)
    post_id = file(filing.db, filing.house, discussion, post, filing.now)
    if post_id is None:
        raise RuntimeError("the same message was filed in the same moment")
    decoration.fold(filing.db, post_id, filing.author.address, post.attachments, bool(filing.inbound.reading.trimmed.quoted))
    _remember(filing, discussion)
    for other in also_named(filing.inbound, filing.facts):
        _bring_together(filing, discussion, other, author, post_id)
    _keep_note(filing, discussion)
    task_id = _commands(filing, discussion, author, post_id, commands, post)
    _hint(filing, discussion, author, post_id)
    if circling is not None:
        _stand_still(filing, discussion, author, post_id, circling)
    return Filed(Disposition.ACCEPT, Reason.FILED, filing.project.id, discussion.id, post_id, task_id, circling or "")


def _bring_together(filing: Filing, discussion: Discussion, other: int, author: Person, post_id: int) -> None:
    """Make one of two discussions, unless a client would read what was not written to him: then it is only said."""
    if _same_readers(filing, discussion.id, other):
        merge(filing.db, other, discussion.id, filing.now)
    else:
        details = {"other": other, "rule": "both named"}
        discussions.record(filing.db, [Event(discussion.id, EventKind.LINKED, filing.now, author.id, post_id, details=details)])


def _same_readers(filing: Filing, one: int, other: int) -> bool:
    """The same clients in both, or colleagues of those; a proved author shows it to those he writes to as well."""
    here, there = (
        {person.person for person in discussions.participants_of(filing.db, number) if person.admitted and not person.person.role.is_team}
        for number in (one, other)
    )
    proven = filing.author.verified == "verified"
    allowed = present(filing.message) if proven else {filing.author.address}
    return all(
        allowed.intersection(person.addresses) or _has_colleague(person, there if person in here else here) for person in here ^ there
    )


def _has_colleague(person: Person, among: Iterable[Person]) -> bool:
    domains = {domain for one in among for address in one.addresses if (domain := colleagues(address))}
    return any(colleagues(address) in domains for address in person.addresses)


def _circling(filing: Filing, discussion: Discussion) -> str | None:
    """Why nobody is told of this letter: it looks like one of two machines that answer each other."""
    if filing.place.discussion_id is None or filing.acting.is_team:
        return None
    return circling(filing.inbound.reading.body, tallies.said(filing.db, discussion.id), filing.now)


def _stand_still(filing: Filing, discussion: Discussion, author: Person, post_id: int, why: str) -> None:
    """On the time line, once in a while."""
    before = [event.at for event in discussions.events_of(filing.db, discussion.id) if event.kind is EventKind.CIRCLING]
    if not before or filing.now - before[-1] > WHILE:
        event = Event(discussion.id, EventKind.CIRCLING, filing.now, author.id, post_id, details={"why": why})
        discussions.record(filing.db, [event])


def _person(filing: Filing, author: Author) -> Person:
    """The author's person; who is unknown becomes a staged contact."""
    if author.person is not None:
        if author.person.unreachable or author.person.soft_bounces:
            returns.reachable(filing.db, author.person.id)
        return author.person
    return contact(filing, author.address, author.name)


def _discussion(filing: Filing, around: list[Person]) -> Discussion:
    place, message = filing.place, filing.message
    if place.discussion_id is not None:
        known = filing.facts.discussions.get(place.discussion_id) or discussions.by_id(filing.db, place.discussion_id)
        if known is not None:
            return known
    forwarded = filing.inbound.reading.forwarded if filing.inbound.forwarder else None
    subject = (forwarded.subject if forwarded and forwarded.subject else message.subject).strip() or NO_SUBJECT
    inside, parted = is_inside(filing, around), place.rule == "changed subject"
    made = discussions.add(filing.db, filing.project.id, subject, subject_key(subject), filing.now, internal=inside, parted=parted)
    found = discussions.by_id(filing.db, made)
    if found is None:
        raise RuntimeError("a discussion vanished while it was made")
    return found


def _new_post(filing: Filing, discussion: Discussion, author: Person, commands: tuple[Command, ...], around: list[Person]) -> NewPost:
    reading, message = filing.inbound.reading, filing.message
    shown = _body(filing, commands)
    return NewPost(
        author=author,
        channel=Channel.MAIL,
        text=message.text,
        body=shown,
        internal=_is_internal(filing, discussion, commands, shown, around),
        message_id=message_id_of(message),
        kind=reading.kind,
        trusted=filing.author.is_team,
        questions=reading.questions if filing.inbound.forwarder is None else (),
        answers=reading.answers,
        row=_row(filing, around),
        written=moment(filing.message, filing.now),
        raw_id=filing.raw_id,
        attachments=message.attachments,
        had_it=had_it(message, filing.author.address, filing.acting.verified == "verified", had_a_copy(filing, discussion, around)),
        silent=reading.kind is Kind.AUTO_REPLY and not wanted(filing.inbound, filing.facts),
        told_later=True,
        newcomer=filing.place.newcomer or filing.author.verified == "failed",
    )


def _body(filing: Filing, commands: tuple[Command, ...]) -> str:
    """What letters tell: without the commands that were obeyed; of a forward the letter, or all when nobody vouches for it."""
    reading = filing.inbound.reading
    if filing.inbound.forwarder is not None and reading.forwarded is not None:
        return reading.forwarded.text
    if reading.forwarded is not None:
        return reading.message.text
    return reading.body if filing.acting.is_team else reading.trimmed.reply


def _is_internal(filing: Filing, discussion: Discussion, commands: tuple[Command, ...], body: str, around: list[Person]) -> bool:
    """A member's words stay inside when he says so, when he answers what is inside, or when there are none but commands."""
    if discussion.internal:
        return True
    if not filing.author.is_team:
        return False
    names = [command.name for command in commands]
    if "client" in names:
        return False
    own = filing.inbound.route.own if filing.inbound.route else None
    inside = isinstance(own, ReplyAddress) and own.internal
    only_commands = bool(commands) and not below_commands(body).strip() and not filing.message.attachments
    default = filing.project.team_replies == "internal" and all(person.role.is_team for person in around)  # he wrote to no client
    return "note" in names or inside or filing.facts.answers_internal or only_commands or default


def _row(filing: Filing, around: list[Person]) -> dict[str, Any]:
    reading, place = filing.inbound.reading, filing.place
    return {
        "inbound_id": filing.inbound.id,
        "verified": filing.author.verified,
        "verified_why": filing.author.why,
        "digest": digest_of(filing.message),
        "written": filing.message.date,
        "subject": filing.message.subject,
        "quoted": reading.trimmed.quoted,
        "signature": reading.trimmed.signature,
        "safe_html": reading.safe_html,
        "cuts": [[cut.rule, cut.line] for cut in reading.trimmed.cuts],
        "why": f"{place.rule}: {place.evidence}" if place.evidence else place.rule,
        "flags": [*filing.author.flags, *place.flags, *_marks(filing, around), *_houses(filing)],
    }


def _houses(filing: Filing) -> list[str]:
    """Other houses whose words these are; letters about the post name them, so that none of them takes its own words for news."""
    return [f"{VIA_FLAG}{house}" for house in passed(filing.message)]


def _marks(filing: Filing, around: list[Person]) -> list[str]:
    """What the team should see of it, and what later letters ask of it.

    Somebody may write in a member's name and cannot prove it: seen by the team, passed on to no client.
    """
    marks = {"newcomer": filing.place.newcomer, "claims-member": claims_member(filing), posts.TO_OTHERS: bool(around)}
    return [name for name, holds in marks.items() if holds]


def _remember(filing: Filing, discussion: Discussion) -> None:
    """Its own id, and the ids it names: a letter that comes later may know only those."""
    ours, named = [message_id_of(filing.message)], ids_named(filing.message)
    traces.remember_ids(filing.db, filing.project.id, discussion.id, ours, named)


def _keep_note(filing: Filing, discussion: Discussion) -> None:
    """What the member wrote above a letter he passed on stays inside."""
    forwarder, forwarded = filing.inbound.forwarder, filing.inbound.reading.forwarded
    note = filing.inbound.reading.body.strip()
    if forwarder is None or forwarder.person is None or forwarded is None or not note:
        return
    row = {"inbound_id": filing.inbound.id, "verified": forwarder.verified, "verified_why": forwarder.why, "why": "note above a forward"}
    post = NewPost(forwarder.person, Channel.MAIL, note, note, internal=True, row=row)
    file(filing.db, filing.house, discussion, post, filing.now)
    ids = [forwarded.message_id] if forwarded.message_id else []
    traces.remember_ids(filing.db, filing.project.id, discussion.id, ids)


def _commands(
    filing: Filing, discussion: Discussion, author: Person, post_id: int, commands: tuple[Command, ...], post: NewPost
) -> int | None:
    """Questions first, then the letter that tells of the post, then what changes tasks: each letter shows what is true."""
    actor = filing.acting.person if filing.acting.is_team else None
    told = None
    if actor is not None:
        written = (filing.message.date or filing.now).astimezone(ZoneInfo(actor.time_zone))
        told = Told(filing.db, filing.house, actor, discussion, post_id, written)
        if filing.inbound.route is not None and filing.inbound.route.detail:
            commands = (*_from_detail(filing.inbound.route.detail), *commands)
        act(told, tuple(command for command in commands if command.name in BEFORE_LETTERS))
        act(told, tuple(command for command in commands if command.name not in BEFORE_LETTERS))
    if not post.silent:
        notify.posted(filing.db, filing.house, post_id, post.had_it, None)
    if told is not None and told.notices and actor is not None and _may_answer(filing, actor, discussion, told.notices):
        notify.commands_answered(filing.db, filing.house, actor.id, discussion.id, post_id, tuple(told.notices))
    return told.task_id if told is not None else None


def _may_answer(filing: Filing, actor: Person, discussion: Discussion, notices: list[str]) -> bool:
    """The same commands are not answered twice a day with the same words."""
    about = hashlib.sha256("\n".join([str(discussion.id), *notices]).encode()).hexdigest()[:16]
    return automatic.may_answer(filing.db, filing.house, filing.inbound, actor.address, "commands", about)


def _from_detail(detail: str) -> tuple[Command, ...]:
    """`+task` makes a task, `+anna` gives it to Anna."""
    return (Command("task"),) if detail == "task" else (Command("assign", detail),)


def _hint(filing: Filing, discussion: Discussion, author: Person, post_id: int) -> None:
    """What the team should see on the time line: a place in doubt, a subject that changed."""
    happened = []
    if filing.place.discussion_id is None and filing.place.runner_up is not None:
        details = {"other": filing.place.runner_up, "rule": filing.place.rule}
        happened.append(Event(discussion.id, EventKind.LINKED, filing.now, author.id, post_id, details=details))
    if "subject-changed" in filing.place.flags:
        details = {"subject": filing.message.subject}
        happened.append(Event(discussion.id, EventKind.SUBJECT_CHANGED, filing.now, author.id, post_id, details=details))
    discussions.record(filing.db, happened)
    _another_address(filing, discussion, post_id)


def _another_address(filing: Filing, discussion: Discussion, post_id: int) -> None:
    """The reply address was one person's own, and an address nobody knows has answered it (EDGE_CASES 32)."""
    person, author, facts = filing.facts.reply_person, filing.author, filing.facts
    known = author.person is not None and not author.person.staged
    if person is None or known or facts.reply_exposed or filing.inbound.forwarder or filing.inbound.reading.kind is not Kind.HUMAN:
        return
    answered_from_elsewhere(filing.db, filing.house, person, (discussion.id, post_id), author.name, author.address)
