"""Reports of mail systems: bounces, delays, receipts and complaints, by structure first, then in
vendors' own forms.
"""

from email.message import Message as Mime
from typing import NamedTuple

from mailbridge.domain.message import Away, Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.automatic.own_words import asks, speaks_as_one
from mailbridge.steps.reading.kinds.away_words import MESSAGES
from mailbridge.steps.reading.kinds.bounce import from_prose, from_status
from mailbridge.steps.reading.kinds.bounce_prose import (
    has_reply,
    holds_reply,
    names_mailbox,
    notice,
    opens_with_failure,
    opens_with_refusal,
)
from mailbridge.steps.reading.kinds.machine_marks import Hints, folded
from mailbridge.steps.reading.kinds.machine_words import DELIVERED, FAILURE_WORDS, NOT
from mailbridge.steps.reading.kinds.report_parts import own_parts, report_text
from mailbridge.steps.reading.kinds.vendors.order import vendor_report
from mailbridge.steps.text.mailbox_search import first_mailbox

_LINES_SAID = 20  # of a report, in which it says what became of a letter


class Screened(NamedTuple):
    """The kind, what made it that kind in words, and what a bounce or an out-of-office says."""

    kind: Kind
    evidence: str
    bounce: Bounce | None = None
    away: Away | None = None


def structured(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Reports by their structure: ARF (RFC 5965), MDN (RFC 8098), DSN (RFC 3464)."""
    if not mime.get_content_type().startswith(("multipart/", "message/")):
        return None
    parts = list(own_parts(mime))
    report = any(media == "multipart/report" for media, _ in parts)
    if not report and not seen.is_machine and (seen.answers or _passed_on(seen.subject)):
        return None
    for media, part in parts:
        read = _READERS.get(media)
        screened = read(message, mime, part) if read else None
        if screened:
            return screened
    return _unnamed_report(message, mime, seen) if report else None


def _passed_on(subject: str) -> bool:
    """A person's reply or forward carries a prefix; a report does not."""
    return subject.startswith(("fwd:", "fw:", "wg:", "tr:", "rv:", "i:", "пересл", "re:", "aw:"))


def _complaint_part(message: Message, mime: Mime, part: Mime) -> Screened:
    return Screened(Kind.COMPLAINT, told("a feedback report (RFC 5965)"))


def _receipt_part(message: Message, mime: Mime, part: Mime) -> Screened:
    return Screened(Kind.RECEIPT, told("a disposition notification (RFC 8098)"))


def _status_part(message: Message, mime: Mime, part: Mime) -> Screened | None:
    report = from_status(report_text(part), message, mime)
    return Screened(report.kind, report.form, report.bounce) if report else None


_READERS = {
    "message/feedback-report": _complaint_part,
    "message/disposition-notification": _receipt_part,
    "message/global-disposition-notification": _receipt_part,
    "message/delivery-status": _status_part,
    "message/global-delivery-status": _status_part,
}


def _unnamed_report(message: Message, mime: Mime, seen: Hints) -> Screened:
    """A multipart/report (RFC 6522) whose machine part is broken or of another sort."""
    sort = str(mime.get_param("report-type") or "").lower()
    if sort in {"feedback-report", "disposition-notification"}:
        kind = Kind.COMPLAINT if sort == "feedback-report" else Kind.RECEIPT
        return Screened(kind, told("multipart/report of type {sort}", sort=sort))
    if sort not in {"", "delivery-status", "delivery-status-report"} and not (
        seen.mail_system or seen.has_failure_subject
    ):
        return Screened(Kind.AUTO_REPLY, told("multipart/report of type {sort}", sort=sort[:40]))
    return _prose(message, mime, seen)


def _prose(message: Message, mime: Mime, seen: Hints) -> Screened:
    report = from_prose(message, mime, seen)
    return Screened(report.kind, report.form, report.bounce)


def complaint(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Complaints in vendors' own forms."""
    if "x-apple-unsubscribe" in seen.fields:
        return Screened(Kind.COMPLAINT, told("X-Apple-Unsubscribe: the reader wants no more of it"))
    if "x-spamcop-sourceip" in seen.fields:
        return Screened(Kind.COMPLAINT, told("the field {field}", field="x-spamcop-sourceip"))
    if seen.subject.startswith("complaint about message from") and any(
        media == "message/rfc822" for media, _ in own_parts(mime)
    ):
        return Screened(Kind.COMPLAINT, told("a provider's complaint with the message enclosed"))
    if "feedback-type:" in message.text[:20_000].lower() and _has_fields(message.text):
        return Screened(Kind.COMPLAINT, told("a feedback report in the text"))
    return None


def _has_fields(text: str) -> bool:
    """The three fields that every feedback report has (RFC 5965 section 3.1), each at the start of
    a line.
    """
    starts = {line[:14].lower().partition(":")[0] for line in text[:20_000].split("\n")}
    return {"feedback-type", "user-agent", "version"} <= starts


def bounce(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Bounces that do not have the standard's structure."""
    by_person = not seen.is_machine and (seen.answers or _passed_on(seen.subject))
    known = None if by_person else vendor_report(message, mime, seen)
    if known is not None and known.kind is Kind.COMPLAINT:
        return Screened(Kind.COMPLAINT, told("a mail provider's notification of a complaint"))
    if known is not None:
        return Screened(known.kind, known.form, known.bounce)
    if seen.mail_system or "x-failed-recipients" in seen.fields:
        return _prose(message, mime, seen)
    if "x-mlserver" in seen.fields and opens_with_refusal(message.text):
        return _prose(message, mime, seen)
    if not (seen.is_machine or seen.has_failure_subject) or seen.is_absence:
        return None
    report = notice(message.text[:20_000])
    if _is_shown(message, seen, report.lines):
        return _prose(message, mime, seen)
    return _prose(message, mime, seen) if _tells_failure(seen, report.lines) else None


def _is_shown(message: Message, seen: Hints, lines: tuple[str, ...]) -> bool:
    """Whether a report in a language of no table has the shape of one: a delay in front of our
    subject, or a postmaster whose letter without a reverse-path shows somebody's mailbox alone on
    a line.
    """
    named = names_mailbox(lines)
    if seen.null_path and not seen.answers and _says_undelivered(seen, lines):
        return True
    if seen.has_delay_subject and seen.null_path and (named or seen.postmaster):
        return True
    if not (seen.postmaster and named) or seen.answers or _passed_on(seen.subject):
        return False
    if seen.has_delay_subject and ":" in seen.subject:
        return not speaks_as_one(message.text)
    return seen.null_path and _shows_another(seen, lines) and not speaks_as_one(message.text)


def _asks_somebody(lines: tuple[str, ...]) -> bool:
    """Whether a question stands in what shows neither a mailbox alone nor a reply: a person's."""
    return asks("\n".join(lines)) and not (has_reply(lines) or names_mailbox(lines))


def _says_undelivered(seen: Hints, lines: tuple[str, ...]) -> bool:
    """Whether the subject says "not" and "delivered" of a letter above a mailbox, or a mail
    system's sentence with one does: parcels are not delivered, either.
    """
    named = [folded(line) for line in lines[:_LINES_SAID] if "@" in line]
    if not named or _passed_on(seen.subject):
        return False
    system = seen.postmaster or seen.robot
    said = [seen.subject] if system or MESSAGES.stand_in(seen.subject) else []
    if system:
        said += named
    return any(NOT.stand_in(words) and DELIVERED.stand_in(words) for words in said)


def _shows_another(seen: Hints, lines: tuple[str, ...]) -> bool:
    """Whether a mailbox that is not the author's stands alone on a line."""
    alone = (line.strip(" \t<>\"'.:;,").lower() for line in lines)
    return any(line != seen.author and first_mailbox(line) == line for line in alone)


def _tells_failure(seen: Hints, lines: tuple[str, ...]) -> bool:
    """Whether a report's prose is one: the less its author is a machine, the more it has to say."""
    certain = seen.null_path or (seen.postmaster and not _asks_somebody(lines))
    if seen.has_failure_subject and certain and not _passed_on(seen.subject):
        return True
    if seen.answers and not seen.null_path:
        return seen.postmaster and has_reply(lines)
    told = any(words in folded(" ".join(lines)[:3000]) for words in FAILURE_WORDS)
    if seen.postmaster:
        return told or (holds_reply(lines) and names_mailbox(lines))
    if seen.null_path or (seen.robot and seen.has_failure_subject):
        return told and (has_reply(lines) or names_mailbox(lines))
    return seen.has_failure_subject and opens_with_failure(lines)
