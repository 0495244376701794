"""Discussions as people continue them at any door."""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.discussion import Channel, Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.access import (
    discussion_to_act_on,
    may_act,
    project_of,
)
from mailbridge.services.checked_address import checked_address
from mailbridge.services.container import Container
from mailbridge.services.discussions import change
from mailbridge.services.discussions.along import ALONE, Along, Packed, pack, pose, with_files
from mailbridge.services.discussions.typed import Meant, Reply, check_seen, obey
from mailbridge.services.filing import question_ledger
from mailbridge.services.filing.add_post import NewPost, add_participants, file
from mailbridge.services.filing.post_audience import decide_written
from mailbridge.services.people.muting import notify_of_mute
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify, notify_questions
from mailbridge.services.telling.post_topic import with_topic
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions, posts, seen_ids, taking_part
from mailbridge.store.inbox import at_desks, draft_files
from mailbridge.store.mine import own_settings
from mailbridge.values import replace


async def add_reply(
    container: Container,
    person: Person,
    discussion_id: int,
    text: str,
    internal: bool = False,
    channel: str = "web",
    to_all: bool = False,
    answers: int | None = None,
    at_once: bool = False,
    along: Along = ALONE,
    heeds: bool = False,
    seen: int | None = None,
) -> int:
    """A member's answer, or an internal note; it can be taken back for a while, but one that goes
    `at_once`. `along`: its files; and questions, which a note does not ask. `heeds`: #commands at
    its top are carried out; `seen`: the newest post known to its author. Refused: newer-words,
    where others wrote since, and others.

    Returns the post's id.

    It goes to the audience of the post it `answers`, or of the newest that a client may see;
    `to_all`: to all clients of the discussion.
    """
    reply = Reply(text, internal, channel, to_all, answers, at_once, along, heeds, seen)
    return await send_reply(container, person, discussion_id, reply)


async def send_reply(container: Container, person: Person, discussion_id: int, reply: Reply) -> int:
    """File a reply as `add_reply` does, in a transaction of its own. Returns the post's id."""
    packed = await pack(container, reply.along)
    made = await container.store.write(
        lambda db: write_reply(db, container, person, discussion_id, reply, packed)
    )
    container.wake_outbox()
    return made


def write_reply(
    db: Connection,
    container: Container,
    person: Person,
    discussion_id: int,
    reply: Reply,
    packed: Packed | None = None,
) -> int:
    """File a reply as `add_reply` does, in the caller's transaction; `packed`: its files, packed
    before. Returns the post's id.
    """
    discussion = discussion_to_act_on(db, discussion_id, person)
    said = reply.said
    _check_answered(db, discussion, reply.answers)
    check_seen(db, discussion.id, person, reply)
    meant = Meant(
        said.internal,
        said.to_all,
        reply.answers,
        reply.at_once or said.at_once,
        along=reply.along,
        packed=packed,
        commands=said.commands,
    )
    if reply.ends_draft:
        at_desks.drop_draft(db, person.id, discussion.id)
    return _write_post(db, container, discussion, person, said.body, meant, Channel(reply.channel))


def _write_post(
    db: Connection,
    container: Container,
    discussion: Discussion,
    person: Person,
    body: str,
    meant: Meant,
    channel: Channel,
) -> int:
    now = container.clock()
    add_participants(
        db,
        discussion.id,
        [person],
        taking_part.participant_ids(db, [discussion.id])[discussion.id],
        now,
    )
    audience = decide_written(db, discussion, person, meant.internal, meant.to_all, meant.answers)
    inside = meant.internal or discussion.internal
    signature = "" if inside else own_settings.read(db, person.id).signature
    why = told("signed in"), told("written here")
    source = Source("verified", *why, discussion.subject, flags=meant.flags, signature=signature)
    post = NewPost(
        author=person,
        channel=channel,
        text=body,
        body=body,
        internal=inside,
        audience=audience,
        questions=questions(body),
        message_id=f"m.{container.entropy(12).hex()}@{container.domain}",
        source=with_topic(db, discussion, meant.answers, source),
        hold=None if meant.at_once else container.undo or None,
    )
    post = with_files(db, post, meant.packed, meant.along)
    asks = () if post.internal else meant.along.asks
    later = bool(asks or meant.commands)
    filed = file(db, container, discussion, replace(post, told_later=later), now)
    if filed is None:
        raise RuntimeError("a fresh message id was taken")
    made = filed.id
    pose(db, container, discussion, person, made, asks)
    obey(db, container, person, discussion, made, meant.commands)
    if later:  # the letters tell of them
        notify.notify_of_post(db, container, made, hold=post.hold, words=post.body)
    if post.message_id is not None:
        seen_ids.remember_ids(db, discussion.project_id, discussion.id, [post.message_id])
    if channel is not Channel.WEB and not post.internal:  # the web's page shows them by itself
        left = question_ledger.left_open(db, discussion.id, made)
        notify_questions.notify_of_open_questions(db, container, made, left)
    return made


def write_in(
    db: Connection,
    container: Container,
    discussion_id: int,
    person: Person,
    text: str,
    is_holding: bool = False,
) -> int:
    """File words that a member has seen before, in the caller's transaction: their letters leave at
    once. `is_holding`: they only say when there will be an answer. Returns the post's id.
    """
    discussion = discussion_to_act_on(db, discussion_id, person)
    meant = Meant(at_once=True, flags=(Flag.HOLDING,) if is_holding else ())
    return _write_post(db, container, discussion, person, text, meant, Channel.WEB)


def _check_answered(db: Connection, discussion: Discussion, answers: int | None) -> None:
    answered = posts.post_by_id(db, answers) if answers is not None else None
    if answers is not None and (answered is None or answered.discussion_id != discussion.id):
        raise Refused("no-such-post")


async def start_discussion(
    container: Container,
    person: Person,
    project: str,
    subject: str,
    text: str,
    to: Iterable[str],
    channel: str = "web",
    along: Along = ALONE,
    ends_draft: bool = False,
) -> int:
    """A member opens a discussion with clients by their addresses (none: it is internal). With
    `ends_draft` the files that they kept for one that is not begun are thrown away. Returns its id.
    """
    packed = await pack(container, along)
    body, addresses = (
        text.strip().replace("\r\n", "\n"),
        [checked_address(address) for address in to],
    )
    topic = one_line(subject).strip()

    def transaction(db: Connection) -> int:
        place = project_of(db, project, person)
        if not may_act(db, person, place.id):
            raise Refused("not-allowed")
        if not body or not topic:
            raise Refused("empty")
        now = container.clock()
        made = discussions.add(db, place.id, topic, subject_key(topic), now, internal=not addresses)
        clients = [
            people.by_address(db, address) or _add_contact(db, container, address, place.language)
            for address in addresses
        ]
        people.join(db, place.id, (client.id for client in clients))
        add_participants(db, made.id, [*clients, person], (), now)
        _write_post(
            db,
            container,
            made,
            person,
            body,
            Meant(internal=not addresses, to_all=True, along=along, packed=packed),
            Channel(channel),
        )
        if ends_draft:
            draft_files.drop_others(db, person.id, None, ())
        return made.id

    made = await container.store.write(transaction)
    container.wake_outbox()
    return made


def _add_contact(db: Connection, container: Container, address: str, language: str) -> Person:
    made = people.add(db, address, "", "client", language, container.clock())
    person = people.by_id(db, made)
    if person is None:
        raise Refused("no-such-person", address=address)
    return person


async def close_discussion(container: Container, person: Person, discussion_id: int) -> None:
    """Close a discussion; one that is closed stays as it is. Refused: no-such-discussion,
    not-allowed.
    """

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, person)
        change.close_in(db, container, person, discussion)

    await container.store.write(transaction)


async def reopen_discussion(container: Container, person: Person, discussion_id: int) -> None:
    """Open a closed discussion again. Refused: no-such-discussion, not-allowed."""

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, person)
        change.reopen_in(db, container, person, discussion)

    await container.store.write(transaction)


async def mute_discussion(
    container: Container, person_id: int, discussion_id: int, muted: bool = True
) -> None:
    """No more letters about this discussion for this person, or letters again; said twice, it
    changes nothing. Refused: no-such-discussion, of who takes no part, too.
    """

    def transaction(db: Connection) -> None:
        discussion, person = (
            discussions.by_id(db, discussion_id),
            people.by_id(db, person_id),
        )  # both may have become others since
        inside = {each.person.id for each in taking_part.participants_of(db, discussion_id)}
        if discussion is None or person is None or person.disabled or person.id not in inside:
            raise Refused("no-such-discussion")
        if change.mute_in(db, container, person, discussion, muted) and muted:
            notify_of_mute(db, container, discussion.id, person)

    await container.store.write(transaction)
