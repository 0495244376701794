"""A post of which too much was cut away as quoted, or as a signature, is shown whole again; what
its author writes with that mail program is shown unfolded from then on.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from mailbridge.domain.discussion import Post
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_of, discussion_to_act_on, reads_inside
from mailbridge.services.container import Container
from mailbridge.services.discussions.confirm_answer import read_message
from mailbridge.services.people import mail_programs as people_programs
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.reply.mail_program import program_of
from mailbridge.store.directory import mail_programs, people
from mailbridge.store.discussions import post_text, posts, taking_part
from mailbridge.store.search import index


async def restore_cut(container: Container, post_id: int, actor: Person | None = None) -> int:
    """All of its text is the reply from now on, and is found. Returns the discussion. Refused:
    no-such-post.
    """
    program = program_of(await read_message(container, post_id))

    def transaction(db: Connection) -> int:
        post = _post_to_act_on(db, post_id, actor)
        post_text.show_whole(db, post_id)
        index.put_posts_again(db, [post_id])
        if program:
            mail_programs.unfold(db, post.author_id, program)
        return post.discussion_id

    return await container.store.write(transaction)


async def fold_again(
    container: Container, post_id: int, program: str, actor: Person | None = None
) -> int:
    """What the author writes with this program is folded again; the post stays whole. Returns its
    discussion. Refused: no-such-post, no-such-program.
    """

    def transaction(db: Connection) -> int:
        post = _post_to_act_on(db, post_id, actor)
        people_programs.fold(db, container, _author(db, post), program, actor)
        return post.discussion_id

    return await container.store.write(transaction)


async def unfold_again(
    container: Container, post_id: int, program: str, actor: Person | None = None
) -> int:
    """What the author writes with this program stands open. Returns the discussion. Refused:
    no-such-post, empty.
    """

    def transaction(db: Connection) -> int:
        post = _post_to_act_on(db, post_id, actor)
        people_programs.unfold(db, container, _author(db, post), program, actor)
        return post.discussion_id

    return await container.store.write(transaction)


async def programs_of_authors(
    container: Container, discussion_id: int, viewer: Person
) -> Mapping[int, tuple[str, ...]]:
    """The mail programs of each author here whose letters are shown unfolded; for the team alone.
    Refused: no-such-discussion.
    """

    def query(db: Connection) -> Mapping[int, tuple[str, ...]]:
        place = discussion_of(db, discussion_id, viewer).id
        if not reads_inside(viewer):
            return {}
        return mail_programs.of_people(db, taking_part.participant_ids(db, [place])[place])

    return await container.store.read(query)


def _author(db: Connection, post: Post) -> Person:
    author = people.by_id(db, post.author_id)
    if author is None:
        raise Refused("no-such-post")
    return author


def _post_to_act_on(db: Connection, post_id: int, actor: Person | None) -> Post:
    post = posts.post_by_id(db, post_id)
    if post is None:
        raise Refused("no-such-post")
    discussion_to_act_on(db, post.discussion_id, actor)
    return post
