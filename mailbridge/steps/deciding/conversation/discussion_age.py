"""How old a discussion may be that a message still joins."""

from datetime import timedelta

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.steps.deciding.conversation.message_refs import (
    is_weak,
    moment,
    subject_key,
)

WINDOW = timedelta(days=60)  # how old a discussion may be that is joined by its subject
SHORT_WINDOW = timedelta(days=7)  # when the subject is short or common
REOPENS = timedelta(days=30)  # how long after its end a reply still belongs to a discussion
UNSEEN_WINDOW = timedelta(
    days=3
)  # when it answers a letter that never came here: only who takes part is believed


def is_recent_enough(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    """Whether it was silent so shortly that a subject alone may join it: SHORT_WINDOW for a weak
    subject, WINDOW for others.
    """
    subject = inbound.reading.message.subject
    if not subject_key(subject).split():
        return False
    window = SHORT_WINDOW if is_weak(subject) else WINDOW
    return silence_before(discussion, inbound, facts) <= window and not is_closed_long_ago(
        discussion, facts
    )


def silence_before(discussion: Discussion, inbound: Inbound, facts: Facts) -> timedelta:
    """How long the discussion had been silent when the letter was written."""
    return moment(inbound.reading.message, facts.now) - discussion.last_written


def is_closed_long_ago(discussion: Discussion, facts: Facts) -> bool:
    """Whether it was closed more than REOPENS ago."""
    return (
        discussion.state is State.CLOSED
        and discussion.closed_at is not None
        and facts.now - discussion.closed_at > REOPENS
    )
