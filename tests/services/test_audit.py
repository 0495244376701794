"""Who did what is written in the transaction that does it, and read by admins."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.domain.project import Person
from mailbridge.services import projects
from mailbridge.services.aliases import register as aliases
from mailbridge.services.audit import changes
from mailbridge.services.discussions import rearrange, release, share, write
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.oversight import audit_list
from mailbridge.services.people import (
    addresses,
    author_policy,
    leaving,
    merging,
    register,
    unconfirmed_contacts,
)
from mailbridge.services.refusal import Refused
from mailbridge.services.transfer.export import export_discussion, export_project
from tests.container import open_container
from tests.services.post_office import PostOffice

ANNA, MARIA = "anna@agency.example", "Maria Lopez <maria@bloom.example>"


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria wrote twice; her words are unproven."""
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person(ANNA, "admin", "Anna")
    await made.person("maria@bloom.example", "client")
    await made.person("tom@bloom.example", "client")
    for subject in ("Offer", "Menu"):
        await made.bring(MARIA, subject, "What does the shop cost?")
    yield made
    await container.close()


async def anna(office: PostOffice) -> Person:
    return await register.find_person(office.container, ANNA)


async def newest(office: PostOffice, count: int = 1) -> list[tuple[str, str, str, str]]:
    """The newest entries, the oldest of them first."""
    views = await audit_list.list_audit(office.container, limit=count)
    return [(one.who, one.did, one.what, one.detail) for one in reversed(views)]


async def test_what_is_done_to_discussions_is_told(office: PostOffice) -> None:
    """Released, shared, hidden, split, merged, moved and taken back."""
    container, by = office.container, await anna(office)
    await projects.add_project(container, "Rival", actor=by)
    await release.release_post(container, 1, by)
    note = await write.add_reply(container, by, 1, "Dear.", internal=True)
    assert note is not None
    await share.change_what_clients_see(container, Kind.POST, 3, False, by)
    await share.change_what_clients_see(container, Kind.POST, 3, True, by)
    split = await rearrange.split_discussion(container, by, [3], "Apart")
    await rearrange.undo_rearrangement(container, by, split)
    await rearrange.merge_discussions(container, by, 2, 1)
    await rearrange.move_to_project(container, by, 1, "Rival")
    assert [
        (ANNA, "added", "project Rival", ""),
        (ANNA, "released", "post 1", ""),
        (ANNA, "shared", "post 3", ""),
        (ANNA, "hid", "post 3", ""),
        (ANNA, "split", "discussion 1", f"into discussion {split}"),
        (ANNA, "took-back", f"discussion {split}", ""),
        (ANNA, "merged", "discussion 2", "into discussion 1"),
        (ANNA, "moved", "discussion 1", "project Rival"),
    ] == await newest(office, 8)


async def test_what_is_done_to_people_is_told(office: PostOffice) -> None:
    """Added, changed, let in, joined, taken out, merged, and given addresses; names of people are
    looked up when they are shown.
    """
    container, by = office.container, await anna(office)
    await register.add_person(container, "igor@agency.example", "Igor", "client", actor=by)
    await register.add_person(container, "igor@agency.example", "", "member", "de", actor=by)
    await register.join_project(container, "igor@agency.example", "Bloom", by)
    await leaving.leave_project(container, "igor@agency.example", "Bloom", by)
    await addresses.add_address(container, "igor@agency.example", "i@agency.example", by)
    await addresses.remove_address(container, "igor@agency.example", "i@agency.example", by)
    await office.bring("Rita <rita@else.example>", "Hello", "May I?")
    await unconfirmed_contacts.confirm_contact(container, "rita@else.example", by)
    await merging.merge_people(container, "rita@else.example", "igor@agency.example", by)
    igor = "person igor@agency.example"
    assert [
        (ANNA, "added", igor, "as client"),
        (ANNA, "changed", igor, "role: client -> member, language: en -> de"),
        (ANNA, "joined", igor, "project Bloom"),
        (ANNA, "changed", "author igor@agency.example", "policy hold in Bloom"),
        (ANNA, "left", igor, "project Bloom"),
        (ANNA, "changed", igor, "another address: i@agency.example"),
        (ANNA, "changed", igor, "address taken away: i@agency.example"),
        (ANNA, "let-in", igor, "as client"),
        (ANNA, "merged", igor, "person 5 into this one"),
    ] == await newest(office, 9)


async def test_what_is_set_is_told(office: PostOffice) -> None:
    """Policies, settings, addresses, aliases; the operator is nobody's person."""
    container, by = office.container, await anna(office)
    await author_policy.set_policy(container, "spam.example", "block", "Bloom", by)
    await projects.change_project(container, "Bloom", {"unknown_authors": "hold"}, by)
    await projects.rotate_address(container, "Bloom", timedelta(days=5), by)
    await aliases.add_alias(container, "info@bloom.example", "Bloom", by)
    await aliases.remove_alias(container, "info@bloom.example")
    assert [
        (ANNA, "changed", "author spam.example", "policy block in Bloom"),
        (ANNA, "changed", "project Bloom", "unknown_authors: accept -> hold"),
        (ANNA, "changed", "project Bloom", "a new address; the old one works until 2026-11-28"),
        (ANNA, "added", "alias info@bloom.example", "project Bloom"),
        ("operator", "removed", "alias info@bloom.example", ""),
    ] == await newest(office, 5)


async def test_what_is_done_to_mail_is_told(office: PostOffice) -> None:
    """Let in, dropped, read as it came, and exported."""
    container, by = office.container, await anna(office)
    await projects.change_project(container, "Bloom", {"unknown_authors": "hold"}, by)
    held = [await office.bring(f"x{one}@else.example", "Buy", "Rye.") for one in (1, 2)]
    await quarantine.accept_held(container, held[0].id, actor=by)
    await quarantine.discard_held(container, held[1].id, actor=by)
    await browse.open_raw(container, held[1].id, by)
    post = await office.bring("maria@bloom.example", "Offer", "What does it cost?")
    await export_discussion(container, post.discussion_id or 0, by)
    await export_project(container, "Bloom", lambda done, total: None)
    assert [
        (ANNA, "let-in", f"message {held[0].id}", ""),
        (ANNA, "dropped", f"message {held[1].id}", ""),
        (ANNA, "read-raw", f"message {held[1].id}", ""),
        (ANNA, "exported", f"discussion {post.discussion_id}", ""),
        ("operator", "exported", "project Bloom", ""),
    ] == await newest(office, 5)


async def test_what_is_refused_is_not_written(office: PostOffice) -> None:
    """The entry is part of the deed."""
    before = await newest(office)
    with pytest.raises(Refused):
        await rearrange.merge_discussions(office.container, await anna(office), 1, 1)
    assert before == await newest(office)


async def test_only_admins_read_it(office: PostOffice) -> None:
    """A member is refused, page by page it goes back to the first entry."""
    member = await office.person("igor@agency.example", "member")
    with pytest.raises(Refused, match="may not"):
        await audit_list.list_audit(office.container, member)
    whole = await audit_list.list_audit(office.container, limit=None)
    rest = await audit_list.list_audit(office.container, limit=2, before_id=whole[1].id)
    assert whole[2:4] == rest
    assert len(whole) - 4 == await audit_list.count_older(office.container, rest[-1].id)


def test_what_is_not_set_is_a_dash() -> None:
    """And what is on or off reads as the settings write it."""
    before = {"retention_days": None, "country": "", "internal": False}
    told = changes(before, {"retention_days": 30, "country": "DE", "internal": True})
    assert "retention_days: - -> 30, country: - -> DE, internal: no -> yes" == told
