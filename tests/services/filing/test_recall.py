"""A request to have a letter back, an encrypted letter and an invitation say what they are."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.project import Person
from mailbridge.services.discussions import read, write
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import DiscussionPage
from tests.container import open_container, rendering
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
RECALL = 'Lopez, Maria would like to recall the message, "The plan".'


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked, with Tom in Cc; Anna and Igor are the team."""
    container = await open_container(store_url, tmp_path, renderer=rendering("5b1e"))
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("igor@agency.example", "member", "Igor Ott", language="de")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("tom@bloom.example", "client", "Tom Reed")
    copied = {"Cc": "tom@bloom.example", "Message_ID": "<1@bloom.example>"}
    await made.bring(MARIA, "The plan", "May I see the plan?", **copied)
    yield made
    await container.close()


async def the_page(office: PostOffice) -> DiscussionPage:
    (found,) = await read.list_discussions(office.container)
    return await read.show_discussion(office.container, found.id)


async def anna(office: PostOffice) -> Person:
    return await office.person("anna@agency.example", "member", "Anna Petrova")


def newest(letters: list[dict[str, Any]], to: str) -> Any:
    return [row["content"] for row in letters if row["to"] == to][-1]


async def recall(office: PostOffice) -> None:
    copied = {"Cc": "tom@bloom.example", "References": "<1@bloom.example>"}
    await office.bring(MARIA, "Recall: The plan", RECALL, **copied)


async def test_a_recall_reaches_the_team_alone(office: PostOffice) -> None:
    """Though Tom stands in Cc; the letter says what it is, in the reader's language."""
    before = len([row for row in await office.letters() if row["to"] == "tom@bloom.example"])
    await recall(office)
    letters = await office.letters()
    assert before == len([row for row in letters if row["to"] == "tom@bloom.example"])
    said = newest(letters, "anna@agency.example")["notices"]
    assert not any("#pass" in notice for notice in said)
    assert said[0].startswith("This only asks to have an earlier letter back")
    assert newest(letters, "igor@agency.example")["notices"][0].startswith("Damit soll nur")
    assert ["Maria Lopez"] == [one.name for one in (await the_page(office)).posts[1].audience]


async def test_a_recall_opens_nothing_again(office: PostOffice) -> None:
    """And answers nothing, and asks nothing."""
    page = await the_page(office)
    await write.close_discussion(office.container, await anna(office), page.discussion.id)
    asked = [(one.number, one.state) for one in page.questions]
    await recall(office)
    after = await the_page(office)
    assert ("closed", 2) == (after.discussion.state, after.discussion.posts)
    assert asked == [(one.number, one.state) for one in after.questions]
    assert "recall" in after.posts[1].flags


def encrypted(kind: str) -> bytes:
    head = f"From: {MARIA}\r\nTo: us@bridge.test\r\nSubject: Secret\r\nMessage-ID: <e@b>\r\n"
    if kind == "smime":
        return (
            f"{head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; "
            "name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CA\r\n"
        ).encode()
    return (
        f"{head}Content-Type: multipart/encrypted; boundary=b; "
        "protocol=application/pgp-encrypted\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted"
        "\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream; name=encrypted.asc"
        "\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("kind", ["smime", "pgp"])
async def test_an_encrypted_letter_says_so(office: PostOffice, kind: str) -> None:
    """In the team's letter and on the page."""
    mail = await office.bring(MARIA, "", "", raw=encrypted(kind))
    said = newest(await office.letters(), "anna@agency.example")["notices"]
    assert "This letter is encrypted: only who has its key can read it." in said
    assert "encrypted" in (await office.page(mail)).posts[0].flags


def invitation() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = MARIA, "Site visit"
    message["To"], message["Message-ID"] = "us@bridge.test", "<i1@bloom.example>"
    message.set_content("Please come.")
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1",
        "SUMMARY:Site visit", "LOCATION:Harbour 3", "DTSTART:20261130T100000Z", "END:VEVENT",
        "END:VCALENDAR", "",
    )  # fmt: skip
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REQUEST"})
    return message.as_bytes()


async def test_an_invitation_tells_date_and_place_in_the_letter(office: PostOffice) -> None:
    """In the reader's language and zone."""
    await office.bring(MARIA, "", "", raw=invitation())
    letters = await office.letters()
    told = newest(letters, "anna@agency.example")["invitation"]
    german = newest(letters, "igor@agency.example")["invitation"]
    assert told.startswith("Invitation: Site visit, Mon 30 Nov")
    assert told.endswith(":00, Harbour 3")
    assert german.startswith("Einladung: Site visit, Mo")
    sent = await outbox.render_letter(office.container, letters[-1]["id"])
    assert 2 == sent.count(b"Harbour 3")
