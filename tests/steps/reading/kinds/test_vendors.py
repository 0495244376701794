"""Reports of vendors in forms of their own; each vendor reads its own alone."""

import json

import pytest

from mailbridge.domain.message import Bounce, Kind, Reading
from mailbridge.steps.reading.read import read

DAEMON = "MAILER-DAEMON@mx.example.test"
QMAIL = """\
Hi. This is the qmail-send program at mx.example.test.
I'm afraid I wasn't able to deliver your message to the following addresses.

<tom@client.test>:
Remote host said: 550 5.1.1 user unknown

--- Below this line is a copy of the message.

Message-ID: <plan@agency.test>
"""
SES = json.dumps(
    {
        "notificationType": "Bounce",
        "bounce": {"bouncedRecipients": [{"emailAddress": "tom@client.test", "status": "5.1.1"}]},
        "mail": {"commonHeaders": {"messageId": "<plan@agency.test>"}},
    }
)


def report(
    text: str, author: str = DAEMON, subject: str = "failure notice", *fields: str
) -> Reading:
    extra = "".join(f"{field}\r\n" for field in fields)
    head = f"From: {author}\r\nTo: a@agency.test\r\nSubject: {subject}\r\n{extra}"
    body = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
    return read((head + body).encode(), None if author != DAEMON else "")


@pytest.mark.parametrize("author", [DAEMON, "postmaster@x.test", "mail@mx.example.test"])
def test_qmails_form_is_known_whoever_sends_it(author: str) -> None:
    """By its first words."""
    found = report(QMAIL, author)
    wanted = Bounce(
        "tom@client.test", "5.1.1", "plan@agency.test", "Remote host said: 550 5.1.1 user unknown"
    )
    assert (Kind.BOUNCE, wanted) == (found.kind, found.bounce)


def test_qmail_that_goes_on_trying_is_a_delay() -> None:
    """Its words say so."""
    text = QMAIL.replace("to the following addresses", "yet. It will be retried")
    found = report(text.replace("550 5.1.1 user unknown", "451 4.4.1 busy"))
    assert Kind.DELAY == found.kind


def test_a_person_who_passes_it_on_is_a_person() -> None:
    """A forward has a prefix, an answer has ids."""
    author = "Anna <anna@client.test>"
    assert Kind.HUMAN == report(QMAIL, author, "Fwd: failure notice").kind
    answers = "In-Reply-To: <1@x.test>"
    assert Kind.HUMAN == report(QMAIL, author, "failure", answers).kind


@pytest.mark.parametrize("before", ["", "\r\n", "> \r\n", "Posted by: robot\r\n\r\n"])
def test_amazons_json_is_known_through_a_list(before: str) -> None:
    """Which put words in front and behind."""
    author, tail = "Robot <robot@agency.test>", "\r\n--\r\nTo leave this list, click"
    found = report(before + SES + tail, author, "[x] Notification", "List-Id: <a.b>")
    wanted = Bounce("tom@client.test", "5.1.1", "plan@agency.test")
    assert (Kind.BOUNCE, wanted) == (found.kind, found.bounce)


def test_a_person_who_writes_about_amazons_json_is_a_person() -> None:
    """They put a question in front."""
    text = "What does this mean?\r\n\r\n" + SES
    assert Kind.HUMAN == report(text, "Anna <anna@client.test>", "Help").kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Successful Mail Delivery Report", "<tom@client.test>: delivered to mailbox"),
        (
            "Return receipt",
            (
                "The following addresses had successful delivery notifications\r\n"
                "<tom@client.test>  (successfully delivered to mailbox)"
            ),
        ),
        ("Report", "Your message was successfully delivered to the destination(s) listed below."),
        ("Relayed: Plan", "Your message was successfully relayed to:\r\n\r\ntom@client.test"),
        ("Zustellung", "Ihre Nachricht wurde erfolgreich zugestellt an: tom@client.test"),
        ("Доставлено: План", "Ваше сообщение доставлено следующим получателям: tom@client.test"),
    ],
)
def test_reports_of_success_are_receipts(subject: str, text: str) -> None:
    """No failure, whatever their shape reminds of."""
    assert Kind.RECEIPT == report(text, DAEMON, subject).kind


def test_a_person_who_tells_of_success_is_a_person() -> None:
    """Only a machine's words count."""
    text = "Your message was successfully delivered to the destination, says my phone."
    assert Kind.HUMAN == report(text, "Anna <anna@client.test>", "Delivered: Plan").kind
