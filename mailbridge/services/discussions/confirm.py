"""The signed page behind “did you write this?”, and a colleague's word that a member did."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.discussions import confirm_answer
from mailbridge.services.telling import notify_unproven
from mailbridge.services.views.models import UnprovenView
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions


async def show_linked(container: Container, token: str) -> UnprovenView | None:
    """The answer of a link that still works; looking changes nothing."""
    return await container.store.read(lambda db: _view(db, container, token))


async def confirm_linked(container: Container, token: str) -> UnprovenView | None:
    """The author of the answer that a link names says that it is theirs, and it goes out. None: the
    link is too old, or the answer has gone out.
    """
    known = await container.store.read(lambda db: _opened(db, container, token))
    if known is None:
        return None
    message = await confirm_answer.read_message(container, known[1].id)

    def transaction(db: Connection) -> UnprovenView | None:
        view, found = _view(db, container, token), _opened(db, container, token)
        if found is not None:
            discussion, post, author = found
            confirm_answer.confirm_as_members(db, container, author, discussion, post, message)
        return view

    view = await container.store.write(transaction)
    container.wake_outbox()
    return view


def _view(db: Connection, container: Container, token: str) -> UnprovenView | None:
    found = _opened(db, container, token)
    if found is None:
        return None
    discussion, post, _ = found
    to = notify_unproven.find_client_readers(db, container, post.id)
    return UnprovenView(
        post.id,
        discussion.id,
        discussion.subject,
        tuple(person.address for person in to),
        post.reply,
    )


def _opened(
    db: Connection, container: Container, token: str
) -> tuple[Discussion, Post, Person] | None:
    numbers = open_(Purpose.CONFIRM, token, container.keys)
    if numbers is None or len(numbers) != 2:
        return None
    if datetime.fromtimestamp(min(numbers[1], 1 << 35), UTC) <= container.clock():
        return None
    post = confirm_answer.find_kept(db, numbers[0])
    discussion = discussions.by_id(db, post.discussion_id) if post is not None else None
    author = people.by_id(db, post.author_id) if post is not None else None
    if post is None or discussion is None or author is None:
        return None
    if author.disabled or not may_act(db, author, discussion.project_id):
        return None
    return discussion, post, author
