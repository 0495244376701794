"""What speaks for a machine, gathered in one pass over the header fields, so that ordinary mail
costs next to nothing.
"""

import re

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.away_words import (
    AUTOMATIC,
    AWAY_HEADS,
    BESIDE_AUTOMATIC,
    REPLIES,
)
from mailbridge.steps.reading.kinds.machine_words import (
    ABSENCE_SUBJECTS,
    DAEMON_NAMES,
    DELAY_STEMS,
    FAILURE_SUBJECTS,
    MAIL_SYSTEMS,
    POSTMASTERS,
    ROBOT_MARKS,
)
from mailbridge.steps.reading.kinds.robot import asks_no_reply
from mailbridge.steps.text.mailbox_search import first_mailbox
from mailbridge.steps.text.word_tables import Stems
from mailbridge.values import dataclass

_FAILURES = Stems(FAILURE_SUBJECTS)
_SUBJECT_READ = 400
_HEAD_READ = 50  # characters of a subject in which an automatic reply says that it is one
_HEAD_END = re.compile(r"[:：\])】]")
_TAG = re.compile(r"[\[【][^\[\]【】]{1,40}[\]】]\s*")
_EXCHANGE = re.compile(r"microsoftexchange[0-9a-f]{16,}$")  # the author of Exchange's reports
_TAGS = 3  # read in front of a subject
_ANSWERED = (
    "re:", "aw:", "sv:", "odp:", "antw:", "rv:", "fw:", "vs:", "re :", "fwd:", "wg:", "tr:", "ynt:",
    "r:", "回复:", "答复:", "回覆:", "ответ:", "отв:",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hints:
    """Fields by lower-case name (the first of each), and what author, envelope and subject give
    away.
    """

    fields: dict[str, str]
    author: str
    domain: str
    subject: str  # lower case, spaces single, apostrophes straight
    # null reverse-path (RFC 5321 section 4.5.5), as the envelope or else Return-Path has it
    null_path: bool
    enveloped: bool  # the reverse-path is the envelope's
    mail_system: bool  # mailer-daemon and its kin: nobody else calls themselves so
    postmaster: bool  # a postmaster: a machine mostly, a person at times
    robot: bool  # a program by its name
    no_reply: bool  # says itself that nobody reads there
    answers: bool  # carries In-Reply-To or References

    @property
    def is_machine(self) -> bool:
        """Whether its author's name or a null reverse-path says that a machine wrote it."""
        return self.mail_system or self.postmaster or self.robot or self.null_path

    @property
    def is_absence(self) -> bool:
        """Whether the subject is an automatic reply's: "Automatic reply: ...", and not a sentence
        that begins so.
        """
        return _is_automatic(self.subject)

    @property
    def has_delay_subject(self) -> bool:
        """Whether its subject says, in front of ours, that something is delayed."""
        return DELAY_STEMS.stand_in(self.subject.partition(":")[0])

    @property
    def has_failure_subject(self) -> bool:
        """Whether its subject says that mail was not delivered."""
        return _FAILURES.stand_in(self.subject)


def is_answer(subject: str) -> bool:
    """Whether a subject begins with the prefix of an answer or a forward."""
    return folded(subject[:20]).startswith(_ANSWERED)


def is_automatic_subject(subject: str) -> bool:
    """Whether a subject is an automatic reply's."""
    return _is_automatic(folded(subject[:_SUBJECT_READ]))


def _is_automatic(subject: str) -> bool:
    bare = _untagged(subject)
    named = bare.startswith(ABSENCE_SUBJECTS) and any(
        bare.startswith(phrase) and _ends(bare, phrase) for phrase in ABSENCE_SUBJECTS
    )
    return named or _is_automatic_reply(bare)


def _ends(subject: str, phrase: str) -> bool:
    return subject[len(phrase) :].lstrip()[:1] in {"", ":", "：", "-", "–", "(", "["}


def _untagged(subject: str) -> str:
    """Without tags in front, such as "[EXTERNAL]" or a case's number; one that says "automatic" is
    none.
    """
    for _ in range(_TAGS):
        tag = _TAG.match(subject)
        if tag is None or any(stem in tag[0] for stem in AUTOMATIC):
            break
        subject = subject[tag.end() :]
    return subject


def _is_automatic_reply(subject: str) -> bool:
    """Whether the words in front of a subject's colon, or within brackets there, say "automatic
    reply" in any language and nothing else; "auto: re:", too.
    """
    head, mark, rest = _parted(subject.lstrip("[(<*【 "))
    if not AUTOMATIC.stand_in(head):
        return bool(mark) and head.strip() == "auto" and rest.lstrip().startswith(_ANSWERED)
    if not mark or not REPLIES.stand_in(head):
        return False
    known = AUTOMATIC + REPLIES
    for stem in known:
        head = head.replace(stem, " ") if " " in stem.strip() else head
    return all(
        word in BESIDE_AUTOMATIC
        or any(stem.strip() in word for stem in known)
        or any(word in away for away in AWAY_HEADS)
        for word in head.replace("-", " ").split()
    )


def _parted(subject: str) -> tuple[str, str, str]:
    """What stands before the first colon or closing bracket, that sign, and what follows."""
    found = _HEAD_END.search(subject, 0, _HEAD_READ)
    if found is None:
        return subject[:_HEAD_READ], "", ""
    return subject[: found.start()], found[0], subject[found.end() :]


def hints(message: Message, reverse_path: str | None) -> Hints:
    """One pass; reverse_path is "" or "<>" for the null one, None when there was no envelope."""
    fields = {name.lower(): value for name, value in reversed(message.headers)}
    author, display = _author(message, fields)
    local, _, domain = author.rpartition("@")
    local = local.strip('"') or domain
    mail_system = (
        not {local, display, local.partition("+")[0]}.isdisjoint(MAIL_SYSTEMS)
        or _EXCHANGE.match(local) is not None
    )
    no_reply = asks_no_reply(author)
    return Hints(
        fields=fields,
        author=author,
        domain=domain,
        subject=folded(message.subject[:_SUBJECT_READ]),
        null_path=_null(fields, reverse_path),
        enveloped=reverse_path is not None,
        mail_system=mail_system,
        postmaster=_postmaster(local, display),
        robot=no_reply or any(map(local.__contains__, ROBOT_MARKS)),
        no_reply=no_reply,
        answers=bool(message.in_reply_to or message.references),
    )


def folded(text: str) -> str:
    """Lower case, single spaces, straight apostrophes: the form the word tables are written in."""
    return " ".join(text.replace("\u2019", "'").lower().split())


def _author(message: Message, fields: dict[str, str]) -> tuple[str, str]:
    if message.author:
        return message.author.address, folded(message.author.name)
    value = fields.get("from", "")[:_SUBJECT_READ].lower()
    return first_mailbox(value) or value.partition("<")[0].strip(' "'), value.partition("<")[
        0
    ].strip(' "')


def _postmaster(local: str, display: str) -> bool:
    return (
        local in POSTMASTERS
        or local.startswith(("postmaster+", "postmaster\\"))
        or display.startswith(DAEMON_NAMES)
    )


def _null(fields: dict[str, str], reverse_path: str | None) -> bool:
    path = reverse_path if reverse_path is not None else fields.get("return-path")
    return path is not None and path.strip('<> "').lower() in {"", "mailer-daemon"}
