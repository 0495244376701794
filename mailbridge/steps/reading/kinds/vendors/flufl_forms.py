"""What flufl.bounce knows of vendors' own reports, asked about a copy of bounded size: its patterns
see no raw mail text.
"""

import logging
from email.message import Message as Mime
from typing import NamedTuple

from flufl.bounce import all_failures

from mailbridge.steps.reading.kinds.report_parts import children, own_parts, part_text

_LINES, _LINE_LENGTH, _PARTS = 300, 300, 12
_KEPT = ("from", "subject", "x-failed-recipients", "x-mailer")

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)


class Failures(NamedTuple):
    """The mailboxes a report names, in the order of the report's text; delayed when it is not
    final.
    """

    mailboxes: tuple[str, ...]
    delayed: bool


def vendor_failures(mime: Mime) -> Failures | None:
    """None when no vendor's form is recognised."""
    copy = _bounded(mime, [_PARTS])
    try:
        temporary, permanent = all_failures(copy)
    except (
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        UnicodeError,
    ):  # its detectors trust headers to be sound
        return None
    named = [
        address.decode("ascii", "replace").strip("'\"<> \t").lower()
        for address in permanent or temporary
    ]
    named = [mailbox for mailbox in named if "@" in mailbox and " " not in mailbox]
    if not named:
        return None
    text = "\n".join(
        part_text(part) for media, part in own_parts(copy) if not media.startswith("multipart/")
    ).lower()
    return Failures(
        tuple(sorted(named, key=lambda mailbox: (text.find(mailbox), mailbox))),
        delayed=not permanent,
    )


def _bounded(mime: Mime, left: list[int]) -> Mime:
    left[0] -= 1
    copy = Mime()
    for name in (*_KEPT, "content-type"):
        value = mime.get(name)
        if value is not None:
            copy[name] = (
                " ".join(str(value).split())[:_LINE_LENGTH]
                .encode("ascii", "replace")
                .decode("ascii")
            )
    inside = children(mime)
    if mime.get_content_type().startswith("message/") or (inside and left[0] <= 0):
        copy.set_payload([Mime()])
    elif inside:
        copy.set_payload([_bounded(part, left) for part in inside[: max(1, left[0])]])
    elif mime.get_content_maintype() == "text":
        copy.set_payload(
            "\n".join(line[:_LINE_LENGTH] for line in part_text(mime).split("\n", _LINES)[:_LINES])
        )
    else:
        copy.set_payload("")
    return copy
