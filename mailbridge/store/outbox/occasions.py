"""What letters are written from: a discussion with its people, questions and tasks; and the words
of its posts.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    union,
)

from mailbridge.domain.audience import INSIDE, Audience, AudienceReason
from mailbridge.domain.discussion import Channel, Post
from mailbridge.domain.flag import Flag
from mailbridge.domain.letter import TaskLine
from mailbridge.domain.message import Invitation
from mailbridge.domain.occasion import Earlier, Occasion, Posed
from mailbridge.domain.project import Level, Participant, Person, Project, Role
from mailbridge.replacing import replace
from mailbridge.steps.reading.meaning.mentions import named
from mailbridge.store.directory.author_policies import blocked_among
from mailbridge.store.discussions import audiences
from mailbridge.store.discussions.discussions import discussion
from mailbridge.store.discussions.questions import question
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    aliases,
    attachments,
    discussions,
    follow_levels,
    following,
    memberships,
    outbox,
    participants,
    people,
    person_addresses,
    posts,
    project_keys,
    projects,
    questions,
    tasks,
)
from mailbridge.store.engine.typed_json import from_json
from mailbridge.store.outbox.post_words import file_names

NEWEST = 40  # earlier posts that threading looks at, besides the first
_D, _P, _A, _ALSO, _POST = (
    bindparam(name, type_=BigInteger()) for name in ("d", "p", "a", "also", "post")
)
_TEAM = [Role.ADMIN.value, Role.MEMBER.value]
Heard = Mapping[int, tuple[frozenset[int], frozenset[int]]]
_NOBODY: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

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
    )
    .join(posts, posts.c.discussion_id == discussions.c.id)
    .where(posts.c.id == _POST)
)
_AROUND = union(
    select(participants.c.person_id).where(participants.c.discussion_id == _D),
    select(tasks.c.assignee_id).where(tasks.c.discussion_id == _D, tasks.c.state != "done"),
    select(following.c.person_id).where(following.c.discussion_id == _D, following.c.follows),
    select(_A.label("person_id")),
    select(_ALSO.label("person_id")),
)
_PERSON = (
    people.c.id,
    people.c.name,
    people.c.role,
    people.c.language,
    people.c.time_zone,
    people.c.staged,
    people.c.unreachable,
    people.c.disabled,
    people.c.erased,
    people.c.morning,
    person_addresses.c.address,
)
_LEVEL = and_(follow_levels.c.person_id == people.c.id, follow_levels.c.project_id == _P)
_FOLLOWING = and_(following.c.person_id == people.c.id, following.c.discussion_id == _D)
_PEOPLE = Prepared(
    select(
        *_PERSON,
        participants.c.muted,
        participants.c.admitted,
        participants.c.aside,
        following.c.follows,
        follow_levels.c.level,
    )
    .outerjoin(following, _FOLLOWING)
    .outerjoin(follow_levels, _LEVEL)
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .outerjoin(
        participants,
        and_(
            participants.c.person_id == people.c.id,
            participants.c.discussion_id == _D,
            participants.c.gone.is_(False),
        ),
    )
    .where(people.c.id.in_(_AROUND.scalar_subquery()))
    .order_by(
        participants.c.joined, people.c.id, person_addresses.c.position, person_addresses.c.address
    )
)
_MEMBERS = (
    select(*_PERSON, follow_levels.c.level, following.c.follows)
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
_LETTER_ID = (
    select(func.min(outbox.c.message_id))
    .where(
        outbox.c.discussion_id == _D,
        outbox.c.post_id == posts.c.id,
        or_(outbox.c.letter == "client", outbox.c.letter == "team"),
    )
    .scalar_subquery()
)
_EARLIER = (
    select(
        posts.c.id,
        posts.c.author_id,
        people.c.role,
        posts.c.internal,
        posts.c.created,
        posts.c.message_id,
        posts.c.released,
        posts.c.alias,
        posts.c.answer_to,
        _LETTER_ID.label("letter_id"),
    )
    .join(people, people.c.id == posts.c.author_id)
    .where(posts.c.discussion_id == _D, posts.c.id < _POST)
)
_NEWEST = Prepared(_EARLIER.order_by(posts.c.id.desc()).limit(NEWEST))
_FIRST = Prepared(_EARLIER.order_by(posts.c.id).limit(1))
_UNSEEN = or_(posts.c.internal, posts.c.released.is_(False))
_HIDDEN = _UNSEEN.label("hidden")  # from clients
_INSIDE = posts.c.internal.label("inside")
_SAID = posts.alias("said")  # the post whose words brought a question into its state
_SPEAKER = people.alias("speaker")
_FIRST_ADDRESS = (
    select(func.min(person_addresses.c.address))
    .where(person_addresses.c.person_id == _SPEAKER.c.id)
    .scalar_subquery()
)
_QUESTIONS = Prepared(
    select(
        questions,
        _HIDDEN,
        _INSIDE,
        case((_SPEAKER.c.name != "", _SPEAKER.c.name), else_=_FIRST_ADDRESS).label("said_by"),
        _SPEAKER.c.id.label("said_by_id"),
    )
    .outerjoin(posts, posts.c.id == questions.c.post_id)
    .outerjoin(_SAID, _SAID.c.id == questions.c.changed_in)
    .outerjoin(_SPEAKER, _SPEAKER.c.id == func.coalesce(_SAID.c.author_id, questions.c.changed_by))
    .where(questions.c.discussion_id == _D)
    .order_by(questions.c.number)
)
_TASKS = Prepared(
    select(
        tasks.c.title,
        tasks.c.state,
        tasks.c.assignee_id,
        tasks.c.due,
        tasks.c.post_id,
        func.coalesce(tasks.c.stays_inside, _UNSEEN).label("hidden"),
        func.coalesce(tasks.c.stays_inside, posts.c.internal).label("inside"),
    )
    .outerjoin(posts, posts.c.id == tasks.c.post_id)
    .where(tasks.c.discussion_id == _D, tasks.c.state != "done")
    .order_by(tasks.c.id)
)
_ALIASES = Prepared(
    select(aliases.c.address, aliases.c.project_id, aliases.c.state)
    .where(
        or_(aliases.c.project_id == _P, aliases.c.address.in_(bindparam("theirs", expanding=True)))
    )
    .order_by(aliases.c.id)
)


def of_post(db: Connection, post_id: int) -> Occasion | None:
    """A post where it stands. None: it is gone."""
    row = _OF_POST.first(db, {"post": post_id})
    if row is None:
        return None
    named = file_names(db, post_id) if row.inbound_id is not None and row.has_files else ()
    occasion = _occasion(db, row, row.author_id, _post(row, post_id), named, last=row)
    topic = row.said if Flag.SUBJECT_CHANGED in row.flags else None
    invitation = from_json(Invitation, row.invitation) if row.invitation else None
    occasion = replace(
        occasion, topic=topic, form=row.form, invitation=invitation, flags=frozenset(row.flags)
    )
    return _with_newest(db, occasion) if row.inside else occasion


def of_discussion(
    db: Connection, discussion_id: int, actor_id: int | None, assignee_id: int | None = None
) -> Occasion | None:
    """A discussion as it stands, with an assignee of whatever task this is about."""
    row = _OF_DISCUSSION.first(db, {"d": discussion_id})
    if row is None:
        return None
    occasion = _occasion(db, row, actor_id, None, (), assignee_id)
    occasion = _with_newest(db, occasion)
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
    place = {"p": occasion.project.id, "d": occasion.discussion.id}
    rows = _OF_PROJECT.all(db, place)
    stand_in = not rows
    rows = rows or _ADMINS.all(db, place)
    team = {person.id: person for person in (*occasion.members, *_people(rows))}
    levels = {**occasion.levels, **_levels(rows)}
    follows = {**occasion.follows, **_follows(rows)}
    return replace(
        occasion, members=tuple(team.values()), stand_in=stand_in, levels=levels, follows=follows
    )


def with_named(db: Connection, occasion: Occasion, names: frozenset[str]) -> Occasion:
    """With the members and admins whom these words name."""
    place = {"p": occasion.project.id, "d": occasion.discussion.id}
    rows = [*_OF_PROJECT.all(db, place), *_ADMINS.all(db, place)]
    known = {person.id: person for person in _people(rows)}
    meant = named(names, known.values())
    team = {person.id: person for person in occasion.members}
    team |= {number: known[number] for number in meant}
    return replace(occasion, members=tuple(team.values()), named=meant)


def _follows(rows: Iterable[Any]) -> dict[int, bool]:
    return {row.id: bool(row.follows) for row in rows if row.follows is not None}


def _levels(rows: Iterable[Any]) -> dict[int, Level]:
    return {row.id: Level(row.level) for row in rows if row.level is not None}


def _post(row: Any, post_id: int) -> Post:
    """Without its words: they are fetched when a letter is rendered."""
    return Post(
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


def _occasion(
    db: Connection,
    place: Any,
    actor_id: int | None,
    post: Post | None,
    files: tuple[tuple[str, int], ...],
    assignee_id: int | None = None,
    last: Any = None,
) -> Occasion:
    """`last`: the row of the post itself."""
    discussion_id: int = place.id
    before = _earlier(db, discussion_id, post.id if post is not None else 1 << 62)
    written = [*before, last] if last is not None else before
    from_ = {row.author_id: row.answer_to for row in written if row.answer_to}
    who = {"d": discussion_id, "p": place.project_id, "a": actor_id or 0, "also": assignee_id or 0}
    rows = _PEOPLE.all(db, who)
    follows = _follows(rows)
    inside = tuple(
        Participant(
            _answered_at(person, from_), bool(row.muted), bool(row.admitted), bool(row.aside)
        )
        for row, person in _with_rows(rows)
        if row.admitted is not None
    )
    everybody = {person.id: _answered_at(person, from_) for person in _people(rows)}
    open_ = _TASKS.all(db, {"d": discussion_id}) if place.has_tasks else ()
    assignees = frozenset(row.assignee_id for row in open_ if row.assignee_id is not None)
    assignees |= {assignee_id} if assignee_id is not None else frozenset()
    known = {participant.person.id for participant in inside}
    active, foreign = _aliases(db, place.project_id, everybody.values())
    asked = _QUESTIONS.all(db, {"d": discussion_id})
    hanging = {row.post_id for row in (*asked, *open_) if row.post_id}
    own = {post.id} if post is not None else set[int]()
    heard = audiences.of_posts(db, {row.id for row in before} | hanging | own)
    addresses = [address for person in everybody.values() for address in person.addresses]
    return Occasion(
        project=Project(
            place.project_id, place.name, place.key, place.language, place.team_replies
        ),
        discussion=discussion(place),
        participants=inside,
        author=everybody.get(actor_id) if actor_id is not None else None,
        post=post,
        members=tuple(
            everybody[number]
            for number in sorted((assignees | _following(follows)) - known)
            if number in everybody
        ),
        levels=_levels(rows),
        follows=follows,
        assignees=assignees,
        aliases=active,
        audience=_audience(last, heard.get(post.id, _NOBODY)) if post is not None else INSIDE,
        own_addresses=foreign,
        blocked=blocked_among(db, place.project_id, addresses),
        alias=next((row.alias for row in reversed(written) if row.alias), None),
        earlier=tuple(_one_earlier(row, heard) for row in before),
        posed=tuple(_posed(row, heard) for row in asked),
        tasks=_task_lines(open_, everybody, heard),
        attachments=files,
        notes=place.notes,
        others_wait=bool(place.others_wait),
    )


def _following(follows: Mapping[int, bool]) -> set[int]:
    return {number for number, wanted in follows.items() if wanted}


def _answered_at(person: Person, wanted: Mapping[int, str]) -> Person:
    """Letters about this discussion go to the address that the person wrote from here last, or
    asked answers to: one of theirs, or one of their own mail domain.
    """
    address = wanted.get(person.id)
    if address is None or person.role.is_team:
        return person
    domains = {address.rpartition("@")[2] for address in person.addresses}
    if address not in person.addresses and address.rpartition("@")[2] not in domains:
        return person
    others = tuple(other for other in person.addresses if other != address)
    return replace(person, addresses=(address, *others))


def _audience(row: Any, people: tuple[frozenset[int], frozenset[int]]) -> Audience:
    return Audience(*people, AudienceReason(row.audience_reason))


def _posed(row: Any, heard: Heard) -> Posed:
    by = heard.get(row.post_id, _NOBODY)[0] if row.post_id is not None else None
    return Posed(
        question(row, by),
        internal=bool(row.hidden),
        post_id=row.post_id,
        said_by=row.said_by or "",
        said_by_id=row.said_by_id,
        inside=bool(row.inside),
        heard=by,
    )


def _task_lines(
    rows: Sequence[Any], everybody: Mapping[int, Person], heard: Heard
) -> tuple[TaskLine, ...]:
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
            heard=heard.get(row.post_id, _NOBODY)[0] if row.post_id is not None else None,
            by_client=row.assignee_id in clients,
        )
        for row in rows
    )


def _aliases(
    db: Connection, project_id: int, readers: Iterable[Person]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The project's active aliases, and those addresses of people here that are aliases."""
    theirs = [address for person in readers for address in person.addresses]
    rows = _ALIASES.all(db, {"p": project_id, "theirs": theirs})
    active = tuple(
        row.address for row in rows if row.project_id == project_id and row.state == "active"
    )
    return active, frozenset(row.address for row in rows).intersection(theirs)


def _earlier(db: Connection, discussion_id: int, before: int) -> Sequence[Any]:
    """The first post and the newest ones before this one."""
    where = {"d": discussion_id, "post": before}
    rows = [*_NEWEST.all(db, where)][::-1]
    first = _FIRST.all(db, where) if len(rows) == NEWEST else []
    if first and first[0].id != rows[0].id:
        rows = [*first, *rows]
    return rows


def _one_earlier(row: Any, heard: Heard) -> Earlier:
    return Earlier(
        row.id,
        row.author_id,
        row.role in _TEAM,
        row.internal,
        row.created,
        row.message_id,
        row.letter_id,
        row.released,
        heard.get(row.id, _NOBODY)[0],
    )


def _with_rows(rows: Iterable[Any]) -> Iterable[tuple[Any, Person]]:
    """One person for all rows of their addresses, beside the first of them."""
    for _, group in groupby(rows, key=attrgetter("id")):
        same = list(group)
        row, addresses = same[0], tuple(one.address for one in same if one.address is not None)
        yield (
            row,
            Person(
                row.id,
                row.name,
                Role(row.role),
                addresses,
                row.language,
                row.time_zone,
                row.staged,
                row.unreachable,
                disabled=row.disabled is not None,
                erased=row.erased is not None,
                morning=row.morning,
            ),
        )


def _people(rows: Iterable[Any]) -> list[Person]:
    return [person for _, person in _with_rows(rows)]
