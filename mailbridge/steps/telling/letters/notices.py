"""Letters about a task, a command, a failed delivery and signing in: from the installation, not
from a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Earlier, Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task
from mailbridge.steps.reading.kinds.refusal_meaning import meaning
from mailbridge.steps.telling.letter_parts.footer import Tongue, zones
from mailbridge.steps.telling.letter_parts.threading_fields import (
    message_id,
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.telling.letters.post import (
    Letterhead,
    discussion_link,
    list_id,
    reply_to,
    tongue_of,
    unsubscribe,
)
from mailbridge.steps.telling.words.wording import CATALOGUES, meant
from mailbridge.steps.text.base_subject import spoken

COMMANDS = ("task", "assign", "due", "done", "note", "client", "ask", "mute")


def of_task(
    occasion: Occasion,
    task: Task,
    assignee: Person | None,
    what: str,
    readers: Sequence[Reader],
    head: Letterhead,
    now: datetime,
) -> list[Letter]:
    """What became of a task; `what` is the event's kind. Its answer stays inside."""
    unique = message_id("t", (task.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    return [_task(occasion, task, assignee, what, reader, unique, head, now) for reader in readers]


def _task(
    occasion: Occasion,
    task: Task,
    assignee: Person | None,
    what: str,
    reader: Reader,
    unique: str,
    head: Letterhead,
    now: datetime,
) -> Letter:
    tongue = tongue_of(reader.person, now)
    task = replace(task, due=meant(task.due, zones(occasion))) if task.due is not None else task
    actor = occasion.author.called if occasion.author is not None else tongue.say("task.somebody")
    state = tongue.say(f"task.state.{task.state}")
    headline = _headline(task, assignee, what, actor, reader.person, state, tongue)
    details = {
        "title": task.title,
        "state": state,
        "assignee": assignee.called if assignee is not None else tongue.say("task.nobody"),
        "due": tongue.deadline(task.due) if task.due is not None else tongue.say("task.no.date"),
    }
    letter = _inside(occasion, reader.person, unique, head, now, task.post_id)
    pre = tongue.say("pre.task", title=task.title, state=state)
    return replace(
        letter,
        name="task",
        why=reader.why,
        author=actor,
        notices=(headline,),
        details=details,
        preheader=pre,
    )


def _headline(
    task: Task,
    assignee: Person | None,
    what: str,
    actor: str,
    reader: Person,
    state: str,
    tongue: Tongue,
) -> str:
    if what == "task_assigned":
        if assignee is None:
            return tongue.say("task.task_assigned.nobody", name=actor, title=task.title)
        key = "task.task_assigned.you" if assignee.id == reader.id else "task.task_assigned"
        return tongue.say(key, name=actor, title=task.title, assignee=assignee.called)
    if what == "task_due":
        due = tongue.deadline(task.due) if task.due is not None else ""
        return tongue.say(
            "task.task_due" if due else "task.task_due.none", name=actor, title=task.title, due=due
        )
    known = f"task.{what}" in CATALOGUES["en"] and what.startswith("task_")
    return tongue.say(
        f"task.{what}" if known else "task.changed", name=actor, title=task.title, state=state
    )


def of_commands(
    occasion: Occasion, person: Person, notices: tuple[str, ...], head: Letterhead, now: datetime
) -> Letter:
    """To a member: what his commands did not do. `notices` are sentences in his language."""
    numbers = (person.id, occasion.discussion.id, int(now.timestamp() * 1_000_000))
    tongue = tongue_of(person, now)
    letter = _inside(
        occasion, person, message_id("c", numbers, head.key, head.domain), head, now, None
    )
    words = {
        f"{tongue.say(f'commands.example.{name}')}": tongue.say(f"commands.{name}")
        for name in COMMANDS
    }
    return replace(
        letter,
        name="commands",
        notices=notices,
        details=words,
        why="author",
        preheader=tongue.say("commands.pre"),
    )


def of_failure(
    occasion: Occasion,
    author: Person,
    to: Mailbox,
    words: str,
    resting: bool,
    letter_id: int,
    head: Letterhead,
    now: datetime,
    silent: bool = False,
    doubted: bool = False,
) -> Letter:
    """To the author: a letter of his did not arrive, why, and what to do.

    `resting`: the address is written to no more. `silent`: nobody answered there for days.
    `doubted`: nothing proves the report.
    """
    tongue = tongue_of(author, now)
    unique = message_id(
        "ud" if doubted else "u", (letter_id, int(now.timestamp())), head.key, head.domain
    )
    letter = _inside(occasion, author, unique, head, now, None)
    name, case = (
        to.name or to.address.partition("@")[0],
        "doubted" if doubted else "silent" if silent else meaning(words),
    )
    details = {
        "name": name,
        "address": to.address,
        "words": " ".join(words.split()),
        "do": tongue.say(f"undelivered.{case}", name=name),
        "resting": tongue.say("undelivered.resting", address=to.address) if resting else "",
        "again": "" if doubted else f"{head.public_url}/outbox/{letter_id}",
        "perhaps": ".perhaps" if doubted else "",
    }
    perhaps = details["perhaps"]
    subject = tongue.say(
        f"undelivered.subject{perhaps}", address=to.address, topic=letter.thread_topic
    )
    pre = tongue.say(f"undelivered.pre{perhaps}", name=name)
    return replace(
        letter,
        name="undelivered",
        subject=subject,
        thread_index=None,
        details=details,
        why="author",
        preheader=pre,
    )


def of_sign_in(person: Person, link: str, number: int, head: Letterhead, now: datetime) -> Letter:
    """A one-time link. `number` makes its Message-ID unique."""
    return _of_link("sign_in", "s", person, link, number, head, now)


def of_address(
    person: Person, address: str, link: str, number: int, head: Letterhead, now: datetime
) -> Letter:
    """To an address of the person: is this other one his, too? Only the link says yes."""
    return replace(
        _of_link("address", "a", person, link, number, head, now), details={"address": address}
    )


def _of_link(
    name: str, kind: str, person: Person, link: str, number: int, head: Letterhead, now: datetime
) -> Letter:
    tongue = tongue_of(person, now)
    return Letter(
        name=name,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=_office(head),
        reply_to=None,
        subject=tongue.say(f"{name}.subject"),
        message_id=message_id(kind, (person.id, number), head.key, head.domain),
        reader=person.called,
        auto_submitted="auto-generated",
        link=link,
        date=now,
        agency=head.agency,
        preheader=tongue.say(f"{name}.pre"),
    )


def _inside(
    occasion: Occasion,
    person: Person,
    unique: str,
    head: Letterhead,
    now: datetime,
    post_id: int | None,
) -> Letter:
    """What these letters to the team have in common. Answers to them stay inside."""
    discussion = occasion.discussion
    before: Sequence[Earlier] = occasion.earlier
    ids = references(before, to_team=True)
    subject = reply_subject(spoken(discussion.subject))
    tongue = tongue_of(person, now)
    return Letter(
        name="task",
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=_office(head),
        reply_to=reply_to(occasion, person, head, tongue.language, inside=True),
        subject=subject,
        message_id=unique,
        reader=person.called,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
        thread_topic=subject.removeprefix("Re: ") or tongue.say("no.subject"),
        thread_index=thread_index(discussion, now, head.key, first=False),
        list_id=list_id(occasion, head),
        unsubscribe=unsubscribe(person.id, discussion.id, head),
        auto_submitted="auto-generated",
        post_id=post_id,
        link=discussion_link(discussion.id, head),
        date=now,
        project=occasion.project.name,
        agency=head.agency,
    )


def _office(head: Letterhead) -> Mailbox:
    return Mailbox(
        "mailbridge" if head.agency == "mailbridge" else f"{head.agency} (mailbridge)",
        f"postmaster@{head.domain}",
    )
