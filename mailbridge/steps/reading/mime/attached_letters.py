"""Letters that came as files: message/rfc822 parts, Outlook's .msg, .eml files of any type."""

from mailbridge.domain.message import AttachedLetter, Attachment, Message
from mailbridge.values import replace

MAX_LETTERS = 50  # of one message
MAX_FILES = 200  # of one letter
MAX_TEXT = 50_000  # characters of one letter
INSIDE = "~"  # between the part that is a plain file and a part inside of it


def is_letter_file(media: str, filename: str | None) -> bool:
    """Whether a plain file is a letter, by its type or its name."""
    return media in ("message/rfc822", "message/global") or (
        (filename or "").lower().endswith(".eml") and media != "application/pdf"
    )


def attached_letter(part: str, letter: Message, prefix: str = "") -> AttachedLetter:
    """What is kept of a letter; `prefix` leads to its parts where it is a message of its own."""
    return AttachedLetter(
        part,
        letter.subject[:500],
        letter.author,
        letter.date,
        letter.text[:MAX_TEXT],
        tuple(_under(file, prefix) for file in letter.attachments[:MAX_FILES]),
        tuple(_letter_under(one, prefix) for one in letter.letters[:MAX_LETTERS]),
    )


def _under(file: Attachment, prefix: str) -> Attachment:
    return replace(file, part=prefix + file.part) if prefix else file


def _letter_under(letter: AttachedLetter, prefix: str) -> AttachedLetter:
    if not prefix:
        return letter
    return replace(
        letter,
        part=prefix + letter.part,
        files=tuple(_under(file, prefix) for file in letter.files),
        letters=tuple(_letter_under(one, prefix) for one in letter.letters),
    )


def file_in(letter: AttachedLetter, part: str) -> Attachment | None:
    """The file of that part in a letter, or in the letters in it."""
    own = next((file for file in letter.files if file.part == part), None)
    inner = (file for one in letter.letters if (file := file_in(one, part)) is not None)
    return own or next(inner, None)
