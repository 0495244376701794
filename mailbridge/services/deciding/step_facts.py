"""Facts before decisions: what each step needs of the store, fetched just before it is asked."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind
from mailbridge.services.container import Container
from mailbridge.services.deciding.thread_facts import load_thread_facts
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.deciding.address.shown_address import numbers_of
from mailbridge.steps.deciding.machine_mail import loop
from mailbridge.steps.deciding.people.forwarder import original_author
from mailbridge.steps.deciding.people.identify import author_of
from mailbridge.steps.deciding.proof.mediator import MARKS
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.store.directory import aliases, people, projects
from mailbridge.store.discussions.seen_ids import is_exposed
from mailbridge.store.outbox import returned_letters, sent_words


def load_loop_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    message = inbound.reading.message
    known, named = (
        loop.wanted(message, facts.own_domains),
        loop.letters_named(message, facts.instance),
    )
    if known is None and not named:
        return facts
    return replace(
        facts,
        own_letter=known is not None and returned_letters.is_ours(db, known),
        own_words=returned_letters.words_of(db, named),
    )


def load_identify_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    facts = replace(facts, groups=_declared_aliases(db, inbound))
    mailbox = author_of(inbound, facts.groups)
    if mailbox is None:
        return facts
    person = people.by_address(db, mailbox.address)
    project = inbound.route.project if inbound.route else None
    if project is None:
        return replace(facts, person=person)
    member = person is not None and people.is_member(db, project.id, person.id)
    return replace(
        facts,
        project=project,
        person=person,
        person_in_project=member,
        policy=people.policy(db, project.id, mailbox.address),
    )


def _declared_aliases(db: Connection, inbound: Inbound) -> frozenset[str]:
    """Declared aliases, where a group or list may have rewritten From."""
    if all(inbound.reading.message.header(mark) is None for mark in MARKS):
        return frozenset()
    return frozenset(alias.address for alias in projects.aliases_of(db))


def load_authenticate_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    own = inbound.route.own if inbound.route else None
    if not isinstance(own, ReplyAddress) or facts.reply_person is None:
        return facts
    discussion = facts.reply_discussion.id if facts.reply_discussion is not None else 0
    exposed = is_exposed(db, numbers_of(own), discussion, facts.reply_person.id)
    return replace(facts, reply_exposed=exposed)


def load_forwarder_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    mailbox = original_author(inbound)
    if mailbox is None or facts.project is None:
        return facts
    original = people.by_address(db, mailbox.address)
    member = original is not None and people.is_member(db, facts.project.id, original.id)
    return replace(facts, original=original, person_in_project=member)


def load_own_letter_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    """The letters that whoever sent this had; a forward's are those of the forwarder."""
    sender = inbound.forwarder or inbound.author
    person = sender.person if sender is not None else None
    if person is None or inbound.place is None:
        return facts
    place = inbound.place.discussion_id if inbound.reading.forwarded is None else None
    letters = sent_words.had(db, person.id, place)
    others = sent_words.written_by_others(db, person.id, place) if letters and place else ()
    return replace(facts, had_letters=letters, others_words=others)


LOADERS: dict[str, Callable[[Connection, Inbound, Facts], Facts]] = {
    "loop": load_loop_facts,
    "identify": load_identify_facts,
    "authenticate": load_authenticate_facts,
    "forwarder": load_forwarder_facts,
    "thread": load_thread_facts,
    "own_letter": load_own_letter_facts,
}


def load_alias_facts(db: Connection, container: Container, inbound: Inbound, facts: Facts) -> Facts:
    """Whether a message is a test of ours, and which aliases of its project await a
    confirmation.
    """
    numbers = alias_test.numbers(inbound.reading.message, container.keys)
    if numbers is not None:
        return replace(
            facts,
            test=aliases.one_test(db, *numbers, office(letterhead(container)).address),
        )
    if inbound.reading.kind is Kind.CONFIRMATION and facts.project is not None:
        return replace(facts, armed=aliases.armed(db, facts.project.id, inbound.received))
    return facts
