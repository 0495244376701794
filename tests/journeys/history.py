"""A random history of two companies, a supplier and a team, played through the real services beside
an oracle that is told the same.
"""

import random
from collections.abc import Awaitable, Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

from mailbridge.domain.letter import Letter
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services.discussions import read, release, write
from mailbridge.services.people import register
from mailbridge.services.telling import drain_outbox, outbox
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator
from tests.journeys.history_oracle import NOBODY, Said, Talk
from tests.journeys.question_oracle import Asked, Oracle
from tests.services.post_office import PostOffice

MARIA, TOM, BOB, SUE = "Maria Lopez", "Tom Reed", "Bob Stone", "Sue Wood"
ANNA, IGOR = "Anna Berg", "Igor Fox"
ADDRESSES = {
    MARIA: "maria@bloom.example",
    TOM: "tom@bloom.example",
    BOB: "bob@quarry.example",
    SUE: "sue@timber.example",
    ANNA: "anna@agency.example",
    IGOR: "igor@agency.example",
}
NAMES = {address: name for name, address in ADDRESSES.items()} | {"zoe@meadow.example": "Zoe Quill"}
TEAM = frozenset({ANNA, IGOR})
COLLEAGUE = {MARIA: TOM, TOM: MARIA}
_WORDS = (
    "lantern gazebo turnip walrus compass violin saddle monument pudding bucket teapot hammock "
    "ferret sandal trumpet cabbage dolphin kettle mirror orchard pelican quilt ribbon spindle "
    "anchor bamboo candle donkey easel flannel goblet hermit igloo jigsaw kimono ladder"
)
DOMAINS = sorted({address.partition("@")[2] for address in ADDRESSES.values()})
PROVEN = Evidence(
    dkim=tuple(DkimResult(one, "s", "pass", "", frozenset({"from"})) for one in DOMAINS)
)
SAME_SUBJECT = "Plans for the menu page"


def text_of(raw: bytes) -> str:
    """What a mail program shows of a letter, and quotes."""
    part = message_from_bytes(raw, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
    return str(part.get_content())


class History:
    """What happens is chosen at random; the oracle is told before the services are."""

    def __init__(self, office: PostOffice, chance: random.Random) -> None:
        self.office, self.chance = office, chance
        self.nouns = chance.sample(_WORDS.split(), len(_WORDS.split()))
        self.talks: list[Talk] = []
        self.story: list[str] = []
        self.count = 0
        self.companies: set[str] = set()
        self.shared: set[str] = set()  # nouns that answers repeat: no secrets any more
        self.letters: list[dict[str, Any]] = []

    # how words look

    def secret(self) -> str:
        self.count += 1
        return f"zq{self.count}x"

    def plain(self) -> str:
        return f"Splendid weather near {self.secret()}."

    async def bring(self, who: str, text: str, subject: str, to: str, **fields: Any) -> MailView:
        """A mail, three minutes later; without `proven` nothing proves it."""
        clock = self.office.container.clock
        clock.forward(minutes=3)  # type: ignore[attr-defined]
        authenticator = self.office.container.authenticator
        assert isinstance(authenticator, Authenticator)
        authenticator.evidence = PROVEN if fields.pop("proven", True) else Evidence()
        fields = {"To": to, "Date": clock().strftime("%a, %d %b %Y %H:%M:%S +0000"), **fields}
        author = f"{who} <{ADDRESSES[who]}>"
        return await self.office.bring(author, subject, text, fields.pop("path", to), **fields)

    async def hand_over(self) -> None:
        """Letters that wait leave; nobody answers what has not come."""
        while await drain_outbox.drain(self.office.container):
            pass

    async def refresh(self) -> None:
        self.letters = await self.office.letters()

    def newest(self, talk: Talk, who: str, *names: str) -> dict[str, Any] | None:
        """The newest letter of this discussion to somebody."""
        mine = [
            row
            for row in self.letters
            if row["discussion_id"] == talk.number
            and row["to"] == ADDRESSES[who]
            and row["letter"] in names
        ]
        return mine[-1] if mine else None

    def about(self, talk: Talk, row: dict[str, Any] | None) -> Said | None:
        """The words that a letter tells of."""
        wanted = row["post_id"] if row is not None else 0
        return next((one for one in talk.said if one.post == wanted), None)

    def spoke(self, talk: Talk, said: Said, says: bool = True) -> None:
        """The oracle hears words before the services do."""
        talk.said.append(said)
        if not said.inside:
            talk.ledger.post(said.who, said.heard, says)

    # beginnings

    async def begin(self, who: str) -> None:
        """A client writes; the two companies choose the same subject once."""
        company = ADDRESSES[who].partition("@")[2]
        used = company in self.companies
        subject = (
            f"About the {self.nouns.pop()} and the {self.nouns.pop()}" if used else SAME_SUBJECT
        )
        self.companies.add(company)
        copy = COLLEAGUE.get(who) if self.chance.random() < 0.6 else None
        blind, proven = self.chance.random() < 0.15, self.chance.random() < 0.8
        text = self.plain()
        ledger = Oracle([], sorted(TEAM), "mailbridge")
        talk = Talk(0, ledger, subject)
        named = frozenset({copy} if copy else ())
        heard = talk.by_client(who, named, not blind)
        talk.present |= {who} if blind else heard
        ledger.clients[:] = sorted(talk.present)
        said = Said(text, who, False, heard, proven=proven, had=named)
        self.spoke(talk, said)
        fields: dict[str, Any] = {"Cc": ADDRESSES[copy]} if copy else {}
        to = "someone@elsewhere.example" if blind else self.office.address
        self.story.append(f"{who} begins{' blind' * blind}{' unproven' * (not proven)}: {text}")
        mail = await self.bring(
            who, text, subject, to, path=self.office.address, proven=proven, **fields
        )
        assert mail.discussion_id not in {one.number for one in self.talks}, self.told()
        talk.number, said.post = mail.discussion_id or 0, mail.post_id or 0
        self.talks.append(talk)

    # clients

    async def client_answers(self, talk: Talk, who: str) -> None:
        """To the newest letter of theirs: to us alone, or to all whom it shows but some."""
        row = self.newest(talk, who, "client")
        if row is None or who in talk.gone:
            return
        letter: Letter = letter_json.read(row["content"])
        around = {NAMES[one.address] for one in (*letter.to, *letter.cc)} - {who}
        named = frozenset(one for one in around if self.chance.random() < 0.6)
        to = letter.reply_to.address if letter.reply_to is not None else ""
        proven = self.chance.random() < 0.85
        if not proven:  # nothing proves it, and it does not come to an address of their own
            to = self.office.address
        heard = talk.by_client(who, named, shown=True)
        said = Said("", who, False, heard, proven=proven, had=named)
        text, _ = self.words_of(talk, said, "client", proven)
        self.story.append(f"{who} to {sorted(heard)}{' unproven' * (not proven)}: {text}")
        talk.muted.discard(who)
        fields: dict[str, Any] = {"Cc": ", ".join(ADDRESSES[one] for one in sorted(named))}
        fields = fields if named else {}
        mail = await self.bring(
            who,
            text,
            letter.subject,
            to,
            proven=proven,
            In_Reply_To=f"<{row['message_id']}>",
            **fields,
        )
        said.post = mail.post_id or 0
        assert mail.discussion_id == talk.number, self.told()

    def words_of(self, talk: Talk, said: Said, side: str, proven: bool = True) -> tuple[str, bool]:
        """What is said, told to the oracle; whether it says something."""
        kind = self.chance.choice(["plain", "plain", "ask", "number", "thanks", "later", "about"])
        ledger, text = talk.ledger, self.plain()
        other = "team" if side == "client" else "client"
        if kind in ("thanks", "later"):
            text = {"thanks": "Thank you very much!", "later": "I will answer tomorrow."}[kind]
            self.spoke(talk, said, says=False)
            return text, False
        said.secret = text
        self.spoke(talk, said)
        live = [
            one
            for one in ledger.live(side, "open", "perhaps")
            if ledger.reaches(one, said.who) and one.by != said.who
        ]
        if kind == "ask":
            noun = self.nouns.pop()
            text = f"Which {noun} do you want?" if side == "team" else f"What does the {noun} cost?"
            said.secret, said.asked = noun, noun
            ledger.ask(other, noun, text)
        elif kind == "number" and live:
            one = self.chance.choice(live)
            text = f"{one.number}. in {self.secret()} colours"
            said.secret = text.partition(" in ")[2].split()[0]
            self.answer(ledger, one, text.partition(". ")[2], proven)
        elif kind == "about" and live:
            one = self.chance.choice(live)
            self.shared.add(one.noun)
            text = f"The {one.noun} near {self.secret()}."
            said.secret = text.split()[-1]
            ledger.prose(text, one.noun)
        else:
            ledger.prose(text)
        return text, True

    def answer(self, ledger: Oracle, one: Asked, words: str, proven: bool) -> None:
        ledger.change(one, "answered" if proven else "perhaps", words)

    async def mutes(self, talk: Talk, who: str) -> None:
        if who in talk.gone or who in talk.muted:
            return
        person = await register.find_person(self.office.container, ADDRESSES[who])
        await write.mute_discussion(self.office.container, person.id, talk.number)
        talk.muted.add(who)
        self.story.append(f"{who} mutes {talk.number}")

    # the team

    async def member_answers(self, talk: Talk, who: str) -> None:
        """By mail, with the whole letter quoted below."""
        row = self.newest(talk, who, "team")
        if row is None:
            return
        letter: Letter = letter_json.read(row["content"])
        about = self.about(talk, row)
        command = self.chance.choice(["", "", "", "#all", "#note", "#client"])
        stays = about is not None and about.inside and command != "#client"
        inside = command == "#note" or (stays and command != "#client")
        heard = talk.by_member(about, command == "#all") if not inside else NOBODY
        said = Said("", who, True, heard, inside)
        if inside:
            text = said.secret = self.plain()
            self.spoke(talk, said)
        else:
            text, _ = self.words_of(talk, said, "team")
        self.story.append(f"{who} {command} to {sorted(heard)}: {text}")
        shown = text_of(await outbox.render_letter(self.office.container, row["id"]))
        quote = "\n".join(f"> {line}" for line in shown.splitlines())
        body = f"{command}\n\n{text}" if command else text
        assert letter.reply_to is not None
        mail = await self.bring(
            who,
            f"{body}\n\nOn Mon, 23 Nov 2026 at 10:00, {letter.from_.name} wrote:\n{quote}",
            letter.subject,
            letter.reply_to.address,
            In_Reply_To=f"<{row['message_id']}>",
        )
        said.post = mail.post_id or 0
        assert mail.discussion_id == talk.number, self.told()

    async def member_in_the_web(self, talk: Talk, who: str) -> None:
        """Of the newest words that a client heard, or a note."""
        inside = self.chance.random() < 0.3
        heard = NOBODY if inside else talk.by_member(None, to_all=False)
        said = Said("", who, True, heard, inside)
        if inside:
            text = said.secret = self.plain()
            self.spoke(talk, said)
        else:
            text, _ = self.words_of(talk, said, "team")
        self.story.append(f"{who} in the web{' inside' * inside} to {sorted(heard)}: {text}")
        self.office.container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        person = await register.find_person(self.office.container, ADDRESSES[who])
        said.post = await write.add_reply(
            self.office.container, person, talk.number, text, internal=inside
        )

    async def asks_the_supplier(self, talk: Talk, who: str) -> None:
        """From their own mailbox, with us in Cc."""
        first = talk.said[0]
        page = await read.show_discussion(self.office.container, talk.number)
        message_id = next(post.message_id for post in page.posts if post.id == first.post)
        heard = frozenset({SUE})
        said = Said("", who, True, heard, had=heard)
        talk.aside.add(SUE)
        talk.ledger.aside.add(SUE)
        text, _ = self.words_of(talk, said, "team")
        self.story.append(f"{who} asks Sue apart: {text}")
        mail = await self.bring(
            who,
            text,
            f"Re: {talk.subject}",
            f"{SUE} <{ADDRESSES[SUE]}>",
            path=self.office.address,
            Cc=self.office.address,
            References=f"<{message_id}>",
        )
        said.post = mail.post_id or 0
        assert mail.discussion_id == talk.number, self.told()

    async def supplier_answers(self, talk: Talk, who: str) -> None:
        """To the member, with us in Cc."""
        asked = [one for one in talk.said if SUE in one.had]
        if not asked:
            return
        page = await read.show_discussion(self.office.container, talk.number)
        message_id = next(post.message_id for post in page.posts if post.id == asked[-1].post)
        said = Said("", SUE, False, frozenset({SUE}), had=frozenset({asked[-1].who}))
        text, _ = self.words_of(talk, said, "client")
        self.story.append(f"Sue answers: {text}")
        mail = await self.bring(
            SUE,
            text,
            f"Re: {talk.subject}",
            ADDRESSES[asked[-1].who],
            path=self.office.address,
            Cc=self.office.address,
            In_Reply_To=f"<{message_id}>",
        )
        said.post = mail.post_id or 0
        assert mail.discussion_id == talk.number, self.told()

    async def passes_on(self, talk: Talk, who: str) -> None:
        """Words that stay with the team go to all clients of the discussion."""
        kept = [
            one
            for one in talk.said
            if not (one.by_team or one.passed_on) and (not one.proven or one.who in talk.aside)
        ]
        if not kept:
            return
        one = self.chance.choice(kept)
        person = await register.find_person(self.office.container, ADDRESSES[who])
        await release.release_post(self.office.container, one.post, person)
        one.passed_on = frozenset(talk.present - talk.gone)
        self.story.append(f"{who} passes on: {one.secret}")

    async def step(self) -> None:
        await self.hand_over()
        await self.refresh()
        if len(self.talks) < 2 or self.chance.random() < 0.08:
            await self.begin(self.chance.choice([MARIA, TOM, BOB]))
            return
        talk = self.chance.choice(self.talks)
        acts: list[tuple[Callable[[Talk, str], Awaitable[None]], frozenset[str]]] = [
            (self.client_answers, frozenset(talk.present)),
            (self.client_answers, frozenset(talk.present)),
            (self.member_answers, TEAM),
            (self.member_answers, TEAM),
            (self.member_in_the_web, TEAM),
            (self.asks_the_supplier, TEAM),
            (self.supplier_answers, frozenset({SUE})),
            (self.passes_on, TEAM),
            (self.mutes, frozenset(talk.present)),
        ]
        act, people = self.chance.choice(acts)
        await act(talk, self.chance.choice(sorted(people)))

    def told(self) -> str:
        return "\n".join(["after:", *self.story])
