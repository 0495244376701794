"""A client's morning letter: at seven of their clock on working days, and none that is empty.

It tells nothing that a letter about a single post would not tell this reader: each of its topics
is what such a letter says below its line.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Became, Due, is_done, is_moot
from mailbridge.domain.letter import Asked
from mailbridge.domain.occasion import Occasion, Skip
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.domain.told import told
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.morning_work import (
    KIND,
    calendar_of,
    next_morning,
    put_next_morning,
    zone_of,
)
from mailbridge.services.telling.notify import occasion_of
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.follow_up.working_time import is_working_day
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letters.by_clock.morning import (
    CLIENT_MORNING,
    ClientMorning,
    Told,
    asked_of,
)
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import audiences
from mailbridge.store.follow_up import clock_facts, mornings
from mailbridge.values import replace

NOON = time(12)
MOST_TOPICS = 20


def seed(db: Connection, container: Container) -> None:
    """The next morning of each client who wants such letters."""
    clients = mornings.unplanned(db, KIND, mornings.clients_wanting(db))
    for client in people.by_ids(db, clients).values():
        put_next_morning(db, container, client)


def handle(db: Connection, container: Container, due: Due) -> Became:
    """One letter, whatever mornings were missed; what it does not tell is kept for the next."""
    client = people.by_id(db, due.wanted.person_id or 0)
    if client is None or client.id not in mornings.clients_wanting(db):
        return is_moot(told("no letter reaches them"))
    now = container.clock()
    since = datetime.fromisoformat(due.wanted.details["since"])
    kept: list[int] = due.wanted.details.get("posts", [])
    calendar = calendar_of(db, client)
    client = replace(client, time_zone=zone_of(client, calendar))
    local = now.astimezone(zone(client.time_zone))
    gone = local.time() >= NOON or not is_working_day(calendar, local.date())
    if gone or recipients.unreachable(client, frozenset()) is not None:
        put_due(db, container, [next_morning(db, client, now, since, kept)])
        return is_moot(told("that morning has gone") if gone else told("no letter reaches them"))
    until = now - (container.undo or timedelta())  # what may be taken back is not told yet
    young = [number for number, at in clock_facts.written_at(db, kept).items() if at > until]
    put_due(db, container, [next_morning(db, client, now, until, young)])
    written = {*mornings.written_in(db, _places(db, client), since, until), *kept} - {*young}
    morning = _morning(db, container, client, written, local)
    if morning is None:
        return is_moot(told("there was nothing to tell"))
    owe(db, container, CLIENT_MORNING, morning, About())
    return is_done(told("A letter to {name}", name=client.called), {"since": since.isoformat()})


def _morning(
    db: Connection,
    container: Container,
    client: Person,
    written: Iterable[int],
    local: datetime,
) -> ClientMorning | None:
    """None: nothing was written, and no answer is due today."""
    places, now = _places(db, client), container.clock()
    topics = _topics(db, container, client, written, places)
    asks = {_place(topic): asked_of(topic, client, now) for topic in topics}
    due = [ask for asked in asks.values() for ask in asked if _is_due(ask, local)]
    if not due and not any(topic.posts for topic in topics):
        return None
    topics = sorted(topics, key=lambda topic: (not asks[_place(topic)], not topic.posts))[
        :MOST_TOPICS
    ]
    asking = [topic for topic in topics if asks[_place(topic)]]
    only = asking if len(asking) == 1 else topics if len(topics) == 1 else []
    project = topics[0].occasion.project
    own = f"{container.public_url}/me/{sign(Purpose.ME, (client.id,), container.keys[0])}"
    return ClientMorning(
        client,
        tuple(topics),
        _place(only[0]) if only else None,
        f"{project.key}@{container.domain}",
        own,
        local.date(),
    )


def _place(topic: Told) -> int:
    return topic.occasion.discussion.id


def _is_due(asked: Asked, local: datetime) -> bool:
    """Whether the date of a task is today's, where the client lives."""
    return asked.due is not None and asked.due.astimezone(local.tzinfo).date() == local.date()


def _places(db: Connection, client: Person) -> frozenset[int]:
    """Where the client takes part; of projects that send such letters, where they chose nothing."""
    everywhere = mornings.places_of(db, client.id)
    usual = {project.id for project, _ in projects.all_(db, client.id) if project.rhythm.mornings}
    return frozenset(
        place for place, project in everywhere.items() if client.morning or project in usual
    )


def _topics(
    db: Connection,
    container: Container,
    client: Person,
    written: Iterable[int],
    places: frozenset[int],
) -> list[Told]:
    """Each discussion in which something was written, or is asked of the client."""
    news: dict[int, list[Occasion]] = {}
    for post_id in sorted(written):
        here = occasion_of(db, container, post_id)
        if here is not None and here.discussion.id in places and _hears(here, client):
            news.setdefault(here.discussion.id, []).append(here)
    topics = []
    for place in dict.fromkeys((*news, *mornings.asking(db, places))):
        newest = news[place][-1] if place in news else _newest(db, container, client, place)
        if newest is not None:
            posts = tuple(here.post.id for here in news.get(place, ()) if here.post is not None)
            topics.append(Told(next_move.with_moves_of_readers(db, newest), posts))
    now = container.clock()
    return [topic for topic in topics if topic.posts or asked_of(topic, client, now)]


def asking_topics(
    db: Connection, container: Container, client: Person, places: frozenset[int]
) -> list[Told]:
    """Those of these discussions in which something is asked of the client."""
    return _topics(db, container, client, (), places)


def _hears(here: Occasion, client: Person) -> bool:
    chosen = recipients.choose(here, frozenset())
    return any(reader.person.id == client.id for reader in chosen.told) or any(
        person.id == client.id and why is Skip.MORNING for person, why in chosen.skipped
    )


def _newest(db: Connection, container: Container, client: Person, place: int) -> Occasion | None:
    """The newest post there that the client wrote or heard."""
    number = audiences.newest_heard(db, place, client.id)
    here = occasion_of(db, container, number) if number is not None else None
    barred = here is None or recipients.unreachable(client, here.own_addresses, here.blocked)
    return None if here is None or here.internal or here.author is None or barred else here


MORNINGS_OF_CLIENTS = DueKind(KIND, handle, seed)
