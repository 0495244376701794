"""Who has left, or is disabled, has no way in: neither by browser nor by token, link or mail."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.project import Person
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.domain.token import Purpose, sign
from mailbridge.services.discussions import confirm, read
from mailbridge.services.oversight import audit_list
from mailbridge.services.people import api_tokens, register, sign_in, ways_in
from mailbridge.services.people.leaving import leave_project
from mailbridge.services.refusal import Refused
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, Clock, open_container
from tests.services.post_office import PostOffice

IGOR, MARIA = "igor@agency.example", "Maria Lopez <maria@bloom.example>"


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path, clock=Clock())
    made = await PostOffice(container).open()
    for address, role in (
        ("anna@agency.example", "admin"),
        (IGOR, "member"),
        ("maria@bloom.example", "client"),
    ):
        await made.person(address, role)
    await made.bring(MARIA, "Offer", "What does the shop cost?")
    yield made
    await container.close()


async def admin(office: PostOffice) -> Person:
    return await register.find_person(office.container, "anna@agency.example")


async def signed_in(office: PostOffice, address: str, device: str = "") -> str:
    link = await sign_in.make_sign_in_link(office.container, address)
    opened = await sign_in.redeem_link(office.container, link.rpartition("/")[2], device)
    assert opened is not None
    return opened.token


@pytest.mark.parametrize("role", ["client", "observer"])
async def test_who_leaves_the_team_loses_everything_at_once(office: PostOffice, role: str) -> None:
    """Sessions, tokens and links that were made before; a return opens none of them."""
    container = office.container
    session, token = await signed_in(office, IGOR), await api_tokens.issue_token(container, IGOR)
    link = (await sign_in.make_sign_in_link(container, IGOR)).rpartition("/")[2]
    for again in (role, "member"):
        await register.add_person(container, IGOR, role=again)
        assert await sign_in.find_person_of_session(container, session) is None
        assert await api_tokens.find_bearer(container, token) is None
        assert await sign_in.redeem_link(container, link) is None


async def test_who_is_disabled_has_no_way_in(office: PostOffice) -> None:
    """Nor gets a letter; what they write waits for an admin."""
    container, by = office.container, await admin(office)
    session, token = await signed_in(office, IGOR), await api_tokens.issue_token(container, IGOR)
    assert (await ways_in.disable_person(container, IGOR, by)).disabled
    assert await sign_in.find_person_of_session(container, session) is None
    assert await api_tokens.find_bearer(container, token) is None
    with pytest.raises(Refused):
        await sign_in.make_sign_in_link(container, IGOR)
    before = len(await office.letters())
    await office.bring(MARIA, "Menu", "Could you make a menu?")
    told = {row["to"] for row in (await office.letters())[before:]}
    assert IGOR not in told
    held = await office.bring(f"Igor <{IGOR}>", "Re: Menu", "Yes.")
    assert ("hold", "unknown-author") == (held.disposition, held.reason)
    await ways_in.enable_person(container, IGOR, by)
    assert await signed_in(office, IGOR)
    assert await api_tokens.find_bearer(container, token) is None


async def test_reply_addresses_and_links_of_theirs_do_nothing(office: PostOffice) -> None:
    """A demoted member's letter has a client's power, a disabled one's waits; an unproven answer in
    their name is confirmed by no link.
    """
    container = office.container
    reply = next(
        letter_json.read(row["content"]).reply_to.address
        for row in await office.letters()
        if row["to"] == IGOR
    )
    unproven = await office.bring(f"Igor <{IGOR}>", "Re: Offer", "It costs 9.", In_Reply_To="<1@x>")
    assert isinstance(container.authenticator, Authenticator)
    container.authenticator.evidence = Evidence(spf=SpfResult("agency.example", "pass"))
    await register.add_person(container, IGOR, role="client")
    letter = await office.bring(f"Igor <{IGOR}>", "Re: Offer", "#note\nDone.", to=reply)
    page = await office.page(letter)
    assert [False] == [post.internal for post in page.posts if post.id == letter.post_id]
    expires = int(container.clock().timestamp()) + 3600
    link = sign(Purpose.CONFIRM, (unproven.post_id or 0, expires), container.keys[0])
    assert await confirm.show_linked(container, link) is None
    await ways_in.disable_person(container, IGOR)
    assert (
        "hold"
        == (await office.bring(f"Igor <{IGOR}>", "Re: Offer", "Hello?", to=reply)).disposition
    )


async def test_tokens_end_by_themselves_and_by_hand(office: PostOffice) -> None:
    """With scopes and days; listed without the secret, revoked by the beginning of their hash."""
    container, by = office.container, await admin(office)
    short = await api_tokens.issue_token(container, IGOR, ["tasks:write", "read"], days=1)
    long = await api_tokens.issue_token(container, IGOR)
    views = await ways_in.list_tokens(container, IGOR, by)
    assert {("read", "tasks:write"), ()} == {view.scopes for view in views}
    assert [] == [view for view in views if view.id in short or view.id in long]
    container.clock.forward(days=2)  # type: ignore[attr-defined]
    assert await api_tokens.find_bearer(container, short) is None
    lasting = next(view.id for view in views if view.expires is None)
    await ways_in.revoke_token(container, lasting, IGOR, by)
    assert await api_tokens.find_bearer(container, long) is None
    assert "revoked-token" == (await audit_list.list_audit(container))[0].did
    with pytest.raises(Refused, match="no scope"):
        await api_tokens.issue_token(container, IGOR, ["everything"])


async def test_nobody_has_tokens_without_end(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is sent again and again makes no more of them."""
    monkeypatch.setattr(api_tokens, "MOST_TOKENS", 2)
    container, session = office.container, await signed_in(office, IGOR)
    for _ in range(2):
        await api_tokens.issue_token(container, IGOR, session=session)
    with pytest.raises(Refused, match="2 tokens already"):
        await api_tokens.issue_token(container, IGOR, session=session)
    await api_tokens.issue_token(container, IGOR)  # the operator


async def test_a_member_sees_and_ends_their_own_alone(office: PostOffice) -> None:
    """An admin's are not theirs to list, nor to end."""
    container, igor = office.container, await register.find_person(office.container, IGOR)
    theirs = await signed_in(office, "anna@agency.example")
    own = await signed_in(office, IGOR, "Firefox")
    assert ["Firefox"] == [one.device for one in await ways_in.list_sessions(container, IGOR, igor)]
    with pytest.raises(Refused):
        await ways_in.list_sessions(container, None, igor)
    with pytest.raises(Refused):
        await ways_in.list_tokens(container, "anna@agency.example", igor)
    foreign = (await ways_in.list_sessions(container, "anna@agency.example"))[0].id
    with pytest.raises(Refused):
        await ways_in.end_session(container, foreign, IGOR, igor)
    assert await sign_in.find_person_of_session(container, theirs) is not None
    mine = (await ways_in.list_sessions(container, IGOR, igor))[0].id
    await ways_in.end_session(container, mine, IGOR, igor)
    assert await sign_in.find_person_of_session(container, own) is None


async def test_nobody_disables_themselves(office: PostOffice) -> None:
    """The last admin cannot lock everybody out by it."""
    with pytest.raises(Refused):
        await ways_in.disable_person(office.container, "anna@agency.example", await admin(office))


async def test_a_demoted_admin_keeps_a_members_rights_alone(office: PostOffice) -> None:
    """A token made as an admin does from the next request on what a member may; who signed in as
    an admin signs in anew.
    """
    container = office.container
    await register.add_person(container, "boss@agency.example", role="admin")
    session = await signed_in(office, "boss@agency.example")
    token = await api_tokens.issue_token(container, "boss@agency.example")
    await register.add_person(container, "boss@agency.example", role="member")
    assert await sign_in.find_person_of_session(container, session) is None
    session = await signed_in(office, "boss@agency.example")
    for person in (
        await sign_in.find_person_of_session(container, session),
        (await api_tokens.find_bearer(container, token)).person,  # type: ignore[union-attr]
    ):
        assert person is not None
        assert [] == await read.list_discussions(container, person)
        for forbidden in (
            audit_list.list_audit(container, person),
            ways_in.list_sessions(container, None, person),
        ):
            with pytest.raises(Refused):
                await forbidden


async def test_who_is_taken_out_of_a_project_has_no_way_to_it(office: PostOffice) -> None:
    """Neither by session nor by token, nor by links and reply addresses that were given before."""
    container = office.container
    reply = await office.reply_address(IGOR)
    unproven = await office.bring(f"Igor <{IGOR}>", "Re: Offer", "It costs 9.", In_Reply_To="<1@x>")
    session, token = await signed_in(office, IGOR), await api_tokens.issue_token(container, IGOR)
    await leave_project(container, IGOR, "Bloom", await admin(office))
    for person in (
        await sign_in.find_person_of_session(container, session),
        (await api_tokens.find_bearer(container, token)).person,  # type: ignore[union-attr]
    ):
        assert person is not None
        assert [] == await read.list_discussions(container, person)
        with pytest.raises(Refused):
            await read.show_discussion(container, unproven.discussion_id or 0, person)
    expires = int(container.clock().timestamp()) + 3600
    link = sign(Purpose.CONFIRM, (unproven.post_id or 0, expires), container.keys[0])
    assert await confirm.show_linked(container, link) is None
    held = await office.bring(f"Igor <{IGOR}>", "Re: Offer", "#note\nDone.", to=reply)
    assert ("hold", "unknown-author") == (held.disposition, held.reason)
    await register.join_project(container, IGOR, "Bloom")
    again = await office.bring(f"Igor <{IGOR}>", "Re: Offer", "#note\nBack.", to=reply)
    assert ("accept", unproven.project_id) == (again.disposition, again.project_id)
