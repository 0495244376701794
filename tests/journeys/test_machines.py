"""What machines answer to our letters."""

from email import message_from_string, policy
from email.message import EmailMessage

import pytest

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import Letter, PostBoxes

REPORT = """\
From: MAILER-DAEMON@mx.client.test (Mail Delivery System)
To: {verp}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <report-{number}@mx.client.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

<{recipient}>: host mx.client.test said: 550 5.1.1 User unknown in virtual mailbox table

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.client.test
Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown in virtual mailbox table

--parts
Content-Type: text/rfc822-headers

From: somebody@bridge.test
Subject: {subject}
Message-ID: {message_id}

--parts--
"""


def test_a_letter_that_bounces_is_told_to_its_author_in_words(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Once, and the person counts as unreachable until mail comes from there."""
    jack, kate = correspond(bridge, boxes, "Bounce")
    letter = boxes.letter(kate.address)
    report = REPORT.format(
        verp=letter.reverse_path,
        number="1",
        recipient=kate.address,
        subject=letter["Subject"],
        message_id=letter["Message-ID"],
    )
    for _ in range(2):  # some servers say it twice
        jack.sends(report.encode(), (letter.reverse_path,), reverse_path="")
    told = boxes.letter(jack.address, 2)
    assert "Not delivered to kate@client-of-bounce.test: Bounce matters" == told["Subject"]
    assert "did not reach Kate (kate@client-of-bounce.test)" in " ".join(told.text.split())
    assert "> 550 5.1.1 User unknown in virtual mailbox table\n" in told.text
    assert "There is no such mailbox." in told.text
    assert 2 == len(bridge.discussion("Bounce")["posts"])
    assert [("bounced", True)] == [
        (one["state"], unreachable(bridge, "Bounce", kate.address))
        for one in bridge.owed(kate.address)
    ]

    jack.answers(boxes.letter(jack.address), "Are you there?\n")
    bridge.settled()
    assert "no client was told of it" in boxes.letter(jack.address, 3).text
    assert (3, 1) == (len(boxes.box(jack.address)), len(boxes.box(kate.address)))
    kate.writes(boxes.letter(kate.address).reply_to, "Bounce matters", "The mailbox works again.\n")
    boxes.letter(jack.address, 4)
    assert not unreachable(bridge, "Bounce", kate.address)


@pytest.mark.parametrize("way", ["to the reverse-path", "to the reply address"])
def test_an_out_of_office_letter_is_no_post(bridge: Bridge, boxes: PostBoxes, way: str) -> None:
    """It moves nothing, tells nobody and is kept where it belongs (RFC 3834)."""
    project = f"Away {way.split()[-1]}"
    leo, mia = correspond(bridge, boxes, project)
    letter = boxes.letter(mia.address)
    before = bridge.discussion(project)
    by_path = way == "to the reverse-path"
    target = letter.reverse_path if by_path else letter.reply_to
    mia.sends(
        out_of_office(mia, letter, target), (target,), reverse_path="" if by_path else mia.address
    )
    [noted] = bridge.mail(forward_path=target)
    after = bridge.discussion(project)
    assert (before["id"], None) == (noted["discussion_id"], noted["post_id"])
    told, heard = ([event["kind"] for event in found.pop("events")] for found in (before, after))
    assert ([*told, "away"], before) == (heard, after)
    assert (1, 1) == (len(boxes.box(leo.address)), len(boxes.box(mia.address)))


def correspond(
    bridge: Bridge, boxes: PostBoxes, project: str
) -> tuple[Correspondent, Correspondent]:
    """A client asked, a member answered: each has a letter."""
    name = project.lower().replace(" ", "-")
    member, client = (
        Correspondent(bridge, "Jack", f"jack@{name}.test"),
        Correspondent(bridge, "Kate", f"kate@client-of-{name}.test"),
    )
    address = bridge.project(
        project,
        people=[("member", member.address, "Jack", "en"), ("client", client.address, "Kate", "en")],
    )
    client.writes(address, f"{project} matters", "Please look into this.\n")
    member.answers(boxes.letter(member.address), "It is done. Does it look right to you?\n")
    boxes.letter(client.address)
    return member, client


def out_of_office(author: Correspondent, letter: Letter, target: str) -> EmailMessage:
    mail = author.mail(
        target,
        f"Automatic reply: {letter['Subject']}",
        Auto_Submitted="auto-replied",
        In_Reply_To=letter["Message-ID"],
    )
    mail.set_content("I am out of office until 3 December. For urgent matters call Tom.\n")
    parsed = message_from_string(mail.as_string(), policy=policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed


def unreachable(bridge: Bridge, project: str, address: str) -> bool:
    return any(
        one["unreachable"]
        for one in bridge.cli("person", "list", "--project", project)
        if address in one["addresses"]
    )
