"""A member writes from his own mail program, with the project's address somewhere in To, Cc or
Bcc.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.discussions import write
from mailbridge.services.people import addresses
from mailbridge.services.people.register import find_person
from mailbridge.services.views.models import DiscussionPage
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

ANNA, IGOR = "Anna Petrova <anna@agency.example>", "Igor <igor@agency.example>"
MARIA, TOM, NINA = (
    "Maria Lopez <maria@bloom.example>",
    "Tom Reed <tom@bloom.example>",
    "Nina <nina@rye.example>",
)
ALIAS = "bloom@agency.example"
SIGNED = Authenticator(
    Evidence(dkim=(DkimResult("agency.example", "s", "pass", "", frozenset({"from"})),))
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna's and Igor's server signs what they write; Maria is a client, Nina one of another
    container.
    """
    container = await open_container(store_url, tmp_path, authenticator=SIGNED)
    made = await PostOffice(container).open()
    await register.add_alias(container, ALIAS, "Bloom")
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("igor@agency.example", "member", "Igor")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def written_to(office: PostOffice) -> list[str]:
    return sorted(row["to"] for row in await office.letters())


def inside(page: DiscussionPage) -> bool:
    return page.posts[-1].internal


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        ("project", {"To": MARIA, "Cc": "project"}),
        ("project", {"To": f"{MARIA}, project"}),
        ("project", {"To": MARIA}),  # in Bcc
        (ALIAS, {"To": MARIA, "Cc": ALIAS}),
        (ALIAS, {"To": f"{ALIAS}, {MARIA}"}),
        (ALIAS, {"To": MARIA}),
        ("bloom+task@agency.example", {"To": MARIA, "Cc": "bloom+task@agency.example"}),
    ],
)
async def test_a_members_letter_to_a_client_becomes_their_discussion(
    office: PostOffice, to: str, fields: dict[str, str]
) -> None:
    """By whatever address and field; Maria has it already, and no address of ours takes part (case
    87).
    """
    fields = {name: value.replace("project", office.address) for name, value in fields.items()}
    page = await office.page(
        await office.bring(
            ANNA, "New menu", "We start on Monday.", to.replace("project", office.address), **fields
        )
    )
    assert {"anna@agency.example", "maria@bloom.example"} == set(page.discussion.participants)
    move = "team" if "+task" in to else "nobody"  # a statement asks for nothing
    assert (False, move) == (inside(page), page.discussion.whose_move)
    assert "maria@bloom.example" not in await written_to(office)


async def test_the_client_answers_to_all_and_nobody_reads_it_twice(office: PostOffice) -> None:
    """Anna is in To, the alias in Cc: it joins Anna's letter, and no letter of ours goes to Anna
    (case 89).
    """
    first = await office.bring(ANNA, "New menu", "We start on Monday.", ALIAS, To=MARIA, Cc=ALIAS)
    before = await written_to(office)
    answer = await office.bring(
        MARIA, "Re: New menu", "Fine.", ALIAS, To=ANNA, Cc=ALIAS, In_Reply_To="<1@mail.example>"
    )
    assert first.discussion_id == answer.discussion_id
    assert before == await written_to(office)


async def test_a_members_answer_from_his_own_inbox_joins_the_discussion(office: PostOffice) -> None:
    """The chain is kept by the ids (case 50); it is for those it names: a client who is in neither
    To nor Cc of it hears nothing.
    """
    await office.bring(MARIA, "New menu", "Please build a menu page.", Cc=TOM)
    mail = await office.bring(
        ANNA, "Re: New menu", "We do.", ALIAS, To=MARIA, Cc=ALIAS, In_Reply_To="<1@mail.example>"
    )
    page = await office.page(mail)
    assert (2, False) == (page.discussion.posts, inside(page))
    assert [] == [to for to in await written_to(office) if to.endswith("bloom.example")]


async def test_an_unknown_client_is_known_in_the_project_from_then_on(office: PostOffice) -> None:
    """Whom a member writes to may answer by any way, however strict the project is."""
    await projects.change_project(office.container, "Bloom", {"unknown_authors": "hold"})
    first = await office.bring(ANNA, "Offer", "Here is our offer.", ALIAS, To=NINA, Cc=ALIAS)
    answer = await office.bring(
        NINA,
        "Re: Offer",
        "Thank you, and when?",
        ALIAS,
        To=ANNA,
        Cc=ALIAS,
        In_Reply_To="<1@mail.example>",
    )
    assert ("filed", first.discussion_id) == (answer.reason, answer.discussion_id)


@pytest.mark.parametrize(
    "fields",
    [{"To": "project"}, {"To": ALIAS}, {"To": f"{ALIAS}, project"}, {"To": IGOR, "Cc": ALIAS}],
)
async def test_a_letter_to_the_team_alone_is_internal(
    office: PostOffice, fields: dict[str, str]
) -> None:
    """The project's address alone, or with a colleague: no client takes part or hears of it; Igor
    does, once.
    """
    fields = {name: value.replace("project", office.address) for name, value in fields.items()}
    page = await office.page(
        await office.bring(ANNA, "Call with Bloom", "They want it by Friday.", **fields)
    )
    assert inside(page)
    assert [] == [to for to in await written_to(office) if to.endswith("bloom.example")]
    assert (0 if "To" in fields and "Cc" in fields else 1) == (await written_to(office)).count(
        "igor@agency.example"
    )


async def test_a_summary_reaches_the_client_by_one_word(office: PostOffice) -> None:
    """#client above a letter to the project's address alone: the project's client gets it."""
    page = await office.page(
        await office.bring(ANNA, "Our call", "#client\n\nWe agreed on Friday.")
    )
    assert (False, {"anna@agency.example", "maria@bloom.example"}) == (
        inside(page),
        set(page.discussion.participants),
    )
    assert 1 == (await written_to(office)).count("maria@bloom.example")
    assert "We agreed on Friday." == page.posts[0].reply.strip()


@pytest.mark.parametrize(
    "who", ["tom@", "Tom", "tom@bloom.example", "tom@bloom.example, igor@agency.example"]
)
async def test_a_summary_reaches_whom_the_member_names(office: PostOffice, who: str) -> None:
    """By local-part, name or address; Maria, whom he did not name, gets nothing."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    page = await office.page(
        await office.bring(ANNA, "Our call", f"#client {who}\n\nWe agreed on Friday.")
    )
    assert not inside(page)
    assert ["tom@bloom.example"] == [
        to for to in await written_to(office) if to.endswith("bloom.example")
    ]


async def test_a_summary_may_go_to_an_address_nobody_knows(office: PostOffice) -> None:
    """It becomes a contact of the project; in Russian the word is another."""
    page = await office.page(
        await office.bring(ANNA, "Our call", "#клиенту nina@rye.example\n\nWe agreed on Friday.")
    )
    assert ["nina@rye.example"] == [
        to for to in await written_to(office) if to.endswith("rye.example")
    ]
    assert [True] == [
        one.person.staged
        for one in page.participants
        if one.person.addresses == ("nina@rye.example",)
    ]


@pytest.mark.parametrize("who", ["", "Nobody", "bloom@agency.example"])
async def test_what_is_not_clear_stays_inside_and_is_told(office: PostOffice, who: str) -> None:
    """Clients of two companies and none named, an unknown name, an alias of ours: nobody outside
    gets it, Anna is told why.
    """
    await office.person("nina@rye.example", "client", "Nina")
    page = await office.page(
        await office.bring(ANNA, "Our call", f"#client {who}\n\nWe agreed on Friday.")
    )
    assert inside(page)
    letters = [(row["letter"], row["to"]) for row in await office.letters()]
    assert ("commands", "anna@agency.example") in letters
    assert [] == [to for _, to in letters if not to.endswith("agency.example")]


async def test_an_internal_discussion_is_never_opened_to_a_client(office: PostOffice) -> None:
    """#client in it is answered with how to do it."""
    await office.bring(ANNA, "Call with Bloom", "They never pay.")
    mail = await office.bring(
        IGOR,
        "Re: Call with Bloom",
        "#client maria@\n\nHello Maria.",
        In_Reply_To="<1@mail.example>",
    )
    page = await office.page(mail)
    assert (2, True) == (page.discussion.posts, inside(page))
    assert "maria@bloom.example" not in [*page.discussion.participants, *await written_to(office)]


async def test_a_project_that_keeps_answers_inside_shows_what_the_client_had_anyway(
    office: PostOffice,
) -> None:
    """team_replies = internal is for answers to our letters; a letter written to the client was no
    note.
    """
    await projects.change_project(office.container, "Bloom", {"team_replies": "internal"})
    assert not inside(
        await office.page(await office.bring(ANNA, "Menu", "We start.", ALIAS, To=MARIA, Cc=ALIAS))
    )
    assert inside(
        await office.page(
            await office.bring(ANNA, "Menu", "#note\nShe pays late.", ALIAS, To=IGOR, Cc=ALIAS)
        )
    )


async def test_a_forged_members_letter_lets_nobody_in(office: PostOffice) -> None:
    """Without proof whom he put in Cc waits (case 86), and hears nothing."""
    office.container.authenticator = Authenticator()
    mail = await office.bring(
        ANNA, "Menu", "Pay here.", ALIAS, To=f"{MARIA}, evil@evil.example", Cc=ALIAS
    )
    page = await office.page(mail)
    assert {"anna@agency.example"} == set(page.discussion.participants)
    anna = await find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, page.discussion.id, "That was not me.")
    assert [] == [to for to in await written_to(office) if not to.endswith("agency.example")]


async def test_who_was_in_bcc_stands_in_no_letter(office: PostOffice) -> None:
    """He answers with the ids of the letter: he waits, and neither Maria's letters nor its header
    name him (case 88).
    """
    await office.bring(ANNA, "Menu", "We start.", ALIAS, To=MARIA, Cc=ALIAS)
    mail = await office.bring(
        TOM, "Re: Menu", "I was blind copied.", ALIAS, In_Reply_To="<1@mail.example>", To=ANNA
    )
    anna = await find_person(office.container, "anna@agency.example")
    assert mail.discussion_id is not None
    await write.add_reply(office.container, anna, mail.discussion_id, "The second letter.")
    letters = [
        letter_json.read(row["content"])
        for row in await office.letters()
        if row["to"] == "maria@bloom.example"
    ]
    assert 1 == len(letters)
    assert [] == [
        one
        for letter in letters
        for one in (*letter.to, *letter.cc)
        if one.address == "tom@bloom.example"
    ]


async def test_a_contacts_answer_from_the_own_address_is_no_news(office: PostOffice) -> None:
    """Who is known by mail only answers by the reply address that was sent there: no address is to
    be added (case 32).
    """
    first = await office.bring("Sam <sam@elsewhere.example>", "Poster", "What does a poster cost?")
    assert first.discussion_id is not None
    anna = await find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, first.discussion_id, "Which size?")
    reply_to = await office.reply_address("sam@elsewhere.example")
    mail = await office.bring(
        "Sam <sam@elsewhere.example>", "Re: Poster", "A2.", reply_to, To=reply_to
    )
    assert first.discussion_id == mail.discussion_id
    assert "another_address" not in [event.kind for event in (await office.page(mail)).events]
    assert [] == [row for row in await office.letters() if row["letter"] == "address"]


async def test_an_answer_from_an_unknown_address_says_which_one_to_add(office: PostOffice) -> None:
    """Maria answers by her own reply address from a private one: the team sees it, she is asked at
    the known one, once (case 32).
    """
    office.container.authenticator = Authenticator()
    first = await office.bring(MARIA, "Menu", "Please build a menu page.")
    anna = await find_person(office.container, "anna@agency.example")
    assert first.discussion_id is not None
    await write.add_reply(office.container, anna, first.discussion_id, "Which photo?")
    reply_to = await office.reply_address("maria@bloom.example")
    for number in range(2):
        mail = await office.bring(
            "Maria Lopez <ml@mail.example>",
            "Re: Menu",
            f"The {number}. one.",
            reply_to,
            To=reply_to,
        )
    assert "another_address" in [event.kind for event in (await office.page(mail)).events]
    (asked,) = [row for row in await office.letters() if row["letter"] == "address"]
    link = letter_json.read(asked["content"]).link
    assert ("maria@bloom.example", True) == (asked["to"], link is not None)
    token = str(link).rpartition("/")[2]
    assert ("maria@bloom.example", "ml@mail.example") == await addresses.show_claim(
        office.container, token
    )
    claimed = await addresses.accept_claim(office.container, token)
    assert claimed is not None
    assert ("maria@bloom.example", "ml@mail.example") == claimed.addresses
    assert await addresses.accept_claim(office.container, token) is None
    answer = await office.bring(
        "Maria Lopez <ml@mail.example>", "Re: Menu", "It is me.", reply_to, To=reply_to
    )
    page = await office.page(answer)
    assert (first.discussion_id, "maria@bloom.example", "verified") == (
        answer.discussion_id,
        page.posts[-1].author,
        page.posts[-1].verified,
    )


async def test_a_boss_who_was_passed_a_letter_makes_nobody_asked(office: PostOffice) -> None:
    """He goes by another name: the team sees the address, Maria gets no letter about it."""
    office.container.authenticator = Authenticator()
    first = await office.bring(MARIA, "Menu", "Please build a menu page.")
    anna = await find_person(office.container, "anna@agency.example")
    assert first.discussion_id is not None
    await write.add_reply(office.container, anna, first.discussion_id, "Which photo?")
    reply_to = await office.reply_address("maria@bloom.example")
    await office.bring(
        "Big Boss <boss@bloom.example>", "Re: Menu", "I say no.", reply_to, To=reply_to
    )
    assert [] == [row for row in await office.letters() if row["letter"] == "address"]


@pytest.mark.parametrize("days", [15])
async def test_an_old_link_adds_no_address(office: PostOffice, days: int) -> None:
    """Nor does one that was changed by a letter."""
    link = await addresses.ask_address(office.container, "maria@bloom.example", "ml@mail.example")
    token = link.rpartition("/")[2]
    assert (
        await addresses.show_claim(
            office.container, token[:-1] + ("a" if token[-1] != "a" else "b")
        )
        is None
    )
    office.container.clock.forward(days=days)  # type: ignore[attr-defined]
    assert (None, None) == (
        await addresses.show_claim(office.container, token),
        await addresses.accept_claim(office.container, token),
    )
