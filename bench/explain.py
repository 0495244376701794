"""What understanding a message costs: CPU milliseconds of `explain --json` over ordinary mail,
whole process tree, start included.

Run it as `python bench/explain.py [messages]`. Interleaved three times with mail-parser alone
(parse and its properties) and, where it is installed, email-reply-parser on the same texts; the
figures are medians, beside a fixed CPU yardstick and as ratios.
"""

import base64
import importlib.util
import json
import quopri
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
TARGET = 2.5  # CPU milliseconds a message
WORDS = (
    "the menu page is on the test address and prices come from your spreadsheet please look at "
    "the short descriptions before friday "
    "customer reports that pictures load slowly after the last release we should pin the version "
    "and ask hosting about the cache"
)
RUSSIAN = (
    "добрый день страница меню уже на тестовом адресе цены берутся из вашей таблицы посмотрите "
    "пожалуйста короткие описания до пятницы "
    "клиент сообщает что картинки после обновления загружаются медленно нужно спросить хостинг "
    "про кэш"
)
MAIL_PARSER = """
import pathlib, sys, mailparser
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    mail = mailparser.parse_from_bytes(path.read_bytes())
    mail.subject, mail.from_, mail.to, mail.date, mail.text_plain, mail.text_html,
    mail.attachments, mail.headers
"""
REPLY_PARSER = """
import json, pathlib, sys
from email_reply_parser import EmailReplyParser
for text in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    EmailReplyParser.parse_reply(text)
"""


def prose(chance: random.Random, words: str) -> str:
    lines = [
        " ".join(chance.choices(words.split(), k=11)).capitalize()
        for _ in range(chance.randint(4, 12))
    ]
    return "\n".join(lines) + "."


def letter(number: int, chance: random.Random) -> tuple[bytes, str]:
    """One answer in a thread: text and HTML, quoted history, every tenth with a file, every
    twentieth in Russian.
    """
    words, charset = (
        (RUSSIAN, chance.choice(["koi8-r", "windows-1251", "utf-8"]))
        if number % 20 == 0
        else (WORDS, "utf-8")
    )
    own, before = prose(chance, words), prose(chance, words) + "\n\n" + prose(chance, words)
    lead = f"On Mon, Nov 2, 2026 at 10:{number % 60:02}, Anna <anna@client.test> wrote:"
    quoted = "\n".join(f"> {line}" for line in before.split("\n"))
    text = f"{own}\n\n{lead}\n{quoted}\n\n-- \nUser {number}\nAgency Ltd, +1 555 0100\n"
    html = (
        f"<p>{own}</p><div "
        f'class="gmail_quote"><div>{lead}</div><blockquote>{before}</blockquote></div>'
    )
    parts = "".join(_part(kind, body, charset) for kind, body in (("plain", text), ("html", html)))
    body = (
        f'Content-Type: multipart/alternative; boundary="a{number}"\n\n'
        + parts.replace("BOUNDARY", f"a{number}")
        + f"--a{number}--\n"
    )
    if number % 10 == 0:
        blob = base64.encodebytes(chance.randbytes(60_000)).decode()
        file = (
            "Content-Type: application/octet-stream; "
            f'name="log{number}.bin"\nContent-Transfer-Encoding: base64\n\n{blob}'
        )
        body = (
            "Content-Type: multipart/mixed; "
            f'boundary="m{number}"\n\n--m{number}\n{body}\n--m{number}\n{file}\n--m{number}--\n'
        )
    head = (
        f"From: User {number} <user{number % 40}@example.test>\nTo: bloom@agency.test\nSubject: "
        f"Re: Menu {number // 6}\n"
    )
    ids = (
        f"Message-ID: <{number}@example.test>\nIn-Reply-To: "
        f"<{number - 1}@example.test>\nReferences: <{number - 1}@example.test>\n"
    )
    return (
        f"{head}Date: Mon, 02 Nov 2026 11:00:00 +0300\n{ids}MIME-Version: 1.0\n{body}".encode(),
        text,
    )


def _part(kind: str, body: str, charset: str) -> str:
    encoded = quopri.encodestring(body.encode(charset)).decode("ascii")
    return (
        f"--BOUNDARY\nContent-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: "
        f"quoted-printable\n\n{encoded}\n"
    )


def cpu_of(command: list[str]) -> float:
    """CPU seconds, user and system, of a command and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def yardstick() -> float:
    """Milliseconds of a fixed piece of work, so that runs on machines of other speeds can be
    compared.
    """
    began, total = time.process_time(), 0
    for number in range(200_000):
        total += number & 7
    for _ in range(20):
        total += len(
            (b"Received: from a by b; some text\r\n" * 400)
            .decode()
            .replace("\r\n", "\n")
            .splitlines()
        )
    return (time.process_time() - began) * 1000


def main(messages: int) -> None:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        mail, texts = Path(folder) / "mail", Path(folder) / "texts.json"
        mail.mkdir()
        made = [letter(number, chance) for number in range(messages)]
        for number, (raw, _) in enumerate(made):
            (mail / f"{number:05}.eml").write_bytes(raw)
        texts.write_text(json.dumps([text for _, text in made]))
        size = statistics.median(len(raw) for raw, _ in made)
        _report(messages, size, _measured(str(mail), str(texts)))


def _measured(mail: str, texts: str) -> dict[str, list[float]]:
    commands = {
        "explain --json": [sys.executable, "-m", "mailbridge", "explain", "--json", mail],
        "mail-parser alone": [sys.executable, "-c", MAIL_PARSER, mail],
    }
    if importlib.util.find_spec("email_reply_parser"):
        commands["email-reply-parser"] = [sys.executable, "-c", REPLY_PARSER, texts]
    found: dict[str, list[float]] = {name: [] for name in [*commands, "yardstick"]}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            found["yardstick"].append(yardstick())
            found[name].append(cpu_of(command))
    return found


def _report(messages: int, size: float, found: dict[str, list[float]]) -> None:
    yard = statistics.median(found.pop("yardstick"))
    ours = statistics.median(found["explain --json"]) * 1000 / messages
    print(
        f"{messages} messages, median {size / 1024:.1f} kB; yardstick {yard:.1f} ms; explain "
        f"should cost at most {TARGET} ms a message"
    )
    for name, seconds in found.items():
        each = statistics.median(seconds) * 1000 / messages
        print(
            f"{name:20} {each:6.2f} ms CPU a message, {each / yard:6.3f} yardsticks, explain "
            f"costs {ours / each:5.2f} times as much"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
