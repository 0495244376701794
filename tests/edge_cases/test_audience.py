"""Who hears a post, played through a real store: the rules of ordinary mail. The numbers are those
of the collected cases.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.letter import Letter
from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services.aliases import register
from mailbridge.services.discussions import send, write
from mailbridge.services.people import author_policy, leaving
from mailbridge.services.refusal import Refused
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, TOM, JO = "maria@bloom.example", "tom@bloom.example", "jo@bloom.example"
ANNA, IGOR = "anna@agency.example", "igor@agency.example"
SUPPLIER, RIVAL = "sales@supplier.example", "ceo@rival.example"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """The project Bloom: Anna is its member; Maria, Tom and Jo are clients of one firm. On each
    engine.
    """
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person(ANNA, "member", "Anna Petrova")
    for address, name in ((MARIA, "Maria Lopez"), (TOM, "Tom Reed"), (JO, "Jo Kern")):
        await made.person(address, "client", name)
    yield made
    await container.close()


def proven(office: PostOffice, domain: str = "bloom.example") -> None:
    assert isinstance(office.container.authenticator, Authenticator)
    office.container.authenticator.evidence = Evidence(spf=SpfResult(domain, "pass"))


async def letters_to(office: PostOffice, address: str) -> list[Letter]:
    return [
        letter_json.read(row["content"]) for row in await office.letters() if row["to"] == address
    ]


async def told(office: PostOffice, *addresses: str) -> list[int]:
    """How many letters each of them had."""
    return [len(await letters_to(office, one)) for one in addresses]


async def by_anna(office: PostOffice, text: str = "We shall.", **fields: Any) -> Any:
    """Anna answers her newest letter by its reply address."""
    to_anna = await office.reply_address(ANNA)
    return await office.bring(
        f"Anna <{ANNA}>", "Re: Menu", text, to_anna, **{"To": to_anna, **fields}
    )


async def to_all(office: PostOffice) -> None:
    """Maria's letter to us with Tom and Jo in Cc, and Anna's answer to all three."""
    await office.bring(f"Maria <{MARIA}>", "Menu", "Please build one.", Cc=f"{TOM}, {JO}")
    await by_anna(office)
    assert [1, 1, 1] == await told(office, MARIA, TOM, JO)


async def again(office: PostOffice, text: str, **fields: Any) -> Any:
    """Maria answers her newest letter by its reply address."""
    to = await office.reply_address(MARIA)
    return await office.bring(f"Maria <{MARIA}>", "Re: Menu", text, to, **{"To": to, **fields})


async def test_a_plain_reply_and_the_answer_to_it_stay_between_two(office: PostOffice) -> None:
    """The team's letter names whom she left out; nothing goes to them."""
    await to_all(office)
    await again(office, "Between us: Tom leaves.")
    letter = (await letters_to(office, ANNA))[-1]
    assert (("Maria Lopez",), ("Tom Reed", "Jo Kern")) == (letter.goes_to, letter.not_to)
    assert any("Tom Reed" in one and "left out" in one for one in letter.notices)
    await by_anna(office, "I see.")
    assert [2, 1, 1] == await told(office, MARIA, TOM, JO)
    assert [MARIA] == [one.address for one in (await letters_to(office, MARIA))[-1].to]


async def test_who_was_taken_out_of_a_reply_to_all_hears_no_more(office: PostOffice) -> None:
    """Jo was in the first letter and is not in this one."""
    await to_all(office)
    await again(office, "Jo need not read this.", Cc=TOM)
    await by_anna(office)
    assert [2, 2, 1] == await told(office, MARIA, TOM, JO)


async def test_all_reaches_everybody_and_quotes_no_private_words(office: PostOffice) -> None:
    """Maria's words were for us alone."""
    await to_all(office)
    await again(office, "Between us: Tom leaves.")
    page = await office.page(await by_anna(office, "#all\nThe page is ready."))
    assert [2, 2, 2] == await told(office, MARIA, TOM, JO)
    private = page.posts[-2].id
    for one in (MARIA, TOM):
        assert private not in (await letters_to(office, one))[-1].earlier
    assert ["all"] == [page.posts[-1].audience_reason]


async def test_the_trail_and_the_page_say_who_hears_it(office: PostOffice) -> None:
    """With the reason."""
    await to_all(office)
    mail = await again(office, "Between us: Tom leaves.")
    assert f"audience: {MARIA}; not {TOM}, {JO} (author-alone)" in mail.trail
    post = (await office.page(mail)).posts[-1]
    assert (["Maria Lopez"], ["Tom Reed", "Jo Kern"]) == (
        [one.name for one in post.audience],
        [one.name for one in post.left_out],
    )


async def test_without_takes_a_client_out_of_the_discussion(office: PostOffice) -> None:
    """Of this answer, of all later ones, and of what has not left yet; nonsense is told to the
    member.
    """
    await to_all(office)
    await by_anna(office, "#without tom@\nSecond thoughts.")
    await by_anna(office, "#all\nThird.")
    assert [3, 0, 3] == await told(office, MARIA, TOM, JO)
    await by_anna(office, "#without zoe@\nFourth.")
    assert any("zoe@" in one for one in (await letters_to(office, ANNA))[-1].notices)


async def test_who_was_taken_out_and_writes_again_waits(office: PostOffice) -> None:
    """A member lets them in, or not."""
    await to_all(office)
    to_tom = await office.reply_address(TOM)
    await leaving.leave_discussion(office.container, TOM, 1)
    mail = await office.bring(f"Tom <{TOM}>", "Re: Menu", "And me?", to_tom, To=to_tom)
    page = await office.page(mail)
    assert [False] == [one.admitted for one in page.participants if TOM in one.person.addresses]
    await by_anna(office, "#all\nLater.")
    assert [2, 0, 2] == await told(office, MARIA, TOM, JO)


async def test_a_blind_copy_is_answered_to_its_author_alone(office: PostOffice) -> None:
    """The printer does not know of us (case 88)."""
    printer = "printer@print.example"
    mail = await office.bring(f"Maria <{MARIA}>", "Flyer", "Print 500.", To=printer)
    await by_anna(office, "We know a better printer.")
    assert [1, 0] == await told(office, MARIA, printer)
    assert printer not in (await office.page(mail)).discussion.participants


async def test_a_subject_that_others_were_not_to_read_is_not_told_to_all(
    office: PostOffice,
) -> None:
    """Maria writes to us alone under another one; who has it in To or Cc reads it in #all."""
    proven(office)
    await to_all(office)
    for topic, more in (("Re: Tom has to go", {}), ("Re: Photos", {"Cc": TOM})):
        to = await office.reply_address(MARIA)
        await office.bring(f"Maria <{MARIA}>", topic, "Call me.", to, **{"To": to, **more})
        proven(office, "agency.example")
        await by_anna(office, "#all\nThe page is ready.")
        proven(office)
    assert ["Re: Menu", "Re: Photos"] == [
        one.subject for one in (await letters_to(office, TOM))[1:]
    ]


@pytest.mark.parametrize("robot", ["no-reply@shop.example", "mailer-daemon@bloom.example"])
async def test_no_letter_goes_to_a_robot_in_cc(office: PostOffice, robot: str) -> None:
    """Nor is it shown in To or Cc of ours."""
    proven(office)
    await office.bring(f"Maria <{MARIA}>", "Order", "Fix the tax.", Cc=robot)
    await by_anna(office)
    assert [1, 0] == await told(office, MARIA, robot)
    maria = (await letters_to(office, MARIA))[0]
    assert robot not in [one.address for one in (*maria.to, *maria.cc)]


async def test_no_letter_goes_to_a_blocked_address(office: PostOffice) -> None:
    """Whoever put it in Cc."""
    proven(office)
    await author_policy.set_policy(office.container, "rival.example", "block")
    await office.bring(f"Maria <{MARIA}>", "Order", "Fix the tax.", Cc=RIVAL)
    await by_anna(office)
    assert [1, 0] == await told(office, MARIA, RIVAL)


async def test_a_supplier_hears_the_team_and_the_client_hears_nothing(office: PostOffice) -> None:
    """A member asks from her own mailbox, in the client's discussion, with us in Cc."""
    await office.bring(f"Maria <{MARIA}>", "Neon sign", "What does it cost?")
    letter = (await letters_to(office, ANNA))[-1]
    proven(office, "agency.example")
    fields = {"To": SUPPLIER, "Cc": office.address, "In_Reply_To": f"<{letter.message_id}>"}
    asked = await office.bring(
        f"Anna <{ANNA}>", "Re: Neon sign", "Your dealer price?", Message_ID="<q@agency>", **fields
    )
    proven(office, "supplier.example")
    fields = {"To": ANNA, "Cc": office.address, "In_Reply_To": "<q@agency>"}
    mail = await office.bring(f"Sales <{SUPPLIER}>", "Re: Neon sign", "310.", **fields)
    assert asked.discussion_id == mail.discussion_id == 1
    assert [0, 0] == await told(office, MARIA, SUPPLIER)
    page = await office.page(mail)
    assert [[MARIA], [SUPPLIER], [SUPPLIER]] == [
        [one.addresses[0] for one in post.audience] for post in page.posts
    ]
    assert [MARIA] == [one.addresses[0] for one in page.answer_to]


async def test_a_forward_to_a_supplier_is_the_members_own_letter(office: PostOffice) -> None:
    """It is not passed on to us in the client's name; a forward to us alone is."""
    await office.bring(f"Maria <{MARIA}>", "Neon sign", "What does it cost?")
    letter = (await letters_to(office, ANNA))[-1]
    proven(office, "agency.example")
    text = (
        "Hello, your dealer price?\n\n---------- Forwarded message ---------\n"
        f"From: Maria Lopez <{MARIA}>\nSubject: Neon sign\n\nWhat does it cost?\n"
    )
    names = {"Cc": office.address, "In_Reply_To": f"<{letter.message_id}>"}
    mail = await office.bring(f"Anna <{ANNA}>", "Fwd: Neon sign", text, To=SUPPLIER, **names)
    post = (await office.page(mail)).posts[-1]
    assert (ANNA, [SUPPLIER]) == (post.author, [one.addresses[0] for one in post.audience])
    assert [0, 0] == await told(office, MARIA, SUPPLIER)
    passed = await office.bring(f"Anna <{ANNA}>", "Fwd: Neon sign", text)
    assert MARIA in [one.author for one in (await office.page(passed)).posts]


async def test_an_answer_from_the_web_takes_the_newest_audience(office: PostOffice) -> None:
    """Or that of the post it is said to answer, or all."""
    await to_all(office)
    await again(office, "Between us.")
    anna = await office.person(ANNA, "member", "Anna Petrova")
    await write.add_reply(office.container, anna, 1, "To Maria.")
    assert [2, 1, 1] == await told(office, MARIA, TOM, JO)
    await write.add_reply(office.container, anna, 1, "To all three.", answers=1)
    assert [3, 2, 2] == await told(office, MARIA, TOM, JO)
    await again(office, "Once more.")
    await write.add_reply(office.container, anna, 1, "To everybody.", to_all=True)
    assert [4, 3, 3] == await told(office, MARIA, TOM, JO)


async def test_a_question_is_read_by_those_who_heard_it(office: PostOffice) -> None:
    """Tom reads nothing of what Maria alone was asked."""
    await to_all(office)
    await again(office, "Between us: Tom leaves.")
    await by_anna(office, "Who follows him?")
    await by_anna(office, "#all\nThe page is ready.")
    footers = [(await letters_to(office, one))[-1].footer for one in (MARIA, TOM)]
    assert [1, 0] == [len(one.questions) if one is not None else -1 for one in footers]


async def test_a_stranger_in_cc_of_an_unproven_author_waits(office: PostOffice) -> None:
    """One of the author's own mail domain does not (case 86)."""
    await office.bring(f"Maria <{MARIA}>", "Menu", "Please build one.")
    await by_anna(office)
    evidence, office.container.authenticator.evidence = Evidence(), Evidence()  # type: ignore[attr-defined]
    assert evidence == Evidence()
    boss = "boss@bloom.example"
    await office.bring(
        f"Maria <{MARIA}>",
        "Re: Menu",
        "The boss and a lawyer read along.",
        In_Reply_To=f"<{(await letters_to(office, MARIA))[0].message_id}>",
        Cc=f"{boss}, Lex <{RIVAL}>",
    )
    letter = (await letters_to(office, ANNA))[-1]
    assert any(RIVAL in one for one in letter.notices)
    await by_anna(office, "Welcome.")
    assert [2, 1, 0] == await told(office, MARIA, boss, RIVAL)


async def test_whom_a_proven_author_adds_is_shown_by_address_and_as_new(office: PostOffice) -> None:
    """A display name is what its owner likes (case 86)."""
    await office.bring(f"Maria <{MARIA}>", "Menu", "Please build one.")
    await by_anna(office)
    proven(office)
    await again(office, "Please go on.", Cc=f"Tom <{RIVAL}>")
    letter = (await letters_to(office, ANNA))[-1]
    assert ("Maria Lopez", f"Tom <{RIVAL}> (new)") == letter.goes_to
    await by_anna(office)
    assert [2, 1] == await told(office, MARIA, RIVAL)


async def test_two_clients_of_different_domains_never_meet_by_words(office: PostOffice) -> None:
    """Neither by the subject, nor by what they quote."""
    await office.person(RIVAL, "client", "Rita")
    words = "Your new menu page with all the prices of spring is online since this morning."
    await office.bring(f"Maria <{MARIA}>", "New menu page for spring", "Please build it.")
    await by_anna(office, words)
    quote = f"I want that, too.\n\nOn Mon, Anna wrote:\n> {words}\n"
    for text in (quote, "Please build one for us, too."):
        mail = await office.bring(f"Rita <{RIVAL}>", "Re: New menu page for spring", text)
        assert 1 != mail.discussion_id


async def test_a_colleague_who_quotes_our_words_joins_and_waits(office: PostOffice) -> None:
    """Maria passed the letter on; no id came with it."""
    words = "Your new menu page with all the prices of spring is online since this morning."
    await office.bring(f"Maria <{MARIA}>", "New menu page for spring", "Please build it.")
    await by_anna(office, words)
    quote = f"Looks good to me.\n\nOn Mon, Anna wrote:\n> {words}\n"
    mail = await office.bring("Boss <boss@bloom.example>", "Menu", quote)
    assert 1 == mail.discussion_id
    page = await office.page(mail)
    assert [False] == [
        one.admitted for one in page.participants if "boss@" in one.person.addresses[0]
    ]


async def test_the_answer_comes_from_the_alias_and_goes_where_she_wrote_from(
    office: PostOffice,
) -> None:
    """Of several aliases, and of several addresses of hers."""
    from mailbridge.services.people import addresses

    for alias in ("sales@bridge.test", "hello@bridge.test"):
        await register.add_alias(office.container, alias, "Bloom")
    await addresses.add_address(office.container, MARIA, "maria@home.example")
    for alias in ("hello@bridge.test", "sales@bridge.test"):
        await office.bring(
            "Maria <maria@home.example>", f"By {alias}", "Please look.", alias, To=alias
        )
        await by_anna(office)
        letter = (await letters_to(office, "maria@home.example"))[-1]
        assert (alias, "maria@home.example") == (letter.from_.address, letter.to[0].address)


@pytest.mark.parametrize(
    ("reply_to", "reached"),
    [
        ("office@bloom.example", "office@bloom.example"),
        ("office@elsewhere.example", MARIA),
        ("no-reply@bloom.example", MARIA),
    ],
)
async def test_reply_to_is_honoured_within_the_proven_authors_domain(
    office: PostOffice, reply_to: str, reached: str
) -> None:
    """Elsewhere it may be anybody's."""
    proven(office)
    await office.bring(f"Maria <{MARIA}>", "Holiday", "Answer the office.", Reply_To=reply_to)
    await by_anna(office)
    assert 1 == len(await letters_to(office, reached))
    assert [0] == await told(office, *({reply_to, MARIA} - {reached}))


async def test_reply_to_of_an_unproven_author_is_not_honoured(office: PostOffice) -> None:
    """Whoever forges From would choose who reads our answer."""
    await office.bring(
        f"Maria <{MARIA}>", "Holiday", "Answer the office.", Reply_To="office@bloom.example"
    )
    await by_anna(office)
    assert [1, 0] == await told(office, MARIA, "office@bloom.example")


async def test_a_changed_subject_above_a_quote_begins_a_linked_discussion(
    office: PostOffice,
) -> None:
    """The text stands alone; our answer goes to its author under the new subject (case 47)."""
    await to_all(office)
    text = "Could you set up the Christmas newsletter for us as last year?\n\n> We shall.\n"
    to = await office.reply_address(MARIA)
    mail = await office.bring(f"Maria <{MARIA}>", "Newsletter for December", text, to, To=to)
    assert 2 == mail.discussion_id
    await by_anna(office, "Yes.")
    assert "Re: Newsletter for December" == (await letters_to(office, MARIA))[-1].subject
    assert [2, 1] == await told(office, MARIA, TOM)


async def test_a_short_reply_under_a_new_subject_offers_the_split(office: PostOffice) -> None:
    """It stays, and the answer bears the new subject."""
    await to_all(office)
    to = await office.reply_address(MARIA)
    mail = await office.bring(f"Maria <{MARIA}>", "Re: Photos", "And these?", to, To=to)
    assert 1 == mail.discussion_id
    letter = (await letters_to(office, ANNA))[-1]
    assert any("Split it off" in one for one in letter.notices)
    await by_anna(office, "They are fine.")
    assert "Re: Photos" == (await letters_to(office, MARIA))[-1].subject


@pytest.mark.parametrize("robot", ["noreply@site.example", "wordpress@site.example"])
async def test_two_visitors_of_a_form_are_two_clients(office: PostOffice, robot: str) -> None:
    """Each has a discussion of their own, and is answered; nothing is proven."""
    proven(office, "site.example")
    mails = [
        await office.bring(
            f"Site <{robot}>",
            "Contact form",
            f"Name: {name}\nPlease call me back.",
            Reply_To=f"{name} <{name}@visitor.example>",
        )
        for name in ("jo", "kim")
    ]
    assert [1, 2] == [mail.discussion_id for mail in mails]
    post = (await office.page(mails[1])).posts[0]
    assert ("kim@visitor.example", "unverified") == (post.author, post.verified)
    letter = (await letters_to(office, ANNA))[-1]
    assert any("form of site.example" in one for one in letter.notices)
    await by_anna(office, "We call at ten.")
    assert [0, 1, 0] == await told(office, "jo@visitor.example", "kim@visitor.example", robot)
    more = await office.bring(
        f"Site <{robot}>", "Contact form", "Once more.", Reply_To="kim@visitor.example"
    )
    assert 2 == more.discussion_id


async def test_an_address_that_writes_for_many_is_a_form(office: PostOffice) -> None:
    """So is one that an admin declared, from the first letter on."""
    for number in range(3):
        mail = await office.bring(
            "Desk <desk@site.example>",
            f"Request {number}",
            "Please call.",
            Reply_To=f"visitor{number}@home.example",
        )
    assert "visitor2@home.example" == (await office.page(mail)).posts[0].author
    await author_policy.set_policy(office.container, "shop@other.example", "form")
    mail = await office.bring(
        "Shop <shop@other.example>", "Order", "Two loaves.", Reply_To="zoe@home.example"
    )
    assert "zoe@home.example" == (await office.page(mail)).posts[0].author


async def test_a_robots_letter_is_told_and_says_that_nobody_reads_there(office: PostOffice) -> None:
    """An order, a failed payment; each of them, and no answer goes there."""
    robot = "noreply@payments.example"
    for _ in range(2):
        await office.bring(f"Payments <{robot}>", "Payout failed", "Check your bank details.")
    letters = await letters_to(office, ANNA)
    assert [True, True] == [robot in one.goes_nowhere for one in letters]
    await by_anna(office, "Which account?")
    assert [0] == await told(office, robot)
    said = [one.notices for one in await letters_to(office, ANNA) if one.name == "nobody_told"]
    assert [("Payments: nobody reads letters at that address.",)] == said


async def test_proven_words_of_who_waits_are_not_called_unproven(office: PostOffice) -> None:
    """Their ids show that they saw the discussion; its client's company is another."""
    proven(office)
    await office.bring(f"Maria <{MARIA}>", "Order", "Fix the tax.")
    proven(office, "supplier.example")
    fields = {"In_Reply_To": f"<{office.brought}@mail.example>"}
    mail = await office.bring(f"Sales <{SUPPLIER}>", "Re: Order", "We can.", **fields)
    assert (1, "verified") == (mail.discussion_id, (await office.page(mail)).posts[-1].verified)
    said = " ".join((await letters_to(office, ANNA))[-1].notices)
    assert ("waits" in said, "#pass" in said, "Nothing proves" in said) == (True, True, False)


async def test_one_letter_that_came_two_ways_is_one_post(office: PostOffice) -> None:
    """Through a list that tags the subject and adds a footer (case 9)."""
    text = "Please design the Christmas windows."
    fields = {"Message_ID": "<windows@bloom.example>"}
    first = await office.bring(f"Maria <{MARIA}>", "Windows", text, **fields)
    more = f"CAUTION: external.\n\n{text}\n\n--\nYou are subscribed to the group.\n"
    copy = await office.bring(f"Maria <{MARIA}>", "[EXTERNAL] Windows", more, **fields)
    assert ("duplicate", first.post_id) == (copy.reason, copy.post_id)
    other = await office.bring(f"Maria <{MARIA}>", "Windows", "Another thing altogether.", **fields)
    assert "filed" == other.reason


async def test_who_leaves_a_project_hears_nothing_of_its_discussions(office: PostOffice) -> None:
    """Who takes no part there cannot be taken out."""
    await to_all(office)
    view = await leaving.leave_project(office.container, TOM, "Bloom")
    assert () == view.projects
    await by_anna(office, "#all\nLater.")
    assert [2, 0, 2] == await told(office, MARIA, TOM, JO)
    with pytest.raises(Refused, match="takes no part there"):
        await leaving.leave_project(office.container, TOM, "Bloom")


async def test_an_address_of_an_older_version_reaches_whom_its_letter_named(
    office: PostOffice,
) -> None:
    """It names no post: the ids of the answer say which letter it answers."""
    from mailbridge.domain.address import ReplyAddress, encode

    await to_all(office)
    first = (await letters_to(office, ANNA))[0]
    await again(office, "Between us: Tom leaves.")
    anna = await office.person(ANNA, "member", "Anna Petrova")
    old = f"{encode(ReplyAddress(anna.id, 1), office.container.keys[0])}@bridge.test"
    reply = {"To": old, "In_Reply_To": f"<{first.message_id}>"}
    await office.bring(f"Anna <{ANNA}>", "Re: Menu", "To all three.", old, **reply)
    assert [2, 2, 2] == await told(office, MARIA, TOM, JO)


async def test_a_note_that_is_sent_after_all_reaches_whom_it_would_have(office: PostOffice) -> None:
    """Those of the newest post that a client could see when it was written; Tom is not among
    them.
    """
    await to_all(office)
    await again(office, "Between us: Tom leaves.")
    anna = await office.person(ANNA, "member", "Anna Petrova")
    note = await write.add_reply(office.container, anna, 1, "Dear Maria, I see.", internal=True)
    to_tom = await office.reply_address(TOM)
    await office.bring(f"Tom <{TOM}>", "Re: Menu", "News?", to_tom, To=to_tom)
    view = await send.send_held_answer(office.container, note, anna)
    assert (MARIA,) == view.to
    assert [2, 1, 1] == await told(office, MARIA, TOM, JO)
