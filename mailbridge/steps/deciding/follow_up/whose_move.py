"""Whose move it is: told by what is open and by whose words came last."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mailbridge.domain.discussion import Move, Question, QuestionState
from mailbridge.steps.deciding.follow_up.said import says_anything
from mailbridge.values import dataclass

CLIENT, TEAM = "client", "team"
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Words:
    """A post that clients may see, as far as it tells who spoke."""

    post_id: int
    by_team: bool
    human: bool
    text: str
    written: datetime
    asks: bool = False
    files: bool = False
    lost: bool = False  # a letter about it came back


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open on each side of a discussion, and who spoke last."""

    client_open: bool = False  # an open question to a client, or a task of one
    team_open: bool = False  # an open question to the team, or a task of its own
    to_confirm: bool = False  # a client may have answered, and the team has not written since
    last: str | None = (
        None  # the side whose words came last; thanks, receipts and machines say nothing
    )
    undelivered: bool = False  # the team's last letter came back, or was held


def whose_move(standing: Standing) -> Move:
    """The client's only while they have something open; where both have, the side that did not
    speak last.
    """
    if standing.undelivered:
        return Move.TEAM
    ours = standing.team_open or standing.to_confirm or standing.last == CLIENT
    if standing.client_open:
        return Move.TEAM if ours and standing.last != TEAM else Move.CLIENT
    return Move.TEAM if ours else Move.NOBODY


def spoken_in_time(words: Sequence[Words]) -> tuple[Words, ...]:
    """The words of people, in their order; a letter of the team that is older than what stood there
    before it came answers nothing, and is left out.
    """
    found: list[Words] = []
    latest: datetime | None = None
    for word in words:
        late = word.by_team and latest is not None and word.written < latest - CLOCKS_DIFFER
        if word.human and not late:
            found.append(word)
        latest = word.written if latest is None else max(latest, word.written)
    return tuple(found)


def last_that_counts(spoken: Sequence[Words]) -> Words | None:
    """The last words of the team, or of a client who wants something; older ones are not read."""
    return next(
        (words for words in reversed(spoken) if words.by_team or wants_something(words)), None
    )


def wants_something(words: Words) -> bool:
    """Whether a client's words want an answer: they do, unless they only thank, say that a letter
    came, or put an answer off.
    """
    return words.asks or words.files or "?" in words.text or says_anything(words.text)


def awaits_its_asker(question: Question, last_post: int | None) -> bool:
    """Whether a question is perhaps answered and its asker's side has not written since.
    `last_post`: the id of the newest post by which the asker's side wrote to the other.
    """
    if question.state is not QuestionState.PERHAPS:
        return False
    return last_post is None or question.changed_in is None or last_post <= question.changed_in
