"""Files that somebody gave at a door, put into a message (RFC 2045) as a mail program would."""

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from mailbridge.values import dataclass

LONGEST_NAME = 200  # characters
_TYPE = re.compile(r"([a-z0-9][a-z0-9!#$&^_.+-]{0,80})/([a-z0-9][a-z0-9!#$&^_.+-]{0,80})")
_COMPOSITE = ("multipart", "message")  # whose octets would be taken for parts of ours


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given: nothing of it is trusted."""

    name: str
    content_type: str
    content: bytes


def enclosing(files: Sequence[Upload]) -> bytes:
    """A message without words that holds the files in their order; CRLF line ends."""
    message = EmailMessage(policy=SMTP)
    message.set_content("")
    for number, file in enumerate(files, 1):
        maintype, subtype = _type_of(file.content_type)
        message.add_attachment(
            file.content, maintype, subtype, filename=_name_of(file.name) or f"file {number}"
        )
    return message.as_bytes()


def _type_of(told: str) -> tuple[str, str]:
    match = _TYPE.fullmatch(told.partition(";")[0].strip().lower())
    if match is None or match[1] in _COMPOSITE:
        return "application", "octet-stream"
    return match[1], match[2]


def _name_of(told: str) -> str:
    """Without the folders before it, and on one line."""
    last = told.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[:LONGEST_NAME]
