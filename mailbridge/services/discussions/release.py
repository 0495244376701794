"""Unproven words, and those of third parties, are looked at, and passed on by somebody of the
team.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.discussions import confirm_answer
from mailbridge.services.filing import release_words
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify_unproven
from mailbridge.services.views.models import ReleaseView
from mailbridge.store.directory import people
from mailbridge.store.discussions import posts, releases
from mailbridge.store.inbound import mail_log


async def preview_release(
    container: Container, post_id: int, actor: Person | None = None
) -> ReleaseView:
    """Whom the words of a post would go to. Refused: no-such-post, not-kept."""
    return await container.store.read(
        lambda db: _view(db, container, *_required_kept(db, post_id, actor))
    )


async def release_post(
    container: Container, post_id: int, actor: Person | None = None
) -> ReleaseView:
    """Pass them on to all clients of the discussion. Refused: no-such-post, not-kept."""
    message = await confirm_answer.read_message(container, post_id)

    def transaction(db: Connection) -> ReleaseView:
        discussion, post = _required_kept(db, post_id, actor)
        view = _view(db, container, discussion, post)
        if _is_of_team(db, post):
            confirm_answer.confirm_as_members(db, container, actor, discussion, post, message)
        else:
            release_words.release_to_clients(db, container, actor, discussion, post)
        return view

    view = await container.store.write(transaction)
    container.wake_outbox()
    return view


async def find_post_of_mail(container: Container, inbound_id: int) -> int:
    """The post that a message of the mail log became. Refused: no-such-mail, no-such-post."""

    def query(db: Connection) -> int:
        row = mail_log.by_id(db, inbound_id)
        if row is None:
            raise Refused("no-such-mail")
        if row.post_id is None:
            raise Refused("no-such-post")
        return int(row.post_id)

    return await container.store.read(query)


def _is_of_team(db: Connection, post: Post) -> bool:
    author = people.by_id(db, post.author_id)
    return author is not None and author.role.is_team


def _required_kept(db: Connection, post_id: int, actor: Person | None) -> tuple[Discussion, Post]:
    post = posts.post_by_id(db, post_id)
    if post is None:
        raise Refused("no-such-post")
    discussion = discussion_to_act_on(db, post.discussion_id, actor)
    if not releases.stays_with_team(db, post.id):
        raise Refused("not-kept")
    return discussion, post


def _view(db: Connection, container: Container, discussion: Discussion, post: Post) -> ReleaseView:
    author = people.by_id(db, post.author_id)
    return ReleaseView(
        post.id,
        discussion.id,
        discussion.subject,
        author.address if author is not None else "",
        tuple(person.address for person in _readers(db, container, discussion, post)),
        third_party=post.released,
    )


def _readers(
    db: Connection, container: Container, discussion: Discussion, post: Post
) -> Sequence[Person]:
    """A client's words go to all clients, a member's answer to whom it was meant for."""
    if _is_of_team(db, post):
        return notify_unproven.find_client_readers(db, container, post.id)
    return release_words.find_readers(db, discussion, post)
