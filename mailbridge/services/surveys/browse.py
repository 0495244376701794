"""What was answered to the one question, for those who may know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.follow_up.survey import SurveyState, net_score
from mailbridge.domain.project import Person, Role
from mailbridge.services.access import project_of
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.names import project_names
from mailbridge.store.directory import people
from mailbridge.store.follow_up import surveys
from mailbridge.values import dataclass

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SurveyView:
    id: int
    person: str  # address
    name: str
    project: str
    score: int | None
    words: str
    at: datetime  # when it was answered, else when it was asked
    state: str


@dataclass(frozen=True, slots=True)
class QuarterView:
    """`net` is the share of promoters less that of detractors, in per cent."""

    quarter: str  # 2026-Q4
    answers: int
    net: int


async def list_surveys(
    container: Container,
    viewer: Person | None = None,
    project: str | None = None,
    limit: int | None = AT_ONCE,
    before: int | None = None,
) -> list[SurveyView]:
    """The newest first. Only admins see who answered what. Refused: not-allowed,
    no-such-project.
    """
    _check(viewer)

    def reading(db: Connection) -> list[SurveyView]:
        places = [project_of(db, project, viewer).id] if project else None
        rows, names = surveys.of_project(db, places, limit, before), project_names(db)
        known = people.by_ids(db, {row.person_id for row in rows})
        return [
            SurveyView(
                row.id,
                known[row.person_id].address,
                known[row.person_id].called,
                names[row.project_id],
                row.score,
                row.words,
                row.answered or row.asked,
                "refused" if row.state is SurveyState.REFUSED else row.state.value,
            )
            for row in rows
        ]

    return await container.store.read(reading)


async def show_trend(
    container: Container, viewer: Person | None = None, project: str | None = None
) -> Sequence[QuarterView]:
    """The net score of each quarter with answers, the oldest first. Refused: as above."""
    _check(viewer)

    def reading(db: Connection) -> list[QuarterView]:
        places = [project_of(db, project, viewer).id] if project else None
        quarters: dict[str, list[int]] = {}
        for at, score in surveys.scores(db, places):
            quarters.setdefault(f"{at.year}-Q{(at.month + 2) // 3}", []).append(score)
        return [
            QuarterView(quarter, len(scores), net_score(scores) or 0)
            for quarter, scores in quarters.items()
        ]

    return await container.store.read(reading)


def _check(viewer: Person | None) -> None:
    if viewer is not None and viewer.role is not Role.ADMIN:
        raise Refused("not-allowed")
