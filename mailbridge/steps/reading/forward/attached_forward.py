"""A forward whose letter came as a file."""

from mailbridge.domain.message import Forwarded, Message


def attached_forward(message: Message, *, is_reply: bool, is_plain: bool) -> Forwarded | None:
    """One attached letter is a forward unless it came with a reply; several are where the subject
    says so, or nothing.
    """
    letters = message.nested or message.letters  # as a message, or as a file that is one
    if not letters or is_reply or _by_machine(message):
        return None
    if len(letters) > 1 and is_plain and message.subject.strip():
        return None
    inner = letters[0]
    if inner.author is None and not inner.text.strip():
        return None
    known = message.nested[0].message_id if message.nested else None
    return Forwarded(
        inner.author, inner.date, inner.subject, inner.text, message.text.strip(), known
    )


def _by_machine(message: Message) -> bool:
    """Bounces, reports and digests attach letters that nobody forwarded (RFC 3834 section 5, RFC
    5321 section 4.5.5).
    """
    if (message.header("Return-Path") or "").strip() == "<>" or (
        message.header("Auto-Submitted") or "no"
    ).casefold().strip() != "no":
        return True
    if message.author and message.author.address.startswith(
        ("mailer-daemon", "postmaster", "mail-daemon")
    ):
        return True
    media_type = (message.header("Content-Type") or "").casefold()
    return "multipart/report" in media_type or "multipart/digest" in media_type
