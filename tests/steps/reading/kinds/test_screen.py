"""What a person wrote and what a machine sent, told apart."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.kinds.report_kind import Screened
from mailbridge.steps.reading.kinds.screen import kind_of
from mailbridge.steps.reading.mime.parse import parse
from tests.growth import growth

ANNA = "From: Anna Bloom <anna@bloom.test>\nTo: project@in.example\nSubject: The layout\n"


def screened(raw: str, reverse_path: str | None = None) -> Screened:
    message, mime = parse(dedent(raw).lstrip("\n").encode())
    return kind_of(message, mime, reverse_path)


def letter(fields: str = "", body: str = "Hello, here is the second version.\n") -> str:
    return f"{ANNA}{fields}\n{body}"


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "X-Auto-Response-Suppress: All\n",
        "X-Auto-Response-Suppress: DR, OOF, AutoReply\nX-MS-Has-Attach: yes\n",
        "X-MS-Exchange-Inbox-Rules-Loop: anna@bloom.test\n",
        "Auto-Submitted: no\n",
        "Auto-Submitted: no (a person)\n",
        "Precedence: bulk\nIn-Reply-To: <1@in.example>\n",
        "Precedence: list\nUser-Agent: Mozilla Thunderbird\n",
        "Precedence: first-class\n",
        "X-Autoreply: no\n",
        "X-Loop: anna@bloom.test\n",
        "X-Priority: 1\nImportance: high\n",
        "Return-Path: <anna@bloom.test>\n",
        "Return-Path: <>\nIn-Reply-To: <1@in.example>\n",
        "Feedback-ID: 1.eu:AmazonSES\n",
    ],
)
def test_a_persons_letter_stays_a_persons_whatever_fields_it_carries(fields: str) -> None:
    """None of these fields, alone, proves a machine."""
    assert Kind.HUMAN == screened(letter(fields)).kind


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Out of office next week",
            "I am out of the office until Monday, please decide without me.",
        ),
        ("Vacation plans", "I will be on vacation until 5 May. Can we finish before?"),
        ("Undeliverable parcel", "The parcel could not be delivered to us, what now?"),
        ("Delivery failure of your server", "Hi, our shop says user unknown when I sign in."),
        ("Delivery status", "Where is the chair?"),
        (
            "Fwd: Undelivered Mail Returned to Sender",
            "What does this mean?\n\n<bob@x.test>: host mx.x.test said: 550 5.1.1 unknown",
        ),
        (
            "Re: Mail delivery failed",
            (
                "Bob's address is wrong:\n> This message was created automatically by mail\n> "
                "bob@x.test"
            ),
        ),
        ("Re: Automatic reply: The layout", "Fine, I shall wait."),
        ("Read: the terms", "Please read the terms before Friday."),
        ("Не доставлено кресло", "Добрый день! Кресло нам не доставлено, когда ждать?"),
        ("Автоответчик не работает", "Здравствуйте, на сайте сломан автоответчик."),
        ("Complaint about message from the courier", "He was rude."),
        ("Unsubscribe form is broken", "The List-Unsubscribe link: returns 404."),
        ("Confirm forwarding address", "Shall we forward to the new one?"),
        ("Postmaster", "Who is the postmaster?"),
    ],
)
def test_words_of_machines_in_a_persons_mouth_prove_nothing(subject: str, body: str) -> None:
    """People write about bounces, holidays and deliveries, too."""
    assert (
        Kind.HUMAN
        == screened(
            f"From: Anna <anna@bloom.test>\nTo: p@in.example\nSubject: {subject}\n\n{body}\n"
        ).kind
    )


def test_a_bounce_that_a_person_attaches_is_still_the_persons_letter() -> None:
    """The report lies inside an attached message."""
    raw = """
        From: Anna <anna@bloom.test>
        Subject: What is this?
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=A

        --A
        Content-Type: text/plain

        I got this today.
        --A
        Content-Type: message/rfc822

        From: MAILER-DAEMON@mx.test
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.test

        Final-Recipient: rfc822; bob@x.test
        Action: failed
        Status: 5.1.1
        --B--
        --A--
        """
    assert Kind.HUMAN == screened(raw).kind


@pytest.mark.parametrize("charset", ["utf-9", "base64", "x-unknown"])
def test_a_report_in_a_charset_that_does_not_exist_is_read(charset: str) -> None:
    report = f"""\
        From: postmaster@x.test
        To: a@b.test
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain; charset={charset}

        No such mailbox.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; x.test

        Final-Recipient: rfc822; tom@x.test
        Action: failed
        Status: 5.1.1

        --b--
        """
    found = screened(report, "")
    assert (found.kind, found.bounce and found.bounce.recipient) == (Kind.BOUNCE, "tom@x.test")


def test_a_contact_form_writes_for_the_person_in_reply_to() -> None:
    """A no-reply author with somebody to answer to is that somebody's voice."""
    raw = (
        "From: Site <noreply@shop.test>\nReply-To: carl@home.test\nSubject: Contact form\n\nDo "
        "you ship to Kazan?\n"
    )
    assert Kind.HUMAN == screened(raw).kind


def test_an_invitation_is_a_persons() -> None:
    """A calendar part is no sign of a machine."""
    raw = letter(
        "MIME-Version: 1.0\nContent-Type: text/calendar; method=REQUEST\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    )
    assert Kind.HUMAN == screened(raw).kind


def test_a_letter_redirected_with_the_null_reverse_path_is_a_persons() -> None:
    """Inbox rules redirect with <> at times; their own field says so."""
    assert Kind.HUMAN == screened(letter("Resent-From: <info@agency.test>\n"), "").kind


@pytest.mark.parametrize(
    "fields",
    [
        "Auto-Submitted: auto-replied\n",
        'Auto-Submitted: Auto-Replied; owner-email="a@b.test"\n',
        "Auto-Submitted: auto-generated\n",
        "Auto-Submitted: auto-notified; owner-email=x@y.test\n",
        "X-Autoreply: yes\n",
        "X-Autorespond: The layout\n",
        "X-Mail-Autoreply: yes\n",
        "X-FC-MachineGenerated: true\n",
        "Precedence: auto_reply\n",
        "Delivered-To: Autoresponder\n",
        "Return-Path: <>\nX-Auto-Response-Suppress: All\n",
    ],
)
def test_fields_of_automatic_letters(fields: str) -> None:
    """Each of these fields is enough (RFC 3834 and vendors' own)."""
    assert Kind.AUTO_REPLY == screened(letter(fields)).kind


@pytest.mark.parametrize("reverse_path", ["", "<>"])
def test_the_null_reverse_path_is_a_machines(reverse_path: str) -> None:
    """Nobody but a program writes with the null reverse-path (RFC 5321 section 4.5.5)."""
    assert Kind.AUTO_REPLY == screened(letter(), reverse_path).kind


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: The layout",
        "Automatic reply",
        "Out of Office AutoReply: The layout",
        "Автоответ: Макет",
        "Автоматический ответ: Макет",
        "Automatische Antwort: Entwurf",
        "Abwesenheitsnotiz: Entwurf",
        "Réponse automatique : Maquette",
        "Respuesta automática: Diseño",
        "Automated response: The layout",
        "Réponse automatisée : Maquette",
    ],
)
def test_subjects_of_automatic_replies(subject: str) -> None:
    """Mail programs begin the subject so; where nothing else speaks, that does."""
    assert (
        Kind.AUTO_REPLY
        == screened(f"From: Anna <anna@bloom.test>\nSubject: {subject}\n\nI am away.\n").kind
    )


def test_an_inbox_rules_answer_that_speaks_of_absence() -> None:
    """Exchange's two fields together with the words are an automatic reply; either alone is not."""
    fields = "X-MS-Exchange-Inbox-Rules-Loop: anna@bloom.test\nX-Auto-Response-Suppress: All\n"
    assert Kind.AUTO_REPLY == screened(letter(fields, "I am out of the office until 5 May.\n")).kind
    assert Kind.HUMAN == screened(letter(fields)).kind


def test_a_couriers_notification_is_no_bounce() -> None:
    """Parcels are delivered, too: a no-reply author who names no mailbox that failed."""
    body = "Your parcel could not be delivered. Questions? Write to help@courier.test, please."
    raw = f"From: noreply@courier.test\nSubject: Delivery failed\n\n{body}\n"
    assert Kind.AUTO_REPLY == screened(raw).kind


def test_a_gateways_report_is_a_bounce() -> None:
    """A program by its name, a subject of failure, and the mailbox under a label."""
    body = (
        "Sorry, this could not be delivered.\n\n------ Failed Recipients ------\n   <bob@x.test>\n"
    )
    raw = (
        "From: E7_SMTP_Mail_Service@mx.test\nTo: p@in.example\nSubject: Undelivered "
        f"mail\n\n{body}\n"
    )
    assert Kind.BOUNCE == screened(raw).kind


def test_an_aggregate_report_is_automatic() -> None:
    """RFC 7489 section 7.2.1.1 prescribes its subject."""
    subject = "Report domain: in.example Submitter: mx.test Report-ID: 7"
    raw = f"From: noreply-dmarc@mx.test\nSubject: {subject}\nPrecedence: bulk\n\nSee the file.\n"
    assert Kind.AUTO_REPLY == screened(raw).kind


@pytest.mark.parametrize(
    "fields",
    [
        "List-Id: Builders <builders.lists.test>\n",
        "List-Unsubscribe: <mailto:off@shop.test>\nPrecedence: bulk\n",
        "Mailing-List: contact builders-help@lists.test; run by ezmlm\n",
        "Precedence: bulk\n",
        "Precedence: Junk\n",
        "X-BeenThere: builders@lists.test\n",
        "Precedence: list\nSender: owner-builders@lists.test\nIn-Reply-To: <1@b.test>\n",
    ],
)
def test_lists_and_bulk(fields: str) -> None:
    """RFC 2369 and RFC 2919 fields, their forerunners, and Precedence where nothing speaks for a
    person.
    """
    assert Kind.LIST == screened(letter(fields)).kind


@pytest.mark.parametrize(
    ("author", "text", "kind"),
    [
        ("Anna Bloom <anna@bloom.test>", "Shall we speak on Monday?", Kind.HUMAN),
        ("Anna Bloom <anna@bloom.test>", "Sale! Unsubscribe: https://bloom.test/u", Kind.LIST),
        ("Bloom Team <team@bloom.test>", "Everything at half price.", Kind.LIST),
    ],
)
def test_a_tracked_letter_of_one_person_is_no_bulk(author: str, text: str, kind: Kind) -> None:
    """Sales programs give each letter List-Unsubscribe, and no other field of a list."""
    fields = "Subject: News\nList-Unsubscribe: <mailto:off@crm.test>\n"
    assert kind == screened(f"From: {author}\n{fields}\n{text}\n").kind


def test_a_tracked_answer_is_an_answer() -> None:
    """Whoever answers a letter of ours is a person."""
    fields = "Subject: Re: Plan\nIn-Reply-To: <a@b.test>\nList-Unsubscribe: <mailto:off@crm.test>\n"
    assert Kind.HUMAN == screened(f"From: Dave <d@bloom.test>\n{fields}\nThursday suits me.\n").kind


def test_a_bounce_that_a_list_passes_on_is_a_bounce() -> None:
    """The list's fields do not hide the mail system's report."""
    raw = """
        From: MAILER-DAEMON@mx.test (Mail Delivery System)
        Subject: failure notice
        List-Id: Builders <builders.lists.test>
        Precedence: bulk

        Hi. This is the qmail-send program at mx.test.

        <bob@x.test>:
        Sorry, no mailbox here by that name. (#5.1.1)
        """
    assert (Kind.BOUNCE, "bob@x.test") == (
        (seen := screened(raw)).kind,
        seen.bounce and seen.bounce.recipient,
    )


def report(sort: str, part: str, fields: str) -> str:
    return (
        "From: x@mx.test\nSubject: report\nMIME-Version: 1.0\nContent-Type: multipart/report; "
        f"report-type={sort}; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nA report.\n--B\nContent-Type: "
        f"{part}\n\n{fields}\n--B--\n"
    )


def test_a_disposition_notification_is_a_receipt() -> None:
    """RFC 8098."""
    fields = (
        "Final-Recipient: rfc822; anna@bloom.test\nDisposition: manual-action/MDN-sent-manually; "
        "displayed\n"
    )
    assert (
        Kind.RECEIPT
        == screened(
            report("disposition-notification", "message/disposition-notification", fields)
        ).kind
    )


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_is_a_receipt(action: str) -> None:
    """RFC 3464 section 2.3.3: these actions are no failure."""
    fields = (
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; anna@bloom.test\nAction: "
        f"{action}\nStatus: 2.0.0\n"
    )
    assert (
        Kind.RECEIPT == screened(report("delivery-status", "message/delivery-status", fields)).kind
    )


def test_a_read_receipt_in_words() -> None:
    """Outlook without MDN: the subject and the sentence together."""
    raw = (
        "From: Anna <anna@bloom.test>\nSubject: Read: The layout\n\nYour message\n\n  To: "
        "Anna\n\nwas read on 5 May 2026 10:00.\n"
    )
    assert Kind.RECEIPT == screened(raw).kind


def test_a_feedback_report_is_a_complaint() -> None:
    """RFC 5965."""
    fields = "Feedback-Type: abuse\nUser-Agent: Gen/1.0\nVersion: 1\n"
    assert (
        Kind.COMPLAINT
        == screened(report("feedback-report", "message/feedback-report", fields)).kind
    )


def test_complaints_of_vendors() -> None:
    """A provider's complaint with the letter enclosed, a notification in JSON, and Apple's
    unsubscribe.
    """
    enclosed = (
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: "
        "message/rfc822\n\nSubject: x\n\nx\n--B--\n"
    )
    told = (
        '{"notificationType":"Complaint","complaint":'
        '{"complainedRecipients":[{"emailAddress":"a@b.test"}]},"mail":{}}\n'
    )
    assert (
        Kind.COMPLAINT
        == screened(
            f"From: staff@mx.test\nSubject: complaint about message from 192.0.2.1\n{enclosed}"
        ).kind
    )
    assert (
        Kind.COMPLAINT
        == screened(f"From: no-reply@sns.mx.test\nSubject: Notification\n\n{told}").kind
    )
    assert (
        Kind.COMPLAINT
        == screened(letter("X-Apple-Unsubscribe: true\nAuto-Submitted: auto-replied\n")).kind
    )


@pytest.mark.parametrize(
    ("author", "subject"),
    [
        (
            "Gmail Team <forwarding-noreply@google.com>",
            "(#894178523) Gmail Forwarding Confirmation - Receive Mail from hello@agency.test",
        ),
        ("forwarding-noreply@google.com", "Подтверждение пересылки почты Gmail"),
        ("Яндекс.Почта <noreply@yandex.ru>", "Подтверждение пересылки на другой адрес"),
    ],
)
def test_forwarding_confirmations(author: str, subject: str) -> None:
    """The letters by which providers ask the new address."""
    assert (
        Kind.CONFIRMATION
        == screened(
            f"From: {author}\nSubject: {subject}\n\nhttps://mail-settings.google.com/mail/vf-1\n"
        ).kind
    )


@pytest.mark.parametrize(("author", "link"), [
    ("noreply@mail.yandex.ru", "https://mail.yandex.ru/promo"), ("x@evil.test",
    "https://mail.yandex.ru/confirm?e=1"),
])  # fmt: skip
def test_a_letter_confirms_nothing_without_the_providers_link_and_author(
    author: str, link: str
) -> None:
    """What else Yandex writes, and what others write of its links, is mail like any other."""
    assert Kind.CONFIRMATION != screened(f"From: {author}\nSubject: News\n\n{link}\n").kind


def test_a_confirmation_needs_the_providers_own_address() -> None:
    """A likely name in front of another address is no provider."""
    raw = (
        'From: "forwarding-noreply@google.com" <x@evil.test>\nSubject: Gmail Forwarding '
        "Confirmation\n\nhttps://evil.test/\n"
    )
    assert Kind.HUMAN == screened(raw).kind


def test_an_automatic_reply_that_calls_itself_bulk_is_no_list() -> None:
    """As Request Tracker writes: the subject says more than Precedence."""
    raw = "From: RT <rt@x.test>\nPrecedence: bulk\nSubject: [x #77] AutoReply: Plan\n\nA ticket.\n"
    assert Kind.AUTO_REPLY == screened(raw).kind


def test_an_answer_by_somebodys_sales_program_is_theirs() -> None:
    """Even where it calls itself bulk mail and offers to stop, in the fields alone."""
    fields = "In-Reply-To: <1@in.example>\nPrecedence: bulk\nList-Unsubscribe: <mailto:u@x.test>\n"
    head = "From: Anna Bloom <anna.bloom@x.test>\nSubject: Re: Plan\n" + fields
    assert Kind.HUMAN == screened(head + "\nLooks great.\n").kind
    assert Kind.LIST == screened(head + "\nLooks great. To unsubscribe, follow a link.\n").kind
    assert Kind.LIST == screened(f"{head}Sender: owner-plans@x.test\n\nLooks great.\n").kind


def test_somebody_who_asks_in_bulk_is_a_person() -> None:
    """Programs of small firms say so of every letter; their newsletters offer to stop."""
    head = "From: Anna Bloom <anna@bloom.test>\nSubject: Van\nPrecedence: bulk\n\n"
    assert Kind.HUMAN == screened(f"{head}What does lettering cost?\n").kind
    assert Kind.LIST == screened(f"{head}What does it cost? Unsubscribe: https://x.test\n").kind
    assert Kind.LIST == screened(f"{head}Ten percent off.\n").kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Ricevuta di ritorno (visualizzata) - Plan", "Questa è la ricevuta di ritorno per Plan."),
        ("Accusé de réception (affiché) - Plan", "Ceci est un accusé de réception pour Plan."),
    ],
)
def test_a_receipt_of_thunderbird_that_lost_its_structure(subject: str, text: str) -> None:
    head = (
        f"From: a@b.test\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    assert Kind.RECEIPT == screened(head + text).kind


def test_somebody_who_has_read_a_chapter_sends_no_receipt() -> None:
    """Receipts say under labels which letter was read."""
    person = "From: Nora <n@x.test>\nSubject: Read: chapter 3\n\nMy copy was read on the train.\n"
    assert Kind.HUMAN == screened(person).kind
    receipt = person.replace("My copy", "To: Me\nSubject: chapter 3\n\n")
    assert Kind.RECEIPT == screened(receipt).kind


def test_an_absence_that_somebody_quotes_is_not_theirs() -> None:
    """They ask for one to be set up."""
    body = 'Please set this up for us: "We are on vacation until 6 January." Thanks!\n'
    raw = f"From: Anna Bloom <anna@bloom.test>\nSubject: Vacation reply\n\n{body}"
    assert Kind.HUMAN == screened(raw).kind


def test_spamcop_complains_with_a_field_of_its_own() -> None:
    """Its text is no feedback report."""
    raw = "From: 7@reports.test\nX-SpamCop-sourceip: 203.0.113.10\nSubject: Plan\n\nEmail from\n"
    assert Kind.COMPLAINT == screened(raw).kind


@pytest.mark.parametrize(
    ("path", "subject", "body"),
    [
        ("<postmaster@x.test>", "MX", "Please mail me at\n\nhelmut@x.test\n\nwhen it is mended."),
        ("<>", "MX", "Please mail me at\n\nhelmut@x.test\n\nwhen it is mended, I am in."),
        ("<postmaster@x.test>", "Delay: certificate", "I asked.\n\nhelmut@x.test\n"),
        ("<postmaster@x.test>", "Mails not delivered", "Yours to a@x.test are not. Why?"),
    ],
)
def test_a_postmaster_who_writes_reports_nothing(path: str, subject: str, body: str) -> None:
    """An address alone on a line may be a signature."""
    raw = f"Return-Path: {path}\nFrom: Helmut <postmaster@x.test>\nSubject: {subject}\n\n{body}\n"
    assert screened(raw).kind in {Kind.HUMAN, Kind.AUTO_REPLY}


def test_a_parcel_that_was_not_delivered_is_no_letter() -> None:
    """A shop's letter without a reverse-path says it of no message, whatever mailbox it names."""
    raw = "Return-Path: <>\nFrom: Post <info@x.test>\nSubject: Paket nicht zugestellt\n\nLeider.\n"
    assert Kind.AUTO_REPLY == screened(raw).kind
    assert Kind.AUTO_REPLY == screened(f"{raw}Fragen an service@x.test\n").kind


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "\n",
        "From:\n\n",
        "\x00\x00",
        "Content-Type: multipart/report\n\n",
        "From: @\nTo: @\n\n@@@@\n",
    ],
)
def test_whatever_comes_has_a_kind(raw: str) -> None:
    """Nothing raises, however broken."""
    assert screened(raw).kind in Kind


@pytest.mark.parametrize(
    "body",
    [
        "a@" * 2000 + "\n",
        "<" * 4000 + "\n",
        "550 " * 1000 + "\n",
        "5.1.1." * 700 + "\n",
        " \n" * 2000,
        "message-id: <\n" * 300,
        "until " * 700,
    ],
)
def test_hostile_reports_cost_linear_time(body: str) -> None:
    """Eight times the text costs less than twenty-four times the time."""
    fields = (
        "From: MAILER-DAEMON@mx.test\nSubject: failure notice\nAuto-Submitted: auto-replied\n\n"
    )
    small, large = (parse((fields + body * times).encode()) for times in (4, 32))
    assert growth(lambda parsed: kind_of(*parsed, None), small, large) < 24


PIECES = st.sampled_from(
    [
        "From: MAILER-DAEMON@mx.test\n",
        "From: anna@bloom.test\n",
        "Subject: Automatic reply: x\n",
        "Subject: failure notice\n",
        "Auto-Submitted: auto-replied\n",
        "MIME-Version: 1.0\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n",
        "Content-Type: multipart/mixed; boundary=B\n",
        "\n",
        "--B\n",
        "--B--\n",
        "Content-Type: message/delivery-status\n",
        "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n",
        "Final-Recipient: rfc822; bob@x.test\n",
        "Action: failed\n",
        "Status: 5.1.1\n",
        " folded\n",
        '{"notificationType":"Bounce"',
        "until 5 May 2026\n",
        "<@>@:\n",
        "550 5.1.1 x\n",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=20), max_size=30), st.sampled_from([None, "", "x@y.test"])
)
def test_every_mixture_has_a_kind(pieces: list[str], reverse_path: str | None) -> None:
    """Reports taken apart and put together anyhow never raise, and a bounce's status is a
    status.
    """
    message, mime = parse("".join(pieces).encode("utf-8", "replace"))
    found = kind_of(message, mime, reverse_path)
    assert found.kind in Kind
    assert found.bounce is None or found.bounce.status is None or found.bounce.status[0] in "245"
