"""A client answers in the browser what a letter asks: by the link that stands in it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Channel, Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.letter import Asked
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.filing.add_post import NewPost, file
from mailbridge.services.telling.post_topic import topic_known_to
from mailbridge.steps.telling.letter_parts.question_lists import questions_to
from mailbridge.steps.telling.letter_parts.threading_fields import reply_subject
from mailbridge.steps.text.base_subject import spoken
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions, taking_part
from mailbridge.store.outbox import occasions
from mailbridge.values import dataclass, replace

LATEST = 1 << 35  # seconds since 1970; more is no date


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """What the page asks its reader."""

    topic: str
    questions: tuple[Asked, ...]


async def show_asked(container: Container, token: str) -> ToAnswer | None:
    """What is open to the reader of a link; looking changes nothing. None: forged, or too old."""

    def query(db: Connection) -> ToAnswer | None:
        found = _opened(db, container, token)
        return _asked(*found, container.clock()) if found is not None else None

    return await container.store.read(query)


async def answer_asked(
    container: Container, token: str, given: Mapping[int, str]
) -> ToAnswer | None:
    """Answers by number, as if they came by mail to us alone. Returns what is still open; None as
    `show_asked`.
    """

    def transaction(db: Connection) -> ToAnswer | None:
        found = _opened(db, container, token)
        if found is None:
            return None
        occasion, person = found
        now = container.clock()
        open_numbers = {asked.number for asked in _asked(occasion, person, now).questions}
        said = {number: " ".join(words.split()) for number, words in given.items()}
        lines = [f"{number}. {said[number]}" for number in sorted(open_numbers) if said.get(number)]
        if lines:
            _write(db, container, occasion.discussion, person, "\n".join(lines), now)
        after = _opened(db, container, token)
        return _asked(*after, now) if after is not None else None

    left = await container.store.write(transaction)
    container.wake_outbox()
    return left


def _asked(occasion: Occasion, person: Person, now: datetime) -> ToAnswer:
    open_ = [asked for asked in questions_to(occasion, person, now) if not asked.answered]
    subject = reply_subject(spoken(occasion.topic or occasion.discussion.subject))
    return ToAnswer(subject.removeprefix("Re: "), tuple(open_))


def _write(
    db: Connection,
    container: Container,
    discussion: Discussion,
    person: Person,
    body: str,
    now: datetime,
) -> None:
    why = told("by the link in a letter of theirs")
    post = NewPost(
        author=person,
        channel=Channel.WEB,
        text=body,
        body=body,
        audience=Audience(frozenset({person.id}), reason=AudienceReason.AUTHOR_ALONE),
        message_id=f"m.{container.entropy(12).hex()}@{container.domain}",
        source=Source("verified", why, told("written here"), discussion.subject),
    )
    file(db, container, discussion, post, now)


def _opened(db: Connection, container: Container, token: str) -> tuple[Occasion, Person] | None:
    """The discussion as it stands, and the client of the link, if they still take part."""
    numbers = open_(Purpose.ANSWER, token, container.keys)
    if numbers is None or len(numbers) != 3:
        return None
    if datetime.fromtimestamp(min(numbers[2], LATEST), UTC) <= container.clock():
        return None
    person, place = people.by_id(db, numbers[0]), discussions.by_id(db, numbers[1])
    if person is None or place is None or person.role.is_team or person.disabled:
        return None
    inside = [
        participant
        for participant in taking_part.participants_of(db, place.id)
        if participant.admitted
    ]
    if person.id not in {participant.person.id for participant in inside}:
        return None
    occasion = occasions.of_discussion(db, place.id, None)
    if occasion is None:
        return None
    return replace(occasion, topic=topic_known_to(db, place, person.id, container.agency)), person
