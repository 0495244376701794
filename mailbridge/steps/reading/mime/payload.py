"""The bytes of an attachment, found again in its raw message by the path that `Attachment.part`
holds.
"""

from mailbridge.steps.reading.mime.body_parts import sort_parts
from mailbridge.steps.reading.mime.part_tree import grow


def payload(raw: bytes, part: str) -> bytes:
    """The decoded octets of a part. KeyError: the message has no such part."""
    return payloads(raw)[part]


def payloads(raw: bytes) -> dict[str, bytes]:
    """The decoded octets of all parts that are files, by path: a message of a thousand files is
    read once.
    """
    found = sort_parts(grow(raw)[0])
    return {one.path: one.octets for one in found.files} | {
        one.path or "1": one.body for one in found.messages
    }
