"""Who got which post, and who would get an answer: said before and after it is sent."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Move
from mailbridge.domain.occasion import Occasion, Skip
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_of, reads_inside
from mailbridge.services.container import Container
from mailbridge.services.discussion_clock import clock_of
from mailbridge.services.filing.post_audience import foresee_written
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.steps.deciding.follow_up.discussion_clock import promised
from mailbridge.steps.telling import recipients
from mailbridge.store.discussions import audiences, posts
from mailbridge.store.outbox import occasions, reach
from mailbridge.store.outbox.reach import Span
from mailbridge.values import dataclass, replace

NOBODY = (frozenset[int](), frozenset[int]())  # heard a post, or were left out


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter about a post to one reader."""

    letter_id: int
    post_id: int
    to_client: bool
    name: str
    address: str
    state: str  # queued, held, deferred, sent, bounced, failed
    at: datetime | None  # when it was sent, or is tried next
    words: str  # of the other side
    report: str | None  # late, doubted

    @property
    def is_lost(self) -> bool:
        """Whether its reader does not have it, and will not get it by itself."""
        return self.state in ("bounced", "failed")


@dataclass(frozen=True, slots=True)
class Spared:
    """Somebody who gets no letter."""

    person: Person
    why: Skip


@dataclass(frozen=True, slots=True)
class Hearers:
    """Who would be told of words that a member writes here."""

    clients: tuple[Person, ...] = ()
    team: tuple[Person, ...] = ()  # get a copy
    spared: tuple[Spared, ...] = ()  # clients who get none


@dataclass(frozen=True, slots=True)
class Prospect:
    """Whom an answer, one to all, and a note would reach."""

    answer: Hearers = Hearers()
    to_all: Hearers = Hearers()
    note: Hearers = Hearers()


async def list_deliveries(
    container: Container,
    discussion_id: int,
    viewer: Person | None = None,
    among: Span | None = None,
) -> Mapping[int, tuple[Delivery, ...]]:
    """The letters about each post (`among`: from the first of these to the last), for the team
    alone. Refused: no-such-discussion.
    """

    def query(db: Connection) -> Mapping[int, tuple[Delivery, ...]]:
        discussion = discussion_of(db, discussion_id, viewer)
        if not reads_inside(viewer):
            return {}
        by_post: dict[int, list[Delivery]] = defaultdict(list)
        for row in reach.letters_about(db, discussion.id, among):
            name = row.name or row.to.partition("@")[0]
            at = row.sent_at if row.state == "sent" else row.run_at
            to_client = row.letter == "client"
            by_post[row.post_id].append(
                Delivery(
                    row.id, row.post_id, to_client, name, row.to, row.state, at,
                    row.last_reply, row.report,
                )
            )  # fmt: skip
        return {post_id: tuple(letters) for post_id, letters in by_post.items()}

    return await container.store.read(query)


async def foresee(container: Container, discussion_id: int, member: Person) -> Prospect:
    """Whom words of this member would reach just now. Refused: no-such-discussion."""

    def query(db: Connection) -> Prospect:
        discussion = discussion_of(db, discussion_id, member)

        occasion = occasions.of_discussion(db, discussion_id, member.id)
        if occasion is None:
            return Prospect()
        here = with_own_addresses(replace(occasion, post=None), container)
        answer, to_all, note = foresee_written(db, discussion, member)
        if discussion.internal:
            return Prospect(note=_hearers(here, note, internal=True))
        return Prospect(
            _hearers(here, answer, internal=False),
            _hearers(here, to_all, internal=False),
            _hearers(here, note, internal=True),
        )

    return await container.store.read(query)


async def post_for(
    container: Container, discussion_id: int, viewer: Person, meant: frozenset[int]
) -> int | None:
    """The newest post whose answers go to exactly these clients; 0: so does an answer to none in
    particular, None: no answer does. Refused: no-such-discussion.
    """

    def query(db: Connection) -> int | None:
        place = discussion_of(db, discussion_id, viewer).id
        newest = audiences.newest(db, place)
        if meant == (audiences.heard_of(db, newest) if newest is not None else frozenset()):
            return 0
        ids = [row.id for row in posts.post_rows(db, place) if not row.internal]
        heard = audiences.of_posts(db, ids)
        fitting = (number for number in reversed(ids) if meant <= heard.get(number, NOBODY)[0])
        return next((it for it in fitting if meant == audiences.heard_of(db, it)), None)

    return await container.store.read(query)


def _hearers(occasion: Occasion, audience: Audience, internal: bool) -> Hearers:
    inside = Audience(audience.heard, reason=AudienceReason.INSIDE)
    occasion = replace(occasion, audience=inside if internal else audience)
    if internal:
        occasion = replace(occasion, discussion=replace(occasion.discussion, internal=True))
    chosen = recipients.choose(occasion, frozenset())
    told = [reader.person for reader in chosen.told]
    return Hearers(
        tuple(person for person in told if not person.role.is_team),
        tuple(person for person in told if person.role.is_team),
        tuple(
            Spared(person, why)
            for person, why in chosen.skipped
            if not person.role.is_team and why is not Skip.INTERNAL
        ),
    )


async def promise_of(container: Container, discussion_id: int, viewer: Person) -> datetime | None:
    """When the client who waits is to be answered; None: nobody waits, or nothing is promised."""

    def query(db: Connection) -> datetime | None:
        discussion = discussion_of(db, discussion_id, viewer)
        if discussion.whose_move is not Move.TEAM or not reads_inside(viewer):
            return None
        facts = clock_of(db, discussion.id)
        return promised(facts) if facts is not None else None

    return await container.store.read(query)
