"""The right body once, and structure that is no file."""

import pytest

from mailbridge.domain.message import Message
from mailbridge.steps.reading.mime.body_choice import Form
from mailbridge.steps.reading.mime.parse import Parsed, parse
from mailbridge.steps.reading.mime.part_tree import grow
from mailbridge.steps.reading.read import understood

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


LONG = "The twelve lamps come on Monday, and somebody must be at the door by nine o'clock. " * 3
MORE = "Please bring the key of the cellar, which Tom has kept since May."


@pytest.mark.parametrize(
    "plain",
    [
        LONG[:97],
        LONG[:97] + "...",
        LONG + "\r\n",
        "Hello,\r\n\r\nRegards\r\nAnna",
        "You have a new message from Anna. Read it: https://example.org/m/1",
        "\u00a0\r\n\u200b",
    ],
)
def test_a_plain_part_that_says_a_piece_of_the_html_is_not_the_letter(plain: str) -> None:
    """Cut off, a teaser, a frame without its middle, or blank signs alone."""
    greeting = "Hello," if plain.startswith("Hello") else ""
    found = _both(plain, f"<p>{greeting}</p><p>{LONG}{MORE}</p><p>Regards<br>Anna</p>")
    assert (True, True) == (found.text_from_html, MORE in found.text)


def test_what_the_html_quotes_is_no_more_of_the_letter() -> None:
    """However long it is; nor is a comment."""
    html = f"<!-- {LONG} --><p>Yes, Friday.</p><blockquote>{LONG}</blockquote>"
    assert not _both("Yes, Friday.", html).text_from_html


@pytest.mark.parametrize(
    "opening",
    ["<!DOCTYPE html>", "<html>", '<?xml version="1.0"?>\r\n<!doctype HTML>', "<!-- x --><html>"],
)
def test_plain_text_that_is_a_page_is_read_as_one(opening: str) -> None:
    """Whatever the type says, and one element from end to end; a text with some tags stays."""
    head = "From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    page = parse(f"{head}{opening}<body><p>Hello <b>you</b></p></body></html>".encode()).message
    element = parse(f"{head}<p>Hello</p>".encode()).message
    text = parse(f"{head}Write <p>Hello</p>".encode()).message
    assert ("Hello you", "Hello", "Write <p>Hello</p>") == (page.text, element.text, text.text)


@pytest.mark.parametrize("kind", ["pgp", "pkcs7"])
def test_the_signature_of_a_letter_is_no_file(kind: str) -> None:
    """Only where it is the second half of a signed letter (RFC 1847)."""
    proof = (f"application/{kind}-signature; name=signature.asc", "-----BEGIN PGP")
    signed, mixed = (_mail(sort, ("text/plain", "Words"), proof) for sort in ("signed", "mixed"))
    assert ("Words", 0, 1) == (signed.text, len(signed.attachments), len(mixed.attachments))


@pytest.mark.parametrize(
    "media", ["application/ld+json", "text/x-amp-html", "application/rtf", "text/x-anything"]
)
def test_alternatives_that_nobody_chose_are_no_files(media: str) -> None:
    """They are the same letter once more."""
    found = _mail("alternative", ("text/plain", "Words"), (media, "{}"))
    assert ("Words", ()) == (found.text, found.attachments)


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


def test_what_only_bears_the_name_of_a_signature_stays_a_file() -> None:
    """It proves nothing, and nobody's words are lost."""
    named = ("application/pgp-signature; name=signature.asc", "see below")
    found = _mail("signed", ("text/plain", "Words"), named)
    assert ["signature.asc"] == [one.filename for one in found.attachments]


@pytest.mark.parametrize(
    ("plain", "html", "form"),
    [
        ("The lamps are here.", "<p>The lamps are here.</p>", Form.PLAIN),
        (STUBS[0], WORDS, Form.STUB),
        (LONG[:97], f"<p>{LONG}</p><p>{MORE}</p>", Form.BEGINNING),
        ("Hello,\r\n\r\nRegards\r\nAnna", f"<p>Hello,</p>{LONG}{MORE}Regards Anna", Form.PART),
        (" ", WORDS, Form.ONLY_HTML),
    ],
)
def test_the_trail_tells_which_form_was_read(plain: str, html: str, form: str) -> None:
    """With the reason; of a letter that has one form only nothing is said, unless that is HTML."""
    notes = understood(Parsed(_both(plain, html), grow(b"")[0])).notes
    which = "plain text" if form == Form.PLAIN else "HTML"
    assert form == _both(plain, html).body_form
    assert [True] == [one.startswith(f"read: the {which}, ") for one in notes if "read: " in one]


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


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("<style>\np { color: red }\n</style>", "<style>\np { color: red }\n</style>"),
        ("<style>p { color: red }</style>\n<p>The gate is stuck.</p>", "The gate is stuck."),
    ],
)
def test_a_style_sheet_alone_stays_text(plain: str, text: str) -> None:
    """Who sends one wants it to be read; above an element it is the element's."""
    assert text == parse(f"Content-Type: text/plain\n\n{plain}\n".encode()).message.text.strip()


def test_what_a_text_is_described_as_is_no_name_of_a_file() -> None:
    """Of a part that stands in the letter; of an attachment it may be one."""
    described = "text/plain\r\nContent-Description: Words of v1.body"
    found = _mail("mixed", ("text/plain", "First."), (described, "Second."))
    assert ("First.\n\nSecond.", ()) == (found.text, found.attachments)
    attached = f"{described}\r\nContent-Disposition: attachment"
    [file] = _mail("mixed", ("text/plain", "First."), (attached, "Second.")).attachments
    assert "Words of v1.body" == file.filename


@pytest.mark.parametrize(
    ("kind", "words"), [("text/enriched", "2 <<3"), ("text/richtext", "2 <lt>3")]
)
def test_a_bracket_of_enriched_text_stays(kind: str, words: str) -> None:
    """RFC 1896 writes it twice, RFC 1341 as a command."""
    assert "2 <3" == _mail("mixed", (kind, words)).text
