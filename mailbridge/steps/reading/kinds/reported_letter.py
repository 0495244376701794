"""Which letter a report is about: what it encloses of the letter, and what it tells of the letter's
envelope.

Reports come in many forms, and not all of them enclose the letter's header section; return paths of
ours are known wherever they stand (EDGE_CASES 59). Nothing of it is proven but the signature of
such a return path.
"""

from collections.abc import Iterable, Iterator, Sequence
from email.message import Message as Mime

from mailbridge.domain.message import Message, Reported
from mailbridge.steps.reading.kinds.report_parts import (
    enclosed_fields,
    own_parts,
    part_text,
    report_text,
)
from mailbridge.steps.reading.mime.field_values import msg_ids
from mailbridge.steps.text.mailbox_search import mailboxes

ENCLOSED = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
    }
)
REPORTS = frozenset(
    {"message/feedback-report", "message/delivery-status", "message/global-delivery-status"}
)
RETURN_PATH = "b."  # how our return paths begin
MOST = 20  # of each
READ = 60_000  # characters of a text
_PATHS = ("return-path", "original-mail-from", "x-original-return-path", "errors-to")
_RECIPIENTS = (
    "original-rcpt-to",
    "removal-recipient",
    "x-original-to",
    "delivered-to",
    "original-recipient",
    "final-recipient",
)


def reported(message: Message, mime: Mime) -> Reported:
    """Look into a bounce, a notice of delay or a complaint."""
    fields = tuple(_fields(mime))
    paths = [
        *_mailboxes(fields, _PATHS),
        *_our_paths(mime),
        *(mailbox.address for mailbox in (*message.to, *message.cc)),
    ]
    ids = [*_ids(fields), *message.in_reply_to, *message.references[-1:]]
    return Reported(
        _some(ids),
        _some(_mailboxes(fields, _RECIPIENTS)),
        _some(path for path in paths if path.startswith(RETURN_PATH)),
    )


def _fields(mime: Mime) -> Iterator[tuple[str, str]]:
    """Names in lower case and values, of everything the report has that is made of fields."""
    for media, part in own_parts(mime):
        if media in REPORTS:
            yield from _lines(report_text(part))
        elif media in ENCLOSED:
            inside = enclosed_fields(part)
            yield from (
                (name.lower(), str(value))
                for name, value in (inside.items() if inside is not None else ())
            )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text[:READ].split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value


def _mailboxes(fields: Sequence[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    """In the order of the names: the most telling first."""
    return [
        mailbox.mailbox
        for wanted in names
        for name, value in fields
        if name == wanted
        for mailbox in mailboxes(value[:2000])
    ]


def _ids(fields: Iterable[tuple[str, str]]) -> list[str]:
    wanted = ("message-id", "original-message-id", "x-original-message-id")
    return [msg_id for name, value in fields if name in wanted for msg_id in msg_ids(value[:2000])]


def _our_paths(mime: Mime) -> Iterator[str]:
    """Return paths of ours in the prose of the report, in its fields, and in what it quotes of the
    letter.
    """
    for media, part in own_parts(mime):
        text = (
            report_text(part)
            if media in REPORTS
            else part_text(part)
            if media.startswith("text/")
            else ""
        )
        yield from (
            mailbox.mailbox
            for mailbox in mailboxes(text[:READ])
            if mailbox.mailbox.startswith(RETURN_PATH)
        )


def _some(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:MOST]
