"""A member takes an answer back while its letters wait."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Channel, Post
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.store.discussions import posts, time_line
from mailbridge.store.outbox import taking_back


async def take_back_post(container: Container, post_id: int, viewer: Person | None = None) -> None:
    """Undo an answer while all of its letters are held: as if it had not been written. Refused:
    no-such-post, too-late.
    """

    def transaction(db: Connection) -> None:
        post = posts.post_by_id(db, post_id)
        if post is None or (viewer is not None and viewer.id != post.author_id):
            raise Refused("no-such-post")
        take_back(db, container, post)

    await container.store.write(transaction)
    container.wake_outbox()


def take_back(db: Connection, container: Container, post: Post) -> None:
    """Undo the post. What commands of a letter did to tasks stays done, and is told by itself.
    A letter that comes a second time is not filed again. Refused: too-late.
    """
    if not taking_back.take_back(db, post.id):
        raise Refused("too-late")
    place, author = post.discussion_id, post.author_id
    if post.channel is Channel.MAIL:
        event = Event(place, EventKind.TAKEN_BACK, container.clock(), author)
        time_line.record_once(db, event, place, post.message_id or "")
        changed = taking_back.tasks_changed_by(db, place, author, post.created)
        for task_id, what in changed.items():
            notify.notify_of_task(db, container, task_id, author, what)
    next_move.settle_next_move(db, place)


def newest_to_take_back(db: Connection, discussion_id: int, author: Person) -> Post:
    """The newest answer of theirs in the discussion whose letters wait. Refused: too-late."""
    newest = taking_back.newest_held(db, discussion_id, author.id)
    post = posts.post_by_id(db, newest) if newest is not None else None
    if post is None:
        raise Refused("too-late")
    return post
