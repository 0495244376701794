"""Who wrote it: what went wrong elsewhere. The numbers are those of the collected cases."""

import pytest

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.aliases import register
from tests.container import Authenticator
from tests.services.post_office import PostOffice, letter

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)


def raw_letter(office: PostOffice, *fields: str, text: str = "Please build a menu page.") -> bytes:
    """A letter of exactly these header fields."""
    head = (*fields, f"To: {office.address}", "Subject: Menu", "Message-ID: <raw@mail.example>")
    return "\r\n".join((*head, "", text, "")).encode("utf-8")


def prove(office: PostOffice, domain: str | None) -> None:
    """From now on mail comes from a server of this domain."""
    authenticator = office.container.authenticator
    assert isinstance(authenticator, Authenticator)
    authenticator.evidence = Evidence(spf=SpfResult(domain, "pass")) if domain else Evidence()


async def test_a_mailman_list_does_not_become_its_authors_word(office: PostOffice) -> None:
    """A list that put itself into From is the author; Reply-To alone, which anybody can write,
    makes nobody Maria (case 27).
    """
    fields = (
        "From: Maria Lopez via News <news@lists.example>",
        f"Reply-To: {MARIA}",
        "X-MailFrom: maria@bloom.example",
    )
    mail = await office.bring(
        MARIA,
        "",
        "",
        raw=raw_letter(office, *fields, "List-Id: <news.lists.example>", "Precedence: list"),
    )
    post = (await office.page(mail)).posts[0]
    assert ("news@lists.example", "list") == (post.author, post.kind)


MAILMAN = ("List-Id: <news.lists.example>", "X-Mailman-Version: 3.3.9", "Precedence: list")


async def test_a_declared_mailman_list_gives_its_author_back(office: PostOffice) -> None:
    """The admin said that the list leads here: Maria is the author, unverified, and a person wrote
    it (case 27).
    """
    await register.add_alias(office.container, "news@lists.example", "Bloom")
    fields = (
        "From: Maria Lopez via News <news@lists.example>",
        f"Reply-To: {MARIA}",
        "X-MailFrom: maria@bloom.example",
        *MAILMAN,
    )
    mail = await office.bring(
        MARIA, "", "", raw=raw_letter(office, *fields), reverse_path="news-bounces@lists.example"
    )
    page = await office.page(mail)
    post = page.posts[0]
    assert ("maria@bloom.example", "human", "unverified") == (post.author, post.kind, post.verified)
    assert ("maria@bloom.example",) == page.discussion.participants


async def test_a_mailman_list_makes_nobody_a_member(office: PostOffice) -> None:
    """Anna's name in Reply-To, and a command below (case 27, case 34)."""
    await register.add_alias(office.container, "news@lists.example", "Bloom")
    fields = ("From: Anna Petrova via News <news@lists.example>", f"Reply-To: {ANNA}", *MAILMAN)
    prove(office, "lists.example")
    raw = raw_letter(office, *fields, text="#task Pay\r\nPlease pay.")
    page = await office.page(
        await office.bring(ANNA, "", "", raw=raw, reverse_path="news-bounces@lists.example")
    )
    assert ("anna@agency.example", "unverified", ()) == (
        page.posts[0].author,
        page.posts[0].verified,
        page.tasks,
    )
    assert "claims-member" in page.posts[0].flags


@pytest.mark.parametrize(
    "reply_to",
    ["Desk <desk@elsewhere.example>", "somebody@unknown", "Anna Petrova <anna@agency.example>"],
)
async def test_reply_to_says_nothing_of_the_author(office: PostOffice, reply_to: str) -> None:
    """From does (case 28)."""
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.", Reply_To=reply_to)
    assert [("maria@bloom.example", False)] == [
        (post.author, post.author_is_team) for post in (await office.page(mail)).posts
    ]


@pytest.mark.parametrize(
    ("field", "address", "name"),
    [
        ("tom@bloom.example (Tom Reed)", "tom@bloom.example", "Tom Reed"),
        ('"Reed, Tom" <tom@bloom.example>', "tom@bloom.example", "Reed, Tom"),
        ("=?utf-8?B?0JjQs9C+0YDRjA==?= <igor@bloom.example>", "igor@bloom.example", "Игорь"),
        ("=?koi8-r?Q?=E9=C7=CF=D2=D8?= <igor@bloom.example>", "igor@bloom.example", "Игорь"),
        ("Tom (the cook) Reed <tom@bloom.example>", "tom@bloom.example", "Tom Reed"),
    ],
)
async def test_an_authors_name_is_read_in_any_dress(
    office: PostOffice, field: str, address: str, name: str
) -> None:
    """Comments, quotes and encoded words (case 29)."""
    mail = await office.bring(MARIA, "", "", raw=raw_letter(office, f"From: {field}"))
    post = (await office.page(mail)).posts[0]
    assert (address, name) == (post.author, post.author_name)


async def test_of_several_authors_nobody_is_proved(office: PostOffice) -> None:
    """The first one is shown, and the post is flagged (case 29)."""
    prove(office, "bloom.example")
    mail = await office.bring(MARIA, "", "", raw=raw_letter(office, f"From: {TOM}, {ANNA}"))
    post = (await office.page(mail)).posts[0]
    assert ("tom@bloom.example", "unverified", True) == (
        post.author,
        post.verified,
        "several-authors" in post.flags,
    )


@pytest.mark.parametrize("field", ["From:", "From: Maria", "X-From: nobody", "From: undisclosed:;"])
async def test_without_a_from_the_reverse_path_is_the_author(
    office: PostOffice, field: str
) -> None:
    """Missing, empty, or without an address; filed all the same (case 30)."""
    mail = await office.bring(MARIA, "", "", raw=raw_letter(office, field))
    assert ["maria@bloom.example"] == [post.author for post in (await office.page(mail)).posts]


async def test_mail_of_nobody_at_all_waits_for_an_admin(office: PostOffice) -> None:
    """Neither From nor a reverse-path, and not a machine's by any sign but that (case 30)."""
    mail = await office.bring(
        "", "", "", raw=raw_letter(office, "X-Mailer: x"), reverse_path="somebody"
    )
    assert ("hold", "no-author") == (mail.disposition, mail.reason)


@pytest.mark.parametrize(
    "reverse_path",
    [
        "SRS0=HhHh=TT=bloom.example=maria@fwd.example",
        "prvs=1234abcdef=maria@bloom.example",
        "0102018f-9c@eu-west-1.amazonses.example",
    ],
)
async def test_a_rewritten_reverse_path_is_not_the_person(
    office: PostOffice, reverse_path: str
) -> None:
    """SRS, BATV and a provider's own: the author is who From says, known as before (case 31)."""
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.", reverse_path=reverse_path)
    page = await office.page(mail)
    assert (("maria@bloom.example",), ["maria@bloom.example"]) == (
        page.discussion.participants,
        [post.author for post in page.posts],
    )
    assert not page.participants[0].person.staged


async def test_results_that_the_letter_brings_along_prove_nothing(office: PostOffice) -> None:
    """Only our own border's field counts, wherever others stand (case 33)."""
    forged = "bridge.test; dmarc=pass header.from=agency.example"
    text = "#done\nPay to another account."
    mail = await office.bring(
        ANNA,
        "Menu",
        text,
        Authentication_Results=forged,
        ARC_Authentication_Results=f"i=1; {forged}",
    )
    post = (await office.page(mail)).posts[0]
    assert ("unverified", text) == (post.verified, post.reply.strip())


async def test_a_clients_letter_in_a_members_name_gets_none_of_his_powers(
    office: PostOffice,
) -> None:
    """It is flagged, stays out of clients' sight, and closes nothing (case 34)."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.")
    mail = await office.bring(
        ANNA,
        "Re: Menu",
        "#done\nAll is done.",
        In_Reply_To="<1@mail.example>",
        reverse_path="maria@bloom.example",
    )
    page = await office.page(mail)
    assert (first.discussion_id, "open") == (mail.discussion_id, page.discussion.state)
    assert "claims-member" in page.posts[1].flags
    assert [] == [row for row in await office.letters() if row["to"] == "maria@bloom.example"]


async def test_proof_is_one_letters_and_not_the_discussions(office: PostOffice) -> None:
    """Tom's proved answer makes nothing of Maria's proved, neither before nor after it (case
    35).
    """
    await office.person("tom@bloom.example", "client", "Tom Reed")
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    prove(office, "bloom.example")
    await office.bring(TOM, "Re: Menu", "And soon, please.", In_Reply_To="<1@mail.example>")
    prove(office, None)
    page = await office.page(
        await office.bring(MARIA, "Re: Menu", "Really soon.", In_Reply_To="<2@mail.example>")
    )
    assert ["unverified", "verified", "unverified"] == [post.verified for post in page.posts]


async def test_our_own_addresses_write_nothing(office: PostOffice) -> None:
    """A letter from a project address is dropped, and nobody is told (case 36)."""
    mail = await office.bring(f"Bloom <{office.address}>", "Re: Menu", "Ours.")
    assert ("discard", "own-mail", []) == (mail.disposition, mail.reason, await office.letters())


async def test_a_letter_needs_no_more_than_its_from(office: PostOffice) -> None:
    """The same person however often he is written, and one contact for one address (case 29)."""
    raws = [
        letter(f"{name} <NEW@x.example>", f"S{name}", "Please do it.", 50 + n, To=office.address)
        for n, name in enumerate("AB")
    ]
    pages = [
        await office.page(await office.bring("new@x.example", "", "", raw=raw)) for raw in raws
    ]
    assert 1 == len({page.participants[0].person.id for page in pages})
