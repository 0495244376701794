"""Who follows what: levels of a project, discussions that are followed, and who is named."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.domain.project import Level
from mailbridge.store.directory import following
from mailbridge.store.discussions import discussions
from tests.container import open_container
from tests.services.agency import Agency


@pytest.fixture
async def agency(store_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    container = await open_container(store_url, tmp_path)
    yield await Agency(container).open()
    await container.close()


async def level(agency: Agency, person: int, wanted: Level) -> None:
    await agency.container.store.write(
        lambda db: following.set_level(db, agency.project, person, wanted)
    )


async def follow(agency: Agency, person: int, follows: bool) -> None:
    await agency.container.store.write(
        lambda db: following.follow(db, agency.discussion, person, follows)
    )


async def team_told(agency: Agency) -> list[str]:
    return sorted(name for letter, name in await agency.told() if letter == "team")


async def test_everything_is_the_default(agency: Agency) -> None:
    """Of what one takes part in."""
    await agency.posted(agency.maria, agency.anna, agency.igor)
    assert ["anna", "igor"] == await team_told(agency)


async def test_important_is_what_waits_for_the_team(agency: Agency) -> None:
    """Not what a colleague answers."""
    await level(agency, agency.igor, Level.IMPORTANT)
    await agency.posted(agency.maria, agency.anna, agency.igor)
    assert ["anna", "igor"] == await team_told(agency)
    await agency.posted(agency.anna)
    await agency.container.store.write(
        lambda db: discussions.change(db, agency.discussion, whose_move="client")
    )
    await agency.posted(agency.maria)
    assert ["anna", "anna", "igor"] == await team_told(agency)


async def test_off_is_silent_but_for_what_is_theirs(agency: Agency) -> None:
    """A task of theirs in the discussion makes it so."""
    await level(agency, agency.igor, Level.OFF)
    await agency.posted(agency.maria, agency.anna, agency.igor)
    assert ["anna"] == await team_told(agency)
    await agency.task(assignee=agency.igor)
    await agency.posted(agency.maria)
    assert ["anna", "anna", "igor"] == await team_told(agency)


async def test_a_client_is_heard_whatever_the_levels(agency: Agency) -> None:
    """Where nobody of the team wants to hear, all are told."""
    await level(agency, agency.anna, Level.OFF)
    await level(agency, agency.igor, Level.OFF)
    await agency.posted(agency.maria, agency.anna, agency.igor)
    assert ["anna", "igor"] == await team_told(agency)


async def test_a_discussion_is_followed_by_who_takes_no_part(agency: Agency) -> None:
    """And no more once they follow it no more; whoever wrote in it, too."""
    await level(agency, agency.igor, Level.OFF)
    await follow(agency, agency.igor, follows=True)
    await agency.posted(agency.maria, agency.anna)
    assert ["anna", "igor"] == await team_told(agency)
    await follow(agency, agency.igor, follows=False)
    await agency.posted(agency.maria)
    assert ["anna", "anna", "igor"] == await team_told(agency)


@pytest.mark.parametrize("words", ["@igor look", "Look, @Igor.", "see (@igor.agency@x) @IGOR!"])
async def test_who_is_named_hears_at_once(agency: Agency, words: str) -> None:
    """Whatever the level, by whatever name, and without waiting for others."""
    agency.container.delays = type(agency.container.delays)(timedelta(minutes=5))
    await level(agency, agency.igor, Level.OFF)
    await agency.posted(agency.anna, agency.maria, agency.olga, words=words, internal=True)
    waiting = {one.to.partition("@")[0]: one.state for one in await agency.outbox()}
    assert {"igor": "queued", "olga": "held"} == waiting


async def test_words_that_nobody_proves_name_nobody(agency: Agency) -> None:
    """Their author shall not choose who hears of them."""
    await agency.posted(
        agency.maria, agency.anna, words="@olga hello", verified="unverified", released=False
    )
    assert "olga" not in await team_told(agency)
