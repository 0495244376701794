"""An answer that came in a member's name without proof becomes the member's: by a link that went to
them alone, or by a colleague who answers for it.
"""

from sqlalchemy import Connection

from mailbridge.domain.audience import Audience
from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.message import Command, Message
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit, next_move
from mailbridge.services.container import Container
from mailbridge.services.discussions.confirm_audience import Confirmed, obey_audience_commands
from mailbridge.services.filing import release_words
from mailbridge.services.filing.add_post import NewPost, follow_up, guard
from mailbridge.services.filing.commands.carry_out import carry_out
from mailbridge.services.filing.commands.tasks import CommandContext
from mailbridge.services.kept_octets import raw_bytes
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.steps.reading.meaning.answers import answers
from mailbridge.steps.reading.meaning.commands import commands
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, posts, releases, time_line
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, as it is read once it is proven."""

    commands: tuple[Command, ...]
    body: str
    internal: bool

    @property
    def asked(self) -> str:
        """The questions that its commands ask of the client."""
        return "\n".join(command.argument for command in self.commands if command.name == "ask")


async def read_message(container: Container, post_id: int) -> Message:
    """The message that a post was made of, for what is attached to it; an empty one where it is
    no longer at hand: then none of its files can travel, either.
    """
    row = await container.store.read(lambda db: releases.raw_of(db, post_id))
    try:
        raw = await raw_bytes(container, row.content, row.sha256) if row is not None else b""
    except (KeyError, OSError):
        raw = b""
    if not raw:
        return Message()
    return (await container.reader.read(raw)).message


def confirm_as_members(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion: Discussion,
    post: Post,
    message: Message,
) -> None:
    """Do what the answer would have done had it been proven when it came: it reaches whom it was
    meant for, its commands are obeyed, its questions asked; what it would show of the inside holds
    it here, too. `message`: the one that the post was made of. Refused: not-kept.
    """
    author = people.by_id(db, post.author_id)
    if author is None or not author.role.is_team:
        raise Refused("not-kept")
    answer = _read_answer(discussion, post)
    made = guard(
        db,
        discussion,
        NewPost(
            author,
            post.channel,
            post.text,
            answer.body,
            internal=answer.internal,
            questions=questions(answer.body),
            answers=answers(answer.body, post.quoted),
            attachments=message.attachments,
            goes_with_it=f"{answer.asked}\n{message.words_attached}",
        ),
    )
    why = (
        told("confirmed by the author")
        if actor == author
        else told("confirmed by somebody of the team")
    )
    if not releases.confirm(db, post.id, why, made.body, made.internal, made.held):
        raise Refused("not-kept")
    now = container.clock()
    event = Event(
        discussion.id, EventKind.CONFIRMED, now, actor.id if actor is not None else None, post.id
    )
    obey_audience_commands(db, Confirmed(discussion, post.id, author, answer.commands, now))
    made = replace(made, audience=Audience(audiences.heard_of(db, post.id)))
    happened, _ = follow_up(db, discussion, made, post.id, now)
    time_line.record(db, [event, *happened])
    audit.record(db, container, actor, Act.RELEASED, Matter.POST, post.id)
    next_move.settle_next_move(db, discussion.id)
    carry_out(CommandContext(db, container, author, discussion, post.id, now), answer.commands)
    if made.held:
        notify.notify_of_held(db, container, post.id, author, made.held)
    notify.notify_of_post(db, container, post.id, release_words.find_copied_addresses(db, post))


def _read_answer(discussion: Discussion, post: Post) -> Answer:
    given, body = commands(post.reply)
    inside = discussion.internal or any(command.name == "note" for command in given)
    return Answer(given, body, inside or (bool(given) and not body.strip()))


def find_kept(db: Connection, post_id: int) -> Post | None:
    """An answer in a member's name that nobody has confirmed yet."""
    post = posts.post_by_id(db, post_id)
    return post if post is not None and not post.released else None
