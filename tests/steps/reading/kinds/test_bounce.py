"""Delivery reports, standard and of every vendor's own form: who failed, with what status, for
which letter, in whose words.
"""

from textwrap import dedent

import pytest

from mailbridge.domain.message import Bounce, Kind
from mailbridge.steps.reading.kinds.screen import kind_of
from mailbridge.steps.reading.mime.parse import parse

PATH = "From: MAILER-DAEMON@mx.test\nTo: project@in.example\n"


def read(raw: str) -> tuple[Kind, Bounce]:
    message, mime = parse(dedent(raw).lstrip("\n").encode())
    screened = kind_of(message, mime, "")
    assert screened.bounce is not None
    return screened.kind, screened.bounce


def report(
    status: str, enclosed: str = "", *, kind: str = "message/rfc822", encoding: str = "7bit"
) -> str:
    returned = f"--B\nContent-Type: {kind}\n\n{enclosed}\n" if enclosed else ""
    return (
        f"{PATH}Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nYour message could not be delivered.\n"
        "--B\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: "
        f"{encoding}\n\n{status}\n{returned}--B--\n"
    )


STANDARD = """Reporting-MTA: dns; mx.test
Arrival-Date: Mon, 02 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; Bob@X.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.x.test
Diagnostic-Code: smtp; 550 5.1.1 <bob@x.test>:
    Recipient address rejected
"""
RETURNED = (
    "Message-ID: <7.c@in.example>\nFrom: project@in.example\nTo: bob@x.test\nSubject: The "
    "layout\n\nHello\n"
)


@pytest.mark.parametrize(
    "kind", ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]
)
def test_the_standard_form(kind: str) -> None:
    """RFC 3464 with the returned message or its header section (RFC 6522)."""
    expected = Bounce(
        "bob@x.test",
        "5.1.1",
        "7.c@in.example",
        "550 5.1.1 <bob@x.test>: Recipient address rejected",
    )
    assert (Kind.BOUNCE, expected) == read(report(STANDARD, RETURNED, kind=kind))


def test_base64_around_the_fields() -> None:
    """A delivery-status part in base64 is against RFC 3464 section 2.1 and read all the same."""
    from base64 import encodebytes

    packed = encodebytes(STANDARD.encode()).decode()
    assert "bob@x.test" == read(report(packed, encoding="base64"))[1].recipient


@pytest.mark.parametrize(
    ("fields", "recipient", "status"),
    [
        (
            "Final-Recipient: <bob@x.test>\nAction: failed\nStatus: 5.1.1 (bad mailbox)",
            "bob@x.test",
            "5.1.1",
        ),
        ("final-recipient:RFC822;bob@x.test\nAction:Failed\nStatus:5.2.2", "bob@x.test", "5.2.2"),
        (
            (
                "Original-Recipient: rfc822;old@x.test\nFinal-Recipient: rfc822;bob@y.test\n"
                "Action: "
                "failed\nStatus: 5.1.1"
            ),
            "old@x.test",
            "5.1.1",
        ),
        (
            "Original-Recipient: rfc822;\nFinal-Recipient: rfc822;bob@y.test\nAction: failed",
            "bob@y.test",
            None,
        ),
        (
            (
                "Final-Recipient: rfc822; bob@x.test\nAction: error\nStatus: 5.0.0\n"
                "Diagnostic-Code: "
                "smtp; 550 5.7.1 no"
            ),
            "bob@x.test",
            "5.7.1",
        ),
        (
            (
                "Final-Recipient: unknown; x\nX-Actual-Recipient: rfc822; bob@x.test\nAction: "
                "failed\nStatus: 5.1.1"
            ),
            "bob@x.test",
            "5.1.1",
        ),
        ("Final-Recipient: rfc822; bob@x.test\nStatus: 5.1.1", "bob@x.test", "5.1.1"),
        (
            'Final-Recipient: rfc822; "bob smith"@x.test\nAction: failed\nStatus: 5.1.1',
            '"bob smith"@x.test',
            "5.1.1",
        ),
    ],
)
def test_malformed_fields_are_suffered(fields: str, recipient: str, status: str | None) -> None:
    """Each mistake costs only itself."""
    kind, bounce = read(report(f"Reporting-MTA: dns; mx.test\n\n{fields}\n"))
    assert (Kind.BOUNCE, recipient, status) == (kind, bounce.recipient, bounce.status)


def test_one_failed_among_many() -> None:
    """The failed recipient is named, not the one who got it; blank lines more or less do not
    matter.
    """
    groups = (
        "Reporting-MTA: dns; mx.test\n\n\nFinal-Recipient: rfc822; ok@x.test\nAction: "
        "delivered\nStatus: 2.0.0\n"
        "Final-Recipient: rfc822; bob@x.test\nAction: failed\nStatus: 5.1.1\n"
    )
    assert (Kind.BOUNCE, "bob@x.test") == ((got := read(report(groups)))[0], got[1].recipient)


def test_a_delay_is_no_failure() -> None:
    """RFC 3464 section 2.3.3: delayed means that it is still being tried."""
    fields = (
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@x.test\nAction: "
        "delayed\nStatus: 4.4.1\n"
    )
    kind, bounce = read(report(fields))
    assert (Kind.DELAY, "bob@x.test", "4.4.1") == (kind, bounce.recipient, bounce.status)


def test_a_report_outside_multipart_report() -> None:
    """Some systems say multipart/mixed."""
    raw = report(STANDARD, RETURNED).replace(
        "multipart/report; report-type=delivery-status", "multipart/mixed"
    )
    assert "bob@x.test" == read(raw)[1].recipient


FORMS = {
    "postfix": (
        "Undelivered Mail Returned to Sender",
        """
        This is the mail system at host mx.test.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients.

        <bob@x.test>: host mx.x.test[192.0.2.1] said: 550 5.1.1 <bob@x.test>:
            User unknown (in reply to RCPT TO command)
        """,
        "5.1.1",
    ),
    "exim": (
        "Mail delivery failed: returning message to sender",
        """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          bob@x.test
            SMTP error from remote mail server after RCPT TO:<bob@x.test>:
            host mx.x.test [192.0.2.1]: 550 5.1.1 no such user

        ------ This is a copy of the message, including all the headers. ------

        Return-path: <project@in.example>
        Message-ID: <7.c@in.example>
        To: bob@x.test
        """,
        "5.1.1",
    ),
    "sendmail": (
        "Returned mail: see transcript for details",
        """
        The original message was received at Mon, 2 Nov 2026 10:00:00 GMT
        from in.example [192.0.2.9]

           ----- The following addresses had permanent fatal errors -----
        <bob@x.test>
            (reason: 550 5.1.1 <bob@x.test>... User unknown)

           ----- Transcript of session follows -----
        ... while talking to mx.x.test.:
        >>> RCPT To:<bob@x.test>
        <<< 550 5.1.1 <bob@x.test>... User unknown
        """,
        "5.1.1",
    ),
    "qmail": (
        "failure notice",
        """
        Hi. This is the qmail-send program at mx.test.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <bob@x.test>:
        192.0.2.1 does not like recipient.
        Remote host said: 550 5.1.1 User unknown

        --- Below this line is a copy of the message.

        Return-Path: <project@in.example>
        Message-ID: <7.c@in.example>
        """,
        "5.1.1",
    ),
    "gmail": (
        "Delivery Status Notification (Failure)",
        """
        Delivery to the following recipient failed permanently:

             bob@x.test

        Technical details of permanent failure:
        Google tried to deliver your message, but it was rejected: 550 550 5.2.1 disabled

        ----- Original message -----
        Message-ID: <7.c@in.example>
        """,
        "5.2.1",
    ),
    "yahoo": (
        "Failure Notice",
        """
        Sorry, we were unable to deliver your message to the following address.

        <bob@x.test>:
        Remote host said: 554 delivery error: dd This user doesn't have an account

        --- Below this line is a copy of the message.
        """,
        "5.1.1",
    ),
    "exchange": (
        "Undeliverable: The layout",
        """
        Your message

          To:      bob@x.test
          Subject: The layout
          Sent:    Mon, 2 Nov 2026 10:00:00 +0000

        did not reach the following recipient(s):

        bob@x.test on Mon, 2 Nov 2026 10:00:01 +0000
            The recipient name is not recognized
        """,
        None,
    ),
    "opensmtpd": (
        "Delivery status notification: error",
        """
        Hi!

        An error has occurred while attempting to deliver a message for
        the following list of recipients:

        bob@x.test: 550 5.2.2 <bob@x.test>... Mailbox Full
        """,
        "5.2.2",
    ),
    "domino": (
        "DELIVERY FAILURE: User bob not listed in public book",
        """
        Your message

          Subject: x

        was not delivered to:

          bob@x.test

        because:

          User bob (bob@x.test) not listed in public book
        """,
        "5.1.1",
    ),
    "kddi": (
        "Mail",
        """
        Your mail sent on: Mon, 2 Nov 2026 10:00:00 +0900
             Could not be delivered to: <bob@x.test>
             As their mailbox is full.
        """,
        "5.2.2",
    ),
    "russian": (
        "Ваше сообщение не доставлено",
        """
        Ваше сообщение не может быть доставлено следующему получателю:

          bob@x.test

        Причина: почтовый ящик переполнен
        """,
        "5.2.2",
    ),
    "interscan": (
        "Mail could not be delivered",
        """
        The following mail could not be delivered.
        Reason:  Unable to deliver message to <bob@x.test>. User unknown
        """,
        "5.1.1",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_vendors_own_forms(form: str) -> None:
    """The failed recipient is named in each, and the status, or what the words mean."""
    subject, body, status = FORMS[form]
    kind, bounce = read(f"{PATH}Subject: {subject}\n\n{dedent(body)}")
    assert (Kind.BOUNCE, "bob@x.test") == (kind, bounce.recipient)
    assert status is None or status == bounce.status


@pytest.mark.parametrize("form", ["exim", "qmail", "gmail"])
def test_the_returned_message_in_the_text_has_its_id(form: str) -> None:
    """The msg-id is read from the copy below the notification."""
    subject, body, _ = FORMS[form]
    assert (
        "7.c@in.example"
        == read(f"{PATH}Subject: {subject}\n\n{dedent(body)}")[1].original_message_id
    )


def test_x_failed_recipients() -> None:
    """Exim and Gmail name them in a field of their own."""
    raw = (
        f"{PATH}Subject: Mail delivery failed\nX-Failed-Recipients: Bob@x.test, "
        "eve@x.test\nIn-Reply-To: <7.c@in.example>\n\nSorry.\n"
    )
    assert Bounce("bob@x.test", None, "7.c@in.example", None) == read(raw)[1]


def test_a_warning_in_prose_is_a_delay() -> None:
    """Systems that still try say so."""
    body = (
        "\nDelivery to the following recipient has been delayed:\n\n     bob@x.test\n\nMessage "
        "will be retried for 2 more day(s)\n"
    )
    assert (Kind.DELAY, "bob@x.test") == (
        (got := read(f"{PATH}Subject: Delivery Status Notification (Delay)\n{body}"))[0],
        got[1].recipient,
    )


def test_a_notification_in_json() -> None:
    """Amazon SES by way of its notification service, once and twice wrapped."""
    plain = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"bob@x.test",'
        '"status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user '
        'unknown"}]},"mail":{"messageId":"0101","commonHeaders":'
        '{"messageId":"<7.c@in.example>"}}}'
    )
    import json

    expected = Bounce("bob@x.test", "5.1.1", "7.c@in.example", "smtp; 550 5.1.1 user unknown")
    for text in (plain, json.dumps({"Type": "Notification", "Message": plain})):
        assert (Kind.BOUNCE, expected) == read(
            f"From: SES <no-reply@sns.mx.test>\nSubject: Notification\n\n{text}\n\n--\nStop: "
            "https://x.test\n"
        )


def test_our_own_address_never_failed() -> None:
    """A report that names only the one it is addressed to names nobody."""
    assert (
        read(
            f"{PATH}Subject: failure notice\n\nDear project@in.example,\nsomething was "
            "undeliverable.\n"
        )[1].recipient
        is None
    )


def test_numbers_that_are_no_status() -> None:
    """Addresses of hosts and versions of programs are not status codes."""
    bounce = read(
        f"{PATH}Subject: failure notice\n\n<bob@x.test>:\nhost 5.1.1.7 running 4.98.2-1 refused\n"
    )[1]
    assert bounce.status is None


def test_a_mail_system_by_name_needs_no_address() -> None:
    """A postmaster's address with words of failure, and no standard structure."""
    body = "Error: Invalid user address\n\n550 - no such user here\nRCPT TO: bob@x.test\n"
    raw = f"From: post_master@mx.test\nTo: p@in.example\nSubject: Error\n\n{body}"
    assert (Kind.BOUNCE, "bob@x.test") == ((got := read(raw))[0], got[1].recipient)


def test_addresses_beyond_ascii() -> None:
    """A report for internationalized mail has its fields in UTF-8."""
    status = "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: utf-8; bjørn@x.test\nAction: failed\n"
    raw = report(status).replace("message/delivery-status", "message/global-delivery-status")
    assert read(raw)[1].recipient == "bjørn@x.test"


@pytest.mark.parametrize(
    ("author", "subject", "body"),
    [
        ("postmaster", "Kézbesíthetetlen", "Nem ment el:\n\nbob@x.test\n\nA postafiók megtelt."),
        ("postmaster", "Mesaj pierdut", "Către:\n\nbob@x.test\n\nCutia este plină."),
        ("postmaster", "Viestiä ei voitu toimittaa", "Osoite bob@x.test on täynnä."),
        ("postmaster", "Hei", "Meldingen til bob@x.test kunne ikke leveres."),
        ("mailgw", "Ihre Mail konnte nicht zugestellt werden", "An bob@x.test: zu groß."),
        ("postmaster", "Správa nebola doručená", "Pre bob@x.test: schránka neexistuje."),
        ("postmaster", "Kiri", "Kiri aadressile bob@x.test: ei saanud kohale toimetada."),
        ("postmaster", "Correu retornat", "El missatge a bob@x.test no s'ha pogut lliurar."),
        ("filter", "Лист не доставлено", "Адресат bob@x.test: скринька переповнена."),
    ],
)
def test_failures_in_languages_of_no_table(author: str, subject: str, body: str) -> None:
    """No reverse-path, and the words for "not delivered" or a mailbox alone on a line."""
    raw = f"From: {author}@mx.test\nTo: project@in.example\nSubject: {subject}\n\n{body}\n"
    assert (Kind.BOUNCE, "bob@x.test") == ((got := read(raw))[0], got[1].recipient)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Ritardo nella consegna: Plan", "A bob@x.test è in ritardo; si riproverà."),
        ("Vertraagd: Plan", "Aan:\n\nbob@x.test\n"),
        ("Différé : Plan", "La remise à ces destinataires est différée :\n\nbob@x.test\n"),
    ],
)
def test_delays_in_languages_of_no_table(subject: str, body: str) -> None:
    """The word for it stands in front of our subject."""
    raw = f"From: Microsoft Outlook <postmaster@mx.test>\nSubject: {subject}\n\n{body}\n"
    assert (Kind.DELAY, "bob@x.test") == ((got := read(raw))[0], got[1].recipient)
