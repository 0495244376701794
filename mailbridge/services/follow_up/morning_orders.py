"""What a member answered to a morning letter is done: each order on the line of that very letter,
however old it is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.follow_up.due import Became, Due, DueState, is_done, is_moot
from mailbridge.domain.follow_up.morning import Offered
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.domain.told import told
from mailbridge.services import next_move, tasks
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.discussions import change
from mailbridge.services.filing.commands.of_morning import KIND
from mailbridge.services.follow_up import weekly
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.follow_up.in_discussion import NOTHING_TO_DO
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.reading.meaning.agreement import says_ok
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.reading.meaning.line_orders import Order, read_orders
from mailbridge.steps.telling.letters.by_clock.morning_answer import MORNING_ANSWER, Obeyed
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import people
from mailbridge.store.discussions import tasks as task_rows
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.follow_up import due_work
from mailbridge.values import dataclass

MOST_TOLD = 20  # lines that were not understood


@dataclass(frozen=True, slots=True)
class _At:
    """A line of the letter, as it is now."""

    db: Connection
    container: Container
    member: Person
    written: datetime  # in the member's time zone
    discussion: Discussion
    task: Task | None
    offer: tuple[str, int] | None  # what "yes" does, and the work it is about
    tongue: Tongue


def handle(db: Connection, container: Container, due: Due) -> Became:
    """Obey the answer to a morning letter and tell the member what was done; words that are no
    order are told, too.
    """
    asked, member = due.wanted.details, people.by_id(db, due.wanted.person_id or 0)
    morning = due_work.by_id(db, int(asked["morning"]))
    if member is None or not member.role.is_team or member.disabled or morning is None:
        return is_moot(NOTHING_TO_DO)
    if morning.wanted.what == weekly.KIND:
        return _answered_draft(db, container, member, morning, due)
    return _obeyed(db, container, member, morning, due)


def _obeyed(db: Connection, container: Container, member: Person, morning: Due, due: Due) -> Became:
    """The orders of an answer are carried out on the lines of the morning letter."""
    asked = due.wanted.details
    written = datetime.fromisoformat(asked["written"]).astimezone(zone(member.time_zone))
    orders, others = read_orders(asked["words"], written)
    tongue = Tongue(container.words.of(member.language), member.time_zone, container.clock())
    done: list[str] = []
    not_done: list[str] = []
    for order in orders:
        try:
            at = _at(db, container, member, written, _line(morning.wanted.details, order), tongue)
            done.append(_said(order, at, _obey(order, at)))
        except Refused as refused:
            why = refused.words(tongue.words)
            not_done.append(f"{order.number}. {why}")
    if done or not_done or others:
        _tell(db, container, member, morning, due, done, not_done, others)
    kept = {"morning": morning.id}  # not the words: they stand in the mail log
    return is_done(told("{count} lines of a morning letter", count=len(done)), kept)


def _answered_draft(
    db: Connection, container: Container, member: Person, draft: Due, due: Due
) -> Became:
    """“ok” sends the weekly report that the member was offered."""
    asked, words = due.wanted.details, container.words.of(member.language)
    done, not_done, others = [], [], []
    if says_ok(asked["words"]):
        try:
            weekly.agree(db, container, member, draft.id)
            done.append(words.say("the report leaves now"))
        except Refused as refused:
            not_done.append(refused.words(words))
    else:
        others = [line for line in asked["words"].splitlines() if line.strip()]
    _tell(db, container, member, draft, due, done, not_done, others)
    said = told("the report leaves now") if done else told("the answer was no “ok”")
    return is_done(said, {"morning": draft.id})


def _tell(
    db: Connection,
    container: Container,
    member: Person,
    letter: Due,
    due: Due,
    done: Sequence[str],
    not_done: Sequence[str],
    others: Sequence[str],
) -> None:
    """What became of the answer `due` to the letter that the work `letter` wrote, unless no machine
    may be answered now.
    """
    asked = due.wanted.details
    if not asked.get("answer", True):
        return
    facts = Obeyed(
        member,
        due.id,
        letter.id,
        str(asked["subject"]),
        str(asked["message_id"]),
        tuple(done),
        tuple(not_done),
        tuple(others[:MOST_TOLD]),
        of_draft=letter.wanted.what == weekly.KIND,
    )
    owe(db, container, MORNING_ANSWER, facts, About())


def _line(kept: Mapping[str, Any], order: Order) -> list[Any]:
    lines: list[list[Any]] = kept.get("lines", [])
    if not 0 < order.number <= len(lines):
        raise Refused("no-such-line")
    return lines[order.number - 1]


def _at(
    db: Connection,
    container: Container,
    member: Person,
    written: datetime,
    line: list[Any],
    tongue: Tongue,
) -> _At:
    """What a line is about, wherever it was moved since. Refused: no-such-discussion,
    no-such-task.
    """
    about, number, *offer = line
    task = task_rows.by_id(db, number) if about == "task" else None
    if about == "task" and task is None:
        raise Refused("no-such-task")
    place = task.discussion_id if task is not None else number
    discussion = discussion_to_act_on(db, place, member)
    offered = (str(offer[0]), int(offer[1])) if offer else None
    return _At(db, container, member, written, discussion, task, offered, tongue)


def _said(order: Order, at: _At, what: str) -> str:
    title = at.task.title if at.task is not None else spoken(at.discussion.subject)
    return f"{order.number}. {' '.join(title.split())}: {what}"


def _obey(order: Order, at: _At) -> str:
    """Do it; returns what was done, in the member's words. Refused: whatever keeps it from being
    done.
    """
    match order.verb:
        case "take":
            return _take(at)
        case "due":
            return _date(at, order.argument)
        case "done":
            return _finish(at)
        case "yes" if at.offer is not None:
            return _accept(at, *at.offer)
        case "hold" if at.offer is not None and at.offer[0] == Offered.NUDGE.value:
            return _accept(at, *at.offer)
        case "no" if at.offer is not None:
            return _refuse(at, at.offer[1])
    raise Refused("nothing-offered")


def _take(at: _At) -> str:
    if at.task is None:
        change.assign_in(at.db, at.container, at.member, at.discussion, at.member)
    else:
        tasks.assign_task(at.db, at.container, at.member, at.task, at.member.address)
    return at.tongue.say("it is yours now")


def _date(at: _At, words: str) -> str:
    if at.task is None:
        raise Refused("no-task-there")
    tasks.set_task_due(at.db, at.container, at.member, at.task, words, at.written)
    day = parse_due(words, at.written)
    if day is None:
        raise Refused("bad-date", words=words)
    return at.tongue.say("due {day}", day=at.tongue.day(day))


def _finish(at: _At) -> str:
    if at.task is None:
        raise Refused("no-task-there")
    tasks.set_task_state(at.db, at.container, at.member, at.task, TaskState.DONE.value)
    return at.tongue.say("it is done")


_ACCEPTED = {
    Offered.HOLDING.value: sentence("the letter with the new time leaves now"),
    Offered.CLOSING.value: sentence("the closing letter leaves now"),
    Offered.NEW_DATE.value: sentence("its tasks have the new dates"),
    Offered.NUDGE.value: sentence("the reminder is kept back"),
}


def _accept(at: _At, what: str, due_id: int) -> str:
    due, now = _open(at, due_id), at.container.clock()
    if what == Offered.NUDGE.value:  # each client who is asked has one
        words = told("{name} keeps it back", name=at.member.called)
        others = due_work.open_of(at.db, [at.discussion.id], (what,))
        for number in dict.fromkeys([due.id, *(other.id for other in others)]):
            due_work.settle(at.db, number, DueState.HELD, words, now, at.member.id)
    else:
        details = {**due.wanted.details, "pressed_by": at.member.id}
        words = told("{name} said ok", name=at.member.called)
        due_work.press(at.db, due.id, details, now, words)
        after_commit(at.db, at.container.runtime.wake_due)
    return at.tongue.say(_ACCEPTED[what])


def _refuse(at: _At, due_id: int) -> str:
    due, words = _open(at, due_id), told("{name} did not want it", name=at.member.called)
    now = at.container.clock()
    due_work.settle(at.db, due.id, DueState.SKIPPED, words, now, at.member.id)
    next_move.settle_next_move(at.db, at.discussion.id)
    return at.tongue.say("it is not sent")


def _open(at: _At, due_id: int) -> Due:
    due = due_work.take_by_id(at.db, due_id)
    if due is None:
        raise Refused("as-it-is")
    return due


MORNING_ORDERS = DueKind(KIND, handle)
