"""Bounces come home: to the letter, its reader, its discussion and its author, whatever form and
road they take.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.adapters.submission import RelayRefused
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.domain.proof import DkimResult, DmarcPolicy, Evidence, SpfResult
from mailbridge.services.telling import drain_outbox, outbox
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.directory import people
from mailbridge.store.discussions import taking_part
from mailbridge.store.engine.schema import person_addresses
from mailbridge.store.outbox import letter_json
from tests.container import DOMAIN, KEY, Authenticator, Clock, Relay, open_container, rendering
from tests.languages import ENGLISH
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.bloom.example>"

REPORT = """\
From: {author}
To: {to}
Subject: {subject}
Message-ID: <{number}.report@mx.bloom.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.bloom.example

Final-Recipient: {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--parts
Content-Type: {enclosed}

{fields}

--parts--
"""
COMPLAINT = """\
From: Complaints <{author}>
To: {to}
Subject: FW: a letter
Message-ID: <{number}.arf@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="parts"

--parts
Content-Type: text/plain; charset=us-ascii

This is an email abuse report.

--parts
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1
{feedback}

--parts
Content-Type: message/rfc822

From: somebody <somebody@{domain}>
Subject: New menu page
Message-ID: <{message_id}>

Hello
--parts--
"""


class Desk(PostOffice):
    """Letters go to Maria and come back."""

    reports = 0
    reply_to = ""  # Anna's, of the letter about Maria's question

    async def written_to(self, address: str = "maria@bloom.example") -> dict[str, Any]:
        """The newest letter to somebody, handed over."""
        await drain_outbox.drain(self.container)
        return [row for row in await self.letters() if row["to"] == address][-1]

    def return_path(self, letter: dict[str, Any]) -> str:
        return f"{encode(ReturnPath(letter['id']), KEY)}@{DOMAIN}"

    async def report(
        self, to: str, status: str = "5.1.1", words: str = "550 5.1.1 User unknown", **more: str
    ) -> MailView:
        self.reports += 1
        values = {
            "author": DAEMON,
            "subject": "Undelivered Mail Returned to Sender",
            "recipient": "rfc822; maria@bloom.example",
            "action": "failed",
            "enclosed": "text/rfc822-headers",
            "fields": "Subject: New menu page",
            "reverse_path": "",
            **more,
        }
        raw = (
            REPORT.format(to=to, status=status, words=words, number=self.reports, **values)
            .replace("\n", "\r\n")
            .encode()
        )
        return await self.bring("", "", "", to, raw=raw, reverse_path=values["reverse_path"])

    def proves(self, domain: str) -> None:
        """What comes from now on carries a good signature of this domain."""
        authenticator = self.container.authenticator
        assert isinstance(authenticator, Authenticator)
        names = (
            {domain: domain}
            | {f"{host}.bloom.example": "bloom.example" for host in ("mx", "fbl")}
            | {"bloom.example": "bloom.example"}
        )
        authenticator.evidence = Evidence(
            dkim=(DkimResult(domain, "s", "pass"),), organizations=tuple(names.items())
        )

    async def complaint(
        self,
        to: str,
        message_id: str,
        feedback: str = "Reported-Domain: bridge.test",
        author: str = "feedback@fbl.bloom.example",
    ) -> MailView:
        self.reports += 1
        raw = COMPLAINT.format(
            to=to,
            message_id=message_id,
            feedback=feedback,
            number=self.reports,
            domain=DOMAIN,
            author=author,
        )
        return await self.bring(
            "",
            "",
            "",
            to,
            raw=raw.replace("\n", "\r\n").encode(),
            reverse_path="feedback@provider.example",
        )

    async def reader(self, address: str = "maria@bloom.example") -> Any:
        return await self.container.store.read(lambda db: people.by_address(db, address))

    async def failures(self) -> list[dict[str, Any]]:
        return [row for row in await self.letters() if row["letter"] == "undelivered"]


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """Maria asked, Anna answered: two letters are out."""
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = Desk(container)
    await made.open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "New menu page", "Can we have a menu page?")
    made.reply_to = await made.reply_address("anna@agency.example")
    await answered(made)
    yield made
    await container.close()


async def answered(office: Desk, text: str = "Yes, you can.") -> None:
    await office.bring(ANNA, "Re: New menu page", text, office.reply_to)


async def test_a_hard_bounce_stops_writing_and_says_so_everywhere(office: Desk) -> None:
    """On the person, on the discussion, and in a letter to its author (EDGE_CASES 61); the
    discussion gains no post.
    """
    letter = await office.written_to()
    mail = await office.report(office.return_path(letter))
    assert ("accept", "bounce", letter["discussion_id"], None) == (
        mail.disposition,
        mail.reason,
        mail.discussion_id,
        mail.post_id,
    )
    assert (await office.reader()).unreachable
    page = await office.page(mail)
    assert ["letter_failed"] == [event.kind for event in page.events if "failed" in event.kind]
    assert [True] == [
        one.person.unreachable for one in page.participants if one.person.name == "Maria Lopez"
    ]
    assert ["anna@agency.example"] == [row["to"] for row in await office.failures()]
    before = len(await office.letters())
    await answered(office, "Are you there?")
    told = [(row["letter"], row["to"]) for row in (await office.letters())[before:]]
    assert [("nobody_told", "anna@agency.example")] == told


async def test_mail_from_the_person_clears_it(office: Desk) -> None:
    """The mailbox works again, whoever says otherwise (EDGE_CASES 61)."""
    await office.report(office.return_path(await office.written_to()))
    await office.bring(MARIA, "Re: New menu page", "Here I am.")
    reader = await office.reader()
    assert (False, 0) == (reader.unreachable, reader.soft_bounces)


async def test_mail_that_somebody_forged_in_his_name_does_not(office: Desk) -> None:
    """It says nothing of the mailbox."""
    await office.report(office.return_path(await office.written_to()))
    authenticator = office.container.authenticator
    assert isinstance(authenticator, Authenticator)
    forged = SpfResult("bloom.example", "fail")
    authenticator.evidence = Evidence(spf=forged, dmarc=DmarcPolicy("bloom.example", "reject"))
    mail = await office.bring(MARIA, "Re: New menu page", "Here I am.")
    assert ["failed"] == [
        post.verified for post in (await office.page(mail)).posts if "Here I am" in post.text
    ]
    assert (await office.reader()).unreachable


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("4.2.2", "452 4.2.2 mailbox full"),
        ("5.2.2", "552 5.2.2 mailbox full"),
        ("5.7.1", "550 5.7.1 looks like spam"),
        ("5.3.4", "552 5.3.4 message too big"),
    ],
)
async def test_a_soft_bounce_is_counted(office: Desk, status: str, words: str) -> None:
    """It says nothing of the next letter (EDGE_CASES 61); its author is told."""
    await office.report(office.return_path(await office.written_to()), status, words)
    reader = await office.reader()
    assert (False, 1) == (reader.unreachable, reader.soft_bounces)
    assert 1 == len(await office.failures())


async def test_five_soft_bounces_in_a_row_are_enough(office: Desk) -> None:
    """With no mail from the person between them. The author is told of the address once a day."""
    for number in range(5):
        assert not (await office.reader()).unreachable
        await office.report(
            office.return_path(await office.written_to()), "5.2.2", "552 5.2.2 mailbox full"
        )
        await answered(office, f"And {number}")
    assert (await office.reader()).unreachable
    assert 1 == len(await office.failures())


async def test_a_delay_is_counted_once_a_letter_and_told_to_nobody(office: Desk) -> None:
    """The letter may still arrive; that it is late stands in the outbox."""
    letter = await office.written_to()
    for _ in range(3):
        mail = await office.report(
            office.return_path(letter), "4.4.1", "connection timed out", action="delayed"
        )
    assert ("delay", letter["discussion_id"]) == (mail.reason, mail.discussion_id)
    reader = await office.reader()
    assert (False, 1, []) == (reader.unreachable, reader.soft_bounces, await office.failures())
    now = await office.written_to()
    assert ("sent", "late", "4.4.1 connection timed out") == (
        now["state"],
        now["report"],
        now["last_reply"],
    )


@pytest.mark.parametrize("enclosed", ["text/rfc822-headers", "message/rfc822"])
async def test_a_report_to_the_project_address_is_known_by_the_enclosed_id(
    office: Desk, enclosed: str
) -> None:
    """Some systems answer From (EDGE_CASES 59); it opens no discussion, and its own mail system is
    believed.
    """
    letter = await office.written_to()
    office.proves("bloom.example")
    mail = await office.report(
        office.address,
        enclosed=enclosed,
        fields=f"Message-ID: <{letter['message_id']}>\nSubject: New menu page",
    )
    assert ("bounce", letter["discussion_id"]) == (mail.reason, mail.discussion_id)
    assert "believed: signed by bloom.example" in mail.note
    assert (True, "bounced") == (
        (await office.reader()).unreachable,
        (await office.written_to())["state"],
    )


async def test_a_report_that_any_reader_could_have_written_stops_nothing(office: Desk) -> None:
    """Its id is in everybody's copy (EDGE_CASES 59): the team sees it, the author is told once,
    letters go on.
    """
    letter = await office.written_to()
    for _ in range(6):
        mail = await office.report(office.address, fields=f"Message-ID: <{letter['message_id']}>")
    reader, page = await office.reader(), await office.page(mail)
    assert ("bounce", False, 0) == (mail.reason, reader.unreachable, reader.soft_bounces)
    assert mail.note.endswith("nothing proves it")
    assert ["letter_doubted"] == [
        event.kind for event in page.events if event.kind.startswith("letter_")
    ]
    now = await office.written_to()
    assert ("sent", "doubted", "550 5.1.1 User unknown") == (
        now["state"],
        now["report"],
        now["last_reply"],
    )
    [told] = await office.failures()
    details = letter_json.read(told["content"]).details
    assert ("Perhaps not delivered to maria@bloom.example: New menu page", "", "") == (
        told["subject"],
        details["resting"],
        details["again"],
    )
    assert details["do"].startswith(
        "Nothing proves that this report comes from the mail server on the other side"
    )
    before = len(await office.letters())
    await answered(office, "Are you there?")
    assert before + 1 == len(await office.letters())


async def test_delays_that_any_reader_could_have_written_are_not_counted(office: Desk) -> None:
    """Five in a row would stop writing otherwise (EDGE_CASES 61)."""
    for number in range(6):
        letter = await office.written_to()
        await office.report(
            office.address,
            "4.4.1",
            "timed out",
            action="delayed",
            fields=f"Message-ID: <{letter['message_id']}>",
        )
        await answered(office, f"And {number}")
    assert (False, 0) == ((await office.reader()).unreachable, (await office.reader()).soft_bounces)


async def test_a_true_report_after_a_forged_one_is_heard(office: Desk) -> None:
    """The forged one changes neither the letter's state nor what the author is told on that day."""
    letter = await office.written_to()
    await office.report(office.address, fields=f"Message-ID: <{letter['message_id']}>")
    await office.report(office.return_path(letter))
    assert (True, "bounced") == (
        (await office.reader()).unreachable,
        (await office.written_to())["state"],
    )
    topic = "delivered to maria@bloom.example: New menu page"
    assert [f"Perhaps not {topic}", f"Not {topic}"] == [
        row["subject"] for row in await office.failures()
    ]


@pytest.mark.parametrize(
    ("author", "signed", "believed"),
    [
        ("MAILER-DAEMON@bloom.example", "bloom.example", True),
        ("postmaster@mx.bloom.example", "mx.bloom.example", True),
        ("tom@bloom.example", "bloom.example", False),
        ("Mail Delivery System <tom@bloom.example>", "bloom.example", False),
        ("MAILER-DAEMON@evil.example", "evil.example", False),
        ("MAILER-DAEMON@bloom.example", "evil.example", False),
        ("MAILER-DAEMON@notbloom.example", "notbloom.example", False),
    ],
)
async def test_only_the_mail_system_of_the_readers_domain_is_believed(
    office: Desk, author: str, signed: str, believed: bool
) -> None:
    """A colleague's mailbox is not enough, and somebody else's mail system neither (EDGE_CASES
    59).
    """
    letter = await office.written_to()
    office.proves(signed)
    await office.report(
        office.address, author=author, fields=f"Message-ID: <{letter['message_id']}>"
    )
    assert believed == (await office.reader()).unreachable


async def test_a_report_that_names_another_recipient_is_known_all_the_same(office: Desk) -> None:
    """The far side had rewritten the address, or spelt it badly (EDGE_CASES 59); the letter had one
    reader.
    """
    letter = await office.written_to()
    for recipient in ("rfc822; m.lopez@inner.bloom.example", "unknown", "rfc822;"):
        mail = await office.report(
            office.address, recipient=recipient, fields=f"Message-ID: <{letter['message_id']}>"
        )
        assert letter["discussion_id"] == mail.discussion_id


async def test_of_several_readers_the_one_named_is_meant(office: Desk) -> None:
    """All copies of a letter have one Message-ID."""
    tom, at = (
        await office.person("tom@bloom.example", "client", "Tom Reed"),
        office.container.clock(),
    )
    there = (await office.written_to())["discussion_id"]
    await office.container.store.write(
        lambda db: taking_part.add_participants(db, there, [tom.id], at)
    )
    await answered(office, "#all\nHere is more for both of you.")
    letter = await office.written_to("tom@bloom.example")
    fields = f"Message-ID: <{letter['message_id']}>"
    office.proves("bloom.example")
    nobody = await office.report(
        office.address, recipient="rfc822; somebody@bloom.example", fields=fields
    )
    assert nobody.discussion_id is None
    await office.report(office.address, recipient="rfc822; tom@bloom.example", fields=fields)
    assert (True, False) == (
        (await office.reader("tom@bloom.example")).unreachable,
        (await office.reader()).unreachable,
    )


@pytest.mark.parametrize("place", ["MAIL FROM", "Return-Path", "the prose"])
async def test_our_return_path_is_known_wherever_it_stands(office: Desk, place: str) -> None:
    """iCloud writes it into MAIL FROM, others only into what they enclose (EDGE_CASES 59)."""
    letter = await office.written_to()
    path = office.return_path(letter)
    more = {
        "MAIL FROM": {"reverse_path": path},
        "Return-Path": {"fields": f"Return-Path: <{path}>\nSubject: New menu page"},
        "the prose": {"words": f"550 5.1.1 message from <{path}> refused: User unknown"},
    }[place]
    mail = await office.report(f"postmaster@{DOMAIN}", **more)
    assert letter["discussion_id"] == mail.discussion_id
    assert ("accept", "bounce") == (mail.disposition, mail.reason)


async def test_no_letter_tells_a_return_path(office: Desk) -> None:
    """It stands in the envelope alone: who reads a letter knows no other reader's, and not even its
    own before it is delivered.
    """
    await office.report(office.return_path(await office.written_to()))
    await drain_outbox.drain(office.container)
    relay = office.container.relay
    assert isinstance(relay, Relay)
    assert 3 == len({reverse_path for reverse_path, _, _ in relay.taken})
    said = b"".join(content for _, _, content in relay.taken)
    assert [] == [path for path, _, _ in relay.taken if path.partition("@")[0].encode() in said]


async def test_a_storm_of_reports_is_one_failure(office: Desk) -> None:
    """However often and in whatever form it is told; its author gets one letter, the time line one
    line.
    """
    letter = await office.written_to()
    for status in ("5.1.1", "5.2.2", "4.2.2", "5.1.1") * 5:
        mail = await office.report(office.return_path(letter), status)
    page = await office.page(mail)
    assert (["letter_failed"], 1) == (
        [one.kind for one in page.events if one.kind.startswith("letter_")],
        len(await office.failures()),
    )
    assert (True, 0) == ((await office.reader()).unreachable, (await office.reader()).soft_bounces)


async def test_a_forged_return_path_proves_nothing(office: Desk) -> None:
    """It is signed: whoever guesses a number is not believed."""
    letter = await office.written_to()
    forged = f"{encode(ReturnPath(letter['id']), b'another key')}@{DOMAIN}"
    mail = await office.report(f"postmaster@{DOMAIN}", fields=f"Return-Path: <{forged}>")
    assert mail.discussion_id is None
    assert not (await office.reader()).unreachable


async def test_a_bounce_of_a_letter_to_staff_opens_nothing_and_tells_nobody(office: Desk) -> None:
    """The client asked; that Anna's mailbox is gone is no business of his (EDGE_CASES 60)."""
    [letter] = [row for row in await office.letters() if row["to"] == "anna@agency.example"]
    await drain_outbox.drain(office.container)
    mail = await office.report(office.return_path(letter), recipient="rfc822; anna@agency.example")
    page = await office.page(mail)
    assert (2, []) == (page.discussion.posts, await office.failures())
    assert (await office.reader("anna@agency.example")).unreachable


async def test_a_report_about_no_letter_of_ours_is_kept_and_does_nothing(office: Desk) -> None:
    """Backscatter: somebody forged our domain."""
    before = len(await office.letters())
    mail = await office.report(
        office.address,
        recipient="rfc822; stranger@far.example",
        fields="Message-ID: <1@elsewhere.example>",
    )
    assert ("accept", "bounce", None) == (mail.disposition, mail.reason, mail.discussion_id)
    assert before == len(await office.letters())


async def test_an_address_that_is_no_longer_the_persons_says_nothing_of_him(office: Desk) -> None:
    """He has another one by now."""
    letter = await office.written_to()
    await office.container.store.write(
        lambda db: people.add_address(db, letter["person_id"], "maria@new.example")
    )
    await office.container.store.write(lambda db: db.execute(_first("maria@new.example")))
    await office.report(office.return_path(letter))
    assert not (await office.reader()).unreachable


def _first(address: str) -> Any:
    table = person_addresses
    return table.update().where(table.c.address == address).values(position=-1)


async def test_trying_again_believes_in_the_address(office: Desk) -> None:
    """A member asks for it, in the web or at the command line; if it comes back again, its author
    is told again.
    """
    letter = await office.written_to()
    await office.report(office.return_path(letter))
    await outbox.retry_letter(office.container, letter["id"])
    assert not (await office.reader()).unreachable
    assert isinstance(office.container.clock, Clock)
    office.container.clock.forward(days=1)
    assert "sent" == (await office.written_to())["state"]
    await office.report(office.return_path(letter))
    assert (True, 2) == ((await office.reader()).unreachable, len(await office.failures()))


@pytest.mark.parametrize(
    "road", ["return path", "enclosed id", "Original-Mail-From", "Original-Rcpt-To"]
)
async def test_a_complaint_mutes_the_discussion_for_its_reader(office: Desk, road: str) -> None:
    """Once, and the team hears that they want no letters (EDGE_CASES 62); providers blot out the
    reader's name at times.
    """
    letter = await office.written_to()
    path = office.return_path(letter)
    to, message_id, feedback = {
        "return path": (path, "gone@elsewhere.example", "Reported-Domain: bridge.test"),
        "enclosed id": (office.address, letter["message_id"], "Reported-Domain: bridge.test"),
        "Original-Mail-From": (
            f"postmaster@{DOMAIN}",
            "gone@elsewhere.example",
            f"Original-Mail-From: <{path}>",
        ),
        "Original-Rcpt-To": (
            office.address,
            letter["message_id"],
            "Original-Rcpt-To: <maria@bloom.example>",
        ),
    }[road]
    before = len(await office.letters())
    office.proves("fbl.bloom.example")
    for _ in range(2):
        mail = await office.complaint(to, message_id, feedback)
    page = await office.page(mail)
    assert ("accept", "complaint") == (mail.disposition, mail.reason)
    assert [True] == [one.muted for one in page.participants if one.person.name == "Maria Lopez"]
    assert ["muted"] == [event.kind for event in page.events if event.kind == "muted"]
    told = (await office.letters())[before:]
    assert [("muted", "anna@agency.example")] == [(one["letter"], one["to"]) for one in told]


@pytest.mark.parametrize(
    "author", ["tom@bloom.example", "feedback@provider.example", "feedback@fbl.bloom.example"]
)
async def test_a_complaint_that_any_reader_could_have_written_mutes_nobody(
    office: Desk, author: str
) -> None:
    """Only the reader's own provider is believed without the return path (EDGE_CASES 62); the team
    sees it, once.
    """
    letter = await office.written_to()
    office.proves("bloom.example" if author.startswith("tom") else "provider.example")
    before = len(await office.letters())
    for _ in range(2):
        mail = await office.complaint(office.address, letter["message_id"], author=author)
    page = await office.page(mail)
    assert not any(one.muted for one in page.participants)
    [event] = [event for event in page.events if event.kind == "complaint_doubted"]
    assert (
        "Somebody reports that maria@bloom.example complained about a letter. Nothing proves it; "
        "letters go on" == event.words(ENGLISH)
    )
    assert before == len(await office.letters())


async def test_the_letter_about_a_failure_says_what_to_do(office: Desk) -> None:
    """In words, with the far side's own below, and where it can be sent again."""
    letter = await office.written_to()
    await office.report(office.return_path(letter))
    [told] = await office.failures()
    details = letter_json.read(told["content"]).details
    assert "550 5.1.1 User unknown" == details["words"]
    assert details["do"].startswith("There is no such mailbox.")
    assert details["resting"].startswith("Nothing more is sent to maria@bloom.example")
    assert f"http://bridge.test/outbox/{letter['id']}" == details["again"]


async def test_what_the_relay_refuses_for_itself_is_not_the_readers_fault(office: Desk) -> None:
    """Only where it says that there is no such mailbox is the address given up."""
    relay = office.container.relay
    assert isinstance(relay, Relay)
    relay.fault = RelayRefused(554, "554 5.7.1 relay access denied")
    await office.written_to()
    assert (False, 0) == ((await office.reader()).unreachable, (await office.reader()).soft_bounces)
    relay.fault = RelayRefused(550, "550 5.1.1 no such user")
    await answered(office)
    await office.written_to()
    assert (await office.reader()).unreachable
