"""Letters are written here, in the transaction of the event they tell of; they are sent by
`drain`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import NobodyTold
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import letterhead, with_own_addresses
from mailbridge.services.telling.other_numbers import with_numbers_of_others
from mailbridge.services.telling.owe import About, about, owe, owe_written
from mailbridge.services.telling.post_topic import topic_known_to, with_topics_known
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts import task_news
from mailbridge.steps.telling.letters import nobody_told
from mailbridge.steps.telling.letters.address import ADDRESS, AnotherAddress
from mailbridge.steps.telling.letters.client_task import CLIENT_TASK, ClientTask
from mailbridge.steps.telling.letters.commands import COMMANDS, NotDone
from mailbridge.steps.telling.letters.nobody_told import NOBODY_TOLD
from mailbridge.steps.telling.letters.not_sent import NOT_SENT, NotSent
from mailbridge.steps.telling.letters.post import POST, Posted
from mailbridge.steps.telling.letters.sign_in import SIGN_IN, SignIn
from mailbridge.steps.telling.letters.task import TASK, TaskNews
from mailbridge.steps.telling.letters.understood import UNDERSTOOD, Understood
from mailbridge.store.directory import people
from mailbridge.store.discussions import posts, tasks, time_line, visibility
from mailbridge.store.outbox import occasions, owing, post_words


def notify_of_post(
    db: Connection,
    container: Container,
    post_id: int,
    had_it: frozenset[str] = frozenset(),
    hold: timedelta | None = None,
    missing: MissingLetter | None = None,
    team_only: bool = False,
) -> list[int]:
    """Write the letters about a post. `had_it`: who had that very mail already; `missing`: what it
    answers and nobody here saw; `team_only`: no client is written to.

    Returns the ids of the letters.
    """
    found = occasions.of_post(db, post_id)
    if found is None or found.author is None:
        return []
    occasion = with_topics_known(db, replace(found, missing=missing), container.agency)
    by_team = found.author.role.is_team
    occasion = with_own_addresses(with_numbers_of_others(db, occasion), container)
    if recipients.wants_members(occasion):
        others, stand_in = occasions.members(db, occasion.project.id)
        team = {person.id: person for person in (*occasion.members, *others)}
        occasion = with_own_addresses(
            replace(occasion, members=tuple(team.values()), stand_in=stand_in), container
        )
    if by_team:
        occasion = next_move.with_moves_of_readers(db, occasion)
    facts = Posted(occasion, had_it, team_only=team_only)
    told = POST.readers(facts)
    written = POST.compose(facts, told, letterhead(container), container.clock())
    if by_team:
        written = _with_news(db, occasion, told, written)
        _notify_of_nobody(db, container, occasion, had_it)
    return owe_written(db, container, POST, facts, told, written, about(occasion), hold)


def _notify_of_nobody(
    db: Connection, container: Container, occasion: Occasion, had_it: frozenset[str]
) -> None:
    """Tell a member whose words were for clients, and note on the time line, that none was told."""
    post, member = occasion.post, occasion.author
    missed = recipients.unreached(occasion, had_it)
    if missed is None or post is None or member is None:
        return
    details = NobodyTold({unreached.person.id: unreached.why.value for unreached in missed})
    discussion_id, now = occasion.discussion.id, container.clock()
    event = Event(discussion_id, EventKind.NOBODY_TOLD, now, member.id, post.id, details=details)
    time_line.record(db, [event])
    place = replace(about(occasion), post_id=post.id)
    owe(db, container, NOBODY_TOLD, nobody_told.NobodyTold(occasion, member, missed), place)


def notify_of_release(
    db: Connection, container: Container, post_id: int, had_it: frozenset[str]
) -> list[int]:
    """Write the letters to clients about a post that somebody of the team released; the team had
    theirs when it came.
    """
    occasion = occasions.of_post(db, post_id)
    if occasion is None or occasion.author is None:
        return []
    occasion = with_own_addresses(with_topics_known(db, occasion, container.agency), container)
    facts = Posted(next_move.with_moves_of_readers(db, occasion), had_it, clients_only=True)
    return owe(db, container, POST, facts, about(occasion))


def notify_of_held(
    db: Connection, container: Container, post_id: int, to: Person, words: Sequence[str]
) -> None:
    """Tell a member that an answer waits, because these words of it stand inside."""
    _not_sent(db, container, post_id, to, words)


def notify_of_kept(db: Connection, container: Container, post_id: int, to: Person) -> None:
    """Tell a member that an answer which greets a client stayed inside, by its address alone."""
    _not_sent(db, container, post_id, to, None)


def client_readers(db: Connection, container: Container, post_id: int) -> tuple[Person, ...]:
    """The clients who would be written to if the post were public."""
    occasion = occasions.of_post(db, post_id)
    if occasion is None or occasion.post is None:
        return ()
    public = replace(occasion, post=replace(occasion.post, internal=False))
    told = recipients.choose(with_own_addresses(public, container), frozenset()).told
    return tuple(reader.person for reader in told if reader.letter == "client")


def _not_sent(
    db: Connection, container: Container, post_id: int, to: Person, words: Sequence[str] | None
) -> None:
    occasion = occasions.of_post(db, post_id)
    readers = [person.called for person in client_readers(db, container, post_id)]
    if occasion is None or not to.address or not readers:
        return
    facts = NotSent(occasion, to, tuple(readers), tuple(words) if words is not None else None)
    owe(db, container, NOT_SENT, facts, replace(about(occasion), post_id=post_id))


def _with_news(
    db: Connection, occasion: Occasion, told: Sequence[Reader], written: list[Letter]
) -> list[Letter]:
    """The letters with what the same mail did to tasks, which needs no letter of its own."""
    readers = {reader.person.id for reader in told if reader.letter == "team"}
    news = owing.withdraw_news(db, occasion.discussion.id, people=readers)
    return [
        task_news.added(letter, news.get(reader.person.id, ()))
        for reader, letter in zip(told, written, strict=True)
    ]


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
    task = tasks.by_id(db, task_id)
    occasion = (
        occasions.of_discussion(db, task.discussion_id, actor_id, task.assignee_id)
        if task is not None
        else None
    )
    if task is None or occasion is None:
        return []
    occasion = with_own_addresses(occasion, container)
    people = {
        participant.person.id: participant.person for participant in occasion.participants
    } | {member.id: member for member in occasion.members}
    assignee = people.get(task.assignee_id) if task.assignee_id is not None else None
    files = post_words.file_names(db, task.post_id) if task.post_id is not None else ()
    facts = TaskNews(occasion, task, assignee, what, files)
    told = TASK.readers(facts)
    made = TASK.compose(facts, told, letterhead(container), container.clock())
    written = [replace(letter, notices=(*letter.notices, *more)) for letter in made]
    before = owing.withdraw_news(
        db, occasion.discussion.id, task_id, {reader.person.id for reader in told}
    )
    merged = [
        task_news.added(said, before.get(reader.person.id, ()), first=True)
        for reader, said in zip(told, written, strict=True)
    ]
    place = replace(about(occasion), task_id=task_id)
    return owe_written(db, container, TASK, facts, told, merged, place)


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


def notify_of_commands(
    db: Connection,
    container: Container,
    person_id: int,
    discussion_id: int,
    post_id: int | None,
    not_done: tuple[str, ...],
) -> list[int]:
    """Tell a member which of their commands were not carried out; `not_done` are sentences in
    their language.
    """
    occasion = occasions.of_discussion(db, discussion_id, person_id)
    if occasion is None or occasion.author is None or not not_done:
        return []
    member, occasion = occasion.author, with_own_addresses(occasion, container)
    return owe(
        db, container, COMMANDS, NotDone(occasion, member, post_id, not_done), about(occasion)
    )


def notify_of_done_commands(
    db: Connection,
    container: Container,
    person_id: int,
    discussion_id: int,
    post_id: int,
    done: tuple[str, ...],
) -> list[int]:
    """Tell a member what commands of their post did; `done` are sentences in their language."""
    occasion = occasions.of_discussion(db, discussion_id, person_id)
    if occasion is None or occasion.author is None:
        return []
    member, occasion = occasion.author, with_own_addresses(occasion, container)
    facts = Understood(occasion, member, post_id, done)
    return owe(db, container, UNDERSTOOD, facts, about(occasion))


def ask_about_address(
    db: Connection, container: Container, person: Person, address: str, link: str, once: str
) -> list[int]:
    """Ask a person, at an address known before, whether another one is theirs, too. The same `once`
    is asked once.
    """
    number = int.from_bytes(container.entropy(8), "big")
    facts = AnotherAddress(person, link, number, address, once)
    return owe(db, container, ADDRESS, facts, About())


async def write_sign_in_letter(container: Container, person: Person, link: str) -> None:
    """Send a one-time link."""
    number = int.from_bytes(container.entropy(8), "big")
    facts = SignIn(person, link, number)
    await container.store.write(lambda db: owe(db, container, SIGN_IN, facts, About()))
    container.wake_outbox()
