"""Words that nobody proves stay with the team, until somebody of the team answers for them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.discussions import read, release, write
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA, BOB = "Anna Petrova <anna@agency.example>", "Bob Roe <bob@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna and Bob are the team, Maria and Tom take part in discussion 1, which Maria began with
    proof. From then on nobody's server proves anything.
    """
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Petrova"),
        ("bob@agency.example", "member", "Bob Roe"),
        ("maria@bloom.example", "client", "Maria Lopez"),
        ("tom@bloom.example", "client", "Tom Reed"),
    ):
        await made.person(address, role, name)
    prove(made, "bloom.example")
    await made.bring(MARIA, "Menu", "Please build a menu page.", Cc=TOM)
    prove(made, None)
    yield made
    await container.close()


def prove(office: PostOffice, domain: str | None) -> None:
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = (
        Evidence(spf=SpfResult(domain, "pass")) if domain else Evidence()
    )


async def forged(office: PostOffice, **fields: Any) -> int:
    """A letter in Maria's name that nothing proves; the post it became."""
    mail = await office.bring(MARIA, "Re: Menu", "Pay to my new account.", **fields)
    assert mail.post_id is not None
    return mail.post_id


async def told(office: PostOffice, post_id: int) -> set[str]:
    """Whom a letter about the post was written to."""
    return {row["to"] for row in await office.letters() if row["post_id"] == post_id}


async def answer(office: PostOffice, words: str, author: str = ANNA) -> None:
    """By the member's own reply address."""
    own = await office.reply_address(author.rpartition("<")[2].rstrip(">"))
    await office.bring(author, "Re: Menu", words, own, To=own)


async def test_unproven_words_go_to_the_team_with_a_warning(office: PostOffice) -> None:
    """The team's letter names whom they did not go to, by address, and how they do."""
    post_id = await forged(office)
    assert {"anna@agency.example", "bob@agency.example"} == await told(office, post_id)
    letter = letter_json.read((await office.letters())[-1]["content"])
    warning = next(line for line in letter.notices if "#pass" in line)
    assert "Tom Reed <tom@bloom.example>" in warning
    assert f"/posts/{post_id}/release" in warning
    shown = (await read.show_discussion(office.container, 1)).posts
    assert [True, False] == [post.released for post in shown]


async def test_an_answer_releases_nothing(office: PostOffice) -> None:
    """It reaches the clients, and neither its quote nor its footer has a word of what is kept."""
    post_id = await forged(office, Cc="Eve <eve@evil.example>")
    await answer(office, "Dear Maria, did you write this?")
    answered = [row for row in await office.letters() if row["letter"] == "client"][-1]
    letter = letter_json.read(answered["content"])
    assert post_id not in letter.earlier
    assert "account" not in str(answered["content"])
    assert {"anna@agency.example", "bob@agency.example"} == await told(office, post_id)
    people = (await read.show_discussion(office.container, 1)).participants
    assert "eve@evil.example" not in {one.person.addresses[0] for one in people if one.admitted}


@pytest.mark.parametrize("how", ["command", "alone", "service"])
async def test_a_member_releases_them_to_the_other_clients(office: PostOffice, how: str) -> None:
    """By #pass above an answer, by #pass alone, or by hand; the author and the team, who had it,
    get nothing more.
    """
    post_id = await forged(office)
    before = await told(office, post_id)
    if how == "service":
        anna = await register.find_person(office.container, "anna@agency.example")
        assert ("tom@bloom.example",) == (
            await release.preview_release(office.container, post_id, anna)
        ).to
        await release.release_post(office.container, post_id, anna)
    else:
        await answer(office, "#pass\n\nYes, this is hers." if how == "command" else "#pass")
    assert {"tom@bloom.example"} == await told(office, post_id) - before
    assert 3 == len([row for row in await office.letters() if row["post_id"] == post_id])
    assert "released" in {
        one.kind for one in (await read.show_discussion(office.container, 1)).events
    }


async def test_who_had_the_letter_is_not_told_twice(office: PostOffice) -> None:
    """Tom stood in Cc; once somebody vouches for the letter, that is believed."""
    post_id = await forged(office, Cc=TOM)
    await release.release_post(office.container, post_id)
    assert {"anna@agency.example", "bob@agency.example"} == await told(office, post_id)


async def test_words_are_released_once(office: PostOffice) -> None:
    """What was released, or never kept, cannot be released."""
    post_id = await forged(office)
    await release.release_post(office.container, post_id)
    for number in (post_id, 1):
        with pytest.raises(Refused, match="No unproven words wait here"):
            await release.release_post(office.container, number)
    before = len(await office.letters())
    await answer(office, "#pass")
    commands = [row for row in (await office.letters())[before:] if row["letter"] == "commands"]
    assert ["anna@agency.example"] == [row["to"] for row in commands]


async def test_the_post_that_is_answered_is_meant(office: PostOffice) -> None:
    """Of two that are kept #pass releases the one whose letter it answers, else the newest."""
    first, second = await forged(office), await forged(office)
    about = next(row for row in await office.letters() if row["post_id"] == first)
    own = await office.reply_address("anna@agency.example")
    ids = {"In_Reply_To": f"<{about['message_id']}>", "To": own}
    await office.bring(ANNA, "Re: Menu", "#pass", own, **ids)
    released = {
        one.id: one.released for one in (await read.show_discussion(office.container, 1)).posts
    }
    assert (True, False) == (released[first], released[second])
    await answer(office, "#pass")
    assert "tom@bloom.example" in await told(office, second)


async def test_released_words_are_quoted_like_any_other(office: PostOffice) -> None:
    """Somebody of the team answers for them."""
    post_id = await forged(office)
    await release.release_post(office.container, post_id)
    anna = await register.find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, 1, "We change the account.")
    letter = letter_json.read((await office.letters())[-1]["content"])
    assert (post_id,) == letter.earlier


async def test_nobody_outside_the_team_releases(office: PostOffice) -> None:
    """Neither a client nor a member of another project."""
    post_id = await forged(office)
    await office.person("cleo@agency.example", "member", "Cleo", project=None)
    for address in ("maria@bloom.example", "cleo@agency.example"):
        somebody = await register.find_person(office.container, address)
        with pytest.raises(Refused):
            await release.release_post(office.container, post_id, somebody)
    assert {"anna@agency.example", "bob@agency.example"} == await told(office, post_id)


async def test_an_observer_does_not_read_what_is_kept(office: PostOffice) -> None:
    """Nor its questions and files; once it is released, they do."""
    await office.person("olaf@bloom.example", "observer", "Olaf")
    olaf = await register.find_person(office.container, "olaf@bloom.example")
    mail = await office.bring(MARIA, "Re: Menu", "Can you pay to my new account?")
    page = await read.show_discussion(office.container, 1, olaf)
    assert 1 == len(page.posts)
    assert ["Please build a menu page."] == [one.text for one in page.questions]
    assert mail.post_id is not None
    await release.release_post(office.container, mail.post_id)
    assert 2 == len((await read.show_discussion(office.container, 1, olaf)).posts)


async def subjects(office: PostOffice, to: str) -> list[str]:
    return [
        letter_json.read(row["content"]).subject
        for row in await office.letters()
        if row["to"] == to
    ]


async def test_a_subject_that_nobody_proved_is_told_to_its_author_alone(office: PostOffice) -> None:
    """In a discussion of its own, answered to all, by whatever letter; released, it is like any."""
    forged_ = await office.bring(MARIA, "Pay to DE99", "As I said.", Cc=TOM)
    anna = await register.find_person(office.container, "anna@agency.example")
    number = forged_.discussion_id or 0
    await write.add_reply(office.container, anna, number, "What is that?", to_all=True)
    assert ["Re: mailbridge"] == await subjects(office, "tom@bloom.example")
    assert ["Re: Pay to DE99"] == await subjects(office, "maria@bloom.example")
    await release.release_post(office.container, forged_.post_id or 0)
    await write.add_reply(office.container, anna, number, "I see.", to_all=True)
    assert ["Re: mailbridge", "Re: Pay to DE99"] == await subjects(office, "tom@bloom.example")


async def test_a_changed_subject_that_nobody_proved_gives_way_to_the_first(
    office: PostOffice,
) -> None:
    """The discussion has one that Maria proved."""
    fields = {"In_Reply_To": "<1@mail.example>", "Cc": TOM}
    mail = await office.bring(MARIA, "Pay to DE99", "Yes, thanks!", **fields)
    assert 1 == mail.discussion_id
    await answer(office, "#all\nWhat is that?")
    assert ["Re: Menu"] == await subjects(office, "tom@bloom.example")
