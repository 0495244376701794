"""Inside stays inside: what is said of it outside, what a last look holds, and how it goes out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services.discussions import read, send, share, write
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import drain_outbox
from mailbridge.store.outbox import letter_json
from tests.container import Relay, open_container, rendering
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
ANNA, BOB = "Anna Petrova <anna@agency.example>", "Bob Roe <bob@agency.example>"
NOTE = "Bob, she is broke, so ask for the money first. Our floor is 9000."
LEAK = "she is broke, so ask for the money first"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked in discussion 1, Anna and Bob answered; then Anna wrote a note, and all letters
    have gone.
    """
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Petrova"),
        ("bob@agency.example", "member", "Bob Roe"),
        ("maria@bloom.example", "client", "Maria Lopez"),
    ):
        await made.person(address, role, name)
    await made.bring(MARIA, "Offer", "What does the shop cost?")
    for author, text in ((BOB, "Hello Maria, we calculate it."), (ANNA, f"#note\n{NOTE}")):
        await answer(made, author, text)
    await drain_outbox.drain(container)
    yield made
    await container.close()


async def answer(office: PostOffice, author: str, text: str, subject: str = "Re: Offer") -> int:
    """A member answers the newest letter that came; the post."""
    to = await office.reply_address(author.partition("<")[2].rstrip(">"))
    mail = await office.bring(author, subject, text, to=to, To=to)
    assert mail.post_id is not None
    return mail.post_id


async def got(office: PostOffice, address: str = "maria@bloom.example") -> list[str]:
    """What has been sent to somebody, as text, after everything that is owed has gone."""
    while await drain_outbox.drain(office.container):
        pass
    assert isinstance(office.container.relay, Relay)
    rows = [row for row in await office.letters() if row["to"] == address]
    return [(row["words"] or "").replace("\n", " ") for row in rows]


async def test_a_letter_that_answers_to_go_out_says_only_how_much_there_is_inside(
    office: PostOffice,
) -> None:
    """No internal post is quoted in it, and no inside task named."""
    await answer(office, ANNA, "#note\n#task Calm the client\nSee the contract.")
    await office.bring(MARIA, "Re: Offer", "When will you know?")
    told = (await got(office, "bob@agency.example"))[-1]
    assert "not shown in this letter 2 internal notes 1 inside task" in told
    assert (False, False, False) == ("broke" in told, "calm" in told, "contract" in told)


async def test_an_internal_letter_says_how_to_write_to_the_client(office: PostOffice) -> None:
    """Its answer stays inside, unless it begins with #client."""
    told = (await got(office, "bob@agency.example"))[-1]
    assert "your reply stays inside the team start with client to write to maria lopez" in told
    before = await got(office)
    await answer(office, BOB, "No, she always haggles.")
    assert before == await got(office)
    await answer(office, BOB, "#client\nDear Maria, it costs 12000.")
    assert "it costs 12000" in (await got(office))[-1]


async def test_an_answer_that_says_what_stands_inside_is_held(office: PostOffice) -> None:
    """Its author is told which words, by letter and in the discussion; no client gets it."""
    before = await got(office)
    held = await answer(office, BOB, f"#client\nDear Maria, I hear {LEAK}.")
    told = (await got(office, "bob@agency.example"))[-1]
    page = await read.show_discussion(office.container, 1)
    assert before == await got(office)
    assert "your answer has not gone to maria lopez" in told
    assert "she is broke so ask for the money first" in told
    assert (LEAK,) == next(post.held for post in page.posts if post.id == held)


async def test_a_held_answer_is_sent_as_it_is_by_a_word(office: PostOffice) -> None:
    """#send in an answer to the letter that told of it."""
    await answer(office, BOB, f"#client\nDear Maria, I hear {LEAK}. Is it so?")
    await got(office, "bob@agency.example")
    await answer(office, BOB, "#send")
    assert "dear maria i hear she is broke" in (await got(office))[-1]
    page = await read.show_discussion(office.container, 1)
    assert [1] == [one.number for one in page.questions if one.side == "client"]


async def test_a_held_answer_is_sent_without_these_words(office: PostOffice) -> None:
    """The other button."""
    held = await answer(office, BOB, f"#client\nDear Maria, {LEAK}.\nIt costs 12000.")
    bob = await register.find_person(office.container, "bob@agency.example")
    view = await send.send_held_answer(office.container, held, bob, cut=True)
    sent = (await got(office))[-1]
    assert (("maria@bloom.example",), (LEAK,)) == (view.to, view.words)
    assert (True, False) == ("it costs 12000" in sent, "broke" in sent)
    with pytest.raises(Refused, match="Nothing waits here"):
        await send.send_held_answer(office.container, held, bob)


@pytest.mark.parametrize("said", ["#client\nDear Maria, we begin.\n\n#note\n", "#client\n#notes\n"])
async def test_words_below_a_note_further_down_are_held(office: PostOffice, said: str) -> None:
    """A command counts at the top alone, but nobody wants such words read by a client."""
    before = await got(office)
    held = await answer(office, BOB, f"{said}The ferns on the roof wilt.")
    told = " ".join((await got(office, "bob@agency.example"))[-2:])
    assert (before, True) == (await got(office), "the ferns on the roof wilt" in told)
    assert "your answer has not gone to maria lopez" in told
    page = await read.show_discussion(office.container, 1)
    assert "The ferns on the roof wilt." in next(p.held for p in page.posts if p.id == held)


async def test_what_is_above_a_note_is_sent_alone(office: PostOffice) -> None:
    """The button cuts the rest."""
    held = await answer(office, BOB, "#client\nWe begin at noon.\n\n#note\nThe ferns wilt.")
    bob = await register.find_person(office.container, "bob@agency.example")
    await send.send_held_answer(office.container, held, bob, cut=True)
    sent = (await got(office))[-1]
    assert (True, False) == ("we begin at noon" in sent, "ferns" in sent)


async def test_commands_further_down_are_told_of(office: PostOffice) -> None:
    """They are not obeyed, and go out as words."""
    await answer(office, BOB, "#client\nWe begin at noon.\n\n#task Water the ferns")
    told = (await got(office, "bob@agency.example"))[-1]
    assert "task stands below your first words and was not carried out" in told
    assert "we begin at noon" in (await got(office))[-1]


@pytest.mark.parametrize("subject", ["#note Re: Offer", "Re: Offer #Notiz", "AW: #заметка: Offer"])
async def test_a_note_by_its_subject_stays_inside(office: PostOffice, subject: str) -> None:
    """Some write it there; `#client` above the words still sends them."""
    await office.bring(MARIA, "Re: Offer", "And when?")
    before = await got(office)
    noted = await answer(office, ANNA, "The ferns wilt.", subject)
    page = await read.show_discussion(office.container, 1)
    assert before == await got(office)
    assert next(post.internal for post in page.posts if post.id == noted)
    await answer(office, ANNA, "#client\nThe ferns thrive.", subject)
    assert "the ferns thrive" in (await got(office))[-1]


async def test_a_client_who_writes_note_is_answered(office: PostOffice) -> None:
    """The team's answers bear that subject, too."""
    mail = await office.bring(MARIA, "#note on the shop", "What does the sign cost?")
    assert mail.discussion_id is not None
    await got(office)
    await answer(office, ANNA, "It costs 200.", "Re: #note on the shop")
    assert "it costs 200" in (await got(office))[-1]


async def test_whom_nobody_confirmed_is_shown_by_address(office: PostOffice) -> None:
    """Anybody may call themselves Maria Lopez."""
    await office.bring("Maria Lopez <maria@rival.example>", "Money", "Where shall we pay?")
    told = letter_json.read((await office.letters())[-1]["content"])
    assert ("Maria Lopez <maria@rival.example>",) == told.goes_to


async def test_a_note_of_one_line_is_read_by_the_team(office: PostOffice) -> None:
    """Its words stand behind the command."""
    before = await got(office)
    await answer(office, ANNA, "#note The ferns on the roof wilt.")
    told = (await got(office, "bob@agency.example"))[-1]
    assert (before, True) == (await got(office), "the ferns on the roof wilt" in told)


async def test_an_answer_in_the_web_is_held_like_one_by_mail(office: PostOffice) -> None:
    """All doors ask the same guard."""
    bob = await register.find_person(office.container, "bob@agency.example")
    held = await write.add_reply(office.container, bob, 1, f"Dear Maria, {LEAK}.")
    page = await read.show_discussion(office.container, 1)
    assert (True, (LEAK,)) == next(
        (post.internal, post.held) for post in page.posts if post.id == held
    )


async def test_an_answer_to_a_note_that_greets_the_client_tells_its_author(
    office: PostOffice,
) -> None:
    """It stays inside by its address alone; the letter has the way out."""
    await answer(office, BOB, "Dear Maria,\nit costs 12000.")
    told = (await got(office, "bob@agency.example"))[-1]
    assert "maria lopez did not get it" in told
    await answer(office, BOB, "#send")
    assert "dear maria it costs 12000" in (await got(office))[-1]


async def test_an_answer_in_a_hidden_discussion_tells_its_author_that_no_client_got_it(
    office: PostOffice,
) -> None:
    """Where it greets the client, and cannot be sent by a word; a note is meant so, and Bob may
    write to Anna.
    """
    bob, before = (
        await register.find_person(office.container, "bob@agency.example"),
        await got(office),
    )
    await share.change_what_clients_see(office.container, Kind.DISCUSSION, 1, True, bob)
    for said in ("#note\nMaria, dear Anna, owes us.", "Anna, what do we do?"):
        count = len(await got(office, "bob@agency.example"))
        await answer(office, BOB, said)
        assert count == len(await got(office, "bob@agency.example"))
    await answer(office, BOB, "Dear Maria,\nit costs 12000.")
    assert "maria lopez did not get it" in (await got(office, "bob@agency.example"))[-1]
    await answer(office, BOB, "#send")
    assert "this discussion is internal" in (await got(office, "bob@agency.example"))[-1]
    assert before == await got(office)


async def test_an_answer_to_a_note_that_greets_a_colleague_tells_nothing(
    office: PostOffice,
) -> None:
    """It is where it belongs."""
    before = len(await got(office, "bob@agency.example"))
    await answer(office, BOB, "Anna, she always haggles.")
    assert before == len(await got(office, "bob@agency.example"))


@pytest.mark.parametrize("head", ["", "FYI\n\n", "---------- Forwarded message ---------\n"])
async def test_a_note_passed_on_to_the_alias_stays_inside(office: PostOffice, head: str) -> None:
    """A member forwards the letter with the note, or pastes it: nothing of it reaches a client."""
    before = await got(office)
    letter = (
        NOTE + "\n\nAnna Petrova (team), Mon 23 Nov, 10:00.\n\nYour reply stays inside the team."
    )
    mail = await office.bring(BOB, "Fwd: Offer", f"{head}{letter}")
    assert mail.post_id is not None
    assert [] == [words for words in await got(office) if "broke" in words]
    assert len(before) == len(await got(office))


async def test_client_above_a_forwarded_note_is_held(office: PostOffice) -> None:
    """The member means it for the client; what stands inside does not go without a second word."""
    head = "---------- Forwarded message ---------\nFrom: x"
    text = f"#client\nDear Maria, see below.\n\n{head}\n\n{NOTE}"
    await office.bring(BOB, "Fwd: Offer", text)
    assert [] == [words for words in await got(office) if "broke" in words]


async def questions_to(office: PostOffice, address: str) -> int:
    """How many letters say that an answer is on its way and leaves questions open."""
    wanted = ("questions", address)
    return [(row["letter"], row["to"]) for row in await office.letters()].count(wanted)


async def test_a_held_answer_is_not_said_to_be_on_its_way(office: PostOffice) -> None:
    """By mail, nor at another door; what it leaves open is told once it is sent."""
    await office.bring(MARIA, "Offer", "And who paints the walls?", In_Reply_To="<1@mail.example>")
    before = await questions_to(office, "bob@agency.example")
    await answer(office, BOB, f"#client\nDear Maria, I hear {LEAK}.")
    bob = await register.find_person(office.container, "bob@agency.example")
    held = await write.add_reply(office.container, bob, 1, f"1. I hear {LEAK}.", channel="api")
    assert before == await questions_to(office, "bob@agency.example")
    await send.send_held_answer(office.container, held, bob)
    assert before + 1 == await questions_to(office, "bob@agency.example")


async def test_an_answer_that_reaches_no_client_is_not_said_to_be_on_its_way(
    office: PostOffice,
) -> None:
    """Another letter says that nobody was told."""
    maria = await register.find_person(office.container, "maria@bloom.example")
    await office.bring(MARIA, "Offer", "And who paints the walls?", In_Reply_To="<1@mail.example>")
    await write.mute_discussion(office.container, maria.id, 1)
    before = await questions_to(office, "bob@agency.example")
    await answer(office, BOB, "#client\nDear Maria, it rains.")
    assert before == await questions_to(office, "bob@agency.example")
    assert "nobody_told" in [row["letter"] for row in await office.letters()]


async def test_the_title_of_a_task_is_looked_at_like_the_words(office: PostOffice) -> None:
    """A client would read it in the letter."""
    before = await got(office)
    held = await answer(office, BOB, f"#client\n#task I hear {LEAK}\n\nDear Maria, we begin.")
    page = await read.show_discussion(office.container, 1)
    assert (LEAK,) == next(post.held for post in page.posts if post.id == held)
    assert before == await got(office)
