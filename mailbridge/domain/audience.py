"""The audience of a post: the clients it was meant for. The team reads every post."""

from enum import StrEnum

from mailbridge.values import dataclass


class AudienceReason(StrEnum):
    """Why a post has the audience it has. The trail, the pages and the JSON name it."""

    INSIDE = "inside"  # only the team reads it
    AUTHOR_ALONE = "author-alone"  # a client wrote to us and to nobody else
    NAMED = "named"  # a client's post: its author, and whoever stands in To and Cc
    BLIND_COPY = "blind-copy"  # our address stood in neither To nor Cc
    WAITING = "waiting"  # its author waits to be let in
    ROBOT = "robot"  # nobody reads letters at the address of its author
    ALL = "all"  # a member said #all
    ANSWERED = "answered"  # that of the post it answers
    NEWEST = "newest"  # that of the newest post that a client may see
    WRITTEN_TO = "written-to"  # those whom a member wrote to, or named
    NOBODY = "nobody"  # no client takes part
    BEFORE = "before"  # filed by a version without audiences: every client there read it


@dataclass(frozen=True, slots=True)
class Audience:
    """People by id. Who waits to be let in may stand among `heard`: they are told once they are
    in. `left_out` are the other clients of the discussion when it was written. Of an internal post
    `heard` are those whom it is for should it be sent after all.
    """

    heard: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    reason: AudienceReason = AudienceReason.INSIDE


INSIDE = Audience()
