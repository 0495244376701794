"""Who reads what, once: what went wrong elsewhere. The numbers are those of the collected cases."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.aliases import register
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.receiving import accept
from mailbridge.services.telling import drain_outbox
from mailbridge.store.engine.schema import discussions, people, posts
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, Clock, Relay, open_container
from tests.services.post_office import PostOffice, letter

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
IGOR = "Igor <igor@agency.example>"


async def to(office: PostOffice, address: str) -> list[dict[str, Any]]:
    return [row for row in await office.letters() if row["to"] == address]


async def shown(office: PostOffice, address: str) -> set[str]:
    """All addresses in To and Cc of the newest letter to somebody."""
    newest = letter_json.read((await to(office, address))[-1]["content"])
    return {mailbox.address for mailbox in (*newest.to, *newest.cc)}


async def answer(office: PostOffice, words: str = "We shall.") -> None:
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", words, to_anna, To=to_anna)


async def noted(office: PostOffice) -> int:
    """Igor takes part and was told of Anna's note; how many letters Maria had by then."""
    await office.person("igor@agency.example", "member", "Igor")
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    to_igor = await office.reply_address("igor@agency.example")
    await office.bring(IGOR, "Re: Menu", "Which photo?", to_igor, To=to_igor)
    await answer(office, "#note\nShe never pays.")
    assert (await to(office, "igor@agency.example"))[-1]["discussion_id"] == 1
    return len(await to(office, "maria@bloom.example"))


async def test_an_answer_to_a_note_stays_inside(office: PostOffice) -> None:
    """By the reply address, with no In-Reply-To and whatever the subject became (case 84)."""
    before, to_igor = await noted(office), await office.reply_address("igor@agency.example")
    page = await office.page(
        await office.bring(IGOR, "Fw: something", "I know.", to_igor, To=to_igor)
    )
    assert [False, False, True, True] == [post.internal for post in page.posts]
    assert before == len(await to(office, "maria@bloom.example"))


async def test_an_answer_to_a_note_by_the_projects_address_stays_inside(office: PostOffice) -> None:
    """Nothing names the note but that it was the last letter to him, and his server proves him
    (case 84).
    """
    before = await noted(office)
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = Evidence(spf=SpfResult("agency.example", "pass"))
    page = await office.page(await office.bring(IGOR, "Re: Menu", "I know."))
    assert [(False, "verified"), (True, "verified"), (True, "verified")] == [
        (post.internal, post.verified) for post in page.posts[1:]
    ]
    assert before == len(await to(office, "maria@bloom.example"))


async def test_a_letter_of_commands_alone_reaches_no_client(office: PostOffice) -> None:
    """With a signature below it, too (case 85)."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    await answer(office, "#done\n\n-- \nAnna Petrova\nNorthlight")
    assert [] == await to(office, "maria@bloom.example")


async def test_whom_a_stranger_names_in_cc_is_not_let_in(office: PostOffice) -> None:
    """A competitor reads nothing until a member says so (case 86)."""
    mail = await office.bring(
        "Sam <sam@elsewhere.example>", "Menu", "Please build one.", Cc="Rival <rival@rival.example>"
    )
    admitted = {
        one.person.addresses[0]: one.admitted for one in (await office.page(mail)).participants
    }
    await answer(office)
    assert (True, False) == (admitted["sam@elsewhere.example"], admitted["rival@rival.example"])
    assert [] == await to(office, "rival@rival.example")
    assert "rival@rival.example" not in await shown(office, "sam@elsewhere.example")


async def test_whom_a_client_names_takes_part_for_all_to_see(office: PostOffice) -> None:
    """In To as well as in Cc; the team's letter says whom an answer will reach (case 86, case
    87).
    """
    mail = await office.bring(
        MARIA,
        "Menu",
        "Please build one.",
        To=f"{office.address}, {TOM}",
        Cc="Olga <olga@bloom.example>",
    )
    page = await office.page(mail)
    assert {"maria@bloom.example", "tom@bloom.example", "olga@bloom.example"} == set(
        page.discussion.participants
    )
    told = letter_json.read((await to(office, "anna@agency.example"))[-1]["content"])
    assert [True] * 3 == [
        any(name in line.lower() for line in told.goes_to) for name in ("maria", "tom", "olga")
    ]


async def test_our_own_addresses_take_no_part(office: PostOffice) -> None:
    """Neither the project's, nor a reply address, nor an alias on a foreign domain (case 87)."""
    await register.add_alias(office.container, "hello@agency.example", "Bloom")
    await office.bring(
        MARIA,
        "Menu",
        "Please build one.",
        To=f"{office.address}, hello@agency.example",
        Cc="postmaster@bridge.test",
    )
    await answer(office)
    to_maria = await office.reply_address("maria@bloom.example")
    page = await office.page(
        await office.bring(
            MARIA,
            "Re: Menu",
            "Fine.",
            to_maria,
            To=to_maria,
            Cc=f"Hello@Agency.example, {office.address}",
        )
    )
    assert {"maria@bloom.example", "anna@agency.example"} == set(page.discussion.participants)
    assert {"maria@bloom.example", "anna@agency.example"} == {
        row["to"] for row in await office.letters()
    }


async def test_who_was_in_bcc_is_shown_to_no_client(office: PostOffice) -> None:
    """He answers the letter he was sent a blind copy of: a newcomer, and Maria is still who asked
    (case 88).
    """
    await office.bring(MARIA, "Menu", "Please build one.")
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(
        "Boss <boss@hidden.example>", "Re: Menu", "I say no.", In_Reply_To="<1@mail.example>"
    )
    await answer(office, "Who are you?")
    assert [] == await to(office, "maria@bloom.example")
    await office.bring(ANNA, "Re: Menu", "We shall.", to_anna, To=to_anna)
    assert "boss@hidden.example" not in await shown(office, "maria@bloom.example")
    assert [] == await to(office, "boss@hidden.example")


async def test_an_answer_to_all_reaches_nobody_twice(office: PostOffice) -> None:
    """Maria stood in Cc of Tom's answer and had it from him (case 89)."""
    await office.person("tom@bloom.example", "client", "Tom Reed")
    await office.bring(MARIA, "Menu", "Please build one.", Cc=TOM)
    await answer(office)
    before, to_tom = (
        len(await to(office, "maria@bloom.example")),
        await office.reply_address("tom@bloom.example"),
    )
    await office.bring(TOM, "Re: Menu", "And soon.", to_tom, To=to_tom, Cc=MARIA)
    assert before == len(await to(office, "maria@bloom.example"))
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = Evidence(spf=SpfResult("bloom.example", "pass"))
    await office.bring(TOM, "Re: Menu", "And quickly.", to_tom, To=to_tom)
    assert before == len(await to(office, "maria@bloom.example"))


async def test_a_letter_that_was_acknowledged_never_leaves_again(
    store_url: str, tmp_path: Path
) -> None:
    """However often the outbox is looked at afterwards, by however many workers (case 91)."""
    clock, relay = Clock(), Relay()
    container = await open_container(store_url, tmp_path, clock=clock, relay=relay)
    office = await PostOffice(container).open()
    await office.person("anna@agency.example", "member", "Anna Petrova")
    await office.bring(MARIA, "Menu", "Please build one.")
    for _ in range(4):
        await drain_outbox.drain(container)
        clock.forward(hours=5)
    assert ["anna@agency.example"] == [forward_path for _, forward_path, _ in relay.taken]
    await container.close()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_one_recipient_that_leads_nowhere_takes_no_other_along(
    office: PostOffice, order: tuple[int, int]
) -> None:
    """His copy waits for an admin, the good one is filed once (case 93)."""
    names = [office.address, "bcdefghjkmnpqrstu@bridge.test"]
    raw = letter(MARIA, "Menu", "Please build one.", 1, To=office.address)
    ids = await accept.accept(
        office.container, [Envelope("maria@bloom.example", names[at]) for at in order], raw
    )
    await ingest.drain(office.container)
    outcomes = {
        mail.forward_path: mail.disposition
        for mail in [await browse.show_mail(office.container, one) for one in ids]
    }
    assert {names[0]: "accept", names[1]: "hold"} == outcomes


async def test_a_fault_in_the_middle_leaves_nothing_half_made(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The outbox is gone: no discussion, no post and no contact; the letter waits, and is filed
    when it is back (case 94).
    """
    clock = Clock()
    container = await open_container(sqlite_url, tmp_path, clock=clock)
    office = await PostOffice(container).open()
    await office.person("anna@agency.example", "member", "Anna Petrova")
    await container.store.write(
        lambda db: db.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    )
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.")

    def made() -> Any:
        return container.store.read(
            lambda db: [
                db.scalar(select(func.count()).select_from(table))
                for table in (discussions, posts, people)
            ]
        )

    assert (None, [0, 0, 1]) == (mail.disposition, await made())
    await container.store.write(
        lambda db: db.execute(text("ALTER TABLE elsewhere RENAME TO outbox"))
    )
    clock.forward(minutes=1)
    await ingest.drain(container)
    assert ("filed", [1, 1, 2]) == (
        (await browse.show_mail(container, mail.id)).reason,
        await made(),
    )
    await container.close()
