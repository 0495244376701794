"""The header section of a letter (RFC 5322), field by field."""

from mailbridge.domain.letter import Letter
from mailbridge.steps.telling.letter_parts import mime_message

# of Exchange; All would suppress its reports of failed deliveries, too
NO_ANSWERS = "DR, RN, NRN, OOF, AutoReply"


def fields(
    letter: Letter, subject: str, instance: str, via: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """The header section in its order."""
    at = letter.date or letter.written
    wanted = (
        ("From", mime_message.mailbox(letter.from_)),
        ("Reply-To", mime_message.mailbox(letter.reply_to) if letter.reply_to is not None else ""),
        ("To", mime_message.mailboxes(letter.to)),
        ("Cc", mime_message.mailboxes(letter.cc)),
        ("Subject", mime_message.unstructured(subject)),
        ("Date", mime_message.date(at) if at is not None else ""),
        ("Message-ID", mime_message.msg_ids([letter.message_id])),
        ("In-Reply-To", mime_message.msg_ids([letter.in_reply_to] if letter.in_reply_to else [])),
        ("References", mime_message.msg_ids(letter.references)),
        ("Thread-Topic", mime_message.unstructured(letter.thread_topic)),
        ("Thread-Index", letter.thread_index or ""),
        ("List-Id", _list_id(letter)),
        ("List-Archive", f"<{letter.link}>" if letter.list_id and letter.link else ""),  # RFC 2369
        (
            "List-Post",
            f"<mailto:{letter.reply_to.address}>"
            if letter.list_id and letter.reply_to is not None
            else "",
        ),
        ("List-Unsubscribe", f"<{letter.unsubscribe}>" if letter.unsubscribe else ""),
        (
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click" if letter.unsubscribe else "",
        ),  # RFC 8058
        ("Auto-Submitted", letter.auto_submitted or ""),  # RFC 3834
        ("X-Auto-Response-Suppress", NO_ANSWERS if letter.auto_submitted else ""),
        ("X-Mailbridge-Instance", mime_message.one_line(instance)),
        ("X-Mailbridge-Via", mime_message.one_line(" ".join(via))),
        ("X-Mailbridge-Reason", mime_message.one_line(letter.why or "")),
        ("Content-Language", letter.language),
    )
    return [(name, value) for name, value in wanted if value]


def _list_id(letter: Letter) -> str:
    """RFC 2919."""
    if not letter.list_id:
        return ""
    name = mime_message.one_line(letter.project)
    shown = f'"{name.replace(chr(34), "")}"' if name.isascii() else mime_message.encoded_words(name)
    return f"{shown} <{mime_message.one_line(letter.list_id)}>"
