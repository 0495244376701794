"""A post of which too much was cut away as quoted, or as a signature, is shown whole again."""

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.store.discussions import post_text, posts


async def restore_cut(container: Container, post_id: int, actor: Person | None = None) -> int:
    """All of its text is the reply from now on. Returns the discussion. Refused: no-such-post."""

    def transaction(db: Connection) -> int:
        post = posts.post_by_id(db, post_id)
        if post is None:
            raise Refused("no-such-post")
        discussion = discussion_to_act_on(db, post.discussion_id, actor)
        post_text.show_whole(db, post_id)
        return discussion.id

    return await container.store.write(transaction)
