"""The field that signs a letter (RFC 6376), relaxed/relaxed: relays may fold and unfold it."""

import base64
import hashlib
import re
from collections.abc import Iterator

from mailbridge.values import dataclass

SIGNED = (
    "from", "subject", "date", "message-id", "to", "cc", "reply-to", "references", "in-reply-to",
    "list-unsubscribe", "list-unsubscribe-post", "list-id", "auto-submitted", "feedback-id",
    "mime-version", "content-type",
)  # fmt: skip
OVERSIGNED = (  # named once more than they stand: nobody can add another one
    "from", "to", "cc", "reply-to", "subject", "date", "message-id", "content-type",
)  # fmt: skip
_BLANKS = re.compile(rb"[ \t]{2,}|\t")
_FIELD = re.compile(rb"([^\s:]+)[ \t]*:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)\r\n")
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A signature field without its signature, and the octets that are to be signed."""

    field: str
    octets: bytes

    def signed(self, signature: bytes) -> bytes:
        """The whole field, to stand above the message."""
        return f"{self.field}{_pieces(base64.b64encode(signature).decode())}\r\n".encode()


def unsigned(content: bytes, domain: str, selector: str, algorithm: str, at: int) -> Unsigned:
    """`content` is a message with CRLF line ends; `algorithm` rsa or ed25519; `at` in seconds since
    1970.
    """
    head, _, body = content.partition(b"\r\n\r\n")
    fields = dict(_relaxed(head + b"\r\n"))
    names = [name for name in SIGNED if name in fields]
    body_hash = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
    field = (
        f"DKIM-Signature: v=1; a={algorithm}-sha256; c=relaxed/relaxed;\r\n d={domain};"
        f" s={selector}; t={at};\r\n h={_names((*names, *OVERSIGNED))};\r\n bh={body_hash};\r\n b="
    )
    [(_, own)] = _relaxed(field.encode() + b"\r\n")
    signed = b"".join(fields[name] + b"\r\n" for name in names) + own
    return Unsigned(field, signed)


def relaxed_body(body: bytes) -> bytes:
    """RFC 6376 section 3.4.4."""
    whole = body if body.endswith(b"\r\n") else body + b"\r\n"  # DATA ends a line, too
    if b"  " in whole or b"\t" in whole:
        whole = _BLANKS.sub(b" ", whole)
    text = whole.replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return text + b"\r\n" if text else b""


def _relaxed(head: bytes) -> Iterator[tuple[str, bytes]]:
    """RFC 6376 section 3.4.2: each field by its name, without its line end."""
    for field in _FIELD.finditer(head):
        name = field[1].lower()
        value = _BLANKS.sub(b" ", field[2].replace(b"\r\n", b"")).strip(b" \t")
        yield name.decode("ascii"), name + b":" + value


def _names(names: tuple[str, ...]) -> str:
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > _WIDTH:
            lines.append("")
        lines[-1] += f"{name}:"
    return "\r\n  ".join(lines).removesuffix(":")


def _pieces(text: str) -> str:
    return "\r\n  ".join(text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
