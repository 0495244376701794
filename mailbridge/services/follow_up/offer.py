"""An answer of ours is an offer: its reader is asked about it once, where no answer comes."""

from sqlalchemy import Connection

from mailbridge.domain.flag import Flag
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people
from mailbridge.store.discussions import posts
from mailbridge.store.follow_up import clock_facts


async def mark_offer(container: Container, actor: Person, post_id: int) -> int:
    """Say so of a post of the team that clients read. Returns its discussion. Refused:
    no-such-post, no-such-discussion, not-allowed.
    """

    def transaction(db: Connection) -> int:
        post = posts.post_by_id(db, post_id)
        author = people.by_id(db, post.author_id) if post is not None else None
        if post is None or author is None:
            raise Refused("no-such-post")
        discussion = discussion_to_act_on(db, post.discussion_id, actor)
        if post.internal or discussion.internal or not author.role.is_team:
            raise Refused("no-such-post")
        clock_facts.add_flag(db, post_id, Flag.OFFER)
        next_move.settle_next_move(db, discussion.id)
        return discussion.id

    return await container.store.write(transaction)
