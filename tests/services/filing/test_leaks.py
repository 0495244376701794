"""A note goes to no client, by whatever way a member's program would take it along."""

import email
import email.policy
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.services.discussions import read, rearrange, send, write
from mailbridge.services.people import register
from mailbridge.services.telling import drain_outbox
from mailbridge.services.views.models import PostView
from mailbridge.store.outbox import letter_json
from tests.container import Relay, open_container, rendering
from tests.services.filing.mail_programs import FORWARDED, IN_HTML, IN_TEXT, body
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
BOB = "Bob Roe <bob@agency.example>"
NOTE = (
    "Bob, she is broke, so ask for the money first.",
    "Our floor is 9000 and not one euro less.",
)
SAID = "Dear Maria, it costs 12000."
PLAN = b"%PDF-1.4 the margins of the shop"
SECRET = ("broke", "money first", "9000", "You get this because", "INTERNAL")


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Anna's note about Maria, with a file, has reached Bob."""
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Petrova"),
        ("bob@agency.example", "member", "Bob Roe"),
        ("maria@bloom.example", "client", "Maria Lopez"),
    ):
        await made.person(address, role, name)
    await made.bring(MARIA, "Offer", "What does the shop cost?")
    await answer(made, BOB, written("Hello Maria, we calculate it."))
    note = written("#note\n" + "\n".join(NOTE))
    note.add_attachment(PLAN, maintype="application", subtype="pdf", filename="margins.pdf")
    await answer(made, ANNA, note)
    await drained(made)
    yield made
    await container.close()


def written(text: str, markup: str = "") -> EmailMessage:
    message = EmailMessage()
    if markup:
        message.set_content(markup, subtype="html")
    else:
        message.set_content(text)
    return message


async def drained(office: PostOffice) -> None:
    while await drain_outbox.drain(office.container):
        pass


async def answer(
    office: PostOffice, author: str, message: EmailMessage, to: str = "", subject: str = "Re: Offer"
) -> PostView:
    """The author answers the newest letter that reached them, or writes `to` the project."""
    address = author.partition("<")[2].rstrip(">")
    await drained(office)
    newest = [row for row in await office.letters() if row["to"] == address][-1]
    reply_to = letter_json.read(newest["content"]).reply_to
    assert reply_to is not None
    to = to or reply_to.address
    message["From"], message["To"], message["Subject"] = author, to, subject
    message["Message-ID"] = f"<{newest['id']}.{office.brought}@far.example>"
    message["Date"] = "Mon, 23 Nov 2026 12:00:00 +0100"
    if to == reply_to.address:
        message["In-Reply-To"] = f"<{newest['message_id']}>"
    raw = message.as_bytes(policy=email.policy.SMTP)
    mail = await office.bring(author, subject, "", to=to, raw=raw)
    page = await read.show_discussion(office.container, mail.discussion_id or 0)
    return next(post for post in page.posts if post.id == mail.post_id)


async def sent(office: PostOffice, address: str = "maria@bloom.example") -> list[EmailMessage]:
    """Every letter that somebody got."""
    await drained(office)
    assert isinstance(office.container.relay, Relay)
    taken = [raw for _, to, raw in office.container.relay.taken if to == address]
    return [email.message_from_bytes(raw, policy=email.policy.default) for raw in taken]  # type: ignore[misc]


async def parts(office: PostOffice) -> tuple[str, str]:
    """The letter with the note, as Bob got it."""
    message = (await sent(office, "bob@agency.example"))[-1]
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    return text.get_content(), page.get_content()


async def told(office: PostOffice) -> list[str]:
    """What Maria's letters hold of what is none of hers."""
    whole = [
        part.get_content()
        for one in await sent(office)
        for part in one.walk()
        if part.get_content_maintype() == "text"
    ]
    names = [
        name for one in await sent(office) for part in one.walk() if (name := part.get_filename())
    ]
    return [
        secret
        for secret in (*SECRET, "margins.pdf")
        if any(secret in text for text in (*whole, *names))
    ]


@pytest.mark.parametrize("way", IN_TEXT)
async def test_client_above_a_quoted_note_in_text(office: PostOffice, way: str) -> None:
    """The answer goes out; the note below it does not."""
    text, _ = await parts(office)
    above = "#client\n" if way != "below" else ""
    post = await answer(office, BOB, written(above + IN_TEXT[way](text, SAID)))
    assert (way == "below", []) == (post.internal, await told(office))
    assert way == "below" or SAID == post.reply


@pytest.mark.parametrize("way", IN_HTML)
async def test_client_above_a_quoted_note_in_html(office: PostOffice, way: str) -> None:
    """The same where the program takes over our HTML."""
    _, page = await parts(office)
    post = await answer(office, BOB, written("", IN_HTML[way](page, f"#client<br>{SAID}")))
    assert (False, SAID, []) == (post.internal, post.reply, await told(office))


async def test_a_note_quoted_between_the_lines(office: PostOffice) -> None:
    """Marked in text, or in a quote of its own in HTML."""
    text = f"#client\n> {NOTE[0]}\n\n{SAID}\n\n> {NOTE[1]}\n\nThat is all.\n"
    post = await answer(office, BOB, written(text))
    assert (False, True, []) == (post.internal, SAID in post.reply, await told(office))
    quoted = "".join(f"<blockquote>{line}</blockquote><p>{SAID}</p>" for line in NOTE)
    await answer(office, BOB, written("", f"<p>#client</p>{quoted}"))
    assert [] == await told(office)


@pytest.mark.parametrize("where", ["alias", "reply address"])
@pytest.mark.parametrize("note", ["", "FYI", "#client"])
@pytest.mark.parametrize("markup", [False, True], ids=["text", "html"])
async def test_a_letter_with_a_note_passed_on(
    office: PostOffice, where: str, note: str, markup: bool
) -> None:
    """By a rule, or meaning a colleague; with #client above it, too."""
    text, page = await parts(office)
    to = office.address if where == "alias" else ""
    head = f"{note}\n\n{FORWARDED}\nFrom: Anna Petrova <{office.address}>\nSubject: Re: Offer\n\n"
    made = written(head + text, head.replace("\n", "<br>") + body(page) if markup else "")
    await answer(office, BOB, made, to, "Fwd: Offer")
    assert [] == await told(office)


async def test_a_letter_with_a_note_passed_on_as_a_file(office: PostOffice) -> None:
    """The whole letter is attached to an answer to the client."""
    message = written(f"#client\n{SAID}")
    message.add_attachment((await sent(office, "bob@agency.example"))[-1])
    post = await answer(office, BOB, message)
    assert (True, True, []) == (post.internal, bool(post.held), await told(office))


async def test_a_file_of_a_note(office: PostOffice) -> None:
    """Held by its content, whatever it is called now."""
    message = written(f"#client\n{SAID}")
    message.add_attachment(PLAN, maintype="application", subtype="pdf", filename="offer.pdf")
    post = await answer(office, BOB, message)
    assert (("offer.pdf",), []) == (post.held, await told(office))


async def test_a_note_that_stands_in_the_html_alone(office: PostOffice) -> None:
    """Some programs quote in their HTML only: the client gets the words of the text, no more."""
    await office.bring(MARIA, "Re: Offer", "And when?")
    message = written(SAID)
    page = f"<p>{SAID}</p><blockquote>{' '.join(NOTE)}</blockquote>"
    message.add_alternative(page, subtype="html")
    post = await answer(office, BOB, message)
    assert (False, SAID, []) == (post.internal, post.reply, await told(office))


@pytest.mark.parametrize("name", ["note.eml", "calculation.txt", "calculation.html"])
async def test_the_words_of_a_note_in_a_file(office: PostOffice, name: str) -> None:
    """Its letter as a plain file, which some programs make of it, or its words in a text file."""
    message = written(SAID)
    letter = (await sent(office, "bob@agency.example"))[-1]
    content = bytes(letter) if name == "note.eml" else " ".join(NOTE).encode()
    message.add_attachment(content, "application", "octet-stream", filename=name)
    await office.bring(MARIA, "Re: Offer", "And when?")
    post = await answer(office, BOB, message)
    assert (True, []) == (bool(post.held), await told(office))


async def test_the_words_of_a_note_in_the_name_of_a_file(office: PostOffice) -> None:
    """A name reaches the client like any other word."""
    message = written(SAID)
    message.add_attachment(b"%PDF-1.4", "application", "pdf", filename=f"{NOTE[0]}.pdf")
    await office.bring(MARIA, "Re: Offer", "And when?")
    post = await answer(office, BOB, message)
    assert (True, []) == (bool(post.held), await told(office))


SUBJECT = "She is broke, so ask for the money first"
BEGUN = "Dear Maria,\n\nlet us speak of the shop window. It needs new glass.\n\nAnna"


async def test_the_words_of_a_note_in_a_changed_subject(office: PostOffice) -> None:
    """A subject of its own makes a discussion of its own, which remembers where it came from."""
    post = await answer(office, ANNA, written(BEGUN), subject=SUBJECT)
    assert ("She is broke, so ask for the money first",) == post.held
    assert [] == await told(office)
    await send.send_held_answer(office.container, post.id, cut=True)
    assert [] == await told(office)
    assert "shop window" in str((await sent(office))[-1])


async def test_the_words_of_a_note_of_the_discussion_it_came_from(office: PostOffice) -> None:
    """Parted by its subject, or split off by a member: the notes stayed behind."""
    post = await answer(office, ANNA, written(BEGUN), subject="Glass")
    assert () == post.held
    anna = await register.find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, 2, f"Remember: {NOTE[1]}")
    mail = await office.bring(MARIA, "Offer", "And a new door?", In_Reply_To="<1@mail.example>")
    assert (1, True) == (mail.discussion_id, mail.post_id is not None)
    made = await rearrange.split_discussion(office.container, anna, [mail.post_id or 0], "Door")
    await write.add_reply(office.container, anna, made, f"Remember: {NOTE[1]}")
    assert [] == await told(office)


async def test_the_words_of_a_note_that_was_split_off(office: PostOffice) -> None:
    """A note that went to a discussion of its own is none to tell where it came from."""
    anna = await register.find_person(office.container, "anna@agency.example")
    page = await read.show_discussion(office.container, 1)
    note = next(post.id for post in page.posts if post.internal)
    await rearrange.split_discussion(office.container, anna, [note], "Her money")
    await write.add_reply(office.container, anna, 1, f"Remember: {NOTE[1]}")
    assert [] == await told(office)


async def test_the_words_of_a_note_of_a_discussion_that_was_parted(office: PostOffice) -> None:
    """Parted from this one by its subject; the note was written there."""
    post = await answer(office, ANNA, written(BEGUN), subject="Glass")
    assert () == post.held
    anna = await register.find_person(office.container, "anna@agency.example")
    note = "The glazier takes 400, we charge 900 for it."
    await write.add_reply(office.container, anna, 2, note, internal=True)
    made = await write.add_reply(office.container, anna, 1, f"Remember: {note}")
    page = await read.show_discussion(office.container, 1)
    assert [True] == [bool(one.held) for one in page.posts if one.id == made]
