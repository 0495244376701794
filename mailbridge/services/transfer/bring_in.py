"""Exported messages become the same discussions again: each whole, in a transaction of its own."""

import base64
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.projects import fresh_key
from mailbridge.services.receiving.accept import BIG
from mailbridge.services.transfer.export_fields import NoRecordError, as_it_came, split_fields
from mailbridge.store.search import backlog
from mailbridge.store.transfer import bring_back
from mailbridge.store.transfer.bring_back import Links
from mailbridge.store.transfer.take_out import DiscussionRecord, PostRecord
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """A message of a file: where it stood, and its octets."""

    path: str
    index: int
    octets: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a discussion, or of a message that is none of an export: `state` is brought,
    known, no-record, or damaged.
    """

    path: str
    index: int
    state: str
    discussion_id: int | None = None
    posts: int = 0


@dataclass(slots=True)
class _Gathered:
    """A discussion so far."""

    path: str
    index: int
    record: DiscussionRecord
    posts: list[PostRecord]
    contents: list[bytes | None]


async def bring_in(container: Container, messages: Iterable[Exported]) -> AsyncIterator[Outcome]:
    """Discussions in the order of the messages; what is here already is left as it is. A message
    that cannot be brought back is told, and the others go on.
    """
    links = Links()
    for item in _together(messages):
        yield item if isinstance(item, Outcome) else await _bring(container, item, links)

    def finish(db: Connection) -> None:
        bring_back.link(db, links)
        if links.numbers:
            backlog.begin(db)  # the search takes in what came

    await container.store.write(finish)


def _together(messages: Iterable[Exported]) -> Iterator[_Gathered | Outcome]:
    """The posts of a discussion stand one after the other, its record with the first."""
    now: _Gathered | None = None
    for message in messages:
        try:
            record, raw = split_fields(message.octets)
            post = PostRecord(**record["post"])
            content = _content(record, post, raw)
            if "discussion" in record:
                if now is not None:
                    yield now
                whole = DiscussionRecord(**record["discussion"])
                now = _Gathered(message.path, message.index, whole, [], [])
            elif now is None or now.record.discussion["id"] != record["of"]:
                raise NoRecordError
        except (NoRecordError, KeyError, TypeError, ValueError):
            yield Outcome(message.path, message.index, "no-record")
            continue
        now.posts.append(post)
        now.contents.append(content)
    if now is not None:
        yield now


def _content(record: dict[str, Any], post: PostRecord, raw: bytes) -> bytes | None:
    """The message as it came; None of a post that never was one."""
    if post.raw is None:
        return None
    if "octets" in record:
        return base64.b64decode(record["octets"])
    return as_it_came(raw, post.raw["sha256"], post.raw["size"]) or raw


async def _bring(container: Container, story: _Gathered, links: Links) -> Outcome:
    contents = [await _kept(container, octets) for octets in story.contents]

    def transaction(db: Connection) -> int | None:
        if bring_back.is_known(db, story.record, story.posts):
            return None
        key = fresh_key(db, container)
        made = bring_back.bring_back(db, story.record, story.posts, contents, links, key)
        audit.record(db, container, None, Act.IMPORTED, Matter.DISCUSSION, made)
        return made

    try:
        made = await container.store.write(transaction)
    except (KeyError, TypeError, ValueError):
        return Outcome(story.path, story.index, "damaged")
    state = "brought" if made is not None else "known"
    return Outcome(story.path, story.index, state, made, len(story.posts))


async def _kept(container: Container, octets: bytes | None) -> dict[str, Any] | None:
    """The columns of a raw message; a large one goes to the blob store."""
    if octets is None:
        return None
    digest = hashlib.sha256(octets).hexdigest()
    if len(octets) > BIG:
        await container.blobs.put(digest, octets)
    content = octets if len(octets) <= BIG else None
    return {"sha256": digest, "size": len(octets), "content": content}
