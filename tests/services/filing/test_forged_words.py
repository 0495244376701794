"""Many kinds of forgeries, and one oracle: no letter of ours to anybody outside the team holds a
word, a name or a file of what nobody proved, whatever the team answers, until it is released.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.proof import (
    ArcResult,
    DkimResult,
    DmarcPolicy,
    Evidence,
    SpfResult,
    TrustedResult,
)
from mailbridge.services import tasks
from mailbridge.services.discussions import read, rearrange, release, write
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.services.telling import drain_outbox
from tests.container import Authenticator, Relay, open_container, rendering
from tests.services.post_office import PostOffice

MARK = "zqxforgery"
TOPIC = f"Account {MARK}"
OWN_TOPIC = re.compile(rf"Account(?: |%20|\s){MARK}")
TEAM = ("anna@agency.example", "bob@agency.example")
MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA = "Anna Petrova <anna@agency.example>"
PROVEN = Evidence(spf=SpfResult("bloom.example", "pass"))
LONG = (
    "Please build a page for our spring menu with the rye loaf, the poppy cake, the carrot bread "
    "and everything else that Olga photographed for the window last week."
)


@dataclass
class World:
    """An installation where Maria began, with proof, a discussion that Tom takes part in."""

    office: PostOffice
    ids: dict[str, str] = field(default_factory=dict)  # reply addresses by person, and msg-ids
    named: set[str] = field(default_factory=set)  # addresses that forgeries name as their author

    @property
    def relay(self) -> Relay:
        assert isinstance(self.office.container.relay, Relay)
        return self.office.container.relay

    def prove(self, evidence: Evidence) -> None:
        assert isinstance(self.office.container.authenticator, Authenticator)
        self.office.container.authenticator.evidence = evidence

    async def answer(self, words: str, discussion_id: int) -> None:
        """Anna's, in the web."""
        anna = await register.find_person(self.office.container, TEAM[0])
        await write.add_reply(self.office.container, anna, discussion_id, words)


NOBODY = {  # what is known of the mail, none of it proof of Maria
    "nothing": Evidence(),
    "another domain": Evidence(spf=SpfResult("evil.example", "pass")),
    "spf fails": Evidence(spf=SpfResult("bloom.example", "fail")),
    "policy": Evidence(
        spf=SpfResult("evil.example", "pass"), dmarc=DmarcPolicy("bloom.example", "reject")
    ),
    "another's signature": Evidence(dkim=(DkimResult("evil.example", "s", "pass"),)),
    "broken signature": Evidence(dkim=(DkimResult("bloom.example", "s", "fail"),)),
    "unknown sealer": Evidence(
        arc=ArcResult("pass", "evil.example", False, "pass", "bloom.example")
    ),
    "border says fail": Evidence(
        trusted_results=(
            TrustedResult("spf", "pass", "bloom.example"),
            TrustedResult("dmarc", "fail", "bloom.example"),
        )
    ),
    "ambiguous header": Evidence(
        spf=SpfResult("bloom.example", "pass"), flaws=("a NUL in the header section",)
    ),
}
AUTHORS = {
    "client": MARIA,
    "other client": TOM,
    "colleague": "Petra <petra@bloom.example>",
    "stranger": "Eve <eve@evil.example>",
    "member": ANNA,
    "address as name": '"maria@bloom.example" <eve@evil.example>',
}
PLACES: dict[str, Callable[[World], dict[str, str]]] = {
    "new": lambda world: {"Subject": "Something new"},
    "own subject": lambda world: {"Subject": TOPIC},
    "changed subject": lambda world: {
        "Subject": TOPIC,
        "In-Reply-To": "<1@mail.example>",
        "References": "<1@mail.example>",
    },
    "subject": lambda world: {"Subject": "Re: Spring menu"},
    "answer": lambda world: {
        "Subject": "Re: Spring menu",
        "In-Reply-To": "<1@mail.example>",
        "References": "<1@mail.example>",
    },
    "our letter": lambda world: {"Subject": "Re: Spring menu", "In-Reply-To": world.ids["letter"]},
    "quote": lambda world: {"Subject": "Hello"},
    "shown address": lambda world: {"Subject": "Re: Spring menu", "To": world.ids["maria"]},
    "another's address": lambda world: {"Subject": "Re: Spring menu", "To": world.ids["tom"]},
    "detail": lambda world: {"Subject": "Hello", "To": _with_detail(world.office.address)},
}
COPIES = {
    "nobody": "",
    "tom": TOM,
    "eve": "Eve <eve@evil.example>",
    "colleague": f"{MARK} <petra@bloom.example>",
    "all": f"{TOM}, Eve <eve@evil.example>, {ANNA}",
}
WORDS = {
    "prose": f"{MARK} Pay to my new account.",
    "question": f"Can you pay the invoice {MARK} today?",
    "numbers": f"1. yes {MARK}\n2. no {MARK}\n",
    "answer by number": f"Q1: {MARK}",
    "commands": f"#task {MARK}\n#client tom@bloom.example\n#pass\n#share\n\n{MARK} Hello.",
    "forward": f"---------- Forwarded message ---------\nFrom: {TOM}\nSubject: {MARK}\n\n{MARK}",
    "quote": f"{MARK}\n\nOn Monday Maria Lopez wrote:\n> {LONG}\n",
    "promise": f"I send you {MARK} by Friday.",
    "thanks": f"Thanks, {MARK}!",
}


ANSWERS = (  # of members, to the letters they had
    "It is done.",
    "#all\n\nHello all, it is done.",
    "#task\n#assign tom@bloom.example\n#due fri\n\nTom, please look.",
    "#task Have a look\n\nWe look into it.",
    "#done",
    "#admit\n\nWelcome.",
    "#note\n\nStrange.",
    "#share tasks",
    "#answered 1\n\nThat is answered.",
    "#ask Did you write that? | by fri",
    "1. Yes, by Friday.",
    "#client tom@bloom.example\n\nTom, is that so?",
)


def _with_detail(address: str) -> str:
    local, _, domain = address.partition("@")
    return f"{local}+task@{domain}"


async def world(url: str, folder: Path) -> World:
    relay = Relay()
    container = await open_container(url, folder, renderer=rendering(), relay=relay)
    office = await PostOffice(container).open()
    for address, role, name in (
        (TEAM[0], "member", "Anna Petrova"),
        (TEAM[1], "member", "Bob Roe"),
        ("maria@bloom.example", "client", "Maria Lopez"),
        ("tom@bloom.example", "client+", "Tom Reed"),
    ):
        await office.person(address, role, name)
    made = World(office)
    made.prove(PROVEN)
    await office.bring(MARIA, "Spring menu", LONG, Cc=TOM)
    await made.answer("Which photo shall we take?", 1)
    letters = [row for row in await office.letters() if row["letter"] == "client"]
    made.ids["letter"] = f"<{letters[0]['message_id']}>"
    for name in ("maria", "tom"):
        made.ids[name] = await office.reply_address(f"{name}@bloom.example")
        shown = {"To": made.ids[name], "Cc": "Boss <boss@bloom.example>"}
        await office.bring(MARIA if name == "maria" else TOM, "Re: Spring menu", "Any.", **shown)
    return made


def forged(author: str, place: dict[str, str], copies: str, words: str, number: int) -> bytes:
    message = EmailMessage()
    message["From"] = author
    fields = {"Message-ID": f"<forged{number}@evil.example>", **place}
    for name, value in fields.items():
        message[name] = value
    if copies:
        message["Cc"] = copies
    message.set_content(words)
    message.add_alternative(f"<p>{words}</p>", subtype="html")
    message.add_attachment(
        f"{MARK}".encode(), maintype="application", subtype="pdf", filename=f"{MARK}.pdf"
    )
    return message.as_bytes(policy=policy.SMTP)


async def bring(made: World, content: bytes, to: str) -> Any:
    ids = await accept.accept(
        made.office.container, [Envelope("eve@evil.example", to, "192.0.2.9")], content
    )
    await ingest.drain(made.office.container)
    return await browse.show_mail(made.office.container, ids[0])


def outside(made: World, since: int = 0) -> list[tuple[str, str]]:
    """Who of the world got what: everything that a letter shows, decoded."""
    taken = made.relay.taken[since:]
    return [(to, shown(content)) for _, to, content in taken if to not in TEAM]


def shown(content: bytes) -> str:
    message = message_from_bytes(content, policy=policy.default)
    parts = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        parts += [part.get_filename() or "", "\n".join(map(str, part.values()))]
        if part.get_content_maintype() == "text":
            parts.append(str(part.get_content()))
        elif not part.is_multipart():
            parts.append(part.get_payload(decode=True).decode("latin-1"))  # type: ignore[union-attr]
    return "\n".join(parts)


async def sent(made: World) -> None:
    while await drain_outbox.drain(made.office.container):
        pass


@pytest.mark.parametrize("seed", range(30))
async def test_nothing_unproven_travels_under_our_name(
    sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    """The team is told, answers, makes a task and finishes it; the clients write on, with proof.
    Once it is released, the other clients have it.
    """
    chance = random.Random(seed)
    made = await world(sqlite_url, tmp_path)
    try:
        tried = await forge(made, chance)
        assert [] == leaks(made), tried
        for mail in tried.mail:
            await live_on(made, mail, chance)
        assert [] == leaks(made), tried
        await released(made, tried)
    finally:
        await made.office.container.close()


@dataclass
class Tried:
    """What was forged; shown where the oracle disagrees."""

    names: list[str] = field(default_factory=list)
    mail: list[Any] = field(default_factory=list)


async def forge(made: World, chance: random.Random) -> Tried:
    """One to three forgeries."""
    tried = Tried()
    for number in range(chance.randint(1, 3)):
        chosen = [chance.choice(sorted(some)) for some in (NOBODY, AUTHORS, PLACES, COPIES, WORDS)]
        evidence, author, place, copies, words = chosen
        if "eve@evil.example" in AUTHORS[author]:
            evidence = "nothing"  # her own server would prove her: then the words are hers
        fields = PLACES[place](made)
        to = fields.setdefault("To", made.office.address)
        text = f"{WORDS[words]}\n> {LONG}\n" if place == "quote" else WORDS[words]
        made.prove(NOBODY[evidence])
        made.named.add(AUTHORS[author].rpartition("<")[2].rstrip(">"))
        content = forged(AUTHORS[author], fields, COPIES[copies], text, number)
        tried.names.append(" / ".join(chosen))
        tried.mail.append(await bring(made, content, to))
    await sent(made)
    return tried


async def live_on(made: World, mail: Any, chance: random.Random) -> None:
    """What people do next where the forgery stands."""
    if mail.discussion_id is None or mail.post_id is None:
        return
    container = made.office.container
    anna = await register.find_person(container, TEAM[0])
    made_of = await tasks.make_task(container, anna, mail.post_id)
    await made.answer("Dear Maria, we look into it. Is that all?", mail.discussion_id)
    made.prove(PROVEN)
    ids = {"In_Reply_To": "<1@mail.example>"}
    await made.office.bring(MARIA, "Re: Spring menu", "And the rye loaf, please.", Cc=TOM, **ids)
    made.prove(Evidence())
    await tasks.change_task(container, anna, made_of.id, state="done")
    for words in chance.sample(ANSWERS, 2):
        who = chance.randint(0, 1)
        own = await made.office.reply_address(TEAM[who])
        author = (ANNA, "Bob Roe <bob@agency.example>")[who]
        await made.office.bring(author, "Re: Spring menu", words, own, To=own)
    if mail.discussion_id != 1 and chance.random() < 0.5:
        await rearrange.merge_discussions(container, anna, mail.discussion_id, 1)
        await made.answer("Dear all, the page is ready.", 1)
    await sent(made)


def leaks(made: World) -> list[tuple[str, str]]:
    """Letters to people outside that hold the mark, with the lines that do. Whose name stands on a
    forgery is answered under its subject.
    """
    seen = [
        (to, OWN_TOPIC.sub("", text) if to in made.named else text) for to, text in outside(made)
    ]
    return [
        (to, "\n".join(line for line in text.splitlines() if MARK in line.lower()))
        for to, text in seen
        if MARK in text.lower()
    ]


async def released(made: World, tried: Tried) -> None:
    """A client's words that were kept reach the other clients who did not have them."""
    container = made.office.container
    for mail in tried.mail:
        page = await read.show_discussion(container, mail.discussion_id) if mail.post_id else None
        post = next((one for one in page.posts if one.id == mail.post_id), None) if page else None
        if post is None or post.released or post.internal or post.author_is_team:
            continue
        view, before = await release.release_post(container, post.id), len(made.relay.taken)
        await sent(made)
        told = {to for to, text in outside(made, before)}
        assert told <= set(view.to), tried.names
        content = await browse.read_raw(container, mail.id)
        had = [to for to in view.to if to in str(message_from_bytes(content)["Cc"])]
        assert set(view.to) - set(had) == told, tried.names
