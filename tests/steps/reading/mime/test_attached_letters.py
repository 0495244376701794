"""Letters that came as files are opened: who wrote what, and with which files."""

import base64
import struct
from datetime import UTC, datetime

import pytest

from mailbridge.domain.message import AttachedLetter, Mailbox
from mailbridge.steps.reading.mime.attachments import part_payload
from mailbridge.steps.reading.mime.parse import parse
from tests.outlook_letter import outlook_letter

HEAD = "From: a@client.test\r\nSubject: See below\r\nMIME-Version: 1.0\r\n"
INNER = (
    "From: Boss <boss@client.test>\r\nSubject: The contract\r\nMIME-Version: 1.0\r\n"
    "Date: Mon, 2 Nov 2026 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n"
    "--inner\r\nContent-Type: text/plain\r\n\r\nSigned at last.\r\n"
    "--inner\r\nContent-Type: application/pdf; name=contract.pdf\r\n\r\n%PDF-1.4 it\r\n"
    "--inner--\r\n"
)
AS_MESSAGE = f"Content-Type: message/rfc822\r\n\r\n{INNER}"
AS_BASE64 = (
    "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(INNER.encode()).decode()
)
AS_FILE = (
    "Content-Type: application/octet-stream; name=contract.eml\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(INNER.encode()).decode()
)
AS_TEXT = f"Content-Type: text/plain; name=contract.eml\r\n\r\n{INNER}"


def raw(*parts: str, boundary: str = "outer") -> bytes:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    head = f"{HEAD}Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n"
    return (head + body + f"--{boundary}--\r\n").encode()


def opened(part: str) -> tuple[bytes, AttachedLetter]:
    content = raw("Content-Type: text/plain\r\n\r\nSee below.", part)
    letters = parse(content).message.letters
    assert len(letters) == 1
    return content, letters[0]


@pytest.mark.parametrize("part", [AS_MESSAGE, AS_BASE64, AS_FILE, AS_TEXT])
def test_a_letter_is_opened(part: str) -> None:
    """However it was attached."""
    content, letter = opened(part)
    said = (letter.part, letter.subject, letter.author, letter.date, letter.text.strip())
    boss = Mailbox("Boss", "boss@client.test")
    at = datetime(2026, 11, 2, 10, tzinfo=UTC)
    assert ("2", "The contract", boss, at, "Signed at last.") == said
    assert [("contract.pdf", "application/pdf")] == [
        (file.filename, file.content_type) for file in letter.files
    ]
    assert part_payload(content, letter.files[0].part) == b"%PDF-1.4 it"


@pytest.mark.parametrize("part", [AS_MESSAGE, AS_BASE64, AS_FILE])
def test_it_is_served_as_it_was_written(part: str) -> None:
    """Without the encoding it travelled in."""
    content, letter = opened(part)
    assert part_payload(content, letter.part).replace(b"\r\n", b"\n").rstrip() == (
        INNER.replace("\r\n", "\n").rstrip().encode()
    )


def test_letters_in_letters_are_opened_too() -> None:
    """And their files are found."""
    middle = raw("Content-Type: text/plain\r\n\r\nFrom Boss.", AS_FILE, boundary="middle")
    content = raw(f"Content-Type: message/rfc822\r\n\r\n{middle.decode()}")
    letter = parse(content).message.letters[0].letters[0]
    assert "Signed at last." == letter.text.strip()
    assert part_payload(content, letter.files[0].part) == b"%PDF-1.4 it"


def test_a_part_that_is_not_there_is_a_key_error() -> None:
    """Neither outside nor inside."""
    content, _ = opened(AS_FILE)
    for part in ("9", "2~9", "9~1", "2~2~2"):
        with pytest.raises(KeyError):
            part_payload(content, part)


def test_many_letters_cost_bounded_work() -> None:
    """Two hundred plain files with letters: fifty are opened."""
    assert len(parse(raw(*[AS_TEXT] * 200)).message.letters) == 50


SENT = datetime(2026, 11, 2, 10, tzinfo=UTC)
MSG = outlook_letter(
    "The contract",
    "Signed at last.",
    ("Boss", "boss@client.test"),
    SENT,
    ("contract.pdf", b"%PDF-1.4 it"),
)


@pytest.mark.parametrize("media", ["application/vnd.ms-outlook", "application/octet-stream"])
def test_a_letter_as_outlook_keeps_it_is_opened(media: str) -> None:
    """A .msg file, by its first octets: with author, date, text and its own files."""
    part = (
        f"Content-Type: {media}; name=contract.msg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(MSG).decode()
    )
    content, letter = opened(part)
    said = (letter.part, letter.subject, letter.author, letter.date, letter.text.strip())
    boss = Mailbox("Boss", "boss@client.test")
    assert ("2", "The contract", boss, SENT, "Signed at last.") == said
    assert [("contract.pdf", "application/pdf")] == [
        (file.filename, file.content_type) for file in letter.files
    ]
    assert part_payload(content, letter.files[0].part) == b"%PDF-1.4 it"


def test_a_message_that_is_a_file_of_outlook_is_read() -> None:
    """As somebody keeps it in a folder that is taken in."""
    message = parse(MSG).message
    assert ("The contract", "Signed at last.", SENT) == (
        message.subject,
        message.text,
        message.date,
    )


def test_a_damaged_file_of_outlook_stays_a_file() -> None:
    """Cut off in its middle."""
    part = (
        "Content-Type: application/vnd.ms-outlook; name=contract.msg\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(MSG[:700]).decode()
    )
    message = parse(raw("Content-Type: text/plain\r\n\r\nSee below.", part)).message
    assert ((), ["contract.msg"]) == (
        message.letters,
        [one.filename for one in message.attachments],
    )


def test_a_letter_attached_in_outlook_opens_with_its_words() -> None:
    """It has no octets of its own there: it is kept as a message, and its parts are found."""
    author = ("Boss", "boss@client.test")
    msg = outlook_letter("Two", "See below.", author, SENT, ("a.pdf", b"%PDF"), ("Inner", "Sign!"))
    part = (
        "Content-Type: application/vnd.ms-outlook; name=two.msg\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(msg).decode()
    )
    content, letter = opened(part)
    inner = letter.letters[0]
    assert ("Inner", "Sign!", "2:2") == (inner.subject, inner.text.strip(), inner.part)
    assert b"Subject: Inner" in part_payload(content, inner.part)


@pytest.mark.parametrize(
    "inside", [("Tom", "t@["), ("Я", "/O=FIRM/CN=TOM"), ("Tom\r\nBcc: x@x.test", "t@x.test")]
)
def test_a_letter_attached_in_outlook_opens_whatever_its_author_is_called(
    inside: tuple[str, str],
) -> None:
    """The letter around it, too."""
    author, inner = ("Boss", "boss@client.test"), ("Größe", "Sign!")
    msg = outlook_letter("Two", "See below.", author, SENT, ("a", b"%"), inner, inside)
    letter = parse(msg).message
    assert ("See below.", ["Größe"]) == (letter.text, [one.subject for one in letter.letters])
    assert b"\r\nBcc:" not in part_payload(msg, letter.letters[0].part)


def test_words_that_outlook_keeps_in_rich_text_alone_are_read() -> None:
    """Compressed, in a .msg without any other body."""
    rich = b"{\\rtf1\\ansi Signed at last.\\par}"
    packed = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich
    msg = outlook_letter("It", packed, ("Boss", "boss@client.test"), SENT, ("a.pdf", b"%PDF"))
    assert "Signed at last." == parse(msg).message.text


@pytest.mark.parametrize(
    ("codec", "subject", "text"),
    [
        ("cp1251", "Договор", "Подписали вчера, скан приложен. Когда начнёте работу?"),
        ("koi8-r", "Договор", "Подписали вчера, скан приложен. Когда начнёте работу?"),
        ("cp1252", "Größe", "Die Größe stimmt, der Käufer wünscht es in Grün für 5 €."),
        ("cp1250", "Smlouva", "Žádáme o příští termín, děkujeme za odpověď, hezký den."),
        ("cp1250", "Umowa", "Proszę o zmianę terminu, część materiałów już wysłaliśmy, dziękuję."),
        ("cp932", "契約書", "契約書をお送りします。ご確認をお願いいたします。"),
        ("gbk", "合同", "合同已经签好了，请查收附件，谢谢。"),
        ("cp949", "계약서", "계약서를 보내드립니다. 확인 부탁드립니다."),
        ("cp1255", "חוזה", "החוזה חתום, בבקשה לאשר שקיבלתם אותו היום."),
    ],
)  # fmt: skip
def test_an_old_letter_of_outlook_without_its_code_page_is_told_by_its_letters(
    codec: str, subject: str, text: str
) -> None:
    """Its subject, its text, its author and the name of its file."""
    msg = outlook_letter(
        subject, text, (subject, "boss@client.test"), SENT, (f"{subject}.pdf", b"%PDF"), codec=codec
    )
    message = parse(msg).message
    assert (subject, text) == (message.subject, message.text.strip())
    assert [f"{subject}.pdf"] == [file.filename for file in message.attachments]
    assert [subject] == [author.name for author in message.from_]


def test_unicode_letters_of_outlook_are_not_decoded_again() -> None:
    """Though every one of them would fit into octets."""
    said = ("Größe", "Ä ö ü – straße")
    msg = outlook_letter(*said, ("Jürgen", "j@client.test"), SENT, ("Größe.pdf", b"%PDF"))
    message = parse(msg).message
    assert said == (message.subject, message.text.strip())
