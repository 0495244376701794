"""Letters are written here, in the transaction of the event they tell of; they are sent by
`drain`.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import NobodyTold
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import NOTHING_READ, Known, Occasion, Reader, Skip
from mailbridge.domain.project import ONLY, Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.morning_work import keep_for_morning
from mailbridge.services.telling.collect import collect
from mailbridge.services.telling.letter_context import letterhead, with_own_addresses
from mailbridge.services.telling.notify_files import notify_of_links
from mailbridge.services.telling.other_numbers import with_numbers_of_others
from mailbridge.services.telling.owe import About, about, owe, owe_written
from mailbridge.services.telling.post_topic import with_names_known, with_topics_known
from mailbridge.steps.reading.meaning.mentions import names_in
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts import task_news
from mailbridge.steps.telling.letters import nobody_told
from mailbridge.steps.telling.letters.address import ADDRESS, AnotherAddress
from mailbridge.steps.telling.letters.commands import COMMANDS, NotDone
from mailbridge.steps.telling.letters.nobody_told import NOBODY_TOLD
from mailbridge.steps.telling.letters.not_sent import NOT_SENT, NotSent
from mailbridge.steps.telling.letters.post import POST, Posted
from mailbridge.steps.telling.letters.sign_in import SIGN_IN, SignIn
from mailbridge.steps.telling.letters.understood import UNDERSTOOD, Understood
from mailbridge.store.discussions import time_line
from mailbridge.store.outbox import occasions, owing
from mailbridge.store.outbox.waiting_letters import WaitingLetter
from mailbridge.values import replace


def notify_of_post(
    db: Connection,
    container: Container,
    post_id: int,
    had_it: frozenset[str] = frozenset(),
    hold: timedelta | None = None,
    missing: MissingLetter | None = None,
    team_only: bool = False,
    words: str = "",
    known: Known = NOTHING_READ,
) -> list[int]:
    """Write the letters about a post. `had_it`: who had that very mail already; `missing`: what it
    answers and nobody here saw; `team_only`: no client is written to; `words`: its own, in which
    members may be named; `known`: of its discussion.

    Returns the ids of the letters.
    """
    occasion = occasion_of(db, container, post_id, missing, names_in(words), known)
    if occasion is None or occasion.author is None:
        return []
    by_team = occasion.author.role.is_team
    facts = Posted(occasion, had_it, team_only=team_only)
    told = POST.readers(facts)
    if not team_only:
        _keep_for_mornings(db, container, occasion, post_id, had_it)
    written = POST.compose(facts, told, letterhead(container), container.clock())
    if by_team:
        written = _with_news(db, occasion, told, written)
        _notify_of_nobody(db, container, occasion, had_it)
        notify_of_links(db, container, occasion, written)
    ready = container.clock() + (hold or timedelta(0))
    made = collect(db, container, occasion, told, written, ready, occasion.named)
    return owe_written(
        db, container, POST, facts, told, made.letters, about(occasion), hold, made.leaving
    )


def _keep_for_mornings(
    db: Connection, container: Container, occasion: Occasion, post_id: int, had_it: frozenset[str]
) -> None:
    """Clients who want no letters about single posts read of it in their morning letter."""
    if all(participant.person.morning != ONLY for participant in occasion.participants):
        return
    for client, why in recipients.choose(occasion, had_it).skipped:
        if why is Skip.MORNING:
            keep_for_morning(db, container, client, post_id)


def occasion_of(
    db: Connection,
    container: Container,
    post_id: int,
    missing: MissingLetter | None = None,
    names: frozenset[str] = frozenset(),
    known: Known = NOTHING_READ,
) -> Occasion | None:
    """A post with everybody who may be told of it, and what they know."""
    occasion = occasions.of_post(db, post_id, known)
    if occasion is None or occasion.author is None:
        return None
    by_member = occasion.author.role.is_team
    if missing is not None:
        occasion = replace(occasion, missing=missing)
    occasion = with_names_known(db, with_topics_known(db, occasion, container.agency))
    occasion = with_own_addresses(with_numbers_of_others(db, occasion), container)
    if names and recipients.may_name(occasion):
        occasion = with_own_addresses(occasions.with_named(db, occasion, names), container)
    if recipients.wants_members(occasion):
        occasion = with_own_addresses(occasions.with_members(db, occasion), container)
    return next_move.with_moves_of_readers(db, occasion) if by_member else occasion


def notify_anew(
    db: Connection, container: Container, post_id: int, before: Mapping[int, WaitingLetter]
) -> None:
    """Write the letters about a post again which were taken off the outbox, by person. What waits
    for a member besides is told in the same letter; what a client's told of tasks it tells again.
    """
    occasion = occasion_of(db, container, post_id)
    if occasion is None:
        return
    facts = Posted(occasion)
    told = [
        reader
        for reader in POST.readers(facts)
        if reader.person.id in before and reader.letter == before[reader.person.id].letter.name
    ]
    written = [
        replace(letter, given=before[reader.person.id].letter.given)
        for reader, letter in zip(
            told, POST.compose(facts, told, letterhead(container), container.clock()), strict=True
        )
    ]
    leaving = {person_id: held.leaves for person_id, held in before.items()}
    made = collect(db, container, occasion, told, written, min(leaving.values()))
    owe_written(db, container, POST, facts, told, made.letters, about(occasion), leaving=leaving)


def _notify_of_nobody(
    db: Connection, container: Container, occasion: Occasion, had_it: frozenset[str]
) -> None:
    """Tell a member whose words were for clients, and note on the time line, that none was told."""
    post, member = occasion.post, occasion.author
    missed = recipients.unreached(occasion, had_it)
    if missed is None or post is None or member is None:
        return
    details = NobodyTold({unreached.person.id: unreached.why.value for unreached in missed})
    discussion_id, now = occasion.discussion.id, container.clock()
    event = Event(discussion_id, EventKind.NOBODY_TOLD, now, member.id, post.id, details=details)
    time_line.record(db, [event])
    place = replace(about(occasion), post_id=post.id)
    owe(db, container, NOBODY_TOLD, nobody_told.NobodyTold(occasion, member, missed), place)


def notify_of_release(
    db: Connection, container: Container, post_id: int, had_it: frozenset[str]
) -> list[int]:
    """Write the letters to clients about a post that somebody of the team released; the team had
    theirs when it came.
    """
    occasion = occasions.of_post(db, post_id)
    if occasion is None or occasion.author is None:
        return []
    occasion = with_names_known(db, with_topics_known(db, occasion, container.agency))
    occasion = with_own_addresses(occasion, container)
    _keep_for_mornings(db, container, occasion, post_id, had_it)
    facts = Posted(next_move.with_moves_of_readers(db, occasion), had_it, clients_only=True)
    return owe(db, container, POST, facts, about(occasion))


def notify_of_held(
    db: Connection, container: Container, post_id: int, to: Person, words: Sequence[str]
) -> None:
    """Tell a member that an answer waits, because these words of it stand inside."""
    _not_sent(db, container, post_id, to, words)


def notify_of_kept(db: Connection, container: Container, post_id: int, to: Person) -> None:
    """Tell a member that an answer which was for a client stayed inside, by its address alone or
    because the discussion is hidden from clients.
    """
    _not_sent(db, container, post_id, to, None)


def client_readers(db: Connection, container: Container, post_id: int) -> tuple[Person, ...]:
    """The clients who would be written to if the post were public."""
    occasion = occasions.of_post(db, post_id)
    if occasion is None or occasion.post is None:
        return ()
    public = replace(occasion, post=replace(occasion.post, internal=False))
    told = recipients.choose(with_own_addresses(public, container), frozenset()).told
    return tuple(reader.person for reader in told if reader.letter == "client")


def _not_sent(
    db: Connection, container: Container, post_id: int, to: Person, words: Sequence[str] | None
) -> None:
    occasion = occasions.of_post(db, post_id)
    if occasion is None or not to.address:
        return
    kept_from = occasion.clients if occasion.discussion.internal else None
    people = client_readers(db, container, post_id) if kept_from is None else kept_from
    readers = [person.called for person in people]
    if not readers:
        return
    facts = NotSent(occasion, to, tuple(readers), tuple(words) if words is not None else None)
    owe(db, container, NOT_SENT, facts, replace(about(occasion), post_id=post_id))


def _with_news(
    db: Connection, occasion: Occasion, told: Sequence[Reader], written: list[Letter]
) -> list[Letter]:
    """The letters with what the same mail did to tasks, which needs no letter of its own."""
    readers = {reader.person.id for reader in told}
    news = owing.withdraw_news(db, occasion.discussion.id, people=readers)
    return [
        (task_news.added if reader.letter == "team" else task_news.told_to_client)(
            letter, news.get(reader.person.id, ())
        )
        for reader, letter in zip(told, written, strict=True)
    ]


def notify_of_commands(
    db: Connection,
    container: Container,
    person_id: int,
    discussion_id: int,
    post_id: int | None,
    not_done: tuple[str, ...],
) -> list[int]:
    """Tell a member which of their commands were not carried out; `not_done` are sentences in
    their language.
    """
    occasion = occasions.of_discussion(db, discussion_id, person_id)
    if occasion is None or occasion.author is None or not not_done:
        return []
    member, occasion = occasion.author, with_own_addresses(occasion, container)
    return owe(
        db, container, COMMANDS, NotDone(occasion, member, post_id, not_done), about(occasion)
    )


def notify_of_done_commands(
    db: Connection,
    container: Container,
    person_id: int,
    discussion_id: int,
    post_id: int,
    done: tuple[str, ...],
) -> list[int]:
    """Tell a member what commands of their post did; `done` are sentences in their language."""
    occasion = occasions.of_discussion(db, discussion_id, person_id)
    if occasion is None or occasion.author is None:
        return []
    member, occasion = occasion.author, with_own_addresses(occasion, container)
    facts = Understood(occasion, member, post_id, done)
    return owe(db, container, UNDERSTOOD, facts, about(occasion))


def ask_about_address(
    db: Connection, container: Container, person: Person, address: str, link: str, once: str
) -> list[int]:
    """Ask a person, at an address known before, whether another one is theirs, too. The same `once`
    is asked once.
    """
    number = int.from_bytes(container.entropy(8), "big")
    facts = AnotherAddress(person, link, number, address, once)
    return owe(db, container, ADDRESS, facts, About())


async def write_sign_in_letter(container: Container, person: Person, link: str) -> None:
    """Send a one-time link."""
    number = int.from_bytes(container.entropy(8), "big")
    facts = SignIn(person, link, number)
    await container.store.write(lambda db: owe(db, container, SIGN_IN, facts, About()))
    container.wake_outbox()
