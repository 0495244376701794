"""What a letter says: what went wrong elsewhere. The numbers are those of the collected cases."""

import asyncio
import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbridge.domain.message import Reading
from mailbridge.services.views.models import PostView
from mailbridge.steps.reading import read
from mailbridge.store.engine.schema import discussions
from tests.container import MORNING, open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
HEAD = (
    "From: Maria Lopez <maria@bloom.example>\nSubject: Menu\nMessage-ID: "
    "<raw@mail.example>\nMIME-Version: 1.0\n"
)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00"
    b"\x00\x1f\x15\xc4\x89"
)


def message(fields: str, body: str | bytes, head: str = HEAD) -> bytes:
    """A message of these lines, CRLF at their ends."""
    content = body.encode() if isinstance(body, str) else body
    return (head + fields + "\n\n").replace("\n", "\r\n").encode() + content.replace(
        b"\r\n", b"\n"
    ).replace(b"\n", b"\r\n")


def parts(*several: str, kind: str = "mixed") -> bytes:
    body = "".join(f"--b\n{part}\n" for part in several) + "--b--\n"
    return message(f'Content-Type: multipart/{kind}; boundary="b"', body)


def plain(words: str) -> Reading:
    return read.read(
        message("Content-Type: text/plain; charset=utf-8", words), "maria@bloom.example"
    )


def html(markup: str) -> Reading:
    return read.read(
        message("Content-Type: text/html; charset=utf-8", markup), "maria@bloom.example"
    )


async def filed(office: PostOffice, raw: bytes) -> PostView:
    return (await office.page(await office.bring(MARIA, "", "", raw=raw))).posts[0]


async def test_an_empty_text_part_gives_way_to_html(office: PostOffice) -> None:
    """What is seen is filed (case 65)."""
    raw = parts(
        "Content-Type: text/plain\n\n \n",
        "Content-Type: text/html\n\n<p>Please build it.</p>",
        kind="alternative",
    )
    assert "Please build it." == (await filed(office, raw)).reply.strip()


async def test_a_letter_of_a_file_alone_is_a_letter(office: PostOffice) -> None:
    """No words anywhere (case 65)."""
    raw = parts(
        "Content-Type: text/plain\n\n",
        "Content-Type: text/csv; name=menu.csv\nContent-Disposition: attachment\n\nsoup,4",
    )
    post = await filed(office, raw)
    assert ("", ["menu.csv"]) == (post.reply.strip(), [one.filename for one in post.attachments])


def test_words_styles_go_and_lists_stay() -> None:
    """Nothing after a numbered list is lost (case 66)."""
    markup = (
        "<html><head><style>p.MsoNormal {margin:0cm}</style></head><body><div "
        "class=WordSection1><p class=MsoNormal>Dear Anna,</p>"
        "<ol><li>the soup</li><li>the salad</li></ol><p class=MsoNormal>and soon, "
        "please.</p></div></body></html>"
    )
    text_ = html(markup).trimmed.reply
    assert ["Dear Anna,", "1. the soup", "2. the salad", "and soon, please."] == [
        line.strip() for line in text_.splitlines() if line.strip()
    ]


def test_answers_between_quotes_stay() -> None:
    """With the lines they answer (case 67)."""
    words = (
        "On 23 Nov 2026, Anna Petrova wrote:\n> Which photo?\nThe red one.\n> And when?\nOn "
        "Friday.\n"
    )
    reply = plain(words).trimmed.reply
    assert [True] * 4 == [
        said in reply for said in ("Which photo?", "The red one.", "And when?", "On Friday.")
    ]


def test_a_letter_of_nothing_but_a_quote_is_kept_whole() -> None:
    """If nothing would remain, everything is kept (case 67)."""
    assert (
        "> Which photo?"
        in plain("On 23 Nov 2026, Anna Petrova wrote:\n> Which photo?\n").trimmed.reply
    )


@pytest.mark.parametrize(
    "line",
    [
        "====================",
        "--------------------",
        "From: the kitchen door it looks fine.",
        "____________",
    ],
)
def test_a_line_that_is_none_cuts_nothing(line: str) -> None:
    """People draw lines, and begin sentences with From (case 68)."""
    words = (
        f"The first part of what I have to say.\n{line}\nThe second part of what I have to say.\n"
    )
    assert "The second part" in plain(words).trimmed.reply


def test_an_attribution_over_two_lines_is_one() -> None:
    """Mail programs wrap it (case 69)."""
    words = (
        "Fine, thank you.\n\nOn Mon, 23 Nov 2026 at 10:00, Anna Petrova of "
        "Northlight\n<anna@agency.example> wrote:\n> Which photo?\n"
    )
    assert "Fine, thank you." == plain(words).trimmed.reply.strip()


def test_a_signature_in_a_quote_ends_only_the_quote() -> None:
    """What stands below it is the author's (case 70)."""
    words = (
        "> Which photo?\n> -- \n> Anna Petrova\n\nThe red one, and the blue one for the back "
        "page.\n"
    )
    found = plain(words).trimmed
    assert ("The red one" in found.reply, "The red one" in found.signature) == (True, False)


@pytest.mark.parametrize(
    ("declared", "octets", "words"),
    [
        ("windows-1258", b"Ch\xe0o c\xf4, xin c\xe1m \xf5n", "Chào cô, xin cám ơn"),
        ("iso-2022-jp-ms", "メニュー".encode("iso-2022-jp"), "メニュー"),
        ("ks_c_5601-1987", "메뉴를 부탁합니다".encode("euc-kr"), "메뉴를 부탁합니다"),
        ("utf8", "Меню, пожалуйста".encode(), "Меню, пожалуйста"),
        ("x-nobody-knows", "Меню, пожалуйста".encode(), "Меню, пожалуйста"),
        ("us-ascii", "Меню, пожалуйста".encode("windows-1251"), "Меню, пожалуйста"),
        (
            "utf-8",
            b"caf\xe9 menu, please, with all the pictures",
            "café menu, please, with all the pictures",
        ),
    ],
)
def test_charsets_that_lie_are_seen_through(declared: str, octets: bytes, words: str) -> None:
    """Unknown names, vendors' names, none at all, and octets that the declared one does not have
    (case 71).
    """
    found = read.read(
        message(
            f"Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit", octets
        )
    ).message.text
    assert words == found.strip()


def test_a_subject_split_inside_a_character_is_whole() -> None:
    """The base64 run was cut between two octets (case 72)."""
    octets = "Новое меню".encode()
    halves = [base64.b64encode(half).decode() for half in (octets[:5], octets[5:])]
    head = f"From: {MARIA}\nSubject: =?utf-8?B?{halves[0]}?=\n =?utf-8?B?{halves[1]}?=\n"
    assert "Новое меню" == read.read(message("Content-Type: text/plain", "x", head)).message.subject


async def test_a_subject_of_any_length_or_none_is_filed(store_url: str, tmp_path: Path) -> None:
    """NUL is taken out; a missing one has a placeholder (case 72)."""
    container = await open_container(store_url, tmp_path)
    office = await PostOffice(container).open()
    await office.person("anna@agency.example", "member", "Anna Petrova")
    long = await office.bring(
        MARIA, "", "", raw=message("", "Hello", f"From: {MARIA}\nSubject: M\0enu {'x' * 3000}\n")
    )
    none = await office.bring(MARIA, "", "", raw=message("", "Hello again", f"From: {MARIA}\n"))
    empty = await office.bring(
        MARIA, "", "", raw=message("", "And again", f"From: {MARIA}\nSubject: \n")
    )
    subjects = [(await office.page(mail)).discussion.subject for mail in (long, none, empty)]
    assert (True, False) == (subjects[0].startswith("Menu xxx"), "\0" in subjects[0])
    assert [True, True] == [bool(subject.strip()) for subject in subjects[1:]]
    await container.close()


@pytest.mark.parametrize(
    "declared",
    ["pdf;", "=?utf-8?Q?application/pdf?=", "binary/octet-stream", "application/", ";;;", "/"],
)
async def test_a_part_of_a_garbled_type_costs_only_itself(
    office: PostOffice, declared: str
) -> None:
    """The words and the file are both there (case 73)."""
    part = (
        f"Content-Type: {declared}\nContent-Disposition: attachment; "
        "filename=menu.pdf\nContent-Transfer-Encoding: x-odd\n\n%PDF-1.4"
    )
    post = await filed(office, parts("Content-Type: text/plain\n\nHere it is.\n", part))
    assert ("Here it is.", ["menu.pdf"]) == (
        post.reply.strip(),
        [one.filename for one in post.attachments],
    )


async def test_a_boundary_that_never_comes_leaves_the_words(office: PostOffice) -> None:
    """The multipart is broken, the letter is filed (case 73)."""
    post = await filed(
        office,
        message('Content-Type: multipart/mixed; boundary="never"', "Please build a menu page."),
    )
    assert "Please build a menu page." in post.text


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (
            "Content-Disposition: attachment; filename*=utf-8''%D0%9C%D0%B5%D0%BD%D1%8E.pdf",
            "Меню.pdf",
        ),
        ("Content-Disposition: attachment; filename*0=me; filename*1=nu.pdf", "menu.pdf"),
        ("Content-Disposition: attachment; filename=Меню.pdf", "Меню.pdf"),
    ],
)
async def test_files_have_their_names(office: PostOffice, fields: str, name: str) -> None:
    """RFC 2231 and raw 8-bit text (case 74)."""
    post = await filed(
        office,
        parts(
            "Content-Type: text/plain\n\nHere.\n",
            f"Content-Type: application/pdf\n{fields}\n\n%PDF-1.4",
        ),
    )
    assert [name] == [one.filename for one in post.attachments]


async def test_two_files_of_one_name_are_two_and_empty_ones_none(office: PostOffice) -> None:
    """A file of no octets is no file (case 74)."""
    named = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=menu.pdf\n\n"
    post = await filed(
        office,
        parts(
            "Content-Type: text/plain\n\nHere.\n", f"{named}%PDF-1", f"{named}%PDF-2", f"{named}"
        ),
    )
    assert [("menu.pdf", 6), ("menu.pdf", 6)] == [
        (one.filename, one.size) for one in post.attachments
    ]


async def test_an_attached_letter_is_named_by_its_subject(office: PostOffice) -> None:
    """It has no file name of its own (case 74)."""
    inner = (
        "Content-Type: message/rfc822\nContent-Disposition: attachment\n\nFrom: "
        "tom@bloom.example\nSubject: Opening hours\n\nHello"
    )
    post = await filed(
        office,
        parts(
            "Content-Type: text/plain\n\nSee what is attached, and tell me what you think of it.\n",
            inner,
        ),
    )
    assert [True] == ["Opening hours" in (one.filename or "") for one in post.attachments]


def test_a_detached_signature_hides_nothing() -> None:
    """The words are read and nothing is claimed of the signature (case 75)."""
    protocol = (
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; '
        'boundary="b"'
    )
    signature = (
        "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: "
        "base64\n\nMIAGCSqGSIb3DQEHAqCA"
    )
    found = read.read(
        message(
            protocol, f"--b\nContent-Type: text/plain\n\nSigned words.\n--b\n{signature}\n--b--\n"
        )
    ).message
    assert "Signed words." == found.text.strip()


async def test_a_picture_in_the_text_is_placed_and_a_file_is_listed(office: PostOffice) -> None:
    """One by Content-ID, one as data: (case 77)."""
    encoded = base64.b64encode(PNG).decode()
    markup = (
        'Content-Type: text/html\n\n<p>Look: <img src="cid:one@x"> <img '
        f'src="data:image/png;base64,{encoded}"></p>'
    )
    picture = (
        "Content-Type: image/png\nContent-ID: <one@x>\nContent-Transfer-Encoding: "
        f"base64\n\n{encoded}"
    )
    post = await filed(office, parts(markup, picture, kind="related"))
    assert {True} == {one.inline for one in post.attachments}
    assert len(post.attachments) >= 1
    assert f"base64,{encoded}" not in (post.safe_html or "")


async def test_the_content_says_what_a_file_is(office: PostOffice) -> None:
    """The declared type does not (case 78)."""
    encoded = base64.b64encode(PNG).decode()
    fields = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=x\n"
    part = f"{fields}Content-Transfer-Encoding: base64\n\n{encoded}"
    post = await filed(office, parts("Content-Type: text/plain\n\nHere.\n", part))
    assert ["image/png"] == [one.content_type for one in post.attachments]


@pytest.mark.parametrize(
    "date", ["Fri, 1 Jan 2199 00:00:00 +0000", None, "yesterday", "Mon, 32 Foo 2026 99:99"]
)
async def test_a_date_that_cannot_be_is_that_of_arrival(
    office: PostOffice, date: str | None
) -> None:
    """A letter of the future freezes no discussion (case 79)."""
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.", Date=date)
    last = await office.container.store.read(
        lambda db: db.execute(
            select(discussions.c.last_written).where(discussions.c.id == mail.discussion_id)
        ).scalar()
    )
    assert MORNING == last


async def test_a_date_without_a_zone_is_read_as_utc(office: PostOffice) -> None:
    """RFC 5322 section 4.3 (case 79)."""
    found = read.read(message("Date: Mon, 23 Nov 2026 08:00:00", "Hello")).message.date
    assert found is not None
    assert datetime(2026, 11, 23, 8, tzinfo=UTC) == found


async def test_a_letter_of_many_links_and_parts_is_filed_soon(office: PostOffice) -> None:
    """Twenty thousand links and two thousand parts (case 81)."""
    links = "Content-Type: text/html\n\n" + "<a href='https://x.example/a'>b</a> " * 20_000
    raw = parts(
        "Content-Type: text/plain\n\nHere they are.\n",
        links,
        *["Content-Type: text/plain\n\nx"] * 2000,
    )
    async with asyncio.timeout(60):
        post = await filed(office, raw)
    assert "Here they are." in post.text


@pytest.mark.parametrize(
    "words",
    [
        "Write to <maria@bloom.example>, please.",
        "Use <b>bold</b> & <script>alert(1)</script> here.",
        "a < b and c > d",
    ],
)
async def test_plain_text_keeps_its_brackets(office: PostOffice, words: str) -> None:
    """It is no HTML (case 82)."""
    assert (
        words
        == (
            await filed(office, message("Content-Type: text/plain; charset=utf-8", words))
        ).reply.strip()
    )


def test_flowed_text_is_joined() -> None:
    """With DelSp the space at a line's end goes, too (case 83)."""
    flowed = message(
        "Content-Type: text/plain; format=flowed", "Please build \na menu page.\nAnd soon.\n"
    )
    deleted = message("Content-Type: text/plain; format=flowed; delsp=yes", "Speise \nkarte\n")
    assert "Please build a menu page.\nAnd soon." == read.read(flowed).message.text.strip()
    assert "Speisekarte" == read.read(deleted).message.text.strip()
