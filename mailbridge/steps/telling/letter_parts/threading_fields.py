"""The header fields by which mail programs put letters into one conversation."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from mailbridge.domain.discussion import Discussion, Post
from mailbridge.domain.occasion import Earlier
from mailbridge.domain.token import digest
from mailbridge.steps.text.base_subject import SHORT_REPLY_PREFIXES

MOST_REFERENCES = 20
REPLY = "Re: "
_FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS = 10_000_000  # of 100 ns in a second


def reply_subject(subject: str) -> str:
    """The subject with exactly one `Re:`; nothing else of it changes."""
    text = subject.strip()
    while (shorter := _without_prefix(text)) is not None:
        text = shorter
    return REPLY + text


def _without_prefix(text: str) -> str | None:
    head, colon, rest = text.partition(":")
    word = head.strip().casefold().rstrip("0123456789])([^* ")
    return rest.strip() if colon and len(head) < 16 and word in SHORT_REPLY_PREFIXES else None


def message_id(kind: str, numbers: Sequence[int], key: bytes, domain: str) -> str:
    """A msg-id nobody can guess, the same for the same numbers."""
    name = f"mailbridge msg-id {kind} " + " ".join(map(str, numbers))
    return f"{kind}.{digest(key, name.encode())[:16].hex()}@{domain}"


def letter_id(post: Post, key: bytes, domain: str) -> str:
    """The Message-ID of all letters about a post: its own where it was written here, else a fresh
    one.
    """
    own = post.message_id
    return (
        own
        if own is not None and post.channel != "mail"
        else message_id("m", (post.id,), key, domain)
    )


def references(
    earlier: Sequence[Earlier], to_team: bool, own: str | None = None
) -> tuple[str, ...]:
    """References for one side's readers, at most twenty: the first id, then the newest ones, the
    parent last.

    `own` is the Message-ID of the post itself where there is nothing before it.
    """
    chain = list(dict.fromkeys(one for post in earlier for one in _held(post, to_team)))
    if not chain and own is not None:
        chain = [own]
    return tuple(
        chain if len(chain) <= MOST_REFERENCES else [chain[0], *chain[-(MOST_REFERENCES - 1) :]]
    )


def _held(post: Earlier, to_team: bool) -> tuple[str, ...]:
    """What this side holds of a post; last what most of its readers hold: their own letter, or ours
    about the other side's.
    """
    if not to_team and not post.by_team:
        return post.ids[:1]
    return post.ids[::-1] if post.by_team and to_team else post.ids


def thread_index(discussion: Discussion, at: datetime, key: bytes, first: bool) -> str:
    """Outlook's Thread-Index: 22 octets for the conversation, and five more for an answer in it."""
    head = conversation_index(discussion, key)
    return base64.b64encode(head if first else head + _step(at - discussion.created)).decode()


def conversation_index(discussion: Discussion, key: bytes) -> bytes:
    """The 22 octets by which Outlook knows the letters of a discussion; its answers begin with the
    same.
    """
    ticks = _ticks(discussion.created)
    guid = digest(key, b"mailbridge thread %d" % discussion.id)[:16]
    return b"\x01" + (ticks >> 16).to_bytes(6, "big")[1:] + guid


def _ticks(at: datetime) -> int:
    return (at - _FILETIME_EPOCH) // timedelta(microseconds=1) * (_TICKS // 1_000_000)


def _step(since: timedelta) -> bytes:
    """A bit that chooses the resolution, 31 bits of time difference, and an octet that is random
    elsewhere.
    """
    ticks = max(0, since // timedelta(microseconds=1)) * (_TICKS // 1_000_000)
    coarse = ticks >> 49 > 0
    units = (ticks >> (23 if coarse else 18)) & 0x7FFFFFFF
    return ((coarse << 31) | units).to_bytes(4, "big") + b"\x00"
