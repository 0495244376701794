"""What of a letter says which others it belongs with: the ids it names, its subject, and when it
was written.
"""

import base64
import binascii
import re
from datetime import datetime

from mailbridge.domain.message import Message
from mailbridge.steps.deciding.conversation.case_numbers import case_numbers
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.text.base_subject import base_subject

NEWEST = 32  # ids of a References field that are looked at
COMMON_EN = (
    "question questions hello hi invoice help urgent request update meeting info information test "
    "website site problem"
)
COMMON_RU = (
    "вопрос вопросы привет здравствуйте счет счёт помощь срочно запрос встреча сайт тест проблема "
    "добрый день"
)
NO_SUBJECT = "no none subject без темы ohne kein betreff"  # what programs write where there is none
COMMON = frozenset(f"{COMMON_EN} {COMMON_RU} {NO_SUBJECT}".split())
_BLOB = re.compile(
    r"\[[^\[\]]{1,60}\]\s*"
)  # a list's or a gateway's tag: subj-blob of RFC 5256 section 2.1


def subject_key(subject: str) -> str:
    """The base subject as it is compared: any case, no outer punctuation, no [tags] while something
    else remains.
    """
    base = base_subject(subject)
    while (blob := _BLOB.match(base)) and base[blob.end() :]:
        base = base_subject(base[blob.end() :])
    return base.casefold().strip(" .!?…:-")


def is_weak(subject: str) -> bool:
    """Whether many letters have such a subject: one word, or common words alone."""
    words = subject_key(subject).split()
    return len(words) < 2 or all(word.strip(",!?:()<>[]") in COMMON for word in words)


def is_answer(message: Message) -> bool:
    """Whether the subject says that a message is an answer: a prefix of some language stands before
    it.
    """
    return base_subject(message.subject) != " ".join(message.subject.split())


def colleagues(address: str) -> str | None:
    """The domain whose people are taken for colleagues of this author; a mail provider's customers
    are none.
    """
    return client_domain(address) or None


def moment(message: Message, received: datetime) -> datetime:
    """When it was written, as far as that can be believed: never later than it came."""
    return min(message.date, received) if message.date is not None else received


def parent(message: Message) -> str | None:
    """The id of the message it answers (RFC 5322 section 3.6.4)."""
    return next(iter((*message.in_reply_to, *reversed(message.references))), None)


def ancestors(message: Message) -> tuple[str, ...]:
    """The msg-ids an answer names, nearest first: In-Reply-To, then References from the newest
    back.
    """
    return tuple(
        dict.fromkeys([*message.in_reply_to, *tuple(reversed(message.references))[:NEWEST]])
    )


def ids_named(message: Message) -> tuple[str, ...]:
    """The msg-ids that `ancestors` gives, then what stands for a whole conversation: Outlook's
    index, and the number of the author's ticket system.
    """
    index = thread_index(message)
    return tuple(
        dict.fromkeys([*ancestors(message), *([index] if index else []), *case_numbers(message)])
    )


def with_own(named: tuple[str, ...], message: Message) -> tuple[str, ...]:
    """Every id whose discussion matters: those that a message names, and its own, which an earlier
    letter may have named.
    """
    return (*named, message.message_id) if message.message_id else named


def thread_index(message: Message) -> str | None:
    """The part of Thread-Index that is the same in a whole conversation ([MS-OXOMSG] 2.2.1.3), as a
    pseudo-id.
    """
    value = message.header("Thread-Index")
    if not value:
        return None
    try:
        blob = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return conversation_id(blob) if len(blob) >= 22 and len(blob) % 5 == 2 else None


def conversation_id(index: bytes) -> str:
    """The pseudo-id of a conversation of Outlook's, of the first 22 octets of its index."""
    return f"thread-index:{index[:22].hex()}"
