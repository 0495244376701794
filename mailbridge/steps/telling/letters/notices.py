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
from mailbridge.steps.telling.letter_parts.question_lists import zones
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
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.task_states import TASK_STATES
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken

_CHANGED = sentence("{name} changed “{title}”.")
_DONE_TO_TASK = {
    "task_made": sentence("{name} made a task: “{title}”."),
    "task_state": sentence("{name} moved “{title}”: {state}."),
}
# Each command as it is written, and what it does.
COMMANDS = (
    # Translators: a mail command as your language writes it; mailbridge must know the word
    (sentence("#task New logo"), sentence("makes the post a task")),
    (
        sentence("#assign anna@"),
        sentence(
            "gives the task to somebody of the project: a name, or the beginning of an address"
        ),
    ),
    (sentence("#due fri"), sentence("sets the date: fri, tomorrow, 27 Nov, 2026-11-27")),
    (sentence("#done"), sentence("the task is done")),
    (sentence("#note"), sentence("what follows stays inside the team")),
    (sentence("#client"), sentence("what follows goes to the client")),
    (sentence("#ask Which photo? | by fri"), sentence("asks the client a numbered question")),
    (sentence("#mute"), sentence("no more letters about this topic")),
)
_WHAT_TO_DO = {  # by what the far side meant
    "doubted": sentence(
        "Nothing proves that this report comes from the mail server on the other side: any reader "
        "of the letter could have written it. Ask {name} whether the letter came; letters go on "
        "meanwhile."
    ),
    "unknown-mailbox": sentence(
        "There is no such mailbox. Ask for the right address, by telephone perhaps, and add it to "
        "the person."
    ),
    "full": sentence(
        "The mailbox is full. Tell the person in another way; the letter can be sent again once "
        "there is room."
    ),
    "too-big": sentence(
        "The letter is too big for that mailbox. Send the files in another way, and the words "
        "again."
    ),
    "blocked": sentence(
        "The other side does not want mail from our server. An admin should look at the relay and "
        "its reputation."
    ),
    "silent": sentence(
        "The other side did not answer for five days. Check the address for typing mistakes."
    ),
    "unclear": sentence(
        "Check the address for typing mistakes, or reach the person in another way."
    ),
}


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
    tongue = tongue_of(reader.person, head, now)
    task = replace(task, due=meant(task.due, zones(occasion))) if task.due is not None else task
    actor = occasion.author.called if occasion.author is not None else tongue.say("mailbridge")
    state = tongue.say(TASK_STATES[task.state])
    headline = _headline(task, assignee, what, actor, reader.person, state, tongue)
    details = {
        "title": task.title,
        "state": state,
        "assignee": assignee.called if assignee is not None else tongue.say("nobody yet"),
        "due": tongue.deadline(task.due) if task.due is not None else tongue.say("no date"),
    }
    letter = inside(occasion, reader.person, unique, head, now, task.post_id)
    pre = tongue.say("{title}: {state}", title=task.title, state=state)
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
            return tongue.say(
                "{name} took the assignee off “{title}”.", name=actor, title=task.title
            )
        return tongue.say(
            "{name} gave “{title}” to you."
            if assignee.id == reader.id
            else "{name} gave “{title}” to {assignee}.",
            name=actor,
            title=task.title,
            assignee=assignee.called,
        )
    if what == "task_due":
        due = tongue.deadline(task.due) if task.due is not None else ""
        return tongue.say(
            "{name} set the due date of “{title}”: {due}."
            if due
            else "{name} took the due date off “{title}”.",
            name=actor,
            title=task.title,
            due=due,
        )
    return tongue.say(_DONE_TO_TASK.get(what, _CHANGED), name=actor, title=task.title, state=state)


def of_commands(
    occasion: Occasion, person: Person, notices: tuple[str, ...], head: Letterhead, now: datetime
) -> Letter:
    """To a member: what his commands did not do. `notices` are sentences in his language."""
    numbers = (person.id, occasion.discussion.id, int(now.timestamp() * 1_000_000))
    tongue = tongue_of(person, head, now)
    letter = inside(
        occasion, person, message_id("c", numbers, head.key, head.domain), head, now, None
    )
    words = {tongue.say(example): tongue.say(meaning) for example, meaning in COMMANDS}
    return replace(
        letter,
        name="commands",
        notices=notices,
        details=words,
        why="author",
        preheader=tongue.say("What your letter asked for and did not get"),
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
    tongue = tongue_of(author, head, now)
    unique = message_id(
        "ud" if doubted else "u", (letter_id, int(now.timestamp())), head.key, head.domain
    )
    letter = inside(occasion, author, unique, head, now, None)
    name, case = (
        to.name or to.address.partition("@")[0],
        "doubted" if doubted else "silent" if silent else meaning(words),
    )
    details = {
        "name": name,
        "address": to.address,
        "words": " ".join(words.split()),
        "do": tongue.say(_WHAT_TO_DO[case], name=name),
        "resting": tongue.say(
            "Nothing more is sent to {address} until mail comes from there.", address=to.address
        )
        if resting
        else "",
        "again": "" if doubted else f"{head.public_url}/outbox/{letter_id}",
        "perhaps": ".perhaps" if doubted else "",
    }
    subject = tongue.say(
        "Perhaps not delivered to {address}: {topic}"
        if doubted
        else "Not delivered to {address}: {topic}",
        address=to.address,
        topic=letter.thread_topic,
    )
    pre = tongue.say(
        "Perhaps {name} did not get your letter" if doubted else "{name} did not get your letter",
        name=name,
    )
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
    words = (
        sentence("Your link to sign in"),
        sentence("Works once, for a quarter of an hour"),
    )
    return _of_link("sign_in", "s", words, person, link, number, head, now)


def of_address(
    person: Person, address: str, link: str, number: int, head: Letterhead, now: datetime
) -> Letter:
    """To an address of the person: is this other one his, too? Only the link says yes."""
    words = (
        sentence("Is this address yours, too?"),
        sentence("One click if it is; nothing to do if not"),
    )
    letter = _of_link("address", "a", words, person, link, number, head, now)
    return replace(letter, details={"address": address})


def _of_link(
    name: str,
    kind: str,
    words: tuple[str, str],
    person: Person,
    link: str,
    number: int,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """`words` are its subject and its preheader."""
    tongue = tongue_of(person, head, now)
    return Letter(
        name=name,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=_office(head),
        reply_to=None,
        subject=tongue.say(words[0]),
        message_id=message_id(kind, (person.id, number), head.key, head.domain),
        reader=person.called,
        auto_submitted="auto-generated",
        link=link,
        date=now,
        agency=head.agency,
        preheader=tongue.say(words[1]),
    )


def inside(
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
    tongue = tongue_of(person, head, now)
    return Letter(
        name="task",
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=_office(head),
        reply_to=reply_to(occasion, person, head, tongue, inside=True),
        subject=subject,
        message_id=unique,
        reader=person.called,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
        thread_topic=subject.removeprefix("Re: ") or tongue.say("(no subject)"),
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
