"""An answer that waits for its author to think again need not wait any longer."""

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.store.discussions import posts
from mailbridge.store.outbox import taking_back


async def send_now(container: Container, post_id: int, author: Person) -> int:
    """Let the letters of a post to clients leave at once; `author` must be its author. Returns the
    id of the discussion. Refused: no-such-post, too-late.
    """

    def transaction(db: Connection) -> int:
        post = posts.post_by_id(db, post_id)
        if post is None or post.author_id != author.id or not author.role.is_team:
            raise Refused("no-such-post")
        if not taking_back.let_go(db, post_id, container.clock()):
            raise Refused("too-late")
        return post.discussion_id

    discussion_id = await container.store.write(transaction)
    container.wake_outbox()
    return discussion_id
