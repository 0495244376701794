"""A message put together so that every mail program reads what was meant."""

import re
from binascii import b2a_qp
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from unicodedata import normalize
from urllib.parse import unquote

import mailparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mailbridge.domain.letter import File
from mailbridge.domain.message import Mailbox
from mailbridge.steps.telling.letter_parts import mime_message
from mailbridge.steps.telling.letter_parts.mime_message import Lines

LONG_NAME = "Протокол встречи с клиентом о новой странице меню и часах работы, версия вторая.pdf"


def read(raw: bytes) -> EmailMessage:
    made = message_from_bytes(raw, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def author(fields: list[tuple[str, str]]) -> tuple[str, str]:
    """The name and the address in From. Not by the policy for new code: until Python 3.13 it puts a
    blank between the encoded words of a name.
    """
    field = message_from_string(section(fields))["From"]
    words, _, address = field.rpartition(" ")
    plain = words.replace('"', "") if "=?" in words else parseaddr(field)[0]
    return str(make_header(decode_header(plain))), address.strip("<>")


def section(fields: list[tuple[str, str]]) -> str:
    return "".join(mime_message.folded(*one) for one in [*fields, ("MIME-Version", "1.0")])


def built(
    fields: list[tuple[str, str]],
    text: str = "Hello\n",
    html: str = "<p>Hello</p>",
    files: tuple[File, ...] = (),
) -> EmailMessage:
    parts = [mime_message.file_part(one) for one in files]
    content = [Lines(text)], [Lines(html)], parts
    return read(mime_message.message(section(fields), *content, "m.1@x.test"))


@pytest.mark.parametrize(
    "subject",
    [
        "Menu",
        "Новая страница меню: часы работы и ещё много других важных вещей 🥐",
        "=?utf-8?Q?x?=",
        "a" * 300,
    ],
)
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    """Whatever its language and length; what only looks encoded stays as it is."""
    assert subject == built([("Subject", mime_message.unstructured(subject))])["Subject"]


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\v", "\x85", "\u2028", "\x00"])
def test_nothing_can_start_a_field_of_its_own(break_: str) -> None:
    """Neither in a subject nor in a name, an address or an id."""
    evil = f"Menu{break_}Bcc: all@bloom.test"
    fields = [
        ("Subject", mime_message.unstructured(evil)),
        ("To", mime_message.mailbox(Mailbox(evil, f"x@y.test{break_}Bcc: all@bloom.test"))),
        ("References", mime_message.msg_ids([f"a@b{break_}Bcc: x"])),
    ]
    found = built(fields)
    assert ["Subject", "To", "References", "MIME-Version", "Content-Type"] == found.keys()
    assert "Menu Bcc: all@bloom.test" == found["Subject"]


@pytest.mark.parametrize(
    "name", ['Anna "the boss" \\ Petrova', "Анна Петрова (Норслайт)", "Lopez, Maria", "=?x?="]
)
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    """Quoted or encoded as it needs."""
    assert (name, "a@b.test") == author([("From", mime_message.mailbox(Mailbox(name, "a@b.test")))])


def test_a_name_cannot_turn_the_line_around() -> None:
    """Direction marks could make one address look like another."""
    assert '"moc.liame@anna" <x@y.test>' == mime_message.mailbox(
        Mailbox("\u202emoc.liame@anna\u202c", "x@y.test")
    )


def test_many_ids_are_folded_and_none_is_cut() -> None:
    """Lines of at most 78 characters; an id that is longer stays whole."""
    ids = [f"{'x' * 30}{number}@mail.bloom.test" for number in range(20)] + [
        "y" * 120 + "@bloom.test"
    ]
    raw = mime_message.message(
        section([("References", mime_message.msg_ids(ids))]), [], [], (), "u"
    )
    head = raw.partition(b"\r\n\r\n")[0].decode()
    assert [f"<{one}>" for one in ids] == read(raw)["References"].split()
    assert [] == [line for line in head.split("\r\n") if len(line) > 78 and "y" * 120 not in line]


@pytest.mark.parametrize(
    "text",
    [
        "Hello\n\nthere\n",
        "Здравствуйте\n",
        "Mostly ASCII “quoted”\n",
        "trailing \n.\nFrom x\n",
        "long " * 400,
    ],
)
def test_a_text_arrives_as_it_left(text: str) -> None:
    """In a form that any server lets through."""
    raw = mime_message.message(section([]), [Lines(text)], [Lines("<p>é</p>")], (), "u")
    body = read(raw).get_body(("plain",))
    assert body is not None
    assert text.rstrip("\n") == body.get_content().replace("\r\n", "\n").rstrip("\n")
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "name",
    ["menu.pdf", "меню.pdf", LONG_NAME, 'a "b" c.txt', "x" * 200 + ".txt", "evil\r\nX: y.txt"],
)
def test_a_file_arrives_with_its_name_and_bytes(name: str) -> None:
    """Beside the text and its HTML."""
    content = bytes(range(256)) * 10
    found = built([], files=(File(name, "application/pdf", len(content), content),))
    assert "multipart/mixed" == found.get_content_type()
    file = next(found.iter_attachments())
    assert mime_message.one_line(name) == file.get_filename()
    assert content == file.get_payload(decode=True)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=x\r\nX: y", "message/rfc822", "nonsense", "multipart/mixed"]
)
def test_a_strange_type_is_sent_as_mere_octets(kind: str) -> None:
    """Nothing of a stranger's header comes through."""
    file = next(built([], files=(File("x", kind, 1, b"x"),)).iter_attachments())
    assert ("application/octet-stream", b"x") == (
        file.get_content_type(),
        file.get_payload(decode=True),
    )


def test_the_same_letter_is_the_same_message() -> None:
    """No clock and no dice."""
    fields = [("Date", mime_message.date(datetime(2026, 11, 23, tzinfo=UTC)))]
    first, again = (
        mime_message.message(section(fields), [Lines("a")], [Lines("b")], (), "u") for _ in "12"
    )
    assert first == again
    assert "Mon, 23 Nov 2026 00:00:00 +0000" == built(fields)["Date"]


_WORDS = st.text(
    st.one_of(
        st.sampled_from(list("aZ9 .,;:!?()<>@\"\\\\/=_-+%'*éßжЖ中🥐👩‍🍳")),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")),
    ),
    max_size=90,
)


@settings(max_examples=60, deadline=None)
@example(subject="Я" * 200, name="Норслайт, " * 20, filename="отчёт 🥐 " * 20)
@given(subject=_WORDS, name=_WORDS, filename=_WORDS)
def test_whatever_people_are_called_is_read_as_it_was_written(
    subject: str, name: str, filename: str
) -> None:
    """By the standard library and by mail-parser; encoded words leave no line over 76 columns
    (RFC 2047 section 2), and each piece of a file's name is text by itself (RFC 2231).
    """
    fields = [
        ("From", mime_message.mailbox(Mailbox(name, "a@b.test"))),
        ("Subject", mime_message.unstructured(subject)),
        ("Thread-Topic", mime_message.unstructured(subject)),
    ]
    part = mime_message.file_part(File(filename, "text/plain", 1, b"x"))
    raw = mime_message.message(section(fields), [Lines("Hello")], [], [part], "m.1@x.test")
    shown = mime_message.one_line(subject), mime_message.one_line(name)
    file_name = mime_message.one_line(filename).replace("/", "_") or "file"
    assert [] == [line for line in raw.split(b"\r\n") if b"=?" in line and len(line) > 76]
    for piece in re.findall(rb"filename\*\d+\*=(?:utf-8'')?([^;\r]*)", raw):
        unquote(piece.decode(), errors="strict")

    found = read(raw)
    [file] = found.iter_attachments()
    assert (shown[0], (shown[1], "a@b.test")) == (found["Subject"], author(fields))
    assert file_name == (file.get_filename() or "")

    parsed = mailparser.parse_from_bytes(raw)
    composed = [normalize("NFC", text) for text in (*shown, file_name)]  # as mail-parser has them
    (read_name, address), attached = parsed.from_[0], parsed.attachments[0]["filename"]
    assert composed == [normalize("NFC", text) for text in (parsed.subject, read_name, attached)]
    assert "a@b.test" == address


_LINES = st.sampled_from(
    ["", ".", "a", "a ", " \t", "From x", "é", "Я" * 90, "x" * 80, "x\r", "x\0", "=", "."]
)


@given(st.lists(st.lists(_LINES, min_size=1), min_size=1))
def test_a_text_in_pieces_is_encoded_as_the_whole_is(pieces: list[list[str]]) -> None:
    """Whatever its encoding: as it is, quoted-printable, base64."""
    texts = ["\n".join(lines) + "\n" for lines in pieces[:-1]] + ["\n".join(pieces[-1])]
    in_pieces = mime_message.message("", [Lines(text) for text in texts], [], (), "u")
    assert in_pieces == mime_message.message("", [Lines("".join(texts))], [], (), "u")


@given(st.text(alphabet="ab.=ж \t\n", max_size=400))
def test_lines_are_quoted_as_the_whole_text_is(text: str) -> None:
    """Line by line, those known from other letters among them."""
    whole = b2a_qp(text.encode()).replace(b"\n", b"\r\n")
    assert whole == Lines(text).encoded("quoted-printable")
    assert whole == Lines(text).encoded("quoted-printable")


def test_a_field_is_folded_where_it_is_longer_than_a_line() -> None:
    """76 characters are one line; of 77 the last word goes to the next."""
    words = "word " * 13
    assert f"Subject: {words}of\r\n" == mime_message.folded("Subject", f"{words}of")
    folded = f"Subject: {words.strip()}\r\n the\r\n"
    assert folded == mime_message.folded("Subject", f"{words}the")
