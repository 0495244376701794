"""Who was asked the one question, and what they answered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from mailbridge.domain.event import EventKind
from mailbridge.domain.follow_up.survey import Survey, SurveyState
from mailbridge.store.engine.schema import (
    discussions,
    events,
    memberships,
    participants,
    people,
    posts,
    questions,
    surveys,
)

_TEAM = ("admin", "member")


def add(db: Connection, project_id: int, person_id: int, now: datetime) -> Survey:
    """Note that a person is asked now."""
    row = insert(surveys).values(project_id=project_id, person_id=person_id, asked=now)
    return _survey(db.execute(row.returning(surveys)).one())


def by_id(db: Connection, survey_id: int) -> Survey | None:
    """One of them."""
    row = db.execute(select(surveys).where(surveys.c.id == survey_id)).first()
    return _survey(row) if row is not None else None


def answer(db: Connection, survey_id: int, score: int | None, words: str, now: datetime) -> None:
    """Note an answer; a later one takes the place of an earlier one."""
    values = {"score": score, "words": words, "answered": now, "state": SurveyState.ANSWERED.value}
    db.execute(update(surveys).where(surveys.c.id == survey_id).values(**values))


def refuse(db: Connection, survey_id: int) -> None:
    """Note that the person is never to be asked again; an answer of theirs stays."""
    row = update(surveys).where(surveys.c.id == survey_id)
    db.execute(row.values(state=SurveyState.REFUSED.value))


def of_project(
    db: Connection, project_ids: Collection[int] | None, limit: int | None, before: int | None
) -> list[Survey]:
    """The newest first. `project_ids` None: of all; `before`: an id to go on from."""
    wanted = select(surveys).order_by(surveys.c.id.desc()).limit(limit)
    if project_ids is not None:
        wanted = wanted.where(surveys.c.project_id.in_(project_ids))
    if before is not None:
        wanted = wanted.where(surveys.c.id < before)
    return [_survey(row) for row in db.execute(wanted)]


def scores(db: Connection, project_ids: Collection[int] | None) -> list[tuple[datetime, int]]:
    """When each score was given, the oldest first."""
    wanted = select(surveys.c.answered, surveys.c.score).where(surveys.c.score.is_not(None))
    if project_ids is not None:
        wanted = wanted.where(surveys.c.project_id.in_(project_ids))
    return [(row[0], row[1]) for row in db.execute(wanted.order_by(surveys.c.answered))]


def members_of(db: Connection, project_id: int) -> list[int]:
    """The ids of everybody who belongs to a project."""
    wanted = select(memberships.c.person_id).where(memberships.c.project_id == project_id)
    return list(db.execute(wanted.order_by(memberships.c.person_id)).scalars())


def last_asked(db: Connection, person_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these was asked last, in whatever project."""
    wanted = select(surveys.c.person_id, func.max(surveys.c.asked))
    rows = db.execute(
        wanted.where(surveys.c.person_id.in_(person_ids)).group_by(surveys.c.person_id)
    )
    return {row[0]: row[1] for row in rows}


def refused_by(db: Connection, person_ids: Collection[int]) -> frozenset[int]:
    """The people among these who want never to be asked again."""
    wanted = select(surveys.c.person_id).where(
        surveys.c.person_id.in_(person_ids), surveys.c.state == SurveyState.REFUSED.value
    )
    return frozenset(db.execute(wanted).scalars())


def waiting_for_us(db: Connection, project_id: int, now: datetime) -> frozenset[int]:
    """Clients with an open question to the team whose date has gone by."""
    wanted = (
        select(questions.c.asked_by)
        .join(discussions, discussions.c.id == questions.c.discussion_id)
        .where(
            discussions.c.project_id == project_id,
            questions.c.side == "team",
            questions.c.state == "open",
            questions.c.due < now,
        )
    )
    return frozenset(db.execute(wanted).scalars())


def complained_since(db: Connection, project_id: int, since: datetime) -> frozenset[int]:
    """Whom a believed complaint about a letter has muted since."""
    wanted = (
        select(events.c.actor_id)
        .join(discussions, discussions.c.id == events.c.discussion_id)
        .where(
            discussions.c.project_id == project_id,
            events.c.kind == EventKind.MUTED.value,
            events.c.at >= since,
            events.c.details["complaint"].as_boolean().is_(True),
        )
    )
    return frozenset(db.execute(wanted).scalars())


def wrote_last_to(db: Connection, project_id: int, client_id: int) -> int | None:
    """The member who wrote last in a discussion of the client."""
    wanted = (
        select(posts.c.author_id)
        .join(people, people.c.id == posts.c.author_id)
        .join(participants, participants.c.discussion_id == posts.c.discussion_id)
        .where(
            posts.c.project_id == project_id,
            participants.c.person_id == client_id,
            people.c.role.in_(_TEAM),
            posts.c.internal.is_(False),
        )
        .order_by(posts.c.id.desc())
        .limit(1)
    )
    found: int | None = db.execute(wanted).scalar()
    return found


def _survey(row: Any) -> Survey:
    return Survey(
        row.id,
        row.project_id,
        row.person_id,
        row.asked,
        SurveyState(row.state),
        row.score,
        row.words,
        row.answered,
    )
