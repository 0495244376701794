"""A post of which too much was cut away as quoted, or as a signature, is shown whole again; what
its author writes with that mail program is shown unfolded from then on.
"""

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.discussions.confirm_answer import read_message
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.reply.mail_program import program_of
from mailbridge.store.directory import mail_programs
from mailbridge.store.discussions import post_text, posts
from mailbridge.store.search import index


async def restore_cut(container: Container, post_id: int, actor: Person | None = None) -> int:
    """All of its text is the reply from now on, and is found. Returns the discussion. Refused:
    no-such-post.
    """
    program = program_of(await read_message(container, post_id))

    def transaction(db: Connection) -> int:
        post = posts.post_by_id(db, post_id)
        if post is None:
            raise Refused("no-such-post")
        discussion = discussion_to_act_on(db, post.discussion_id, actor)
        post_text.show_whole(db, post_id)
        index.put_posts_again(db, [post_id])
        if program:
            mail_programs.unfold(db, post.author_id, program)
        return discussion.id

    return await container.store.write(transaction)
