"""Mail that waits for a person, and what is made of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.domain.verdict import Reason
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.discussions import write
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.people import author_policy, unconfirmed_contacts
from mailbridge.services.people.register import add_person, find_person, list_people
from mailbridge.services.receiving import accept, check, unwelcome_author
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.reason_words import REASONS, reason_words
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.languages import RUSSIAN
from tests.services.post_office import PostOffice, letter

MARIA, WHO = "Maria Lopez <maria@bloom.example>", "Who Ever <who@elsewhere.example>"


@pytest.fixture
async def office(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PostOffice]:
    monkeypatch.setattr(unwelcome_author, "FRESH", 0.0)
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def strict(office: PostOffice, choice: str = "hold") -> None:
    await projects.change_project(office.container, "Bloom", {"unknown_authors": choice})


async def verdict(
    office: PostOffice, author: str = WHO, subject: str = "Hello"
) -> tuple[str | None, str | None]:
    mail = await office.bring(author, subject, f"Good day. {office.brought}")
    return mail.disposition, mail.reason


def test_every_reason_is_told_in_russian() -> None:
    """As each has its English words."""
    assert set(Reason) == set(REASONS)


async def test_a_project_accepts_unknown_authors_unless_it_is_told_not_to(
    office: PostOffice,
) -> None:
    """accept is the default; with hold strangers wait, clients do not."""
    assert ("accept", "filed") == await verdict(office)
    await strict(office)
    assert ("hold", "unknown-author") == await verdict(office, "other@elsewhere.example")
    assert ("accept", "filed") == await verdict(office, MARIA)


async def test_who_was_accepted_once_waits_again(office: PostOffice) -> None:
    """A contact that mail made is no known author until somebody says so."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.")
    assert "filed" == (await quarantine.accept_held(office.container, mail.id)).reason
    assert ("hold", "unknown-author") == await verdict(office)
    await unconfirmed_contacts.confirm_contact(office.container, "who@elsewhere.example")
    assert ("accept", "filed") == await verdict(office)


async def test_an_author_is_accepted_always(office: PostOffice) -> None:
    """In this project, and in no other."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.")
    assert "filed" == (await quarantine.accept_held(office.container, mail.id, "always")).reason
    assert ("accept", "filed") == await verdict(office)
    assert [("who@elsewhere.example", "allow", "Bloom")] == [
        (one.author, one.policy, one.project)
        for one in await author_policy.list_policies(office.container)
    ]


async def test_an_author_is_accepted_as_a_client(office: PostOffice) -> None:
    """Under the name of the letter, joined to the project, and no longer staged."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.")
    await quarantine.accept_held(office.container, mail.id, "client")
    made = next(
        one
        for one in await list_people(office.container)
        if "who@elsewhere.example" in one.addresses
    )
    assert ("Who Ever", "client", ("Bloom",), False) == (
        made.name,
        made.role,
        made.projects,
        made.staged,
    )
    assert ("accept", "filed") == await verdict(office)


async def test_what_is_held_says_why_and_what_it_is(office: PostOffice) -> None:
    """Reason in words, author, the beginning of the text; the envelope is as it came."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.", reverse_path="bounce-17@elsewhere.example")
    (one,) = await quarantine.list_held(office.container)
    assert ("The project takes mail from known authors only.", "Who Ever", "Good day.") == (
        one.why_english,
        one.author_name,
        one.preview,
    )
    accepted = await quarantine.accept_held(office.container, mail.id)
    assert ("bounce-17@elsewhere.example", office.address) == (
        accepted.reverse_path,
        accepted.forward_path,
    )
    assert [] == await quarantine.list_held(office.container)


async def test_mail_to_the_postmaster_goes_where_an_admin_says(office: PostOffice) -> None:
    """Into the project he names; without one he is asked for it."""
    mail = await office.bring(
        MARIA, "Trouble", "Your form does not work.", "postmaster@bridge.test"
    )
    for how in ("once", "client"):
        with pytest.raises(Refused, match="which project"):
            await quarantine.accept_held(office.container, mail.id, how)
    filed = await quarantine.accept_held(office.container, mail.id, project="Bloom")
    assert ("filed", "Bloom", "postmaster@bridge.test") == (
        filed.reason,
        filed.project,
        filed.forward_path,
    )


async def test_what_was_discarded_can_be_decided_anew_and_is_filed_once(office: PostOffice) -> None:
    """By today's rules: still strict, it waits again; open by now, it is filed, and never twice."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.")
    assert "discarded-by-hand" == (await quarantine.discard_held(office.container, mail.id)).reason
    assert "unknown-author" == (await browse.retry_mail(office.container, mail.id)).reason
    await quarantine.discard_held(office.container, mail.id)
    await strict(office, "accept")
    filed = [await browse.retry_mail(office.container, mail.id) for _ in range(2)]
    assert [("filed", filed[0].post_id)] * 2 == [(one.reason, one.post_id) for one in filed]
    assert 1 == (await office.page(filed[0])).discussion.posts


async def test_a_copy_of_what_is_filed_is_not_filed_by_retrying_it(office: PostOffice) -> None:
    """Held twice, by two deliveries: both accepted, it stands once."""
    await strict(office)
    raw = letter(WHO, "Hello", "Good day.", 1, To=office.address)
    mails = [await office.bring(WHO, "", "", raw=raw) for _ in range(2)]
    done = [await quarantine.accept_held(office.container, mail.id) for mail in mails]
    assert ["filed", "duplicate"] == [one.reason for one in done]
    assert done[0].post_id == done[1].post_id
    with pytest.raises(Refused):
        await quarantine.accept_held(office.container, mails[1].id)


async def test_a_noted_absence_is_not_noted_twice(office: PostOffice) -> None:
    """Retrying what was noted changes nothing; an admin may still file it as a post."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.")
    fields = {"In_Reply_To": "<1@mail.example>", "Auto_Submitted": "auto-replied"}
    mail = await office.bring(
        MARIA, "Automatic reply: Menu", "I am out of the office until 30 November 2026.", **fields
    )
    assert "noted" == (await browse.retry_mail(office.container, mail.id)).reason
    assert 1 == [event.kind for event in (await office.page(first)).events].count("away")
    assert "filed" == (await quarantine.accept_held(office.container, mail.id)).reason


async def test_admins_are_told_by_letter_once_a_day_that_mail_waits(office: PostOffice) -> None:
    """In the language of each, with the reason and the page; nobody else hears of it, and the
    author least of all.
    """
    await office.person("boss@agency.example", "admin", "Boss")
    await add_person(office.container, "shef@agency.example", "Шеф", "admin", "ru")
    await strict(office)
    await verdict(office, subject="Bakery")
    await verdict(office, subject="Again")
    told = {row["to"]: row for row in await office.letters()}
    assert {"boss@agency.example", "shef@agency.example"} == set(told)
    assert 2 == len(await office.letters())
    english, russian = (
        letter_json.read(told[one]["content"])
        for one in ("boss@agency.example", "shef@agency.example")
    )
    assert ("[mailbridge] A letter waits for you: Bakery", "http://bridge.test/quarantine") == (
        english.subject,
        english.link,
    )
    assert (
        "who@elsewhere.example wrote “Bakery”, and it was not filed.",
        reason_words("unknown-author", RUSSIAN),
    ) == (
        english.details["came"],
        russian.details["why"],
    )
    assert "[mailbridge] Вас ждёт письмо: Bakery" == russian.subject


async def test_a_stranger_cannot_fill_the_letter_to_an_admin(office: PostOffice) -> None:
    await office.person("boss@agency.example", "admin", "Boss")
    await strict(office)
    await verdict(office, subject="Look " * 1000)
    (told,) = await office.letters()
    assert (True, "[…]") == (len(told["subject"]) < 150, told["subject"][-3:])


async def test_a_domain_is_held_or_blocked_and_an_address_outweighs_it(office: PostOffice) -> None:
    """The project outweighs what holds everywhere, the address its domain."""
    await author_policy.set_policy(office.container, "elsewhere.example", "block")
    assert ("discard", "blocked-author") == await verdict(office)
    await author_policy.set_policy(office.container, "@Elsewhere.Example", "hold", "Bloom")
    assert ("hold", "unknown-author") == await verdict(office)
    await author_policy.set_policy(office.container, "WHO@elsewhere.example", "allow")
    assert ("accept", "filed") == await verdict(office)
    for author in ("who@elsewhere.example", "elsewhere.example"):
        await author_policy.set_policy(office.container, author, "forget")
    assert ("hold", "unknown-author") == await verdict(office)


@pytest.mark.parametrize(
    ("author", "choice"),
    [("x@y.example", "maybe"), ("localpart", "allow"), ("a b@c.example", "block")],
)
async def test_a_policy_must_be_one(office: PostOffice, author: str, choice: str) -> None:
    """For an address or a domain."""
    with pytest.raises(Refused):
        await author_policy.set_policy(office.container, author, choice)


async def test_discarding_may_block_the_author(office: PostOffice) -> None:
    """From then on his mail is dropped without a word to anybody."""
    await strict(office)
    mail = await office.bring(WHO, "Hello", "Good day.")
    await quarantine.discard_held(office.container, mail.id, block=True)
    assert ("discard", "blocked-author") == await verdict(office)


async def test_an_unknown_author_is_refused_at_the_end_of_data(office: PostOffice) -> None:
    """550 before it is kept, and a row in the mail log; a client is taken whatever his reverse-path
    is (case 31).
    """
    await strict(office, "reject")
    with pytest.raises(accept.NotKept) as refused:
        await office.bring(WHO, "Hello", "Good day.")
    assert "550 5.7.1" in str(refused.value.verdict.reply)
    assert ["reject"] == [one.disposition for one in await browse.list_mail(office.container)]
    mail = await office.bring(
        MARIA, "Menu", "Please.", reverse_path="SRS0=x=y=bloom.example=maria@forwarder.example"
    )
    assert "filed" == mail.reason


async def test_a_forged_envelope_is_never_refused(office: PostOffice) -> None:
    """Whoever had his reverse-path forged gets no bounce from us: the mail is taken and held (case
    17); so is null-path mail.
    """
    await strict(office, "reject")
    office.container.authenticator = Authenticator(
        Evidence(spf=SpfResult("elsewhere.example", "fail"))
    )
    assert ("hold", "unknown-author") == await verdict(office)
    office.container.authenticator = Authenticator()
    ids = await accept.accept(
        office.container, [Envelope("", office.address)], letter(WHO, "Hello", "From nobody.", 9)
    )
    assert 1 == len(ids)


async def test_one_open_door_is_enough(office: PostOffice) -> None:
    """One mail to a strict project and to an open one is taken; in the strict one it waits."""
    other = await PostOffice(office.container).open("Open")
    await strict(office, "reject")
    envelopes = [
        Envelope("who@elsewhere.example", address) for address in (office.address, other.address)
    ]
    ids = await accept.accept(office.container, envelopes, letter(WHO, "Both", "For both.", 1))
    await ingest.drain(office.container)
    assert ["unknown-author", "filed"] == [
        (await browse.show_mail(office.container, one)).reason for one in ids
    ]


async def test_who_answers_by_his_own_reply_address_is_known(office: PostOffice) -> None:
    """However strict the project: we wrote to him."""
    first = await office.bring(WHO, "Hello", "Good day, may I ask something?")
    await strict(office)
    anna = await find_person(office.container, "anna@agency.example")
    assert first.discussion_id is not None
    await write.add_reply(office.container, anna, first.discussion_id, "Please do.")
    reply_to = await office.reply_address("who@elsewhere.example")
    assert (
        "filed"
        == (
            await office.bring(WHO, "Re: Hello", "What does it cost?", reply_to, To=reply_to)
        ).reason
    )


async def test_the_users_of_an_old_address_are_listed(office: PostOffice) -> None:
    """After a rotation the old address works for thirty days, whatever its spelling and detail;
    then it is unknown.
    """
    old = office.address
    fresh = (await projects.rotate_address(office.container, "Bloom")).address
    await office.bring(
        MARIA, "Menu", "Please build a menu page.", old.replace("@", "+task@").upper()
    )
    await office.bring(WHO, "Hello", "Good day.", old)
    current, retiring = await projects.list_project_addresses(office.container, "Bloom")
    assert (fresh, None, ()) == (current.address, current.retires, current.users)
    assert (old, {"maria@bloom.example", "who@elsewhere.example"}) == (
        retiring.address,
        {one.author for one in retiring.users},
    )
    office.container.clock.forward(days=31)  # type: ignore[attr-defined]
    assert [fresh] == [
        one.address for one in await projects.list_project_addresses(office.container, "Bloom")
    ]
    assert (
        "unknown-recipient" == (await check.check(office.container, old.replace("@", "+x@"))).reason
    )


async def test_an_alias_that_is_still_forwarded_to_an_old_address_is_listed(
    office: PostOffice,
) -> None:
    """Its provider has to be told of the new address, not the people who write through it."""
    await register.add_alias(office.container, "hello@agency.example", "Bloom")
    old = office.address
    await projects.rotate_address(office.container, "Bloom")
    for author in (MARIA, WHO):
        await office.bring(
            author, "Menu", "Please build a menu page.", old, To="hello@agency.example"
        )
    _, retiring = await projects.list_project_addresses(office.container, "Bloom")
    assert [("hello@agency.example", 2)] == [(one.author, one.times) for one in retiring.users]


async def test_a_project_is_reached_on_each_of_our_domains(store_url: str, tmp_path: Path) -> None:
    """Several domains, one project."""
    container = await open_container(
        store_url, tmp_path, domains=frozenset({"bridge.test", "post.agency.test"})
    )
    office = await PostOffice(container).open()
    mail = await office.bring(
        MARIA, "Menu", "Please.", office.address.replace("bridge.test", "Post.Agency.TEST")
    )
    assert ("filed", "Bloom") == (mail.reason, mail.project)
    await container.close()


@pytest.mark.parametrize("values", [{"unknown_authors": "maybe"}, {"colour": "red"}, {"name": " "}])
async def test_a_project_is_not_set_to_nonsense(office: PostOffice, values: dict[str, str]) -> None:
    """The refusal names what there is."""
    with pytest.raises(Refused):
        await projects.change_project(office.container, "Bloom", values)
