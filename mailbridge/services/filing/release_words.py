"""Words that nobody proved, or that a third party wrote, go to the clients after all: somebody of
the team has read them, and answers for it.
"""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Released
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.steps.deciding.people.had_copy import present
from mailbridge.steps.deciding.proof.ambiguous_header import header_section
from mailbridge.steps.reading.mime.parse import parse_header_section
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, posts, releases, taking_part, time_line


def find_readers(db: Connection, discussion: Discussion, post: Post) -> list[Person]:
    """The clients who would read it: all of the discussion but the author."""
    return [
        participant.person
        for participant in taking_part.participants_of(db, discussion.id)
        if participant.admitted
        and not participant.aside
        and not participant.person.role.is_team
        and participant.person.id != post.author_id
    ]


def release_to_clients(
    db: Connection, container: Container, actor: Person | None, discussion: Discussion, post: Post
) -> None:
    """Pass a post on to all clients of its discussion; whoever had the letter itself is not written
    to again. An actor of None is the operator. Refused: not-kept.
    """
    if not releases.release(db, post.id, actor.id if actor is not None else releases.OPERATOR):
        raise Refused("not-kept")
    told = find_readers(db, discussion, post)
    copied = find_copied_addresses(db, post) | _addresses_heard(db, post)
    audiences.widen(db, post.id, (person.id for person in told))
    to = [person.address for person in told]
    now, actor_id = container.clock(), actor.id if actor is not None else None
    details = Released(", ".join(to))
    event = Event(discussion.id, EventKind.RELEASED, now, actor_id, post.id, details=details)
    time_line.record(db, [event])
    audit.record(db, container, actor, Act.RELEASED, Matter.POST, post.id)
    notify.notify_of_release(db, container, post.id, copied)


def choose_post(db: Connection, post_id: int, discussion_id: int) -> Post:
    """Which post `#pass` in this one means: the one it answers, else the newest that is kept.
    Refused: not-kept.
    """
    kept = releases.waiting(db, discussion_id, post_id)
    answered = releases.answered_by(db, post_id)
    meant = [answered] if answered is not None and answered in kept else kept
    post = posts.post_by_id(db, meant[0]) if meant else None
    if post is None:
        raise Refused("not-kept")
    return post


def find_copied_addresses(db: Connection, post: Post) -> frozenset[str]:
    """Who stood in To and Cc; now that somebody vouches for the letter, they are believed. Nobody
    is known of a message too big for the database.
    """
    row = releases.raw_of(db, post.id)
    if row is None or row.content is None:
        return frozenset()
    return present(parse_header_section(header_section(row.content) + b"\r\n\r\n"))


def _addresses_heard(db: Connection, post: Post) -> frozenset[str]:
    """Whom a client's words were meant for stood in To and Cc."""
    named = people.by_ids(db, audiences.heard_of(db, post.id)).values()
    return frozenset(address for person in named for address in person.addresses)
