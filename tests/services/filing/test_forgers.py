"""Who writes in another's name, or names others: whom he can keep a letter from, and whom he can
let in. Nobody.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.proof import DmarcPolicy, Evidence, SpfResult
from mailbridge.services.discussions import read, write
from mailbridge.services.people import register
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, ANNA, IGOR = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Igor <igor@agency.example>",
)
TOM, OLGA, RIVAL = (
    "Tom Reed <tom@bloom.example>",
    "Olga Orlova <olga@rye.example>",
    "Rival <rival@rival.example>",
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna and Igor are the team; Maria and Tom are clients of one container, Olga of another;
    nobody's server proves anything.
    """
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Petrova"),
        ("igor@agency.example", "member", "Igor"),
        ("maria@bloom.example", "client", "Maria Lopez"),
        ("tom@bloom.example", "client", "Tom Reed"),
        ("olga@rye.example", "client", "Olga Orlova"),
    ):
        await made.person(address, role, name)
    yield made
    await container.close()


def prove(office: PostOffice, domain: str | None) -> None:
    """From now on mail comes from a server of this domain."""
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = (
        Evidence(spf=SpfResult(domain, "pass")) if domain else Evidence()
    )


async def told_of(office: PostOffice, *letter: str, **fields: Any) -> set[str]:
    """Whom we write to about a letter."""
    before = len(await office.letters())
    await office.bring(*letter, **fields)
    return {row["to"] for row in (await office.letters())[before:]}


async def answered(office: PostOffice, discussion_id: int = 1) -> set[str]:
    """Whom the team's next answer reaches."""
    before = len(await office.letters())
    anna = await register.find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, discussion_id, "Here is the secret price.")
    return {row["to"] for row in (await office.letters())[before:]}


@pytest.mark.parametrize("field", ["To", "Cc"])
async def test_the_team_is_told_although_a_forger_says_that_it_had_a_copy(
    office: PostOffice, field: str
) -> None:
    """He put the whole team into his letter and sent it to us alone."""
    fields = (
        {"To": f"{office.address}, {ANNA}, {IGOR}"} if field == "To" else {"Cc": f"{ANNA}, {IGOR}"}
    )
    assert {"anna@agency.example", "igor@agency.example"} == await told_of(
        office, MARIA, "Menu", "Pay to my new account.", **fields
    )


async def test_a_forger_does_not_choose_which_member_hears_of_him(office: PostOffice) -> None:
    """He names Igor, who is away: Anna is told of the discussion that he opens, and of the next
    letter only who takes part.
    """
    assert {"anna@agency.example", "igor@agency.example"} == await told_of(
        office, MARIA, "Menu", "Pay to my new account.", Cc=IGOR
    )
    again = await told_of(
        office, MARIA, "Re: Menu", "Have you paid?", In_Reply_To="<1@mail.example>"
    )
    assert {"igor@agency.example"} == again


async def test_a_proved_author_is_believed(office: PostOffice) -> None:
    """His server sent the copies as it sent ours: nobody gets it twice (EDGE_CASES 89)."""
    prove(office, "bloom.example")
    assert {"igor@agency.example"} >= await told_of(
        office, MARIA, "Menu", "Please build a menu page.", Cc=f"{ANNA}, {TOM}"
    )


async def test_a_second_author_is_told(office: PostOffice) -> None:
    """Two From fields' worth of names make nobody an author of what he never wrote (EDGE_CASES
    29).
    """
    raw = (
        f"From: {MARIA}, {ANNA}\r\nTo: {office.address}\r\nSubject: Menu\r\nMessage-ID: "
        "<two@mail.example>\r\n\r\nPay me.\r\n"
    )
    assert {"anna@agency.example", "igor@agency.example"} == await told_of(
        office, MARIA, "", "", raw=raw.encode()
    )


async def test_what_nobody_proves_is_told_to_the_team_alone(office: PostOffice) -> None:
    """Tom takes part, and the forger knows the subject: whether he is named or not, our letters
    carry none of it to him.
    """
    await office.bring(MARIA, "New menu page", "Please build a menu page.", Cc=TOM)
    for fields in ({"Cc": TOM}, {}):
        told = await told_of(office, MARIA, "Re: New menu page", "We cancel.", **fields)
        assert {"anna@agency.example", "igor@agency.example"} >= told > set()


async def test_an_answer_to_all_is_believed_of_those_whom_our_letters_show(
    office: PostOffice,
) -> None:
    """Tom answers by his own reply address twice, the second time with no proof: Maria, in Cc, has
    it from him (EDGE_CASES 89).
    """
    await office.bring(MARIA, "Menu", "Please build a menu page.", Cc=TOM)
    await answered(office)
    to_tom = await office.reply_address("tom@bloom.example")
    for words in ("And soon.", "And quickly."):
        assert "maria@bloom.example" not in await told_of(
            office, TOM, "Re: Menu", words, to_tom, To=to_tom, Cc=MARIA
        )


async def who_hears_of_an_answer_to_all(
    office: PostOffice, author: str, evidence: Evidence
) -> set[str]:
    """Anna wrote to Maria and Tom, and to us; somebody answers, and says that Anna has a copy."""
    prove(office, "agency.example")
    to_all = {
        "To": f"{MARIA}, {TOM}",
        "Cc": f"{office.address}, {IGOR}",
        "Message_ID": "<all@agency.example>",
    }
    await office.bring(ANNA, "Menu", "Which photo?", **to_all)
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = evidence
    fields = {"In_Reply_To": "<all@agency.example>", "Cc": ANNA}
    return await told_of(office, author, "Re: Menu", "Any, pay me.", **fields)


async def test_a_client_who_answers_to_all_is_believed_without_proof(office: PostOffice) -> None:
    """Anna's own letter showed her address: she has the answer, and no letter of ours (EDGE_CASES
    89).
    """
    assert "anna@agency.example" not in await who_hears_of_an_answer_to_all(
        office, MARIA, Evidence()
    )


FORGED = Evidence(
    spf=SpfResult("rival.example", "pass"), dmarc=DmarcPolicy("bloom.example", "reject")
)


@pytest.mark.parametrize(
    ("author", "evidence"),
    [
        (MARIA, FORGED),
        (f"{MARIA}, {TOM}", Evidence()),
        (IGOR, Evidence()),
        ("Boss <boss@hidden.example>", Evidence()),
    ],
    ids=["failed", "several authors", "a member's name", "a newcomer"],
)
async def test_the_copies_that_a_doubtful_author_names_are_not_believed(
    office: PostOffice, author: str, evidence: Evidence
) -> None:
    """Anna is told, although the letter says that she has it: else nobody would hear of a forger
    who knows an id.
    """
    assert "anna@agency.example" in await who_hears_of_an_answer_to_all(office, author, evidence)


async def test_a_member_who_wrote_to_us_alone_was_answered_by_nobody_directly(
    office: PostOffice,
) -> None:
    """Anna answered by her reply address, so no client could answer to her own: Cc says so, and she
    is told all the same.
    """
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "Which photo?", to_anna, To=to_anna)
    ids = {"In_Reply_To": "<2@mail.example>", "Cc": ANNA}
    assert "anna@agency.example" in await told_of(office, MARIA, "Re: Menu", "Any.", **ids)


async def test_a_forged_clients_accomplice_waits(office: PostOffice) -> None:
    """In a new discussion in Maria's name; the team's letter says that he is there, and how to let
    him in (EDGE_CASES 86).
    """
    mail = await office.bring(
        MARIA,
        "Prices",
        "Please send us your prices.",
        Cc=f"{RIVAL}, {OLGA}, Petra <petra@bloom.example>",
    )
    admitted = {
        one.person.addresses[0]: one.admitted for one in (await office.page(mail)).participants
    }
    told = letter_json.read((await office.letters())[0]["content"])
    assert {
        "rival@rival.example": False,
        "olga@rye.example": False,
        "petra@bloom.example": True,
        "maria@bloom.example": True,
    } == admitted
    assert any("Rival <rival@rival.example>" in line and "#admit" in line for line in told.notices)
    assert {"maria@bloom.example", "petra@bloom.example", "igor@agency.example"} >= await answered(
        office
    )


async def test_a_proved_client_brings_along_whom_he_likes(office: PostOffice) -> None:
    """For all to see: the team's letter names whom an answer reaches (EDGE_CASES 86)."""
    prove(office, "bloom.example")
    await office.bring(
        MARIA, "Prices", "Please send us your prices.", Cc="Designer <designer@studio.example>"
    )
    told = letter_json.read((await office.letters())[0]["content"])
    assert (True, ()) == (any("designer" in name.lower() for name in told.goes_to), told.notices)
    assert {"maria@bloom.example", "designer@studio.example"} <= await answered(office)


async def test_whom_the_team_lets_in_takes_part(office: PostOffice) -> None:
    """#admit with the address that the letter named."""
    await office.bring(MARIA, "Prices", "Please send us your prices.", Cc=RIVAL)
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Prices", "#admit rival@rival.example", to_anna, To=to_anna)
    assert "rival@rival.example" in await answered(office)


async def test_nobody_is_drawn_into_a_project_he_does_not_belong_to(office: PostOffice) -> None:
    """Eva is a member of the agency, and not of this project; a stranger's Cc sends her none of its
    letters.
    """
    await office.person("eva@agency.example", "member", "Eva", project=None)
    told = await told_of(
        office, "Sam <sam@elsewhere.example>", "Offer", "Buy now.", Cc="Eva <eva@agency.example>"
    )
    assert {"anna@agency.example", "igor@agency.example"} == told
    assert "eva@agency.example" not in await answered(office)


async def test_a_newcomers_letter_says_that_he_waits(office: PostOffice) -> None:
    """He knew the id, so he read the letter; who he is, a member decides."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    await office.bring(
        "Boss <boss@hidden.example>", "Re: Menu", "I say no.", In_Reply_To="<1@mail.example>"
    )
    told = letter_json.read((await office.letters())[-1]["content"])
    assert any("Boss <boss@hidden.example> is new here" in line for line in told.notices)


async def test_no_name_and_no_subject_that_people_type_holds_a_line_end(office: PostOffice) -> None:
    """Neither by command, nor by API, nor in a form."""
    await register.add_person(
        office.container, "eve@evil.example", "Eve\r\nBcc: x@evil.example", "client"
    )
    assert (
        "Eve Bcc: x@evil.example"
        == (await register.find_person(office.container, "eve@evil.example")).name
    )
    anna = await register.find_person(office.container, "anna@agency.example")
    made = await write.start_discussion(
        office.container,
        anna,
        "Bloom",
        "Menu\r\nBcc: x@evil.example",
        "Hello.",
        ["maria@bloom.example"],
    )
    assert (
        "Menu Bcc: x@evil.example"
        == (await read.show_discussion(office.container, made)).discussion.subject
    )


async def test_a_file_is_kept_by_its_own_name(office: PostOffice) -> None:
    """A path before it leads nowhere here (EDGE_CASES 74)."""
    part = (
        "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
        'filename="../../etc/menu.pdf"\r\n\r\n%PDF-1.4\r\n--b--\r\n'
    )
    head = (
        f"From: {MARIA}\r\nTo: {office.address}\r\nMessage-ID: <f@x>\r\nContent-Type: "
        "multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    )
    mail = await office.bring(MARIA, "", "", raw=f"{head}{part}".encode())
    assert ["menu.pdf"] == [one.filename for one in (await office.page(mail)).posts[0].attachments]
