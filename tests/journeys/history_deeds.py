"""What else happens in a history: people are taken out, answers taken back, held, confirmed,
bounced; tasks are made and letters passed on.
"""

from copy import deepcopy
from datetime import timedelta

from mailbridge.services import tasks
from mailbridge.services.discussions import questions, send, write
from mailbridge.services.people import leaving, register
from mailbridge.services.telling import undelivered
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.store.outbox import letter_json
from tests.journeys.history import ADDRESSES, SAME_SUBJECT, TEAM, History
from tests.journeys.history_oracle import NOBODY, Said, Talk
from tests.journeys.question_oracle import Oracle

ZOE = "Zoe Quill"
ADDRESSES[ZOE] = "zoe@meadow.example"
FORWARD = """---------- Forwarded message ---------
From: {name} <{address}>
Date: Sun, 22 Nov 2026 at 10:00
Subject: {subject}
To: <anna@agency.example>

{text}
"""


class Deeds(History):
    """More that members do."""

    async def takes_out(self, talk: Talk, who: str) -> None:
        """A client hears no more of it; somebody of theirs stays."""
        here = talk.present - talk.gone
        if len(here) < 2:
            return
        one = self.chance.choice(sorted(here))
        actor = await register.find_person(self.office.container, ADDRESSES[who])
        await leaving.leave_discussion(self.office.container, ADDRESSES[one], talk.number, actor)
        talk.gone.add(one)
        talk.ledger.leaves(one)
        self.story.append(f"{who} takes {one} out of {talk.number}")

    async def takes_back(self, talk: Talk, who: str) -> None:
        """An answer in the web, within its minute: all is as it was."""
        before = deepcopy(talk.ledger)
        count = len(talk.said)
        self.office.container.undo = timedelta(minutes=1)
        await self.member_in_the_web(talk, who)
        self.office.container.undo = timedelta(0)
        one = talk.said[-1]
        if one.inside:
            return
        person = await register.find_person(self.office.container, ADDRESSES[who])
        await take_back_post(self.office.container, one.post, person)
        talk.ledger, talk.said[count:] = before, []
        self.story.append(f"{who} takes it back")
        await self.refresh()
        assert not [row for row in self.letters if row["post_id"] == one.post], self.told()

    async def lets_a_note_slip(self, talk: Talk, who: str) -> None:
        """A note's words in an answer: it is held, and its author told which words."""
        notes = [one for one in talk.said if one.inside and one.secret.startswith("Splendid")]
        heard = talk.by_member(None, to_all=False)
        if not notes or not heard:
            return
        note = self.chance.choice(notes)
        said = Said(self.secret(), who, True, inside=True)
        text = f"You know: {note.secret} And {said.secret}."
        talk.said.append(said)
        self.story.append(f"{who} lets slip: {text}")
        self.office.container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        person = await register.find_person(self.office.container, ADDRESSES[who])
        said.post = await write.add_reply(self.office.container, person, talk.number, text)
        await self.refresh()
        told = {(row["letter"], row["to"]) for row in self.letters if row["post_id"] == said.post}
        reached = bool(heard - talk.muted)
        assert (("not_sent", ADDRESSES[who]) in told) is reached, self.told()

    async def sends_it_cut(self, talk: Talk, who: str) -> None:
        """What was held goes out without the note's words."""
        held = [one for one in talk.said if one.inside and not one.secret.startswith("Splendid")]
        if not held or held[-1] is not talk.said[-1]:
            return
        person = await register.find_person(self.office.container, ADDRESSES[who])
        one = held[-1]
        one.heard, one.inside = talk.by_member(None, to_all=False), False
        talk.ledger.post(one.who, one.heard)
        talk.ledger.prose(f"You know: . And {one.secret}.")
        self.story.append(f"{who} sends it cut: {one.secret}")
        await send.send_held_answer(self.office.container, one.post, person, cut=True)

    async def confirms(self, talk: Talk, who: str) -> None:
        """Words that may answer do, says a button."""
        perhaps = talk.ledger.live("client", "perhaps")
        if not perhaps:
            return
        one = self.chance.choice(perhaps)
        self.office.container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        person = await register.find_person(self.office.container, ADDRESSES[who])
        await questions.correct_questions(
            self.office.container, person, talk.number, [one.number], "answered", "client"
        )
        talk.ledger.step += 1
        talk.ledger.change(one, "answered", one.words, one.said_by, one.post)
        self.story.append(f"{who} confirms our Q{one.number}")

    async def makes_a_task(self, talk: Talk, who: str) -> None:
        """Of what a client asked; or finishes one."""
        container = self.office.container
        person = await register.find_person(container, ADDRESSES[who])
        known = await container.store.read(lambda db: tasks_of_discussion(db, talk.number))
        open_ = [one for one in known if one.state != "done"]
        if open_:
            await tasks.change_task(container, person, open_[0].id, state="done")
            talk.ledger.tasks.pop(0)
            self.story.append(f"{who} finishes a task of {talk.number}")
            return
        row = self.newest(talk, who, "team")
        about = self.about(talk, row)
        if row is None or about is None or about.inside or about.by_team:
            return
        reply_to = letter_json.read(row["content"]).reply_to
        assert reply_to is not None
        text = self.plain()
        self.spoke(talk, Said(text, who, True, talk.by_member(about, to_all=False)))
        talk.ledger.prose(text)
        talk.ledger.tasks.append(about.heard)
        self.story.append(f"{who} makes a task and says: {text}")
        mail = await self.bring(
            who,
            f"#task Paint the {self.nouns.pop()}\n\n{text}",
            "Re: it",
            reply_to.address,
            In_Reply_To=f"<{row['message_id']}>",
        )
        talk.said[-1].post = mail.post_id or 0

    async def bounces(self, talk: Talk, who: str) -> None:
        """A letter about the team's last words comes back."""
        container = self.office.container
        container.clock.forward(minutes=3)  # type: ignore[attr-defined]
        await self.hand_over()
        ours = [one for one in talk.said if one.by_team and not one.inside]
        spoke = [one for one in talk.ledger.posts if one.by_team]
        last = ours[-1].post if ours else 0
        rows = [row for row in self.letters if row["post_id"] == last and row["letter"] == "client"]
        if not rows or spoke[-1].lost:
            return
        number = rows[0]["id"]
        await container.store.write(
            lambda db: undelivered.record_bounce(db, container, number, "550 no", False)
        )
        spoke[-1].lost = True
        self.story.append(f"a letter of {talk.number} comes back")

    async def passes_a_letter_on(self, who: str) -> None:
        """Of somebody new, who wrote to a member: it begins a discussion of theirs."""
        text = self.plain()
        subject = f"The {self.nouns.pop()} and the {self.nouns.pop()}"
        talk = Talk(0, Oracle([ZOE], sorted(TEAM), "mailbridge"), subject)
        talk.present.add(ZOE)
        said = Said(text, ZOE, False, frozenset({ZOE}), had=NOBODY)
        note = self.plain()
        self.spoke(talk, said)
        self.story.append(f"{who} passes on what Zoe wrote: {text}, and notes: {note}")
        passed = FORWARD.format(name=ZOE, address=ADDRESSES[ZOE], subject=subject, text=text)
        mail = await self.bring(who, f"{note}\n\n{passed}", f"Fwd: {subject}", self.office.address)
        talk.number, said.post = mail.discussion_id or 0, mail.post_id or 0
        assert talk.number not in {one.number for one in self.talks}, self.told()
        assert subject != SAME_SUBJECT
        talk.said.append(Said(note, who, True, inside=True, post=said.post + 1))
        self.talks.append(talk)

    async def step(self) -> None:
        more = (
            self.takes_out,
            self.takes_back,
            self.lets_a_note_slip,
            self.sends_it_cut,
            self.confirms,
            self.makes_a_task,
            self.bounces,
        )
        await self.hand_over()
        await self.refresh()
        if len(self.talks) < 2 or self.chance.random() < 0.6:
            await super().step()
        elif self.chance.random() < 0.05 and ZOE not in {one.said[0].who for one in self.talks}:
            await self.passes_a_letter_on(self.chance.choice(sorted(TEAM)))
        else:
            act = self.chance.choice(more)
            await act(self.chance.choice(self.talks), self.chance.choice(sorted(TEAM)))
