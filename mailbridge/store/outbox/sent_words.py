"""What our letters said, to know it again in an answer."""

from sqlalchemy import BigInteger, Connection, Text, and_, bindparam, or_, select

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.project import Role
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import outbox, people, posts
from mailbridge.store.outbox.contents import letters_of

NEWEST = 20  # letters, and as many posts

_PERSON, _PLACE = bindparam("person", type_=BigInteger()), bindparam("place", type_=BigInteger())
_LETTERS = (
    select(outbox.c.words, outbox.c.inside)
    .where(outbox.c.person_id == _PERSON, outbox.c.words.is_not(None))
    .order_by(outbox.c.id.desc())
    .limit(NEWEST)
)
_HERE = Prepared(_LETTERS.where(outbox.c.discussion_id == _PLACE))
_OF_LATE = Prepared(_LETTERS)
_WRITTEN = Prepared(
    select(posts.c.reply)
    .join(people, people.c.id == posts.c.author_id)
    .where(
        posts.c.discussion_id == _PLACE,
        or_(
            posts.c.author_id == _PERSON,
            and_(people.c.role != Role.ADMIN.value, people.c.role != Role.MEMBER.value),
        ),
    )
    .order_by(posts.c.id.desc())
    .limit(NEWEST)
)

_ID, _POST = bindparam("message", type_=Text()), bindparam("post", type_=BigInteger())
_ANSWERED = Prepared(
    select(outbox)
    .where(
        outbox.c.person_id == _PERSON, or_(outbox.c.message_id == _ID, outbox.c.post_id == _POST)
    )
    .order_by((outbox.c.message_id == _ID).desc(), outbox.c.id.desc())
    .limit(1)
)


def had(db: Connection, person_id: int, discussion_id: int | None) -> tuple[SentLetter, ...]:
    """The newest letters this person had about the discussion, or about any where it is None."""
    if discussion_id is None:
        rows = _OF_LATE.all(db, {"person": person_id})
    else:
        rows = _HERE.all(db, {"person": person_id, "place": discussion_id})
    return tuple(SentLetter(row.words, row.inside) for row in rows)


def written_by_others(db: Connection, person_id: int, discussion_id: int) -> tuple[str, ...]:
    """What clients wrote in the discussion of late, and this person."""
    rows = _WRITTEN.all(db, {"person": person_id, "place": discussion_id})
    return tuple(row.reply for row in rows)


def questions_told(
    db: Connection, person_id: int, message_id: str, post_id: int
) -> tuple[tuple[int, str], ...]:
    """The questions to this person in the letter of that id, else in the newest about that post:
    their numbers there, and their words.
    """
    rows = _ANSWERED.all(db, {"person": person_id, "message": message_id, "post": post_id})
    return tuple(
        (asked.number, asked.text)
        for _, letter in letters_of(db, rows)
        for footer in (letter.footer, *(topic.footer for topic in letter.topics))
        if footer is not None
        for asked in (*footer.questions, *footer.reading)
    )


def tasks_told(db: Connection, person_id: int, message_id: str) -> frozenset[str]:
    """The titles of the tasks that this letter gave its reader."""
    rows = _ANSWERED.all(db, {"person": person_id, "message": message_id, "post": 0})
    given = (task for _, letter in letters_of(db, rows) for task in (letter.details, *letter.given))
    return frozenset(task["title"] for task in given if "title" in task)
