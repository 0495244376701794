"""Every command, with something to show: it ends well, for people as for programs, and what people
read is in their language.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.bootstrap import wiring
from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.doors.cli import COMMANDS, loaded
from mailbridge.doors.cli.frame import asking, terminal
from mailbridge.doors.cli.frame.answers import Answer
from mailbridge.steps.deciding.order import ORDER
from tests.pseudo import LANGUAGE, WORDS, latin

from .conftest import Run

SCRIPT = (Path(__file__).parent / "every_command.txt").read_text("utf-8")
LETTERS = {
    "menu": ("Maria <maria@bloom.example>", "New menu page", "Could you add a page? By Friday."),
    "photos": ("Tom <tom@bloom.example>", "Photos", "Here they are. Do they suit you?"),
    "offer": ("Who <who@unknown.example>", "Offer", "Buy our thing."),
    "held": ("Who <who@unknown.example>", "Second offer", "Buy it now."),
    "dropped": ("Who <who@unknown.example>", "Third offer", "Buy it at last."),
}
PEOPLE = "address,name,role\nzoe@bloom.example,Zoe,client\n"
NOT_TRIED = {"serve", "demo"}  # they run until they are stopped
DATA = (
    "mailbridge read screen trim human authenticate audience door MIME mbox eml tar UTC MiB Q1",
    "SQLite PostgreSQL Landlock seccomp SMTP STARTTLS MX DKIM TXT DNS IMAP POP smtp web http tls",
    "relay url public certificate key localhost data",
    "google microsoft yandex postfix cpanel other Google Workspace Gmail Yandex X-Gm-Original-To",
    "English Deutsch",
    *(step for step, _ in ORDER),
    *Disposition,
    *Reason,
    *AudienceReason,
)
NO_WORDS = re.compile(r'"[^"]*"|p=\S+|\[Errno.*|gaierror|X-Mailbridge-Route: \S+')
REPR = re.compile(r"\b(None|True|False)\b|\d{2}:\d{2}\.\d{6}|\{\w+\}|<\w+\.\w+: ")
AS_IT_IS = ("outbox show", "letter preview")  # a letter, in its reader's language
Objects = list[dict[str, Any]]


def _typed() -> Iterator[tuple[str, bool, str | None]]:
    """Each line of the script: the command, whether it works, and what it reads."""
    for line in SCRIPT.splitlines():
        if not line.startswith("#"):
            command, arrow, text = line.partition(" << ")
            yield command.removeprefix("! "), not line.startswith("!"), text if arrow else None


def _leaves(words: str, command: Any) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield words
    for name, below in (inner or {}).items():
        yield from _leaves(f"{words} {name}", below)


def test_every_command_is_tried() -> None:
    """A new one gets a line in every_command.txt."""
    every = {words for name in COMMANDS for words in _leaves(name, loaded(name))}
    tried = {
        words for words in every for line, _, _ in _typed() if f"{line} ".startswith(f"{words} ")
    }
    assert every - NOT_TRIED == tried


def _letters(folder: Path) -> None:
    for name, (author, subject, text) in LETTERS.items():
        head = f"From: {author}\nSubject: {subject}\nMessage-ID: <{name}@mail.example>\n"
        date = "Date: Mon, 30 Nov 2026 10:00:00 +0100\n"
        (folder / f"{name}.eml").write_text(f"{head}{date}\n{text}\n", "utf-8")
    (folder / "people.csv").write_text(PEOPLE, "utf-8")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Objects:
    """What commands print as JSON objects, while they print for people in a language of no
    country.
    """
    objects: Objects = []
    real = asking.show

    def show(answer: Answer, as_json: bool) -> None:
        objects.extend(answer.as_json())
        real(answer, as_json)

    monkeypatch.setattr(asking, "show", show)
    monkeypatch.setattr(terminal, "_catalogue", WORDS.of)
    monkeypatch.setattr(wiring, "catalogues", lambda: WORDS)
    return objects


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value


def _names(objects: Objects) -> Iterator[str]:
    """Subjects, and values of one word: names, states, addresses. What else has more words was
    typed, or is said.
    """
    yield from (text for text in _strings(objects) if " " not in text)
    yield from (one["subject"] for one in objects if one.get("subject"))


def _places(objects: Objects) -> dict[str, str]:
    """What a command of the script cannot know before: addresses, and what was drawn at random."""
    found = {"language": "en"}
    for one in objects:
        if one.get("name") in ("Bloom", "Garden") and "address" in one:
            found[one["name"].lower()] = one["address"]
        if "scopes" in one:
            found["token"] = one["id"]
        found |= {
            name: one[field]
            for name, field in (("selector", "selector"), ("post", "post_id"))
            if one.get(field)
        }
        if "whose_move" in one:
            found["discussion"] = one["id"]
    return found


@pytest.mark.timeout(600)  # a hundred and thirty commands
def test_every_command_is_told_to_people_and_to_programs(
    run: Run, told: Objects, tmp_path: Path, store_url: str
) -> None:
    """No fault, no English in another language, nothing as Python writes it."""
    _letters(tmp_path)
    letters = [" ".join(parts) for parts in LETTERS.values()]
    faults = []
    for command, works, text in _typed():
        filled = command.format(**_places(told))
        own = {} if "restore" in command else {"MAILBRIDGE_DATABASE_URL": store_url}
        elsewhere = {"MAILBRIDGE_DATA_DIR": str(tmp_path / "new")} if not own else {}
        done = run(
            *shlex.split(filled),
            stdin=text,
            **({"MAILBRIDGE_RELAY__URL": "smtp://127.0.0.1:9"} if "alias test" in command else {}),
            MAILBRIDGE_NTP_SERVER="",
            LC_ALL=LANGUAGE,
            **own,
            **elsewhere,
        )
        said = done.stdout + done.stderr
        data = (SCRIPT, *letters, PEOPLE, str(tmp_path), *_names(told), *DATA)
        foreign = set() if command.startswith(AS_IT_IS) else latin(NO_WORDS.sub("", said), data)
        if (works, [], set()) != (done.returncode == 0, REPR.findall(said), foreign):
            faults.append((filled, done.returncode, REPR.findall(said), foreign, said[-400:]))
    assert [] == faults, "\n\n".join(map(str, faults))
