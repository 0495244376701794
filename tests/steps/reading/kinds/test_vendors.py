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


EVENTS = {
    "sendgrid": [{"email": "tom@client.test", "event": "bounce", "status": "5.1.1"}],
    "sparkpost": [
        {"msys": {"message_event": {"type": "bounce", "rcpt_to": "tom@client.test",
                                    "raw_reason": "550 5.1.1 unknown"}}}
    ],
    "postmark": {"RecordType": "Bounce", "Type": "HardBounce", "Email": "tom@client.test",
                 "Details": "smtp;550 5.1.1 unknown"},
    "mailgun": {"event-data": {"event": "failed", "severity": "permanent",
                               "recipient": "tom@client.test",
                               "delivery-status": {"message": "5.1.1 unknown"}}},
}  # fmt: skip


@pytest.mark.parametrize("vendor", EVENTS)
def test_events_of_providers_are_read(vendor: str) -> None:
    """Whoever passes them on by mail; what a person writes above one is a letter about it."""
    text = json.dumps(EVENTS[vendor])
    for fields in ((), ("List-Id: <ops.agency.test>",)):
        found = report(text, "Hook <hooks@agency.test>", "Event", *fields)
        wanted = (Kind.BOUNCE, "tom@client.test", "5.1.1")
        assert wanted == (
            found.kind,
            found.bounce and found.bounce.recipient,
            found.bounce and found.bounce.status,
        )
    assert Kind.HUMAN == report(f"What is this?\n{text}", "Ann <a@client.test>", "Event").kind


@pytest.mark.parametrize(
    ("vendor", "old", "new", "kind"),
    [
        ("sendgrid", '"bounce"', '"deferred"', Kind.DELAY),
        ("sendgrid", '"bounce"', '"open"', Kind.HUMAN),
        ("sparkpost", '"bounce"', '"spam_complaint"', Kind.COMPLAINT),
        ("postmark", "HardBounce", "SoftBounce", Kind.DELAY),
        ("mailgun", "permanent", "temporary", Kind.DELAY),
        ("mailgun", '"failed"', '"delivered"', Kind.RECEIPT),
    ],
)
def test_other_events(vendor: str, old: str, new: str, kind: Kind) -> None:
    """Each by its own word."""
    text = json.dumps(EVENTS[vendor]).replace(old, new)
    assert kind == report(text, "Hook <hooks@agency.test>", "Event").kind


def test_what_was_not_delivered_was_not() -> None:
    """Words that deny what the form of Exchange says."""
    text = "Il messaggio non è stato consegnato al destinatario tom@client.test: casella piena."
    assert Kind.BOUNCE == report(text, DAEMON, "Messaggio").kind


def test_a_warning_of_sendmail_is_a_delay() -> None:
    """Its form is that of a failure; its words say that it is none."""
    text = (
        "    **      THIS IS A WARNING MESSAGE ONLY      **\n"
        "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n\n"
        "   ----- The following addresses had transient non-fatal errors -----\n<tom@client.test>\n"
    )
    found = report(text, DAEMON, "Warning: could not send message for past 4 hours")
    assert (Kind.DELAY, "tom@client.test") == (found.kind, found.bounce and found.bounce.recipient)


EXCHANGE = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@client.test"
REFUSED = "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'"


@pytest.mark.parametrize("author", [EXCHANGE, "postmaster@client.test"])
@pytest.mark.parametrize(
    "opening",
    [
        "Échec de la remise à ces destinataires ou groupes :",
        "Сбой доставки следующим получателям или группам рассылки:",
        "向这些收件人或组传递邮件失败:",
        "Sendimi dështoi:",
    ],
)
def test_exchange_is_known_in_any_language(author: str, opening: str) -> None:
    """By the mailbox alone on a line and the far side's reply with its status."""
    text = f"{opening}\r\n\r\ntom@client.test\r\n\r\n{REFUSED}\r\n"
    found = report(text, author, "Plan")
    assert found.bounce is not None
    assert (Kind.BOUNCE, "tom@client.test", "5.1.10") == (
        found.kind,
        found.bounce.recipient,
        found.bounce.status,
    )


@pytest.mark.parametrize("head", ["Задержка доставки", "Verzögert", "配信遅延"])
def test_a_delay_is_told_by_the_head_of_its_subject(head: str) -> None:
    """The stems of that word in any language, in a machine's letter that names somebody."""
    assert Kind.DELAY == report("…\r\n\r\ntom@client.test\r\n", DAEMON, f"{head}: Plan").kind


def test_our_own_subject_is_no_delay() -> None:
    """What stands behind the colon was ours."""
    text = f"Zustellung fehlgeschlagen\r\n\r\ntom@client.test\r\n\r\n{REFUSED}"
    assert Kind.BOUNCE == report(text, DAEMON, "Unzustellbar: Verzögerung des Umbaus").kind


def test_a_french_report_of_a_failure_is_no_report_of_delivery() -> None:
    """The words of both are the same but for one."""
    author, words = "Microsoft Outlook <postmaster@x.test>", "remise à ces destinataires ou groupes"
    failed = f"Échec de la {words} :\n\ntom@client.test\nL'adresse est introuvable."
    found = report(failed, author, "Non remis : Plan", "Return-Path: <>")
    assert (Kind.BOUNCE, "tom@client.test") == (found.kind, found.bounce and found.bounce.recipient)
    done = f"La {words} est effectuée.\n\ntom@client.test"
    assert Kind.RECEIPT == report(done, author, "Remis : Plan", "Return-Path: <>").kind


def test_somebody_called_system_administrator_writes_letters() -> None:
    """Exchange called itself so, too, in front of what it reports."""
    author = "System Administrator <admin@kita.test>"
    assert Kind.HUMAN == report("I need the password, please.", author, "New page").kind
    words = "Your message did not reach some or all of the intended recipients.\n\ntom@client.test"
    assert Kind.BOUNCE == report(words, author, "Undeliverable: Plan").kind
