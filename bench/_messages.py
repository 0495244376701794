"""An ordinary day's mail: 50 projects, threads of about six, text and HTML with the quoted history
below, every tenth with a file of 60 kB, every twentieth thread in Russian, identification fields
kept in 70 % of the replies. Each thread has one author, so that who hears of a message is the team
alone. The same for the same number.
"""

import base64
import quopri
import random
from dataclasses import dataclass, field
from email.header import Header
from email.utils import formatdate

PROJECTS, AUTHORS, LENGTH = 50, 40, 6
MORNING = 1_795_000_000  # seconds since 1970
QUOTED = 1400  # characters of history that a reply carries
ENGLISH = (
    "we moved the opening hours to the footer and the map is larger now could you look at the "
    "draft before the meeting "
    "the invoice for october is attached please confirm the delivery address because the courier "
    "asked twice this week "
    "our printer needs the logo as a vector file and the colours differ a little from those on "
    "the old business cards"
)
RUSSIAN = (
    "мы перенесли часы работы вниз страницы а карта теперь больше посмотрите пожалуйста черновик "
    "до встречи "
    "счёт за октябрь во вложении подтвердите адрес доставки потому что курьер спрашивал уже "
    "дважды на этой неделе"
)


@dataclass(frozen=True)
class Mail:
    reverse_path: str
    project: int
    raw: bytes  # CRLF line ends


@dataclass
class Thread:
    number: int
    project: int
    russian: bool
    charset: str
    subject: str
    ids: list[str] = field(default_factory=list)
    last_text: str = ""
    last_html: str = ""
    last_author: str = ""


def messages(count: int, seed: int = 7) -> list[Mail]:
    chance = random.Random(seed)
    live: list[Thread] = []
    made = 0
    found = []
    for number in range(count):
        if len(live) < 8 or chance.random() < 1 / LENGTH:
            live.append(_thread(made, chance))
            made += 1
        thread = chance.choice(live)
        found.append(_mail(number, thread, chance))
        if len(thread.ids) >= chance.randint(LENGTH - 2, LENGTH + 2):
            live.remove(thread)
    return found


def _thread(number: int, chance: random.Random) -> Thread:
    russian = number % 20 == 19
    words = (RUSSIAN if russian else ENGLISH).split()
    charset = chance.choice(["koi8-r", "windows-1251", "utf-8"]) if russian else "utf-8"
    return Thread(
        number,
        chance.randrange(PROJECTS),
        russian,
        charset,
        f"{' '.join(chance.sample(words, 4)).capitalize()} {number}",
    )


def _mail(number: int, thread: Thread, chance: random.Random) -> Mail:
    author = thread.last_author or f"user{chance.randrange(AUTHORS):02}@example.test"
    date = formatdate(MORNING + number * 60)
    own = [
        _paragraph(RUSSIAN if thread.russian else ENGLISH, chance)
        for _ in range(chance.randint(1, 3))
    ]
    text, html = (
        "\n\n".join(own),
        "".join(f'<p style="margin:0 0 1em">{paragraph}</p>' for paragraph in own),
    )
    signature = f"\n\n-- \n{author.partition('@')[0]}\nExample Ltd, +1 555 0100\n"
    body = _alternative(
        text + _quoted_text(thread, date) + signature,
        html + _quoted_html(thread, date),
        thread,
        number,
    )
    if chance.random() < 0.1:
        body = _with_file(body, chance.randbytes(60_000), number)
    head = "\n".join(
        f"{name}: {value}" for name, value in _fields(number, thread, author, date, chance)
    )
    thread.ids.append(_id(number))
    thread.last_text, thread.last_html, thread.last_author = text, html, author
    return Mail(author, thread.project, f"{head}\n{body}".encode("latin-1").replace(b"\n", b"\r\n"))


def _id(number: int) -> str:
    return f"<{number}.{number * 7919 % 99991}@example.test>"


def _paragraph(words: str, chance: random.Random) -> str:
    picked = chance.choices(words.split(), k=chance.randint(25, 60))
    lines = [" ".join(picked[at : at + 11]) for at in range(0, len(picked), 11)]
    return "\n".join(lines).capitalize() + "."


def _lead(thread: Thread, date: str) -> str:
    return (
        f"{date}, {thread.last_author} пишет:"
        if thread.russian
        else f"On {date}, {thread.last_author} wrote:"
    )


def _quoted_text(thread: Thread, date: str) -> str:
    if not thread.ids:
        return ""
    return f"\n\n{_lead(thread, date)}\n" + "\n".join(
        f"> {line}" for line in thread.last_text[:QUOTED].split("\n")
    )


def _quoted_html(thread: Thread, date: str) -> str:
    if not thread.ids:
        return ""
    return (
        "<div "
        f'class="gmail_quote"><div>{_lead(thread, date)}</div>'
        f"<blockquote>{thread.last_html}</blockquote></div>"
    )


def _fields(
    number: int, thread: Thread, author: str, date: str, chance: random.Random
) -> list[tuple[str, str]]:
    subject = ("Re: " if thread.ids else "") + thread.subject
    fields = [
        (
            "Received",
            (
                "from relay.example.test (relay.example.test [192.0.2.1]) by mx.example.test with "
                f"ESMTP id Q{number:06}; {date}"
            ),
        ),
        ("From", f"User {author[4:6]} <{author}>"),
        ("To", f"project{thread.project:02}@bridge.test"),
        (
            "Subject",
            Header(subject, thread.charset, maxlinelen=900).encode() if thread.russian else subject,
        ),
        ("Date", date),
        ("Message-ID", _id(number)),
        ("MIME-Version", "1.0"),
        ("User-Agent", "Mozilla Thunderbird"),
    ]
    kept = chance.random() if thread.ids else 1.0
    if kept < 0.85:
        fields.append(("In-Reply-To", thread.ids[-1]))
    if kept < 0.7:
        fields.append(("References", "\n ".join(thread.ids[-10:])))
    return fields


def _alternative(text: str, html: str, thread: Thread, number: int) -> str:
    page = f"<html><head><meta charset={thread.charset}></head><body>{html}</body></html>"
    parts = (_part("plain", text, thread.charset), _part("html", page, thread.charset))
    inner = "".join(f"--alt{number}\n{part}\n" for part in parts)
    return (
        f'Content-Type: multipart/alternative; boundary="alt{number}"\n\n{inner}--alt{number}--\n'
    )


def _part(kind: str, text: str, charset: str) -> str:
    encoded = quopri.encodestring(text.encode(charset)).decode("ascii")
    return (
        f'Content-Type: text/{kind}; charset="{charset}"\nContent-Transfer-Encoding: '
        f"quoted-printable\n\n{encoded}"
    )


def _with_file(body: str, content: bytes, number: int) -> str:
    head = (
        f'Content-Type: application/octet-stream; name="log{number}.bin"\nContent-Disposition: '
        f'attachment; filename="log{number}.bin"\n'
    )
    file = f"{head}Content-Transfer-Encoding: base64\n\n{base64.encodebytes(content).decode()}"
    return (
        "Content-Type: multipart/mixed; "
        f'boundary="mix{number}"\n\n--mix{number}\n{body}\n--mix{number}\n{file}\n--mix{number}--\n'
    )
