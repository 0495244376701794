"""Who takes part in what a letter belongs to: whom it was written to besides us, and whom a member
names by #client.
"""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.domain.project import Person, Role
from mailbridge.services.assignees import find_named
from mailbridge.services.checked_address import checked_address
from mailbridge.services.filing.add_post import add_participants
from mailbridge.services.filing.filing_context import FilingContext, add_contact
from mailbridge.services.filing.post_audience import names_us, reply_address
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.steps.deciding.address.shown_address import numbers_of, shown_addresses
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.deciding.people.had_copy import others
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import audiences, posts, seen_ids, time_line
from mailbridge.store.outbox.earlier import NEWEST
from mailbridge.store.outbox.nearby import people_near
from mailbridge.values import replace

MOST_OTHERS = 20  # people of one To and Cc who become participants


def gather_addressees(filing: FilingContext) -> list[Person]:
    """The people whom the letter names, but for its author; who is unknown becomes a staged
    contact.
    """
    if filing.inbound.reading.kind is not Kind.HUMAN or filing.place.newcomer:
        return []
    mailboxes = () if Flag.TO_MANY in filing.place.flags else _others(filing)[:MOST_OTHERS]
    known = _owners(filing.db, mailboxes)
    if not filing.acting.is_team and not names_us(filing):  # a blind copy: they do not know of us
        mailboxes = tuple(
            mailbox
            for mailbox in mailboxes
            if mailbox.address in known and known[mailbox.address].role.is_team
        )
    taking = [
        known.get(mailbox.address) or add_contact(filing, mailbox.address, _name(filing, mailbox))
        for mailbox in mailboxes
    ]
    own = filing.author.person.id if filing.author.person is not None else 0
    everybody = [*taking, *_named(filing, taking), *_answered(filing)]
    people_by_id = {person.id: person for person in everybody if person.id != own}
    return list(people_by_id.values())


def _name(filing: FilingContext, mailbox: Mailbox) -> str:
    """How a letter calls somebody nobody knows yet. An unproven author's colleagues are written to
    at once, with their names for all to see: the words of those names are the author's, and stay
    out.
    """
    theirs = client_domain(mailbox.address)
    unproven = filing.acting.verified != "verified"
    colleague = theirs and theirs == client_domain(filing.author.address)
    return "" if unproven and colleague else mailbox.name


def _answered(filing: FilingContext) -> list[Person]:
    """The audience of what a member's letter answers, where it begins a discussion of its own."""
    own = reply_address(filing)
    begins = filing.place.discussion_id is None and filing.place.rule != "new"
    if own is None or own.internal or not own.post_id or not begins or not filing.acting.is_team:
        return []
    heard = audiences.of_answered(filing.db, own.post_id) or ()
    return list(people.by_ids(filing.db, heard).values())


def is_inside(filing: FilingContext, around: Iterable[Person]) -> bool:
    """Whether a proven member wrote it to the team alone: no client takes part."""
    return (
        filing.acting.is_team
        and filing.inbound.forwarder is None
        and all(person.role.is_team for person in around)
    )


def add_author_and_addressees(
    filing: FilingContext, discussion: Discussion, author: Person, around: list[Person]
) -> None:
    """The author takes part, as do those they wrote to besides us: at once when they are known,
    else when a member says so.
    """
    db, everybody = filing.db, filing.everybody
    known = {participant.person.id for participant in everybody}
    gone = {participant.person.id for participant in everybody if participant.gone}
    if gone & {author.id, *(person.id for person in around)}:
        _bring_back(filing, discussion, author, around)
        nearby = people_near(db, discussion.id, discussion.project_id, author.id)
        filing = replace(filing, known=replace(filing.known, nearby=nearby))
    add_participants(
        db, discussion.id, [author], known, filing.now, admitted=not filing.place.newcomer
    )
    if filing.inbound.forwarder is not None and filing.inbound.forwarder.person is not None:
        add_participants(db, discussion.id, [filing.inbound.forwarder.person], known, filing.now)
    welcome = _admitted_at_once(filing, around)
    aside = _third_parties(filing, around, known)
    add_participants(db, discussion.id, aside, known, filing.now, aside=True)
    known |= {author.id, *(person.id for person in aside)}
    for admitted in (True, False):
        persons = [person for person in around if (person.id in welcome) is admitted]
        add_participants(db, discussion.id, persons, known, filing.now, admitted=admitted)
    if filing.acting.is_team:  # whom a member writes to is known in the project from now on
        clients = (client for client in around if not client.role.is_team and client not in aside)
        people.join(db, filing.project.id, (person.id for person in clients))
    if any(other.address not in author.addresses for other in _others(filing)):
        shown = shown_addresses(filing.message, filing.container.domains, filing.container.keys)
        seen_ids.remember_shown(db, map(numbers_of, shown), filing.now)


def _bring_back(
    filing: FilingContext, discussion: Discussion, author: Person, around: Iterable[Person]
) -> None:
    """Who was taken out and writes again waits to be let in; whom a member writes to is in."""
    back = audiences.bring_back(filing.db, discussion.id, [author.id], admitted=False)
    happened = [
        Event(discussion.id, EventKind.NEWCOMER, filing.now, person_id) for person_id in back
    ]
    if filing.acting.is_team:
        named = [person.id for person in around]
        audiences.bring_back(filing.db, discussion.id, named, admitted=True)
    time_line.record(filing.db, happened)


def _third_parties(
    filing: FilingContext, around: Iterable[Person], known: Iterable[int]
) -> list[Person]:
    """Whom a member asks from their own mailbox about a discussion of clients, and who is of none
    of the clients' mail domains: a supplier, say.
    """
    by_hand = filing.acting.is_team and filing.inbound.forwarder is None
    if not by_hand or filing.place.discussion_id is None or reply_address(filing) is not None:
        return []
    here = [
        participant.person
        for participant in filing.participants
        if not participant.person.role.is_team and not participant.aside
    ]
    theirs = {client_domain(address) for person in here for address in person.addresses}
    already = {*known, *(person.id for person in _named(filing, []))}
    return [
        person
        for person in around
        if here
        and person.id not in already
        and not person.role.is_team
        and not (theirs - {""}).intersection(map(client_domain, person.addresses))
    ]


def clients_named(db: Connection, project_id: int, words: str) -> list[Person | str]:
    """Whom `#client words` means: people, and addresses nobody has yet. Refused: which-client,
    no-client, no-assignee, …

    Without words it is the project's client, where its clients are all of one company.
    """
    clients = [
        person
        for person in people.of_project(db, project_id)
        if person.role in (Role.CLIENT, Role.CLIENT_PLUS)
    ]
    if words.strip():
        return [_find_client(db, clients, word) for word in _words(words)]
    if not clients:
        raise Refused("no-client")
    companies = {
        client_domain(address) or address for person in clients for address in person.addresses[:1]
    }
    if len(companies) > 1:
        raise Refused("which-client")
    return list(clients)


def _find_client(db: Connection, clients: list[Person], word: str) -> Person | str:
    local, _, domain = word.rpartition("@")
    if not local or not domain:
        return find_named(clients, word)
    address = checked_address(word)
    if projects.aliases_among(db, wanted(address)):
        raise Refused("bad-address", address=word)
    return people.by_address(db, address) or address


def _words(argument: str) -> list[str]:
    """`maria@, tom@bloom.example`: names and addresses between commas; several addresses need no
    comma.
    """
    parts = [part.strip(" <>") for part in argument.replace(";", ",").split(",")]
    several = [part.split() if part.count("@") > 1 else [part] for part in parts]
    return [word for name in several for word in name if word][:MOST_OTHERS]


def _named(filing: FilingContext, taking: list[Person]) -> list[Person]:
    """By #client. What cannot be understood is told to the member when their commands are carried
    out.
    """
    here = (
        filing.facts.discussions.get(filing.place.discussion_id)
        if filing.place.discussion_id is not None
        else None
    )
    if filing.inbound.forwarder is not None or (here is not None and here.internal):
        return []
    wanted_for = [
        command.argument.strip() for command in filing.commands if command.name == "client"
    ]
    if here is not None or any(not person.role.is_team for person in taking):
        wanted_for = [
            words for words in wanted_for if words
        ]  # without words it goes to the clients who are there
    found: list[Person | str] = []
    for words in wanted_for:
        with suppress(Refused):
            found += clients_named(filing.db, filing.project.id, words)
    return [
        add_contact(filing, one, "") if isinstance(one, str) else one
        for one in dict.fromkeys(found)
    ]


def _others(filing: FilingContext) -> tuple[Mailbox, ...]:
    """Whom it was written to besides us. Aliases live on foreign domains, with a detail behind them
    or not; they never take part.
    """
    mailboxes = others(filing.message, filing.facts.own_domains, frozenset())
    if not mailboxes:
        return ()
    ours = projects.aliases_among(
        filing.db, (form for mailbox in mailboxes for form in wanted(mailbox.address))
    )
    return tuple(
        mailbox
        for mailbox in mailboxes
        if not ours.intersection(wanted(mailbox.address)) and not is_read_by_nobody(mailbox.address)
    )


def _owners(db: Connection, mailboxes: Iterable[Mailbox]) -> dict[str, Person]:
    owners = people.by_addresses(db, (mailbox.address for mailbox in mailboxes))
    known = people.by_ids(db, owners.values())
    return {address: known[person_id] for address, person_id in owners.items()}


def copied_addresses(
    filing: FilingContext, discussion: Discussion, around: Iterable[Person]
) -> frozenset[str]:
    """Addresses in To and Cc that something but the letter's own word speaks for.

    An answer goes to who wrote what it answers, and to the clients whom our letters show to one
    another; and who takes part only because this letter names them misses nothing by it.
    """
    db, place = filing.db, filing.place
    if (
        place.newcomer
        or filing.author.is_doubtful
        or filing.author.verified == "failed"
        or is_claimed_member(filing)
    ):
        return frozenset()
    if place.discussion_id is None:
        return frozenset(
            address for person in around if not person.role.is_team for address in person.addresses
        )
    if place.rule not in (Rule.ANSWER, Rule.TOKEN):
        return frozenset()
    inside = [
        participant.person
        for participant in filing.participants
        if participant.admitted and not participant.person.role.is_team
    ]
    answered = people.by_ids(db, _writers_to_all(filing, discussion)).values()
    return frozenset(address for person in (*inside, *answered) for address in person.addresses)


def _writers_to_all(filing: FilingContext, discussion: Discussion) -> frozenset[int]:
    """Who wrote those of the letters it answers that named others besides us: an answer to all goes
    to them.
    """
    if len(filing.earlier) > NEWEST:  # there may be more of them
        return posts.writers_to_all(filing.db, discussion.id, filing.named)
    return frozenset(
        before.author_id
        for before in filing.earlier
        if Flag.TO_OTHERS in before.flags and before.message_id in filing.named
    )


def _admitted_at_once(filing: FilingContext, around: Iterable[Person]) -> frozenset[int]:
    """Who of them is in at once; the others are shown to the team, and wait.

    A member, and a client who is proved, brings along whom they like. In a client's name alone
    people of the author's own mail domain come along: they get the team's answers, and nothing that
    is not proven. The project's own team is in anyhow.
    """
    author = filing.author
    believed = (
        not is_claimed_member(filing) and author.verified != "failed" and not author.is_doubtful
    )
    known = author.member_of_project and believed
    if filing.acting.is_team or (known and author.verified == "verified"):
        return frozenset(person.id for person in around)
    company = client_domain(author.address) if believed else ""
    return frozenset(
        person.id
        for person in around
        if (
            _is_ours(filing, person)
            if person.role.is_team
            else company and client_domain(person.address) == company
        )
    )


def _is_ours(filing: FilingContext, person: Person) -> bool:
    return person.role is Role.ADMIN or people.is_member(filing.db, filing.project.id, person.id)


def is_claimed_member(filing: FilingContext) -> bool:
    """Whether it bears a member's name without proof of it."""
    return (
        filing.author.person is not None
        and filing.author.person.role.is_team
        and not filing.author.is_team
    )
