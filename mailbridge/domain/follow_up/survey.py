"""One question, asked now and then: how likely somebody is to recommend us, from 0 to 10."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from mailbridge.values import dataclass

LOWEST, HIGHEST = 0, 10
APART = timedelta(days=90)  # between two of one person, at least
REMINDED_AFTER = timedelta(days=4)  # once
CALL_WITHIN = timedelta(hours=48)


class SurveyState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"  # never again


class Group(StrEnum):
    DETRACTOR = "detractor"
    PASSIVE = "passive"
    PROMOTER = "promoter"


@dataclass(frozen=True, slots=True)
class Survey:
    """One person asked once."""

    id: int
    project_id: int
    person_id: int
    asked: datetime
    state: SurveyState = SurveyState.ASKED
    score: int | None = None
    words: str = ""
    answered: datetime | None = None


def group_of(score: int) -> Group:
    """After Reichheld: 9 and 10 promote, 7 and 8 are passive."""
    if score >= 9:
        return Group.PROMOTER
    return Group.PASSIVE if score >= 7 else Group.DETRACTOR


def net_score(scores: Iterable[int]) -> int | None:
    """The share of promoters less that of detractors, in per cent; None without any."""
    groups = [group_of(score) for score in scores]
    if not groups:
        return None
    return round(100 * (groups.count(Group.PROMOTER) - groups.count(Group.DETRACTOR)) / len(groups))
