"""What a message says, as values: the parsed message, and what a reader understands of it.

Everything here can be told as JSON, each field by one type: messages are read in a process of their
own that is not trusted.
"""

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display-name and an addr-spec (RFC 5322 section 3.4), the latter always in lower case."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; `part` finds its bytes again in the stored raw message.

    `part` is the path through the MIME tree, counted from 1 as IMAP does ("2", "1.3");
    files found inside others (uuencode, winmail.dat) append ":n".
    """

    filename: str | None  # as written
    content_type: str  # sniffed from the content where the declared type is opaque
    size: int  # bytes, decoded
    sha256: str
    inline: bool
    part: str
    content_id: str | None = None  # without angle brackets

    @property
    def last_part(self) -> str | None:
        """The name without the path before it (RFC 2183 section 2.3): what is kept, shown and
        served.
        """
        name = (self.filename or "").replace("\\", "/").rstrip("/ ").rpartition("/")[2].strip()
        bare = name[2:] if name[:1].isascii() and name[:1].isalpha() and name[1:2] == ":" else name
        return bare if bare.strip(". ") else None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar invitation, or an answer to one (RFC 5546): METHOD, SUMMARY and DTSTART."""

    method: str
    summary: str
    start: datetime
    whole_day: bool = False  # DTSTART is a DATE: `start` is its first moment in UTC
    place: str = ""  # LOCATION
    answer: str = ""  # of a REPLY, the PARTSTAT: accepted, declined, tentative

    @property
    def when(self) -> datetime | date:
        """DTSTART as it was meant: a moment, or a day."""
        return self.start.date() if self.whole_day else self.start


@dataclass(frozen=True, slots=True)
class AttachedLetter:
    """A letter that came as a file: what it says, and the files in it."""

    part: str  # of the attachment that it is
    subject: str
    author: Mailbox | None
    date: datetime | None
    text: str
    files: tuple[Attachment, ...] = ()  # their parts lead through the outer message
    letters: tuple["AttachedLetter", ...] = ()  # in it


@dataclass(frozen=True, slots=True)
class Hop:
    """One Received field (RFC 5321 section 4.4): who took the message from whom, and when."""

    from_: str | None  # host names as they were written; nothing proves them
    by: str | None
    at: datetime | None  # UTC
    delay_s: int | None  # since the hop before; None for the first, and where a time is missing


@dataclass(frozen=True, slots=True)
class Message:
    """A message (RFC 5322), decoded. Nothing in it is trusted, and whatever was broken is in
    `defects`.
    """

    message_id: str | None = None  # msg-id without angle brackets
    subject: str = ""
    from_: tuple[Mailbox, ...] = ()  # all originators of all From fields, in order
    sender: Mailbox | None = None
    reply_to: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    date: datetime | None = None  # aware, in the author's own zone where it is stated
    in_reply_to: tuple[str, ...] = ()  # msg-ids without angle brackets
    references: tuple[str, ...] = ()  # oldest first
    headers: tuple[tuple[str, str], ...] = ()  # all fields in order, unfolded and decoded
    text: str = ""  # the whole readable text of the body, LF line ends
    html: str | None = None  # the HTML body as it came, decoded; never to be shown unsanitised
    text_from_html: bool = False  # there was no usable text/plain part
    attachments: tuple[Attachment, ...] = ()
    nested: tuple["Message", ...] = ()  # message/rfc822 parts, parsed, at most a few levels deep
    letters: tuple[AttachedLetter, ...] = ()  # of `nested`, and those that came as plain files
    # (part, words): what its text files say, and letters that came as plain files
    file_texts: tuple[tuple[str, str], ...] = ()
    event: Invitation | None = None
    body_form: str = ""  # which form of the body is read, and why: steps.reading.mime.body_choice
    defects: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()  # oldest first; read only where somebody asks for the way it came
    defect_categories: tuple[str, ...] = ()  # mail-parser's names; read with the hops
    size: int = 0  # bytes of the raw message

    @property
    def author(self) -> Mailbox | None:
        """The first mailbox of From (RFC 5322 section 3.6.2); None without one."""
        return self.from_[0] if self.from_ else None

    @property
    def words_attached(self) -> str:
        """What reaches the reader beside the text: names of files, text files, letters within."""
        names = (file.last_part or "" for file in self.attachments)
        letters = (
            f"{inner.subject}\n{inner.text}\n{inner.words_attached}" for inner in self.nested
        )
        texts = (text for _, text in self.file_texts)
        return "\n".join(filter(None, (*names, *texts, *letters)))

    def header(self, name: str) -> str | None:
        """The first field of that name (any case), or None."""
        wanted, length = name.lower(), len(name)
        for key, value in self.headers:
            if len(key) == length and key.lower() == wanted:
                return value
        return None

    def has_any(self, names: frozenset[str]) -> bool:
        """Whether it has a field of one of these names, which are in lower case."""
        return not names.isdisjoint([key.lower() for key, _ in self.headers])

    def header_all(self, name: str) -> tuple[str, ...]:
        """The values of all fields of a name, in their order."""
        wanted, length = name.lower(), len(name)
        return tuple(
            [value for key, value in self.headers if len(key) == length and key.lower() == wanted]
        )


class Kind(StrEnum):
    """What sort of mail this is; see docs/kinds.md."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    COMPLAINT = "complaint"
    LIST = "list"
    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery status notification (RFC 3464) or a vendor's own form says."""

    recipient: str | None = None  # the failed mailbox, lower case
    status: str | None = None  # enhanced status code (RFC 3463), e.g. "5.1.1"
    original_message_id: str | None = None
    words: str | None = None  # the far side's own diagnostic, one line


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says of the letter it is about, without angle brackets, addresses in lower
    case.
    """

    message_ids: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    return_paths: tuple[str, ...] = ()  # that look like ours


@dataclass(frozen=True, slots=True)
class Away:
    """An out-of-office: until when, and who stands in, where stated."""

    until: date | None = None
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """A sign in answer to a letter, sent by a mail program: no words, and no letter."""

    emoji: str
    to: str | None = None  # msg-id of the letter reacted to
    words: str = ""  # the words reacted to, where only they tell a reaction from a letter


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a rule of steps.reading.reply.trim cut: the rule's name and the first line (from 0) of
    `text` that it took.
    """

    rule: str
    line: int


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The text taken apart; reply + quoted + signature hold every word of the text."""

    reply: str
    quoted: str = ""
    signature: str = ""
    cuts: tuple[Cut, ...] = ()
    nothing_new: bool = False  # all of it is quoted, and shown as it is


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The letter inside a forward, inline or attached."""

    author: Mailbox | None
    date: datetime | None
    subject: str | None
    text: str
    note: str = ""  # what the forwarder wrote above it
    message_id: str | None = None  # known when the letter was attached whole


@dataclass(frozen=True, slots=True)
class Command:
    """A `#name argument` from a leading line; the name is the English one whatever was typed.

    A word that is no command keeps its own spelling, in `unknown`.
    """

    name: str
    argument: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a numbered question: "2. yes" is Answer(2, "yes")."""

    number: int | None
    text: str
    quoted_question: str | None = (
        None  # the quoted line it stands under, if that is how it was mapped
    )


@dataclass(frozen=True, slots=True)
class Due:
    """A date found in words: the words, and what they mean for the author."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a message says by itself, before anything is known of people and projects."""

    message: Message
    kind: Kind = Kind.HUMAN
    evidence: str = ""  # what made it that kind, in words
    bounce: Bounce | None = None
    reported: Reported | None = None  # of a bounce, a notice of delay or a complaint
    away: Away | None = None
    reaction: Reaction | None = None
    recall: bool = False  # asks, by one press of a button, to have a letter back
    trimmed: Trimmed = field(default_factory=lambda: Trimmed(""))
    forwarded: Forwarded | None = None
    commands: tuple[Command, ...] = ()
    body: str = ""  # the reply without its command lines
    questions: tuple[str, ...] = ()  # also requests: "please send ..."
    answers: tuple[Answer, ...] = ()
    due: Due | None = None
    language: str | None = None  # ISO 639-1
    base_subject: str = ""
    safe_html: str | None = None  # sanitised, remote pictures blocked, quotes marked for folding
    notes: tuple[str, ...] = ()  # lines for the trail: which rule said what
