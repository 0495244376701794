"""One act on several discussions at once: in one transaction, all or none."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on, project_of
from mailbridge.services.assignees import find_named
from mailbridge.services.container import Container
from mailbridge.services.discussions import change, put_back, rearrange
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.store.directory import people
from mailbridge.store.inbox import looks, rows
from mailbridge.values import dataclass

MOST = 100  # discussions


class Act(StrEnum):
    TAKE = "take"
    ASSIGN = "assign"  # to: an address or a name; "" is nobody
    CLOSE = "close"
    REOPEN = "reopen"
    MUTE = "mute"
    UNMUTE = "unmute"
    MOVE = "move"  # to: a project
    BACK = "back"  # out of the project it was moved to
    READ = "read"


@dataclass(frozen=True, slots=True)
class Done:
    """What an act changed; what was so already is left out."""

    act: Act
    ids: tuple[int, ...]
    before: tuple[int, ...] = ()  # of TAKE and ASSIGN, who looked after each (0: nobody)
    to: str = ""  # how who has them now, or the project, is called


async def act_on_several(
    container: Container, actor: Person, act: Act, ids: Sequence[int], to: str = ""
) -> Done:
    """Do one act to each of these discussions, or to none. Refused, with nothing changed:
    no-such-discussion, not-allowed, none-chosen, too-many, no-such-project, no-assignee,
    ambiguous-assignee, nothing-to-undo.
    """
    chosen = list(dict.fromkeys(ids))

    def transaction(db: Connection) -> Done:
        if not chosen:
            raise Refused("none-chosen")
        if len(chosen) > MOST:
            raise Refused("too-many", number=MOST)
        found = [discussion_to_act_on(db, one, actor) for one in chosen]
        return _do(db, container, actor, act, found, to)

    done = await container.store.write(transaction)
    container.wake_outbox()
    return done


def _do(
    db: Connection,
    container: Container,
    actor: Person,
    act: Act,
    discussions: Sequence[Discussion],
    to: str,
) -> Done:
    match act:
        case Act.TAKE | Act.ASSIGN:
            return _assign(db, container, actor, act, discussions, to)
        case Act.MOVE:
            return _move(db, container, actor, discussions, to)
        case Act.BACK:
            for discussion in discussions:
                put_back.undo_in(db, container, actor, discussion.id)
            return Done(act, tuple(discussion.id for discussion in discussions))
        case Act.READ:
            for number, post in rows.newest_posts(
                db, [discussion.id for discussion in discussions]
            ).items():
                looks.see(db, actor.id, number, post.id)
            return Done(act, tuple(discussion.id for discussion in discussions))
    does: dict[Act, Callable[[Discussion], bool]] = {
        Act.CLOSE: lambda one: change.close_in(db, container, actor, one),
        Act.REOPEN: lambda one: change.reopen_in(db, container, actor, one),
        Act.MUTE: lambda one: change.mute_in(db, container, actor, one, muted=True),
        Act.UNMUTE: lambda one: change.mute_in(db, container, actor, one, muted=False),
    }
    return Done(act, tuple(discussion.id for discussion in discussions if does[act](discussion)))


def _assign(
    db: Connection,
    container: Container,
    actor: Person,
    act: Act,
    discussions: Sequence[Discussion],
    to: str,
) -> Done:
    changed: list[tuple[int, int]] = []
    called = ""
    for discussion in discussions:
        whom = actor if act is Act.TAKE else _member(db, discussion.project_id, to)
        before = change.assign_in(db, container, actor, discussion, whom)
        if before != (whom.id if whom is not None else None):
            changed.append((discussion.id, before or 0))
        called = whom.called if whom is not None else ""
    ids, before_each = zip(*changed, strict=True) if changed else ((), ())
    return Done(act, ids, before_each, called)


def _member(db: Connection, project_id: int, to: str) -> Person | None:
    """Somebody of the team who belongs to the project, or an admin; "" is nobody."""
    if not to.strip():
        return None
    ours = {
        person.id: person
        for person in [*people.of_project(db, project_id, team_only=True), *people.admins(db)]
    }
    named = id_in(to)
    if named in ours:
        return ours[named]
    return find_named(list(ours.values()), to)


def _move(
    db: Connection, container: Container, actor: Person, discussions: Sequence[Discussion], to: str
) -> Done:
    """To another project; those that are there already stay."""
    target = project_of(db, to, actor)
    leaving = [discussion for discussion in discussions if discussion.project_id != target.id]
    for discussion in leaving:
        rearrange.to_project_in(db, container, actor, discussion, to)
    return Done(Act.MOVE, tuple(discussion.id for discussion in leaving), to=target.name)


async def give_back(
    container: Container, actor: Person, ids: Sequence[int], before: Sequence[int]
) -> Done:
    """Each discussion is looked after again by who did before (0: nobody). Refused:
    no-such-discussion, not-allowed, no-assignee.
    """

    def transaction(db: Connection) -> Done:
        for number, who in zip(ids, before, strict=False):
            found = discussion_to_act_on(db, number, actor)
            whom = _member(db, found.project_id, str(who)) if who else None
            change.assign_in(db, container, actor, found, whom)
        return Done(Act.ASSIGN, tuple(ids))

    return await container.store.write(transaction)
