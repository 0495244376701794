"""What waits to be told is told no more, or otherwise: a member takes an answer back, or a post
becomes internal while letters about it wait.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from mailbridge.domain.discussion import Channel, Post
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.loose_blobs import drop_blobs
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify, notify_tasks
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.discussions import audiences, posts, time_line
from mailbridge.store.follow_up import kept_for_morning
from mailbridge.store.outbox import taking_back, waiting_letters
from mailbridge.store.outbox.waiting_letters import WaitingLetter


async def take_back_post(container: Container, post_id: int, viewer: Person | None = None) -> None:
    """Undo an answer while all of its letters are held, and no morning letter has told of it: as
    if it had not been written. Refused: no-such-post, too-late.
    """

    def transaction(db: Connection) -> tuple[str, ...]:
        post = posts.post_by_id(db, post_id)
        if post is None or (viewer is not None and viewer.id != post.author_id):
            raise Refused("no-such-post")
        return take_back(db, container, post)

    await drop_blobs(container, await container.store.write(transaction))
    container.wake_outbox()


def take_back(db: Connection, container: Container, post: Post) -> tuple[str, ...]:
    """Undo the post; returns the hashes of files that may lie under no message now. What commands
    of a letter did to tasks stays done, and is told by itself. A letter that comes a second time is
    not filed again. Refused: too-late.
    """
    place, author = post.discussion_id, post.author_id
    kept_for_morning.keep_still(db, place)
    if post.id not in held_posts(db, place):
        raise Refused("too-late")
    others = _withdraw(db, post)
    given = taking_back.take_back(db, post.id) if others is not None else None
    if others is None or given is None:
        raise Refused("too-late")
    kept_for_morning.forget(db, place, post.id)
    tell_anew(db, container, others, without=post.id)
    if post.channel is Channel.MAIL:
        event = Event(place, EventKind.TAKEN_BACK, container.clock(), author)
        time_line.record_once(db, event, place, post.message_id or "")
        changed = taking_back.tasks_changed_by(db, place, author, post.created)
        for task_id, what in changed.items():
            notify_tasks.notify_of_task(db, container, task_id, author, what)
            notify_tasks.notify_of_client_task(db, container, task_id, author)
    next_move.settle_next_move(db, place)
    return given


def held_posts(db: Connection, discussion_id: int) -> frozenset[int]:
    """The posts of a discussion of which nobody has been told, and somebody is about to be, in a
    letter of the post's own or in the morning.
    """
    own = taking_back.unsent_posts(db, discussion_id)
    kept = kept_for_morning.kept_in(db, discussion_id)
    told = {
        number
        for held in waiting_letters.waiting(db, discussion_id)
        for number in posts_of(held.letter)
    }.union(*kept.values())
    if not told | own:
        return frozenset()
    sent = waiting_letters.sent_from(db, discussion_id, min(told | own))
    gone = {number for letter in sent for number in posts_of(letter)}
    gone |= {held for held in told - own if not taking_back.is_unsent(db, held)}
    return frozenset(held for held in (told | own) - gone if not _was_told_of(db, held, kept))


def _was_told_of(db: Connection, post_id: int, kept: Mapping[int, frozenset[int]]) -> bool:
    """Whether a client who reads of posts in the morning alone has read of this one."""
    heard = audiences.heard_of(db, post_id) if kept else frozenset()
    return any(post_id not in kept[client] for client in heard & kept.keys())


def newest_to_take_back(db: Connection, discussion_id: int, author: Person) -> Post:
    """The newest answer of theirs in the discussion whose letters wait. Refused: too-late."""
    newest = taking_back.newest_of(db, held_posts(db, discussion_id), author.id)
    post = posts.post_by_id(db, newest) if newest is not None else None
    if post is None:
        raise Refused("too-late")
    return post


def tell_otherwise(db: Connection, container: Container, post_id: int) -> None:
    """A post became internal, or visible: letters to members that wait and tell of it are written
    anew, so that none shows what is inside and can be answered to a client.
    """
    post = posts.post_by_id(db, post_id)
    waiting = _withdraw(db, post) if post is not None else None
    if waiting:
        tell_anew(db, container, waiting)


def taken_off(db: Connection, discussion_id: int, post_ids: Collection[int]) -> list[WaitingLetter]:
    """The letters that wait and tell of any of these posts, off the outbox: what they say, and
    where an answer goes, is about to change. `tell_anew` writes them again.
    """
    telling = [
        held
        for held in waiting_letters.waiting_for_all(db, discussion_id)
        if not set(post_ids).isdisjoint(posts_of(held.letter))
    ]
    return list(waiting_letters.withdraw(db, telling)) if telling else []


def tell_there(
    db: Connection, container: Container, places: Collection[int], letters: list[WaitingLetter]
) -> None:
    """What was taken off, and what waits about tasks of the discussions where the posts stand now,
    is told anew.
    """
    tell_anew(db, container, letters)
    for discussion_id in sorted(places):
        notify_tasks.notify_of_tasks_anew(db, container, discussion_id)


def _withdraw(db: Connection, post: Post) -> list[WaitingLetter] | None:
    """The letters to members that wait and tell of the post, off the outbox. None: one of them is
    being sent.
    """
    telling = [
        held
        for held in waiting_letters.waiting(db, post.discussion_id)
        if post.id in posts_of(held.letter)
    ]
    taken = list(waiting_letters.withdraw(db, telling)) if telling else []
    return taken if len(taken) == len(telling) else None


def tell_anew(
    db: Connection, container: Container, letters: list[WaitingLetter], without: int | None = None
) -> None:
    """Each of their posts, the oldest first, but one; those that go together join again."""
    readers: dict[int, dict[int, WaitingLetter]] = {}
    for held in letters:
        for number in posts_of(held.letter):
            readers.setdefault(number, {})[held.person_id] = held
    for number in sorted(readers.keys() - {without}):
        notify.notify_anew(db, container, number, readers[number])
