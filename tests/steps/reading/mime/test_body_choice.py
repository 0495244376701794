"""The right body once, and structure that is no file."""

import pytest

from mailbridge.domain.message import Message
from mailbridge.steps.reading.mime.parse import parse

STUBS = [
    "This message can only be shown by a program that knows HTML.",
    "Ihr Programm zeigt leider keine HTML-Nachrichten an.",
    "Ваша программа не показывает письма в формате HTML.",
    "Пожалуйста, откройте это письмо в браузере: https://example.org/letter/1",
    "お使いのソフトはHTMLメールを表示できません。",
]
WORDS = "<p>Could you bring twelve lamps on Friday?</p><p>The old ones are broken.</p>"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260507T090000Z\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def _mail(kind: str, *parts: tuple[str, str]) -> Message:
    """A multipart message of parts, each its header section and its content."""
    body = "".join(f"--b\r\nContent-Type: {head}\r\n\r\n{content}\r\n" for head, content in parts)
    head = f"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=b"
    return parse(f"{head}\r\n\r\n{body}--b--\r\n".encode()).message


def _both(plain: str, html: str) -> Message:
    return _mail(
        "alternative", ("text/plain; charset=utf-8", plain), ("text/html; charset=utf-8", html)
    )


@pytest.mark.parametrize("plain", STUBS)
def test_a_plain_part_that_only_points_at_the_html_is_not_the_letter(plain: str) -> None:
    """In any language: it shares hardly a word with what the HTML says."""
    found = _both(plain, WORDS)
    assert ("Could you bring twelve lamps on Friday?", True) == (
        found.text.split("\n")[0],
        found.text_from_html,
    )


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        (
            "Yes, Friday.",
            "<p>Yes, Friday.</p><blockquote>When shall we meet in Berlin?</blockquote>",
        ),
        ("Yes, see https://example.org/a/long/way", '<a href="https://example.org/">Yes, see</a>'),
        ("Да, в пятницу.", "<style>p { color: red }</style><p>Да, в пятницу.</p>"),
        ("Yes, Friday.", "<img src=x>"),
    ],
)
def test_a_plain_part_that_says_the_same_is_the_letter(plain: str, html: str) -> None:
    """Quotes, links, styles and pictures of the HTML do not count."""
    assert (plain, False) == ((found := _both(plain, html)).text, found.text_from_html)


@pytest.mark.parametrize("opening", ["<!DOCTYPE html><html><body>", "\n <html>"])
def test_plain_text_that_is_a_page_of_html_is_read_as_html(opening: str) -> None:
    found = _mail("mixed", ("text/plain; charset=utf-8", f"{opening}<p>Twelve lamps</p>"))
    assert ("Twelve lamps", True) == (found.text, found.text_from_html)


@pytest.mark.parametrize("kind", ["text/x-amp-html", "text/enriched", "application/json"])
def test_a_further_form_of_the_text_is_no_file(kind: str) -> None:
    found = _mail("alternative", ("text/plain", "Booked."), (kind, "<p>Booked.</p>"))
    assert ("Booked.", ()) == (found.text, found.attachments)


def test_a_form_with_a_name_stays_a_file() -> None:
    found = _mail("alternative", ("text/plain", "Booked."), ("application/json; name=a.json", "{}"))
    assert ["a.json"] == [one.filename for one in found.attachments]


def test_the_version_part_of_an_encrypted_letter_is_no_file() -> None:
    """RFC 3156 section 4; the reader is told that the letter is encrypted."""
    found = _mail(
        "encrypted",
        ("application/pgp-encrypted; name=Version", "Version: 1"),
        ("application/octet-stream; name=encrypted.asc", "-----BEGIN PGP MESSAGE-----"),
    )
    assert (["encrypted.asc"], ("encrypted, not readable",)) == (
        [one.filename for one in found.attachments],
        found.defects,
    )


@pytest.mark.parametrize(("uid", "names"), [("u1", ["invite.ics"]), ("u2", [None, "invite.ics"])])
def test_a_calendar_is_a_file_once(uid: str, names: list[str | None]) -> None:
    """A nameless copy goes when a named one has its UID (RFC 5545 section 3.8.4.7)."""
    found = _mail(
        "mixed",
        ("text/plain", "Come."),
        ("text/calendar; method=REQUEST", CALENDAR.format(uid=uid)),
        ("application/ics; name=invite.ics", CALENDAR.format(uid="u1")),
    )
    assert names == [one.filename for one in found.attachments]


def test_a_spam_filters_report_gives_its_letter_as_the_text() -> None:
    found = _mail(
        "mixed",
        ("text/plain", "This may be spam (6.1 points)."),
        ("message/rfc822; x-spam-type=original", "Subject: Gate\r\n\r\nThe gate is stuck."),
    )
    assert ("The gate is stuck.", ["Gate.eml"]) == (
        found.text,
        [one.filename for one in found.attachments],
    )


def test_a_type_of_no_registered_kind_is_sniffed() -> None:
    found = _mail("mixed", ("text/plain", "Here."), ("bin/plain; name=a.pdf", "%PDF-1.4\n%%EOF"))
    assert ["application/pdf"] == [one.content_type for one in found.attachments]
