"""What happened, as kept on the time line of a discussion and told to others."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mailbridge.domain.event_details import NOTHING_MORE, EventDetails
from mailbridge.values import dataclass


class EventKind(StrEnum):
    POSTED = "posted"
    NOTED = "noted"  # an internal note
    TASK_MADE = "task_made"
    TASK_ASSIGNED = "task_assigned"
    TASK_DUE = "task_due"
    TASK_STATE = "task_state"
    QUESTION_ASKED = "question_asked"
    QUESTION_PERHAPS = "question_perhaps"  # words that may answer it
    QUESTION_ANSWERED = "question_answered"
    RELEASED = "released"  # unproven words went to the clients after all
    QUESTION_WITHDRAWN = "question_withdrawn"
    QUESTION_OPEN = "question_open"  # open again
    TAKEN_BACK = "taken_back"  # an answer by mail, before anybody had it
    HELD = "held"  # an answer waits: it would tell a client what stands inside
    SENT = "sent"  # an answer that was held, or stayed inside, went to the clients after all
    SHARED = "shared"  # what stood inside became visible
    HIDDEN = "hidden"  # what was visible stands inside
    CONFIRMED = "confirmed"  # a member's unproven answer was confirmed, and went out
    NOBODY_TOLD = "nobody_told"  # words to the client reached no client
    ASSIGNED = "assigned"  # somebody of the team looks after the discussion
    CLOSED = "closed"
    REOPENED = "reopened"
    JOINED = "joined"  # a person became a participant
    NEWCOMER = "newcomer"  # wrote with ids only a reader of the letters knows; waits to be let in
    LEFT = "left"  # was taken out: hears no more of it
    MUTED = "muted"
    UNMUTED = "unmuted"
    REMINDED = "reminded"  # a client, of a question or an offer, by the clock
    AWAY = "away"  # an out-of-office
    LETTER_FAILED = "letter_failed"
    LETTER_DOUBTED = "letter_doubted"  # a report that nothing proves says that a letter failed
    COMPLAINT_DOUBTED = "complaint_doubted"  # or that its reader complained
    INVITATION_ANSWERED = "invitation_answered"  # accepted, declined, or perhaps
    MISSING = "missing"  # a letter of a member's, which is answered here and never came
    LINKED = "linked"  # may belong to another discussion
    SUBJECT_CHANGED = "subject_changed"
    MOVED = "moved"
    CIRCLING = "circling"  # two machines seem to answer each other: letters stop
    ANOTHER_ADDRESS = (
        "another_address"  # a person's own reply address was answered from an address nobody knows
    )


@dataclass(frozen=True, slots=True)
class Event:
    discussion_id: int
    kind: EventKind
    at: datetime
    actor_id: int | None = None
    post_id: int | None = None
    task_id: int | None = None
    details: EventDetails = NOTHING_MORE
    id: int = field(default=0, compare=False)  # 0: it is not recorded yet
