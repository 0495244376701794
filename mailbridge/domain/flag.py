"""What the steps noted of a message's place and author; decided by, and shown, never parsed."""

from enum import StrEnum


class Rule(StrEnum):
    """Which rule chose the discussion of a message; see docs/threading.md."""

    TOKEN = "token"  # noqa: S105 - the reply address it was written to, not a secret
    ANSWER = "answer"  # it names an id of ours
    CHAIN = "chain"  # it names an id that somebody else named
    MISSING = "missing"  # it is the letter that was missing
    QUOTED = "quoted"
    SUBJECT = "subject"
    CHANGED_SUBJECT = "changed subject"  # a new discussion, under a subject typed over
    LATE_REPLY = "late reply"  # long after the discussion was closed
    HIDDEN = "hidden"  # a discussion of its own, for no client may read the one that it answers
    NEW = "new"


class Flag(StrEnum):
    """A mark of a post."""

    SUBJECT_CHANGED = "subject-changed"  # a reply under another subject
    LINKED = "linked"  # may belong to another discussion
    CONTINUES = "continues"  # a new discussion that goes on with one that is closed
    ANSWERS_HIDDEN = "answers-hidden"  # a client's, in a discussion that no client may read
    TO_MANY = "to-many"  # the discussion begins with a letter to many
    TO_OTHERS = "to-others"  # its To or Cc named somebody besides us
    NEWCOMER = "newcomer"  # wrote with ids that only a reader of the letters knows
    CLAIMS_MEMBER = "claims-member"  # a member's name, and no proof of it
    SEVERAL_AUTHORS = "several-authors"  # From names more than one
    NAME_IS_ADDRESS = "name-is-address"  # the name it shows is another address
    QUOTES_UNKNOWN = "quotes-unknown"  # what it quotes nobody wrote here: it is shown unfolded
    WHICH_TASK = "which-task"  # a client says “done”, and several tasks are theirs
    RECALL = "recall"  # asks to have a letter back
    OFFER = "offer"  # of the team: its reader is asked about it once
    HOLDING = "holding"  # the team only says when it will answer
    ENCRYPTED = "encrypted"  # nothing of it can be read here
    HEADER_MALFORMED = "header-malformed"  # its header section can be read in two ways
