"""A discussion whose letters are samples: Maria and Tom are clients, Anna and Igor are the team."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Channel, Discussion, Move, Post, Question, State
from mailbridge.domain.occasion import Earlier, Occasion, Posed
from mailbridge.domain.project import Participant, Person, Project, Role
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.words.catalogue import Catalogues
from mailbridge.values import replace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
MARIA = Person(1, "Maria Lopez", Role.CLIENT, ("maria@bloom.test", "m.lopez@home.test"))
TOM = Person(2, "Tom Reed", Role.CLIENT, ("tom@bloom.test",))
ANNA = Person(3, "Anna Petrova", Role.MEMBER, ("anna@agency.test",))
IGOR = Person(
    4, "Игорь Белов", Role.MEMBER, ("igor@agency.test",), language="ru", time_zone="Europe/Moscow"
)
BOSS = Person(5, "Olga", Role.ADMIN, ("olga@agency.test",))
PROJECT = Project(1, "Bloom site", "abcdefghjkmnpqrst")


def letterhead(words: Catalogues, **more: Any) -> Letterhead:
    """Of an agency that does not exist; `more` replaces what it has."""
    made = Letterhead(
        "Northlight",
        "in.agency.test",
        frozenset({"in.agency.test"}),
        "https://mb.agency.test",
        b"a key that only samples know",
        words,
    )
    return replace(made, **more)


DISCUSSION = Discussion(
    7, 1, "New menu page", "New menu page", State.OPEN, NOW - timedelta(days=3), NOW, Move.TEAM
)


def post(author: Person, number: int = 10, **more: Any) -> Post:
    """A post of the sample discussion; `more` are its other fields."""
    made = Post(
        number,
        DISCUSSION.id,
        author.id,
        Channel.MAIL,
        False,
        "verified",
        f"p{number}@far.test",
        NOW,
        "Hello",
        "Hello",
    )
    return replace(made, **more)


def occasion(author: Person, *people: Person, **more: Any) -> Occasion:
    """A post of this author in a discussion of these people and of the author, for all of them."""
    around = tuple(Participant(one) for one in dict.fromkeys([*people, author]))
    heard = frozenset(one.person.id for one in around if not one.person.role.is_team)
    reason = AudienceReason.ALL if author.role.is_team else AudienceReason.NAMED
    made = Occasion(PROJECT, DISCUSSION, around, author, post(author))
    return replace(made, audience=Audience(heard, reason=reason), **more)


def earlier(number: int, author: Person, letter: bool = True, **more: Any) -> Earlier:
    """A post before it that its clients heard; `letter`: there were letters about it."""
    at = NOW - timedelta(hours=100 - number)
    made = Earlier(
        number,
        author.id,
        author.role.is_team,
        False,
        at,
        f"p{number}@far.test",
        f"m.{number}@in.agency.test" if letter else None,
        heard=frozenset({MARIA.id, TOM.id}),
    )
    return replace(made, **more)


WHERE = ("internal", "post_id", "said_by", "said_by_id")


def asked(number: int, text: str, by: Person = ANNA, side: str = "client", **more: Any) -> Posed:
    """A question; `internal`, `post_id` and `said_by` say where and by whom, the rest is of the
    question.
    """
    where = {name: more.pop(name) for name in WHERE if name in more}
    return Posed(
        replace(Question(number, DISCUSSION.id, number, text, by.id, None, side=side), **more),
        **where,
    )
