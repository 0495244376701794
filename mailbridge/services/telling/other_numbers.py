"""A client's numbers that stand for what somebody else was asked: the team is told that they answer
nothing.
"""

from sqlalchemy import Connection

from mailbridge.domain.occasion import Occasion
from mailbridge.steps.deciding.follow_up.ledger import Spoken, numbers_of_others
from mailbridge.store.discussions import posts
from mailbridge.values import replace


def with_numbers_of_others(db: Connection, occasion: Occasion) -> Occasion:
    """The occasion with the numbers that the author's words name of questions put to others. The
    words are read from the store only where others are asked something.
    """
    post, author = occasion.post, occasion.author
    if post is None or author is None or author.role.is_team or occasion.internal:
        return occasion
    asked = [posed.question for posed in occasion.posed if not posed.inside]
    nothing_said = Spoken(author.id, "client", "")
    if not any(
        question.is_live and nothing_said.was_asked_of_others(question) for question in asked
    ):
        return occasion
    read = posts.post_by_id(db, post.id)
    spoken = Spoken(author.id, "client", read.reply if read is not None else "")
    named = tuple(question.number for question in numbers_of_others(spoken, asked))
    return replace(occasion, numbers_of_others=named)
