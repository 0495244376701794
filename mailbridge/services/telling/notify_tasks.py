"""Letters about tasks are written here, in the transaction of the event they tell of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import DueState
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import letterhead, with_own_addresses
from mailbridge.services.telling.owe import about, owe, owe_written
from mailbridge.services.telling.post_topic import topic_known_to
from mailbridge.steps.telling.leaving_time import after_quiet_hours
from mailbridge.steps.telling.letter_parts import task_news
from mailbridge.steps.telling.letters.client_task import CLIENT_TASK, ClientTask
from mailbridge.steps.telling.letters.handover import HANDOVER, HandedOver
from mailbridge.steps.telling.letters.task import TASK, TaskNews
from mailbridge.store.directory import people
from mailbridge.store.discussions import posts, tasks, time_line, visibility
from mailbridge.store.follow_up import due_work
from mailbridge.store.outbox import occasions, owing, post_words
from mailbridge.values import replace


def notify_of_task(
    db: Connection,
    container: Container,
    task_id: int,
    actor_id: int,
    what: str,
    more: tuple[str, ...] = (),
) -> list[int]:
    """Tell the assignee and the team in the discussion what became of a task. `what`: an event's
    kind; `more`: sentences to add.
    """
    facts = _facts(db, container, task_id, actor_id, what)
    if facts is None:
        return []
    occasion, told = facts.occasion, TASK.readers(facts)
    made = TASK.compose(facts, told, letterhead(container), container.clock())
    written = [replace(letter, notices=(*letter.notices, *more)) for letter in made]
    before = owing.withdraw_news(
        db, occasion.discussion.id, task_id, {reader.person.id for reader in told}
    )
    merged = [
        task_news.added(said, before.get(reader.person.id, ()), first=True)
        for reader, said in zip(told, written, strict=True)
    ]
    place, leaving = replace(about(occasion), task_id=task_id), _leaving(container, told)
    return owe_written(db, container, TASK, facts, told, merged, place, leaving=leaving)


def _facts(
    db: Connection, container: Container, task_id: int, actor_id: int | None, what: str
) -> TaskNews | None:
    task = tasks.by_id(db, task_id)
    occasion = (
        occasions.of_discussion(db, task.discussion_id, actor_id, task.assignee_id)
        if task is not None
        else None
    )
    if task is None or occasion is None:
        return None
    occasion = with_own_addresses(occasion, container)
    people = {
        participant.person.id: participant.person for participant in occasion.participants
    } | {member.id: member for member in occasion.members}
    assignee = people.get(task.assignee_id) if task.assignee_id is not None else None
    files = post_words.file_names(db, task.post_id) if task.post_id is not None else ()
    return TaskNews(occasion, task, assignee, what, files)


def notify_of_tasks_anew(db: Connection, container: Container, discussion_id: int) -> None:
    """Write the letters about its tasks again that wait, with what they say: the discussion is
    another one now, or elsewhere, and so is where an answer goes.
    """
    waiting = owing.withdraw_all_news(db, discussion_id)
    last = {event.task_id: event for event in time_line.events_of(db, discussion_id)}
    for news in waiting:
        event = last.get(news.task_id)
        facts = event and _facts(db, container, news.task_id, event.actor_id, event.kind.value)
        if not event or not facts:
            continue
        if news.letter.name == "client_task":
            is_done, actor_id = not news.letter.details["title"], event.actor_id or 0
            _owe_client(db, container, facts.task, news.person_id, actor_id, is_done)
            continue
        told = [reader for reader in TASK.readers(facts) if reader.person.id == news.person_id]
        made = TASK.compose(facts, told, letterhead(container), container.clock())
        written = [replace(letter, notices=news.letter.notices) for letter in made]
        place, leaving = about(facts.occasion), {news.person_id: news.leaves}
        place = replace(place, task_id=news.task_id)
        owe_written(db, container, TASK, facts, told, written, place, leaving=leaving)


def _leaving(container: Container, told: Sequence[Reader]) -> dict[int, datetime]:
    """When members hear of a task: at once, but in their quiet hours."""
    now, quiet = container.clock(), container.delays.quiet
    return {
        reader.person.id: after_quiet_hours(now, quiet, reader.person.time_zone) for reader in told
    }


def notify_of_handover(
    db: Connection, container: Container, discussion_id: int, to: Person, actor_id: int
) -> list[int]:
    """Tell who looks after a discussion from now on its whole story; nothing to who took it."""
    occasion = occasions.of_discussion(db, discussion_id, actor_id)
    if occasion is None or to.id == actor_id:
        return []
    files = tuple(
        file for before in occasion.earlier for file in post_words.file_names(db, before.id)
    )
    waiting = (
        due.wanted.at
        for due in due_work.rows_of(db, ("holding",), discussion_id=discussion_id)
        if due.wanted.state is DueState.WAITING
    )
    facts = HandedOver(
        with_own_addresses(occasion, container), to, min(waiting, default=None), files
    )
    return owe(db, container, HANDOVER, facts, about(occasion))


def notify_of_done(
    db: Connection, container: Container, task_id: int, actor_id: int, told: frozenset[int]
) -> list[int]:
    """Tell the client who asked for it that a task is done; `told`: clients who read so already."""
    task = tasks.by_id(db, task_id)
    asked = posts.post_by_id(db, task.post_id) if task is not None and task.post_id else None
    if task is None or asked is None or asked.author_id in (*told, actor_id):
        return []
    return _owe_client(db, container, task, asked.author_id, actor_id, is_done=True)


def notify_of_client_task(
    db: Connection, container: Container, task_id: int, actor_id: int
) -> list[int]:
    """Tell a client that a task, or another date of it, is theirs."""
    task = tasks.by_id(db, task_id)
    if task is None or task.assignee_id in (None, actor_id) or task.state is TaskState.DONE:
        return []
    return _owe_client(db, container, task, task.assignee_id or 0, actor_id)


def _owe_client(
    db: Connection,
    container: Container,
    task: Task,
    client_id: int,
    actor_id: int,
    is_done: bool = False,
) -> list[int]:
    """Nothing for somebody of the team, nor about a task that stays inside."""
    client = people.by_id(db, client_id)
    if client is None or client.role.is_team or visibility.inside_tasks(db, [task.id]):
        return []
    occasion = occasions.of_discussion(db, task.discussion_id, actor_id, task.assignee_id)
    if occasion is None or occasion.author is None:
        return []
    topic = topic_known_to(db, occasion.discussion, client.id, container.agency)
    occasion = with_own_addresses(replace(occasion, topic=topic), container)
    occasion = next_move.with_moves_of_readers(db, occasion)
    owing.withdraw_news(db, task.discussion_id, task.id, {client.id})  # this one tells it anew
    facts = ClientTask(occasion, task, client, is_done)
    return owe(db, container, CLIENT_TASK, facts, replace(about(occasion), task_id=task.id))
