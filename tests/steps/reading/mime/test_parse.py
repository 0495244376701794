"""Bytes to a Message, whatever state they are in."""

import base64
from datetime import UTC, datetime, timedelta, timezone
from email.message import Message as Mime

import pytest

from mailbridge.domain.message import Invitation, Mailbox
from mailbridge.steps.reading.mime.parse import parse

HEAD = b"From: Anna <anna@client.test>\r\nTo: bloom@agency.test\r\nSubject: Logo\r\n"


def letter(content_type: str, body: bytes | str, *fields: str) -> bytes:
    octets = body.encode() if isinstance(body, str) else body
    extra = "".join(f"{field}\r\n" for field in fields).encode()
    return HEAD + extra + f"Content-Type: {content_type}\r\n\r\n".encode() + octets


def multipart(*parts: str, kind: str = "mixed", boundary: str = "b1", close: bool = True) -> bytes:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + (
        f"--{boundary}--\r\n" if close else ""
    )
    return letter(f'multipart/{kind}; boundary="{boundary}"', body)


def text_of(raw: bytes) -> str:
    return parse(raw).message.text


PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n"


def test_header_fields_become_values() -> None:
    """Each field is decoded once, addresses in lower case, ids without brackets, the date in its
    own zone.
    """
    raw = (
        b'From: =?koi8-r?B?4c7OwQ==?= <Anna@Client.test>\r\nTo: a@x.test, "B, C" '
        b"<b@x.test>\r\nCc: c@x.test\r\n"
        b"Reply-To: r@x.test\r\nSubject: =?utf-8?Q?Re:_=D0=9B=D0=BE=D0=B3?= "
        b"=?utf-8?B?0L4=?=\r\nDate: Mon, 2 Nov 2026 10:00:00 +0300\r\n"
        b"Message-ID: <one@x.test>\r\nIn-Reply-To: <zero@x.test>\r\nReferences: "
        b"<a@x.test>,<zero@x.test>\r\n\r\nhi"
    )
    message = parse(raw).message
    assert (Mailbox("Анна", "anna@client.test"),) == message.from_
    assert (Mailbox("", "a@x.test"), Mailbox("B, C", "b@x.test")) == message.to
    assert (Mailbox("", "r@x.test"),) == message.reply_to
    assert message.subject == "Re: Лого"
    assert datetime(2026, 11, 2, 10, tzinfo=timezone(timedelta(hours=3))) == message.date
    assert message.date is not None
    assert timedelta(hours=3) == message.date.utcoffset()
    assert (message.message_id, message.in_reply_to, message.references) == (
        "one@x.test",
        ("zero@x.test",),
        ("a@x.test", "zero@x.test"),
    )
    assert message.defects == ()


@pytest.mark.parametrize("zone", ["+6000", "-9999", "+2400"])
def test_a_zone_that_cannot_be_leaves_the_hour_that_was_written(zone: str) -> None:
    message, _ = parse(
        f"From: a@b.test\r\nDate: Thu, 29 Apr 2027 23:34:45 {zone}\r\n\r\nHello".encode()
    )
    assert datetime(2027, 4, 29, 23, 34, 45, tzinfo=UTC) == message.date
    assert "Date is malformed" in message.defects


def test_the_tree_is_an_ordinary_mime_message() -> None:
    """The second value walks as the standard library's messages do."""
    tree = parse(multipart(PLAIN + "a", HTML + "<p>b")).mime
    assert isinstance(tree, Mime)
    assert [part.get_content_type() for part in tree.walk()] == [
        "multipart/mixed",
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "cp866", "iso-8859-5"])
@pytest.mark.parametrize(
    "declared", [None, "us-ascii", "iso-8859-1", "utf-8", "windows-1251", "koi8-r", "x-unknown"]
)
def test_russian_is_read_whatever_charset_is_declared(charset: str, declared: str | None) -> None:
    """The words decide when the declaration lies or is missing."""
    words = "Добрый день! Пришлите, пожалуйста, счёт до пятницы."
    kind = "text/plain" + (f"; charset={declared}" if declared else "")
    assert words == text_of(letter(kind, words.encode(charset), "Content-Transfer-Encoding: 8bit"))


@pytest.mark.parametrize(
    ("words", "codec", "declared"),
    [
        ("これはテストです。よろしくお願いします。", "shift_jis", "Shift_JIS"),
        ("これはテストです。", "iso2022_jp", "ISO-2022-JP"),
        ("これはテストです。", "iso2022_jp", None),
        ("这是一个测试邮件，请查收。", "gb18030", "gb2312"),
        ("안녕하세요 테스트입니다", "cp949", "ks_c_5601-1987"),
        ("Xin chào các bạn", "utf-8", "windows-1258"),
        ("Grüße aus München", "cp1252", None),
        ("Grüße aus München", "cp1252", "utf-8"),
        ("“quoted” – dash", "cp1252", "iso-8859-1"),
        ("Hi Mom ☺!", "utf-7", "utf-7"),
        ("Příliš žluťoučký kůň", "cp1250", "windows-1250"),
        ("Ελληνικά γράμματα", "iso8859_7", "iso-8859-7"),
    ],
)
def test_other_charsets_are_read(words: str, codec: str, declared: str | None) -> None:
    """By their declared names, by their vendors' names, and by the octets when nothing is
    declared.
    """
    kind = "text/plain" + (f'; charset="{declared}"' if declared else "")
    assert words == text_of(letter(kind, words.encode(codec), "Content-Transfer-Encoding: 8bit"))


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("=?utf-8?B?0J/RgA==?= =?utf-8?B?0LjQstC10YI=?=", "Привет"),
        ("=?utf-8?B?0J/R?= =?utf-8?B?gNC40LI=?=", "Прив"),
        ("=?utf-8?B?0J/RgN?= =?utf-8?B?C40LI=?=", "Прив"),
        ("=?utf-8?Q?two words?=", "two words"),
        ("=?utf-8?Q?cut=20of?", "cut of"),
        ("a=?utf-8?Q?b?=c", "abc"),
        ("=?x-nothing?Q?plain?=", "plain"),
        ("=?utf-8*ru?Q?=D0=94=D0=B0?=", "Да"),
        ("folded\r\n here", "folded here"),
        ("with\x00 nul", "with nul"),
    ],
)
def test_subjects_decode(value: str, subject: str) -> None:
    """Encoded words that are split, cut, unspaced or foreign (RFC 2047), and folded lines."""
    assert (
        subject
        == parse(f"From: a@b.test\r\nSubject: {value}\r\n\r\n".encode("latin-1")).message.subject
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_raw_octets_in_header_fields_decode(charset: str) -> None:
    """8-bit text without any encoding is read in names and subjects alike."""
    raw = "From: Анна Петрова <a@b.test>\r\nSubject: Новый логотип\r\n\r\n".encode(charset)
    message = parse(raw).message
    assert (message.from_[0].name, message.subject) == ("Анна Петрова", "Новый логотип")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Max Kohl <max.kohl <max@x.test>>", [("Max Kohl", "max@x.test")]),
        (
            "team: a@x.test, B <b@x.test>; c@x.test",
            [("", "a@x.test"), ("B", "b@x.test"), ("", "c@x.test")],
        ),
        ("undisclosed-recipients:;", []),
        ("<mailto:a@x.test>", [("", "a@x.test")]),
        ("c@x.test (Carl)", [("Carl", "c@x.test")]),
        ('"a@fake.test" <d@x.test>', [("a@fake.test", "d@x.test")]),
        ("=?utf-8?Q?J=C3=B6rg,_X?= <j@x.test>", [("Jörg, X", "j@x.test")]),
        ("a@x.test, , broken, <b@x.test", [("", "a@x.test"), ("", "b@x.test")]),
        ('"quoted local"@x.test', [("", '"quoted local"@x.test')]),
        ("A <@relay.test:a@x.test>", [("A", "a@x.test")]),
        ("a @ x . test", [("", "a@x.test")]),
    ],
)
def test_addresses_are_salvaged(value: str, expected: list[tuple[str, str]]) -> None:
    """Nested brackets, groups, comments, obsolete routes and stray commas (RFC 5322 sections 3.4
    and 4.4).
    """
    message = parse(f"From: f@x.test\r\nTo: {value}\r\n\r\n".encode()).message
    assert expected == [(one.name, one.address) for one in message.to]


def test_a_second_from_is_not_hidden() -> None:
    """All originators are kept in order, and the defect is named."""
    message = parse(b"From: a@x.test\r\nFrom: boss@x.test\r\n\r\nhi").message
    assert [one.address for one in message.from_] == ["a@x.test", "boss@x.test"]
    assert "several From fields" in message.defects


def test_an_enclosed_message_is_an_attachment_named_by_its_subject() -> None:
    """Its body is never taken for the author's; it is parsed into `nested`."""
    inner = (
        "Content-Type: message/rfc822\r\n\r\nFrom: x@y.test\r\nSubject: Inner\r\n\r\ninner words"
    )
    message = parse(multipart(PLAIN + "my words", inner)).message
    assert message.text == "my words"
    assert [(one.filename, one.content_type, one.part) for one in message.attachments] == [
        ("Inner.eml", "message/rfc822", "2")
    ]
    assert [one.text for one in message.nested] == ["inner words"]


def test_alternative_prefers_plain_text_unless_it_is_empty() -> None:
    """multipart/alternative gives the plain form; an empty one gives way to the HTML."""
    both = parse(multipart(PLAIN + "plain", HTML + "<p>html</p>", kind="alternative")).message
    assert (both.text, both.html, both.text_from_html) == ("plain", "<p>html</p>", False)
    empty = parse(multipart(PLAIN + "  ", HTML + "<p>html</p>", kind="alternative")).message
    assert (empty.text.strip(), empty.text_from_html) == ("html", True)


@pytest.mark.parametrize(
    "raw",
    [
        multipart(PLAIN + "first", PLAIN + "second", close=False),
        multipart(PLAIN + "first", PLAIN + "second").replace(b'boundary="b1"', b'boundary="other"'),
        multipart(PLAIN + "first", PLAIN + "second").replace(b'; boundary="b1"', b""),
        multipart(PLAIN + "first", PLAIN + "second").replace(
            b'mixed; boundary="b1"', b"mixed boundary=b1"
        ),
        HEAD + b"\r\n" + multipart(PLAIN + "first", PLAIN + "second").partition(b"\r\n\r\n")[2],
    ],
    ids=["not closed", "another boundary", "no boundary", "no semicolon", "no Content-Type"],
)
def test_broken_boundaries_keep_all_parts(raw: bytes) -> None:
    """Both texts are found, whatever happened to the boundary."""
    assert text_of(raw) == "first\n\nsecond"


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", base64.b64encode(b"hello\r\nworld"), "hello\nworld"),
        ("BASE64 ", base64.b64encode(b"hello"), "hello"),
        ("base64", b"aGVsbG8", "hello"),
        (
            "base64",
            b"aGVs\r\nbG8=\r\n\r\n-- \r\nlist footer below\r\n",
            "hello\n-- \nlist footer below",
        ),
        ("quoted-printable", b"a=3Db=\r\nc", "a=bc"),
        ("quoted-printable", b"broken =ZZ stays", "broken =ZZ stays"),
        ("x-unheard-of", b"as it is", "as it is"),
        ("7-bit", b"as it is", "as it is"),
    ],
)
def test_transfer_encodings_are_undone(encoding: str, body: bytes, text: str) -> None:
    """RFC 2045 section 6, with the spellings and damages that occur."""
    assert text == text_of(letter("text/plain", body, f"Content-Transfer-Encoding: {encoding}"))


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ('filename="plan.pdf"', "plan.pdf"),
        ("filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf", "план.pdf"),
        ("filename*0*=koi8-r''%D0%CC; filename*1*=%C1%CE; filename*2=.pdf", "план.pdf"),
        ('filename="=?utf-8?B?0L/Qu9Cw0L0ucGRm?="', "план.pdf"),
        ('filename="a;b.pdf"', "a;b.pdf"),
        ("filename=two words.pdf", "two words.pdf"),
        ("filename*=us-ascii''cl%F6s.pdf", "clös.pdf"),
    ],
)
def test_file_names_decode(parameter: str, name: str) -> None:
    """RFC 2231 and what is used in its stead."""
    part = (
        "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
        f"{parameter}\r\n\r\n%PDF-1.4"
    )
    assert [name] == [
        one.filename for one in parse(multipart(PLAIN + "x", part)).message.attachments
    ]


def test_raw_octets_in_a_file_name_decode() -> None:
    """A raw UTF-8 name is read as one."""
    part = (
        "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
        'filename="план.pdf"\r\n\r\n%PDF-1.4'
    )
    assert [one.filename for one in parse(multipart(PLAIN + "x", part)).message.attachments] == [
        "план.pdf"
    ]


def test_opaque_files_are_sniffed_and_empty_ones_left_out() -> None:
    """An octet stream that begins like a PNG is one; a file of no octets is only a defect."""
    png = base64.b64encode(bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"0" * 40).decode()
    one = (
        f"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n{png}"
    )
    none = "Content-Type: application/pdf; name=none.pdf\r\n\r\n"
    message = parse(multipart(PLAIN + "x", one, none)).message
    assert [(file.filename, file.content_type, file.size) for file in message.attachments] == [
        (None, "image/png", 56)
    ]
    assert "file none.pdf is empty, left out" in message.defects


def test_files_inside_the_text_are_taken_out() -> None:
    """uuencode and yEnc become attachments, and the words around them stay."""
    uu = "see\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nbye\r\n"
    message = parse(letter("text/plain", uu)).message
    assert (message.text, [(one.filename, one.size) for one in message.attachments]) == (
        "see\nbye",
        [("cat.txt", 3)],
    )
    content = bytes((value + 42) % 256 for value in b"Cat")
    yenc = (
        b"see\r\n=ybegin line=128 size=3 name=cat.txt\r\n"
        + content
        + b"\r\n=yend size=3\r\nbye\r\n"
    )
    found = parse(letter("text/plain", yenc)).message
    assert (found.text, [(one.filename, one.size) for one in found.attachments]) == (
        "see\nbye",
        [("cat.txt", 3)],
    )


def test_flowed_text_is_put_together() -> None:
    """format=flowed and DelSp join lines, quotes apart, the signature separator untouched (RFC
    3676).
    """
    body = "> quoted \r\n> words\r\nmy \r\nwords\r\n-- \r\nAnna\r\n"
    assert (
        text_of(letter("text/plain; format=flowed", body)) == "> quoted words\nmy words\n-- \nAnna"
    )
    assert (
        text_of(letter("text/plain; format=flowed; delsp=yes", "za \r\nzhigalka\r\n"))
        == "zazhigalka"
    )


def test_pictures_inside_the_html_are_files() -> None:
    """A picture named by Content-ID is inline; a data: URL becomes a file and a reference."""
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 30).decode()
    html = HTML + f'<img src="cid:logo@x"><img src="data:image/png;base64,{data}">'
    picture = (
        "Content-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\n" + data
    )
    message = parse(multipart(html, picture, kind="related")).message
    assert [("logo@x", True), (message.attachments[1].content_id, True)] == [
        (one.content_id, one.inline) for one in message.attachments
    ]
    assert message.html is not None
    assert "data:" not in message.html
    assert f"cid:{message.attachments[1].content_id}" in message.html


def test_an_invitation_is_read() -> None:
    """METHOD, SUMMARY and DTSTART with its zone (RFC 5546)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Kick-off",
    ]
    calendar = "\r\n".join([*lines, "DTSTART:20261102T100000Z", "END:VEVENT", "END:VCALENDAR", ""])
    part = f"Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n{calendar}"
    message = parse(multipart(PLAIN + "come", part, kind="alternative")).message
    assert Invitation("REQUEST", "Kick-off", datetime(2026, 11, 2, 10, tzinfo=UTC)) == message.event


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\r\n", b"\x00", b"no header at all", b"Subject", b"From\n\n", b"\xff\xfe\xfd", (
            b"Content-Type: multipart/mixed\r\n\r\n"
        ),
        (
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n"
        ), b"Content-Type: message/rfc822\r\n\r\n", b"Content-Type: ;;;=\r\n\r\nx",
        (
        b"Content-Type: text/plain; charset=idna\r\n\r\n\xff"
        ), b"Date: \xff\r\nFrom: \xff\r\nMessage-ID: <\r\n\r\n",
        b"Content-Transfer-Encoding: base64\r\n\r\n=====", (
            b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n\xff\r\nend"
        ),
        b"Content-Type: application/pkcs7-mime\r\n\r\n0\x80", (
            b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
        ),
    ],
)  # fmt: skip
def test_nothing_makes_it_raise(raw: bytes) -> None:
    """Whatever comes, a message comes out, and it is as long as it was."""
    assert len(raw) == parse(raw).message.size


def test_a_header_section_that_never_ends_keeps_its_text() -> None:
    """The first line that is no field begins the body."""
    message = parse(b"From: a@x.test\nSubject: s\nHello there, this is text.\nAnd more.\n").message
    assert (message.subject, message.text) == ("s", "Hello there, this is text.\nAnd more.")


def test_a_separator_of_an_mbox_and_bare_cr_are_suffered() -> None:
    """`From ` lines, empty lines and old Macintosh line ends before the header section do no
    harm.
    """
    assert (
        parse(b"\r\nFrom a@b Mon Nov  2 10:00:00 2026\r\nSubject: s\r\n\r\nx").message.subject
        == "s"
    )
    assert parse(b"Subject: s\r\rtext").message.text == "text"
