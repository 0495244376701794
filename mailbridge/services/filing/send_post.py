"""An answer that was held, or stayed inside, goes to the clients after all: a member says so."""

from sqlalchemy import Connection

from mailbridge.domain.audience import Audience
from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.filing.add_post import NewPost, follow_up
from mailbridge.services.filing.question_ledger import left_open
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify, notify_questions
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.steps.reading.meaning.answers import answers
from mailbridge.steps.reading.meaning.commands import apart_from_note
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.steps.telling.inside_words import without_inside_words
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    discussions,
    held_posts,
    posts,
    releases,
    time_line,
)


def send(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion: Discussion,
    post: Post,
    cut: bool = False,
) -> None:
    """Make an internal post of the team an answer to the clients; `cut`: without the words that
    stand in other internal posts, or below `#note`. Refused: not-waiting, empty.
    """
    body = _without_notes(db, discussion, post) if cut else post.reply
    if not body.strip():
        raise Refused("empty")
    author = people.by_id(db, post.author_id)
    if author is None or not held_posts.change(db, post.id, internal=False, reply=body):
        raise Refused("not-waiting")
    now = container.clock()
    made = NewPost(
        author,
        post.channel,
        post.text,
        body,
        audience=Audience(audiences.heard_of(db, post.id)),
        questions=questions(body),
        answers=answers(body, post.quoted),
        trusted=author.role.is_team,
    )
    event = Event(discussion.id, EventKind.SENT, now, actor.id if actor else None, post.id)
    happened, _ = follow_up(db, discussion, made, post.id, now)
    time_line.record(db, [event, *happened])
    detail = told("without the words of notes") if cut else ""
    audit.record(db, container, actor, Act.SENT, Matter.POST, post.id, detail=detail)
    notify.notify_of_release(db, container, post.id, frozenset())
    left = left_open(db, discussion.id, post.id)
    notify_questions.notify_of_open_questions(db, container, post.id, left)


def chosen(db: Connection, post_id: int, discussion_id: int, actor: Person) -> Post:
    """Which answer `#send` in this post means: the one that the letter was about, else the newest
    that the member was told of. Refused: not-waiting.
    """
    meant = releases.answered_by(db, post_id)
    post = posts.post_by_id(db, meant) if meant is not None else None
    if post is None or not post.internal or post.author_id != actor.id:
        newest = held_posts.newest_told(db, discussion_id, actor.id)
        post = posts.post_by_id(db, newest) if newest is not None else None
    if post is None or post.discussion_id != discussion_id:
        raise Refused("not-waiting")
    return post


def _without_notes(db: Connection, discussion: Discussion, post: Post) -> str:
    """The answer without the words that are for the team; the subject that it gave its discussion
    loses them, too.
    """
    above, _ = apart_from_note(post.reply)
    known = held_posts.inside(db, post.discussion_id, without=post.id)
    if known is None:
        return above
    subject = without_inside_words(discussion.subject, known.notes, known.seen)
    if subject != discussion.subject and not known.seen_here:
        discussions.change(db, discussion.id, subject=subject, base_subject=subject_key(subject))
    return without_inside_words(above, known.notes, known.seen)
