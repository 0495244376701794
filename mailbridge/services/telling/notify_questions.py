"""Letters to the team about questions: what an answer leaves open, and what answers nothing."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Question
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letters.questions import QUESTIONS, Unanswered
from mailbridge.store.outbox import occasions
from mailbridge.values import replace


def notify_of_open_questions(
    db: Connection, container: Container, post_id: int, asked: Sequence[Question]
) -> list[int]:
    """Tell the author of an answer which of the clients' questions it leaves open."""
    occasion = occasions.of_post(db, post_id) if asked else None
    member = occasion.author if occasion is not None else None
    if occasion is None or member is None:
        return []
    occasion = with_own_addresses(occasion, container)
    if recipients.unreached(occasion, frozenset()) is not None:  # told by a letter of its own
        return []
    facts = Unanswered(occasion, tuple(asked), member, post_id)
    return owe(db, container, QUESTIONS, facts, about(occasion))


def notify_of_returned_answer(
    db: Connection, container: Container, asked: Question, client: Person, words: str
) -> list[int]:
    """Tell the team that a client takes some words for no answer to their question."""
    occasion = occasions.of_discussion(db, asked.discussion_id, client.id)
    if occasion is None:
        return []
    others, stand_in = occasions.members(db, occasion.project.id)
    team = {person.id: person for person in (*occasion.members, *others)}
    occasion = replace(occasion, members=tuple(team.values()), stand_in=stand_in)
    occasion = with_own_addresses(occasion, container)
    return owe(
        db, container, QUESTIONS, Unanswered(occasion, (asked,), words=words), about(occasion)
    )
