"""Who may see what, and who may change it: each role, in a project of theirs and in another."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from mailbridge.domain.project import Person, Role
from mailbridge.services import access
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people, projects
from mailbridge.store.engine import schema
from tests.container import open_container
from tests.services.agency import Agency

ROLES = [Role.ADMIN, Role.MEMBER, Role.OBSERVER, Role.CLIENT, Role.CLIENT_PLUS]
SEE = {Role.ADMIN, Role.MEMBER, Role.OBSERVER, None}  # None is the operator
TEAM = {Role.ADMIN, Role.MEMBER, None}
ANYWHERE = {Role.ADMIN, None}


@pytest.fixture
async def agency(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    container = await open_container(sqlite_url, tmp_path)
    yield await Agency(container).open()
    await container.close()


async def somebody(agency: Agency, role: Role | None, joined: bool = True) -> Person | None:
    """A person of that role, of the project or of none."""
    if role is None:
        return None

    def work(db: Connection) -> Person | None:
        now = agency.container.clock()
        made = people.add(db, "somebody@else.test", "Somebody", role, "en", now)
        if joined:
            people.join(db, agency.project, [made])
        return people.by_id(db, made)

    return await agency.container.store.write(work)


async def asked(agency: Agency, ask: Callable[[Connection], Any]) -> Any:
    """What it returns, or the reason of its refusal."""
    try:
        return await agency.container.store.read(ask)
    except Refused as refusal:
        return refusal.code


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("joined", [True, False])
async def test_what_each_role_sees_and_may_do(
    agency: Agency, role: Role | None, joined: bool
) -> None:
    """Clients nothing, by this way; observers look; members are of the team where they belong;
    admins and the operator everywhere.
    """
    viewer = await somebody(agency, role, joined)
    inside = role in ANYWHERE or (joined and role in SEE)
    acts = role in TEAM and inside
    here, name = agency.discussion, "Bloom site"

    def work(db: Connection) -> list[Any]:
        return [
            access.may_see(db, viewer, agency.project),
            access.may_act(db, viewer, agency.project),
        ]

    assert [inside, acts] == await asked(agency, work)
    assert (role in TEAM) == access.reads_inside(viewer)
    found = await asked(agency, lambda db: access.project_of(db, name, viewer))
    assert (agency.project if inside else "no-such-project") == getattr(found, "id", found)
    found = await asked(agency, lambda db: access.discussion_of(db, here, viewer))
    assert (here if inside else "no-such-discussion") == getattr(found, "id", found)
    found = await asked(agency, lambda db: access.discussion_to_act_on(db, here, viewer))
    refusal = "not-allowed" if inside else "no-such-discussion"
    assert (here if acts else refusal) == getattr(found, "id", found)


@pytest.mark.parametrize("role", [*ROLES, None])
async def test_an_internal_discussion_is_the_teams(agency: Agency, role: Role | None) -> None:
    """It does not exist for others, whether they look or act."""
    viewer, table = await somebody(agency, role), schema.discussions
    await agency.container.store.write(lambda db: db.execute(update(table).values(internal=True)))
    for ask in (access.discussion_of, access.discussion_to_act_on):
        found = await asked(agency, lambda db, ask=ask: ask(db, agency.discussion, viewer))
        expected = agency.discussion if role in TEAM else "no-such-discussion"
        assert expected == getattr(found, "id", found)


async def test_the_projects_that_are_seen(agency: Agency) -> None:
    """None means all; a member sees their own and no other."""

    def work(db: Connection) -> list[frozenset[int] | None]:
        other = projects.add(db, "Rival", "en", "bcdefghjkmnpqrstu", agency.container.clock())
        assert other != agency.project
        viewers = [people.by_id(db, one) for one in (agency.anna, agency.olga, agency.maria)]
        return [access.visible_projects(db, one) for one in (*viewers, None)]

    seen = await agency.container.store.write(work)
    assert [frozenset({agency.project}), None, frozenset(), None] == seen


async def test_nothing_is_seen_where_nothing_is(agency: Agency) -> None:
    """No such project, whose name the refusal repeats; no such discussion; mail of no project is
    the admins'.
    """
    anna = await agency.container.store.read(lambda db: people.by_id(db, agency.anna))
    with pytest.raises(Refused, match="“Nothing”"):
        await agency.container.store.read(lambda db: access.project_of(db, "Nothing"))
    assert "no-such-discussion" == await asked(agency, lambda db: access.discussion_of(db, 99))

    def of_no_project(db: Connection) -> list[bool]:
        return [access.may_see(db, one, None) for one in (anna, None)]

    assert [False, True] == await asked(agency, of_no_project)
