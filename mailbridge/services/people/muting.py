"""The team hears that a client wants no more letters about a discussion."""

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.telling.letters.muted import MUTED, Muted
from mailbridge.store.outbox import occasions
from mailbridge.values import replace


def notify_of_mute(
    db: Connection,
    container: Container,
    discussion_id: int,
    client: Person,
    complained: bool = False,
) -> list[int]:
    """Tell the team in the discussion, or all members. Nothing of who belongs to the team."""
    occasion = occasions.of_discussion(db, discussion_id, client.id)
    if occasion is None or client.role.is_team:
        return []
    others, stand_in = occasions.members(db, occasion.project.id)
    team = {person.id: person for person in (*occasion.members, *others)}
    whole = replace(occasion, members=tuple(team.values()), stand_in=stand_in)
    whole = with_own_addresses(whole, container)
    day = container.clock().date()
    return owe(db, container, MUTED, Muted(whole, client, day, complained), about(whole))
