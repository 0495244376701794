"""Small occasions for tests of letters: Maria and Tom are clients, Anna and Igor are the team."""

from dataclasses import replace

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.samples.people import (
    ANNA,
    BOSS,
    DISCUSSION,
    IGOR,
    MARIA,
    NOW,
    PROJECT,
    TOM,
    asked,
    earlier,
    letterhead,
    occasion,
    post,
)

__all__ = [
    "ANNA", "BOSS", "DISCUSSION", "HEAD", "IGOR", "MARIA", "NOW", "PROJECT", "TOM",
    "asked", "earlier", "heard_by", "occasion", "post",
]  # fmt: skip
HEAD = letterhead(catalogues(), key=b"a key that only tests know")


def heard_by(what: Occasion, *people: Person, reason: AudienceReason | None = None) -> Occasion:
    """The same, meant for these clients alone."""
    clients = {one.person.id for one in what.participants if not one.person.role.is_team}
    heard = frozenset(person.id for person in people)
    left = frozenset(clients - heard)
    return replace(what, audience=Audience(heard, left, reason or AudienceReason.ANSWERED))
