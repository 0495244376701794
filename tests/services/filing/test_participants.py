"""Who takes part: whom a letter was written to besides us, and whom a member names by #client."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.project import Person
from mailbridge.domain.proof import DmarcPolicy, Evidence, SpfResult
from mailbridge.services.aliases import register
from mailbridge.services.discussions import read
from mailbridge.services.filing.participants import MOST_OTHERS, clients_named
from mailbridge.services.people import leaving
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people, projects
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA, BOSS = "Anna Petrova <anna@agency.example>", "Olga <olga@agency.example>"
EVE, RIVAL = "Eve <eve@elsewhere.example>", "Rival <rival@rival.example>"


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna is a member and Olga an admin; Maria and Tom are clients; Eve is of another project."""
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("olga@agency.example", "admin", "Olga", project=None)
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("tom@bloom.example", "client+", "Tom Reed")
    await made.person("eve@agency.example", "member", "Eve", project=None)
    await made.person("watcher@bank.example", "observer", "Watcher")
    yield made
    await container.close()


def prove(office: PostOffice, domain: str) -> None:
    """From now on mail comes from a server of this domain."""
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = Evidence(spf=SpfResult(domain, "pass"))


async def around(office: PostOffice, *letter: str, **fields: Any) -> dict[str, bool]:
    """Who takes part in the discussion of a letter, and whether they are in at once."""
    mail = await office.bring(*letter, **fields)
    assert mail.discussion_id is not None
    page = await read.show_discussion(office.container, mail.discussion_id)
    return {one.person.addresses[0].partition("@")[0]: one.admitted for one in page.participants}


async def named(office: PostOffice, words: str, project: str = "Bloom") -> list[str]:
    """Whom `#client words` means: addresses, those of nobody in brackets."""

    def ask(db: Any) -> list[Person | str]:
        found = projects.named(db, project)
        assert found is not None
        return clients_named(db, found.id, words)

    found = await office.container.store.read(ask)
    return [one.address if isinstance(one, Person) else f"({one})" for one in found]


async def refused(office: PostOffice, words: str) -> str:
    with pytest.raises(Refused) as refusal:
        await named(office, words)
    return refusal.value.code


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["maria@bloom.example", "tom@bloom.example"]),
        ("  ", ["maria@bloom.example", "tom@bloom.example"]),
        ("maria@", ["maria@bloom.example"]),
        ("Tom Reed", ["tom@bloom.example"]),
        ("maria@, tom", ["maria@bloom.example", "tom@bloom.example"]),
        ("maria@; <tom@bloom.example>", ["maria@bloom.example", "tom@bloom.example"]),
        ("maria@bloom.example tom@bloom.example", ["maria@bloom.example", "tom@bloom.example"]),
        ("New@Rye.example", ["(new@rye.example)"]),
        ("anna@agency.example", ["anna@agency.example"]),
        (",maria@,,", ["maria@bloom.example"]),
        ("< maria@ >,<Tom Reed>", ["maria@bloom.example", "tom@bloom.example"]),
    ],
)
async def test_whom_client_means(office: PostOffice, words: str, expected: list[str]) -> None:
    """Names and addresses between commas or semicolons; several addresses need none; without words
    the clients, where they are of one company.
    """
    assert sorted(expected) == sorted(await named(office, words))


async def test_whom_client_cannot_mean(office: PostOffice) -> None:
    """Nobody, several, an alias of ours, what is no address."""
    await register.add_alias(office.container, "desk@agency.example", "Bloom")
    assert "no-assignee" == await refused(office, "Nobody")
    assert "no-assignee" == await refused(office, "anna@")
    with pytest.raises(Refused, match=r"“desk@agency\.example” is not a mail address"):
        await named(office, "desk@agency.example")
    assert "bad-address" == await refused(office, "desk+new@agency.example")
    assert "bad-address" == await refused(office, "a b@c d, x")
    await office.person("olga@rye.example", "client", "Olga Orlova")
    assert "which-client" == await refused(office, "")


async def test_a_project_without_clients_has_none_to_name(office: PostOffice) -> None:
    """Neither observers nor members are clients; those of big mail providers are one by one."""
    await office.open("Empty")
    await office.person("w@bank.example", "observer", "W", project="Empty")
    with pytest.raises(Refused, match="No client"):
        await named(office, "", "Empty")
    await office.person("one@gmail.com", "client", "One", project="Empty")
    assert ["one@gmail.com"] == await named(office, "", "Empty")
    await office.person("two@gmail.com", "client", "Two", project="Empty")
    with pytest.raises(Refused, match="several companies"):
        await named(office, "", "Empty")


async def test_so_many_may_be_named(office: PostOffice) -> None:
    """Twenty, by #client as in To and Cc."""
    many = [f"n{number}@rye.example" for number in range(MOST_OTHERS + 1)]
    assert [f"({one})" for one in many[:20]] == await named(office, ", ".join(many))
    found = await around(office, MARIA, "Menu", "Hello.", Cc=", ".join(many[:20]))
    assert 21 == len(found)


async def test_to_and_cc_take_part(office: PostOffice) -> None:
    """The author's company and the team at once; others wait, and what is ours is nobody."""
    await register.add_alias(office.container, "desk@agency.example", "Bloom")
    many = f"{TOM}, {ANNA}, {BOSS}, {EVE}, {RIVAL}, eve@agency.example, new@bloom.example"
    ours = f"desk@agency.example, desk+x@agency.example, postmaster@bridge.test, {MARIA}"
    found = await around(office, MARIA, "Menu", "Hello.", Cc=f"{many}, {ours}")
    inside = {"maria": True, "tom": True, "anna": True, "olga": True, "new": True, "rival": False}
    assert {**inside, "eve": False} == found


@pytest.mark.parametrize(
    ("author", "proof", "expected"),
    [
        (MARIA, "bloom.example", True),
        (MARIA, "elsewhere.example", False),
        (ANNA, "agency.example", True),
        (ANNA, "elsewhere.example", False),
        (RIVAL, "rival.example", False),
    ],
)
async def test_who_may_bring_along_whom_they_like(
    office: PostOffice, author: str, proof: str, expected: bool
) -> None:
    """A proved member or client; neither in their name alone, nor one whom nobody knows."""
    prove(office, proof)
    assert expected == (await around(office, author, "Menu", "Hello.", Cc=EVE))["eve"]


async def test_an_answer_without_proof_brings_only_colleagues_along(office: PostOffice) -> None:
    """Those of the author's own mail domain, and the team; a stranger waits."""
    await office.bring(MARIA, "Menu", "Hello.")
    fields = {"In_Reply_To": "<1@mail.example>", "Cc": f"new@bloom.example, {EVE}, {BOSS}"}
    found = await around(office, MARIA, "Re: Menu", "More.", **fields)
    assert {"maria": True, "new": True, "eve": False, "olga": True} == found


async def test_whom_a_member_writes_to_is_known_in_the_project(office: PostOffice) -> None:
    """From now on; whom a client writes to is not, nor is another member."""
    prove(office, "agency.example")
    await office.bring(ANNA, "Menu", "Hello.", Cc=f"{RIVAL}, eve@agency.example")
    await office.bring(MARIA, "Prices", "Hello.", Cc=EVE)

    def members(db: Any) -> set[str]:
        project = projects.named(db, "Bloom")
        assert project is not None
        return {one.address for one in people.of_project(db, project.id)}

    found = await office.container.store.read(members)
    assert {"rival@rival.example"} == found & {
        "rival@rival.example",
        "eve@agency.example",
        "eve@elsewhere.example",
    }


async def test_a_member_names_clients_by_command(office: PostOffice) -> None:
    """Those named; without words the project's, but where clients are there already."""
    prove(office, "agency.example")
    assert {"anna", "maria", "tom"} == set(await around(office, ANNA, "A", "#client\nHello."))
    assert {"anna", "maria"} == set(await around(office, ANNA, "B", "#client maria@\nHello."))
    found = await around(office, ANNA, "C", "#client\nHello.", Cc=RIVAL)
    assert {"anna", "rival"} == set(found)
    found = await around(office, ANNA, "D", "#client maria@\n#client Nobody\nHello.", Cc=RIVAL)
    assert {"anna", "rival", "maria"} == set(found)
    assert {"anna", "new"} == set(await around(office, ANNA, "E", "#client new@rye.example\nHi."))


async def test_a_letter_of_a_machine_names_nobody(office: PostOffice) -> None:
    """Nor does one to many."""
    fields = {"Auto_Submitted": "auto-replied", "In_Reply_To": "<1@mail.example>", "Cc": EVE}
    await office.bring(MARIA, "Menu", "Hello.")
    assert {"maria"} == set(await around(office, MARIA, "Automatic reply: Menu", "Away.", **fields))


async def left(office: PostOffice) -> dict[str, str]:
    """Maria wrote with Tom in Cc, and Tom has left; how to answer that letter."""
    await office.bring(MARIA, "Menu", "Hello.", Cc=TOM)
    await leaving.leave_discussion(office.container, "tom@bloom.example", 1)
    return {"In_Reply_To": "<1@mail.example>"}


async def newcomers(office: PostOffice) -> list[str | None]:
    """Whom the discussion calls a newcomer, in the order they came."""
    page = await read.show_discussion(office.container, 1)
    return [one.actor for one in page.events if one.kind == "newcomer"]


async def test_who_left_and_writes_again_waits_to_be_let_in(office: PostOffice) -> None:
    """The discussion says so once; whoever else is named meanwhile changes nothing."""
    answers = await left(office)
    found = await around(office, TOM, "Re: Menu", "And me?", Cc=ANNA, **answers)
    assert (True, False) == (found["maria"], found["tom"])
    assert ["Tom Reed"] == await newcomers(office)
    await around(office, TOM, "Re: Menu", "Hello?", **answers)
    assert ["Tom Reed"] == await newcomers(office)


async def test_whom_a_client_names_again_stays_out(office: PostOffice) -> None:
    """As where somebody only claims to be of the team."""
    answers = await left(office)
    assert "tom" not in await around(office, MARIA, "Re: Menu", "More.", Cc=TOM, **answers)
    assert "tom" not in await around(office, ANNA, "Re: Menu", "More.", Cc=TOM, **answers)
    assert "Tom Reed" not in await newcomers(office)


async def test_whom_a_member_writes_to_again_is_in(office: PostOffice) -> None:
    """At once, and nobody is called a newcomer for it."""
    answers = await left(office)
    prove(office, "agency.example")
    found = await around(office, ANNA, "Re: Menu", "More.", Cc=TOM, **answers)
    assert {"maria": True, "tom": True, "anna": True} == found
    assert [] == await newcomers(office)


async def called(office: PostOffice, *letter: str, **fields: Any) -> dict[str, str]:
    """What those who take part are called, by the local-part of their address."""
    page = await office.page(await office.bring(*letter, **fields))
    return {one.person.addresses[0].partition("@")[0]: one.person.name for one in page.participants}


NEW = "Nick <nick@bloom.example>, Ric <ric@rye.example>, Gil <gil@gmail.com>"


@pytest.mark.parametrize(("proof", "nick"), [("bloom.example", "Nick"), ("rye.example", "")])
async def test_an_unproven_author_names_no_colleague(
    office: PostOffice, proof: str, nick: str
) -> None:
    """Colleagues are written to at once, and a name is words; others wait, whatever they are
    called. What somebody is known by does not change.
    """
    prove(office, proof)
    found = await called(office, MARIA, "Menu", "Hello.", Cc=f"{NEW}, Thomas <tom@bloom.example>")
    assert {"nick": nick, "ric": "Ric", "gil": "Gil", "tom": "Tom Reed"}.items() <= found.items()


async def test_a_customer_of_a_provider_has_no_colleagues(office: PostOffice) -> None:
    """Others of that provider keep their names, and wait."""
    await office.person("one@gmail.com", "client", "One")
    found = await called(office, "One <one@gmail.com>", "Menu", "Hello.", Cc=NEW)
    assert "Gil" == found["gil"]


async def test_a_newcomer_names_nobody(office: PostOffice) -> None:
    """A stranger with an id of ours waits; whom they write to is none of the discussion."""
    await office.bring(MARIA, "Menu", "Hello.")
    fields = {"In_Reply_To": "<1@mail.example>", "Cc": f"{EVE}, {ANNA}"}
    found = await around(office, RIVAL, "Re: Menu", "And me?", **fields)
    assert {"maria": True, "rival": False} == found


async def test_a_letter_to_many_names_nobody(office: PostOffice) -> None:
    """Twenty-one are many."""
    many = ", ".join(f"n{number}@rye.example" for number in range(21))
    assert {"maria": True} == await around(office, MARIA, "Menu", "Hello.", Cc=many)


async def test_a_blind_copy_names_the_team_alone(office: PostOffice) -> None:
    """Whoever else it was written to does not know of us; a member's letter names them all."""
    to = f"Tom <tom@bloom.example>, {ANNA}, new@bloom.example, {EVE}"
    assert {"maria", "anna"} == set(await around(office, MARIA, "Menu", "Hello.", To=to))
    prove(office, "agency.example")
    to = "Tom <tom@bloom.example>, new@bloom.example"
    found = await around(office, ANNA, "Prices", "Hello.", To=to)
    assert {"anna": True, "tom": True, "new": True} == found


async def aside(
    office: PostOffice, author: str, text: str = "Hm.", **fields: Any
) -> dict[str, bool]:
    """Who of the discussion of Maria's letter is a third party, after another letter in it."""
    fields = {"In_Reply_To": "<1@mail.example>", **fields}
    page = await office.page(await office.bring(author, "Re: Menu", text, **fields))
    return {one.person.addresses[0].partition("@")[0]: one.aside for one in page.participants}


async def test_whom_a_member_asks_apart_from_the_client_is_a_third_party(
    office: PostOffice,
) -> None:
    """A supplier; neither the client's colleagues, nor the team, nor who is here already, nor one
    whom #client names. They are not known in the project by it.
    """
    await office.bring(MARIA, "Menu", "Hello.", Cc=EVE)
    prove(office, "agency.example")
    cc = f"{RIVAL}, {EVE}, {BOSS}, new@bloom.example, ric@rye.example"
    found = await aside(office, ANNA, "#client ric@rye.example\nHm.", Cc=cc)
    others = dict.fromkeys(("maria", "anna", "eve", "olga", "new", "ric"), False)
    assert {**others, "rival": True} == found

    def members(db: Any) -> set[str]:
        project = projects.named(db, "Bloom")
        assert project is not None
        return {one.address for one in people.of_project(db, project.id)}

    known = await office.container.store.read(members)
    assert {"new@bloom.example", "ric@rye.example"} <= known
    assert not {"rival@rival.example"} & known
    again = await aside(office, ANNA, Cc="second@rival.example", In_Reply_To="<2@mail.example>")
    assert (True, True) == (again["rival"], again["second"])


async def test_where_a_third_party_is_none(office: PostOffice) -> None:
    """In a new discussion, by a client, by one who only claims to be a member, and where there is
    no client.
    """
    prove(office, "agency.example")
    await office.bring(ANNA, "Menu", "Hello.", Cc=BOSS)
    assert not (await aside(office, ANNA, Cc=RIVAL))["rival"]
    await office.bring(MARIA, "Prices", "Hello.")
    for author, proof in ((MARIA, "bloom.example"), (ANNA, "elsewhere.example")):
        prove(office, proof)
        found = await aside(office, author, Cc=RIVAL, In_Reply_To="<3@mail.example>")
        assert not found["rival"]


TOPIC = "We would like to talk about two more delivery zones from next month on."


async def by_reply_address(office: PostOffice, author: str, subject: str) -> dict[str, bool]:
    """Who takes part in what an answer to the author's newest letter belongs to."""
    to = await office.reply_address(author.partition("<")[2].rstrip(">"))
    mail = await office.bring(author, subject, TOPIC, to, To=to)
    page = await office.page(mail)
    return {one.person.addresses[0].partition("@")[0]: one.admitted for one in page.participants}


async def test_a_members_answer_that_begins_a_discussion_is_for_whom_it_answers(
    office: PostOffice,
) -> None:
    """The audience of the post that their letter told of; in the old discussion nobody is added."""
    prove(office, "bloom.example")
    await office.bring(MARIA, "Menu", "Hello.", Cc=TOM)
    prove(office, "agency.example")
    everybody = {"anna": True, "maria": True, "tom": True}
    assert everybody == await by_reply_address(office, ANNA, "Delivery zones")
    assert everybody == await by_reply_address(office, ANNA, "Re: Delivery zones")


async def test_a_members_answer_to_one_client_begins_a_discussion_with_them_alone(
    office: PostOffice,
) -> None:
    """Whoever else takes part in the old one."""
    await office.bring(MARIA, "Menu", "Hello.", Cc=TOM)
    await office.bring(MARIA, "Re: Menu", "Between us.", In_Reply_To="<1@mail.example>")
    prove(office, "agency.example")
    assert {"anna": True, "maria": True} == await by_reply_address(office, ANNA, "Delivery zones")


async def test_a_clients_answer_that_begins_a_discussion_is_for_the_team(
    office: PostOffice,
) -> None:
    """Whoever heard the post that it answers."""
    await office.bring(MARIA, "Menu", "Hello.", Cc=TOM)
    prove(office, "agency.example")
    to = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "We shall.", to, To=to)
    prove(office, "bloom.example")
    assert {"maria": True} == await by_reply_address(office, MARIA, "Opening hours")


FORWARDED = """\
---------- Forwarded message ---------
From: Maria Lopez <maria@bloom.example>
Date: Mon, 23 Nov 2026 at 10:00
Subject: Menu
To: Anna Petrova <anna@agency.example>

Please build one.
"""


async def test_who_passes_on_a_clients_letter_takes_part(office: PostOffice) -> None:
    """Beside its author, and it is no letter among the team; of other clients nobody is a third
    party for it.
    """
    prove(office, "agency.example")
    mail = await office.bring(ANNA, "Fwd: Menu", FORWARDED)
    page = await office.page(mail)
    assert {"maria@bloom.example": True, "anna@agency.example": True} == {
        one.person.addresses[0]: one.admitted for one in page.participants
    }
    assert not page.posts[0].internal
    note = await office.page(await office.bring(ANNA, "Notes", "Hm.", Cc=BOSS))
    assert note.posts[0].internal


async def test_customers_of_one_provider_are_third_parties_to_each_other(
    office: PostOffice,
) -> None:
    """An address there says nothing about a company."""
    await office.person("one@gmail.com", "client", "One")
    await office.bring("One <one@gmail.com>", "Menu", "Hello.")
    prove(office, "agency.example")
    assert (await aside(office, ANNA, Cc="two@gmail.com"))["two"]


async def test_where_client_names_nobody(office: PostOffice) -> None:
    """Above a letter that is passed on, and in a discussion of the team's own."""
    prove(office, "agency.example")
    passed_on = f"#client tom@\n\n{FORWARDED}"
    assert {"anna", "maria"} == set(await around(office, ANNA, "Fwd: Menu", passed_on))
    await around(office, ANNA, "Notes", "Hm.", Cc=BOSS)
    answer = {"In_Reply_To": "<2@mail.example>"}
    found = await around(office, ANNA, "Re: Notes", "#client tom@\nHm.", **answer)
    assert {"anna", "olga"} == set(found)


async def test_each_line_of_client_names_somebody(office: PostOffice) -> None:
    """One after the other."""
    prove(office, "agency.example")
    words = "#client maria@\n#client tom@\nHello."
    assert {"anna", "maria", "tom"} == set(await around(office, ANNA, "Menu", words))


async def test_who_is_doubtful_brings_no_colleague_along(office: PostOffice) -> None:
    """Found forged, or under a name that is another address: all but the team wait."""
    colleagues = {"Cc": f"new@bloom.example, {TOM}, {ANNA}"}
    waiting = {"maria": True, "new": False, "tom": False, "anna": True}
    disguised = '"anna@agency.example" <maria@bloom.example>'
    assert waiting == await around(office, disguised, "Menu", "Hello.", **colleagues)
    assert isinstance(office.container.authenticator, Authenticator)
    reject = DmarcPolicy("bloom.example", "reject")
    forged = Evidence(spf=SpfResult("rival.example", "pass"), dmarc=reject)
    office.container.authenticator.evidence = forged
    assert waiting == await around(office, MARIA, "Prices", "Hello.", **colleagues)
