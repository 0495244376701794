"""Discussions as messages, each with all that belongs to it."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from functools import partial
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.access import discussion_of, project_of, reads_inside
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import bytes_to_show
from mailbridge.services.refusal import Refused
from mailbridge.services.transfer.export_fields import with_fields
from mailbridge.store.inbound import mail_log
from mailbridge.store.transfer import take_out
from mailbridge.store.transfer.plain_rows import PlainRow
from mailbridge.store.transfer.take_out import DiscussionRecord, PostRecord
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A post to be exported, and where its message lies: in the row, or in the blob store."""

    record: DiscussionRecord
    is_first: bool
    post: PostRecord
    content: bytes | None


async def export_discussion(
    container: Container, discussion_id: int, viewer: Person | None = None
) -> list[bytes]:
    """The posts of a discussion in order, each a message as it came, with X-Mailbridge-* fields
    above. Refused: no-such-discussion, not-allowed.
    """

    def query(db: Connection) -> list[Told]:
        discussion = discussion_of(db, discussion_id, viewer)
        if not reads_inside(viewer):
            raise Refused("not-allowed")
        audit.record(db, container, viewer, Act.EXPORTED, Matter.DISCUSSION, discussion.id)
        return _gathered(db, discussion.id)

    return [await _message(container, told) for told in await container.store.write(query)]


async def export_project(
    container: Container, project: str, progress: Callable[[int, int], None]
) -> list[bytes]:
    """All discussions of a project, one after the other. Refused: no-such-project."""

    def query(db: Connection) -> list[int]:
        known = project_of(db, project)
        audit.record(db, container, None, Act.EXPORTED, Matter.PROJECT, known.id, known.name)
        return list(take_out.discussions_of(db, known.id))

    numbers, messages = await container.store.write(query), []
    for done, number in enumerate(numbers, 1):
        gathered = await container.store.read(partial(_gathered, discussion_id=number))
        messages += [await _message(container, told) for told in gathered]
        progress(done, len(numbers))
    return messages


def _gathered(db: Connection, discussion_id: int) -> list[Told]:
    posts = take_out.posts_of(db, discussion_id)
    record = take_out.record_of(db, discussion_id, posts)
    contents = {
        row.post_id: row.content for row in mail_log.raw_ids_of_discussion(db, discussion_id)
    }
    return [
        Told(record, number == 0, post, contents.get(post.post["id"]))
        for number, post in enumerate(posts)
        if record is not None
    ]


async def _message(container: Container, told: Told) -> bytes:
    post = told.post
    record: dict[str, Any] = {"post": asdict(post)}
    if told.is_first:
        record["discussion"] = asdict(told.record)
    else:
        record["of"] = told.record.discussion["id"]
    if post.raw is None:
        raw = _written_here(told)
    else:
        raw = await bytes_to_show(container, told.content, post.raw["sha256"])
        if _loses_in_an_mbox(raw):
            record["octets"] = base64.b64encode(raw).decode()
    return with_fields(raw, _fields(told), record)


def _loses_in_an_mbox(raw: bytes) -> bool:
    """Whether a message would not come back from an mbox as it was: its line ends are not all
    alike, and lines of a file end in one way.
    """
    return b"\r" in raw.replace(b"\r\n", b"") or b"\n" in raw.replace(b"\r\n", b"")


def _fields(told: Told) -> Iterator[tuple[str, str]]:
    """For whoever reads the file."""
    post, names = told.post.post, _addresses(told.record)
    yield "X-Mailbridge-Project", told.record.project["name"]
    yield "X-Mailbridge-Discussion", str(post["discussion_id"])
    yield "X-Mailbridge-Channel", post["channel"]
    yield "X-Mailbridge-Inside", "yes" if post["internal"] else "no"
    yield "X-Mailbridge-Proof", f"{post['verified']}: {post['verified_why']}"
    heard = [names.get(row["person_id"], "") for row in told.post.rows["audiences"] if row["heard"]]
    if heard:
        yield "X-Mailbridge-Audience", ", ".join(filter(None, heard))
    for row in _about(told, "tasks"):
        yield "X-Mailbridge-Task", f"{row['state']}: {row['title']}"
    for row in _about(told, "questions"):
        yield (
            "X-Mailbridge-Question",
            f"{row['number']} to the {row['side']}, {row['state']}: {row['text']}",
        )


def _about(told: Told, table: str) -> list[PlainRow]:
    return [row for row in told.record.rows[table] if row["post_id"] == told.post.post["id"]]


def _addresses(record: DiscussionRecord) -> dict[int, str]:
    return {person["id"]: _first_address(person) for person in record.people}


def _written_here(told: Told) -> bytes:
    """A post that never was a message, as one."""
    post = told.post.post
    author = next(who for who in told.record.people if who["id"] == post["author_id"])
    message = EmailMessage()
    message["From"] = formataddr((author["name"], _first_address(author)))
    message["Subject"] = " ".join((post["subject"] or told.record.discussion["subject"]).split())
    message["Date"] = format_datetime(datetime.fromisoformat(post["created"]))
    message["Message-ID"] = f"<{post['message_id'] or post['id']}>"
    message.set_content(post["text"] or post["reply"])
    return message.as_bytes().replace(b"\n", b"\r\n")


def _first_address(person: PlainRow) -> str:
    return str((person["addresses"] or [""])[0])
