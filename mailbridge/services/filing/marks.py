"""What somebody sent with one press of a button is no post: a reaction is shown at the post it
answers, the answer to an invitation is a line on the discussion. Neither reopens anything, and
nobody is written to.
"""

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import InvitationAnswered
from mailbridge.domain.message import Invitation, Kind, Reaction
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.filing.filing_context import Filed, FilingContext
from mailbridge.services.filing.post_audience import answered_post
from mailbridge.steps.reading.kinds.invitation_answer import words_beside
from mailbridge.steps.text import word_runs
from mailbridge.store.discussions import discussions, reactions, time_line

LONGEST = 300  # characters of the words beside an answer


def note_mark(filing: FilingContext) -> Filed | None:
    """What became of a reaction or of an answer to an invitation; None for all that is a letter."""
    if filing.facts.accepted or filing.inbound.reading.kind is not Kind.HUMAN:
        return None
    reaction, event = filing.inbound.reading.reaction, filing.message.event
    if reaction is not None:
        return _note_reaction(filing, reaction)
    if event is not None and event.answer:
        return _note_answer(filing, event)
    return None


def _known_author(filing: FilingContext) -> Person | None:
    """Who takes part here; an address that nobody knows leaves no mark."""
    doubtful = filing.place.newcomer or filing.author.verified == "failed"
    return None if doubtful else filing.author.person


def _note_reaction(filing: FilingContext, reaction: Reaction) -> Filed | None:
    """None where it seems to be one and answers none of our words: it is a letter, then."""
    discussion, author = _discussion(filing), _known_author(filing)
    post_id = _post_reacted_to(filing, discussion, author) if discussion and author else None
    if reaction.words and not (post_id and _says(filing, post_id, reaction.words)):
        return None
    if post_id is None or author is None:
        note = told("a reaction to nothing that is known here")
    else:
        reactions.add(filing.db, post_id, reactions.Given(author.id, reaction.emoji, filing.now))
        note = told("{emoji} at post {post}", emoji=reaction.emoji, post=post_id)
    place = discussion.id if discussion else None
    return Filed(Disposition.ACCEPT, Reason.REACTION, filing.project.id, place, note=note)


def _discussion(filing: FilingContext) -> Discussion | None:
    place = filing.place.discussion_id or filing.place.runner_up
    return discussions.by_id(filing.db, place) if place is not None else None


def _post_reacted_to(filing: FilingContext, discussion: Discussion, author: Person) -> int | None:
    """The post it names, else the newest one of somebody else."""
    return answered_post(filing, discussion) or reactions.newest_of_others(
        filing.db, discussion.id, author.id
    )


def _says(filing: FilingContext, post_id: int, words: str) -> bool:
    """Whether a post begins a passage with these words, which a program may have cut off."""
    wanted = word_runs.words(words.rstrip(".… "))
    text = word_runs.words(reactions.text_of(filing.db, post_id))
    return bool(wanted) and f" {' '.join(wanted)}" in f" {' '.join(text)}"


def _note_answer(filing: FilingContext, event: Invitation) -> Filed | None:
    """A line on the discussion; an answer that asks something, or that finds none, is a letter."""
    discussion, author = _discussion(filing), _known_author(filing)
    words = words_beside(filing.inbound.reading)
    if discussion is None or author is None or "?" in words or len(words) > LONGEST:
        return None
    details = InvitationAnswered(event.summary, event.answer, event.start, words)
    happened = Event(
        discussion.id,
        EventKind.INVITATION_ANSWERED,
        filing.now,
        author.id,
        details=details,
    )
    time_line.record(filing.db, [happened])
    return Filed(Disposition.ACCEPT, Reason.NOTED, filing.project.id, discussion.id)
