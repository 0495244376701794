"""Two people who are one, and taking it back."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from mailbridge.domain.project import Person
from mailbridge.services import projects, tasks
from mailbridge.services.container import Container
from mailbridge.services.discussions import write
from mailbridge.services.people import addresses, api_tokens, follow, merging, register
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import following, people_merge
from mailbridge.store.engine.schema import metadata
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
PRIVATE = "Maria Lopez <maria.lopez@mail.example>"
STAYS = {
    "person_merges.away_id",
    "person_merges.into_id",
    "people.merged_into",
    "address_claims.person_id",
    *(
        "follow_levels.person_id",
        "following.person_id",
        "looks.person_id",
        "draft_files.person_id",
        "drafts.person_id",
        "presence.person_id",
        "saved_views.person_id",
        "updates_done.person_id",
    ),  # a member's own choices
}


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


@pytest.fixture
async def anna(office: PostOffice) -> Person:
    return await office.person("anna@agency.example", "member", "Anna Petrova")


async def everything(container: Container) -> dict[str, Any]:
    """All rows of all tables, but for the notes of merges themselves, and for what is counted of
    mail, which is written down now and then.
    """

    def work(db: Connection) -> dict[str, Any]:
        aside = {"person_merges", "tallies", "audit_log"}
        tables = [table for table in metadata.sorted_tables if table.name not in aside]
        return {
            table.name: sorted(repr(tuple(row)) for row in db.execute(select(table)))
            for table in tables
        }

    return await container.store.read(work)


def test_every_place_that_names_a_person_is_thought_of() -> None:
    """A new table that refers to people must say whether its rows go over when two people are
    one.
    """
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "people"
    }
    thought_of = (
        {str(column) for column in people_merge.GO_OVER}
        | {f"{table.name}.person_id" for table in people_merge.END}
        | STAYS
    )
    assert set() == named - thought_of - {
        "person_addresses.person_id",
        "memberships.person_id",
        "participants.person_id",
    }


async def test_posts_tasks_questions_and_places_go_over(office: PostOffice, anna: Person) -> None:
    """The contact that mail made of Maria's other address becomes Maria, with all that was hers."""
    mail = await office.bring(PRIVATE, "Menu", "Please build a menu page. Can you?")
    assert mail.post_id is not None
    merged = await merging.merge_people(
        office.container, "maria.lopez@mail.example", "maria@bloom.example"
    )
    page = await office.page(mail)
    assert ("maria@bloom.example", "maria.lopez@mail.example") == merged.addresses
    assert [("maria@bloom.example", ("maria@bloom.example",))] == [
        (page.posts[0].author, page.discussion.participants)
    ]
    assert {"maria@bloom.example"} == {question.asked_by for question in page.questions}
    assert 2 == len(await register.list_people(office.container))


async def test_undo_restores_exactly(office: PostOffice, anna: Person) -> None:
    """Every row of every table is as it was: discussions of one, of both, flags, tasks,
    memberships, addresses, names.
    """
    await projects.add_project(office.container, "Other")
    other = await office.person("maria.lopez@mail.example", "client+", "", project="Other")
    await addresses.add_address(office.container, "maria.lopez@mail.example", "mlopez@old.example")
    await office.bring(MARIA, "Menu", "Please build a menu page.", Cc="maria.lopez@mail.example")
    own = await office.bring(PRIVATE, "Logo", "Please make it bigger. Can you?")
    assert own.post_id is not None
    made = await tasks.make_task(office.container, anna, own.post_id)
    await tasks.change_task(office.container, anna, made.id, assignee="maria.lopez@mail.example")
    assert own.discussion_id is not None
    await write.mute_discussion(office.container, other.id, own.discussion_id)
    before = await everything(office.container)
    await merging.merge_people(office.container, "maria.lopez@mail.example", "maria@bloom.example")
    assert before != await everything(office.container)
    assert (
        "maria.lopez@mail.example"
        in (await merging.undo_merge(office.container, "maria@bloom.example")).addresses
    )
    assert before == await everything(office.container)


async def test_what_was_given_away_meanwhile_stays(office: PostOffice, anna: Person) -> None:
    """A task that was assigned to somebody else after the merge is not taken from them."""
    await office.person("maria.lopez@mail.example", "client+", "Maria", project="Bloom")
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.")
    assert mail.post_id is not None
    task = await tasks.make_task(office.container, anna, mail.post_id)
    await tasks.change_task(office.container, anna, task.id, assignee="maria.lopez@mail.example")
    await merging.merge_people(office.container, "maria.lopez@mail.example", "maria@bloom.example")
    await tasks.change_task(office.container, anna, task.id, assignee="anna@agency.example")
    await merging.undo_merge(office.container, "maria@bloom.example")
    assert "anna@agency.example" == (await tasks.show_task(office.container, task.id)).assignee


async def test_merges_are_taken_back_one_by_one_newest_first(
    office: PostOffice, anna: Person
) -> None:
    """And then there is nothing left."""
    for address in ("one@x.example", "two@x.example"):
        await office.person(address)
        await merging.merge_people(office.container, address, "maria@bloom.example")
    undone = [
        (await merging.undo_merge(office.container, "maria@bloom.example")).addresses
        for _ in range(2)
    ]
    assert [("two@x.example",), ("one@x.example",)] == undone
    with pytest.raises(Refused, match="nothing to take back"):
        await merging.undo_merge(office.container, "maria@bloom.example")


async def test_an_answer_to_a_letter_of_the_one_who_went_is_the_others(
    office: PostOffice, anna: Person
) -> None:
    """The reply address that was given before still proves who writes."""
    mail = await office.bring(PRIVATE, "Menu", "Please build a menu page.")
    assert mail.discussion_id is not None
    await write.add_reply(office.container, anna, mail.discussion_id, "Yes, gladly.")
    reply_to = await office.reply_address("maria.lopez@mail.example")
    await merging.merge_people(office.container, "maria.lopez@mail.example", "maria@bloom.example")
    answer = await office.bring(MARIA, "Re: Menu", "Thank you, when?", reply_to, To=reply_to)
    page = await office.page(answer)
    assert (mail.discussion_id, "maria@bloom.example", "verified") == (
        answer.discussion_id,
        page.posts[-1].author,
        page.posts[-1].verified,
    )


async def test_a_link_of_the_one_who_went_mutes_the_other(office: PostOffice) -> None:
    """At the foot of a letter written before the merge."""
    mail = await office.bring(PRIVATE, "Menu", "Please build a menu page.")
    gone = await register.find_person(office.container, "maria.lopez@mail.example")
    await merging.merge_people(office.container, "maria.lopez@mail.example", "maria@bloom.example")
    assert mail.discussion_id is not None
    await write.mute_discussion(office.container, gone.id, mail.discussion_id)
    assert [True] == [one.muted for one in (await office.page(mail)).participants]


async def test_nobody_is_merged_with_himself(office: PostOffice) -> None:
    """Nor with an address nobody has."""
    for away in ("maria@bloom.example", "nobody@x.example"):
        with pytest.raises(Refused):
            await merging.merge_people(office.container, away, "MARIA@bloom.example")


async def test_the_ways_in_of_who_went_are_closed(office: PostOffice, anna: Person) -> None:
    """A token that was given to a client does not become an admin's by a merge."""
    await office.person("boss@agency.example", "admin")
    token = await api_tokens.issue_token(office.container, "maria@bloom.example")
    await merging.merge_people(office.container, "maria@bloom.example", "boss@agency.example")
    assert await api_tokens.find_bearer(office.container, token) is None


async def test_what_one_chose_to_hear_holds_for_the_other(office: PostOffice, anna: Person) -> None:
    """Where that one has chosen nothing."""
    mail = await office.bring(MARIA, "Menu", "May we see it?")
    old = await office.person("anna.petrova@mail.example", "member", "Anna Petrova")
    await follow.choose_level(office.container, old.address, "important", "Bloom")
    await follow.follow_discussion(office.container, old, mail.discussion_id or 0, follows=True)
    await merging.merge_people(office.container, old.address, anna.address)
    (level,) = await follow.show_levels(office.container, anna.address)
    assert "important" == level.level
    assert await office.container.store.read(
        lambda db: following.follows(db, mail.discussion_id or 0, anna.id)
    )
