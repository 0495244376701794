"""What a message at hand becomes as a post."""

import hashlib
from datetime import datetime

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.discussion import Channel, Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Command, Kind, Message
from mailbridge.domain.project import Person
from mailbridge.services.filing.add_post import NewPost
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.filing.participants import copied_addresses, is_claimed_member
from mailbridge.services.filing.post_audience import answered_post, decide_mailed, reply_address
from mailbridge.services.telling.post_topic import with_topic
from mailbridge.steps.deciding.conversation.message_refs import moment, parent
from mailbridge.steps.deciding.machine_mail.loop import passed
from mailbridge.steps.deciding.machine_mail.monitors import is_wanted
from mailbridge.steps.deciding.people.answer_to import answer_to
from mailbridge.steps.deciding.people.had_copy import had_it
from mailbridge.steps.deciding.proof.release import is_released
from mailbridge.steps.reading.meaning.commands import below_commands, is_note_by_subject
from mailbridge.steps.reading.meaning.greeting import greets
from mailbridge.steps.reading.mime.body_parts import is_encrypted
from mailbridge.steps.reading.reply.mail_program import program_of
from mailbridge.store.directory import mail_programs
from mailbridge.store.discussions import audiences
from mailbridge.store.outbox import sent_words
from mailbridge.values import replace

PIECE = 1 << 18  # characters encoded at a time


def message_id_of(message: Message) -> str:
    """The Message-ID of a message, without angle brackets; where it has none, one made of its
    content, the same for each copy.
    """
    return message.message_id or f"{digest_of(message)[:32]}@no-message-id.invalid"


def digest_of(message: Message) -> str:
    """A hash of what the author wrote and attached; trace fields change on the way, these do
    not.
    """
    authors = [mailbox.address for mailbox in message.from_]
    sha256 = hashlib.sha256()
    for words in (
        "\x00".join([*authors, message.subject, str(message.date), ""]),
        message.text,
        "\x00",
        message.html or "",
        "".join([f"\x00{file.sha256}" for file in message.attachments]),
    ):
        for at in range(0, len(words), PIECE):
            sha256.update(words[at : at + PIECE].encode("utf-8", "surrogatepass"))
    return sha256.hexdigest()


def new_post(
    filing: FilingContext,
    discussion: Discussion,
    author: Person,
    commands: tuple[Command, ...],
    around: list[Person],
) -> NewPost:
    """The post that a message becomes; nothing is written."""
    reading, message = filing.inbound.reading, filing.message
    shown = _body(filing, commands)
    internal = _is_internal(filing, discussion, commands, shown, around)
    nothing_new = reading.trimmed.nothing_new
    return NewPost(
        author=author,
        channel=Channel.MAIL,
        text=message.text,
        body=shown,
        internal=internal,
        audience=decide_mailed(filing, discussion, author, around, internal),
        message_id=message_id_of(message),
        kind=reading.kind,
        trusted=filing.author.is_team,
        questions=() if filing.inbound.forwarder or nothing_new else reading.questions,
        answers=reading.answers,
        told=_questions_told(filing, discussion, author),
        source=_under_topic(filing, discussion, _unfolded(filing, author, _source(filing, around))),
        written=_written(filing),
        raw_id=filing.raw_id,
        attachments=message.attachments,
        letters=message.letters,
        file_texts=message.file_texts,
        had_it=_had_it(filing, discussion, around),
        silent=reading.kind is Kind.AUTO_REPLY and not is_wanted(filing.inbound, filing.facts),
        told_later=True,
        nothing_new=nothing_new,
        newcomer=filing.place.newcomer or filing.author.verified == "failed",
        passed_on_by=filing.acting.person if _is_by_member(filing) else None,
        kept_from_client=internal and _is_kept_from_client(filing, discussion, commands, shown),
        goes_with_it=_goes_with_it(filing),
        known=filing.known,
    )


def _questions_told(
    filing: FilingContext, discussion: Discussion, author: Person
) -> tuple[tuple[int, str], ...]:
    """The questions of the letter that it answers, by their numbers there; looked for where it
    names numbers, or comes by the reply address of a discussion that went into this one.
    """
    own = filing.inbound.route.own if filing.inbound.route else None
    reply = own if isinstance(own, ReplyAddress) else None
    moved = reply is not None and reply.discussion_id != discussion.id
    answered = parent(filing.message) or ""
    post_id = reply.post_id if reply is not None else 0
    numbered = any(answer.number is not None for answer in filing.inbound.reading.answers)
    if not (moved or numbered) or not (answered or post_id):
        return ()
    return sent_words.questions_told(filing.db, author.id, answered, post_id)


def _written(filing: FilingContext) -> datetime:
    """A letter that was missing was written when it says, not when it was passed on."""
    forwarded = filing.inbound.reading.forwarded if filing.facts.fills is not None else None
    at = moment(filing.message, filing.now)
    return min(forwarded.date, at) if forwarded is not None and forwarded.date is not None else at


def _had_it(filing: FilingContext, discussion: Discussion, around: list[Person]) -> frozenset[str]:
    """Who needs no letter about it; one that was missing here has reached the clients long ago."""
    proven = filing.acting.verified == "verified"
    known = had_it(
        filing.message, filing.author.address, proven, copied_addresses(filing, discussion, around)
    )
    if filing.facts.fills is None:
        return known
    people = (participant.person for participant in filing.participants)
    return known.union(*(person.addresses for person in people if not person.role.is_team))


def _body(filing: FilingContext, commands: tuple[Command, ...]) -> str:
    """What letters tell: without the commands that were obeyed; of a forward the letter, or all
    when nobody vouches for it.
    """
    reading = filing.inbound.reading
    if filing.inbound.forwarder is not None and reading.forwarded is not None:
        return reading.forwarded.text
    if reading.forwarded is not None:
        return reading.message.text
    return reading.body if filing.acting.is_team else reading.trimmed.reply


def _is_internal(
    filing: FilingContext,
    discussion: Discussion,
    commands: tuple[Command, ...],
    body: str,
    around: list[Person],
) -> bool:
    """Whether a member's words stay inside: they say so, they answer what is inside, or they are
    none but commands.
    """
    if discussion.internal:
        return True
    if not filing.author.is_team or filing.facts.fills is not None:
        return False
    names = [command.name for command in commands]
    if "client" in names:
        return False
    own = filing.inbound.route.own if filing.inbound.route else None
    inside = filing.place.internal or (isinstance(own, ReplyAddress) and own.internal)
    only_commands = (
        bool(commands) and not below_commands(body).strip() and not filing.message.attachments
    )
    default = filing.project.team_replies == "internal" and all(
        person.role.is_team for person in around
    )  # they wrote to no client
    noted = "note" in names or _is_noted_by_subject(filing, discussion)
    return noted or inside or filing.facts.answers_internal or only_commands or default


def _is_noted_by_subject(filing: FilingContext, discussion: Discussion) -> bool:
    """Whether the member wrote `#note` into the subject, where the discussion has none."""
    known = filing.place.discussion_id is not None and is_note_by_subject(discussion.subject)
    return is_note_by_subject(filing.message.subject) and not known


def _is_kept_from_client(
    filing: FilingContext, discussion: Discussion, commands: tuple[Command, ...], body: str
) -> bool:
    """Whether a member's words are internal for no other reason than that they answer an internal
    letter, or stand where no client may read, and were for a client: they greet one, or the letter
    that they answer said so.
    """
    names = [command.name for command in commands]
    noted = "note" in names or _is_noted_by_subject(filing, discussion)
    if not filing.author.is_team or noted or "client" in names:
        return False
    own = reply_address(filing)
    by_address = own is not None and own.internal
    if not (by_address or filing.facts.answers_internal or discussion.internal):
        return False
    clients = [part.person for part in filing.participants if not part.person.role.is_team]
    text = below_commands(body)
    return bool(text.strip()) and (
        greets(text, [person.called for person in clients])
        or (own is not None and not own.internal and _is_for_clients(filing, own))
    )


def _is_for_clients(filing: FilingContext, own: ReplyAddress) -> bool:
    """Whether the post that a reply address names has clients who hear its answers."""
    return bool(own.post_id and audiences.of_answered(filing.db, own.post_id))


def _source(filing: FilingContext, around: list[Person]) -> Source:
    reading, place, author = filing.inbound.reading, filing.place, filing.author
    alias = filing.inbound.route.alias if filing.inbound.route is not None else None
    return Source(
        verified=author.verified,
        verified_why=author.why,
        why=f"{place.rule}: {place.evidence}" if place.evidence else place.rule,
        subject=filing.message.subject,
        inbound_id=filing.inbound.id,
        released=is_released(author, _is_by_member(filing), place.newcomer),
        digest=digest_of(filing.message),
        written=_written(filing) if filing.facts.fills is not None else filing.message.date,
        quoted=reading.trimmed.quoted,
        signature=reading.trimmed.signature,
        safe_html=reading.safe_html,
        cuts=reading.trimmed.cuts,
        runner_up=place.runner_up,
        in_reply_to=parent(filing.message),
        alias=alias.address if alias is not None else None,
        answer_to=answer_to(filing.message, author),
        flags=(*author.flags, *place.flags, *_marks(filing, around)),
        via=tuple(passed(filing.message)),
        form=author.form,
        invitation=filing.message.event,
    )


def _unfolded(filing: FilingContext, author: Person, source: Source) -> Source:
    """Where too much was cut from an earlier letter of this person and mail program, what is cut
    now stands open on the page and is found.
    """
    writer = filing.facts.person
    if writer is not None and writer.id == author.id and not filing.facts.has_unfolded:
        return source
    cut = "\n".join(filter(None, (source.quoted, source.signature)))
    program = program_of(filing.message)
    if not (cut and program and mail_programs.is_unfolded(filing.db, author.id, program)):
        return source
    flags = tuple(dict.fromkeys((*source.flags, Flag.QUOTES_UNKNOWN)))
    return replace(source, quoted=cut, signature="", flags=flags)


def _goes_with_it(filing: FilingContext) -> str:
    """What is attached to a member's letter says, what it invites to, and the questions and tasks
    that its commands name; nobody asks that of a client's.
    """
    if not (filing.author.is_team or _is_by_member(filing)):
        return ""
    asked = [command.argument for command in filing.commands if command.name in ("ask", "task")]
    event = filing.message.event
    invited = (event.summary, event.place) if event is not None else ()
    return "\n".join((filing.message.words_attached, *invited, *asked))


def _is_by_member(filing: FilingContext) -> bool:
    """Whether a proven member passed the letter on."""
    return filing.inbound.forwarder is not None and filing.inbound.forwarder.is_team


def _under_topic(filing: FilingContext, discussion: Discussion, source: Source) -> Source:
    """A member's answer bears the subject of what it answers, where a client changed that; what
    the member's own program writes there changes nothing for the client.
    """
    if not filing.author.is_team:
        return source
    own = tuple(flag for flag in source.flags if flag is not Flag.SUBJECT_CHANGED)
    answered = answered_post(filing, discussion)
    return with_topic(filing.db, discussion, answered, replace(source, flags=own))


def _marks(filing: FilingContext, around: list[Person]) -> list[Flag]:
    """What the team should see of it, and what later letters ask of it.

    Somebody may write in a member's name and cannot prove it: seen by the team, passed on to no
    client.
    """
    marks = {
        Flag.NEWCOMER: filing.place.newcomer,
        Flag.CLAIMS_MEMBER: is_claimed_member(filing),
        Flag.TO_OTHERS: bool(around),
        Flag.RECALL: filing.inbound.reading.recall,
        Flag.ENCRYPTED: is_encrypted(filing.message),
    }
    return [name for name, holds in marks.items() if holds]
