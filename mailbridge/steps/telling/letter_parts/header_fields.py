"""The header section of a letter (RFC 5322), field by field."""

from mailbridge.domain.letter import Letter
from mailbridge.steps.telling.letter_parts import mime_message
from mailbridge.values import dataclass

# of Exchange; All would suppress its reports of failed deliveries, too
NO_ANSWERS = "DR, RN, NRN, OOF, AutoReply"


@dataclass(frozen=True, slots=True)
class Header:
    """The header section of the copies of a letter: what they share is folded once."""

    pieces: tuple[tuple[str, str], ...]  # the name of a field that each has, and what follows it

    def fill(self, letter: Letter) -> str:
        """The header section of one copy."""
        own = {name: mime_message.folded(name, value) for name, value in _own(letter) if value}
        return "".join([own.get(name, "") + folded for name, folded in self.pieces])


def header(letter: Letter, subject: str, instance: str, via: tuple[str, ...] = ()) -> Header:
    """The header section in its order, of a letter and of its copies."""
    pieces = [("", "")]
    for name, value in _fields(letter, subject, instance, via):
        if value is None:
            pieces.append((name, ""))
        elif value:
            before, folded = pieces[-1]
            pieces[-1] = before, folded + mime_message.folded(name, value)
    return Header(tuple(pieces))


def _own(letter: Letter) -> tuple[tuple[str, str], ...]:
    """The fields of one copy alone."""
    answers = letter.reply_to
    return (
        ("Reply-To", mime_message.mailbox(answers) if answers is not None else ""),
        ("To", mime_message.mailboxes(letter.to)),
        ("List-Post", f"<mailto:{answers.address}>" if letter.list_id and answers else ""),
        ("List-Unsubscribe", f"<{letter.unsubscribe}>" if letter.unsubscribe else ""),
    )


def _fields(
    letter: Letter, subject: str, instance: str, via: tuple[str, ...]
) -> tuple[tuple[str, str | None], ...]:
    """Those that all copies share; None stands in the place of one of `_own`."""
    at = letter.date or letter.written
    return (
        ("From", mime_message.mailbox(letter.from_)),
        ("Reply-To", None),
        ("To", None),
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
        ("List-Post", None),
        ("List-Unsubscribe", None),
        (
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click" if letter.unsubscribe else "",
        ),  # RFC 8058
        ("Auto-Submitted", letter.auto_submitted or ""),  # RFC 3834
        ("X-Auto-Response-Suppress", NO_ANSWERS if letter.auto_submitted else ""),
        ("Feedback-ID", _feedback_id(letter, instance)),
        ("X-Mailbridge-Instance", mime_message.one_line(instance)),
        ("X-Mailbridge-Via", mime_message.one_line(" ".join(via))),
        ("X-Mailbridge-Reason", mime_message.one_line(letter.why or "")),
        ("Content-Language", letter.language),
        ("MIME-Version", "1.0"),
    )


def _feedback_id(letter: Letter, instance: str) -> str:
    """What Gmail counts complaints by: the kind of letter, its stream, and who sends; the last has
    5 to 15 characters (https://support.google.com/a/answer/6254652).
    """
    sender = mime_message.one_line(instance)[:15]
    return f"{letter.name}:{letter.stream}:{sender}"


def _list_id(letter: Letter) -> str:
    """RFC 2919."""
    if not letter.list_id:
        return ""
    name = mime_message.one_line(letter.project)
    shown = f'"{name.replace(chr(34), "")}"' if name.isascii() else mime_message.encoded_words(name)
    return f"{shown} <{mime_message.one_line(letter.list_id)}>"
