"""What letters are written from: a discussion with its people, questions and tasks; and the words
of its posts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Channel, Post
from mailbridge.domain.flag import Flag
from mailbridge.domain.letter import TaskLine
from mailbridge.domain.message import Invitation
from mailbridge.domain.occasion import NOTHING_READ, Here, Known, Nearby, Occasion, Said
from mailbridge.domain.project import Level, Person, Project, Role
from mailbridge.steps.reading.meaning.mentions import named
from mailbridge.store.directory.author_policies import authors_of, blocked_among
from mailbridge.store.directory.people import COLUMNS, gathered
from mailbridge.store.discussions import audiences
from mailbridge.store.discussions.discussions import discussion
from mailbridge.store.engine.numbers_together import apart
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    aliases,
    attachments,
    author_policies,
    discussions,
    follow_levels,
    following,
    memberships,
    outbox,
    people,
    person_addresses,
    posts,
    project_keys,
    projects,
    tasks,
)
from mailbridge.store.engine.typed_json import from_json
from mailbridge.store.outbox.earlier import earlier_in
from mailbridge.store.outbox.nearby import people_near
from mailbridge.store.outbox.posed import posed_in
from mailbridge.store.outbox.post_words import file_names
from mailbridge.values import replace

_D, _P, _POST = (bindparam(name, type_=BigInteger()) for name in ("d", "p", "post"))
_TEAM = [Role.ADMIN.value, Role.MEMBER.value]
_ID = attrgetter("id")

_NOTE = posts.alias("note")
_NOTES = (
    select(func.count())
    .select_from(_NOTE)
    .where(_NOTE.c.discussion_id == discussions.c.id, _NOTE.c.internal, _NOTE.c.reply != "")
    .scalar_subquery()
)
_HAS_TASKS = exists(
    select(tasks.c.id).where(tasks.c.discussion_id == discussions.c.id, tasks.c.state != "done")
)
_OTHERS_WAIT = exists(
    select(outbox.c.id).where(
        outbox.c.discussion_id == discussions.c.id,
        outbox.c.letter == literal_column("'team'"),
        outbox.c.state == literal_column("'held'"),
    )
)
_HAS_FILES = exists(select(attachments.c.id).where(attachments.c.post_id == posts.c.id))
_PLACE = (
    select(
        discussions,
        _NOTES.label("notes"),
        _HAS_TASKS.label("has_tasks"),
        _OTHERS_WAIT.label("others_wait"),
        projects.c.name,
        project_keys.c.key,
        projects.c.language,
        projects.c.team_replies,
    )
    .join(projects, projects.c.id == discussions.c.project_id)
    .join(
        project_keys,
        and_(project_keys.c.project_id == projects.c.id, project_keys.c.retires.is_(None)),
    )
)
_OF_DISCUSSION = Prepared(_PLACE.where(discussions.c.id == _D))
_OF_POST = Prepared(
    _PLACE.add_columns(
        _HAS_FILES.label("has_files"),
        posts.c.author_id,
        posts.c.channel,
        posts.c.internal.label("inside"),
        posts.c.verified,
        posts.c.message_id,
        posts.c.created.label("written"),
        posts.c.kind,
        posts.c.inbound_id,
        posts.c.runner_up,
        posts.c.released,
        posts.c.released_by,
        posts.c.audience_reason,
        posts.c.alias,
        posts.c.answer_to,
        posts.c.subject.label("said"),
        posts.c.flags,
        posts.c.form,
        posts.c.invitation,
        audiences.heard_together(posts.c.id).label("heard"),
        audiences.heard_together(posts.c.id, heard=False).label("left_out"),
    )
    .join(posts, posts.c.discussion_id == discussions.c.id)
    .where(posts.c.id == _POST)
)
_LEVEL = and_(follow_levels.c.person_id == people.c.id, follow_levels.c.project_id == _P)
_FOLLOWING = and_(following.c.person_id == people.c.id, following.c.discussion_id == _D)
_MEMBERS = (
    select(*COLUMNS, follow_levels.c.level, following.c.follows)
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .outerjoin(follow_levels, _LEVEL)
    .outerjoin(following, _FOLLOWING)
    .order_by(people.c.id, person_addresses.c.position, person_addresses.c.address)
)
_OF_PROJECT = Prepared(
    _MEMBERS.join(memberships, memberships.c.person_id == people.c.id).where(
        memberships.c.project_id == _P, people.c.role.in_(_TEAM)
    )
)
_ADMINS = Prepared(_MEMBERS.where(people.c.role == Role.ADMIN.value))
_UNSEEN = or_(posts.c.internal, posts.c.released.is_(False))
_HIDDEN = _UNSEEN.label("hidden")  # from clients
_INSIDE = posts.c.internal.label("inside")
_TASKS = Prepared(
    select(
        tasks.c.title,
        tasks.c.state,
        tasks.c.assignee_id,
        tasks.c.due,
        tasks.c.post_id,
        func.coalesce(tasks.c.stays_inside, _UNSEEN).label("hidden"),
        func.coalesce(tasks.c.stays_inside, posts.c.internal).label("inside"),
        audiences.heard_together(tasks.c.post_id).label("heard"),
    )
    .outerjoin(posts, posts.c.id == tasks.c.post_id)
    .where(tasks.c.discussion_id == _D, tasks.c.state != "done")
    .order_by(tasks.c.id)
)
_SAID_OF = Prepared(  # of addresses: that they are aliases, and what becomes of their mail
    union_all(
        select(
            literal_column("1").label("is_alias"),
            aliases.c.id,
            aliases.c.address.label("author"),
            aliases.c.project_id,
            aliases.c.state.label("policy"),
        ).where(
            or_(
                aliases.c.project_id == _P,
                aliases.c.address.in_(bindparam("theirs", expanding=True)),
            )
        ),
        select(
            literal_column("0"),
            author_policies.c.id,
            author_policies.c.author,
            author_policies.c.project_id,
            author_policies.c.policy,
        ).where(author_policies.c.author.in_(bindparam("authors", expanding=True))),
    )
)


def of_post(db: Connection, post_id: int, known: Known = NOTHING_READ) -> Occasion | None:
    """A post where it stands. None: it is gone."""
    here, said = known.here, known.said
    if here is None or said is None:
        row = _OF_POST.first(db, {"post": post_id})
        if row is None:
            return None
        here, said = _here(row), _said_in(row, post_id)
    occasion = _occasion(db, here, said.post.author_id, said, known=known)
    return _with_newest(db, occasion) if said.post.internal else occasion


def of_discussion(
    db: Connection, discussion_id: int, actor_id: int | None, assignee_id: int | None = None
) -> Occasion | None:
    """A discussion as it stands, with an assignee of whatever task this is about."""
    row = _OF_DISCUSSION.first(db, {"d": discussion_id})
    if row is None:
        return None
    occasion = _with_newest(db, _occasion(db, _here(row), actor_id, assignee_id=assignee_id))
    return replace(occasion, audience=Audience(occasion.client_reach, reason=AudienceReason.NEWEST))


def _with_newest(db: Connection, occasion: Occasion) -> Occasion:
    """With the newest post that a client may see, and whom an answer to it reaches."""
    newest = audiences.newest(db, occasion.discussion.id)
    if newest is None:
        return occasion
    return replace(occasion, answered=newest, client_reach=audiences.heard_of(db, newest))


def members(db: Connection, project_id: int) -> tuple[tuple[Person, ...], bool]:
    """The team members of a project, and False; the admins where it has none, and True."""
    anywhere = {"p": project_id, "d": 0}
    belonging = tuple(_people(_OF_PROJECT.all(db, anywhere)))
    return (belonging, False) if belonging else (tuple(_people(_ADMINS.all(db, anywhere))), True)


def with_members(db: Connection, occasion: Occasion) -> Occasion:
    """With the team members of the project, besides who is there; the admins where it has none."""
    if occasion.belonging:
        return replace(occasion, members=_besides(occasion, occasion.belonging))
    rows = _ADMINS.all(db, {"p": occasion.project.id, "d": occasion.discussion.id})
    levels = {**occasion.levels, **_levels(rows)}
    follows = {**occasion.follows, **_follows(rows)}
    team = _besides(occasion, _people(rows))
    return replace(occasion, members=team, stand_in=True, levels=levels, follows=follows)


def _besides(occasion: Occasion, others: Iterable[Person]) -> tuple[Person, ...]:
    """Its members, and these."""
    return tuple({person.id: person for person in (*occasion.members, *others)}.values())


def with_named(db: Connection, occasion: Occasion, names: frozenset[str]) -> Occasion:
    """With the members and admins whom these words name."""
    place = {"p": occasion.project.id, "d": occasion.discussion.id}
    admins = _people(_ADMINS.all(db, place))
    known = {person.id: person for person in (*occasion.belonging, *admins)}
    meant = named(names, known.values())
    team = _besides(occasion, (known[number] for number in meant))
    return replace(occasion, members=team, named=meant)


def _follows(rows: Iterable[Any]) -> dict[int, bool]:
    return {row.id: bool(row.follows) for row in rows if row.follows is not None}


def _levels(rows: Iterable[Any]) -> dict[int, Level]:
    return {row.id: Level(row.level) for row in rows if row.level is not None}


def _here(row: Any) -> Here:
    project = Project(row.project_id, row.name, row.key, row.language, row.team_replies)
    return Here(project, discussion(row), row.notes, bool(row.has_tasks), bool(row.others_wait))


def _said_in(row: Any, post_id: int) -> Said:
    """Without its words: they are fetched when a letter is rendered."""
    post = Post(
        post_id,
        row.id,
        row.author_id,
        Channel(row.channel),
        row.inside,
        row.verified,
        row.message_id,
        row.written,
        "",
        "",
        kind=row.kind,
        runner_up=row.runner_up,
        released=row.released,
        released_by=row.released_by,
    )
    heard = apart(row.heard)
    return Said(
        post,
        Audience(heard, apart(row.left_out) - heard, AudienceReason(row.audience_reason)),
        row.inbound_id is not None and bool(row.has_files),
        row.alias,
        row.answer_to,
        row.said if Flag.SUBJECT_CHANGED in row.flags else None,
        row.form,
        from_json(Invitation, row.invitation) if row.invitation else None,
        frozenset(row.flags),
    )


def _occasion(
    db: Connection,
    here: Here,
    actor_id: int | None,
    said: Said | None = None,
    assignee_id: int | None = None,
    known: Known = NOTHING_READ,
) -> Occasion:
    """`said`: of the post it is about."""
    discussion_id, project_id = here.discussion.id, here.project.id
    post = said.post if said is not None else None
    nearby, posed = known.nearby, known.posed
    before = known.past.posts if known.past is not None else None
    if before is None:
        before = earlier_in(db, discussion_id, post.id if post is not None else None)
    answers_to = {earlier.author_id: earlier.answer_to for earlier in before if earlier.answer_to}
    if said is not None and said.answer_to:
        answers_to[said.post.author_id] = said.answer_to
    if nearby is None:
        nearby = people_near(db, discussion_id, project_id, actor_id, assignee_id)
    if posed is None:
        posed = posed_in(db, discussion_id)
    nearby = tuple(_answered_at(near, answers_to) for near in nearby)
    follows = {near.person.id: near.follows for near in nearby if near.follows is not None}
    parts = (near.part for near in nearby)
    inside = tuple(part for part in parts if part is not None and not part.gone)
    everybody = {near.person.id: near.person for near in nearby if near.around}
    open_ = _TASKS.all(db, {"d": discussion_id}) if here.has_tasks else ()
    assignees = frozenset(row.assignee_id for row in open_ if row.assignee_id is not None)
    assignees |= {assignee_id} if assignee_id is not None else frozenset()
    inside_ids = {participant.person.id for participant in inside}
    addresses = [address for person in everybody.values() for address in person.addresses]
    told = _said_of(db, project_id, addresses)
    aliases_ = (earlier.alias for earlier in reversed(before) if earlier.alias)
    occasion = Occasion(
        project=here.project,
        discussion=here.discussion,
        participants=inside,
        author=everybody.get(actor_id) if actor_id is not None else None,
        members=tuple(
            everybody[number]
            for number in sorted((assignees | _following(follows)) - inside_ids)
            if number in everybody
        ),
        belonging=tuple(sorted((near.person for near in nearby if near.belongs), key=_ID)),
        levels={near.person.id: near.level for near in nearby if near.level is not None},
        follows=follows,
        assignees=assignees,
        aliases=told.active,
        own_addresses=told.foreign,
        blocked=told.blocked,
        alias=(said.alias if said is not None else None) or next(aliases_, None),
        earlier=before,
        posed=posed,
        tasks=_task_lines(open_, everybody),
        notes=here.notes,
        others_wait=here.others_wait,
    )
    return _about(db, occasion, said) if said is not None else occasion


def _about(db: Connection, occasion: Occasion, said: Said) -> Occasion:
    """With what a post brings."""
    return replace(
        occasion,
        post=said.post,
        audience=said.audience,
        topic=said.topic,
        form=said.form,
        invitation=said.invitation,
        flags=said.flags,
        attachments=file_names(db, said.post.id) if said.has_files else (),
    )


def _following(follows: Mapping[int, bool]) -> set[int]:
    return {number for number, wanted in follows.items() if wanted}


def _answered_at(near: Nearby, wanted: Mapping[int, str]) -> Nearby:
    """Letters about this discussion go to the address that the person wrote from here last, or
    asked answers to: one of theirs, or one of their own mail domain.
    """
    person = near.person
    address = wanted.get(person.id)
    if address is None or address == person.address or person.role.is_team:
        return near
    domains = {address.rpartition("@")[2] for address in person.addresses}
    if address not in person.addresses and address.rpartition("@")[2] not in domains:
        return near
    others = tuple(other for other in person.addresses if other != address)
    there = replace(person, addresses=(address, *others))
    return replace(near, person=there, part=near.part and replace(near.part, person=there))


def _task_lines(rows: Sequence[Any], everybody: Mapping[int, Person]) -> tuple[TaskLine, ...]:
    doers = {
        row.assignee_id: everybody[row.assignee_id] for row in rows if row.assignee_id in everybody
    }
    clients = {number for number, person in doers.items() if not person.role.is_team}
    return tuple(
        TaskLine(
            row.title,
            row.state,
            doers[row.assignee_id].called if row.assignee_id in doers else None,
            row.due,
            bool(row.hidden),
            inside=bool(row.inside),
            heard=apart(row.heard) if row.post_id is not None else None,
            by_client=row.assignee_id in clients,
        )
        for row in rows
    )


class _SaidOf(NamedTuple):
    active: tuple[str, ...]  # aliases of the project, in the order they were made
    foreign: frozenset[str]  # those of the addresses that are aliases of some project
    blocked: frozenset[str]  # those whose mail is not wanted


def _said_of(db: Connection, project_id: int, addresses: Collection[str]) -> _SaidOf:
    authors = authors_of(addresses)
    rows = _SAID_OF.all(db, {"p": project_id, "theirs": list(addresses), "authors": authors})
    known = sorted((row for row in rows if row.is_alias), key=_ID)
    own = [row for row in known if row.project_id == project_id]
    return _SaidOf(
        tuple(row.author for row in own if row.policy == "active"),
        frozenset(row.author for row in known).intersection(addresses),
        blocked_among([row for row in rows if not row.is_alias], project_id, addresses),
    )


def _people(rows: Iterable[Any]) -> list[Person]:
    return list(gathered(rows).values())
