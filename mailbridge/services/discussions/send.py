"""An answer that did not go out is looked at, and sent by a member."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.filing import send_post
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.services.views.models import HeldAnswerView
from mailbridge.store.directory import people
from mailbridge.store.discussions import held_posts, posts


async def show_held_answer(
    container: Container, post_id: int, actor: Person | None = None
) -> HeldAnswerView:
    """Whom an answer would go to, and which words held it. Refused: no-such-post."""
    return await container.store.read(lambda db: _view(db, container, *_post(db, post_id, actor)))


async def send_held_answer(
    container: Container, post_id: int, actor: Person | None = None, cut: bool = False
) -> HeldAnswerView:
    """Send it to the clients, as it is or without those words. Refused: no-such-post, not-waiting,
    empty.
    """

    def transaction(db: Connection) -> HeldAnswerView:
        discussion, post = _post(db, post_id, actor)
        view = _view(db, container, discussion, post)
        if not view.waits:
            raise Refused("not-waiting")
        send_post.send(db, container, actor, discussion, post, cut)
        return view

    view = await container.store.write(transaction)
    container.wake_outbox()
    return view


def _post(db: Connection, post_id: int, actor: Person | None) -> tuple[Discussion, Post]:
    post = posts.post_by_id(db, post_id)
    if post is None:
        raise Refused("no-such-post")
    discussion = discussion_to_act_on(db, post.discussion_id, actor)
    return discussion, post


def _view(
    db: Connection, container: Container, discussion: Discussion, post: Post
) -> HeldAnswerView:
    author = people.by_id(db, post.author_id)
    return HeldAnswerView(
        post.id,
        discussion.id,
        discussion.subject,
        author.address if author is not None else "",
        tuple(person.address for person in notify.client_readers(db, container, post.id)),
        held_posts.held_words(db, post.id) or (),
        post.internal and not discussion.internal,
    )
