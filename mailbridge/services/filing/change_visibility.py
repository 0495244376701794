"""What stands inside becomes visible to clients, and the other way round: somebody of the team says
so. Nobody is written to.
"""

from enum import StrEnum

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import VisibilityChanged
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit, next_move
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import tell_otherwise
from mailbridge.services.views.models import VisibilityView
from mailbridge.store.discussions import (
    discussions,
    posts,
    taking_part,
    tasks,
    time_line,
    visibility,
)
from mailbridge.store.discussions.visibility import Counts
from mailbridge.store.outbox import waiting_letters


class Kind(StrEnum):
    """What is shared or hidden, as it is named in paths."""

    POST = "posts"
    TASK = "tasks"
    FILE = "attachments"
    DISCUSSION = "discussions"


HID, SHARED = told("what was hidden"), told("what was shared")
SETTLES = (  # what clients see of a discussion
    EventKind.POSTED,
    EventKind.NOTED,
    EventKind.MOVED,
    EventKind.SHARED,
    EventKind.HIDDEN,
)
MATTERS = {
    Kind.POST: Matter.POST,
    Kind.TASK: Matter.TASK,
    Kind.FILE: Matter.FILE,
    Kind.DISCUSSION: Matter.DISCUSSION,
}


def view(
    db: Connection, kind: Kind, number: int, actor: Person | None, inside: bool
) -> VisibilityView:
    """What would become visible, or with `inside` hidden. Refused: no-such-…, not-allowed."""
    discussion, name = _named(db, kind, number, actor)
    counts = _counts(db, kind, number, inside)
    return VisibilityView(
        kind.value, number, discussion.id, name, inside, counts.posts, counts.tasks, counts.files
    )


def change(
    db: Connection,
    container: Container,
    kind: Kind,
    number: int,
    actor: Person | None,
    inside: bool,
) -> VisibilityView:
    """Share what is named with clients, or hide it (`inside`). Returns what changed. Refused as
    `view`, and as-it-is.
    """
    seen = view(db, kind, number, actor, inside)
    if not (seen.posts or seen.tasks or seen.files):
        raise Refused("as-it-is")
    before = None
    if kind is Kind.POST:
        visibility.change_post(db, number, inside)
        tell_otherwise(db, container, number)
    elif kind is Kind.TASK:
        visibility.change_task(db, number, inside)
    elif kind is Kind.FILE:
        visibility.change_file(db, number, inside)
    elif inside:
        visibility.hide_discussion(db, number)
        discussions.change(db, number, answer_by=None)  # nobody outside is promised anything
    else:
        before = visibility.standing_inside(db, number)
        visibility.share_discussion(db, number)
    happened = EventKind.HIDDEN if inside else EventKind.SHARED
    details = VisibilityChanged(seen.name, kind.value, number, before)
    who, post_id = actor.id if actor is not None else None, number if kind is Kind.POST else None
    task_id = number if kind is Kind.TASK else None
    event = Event(seen.discussion_id, happened, container.clock(), who, post_id, task_id, details)
    time_line.record(db, [event])
    act = Act.HID if inside else Act.SHARED
    audit.record(db, container, actor, act, MATTERS[kind], number)
    next_move.settle_next_move(db, seen.discussion_id)
    return seen


def unhide(
    db: Connection, container: Container, discussion_id: int, actor: Person | None
) -> VisibilityView:
    """A discussion that was hidden is as before: what stood inside of it stays there. Refused:
    no-such-discussion, not-allowed; nothing-to-undo, also where more was written since.
    """
    discussion = discussion_to_act_on(db, discussion_id, actor)
    last = _last_change(db, discussion_id, EventKind.HIDDEN)
    if last is None or not discussion.internal:
        raise Refused("nothing-to-undo")
    visibility.unhide_discussion(db, discussion_id)
    _taken_back(db, container, actor, discussion, EventKind.SHARED)
    audit.record(db, container, actor, Act.TOOK_BACK, Matter.DISCUSSION, discussion_id, detail=HID)
    seen = sum(1 for row in posts.post_rows(db, discussion_id) if not row.internal)
    kind, name = Kind.DISCUSSION.value, discussion.subject
    return VisibilityView(kind, discussion_id, discussion_id, name, False, seen, 0, 0)


def unshare(
    db: Connection, container: Container, discussion_id: int, actor: Person | None
) -> VisibilityView:
    """What stood inside of a discussion until all of it was shared does so again. Refused:
    no-such-discussion, not-allowed; nothing-to-undo, also where more was written since;
    told-since, where a client was written to.
    """
    discussion = discussion_to_act_on(db, discussion_id, actor)
    last = _last_change(db, discussion_id, EventKind.SHARED)
    if last is None or not isinstance(last.details, VisibilityChanged):
        raise Refused("nothing-to-undo")
    before = last.details.before
    if before is None:
        raise Refused("nothing-to-undo")
    outside = {
        participant.person.id
        for participant in taking_part.everyone(db, discussion_id)  # who has left has read it, too
        if not participant.person.role.is_team
    }
    if waiting_letters.has_written_since(db, discussion_id, last.at, before.letters, outside):
        raise Refused("told-since")
    visibility.unshare_discussion(db, discussion_id, before)
    for post_id in before.notes:
        tell_otherwise(db, container, post_id)
    _taken_back(db, container, actor, discussion, EventKind.HIDDEN)
    audit.record(
        db, container, actor, Act.TOOK_BACK, Matter.DISCUSSION, discussion_id, detail=SHARED
    )
    kind, name, notes, made = Kind.DISCUSSION.value, discussion.subject, before.notes, before.tasks
    return VisibilityView(kind, discussion_id, discussion_id, name, True, len(notes), len(made), 0)


def _last_change(db: Connection, discussion_id: int, kind: EventKind) -> Event | None:
    """By which the whole discussion was hidden or shared; None: it was not, or something came into
    it or was shared since.
    """
    happened = time_line.events_of(db, discussion_id)
    telling = [event for event in happened if event.kind in SETTLES]
    if not telling or telling[-1].kind is not kind:
        return None
    details = telling[-1].details
    if not isinstance(details, VisibilityChanged) or details.takes_back:
        return None
    return telling[-1] if details.kind == Kind.DISCUSSION else None


def _taken_back(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion: Discussion,
    happened: EventKind,
) -> None:
    """The time line says so; it cannot be taken back itself."""
    who, now = actor.id if actor is not None else None, container.clock()
    name, kind = discussion.subject, Kind.DISCUSSION.value
    details = VisibilityChanged(name, kind, discussion.id, takes_back=True)
    time_line.record(db, [Event(discussion.id, happened, now, who, details=details)])
    next_move.settle_next_move(db, discussion.id)


def _named(db: Connection, kind: Kind, number: int, actor: Person | None) -> tuple[Discussion, str]:
    """Where it stands, and how it is called."""
    if kind is Kind.DISCUSSION:
        discussion = discussion_to_act_on(db, number, actor)
        return discussion, discussion.subject
    if kind is Kind.TASK:
        task = tasks.by_id(db, number)
        if task is None:
            raise Refused("no-such-task")
        return discussion_to_act_on(db, task.discussion_id, actor), task.title
    file = posts.attachment(db, number) if kind is Kind.FILE else None
    if kind is Kind.FILE and file is None:
        raise Refused("no-such-file")
    post = posts.post_by_id(db, file.post_id if file is not None else number)
    if post is None:
        raise Refused("no-such-post")
    name = file.filename or file.content_type if file is not None else _beginning(post.reply)
    return discussion_to_act_on(db, post.discussion_id, actor), name


def _beginning(text: str) -> str:
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return first if len(first) <= 60 else f"{first[:59]}…"


def _counts(db: Connection, kind: Kind, number: int, inside: bool) -> Counts:
    if kind is Kind.POST:
        return visibility.of_post(db, number, not inside)
    if kind is Kind.TASK:
        return Counts(tasks=1)
    if kind is Kind.FILE:
        return Counts(files=1)
    discussion = discussions.by_id(db, number)
    hidden = discussion is not None and discussion.internal
    counts = visibility.of_discussion(db, number)
    if inside:
        return Counts() if hidden else Counts(posts=len(posts.post_rows(db, number)))
    return counts
