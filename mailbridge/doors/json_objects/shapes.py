"""The JSON objects that the command line (`--json`) and the API promise, made from what services
show.

Field names never change; ids are strings, times RFC 3339.
"""

from datetime import UTC, datetime

from mailbridge.services.views.models import (
    AliasView,
    AttachmentView,
    ContactView,
    DiscussionPage,
    DiscussionView,
    EventView,
    HeldView,
    KeyView,
    MailView,
    MissingView,
    OutboxView,
    ParticipantView,
    PersonView,
    PolicyView,
    PostView,
    ProjectView,
    QuestionView,
    TaskView,
)

JsonObject = dict[str, object]


def project(view: ProjectView) -> JsonObject:
    """{"id", "name", "address", "aliases": [str], "language", "created", "unknown_authors",
    "team_replies"}
    """
    return {
        "id": str(view.id),
        "name": view.name,
        "address": view.address,
        "aliases": list(view.aliases),
        "language": view.language,
        "created": moment(view.created),
        "unknown_authors": view.unknown_authors,
        "team_replies": view.team_replies,
    }


def alias(view: AliasView) -> JsonObject:
    """{"address", "project", "state"}"""
    return {"address": view.address, "project": view.project, "state": view.state}


def person(view: PersonView) -> JsonObject:
    """{"id", "name", "addresses": [str], "role", "projects": [str], "language", "staged",
    "unreachable"}
    """
    return {
        "id": str(view.id),
        "name": view.name,
        "addresses": list(view.addresses),
        "role": str(view.role),
        "projects": list(view.projects),
        "language": view.language,
        "staged": view.staged,
        "unreachable": view.unreachable,
    }


def contact(view: ContactView) -> JsonObject:
    """A person with "projects" they take part in, "may_be": [address], "client": a domain known
    here, "colleagues": [address]
    """
    return person(view.person) | {
        "projects": list(view.projects),
        "may_be": [one.addresses[0] for one in view.same if one.addresses],
        "client": view.client,
        "colleagues": [one.addresses[0] for one in view.colleagues if one.addresses],
    }


def policy(view: PolicyView) -> JsonObject:
    """{"author": address or domain, "policy", "project": null for everywhere}"""
    return {"author": view.author, "policy": view.policy, "project": view.project}


def held(view: HeldView) -> JsonObject:
    """A message of the mail log with "why" in words, "author_name", "preview" and "files":
    [name]
    """
    return mail_explained(view.mail) | {
        "why": view.why_en,
        "author_name": view.author_name,
        "preview": view.preview,
        "files": list(view.files),
    }


def project_key(view: KeyView) -> JsonObject:
    """{"address", "retires": null for the current one, "users": [{"author", "times": int,
    "last"}]}
    """
    users = [
        {"author": one.author, "times": one.times, "last": moment(one.last)} for one in view.users
    ]
    return {"address": view.address, "retires": moment(view.retires), "users": users}


def discussion(view: DiscussionView) -> JsonObject:
    """{"id", "project", "subject", "state", "posts": int, "participants": [address], "updated",
    "whose_move", "unreachable"}
    """
    return {
        "id": str(view.id),
        "project": view.project,
        "subject": view.subject,
        "state": str(view.state),
        "posts": view.posts,
        "participants": list(view.participants),
        "updated": moment(view.updated),
        "whose_move": str(view.whose_move),
        "unreachable": list(view.unreachable),
    }


def discussion_page(page: DiscussionPage) -> JsonObject:
    """A discussion with "posts" and "questions" as lists, and "tasks", "people", "events" and
    "missing" beside them.
    """
    return discussion(page.discussion) | {
        "posts": [post(one) for one in page.posts],
        "questions": [question(one) for one in page.questions],
        "tasks": [task(one) for one in page.tasks],
        "people": [participant(one) for one in page.participants],
        "events": [event(one) for one in page.events],
        "missing": [missing(one) for one in page.missing],
    }


def missing(view: MissingView) -> JsonObject:
    """A letter that is answered and never came: {"name", "author": address|null, "written": as the
    answer says|null, "message_id"}
    """
    written = view.written.isoformat() if view.written is not None else None
    return {
        "name": view.name,
        "author": view.author,
        "written": written,
        "message_id": view.message_id,
    }


def event(view: EventView) -> JsonObject:
    """{"kind", "at", "actor": name|null, "words": a sentence in English}"""
    return {
        "kind": str(view.kind),
        "at": moment(view.at),
        "actor": view.actor,
        "words": view.words_en,
    }


def post(view: PostView) -> JsonObject:
    """{"id", "author": address, "channel", "internal", "verified", "message_id", "created", "text",
    "reply", "why", "attachments", …}
    """
    return {
        "id": str(view.id),
        "author": view.author,
        "channel": str(view.channel),
        "internal": view.internal,
        "verified": str(view.verified),
        "message_id": view.message_id,
        "created": moment(view.created),
        "text": view.text,
        "reply": view.reply,
        "quoted": view.quoted,
        "signature": view.signature,
        "kind": str(view.kind),
        "why": view.why,
        "runner_up": _id(view.runner_up),
        "attachments": [attachment(one) for one in view.attachments],
    }


def attachment(view: AttachmentView) -> JsonObject:
    """{"id", "filename": str|null, "content_type", "size": bytes, "sha256", "inline",
    "decoration"}
    """
    return {
        "id": str(view.id),
        "filename": view.filename,
        "content_type": view.content_type,
        "size": view.size,
        "sha256": view.sha256,
        "inline": view.inline,
        "decoration": view.decoration,
    }


def question(view: QuestionView) -> JsonObject:
    """{"number": int, "text", "asked_by", "asked_of", "due", "state": "open"|"answered", "side"}"""
    return {
        "number": view.number,
        "text": view.text,
        "asked_by": view.asked_by,
        "asked_of": view.asked_of,
        "due": moment(view.due),
        "state": view.state,
        "side": view.side,
    }


def participant(view: ParticipantView) -> JsonObject:
    """{"id", "name", "address", "role", "muted", "admitted", "unreachable"}"""
    who = view.person
    return {
        "id": str(who.id),
        "name": who.name,
        "address": who.addresses[0] if who.addresses else None,
        "role": str(who.role),
        "muted": view.muted,
        "admitted": view.admitted,
        "unreachable": who.unreachable,
    }


def task(view: TaskView) -> JsonObject:
    """{"id", "title", "state", "assignee": address|null, "due", "project", "discussion_id",
    "post_id"}
    """
    return {
        "id": str(view.id),
        "title": view.title,
        "state": str(view.state),
        "assignee": view.assignee,
        "due": moment(view.due),
        "project": view.project,
        "discussion_id": _id(view.discussion_id),
        "post_id": _id(view.post_id),
    }


def mail(view: MailView) -> JsonObject:
    """{"id", "received", "reverse_path", "forward_path", "disposition": null while queued,
    "reason", "project", …, "subject"}
    """
    return {
        "id": str(view.id),
        "received": moment(view.received),
        "reverse_path": view.reverse_path,
        "forward_path": view.forward_path,
        "disposition": _word(view.disposition),
        "reason": _word(view.reason),
        "note": view.note,
        "project": view.project,
        "discussion_id": _id(view.discussion_id),
        "post_id": _id(view.post_id),
        "task_id": _id(view.task_id),
        "subject": view.subject,
        "author": view.author,
    }


def mail_explained(view: MailView) -> JsonObject:
    """The same with "trail": [str], which step said what, and the "client", its "helo" and by whom
    of ours it was "relayed_by".
    """
    source = {"client": view.client, "helo": view.helo, "relayed_by": view.relayed_by}
    return mail(view) | source | {"trail": list(view.trail)}


def ingested(path: str, index: int, view: MailView) -> JsonObject:
    """What `ingest --json` prints of one message and recipient; `path` and `index` say where it
    lay.
    """
    return {
        "path": path,
        "index": index,
        "recipient": view.forward_path,
        "disposition": _word(view.disposition),
        "reason": _word(view.reason),
        "project": view.project,
        "discussion_id": _id(view.discussion_id),
        "post_id": _id(view.post_id),
        "task_id": _id(view.task_id),
        "inbound_id": str(view.id),
        "trail": list(view.trail),
    }


def outbox(view: OutboxView) -> JsonObject:
    """{"id", "letter", "to", "subject", "state", "attempts": int, "last_reply", "discussion_id",
    "created", "run_at"}
    """
    return {
        "id": str(view.id),
        "letter": view.letter,
        "to": view.to,
        "subject": view.subject,
        "state": str(view.state),
        "attempts": view.attempts,
        "last_reply": view.last_reply,
        "discussion_id": _id(view.discussion_id),
        "created": moment(view.created),
        "run_at": moment(view.run_at),
    }


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, or None."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at is not None else None


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)


def _word(value: str | None) -> str | None:
    return None if value is None else str(value)
