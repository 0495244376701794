"""A letter, or a copy of one, as JSON and back; `read(write(letter)) == letter`."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from mailbridge.domain.letter import Asked, Footer, Letter, Stream, TaskLine, ToConfirm, Told, Topic
from mailbridge.domain.letter_copy import Copy
from mailbridge.domain.message import Mailbox

_MAILBOXES = ("to", "cc")
_MAILBOX = ("from_", "reply_to")
_TIMES = ("written", "date", "files_until")
_TUPLES = ("references", "earlier", "notices", "goes_to", "may_go_to", "not_to", "given")
_OPTIONAL = tuple(
    (field.name, field.default)
    for field in fields(Letter)
    if field.name not in ("details", "footer", "attachments", "together", "topics")
)


_OF_COPY = tuple((field.name, field.default) for field in fields(Copy))


def write(letter: Letter) -> dict[str, Any]:
    """Only what differs from the defaults."""
    values = {
        name: value for name, default in _OPTIONAL if (value := getattr(letter, name)) != default
    }
    for name in _MAILBOXES:
        values[name] = [[one.name, one.address] for one in getattr(letter, name)]
    for name in _MAILBOX:
        if (one := getattr(letter, name)) is not None:
            values[name] = [one.name, one.address]
    for name in _TIMES:
        if name in values:
            values[name] = values[name].isoformat()
    if letter.footer is not None:
        values["footer"] = _footer(letter.footer)
    if letter.attachments:
        values["attachments"] = letter.attachments
    if letter.together:
        values["together"] = [
            {**asdict(told), "written": told.written.isoformat()} for told in letter.together
        ]
    if letter.topics:
        values["topics"] = [
            [topic.project, _footer(topic.footer), topic.posts, topic.mute, topic.files]
            for topic in letter.topics
        ]
    if letter.details:
        values["details"] = letter.details
    return values


def read(values: dict[str, Any]) -> Letter:
    """A letter from the JSON that `write` made."""
    made: dict[str, Any] = dict(values)
    for name in _MAILBOXES:
        made[name] = tuple(Mailbox(*value) for value in values[name])
    for name in _MAILBOX:
        made[name] = Mailbox(*values[name]) if values.get(name) is not None else None
    for name in _TIMES:
        made[name] = _time(values.get(name))
    for name in _TUPLES:
        made[name] = tuple(values.get(name, ()))
    made["attachments"] = tuple((name, size) for name, size in values.get("attachments", ()))
    made["together"] = tuple(_read_told(told) for told in values.get("together", ()))
    made["topics"] = tuple(
        Topic(project, _read_footer(below), tuple(told), *links)
        for project, below, told, *links in values.get("topics", ())
    )
    made["stream"] = Stream(values.get("stream", Stream.CONVERSATION))
    made["footer"] = _read_footer(values["footer"]) if "footer" in values else None
    return Letter(**made)


def _read_told(values: dict[str, Any]) -> Told:
    made = {
        **values,
        "written": datetime.fromisoformat(values["written"]),
        "notices": tuple(values["notices"]),
        "attachments": tuple((name, size) for name, size in values["attachments"]),
    }
    return Told(**made)


def write_copy(copy: Copy) -> dict[str, Any]:
    """What a reader's copy adds to a letter, as JSON."""
    values = {
        name: value for name, default in _OF_COPY if (value := getattr(copy, name)) != default
    }
    if copy.to:
        values["to"] = [[mailbox.name, mailbox.address] for mailbox in copy.to]
    if copy.reply_to is not None:
        values["reply_to"] = [copy.reply_to.name, copy.reply_to.address]
    return values


def read_copy(values: dict[str, Any]) -> Copy:
    """A copy from the JSON that `write_copy` made."""
    made: dict[str, Any] = dict(values)
    made["to"] = tuple(Mailbox(*one) for one in values.get("to", ()))
    made["reply_to"] = Mailbox(*values["reply_to"]) if "reply_to" in values else None
    made["confirm_links"] = tuple(values.get("confirm_links", ()))
    return Copy(**made)


def _question(question: Asked) -> tuple[Any, ...]:
    return (
        question.number,
        question.text,
        _iso(question.due),
        question.consequence,
        question.answered,
        _iso(question.answered_at),
        question.late,
        question.by_other,
        question.answered_by,
        question.yes_or_no,
    )


def _footer(footer: Footer) -> dict[str, Any]:
    return {
        "topic": footer.topic,
        "where_we_are": footer.where_we_are,
        "tasks": [
            (task.title, task.state, task.assignee, _iso(task.due), task.internal, task.late)
            for task in footer.tasks
        ],
        "questions": list(map(_question, footer.questions)),
        "reading": [(asked.number, asked.text) for asked in footer.reading],
        "to_confirm": [
            (
                question.number,
                question.text,
                question.words,
                question.said_by,
                question.question_id,
                question.link,
            )
            for question in footer.to_confirm
        ],
        "next_steps": footer.next_steps,
        "answer_link": footer.answer_link,
        "mail_answer": footer.mail_answer,
    }


def _read_footer(values: dict[str, Any]) -> Footer:
    tasks = (
        TaskLine(title, state, assignee, _time(due), internal, *later)
        for title, state, assignee, due, internal, *later in values["tasks"]
    )
    questions = (
        Asked(number, text, _time(due), consequence, answered, _time(at), *later)
        for number, text, due, consequence, answered, at, *later in values["questions"]
    )
    return Footer(
        values["topic"],
        tuple(values["where_we_are"]),
        tuple(tasks),
        tuple(questions),
        tuple(Asked(number, text) for number, text in values.get("reading", ())),
        tuple(ToConfirm(*one) for one in values.get("to_confirm", ())),
        tuple(values["next_steps"]),
        values.get("answer_link", ""),
        values.get("mail_answer", ""),
    )


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
