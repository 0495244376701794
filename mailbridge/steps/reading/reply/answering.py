"""Whether a letter answers another one, by its own marks: what looks like a quote in a letter that
answers nothing is mostly something its author cites.
"""

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.text.base_subject import base_subject

SHORTEST_TOKEN = 16  # letters and digits that only a program writes into an address
FIRST_IN_THREAD = 40  # characters of Exchange's Thread-Index (22 octets and more) of a first letter


def answers_another(message: Message) -> bool:
    """Whether a message is an answer: its subject says so, it names other letters, or it goes to an
    address made for an answer.
    """
    return (
        is_titled_as_answer(message.subject)
        or bool(message.in_reply_to or message.references)
        or len(message.header("Thread-Index") or "") > FIRST_IN_THREAD
        or any(map(_is_made_for_an_answer, (*message.to, *message.cc)))
    )


def is_titled_as_answer(subject: str) -> bool:
    """Whether a subject has a prefix ("Re:", "AW:", "Отв:"), or says nothing."""
    subject = " ".join(subject.split())
    return not subject or base_subject(subject) != subject


def _is_made_for_an_answer(mailbox: Mailbox) -> bool:
    """Whether a long token stands behind a name in the local-part ("reply+4f97…@", "r.4f97…@")."""
    local = mailbox.address.partition("@")[0]
    start = min((place for mark in "+.-=_" if (place := local.find(mark)) > 0), default=len(local))
    token = local[start + 1 :]
    return (
        len(token) >= SHORTEST_TOKEN
        and any(map(str.isdigit, token))
        and token.replace("-", "").replace("_", "").replace(".", "").isalnum()
    )
