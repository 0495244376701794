"""What every new post does, by whatever channel it came, in the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.audience import INSIDE, Audience
from mailbridge.domain.discussion import Channel, Discussion, Question, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.filed_post import NOTHING_KNOWN, FiledPost, Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Answer, AttachedLetter, Attachment, Kind
from mailbridge.domain.occasion import NOTHING_READ, Known, Posed, in_order
from mailbridge.domain.project import Participant, Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.filing import question_ledger
from mailbridge.services.filing.last_guard import what_stands_inside
from mailbridge.services.searching.let_find import let_find_files, let_find_post
from mailbridge.services.telling import notify
from mailbridge.steps.deciding.conversation.just_filed import with_filed
from mailbridge.steps.deciding.conversation.quote_fingerprint import sketch
from mailbridge.steps.deciding.follow_up.ledger import asked_newly
from mailbridge.steps.deciding.follow_up.whose_move import CLOCKS_DIFFER, Words, wants_something
from mailbridge.steps.reading.meaning.thanks import is_thanks
from mailbridge.store.discussions import (
    audiences,
    discussions,
    posts,
    seen_ids,
    taking_part,
    time_line,
)
from mailbridge.store.discussions.discussions import DiscussionChange
from mailbridge.store.outbox.posed import posed_in
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post about to be filed; `source` is what only its channel knows."""

    author: Person
    channel: Channel
    text: str
    body: str  # what the author wrote now, without commands: what letters tell
    internal: bool = False
    audience: Audience = INSIDE
    message_id: str | None = None
    kind: Kind = Kind.HUMAN
    trusted: bool = True  # acts as a member
    questions: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    told: tuple[tuple[int, str], ...] = ()  # questions of the letter it answers: numbers and words
    written: datetime | None = None  # None: now
    source: Source = NOTHING_KNOWN
    raw_id: int | None = None
    attachments: tuple[Attachment, ...] = ()
    letters: tuple[AttachedLetter, ...] = ()  # what those of them are that are letters
    file_texts: tuple[tuple[str, str], ...] = ()  # (part, words) of those that are text
    had_it: frozenset[str] = frozenset()  # addresses that got this very mail already
    silent: bool = False  # a machine's mail: nobody is written to, nothing is asked
    told_later: bool = False  # the caller writes the letters, after more has changed
    newcomer: bool = False  # waits to be let in: speaks for nobody here yet
    nothing_new: bool = False  # all of it is quoted
    hold: timedelta | None = None
    passed_on_by: Person | None = None  # a member who sends on somebody else's words
    kept_from_client: bool = False  # it was for one, and is internal because of where it stands
    goes_with_it: str = ""  # further words that reach the client: of attached letters, of questions
    held: tuple[str, ...] = ()  # its words that stand inside: it waits, internal, for a person
    known: Known = NOTHING_READ  # of its discussion

    @property
    def by_team(self) -> bool:
        """Whether somebody of the team wrote it, and is believed to."""
        return self.trusted and self.author.role.is_team

    def late(self, discussion: Discussion) -> bool:
        """Whether a letter of the team is older than what stands here already: it answers nothing
        of that.
        """
        return (
            self.by_team
            and self.written is not None
            and self.written < discussion.last_written - CLOCKS_DIFFER
        )

    @property
    def may_answer(self) -> bool:
        """Whether it may answer: no newcomer's does, nor one in a member's name without proof."""
        known = self.trusted or not self.author.role.is_team
        return known and not (self.newcomer or self.nothing_new)


@dataclass(frozen=True, slots=True)
class Made:
    """A post that was filed."""

    id: int
    known: Known  # of its discussion, as that is now


def file(
    db: Connection, container: Container, discussion: Discussion, post: NewPost, now: datetime
) -> Made | None:
    """Add the post with its files, questions and events, and write the letters; None when it was
    filed before.
    """
    post = guard(db, discussion, post)
    filed = _filed(discussion, post, now)
    post_id = posts.add_post(db, filed)
    if post_id is None:
        return None
    known = with_filed(post.known, filed, post_id, post.author, post.audience, post.attachments)
    post = replace(post, known=known)
    audiences.put(db, post_id, post.audience)
    _keep_what_finds_it(db, discussion, post, post_id)
    kind = EventKind.NOTED if post.internal else EventKind.POSTED
    followed, known = follow_up(db, discussion, post, post_id, now)
    happened = [Event(discussion.id, kind, now, post.author.id, post_id), *followed]
    if post.held:
        happened.append(Event(discussion.id, EventKind.HELD, now, post.author.id, post_id))
        notify.notify_of_held(db, container, post_id, post.passed_on_by or post.author, post.held)
    elif post.kept_from_client:
        notify.notify_of_kept(db, container, post_id, post.author)
    time_line.record(db, happened)
    if not post.silent and not post.told_later:
        notify.notify_of_post(
            db, container, post_id, post.had_it, post.hold, words=post.body, known=known
        )
    return Made(post_id, known)


def _keep_what_finds_it(
    db: Connection, discussion: Discussion, post: NewPost, post_id: int
) -> None:
    """Its files, and the words by which a search and a quote of it lead to it."""
    let_find_post(db, discussion, post_id, post.author.id, post.body, post.source)
    if post.raw_id is not None:
        ids = posts.add_attachments(db, post_id, post.raw_id, post.attachments, post.letters)
        let_find_files(db, discussion, ids, post.attachments, post.letters, post.file_texts)
    seen_ids.remember_words(db, discussion.project_id, discussion.id, sketch(post.body))


def _filed(discussion: Discussion, post: NewPost, now: datetime) -> FiledPost:
    return FiledPost(
        discussion_id=discussion.id,
        project_id=discussion.project_id,
        author_id=post.author.id,
        channel=post.channel,
        created=now,
        text=post.text,
        reply=post.body,
        internal=post.internal,
        held=post.held,
        message_id=post.message_id,
        kind=post.kind,
        audience_reason=post.audience.reason.value,
        source=post.source,
    )


def guard(db: Connection, discussion: Discussion, post: NewPost) -> NewPost:
    """The post, marked as held where it would tell a client what stands inside."""
    by_team = post.by_team or post.passed_on_by is not None
    if post.internal or discussion.internal or post.silent or not by_team:
        return post
    text, linked = "\n".join((post.body, post.goes_with_it)).strip(), post.source.runner_up
    own = "" if post.passed_on_by else post.body
    words = what_stands_inside(db, discussion, text, post.attachments, linked, own)
    return replace(post, internal=True, held=words) if words else post


def _participants(db: Connection, discussion: Discussion, post: NewPost) -> tuple[Participant, ...]:
    known = post.known.participants
    return taking_part.participants_of(db, discussion.id) if known is None else known


def follow_up(
    db: Connection, discussion: Discussion, post: NewPost, post_id: int, now: datetime
) -> tuple[list[Event], Known]:
    """What a post asks and answers, whether it reopens the discussion, and whose move it makes it:
    written down. Returns the events, which the caller records, and what is known of the discussion
    then.
    """
    happened, posed, fresh = _answered_and_asked(db, discussion, post, post_id, now)
    reopened = discussion.state is State.CLOSED and _reopens(discussion, post, now)
    written = max(post.written or now, discussion.last_written)
    changes: DiscussionChange = {"updated": now, "last_written": written}
    if reopened:
        changes |= {"state": State.OPEN, "closed_at": None}
    if fresh:
        other, heard = "client" if post.by_team else "team", post.audience.heard
        changed, numbers = discussions.change_with_numbers(
            db, discussion.id, other, len(fresh), **changes
        )
        texts = dict(zip(numbers, fresh, strict=True))
        asked = question_ledger.record_asked(
            db, discussion, post.author, other, post_id, texts, heard
        )
        happened += [question_ledger.asked_event(question, post.author, now) for question in asked]
        posed = in_order([*(posed or ()), *(_posed_by(post, question) for question in asked)])
    else:
        changed = discussions.change(db, discussion.id, **changes)
    known = replace(post.known, posed=posed)
    known = replace(known, discussion=next_move.settle_move_in(db, changed, known))
    if reopened:  # a mere thank-you does not
        happened.append(Event(discussion.id, EventKind.REOPENED, now, post.author.id))
    return happened, known


def _posed_by(post: NewPost, question: Question) -> Posed:
    """A question that a post has just asked."""
    hidden = post.internal or not post.source.released
    return Posed(question, hidden, question.post_id, inside=post.internal, heard=question.heard)


def _answered_and_asked(
    db: Connection, discussion: Discussion, post: NewPost, post_id: int, now: datetime
) -> tuple[list[Event], tuple[Posed, ...] | None, list[str]]:
    """What a human letter answers is written down. Returns the events; the questions as they are
    then, None where they were not read; and what the letter asks anew, which is to have numbers.
    One that merely bears a member's name asks and answers nothing, until the member confirms it.
    """
    if post.internal or post.silent or (post.author.role.is_team and not post.trusted):
        return [], None, []
    known = post.known.posed
    posed = posed_in(db, discussion.id) if known is None else known
    then = ledger = [asked.question for asked in posed]
    happened: list[Event] = []
    if ledger and post.may_answer and not post.late(discussion):
        happened = _answered(db, discussion, post, post_id, now, ledger)
    if happened:
        posed = posed_in(db, discussion.id)
        ledger = [asked.question for asked in posed]
    other, heard = "client" if post.by_team else "team", post.audience.heard
    return happened, posed, asked_newly(post.questions, ledger, other, post.author.id, heard, then)


def _answered(
    db: Connection,
    discussion: Discussion,
    post: NewPost,
    post_id: int,
    now: datetime,
    ledger: Sequence[Question],
) -> list[Event]:
    return question_ledger.record_answers(
        db,
        ledger,
        post.author,
        "team" if post.by_team else "client",
        post_id,
        post.body,
        now,
        post.answers,
        post.questions,
        tuple(file.filename for file in post.attachments if file.filename and not file.inline),
        proven=post.source.released,
        heard=post.audience.heard,
        around=_participants(db, discussion, post),
        told=post.told,
    )


def _reopens(discussion: Discussion, post: NewPost, now: datetime) -> bool:
    machine = post.silent or post.kind is not Kind.HUMAN or post.late(discussion)
    machine = machine or Flag.RECALL in post.source.flags
    asks, files = bool(post.questions), bool(post.attachments)
    words = Words(0, post.by_team, True, post.body, post.written or now, asks, files)
    thanks = is_thanks(post.body) and not (asks or files)
    return not (post.internal or machine) and (
        post.by_team or (wants_something(words) and not thanks)
    )


def add_participants(
    db: Connection,
    discussion_id: int,
    people: Iterable[Person],
    known: Collection[int],
    now: datetime,
    admitted: bool = True,
    aside: bool = False,
) -> None:
    """Make people participants, and say so on the time line."""
    fresh = [person for person in people if person.id not in known]
    if not fresh:
        return
    ids = [person.id for person in fresh]
    taking_part.add_participants(db, discussion_id, ids, now, admitted, aside)
    kind = EventKind.JOINED if admitted else EventKind.NEWCOMER
    time_line.record(db, [Event(discussion_id, kind, now, person.id) for person in fresh])
