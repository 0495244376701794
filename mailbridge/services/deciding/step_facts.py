"""Facts before decisions: what each step needs of the store, fetched just before it is asked."""

from collections.abc import Callable

from sqlalchemy import Connection

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.inbound import Facts, FormSigns, Inbound
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.services.container import Container
from mailbridge.services.deciding.thread_facts import load_thread_facts
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.steps.deciding.address.shown_address import numbers_of
from mailbridge.steps.deciding.machine_mail import loop
from mailbridge.steps.deciding.people.form import visitor
from mailbridge.steps.deciding.people.forwarder import original_author
from mailbridge.steps.deciding.people.identify import author_of
from mailbridge.steps.deciding.proof.mediator import MARKS
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.store.directory import aliases, author_policies, forms, people, projects
from mailbridge.store.directory.author_policies import FORM
from mailbridge.store.directory.authors import known_author
from mailbridge.store.discussions.seen_ids import is_exposed
from mailbridge.store.outbox import returned_letters, sent_words
from mailbridge.values import replace


def load_loop_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    """Whether the letter it seems to be is one of ours, and the words of letters it names."""
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
    """The author's person, their part in the project, and what was said of them there."""
    groups, form = _declared_aliases(db, inbound), _load_form_signs(db, inbound, facts)
    if groups or form is not None:
        facts = replace(facts, groups=groups, form=form)
    mailbox = author_of(inbound, facts)
    if mailbox is None:
        return facts
    project = inbound.route.project if inbound.route else None
    if project is None:
        return replace(facts, person=people.by_address(db, mailbox.address))
    known = known_author(db, project.id, mailbox.address)
    return replace(
        facts,
        project=project,
        person=known.person,
        person_in_project=known.is_member,
        has_unfolded=known.has_unfolded,
        policy=known.policy or _policy_of_from(db, project.id, inbound, mailbox),
    )


def _policy_of_from(
    db: Connection, project_id: int, inbound: Inbound, author: Mailbox
) -> str | None:
    """A letter that a form wrote may be unwanted for the form's sake, too."""
    from_ = inbound.reading.message.author
    if from_ is None or from_.address == author.address:
        return None
    return author_policies.policy(db, project_id, from_.address)


def _load_form_signs(db: Connection, inbound: Inbound, facts: Facts) -> FormSigns | None:
    """Asked only of letters whose Reply-To names one other than From."""
    named, author = visitor(inbound.reading, facts.own_domains), inbound.reading.message.author
    project = inbound.route.project if inbound.route else None
    if named is None or author is None or projects.aliases_among(db, wanted(named.address)):
        return None
    owner = people.by_address(db, named.address)
    policies = author_policies.policies_of(
        db, project.id if project is not None else 0, author.address
    )
    return FormSigns(
        declared=FORM in policies,
        writes_for=forms.others(db, author.address, named.address),
        visitor_is_team=owner is not None and owner.role.is_team,
    )


def _declared_aliases(db: Connection, inbound: Inbound) -> frozenset[str]:
    """Declared aliases, where a group or list may have rewritten From."""
    if not inbound.reading.message.has_any(MARKS):
        return frozenset()
    return frozenset(alias.address for alias in projects.aliases_of(db))


def load_authenticate_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    """Whether others saw the reply address that the message came to."""
    own = inbound.route.own if inbound.route else None
    if not isinstance(own, ReplyAddress) or facts.reply_person is None:
        return facts
    discussion = facts.reply_discussion.id if facts.reply_discussion is not None else 0
    exposed = is_exposed(db, numbers_of(own), discussion, facts.reply_person.id)
    return replace(facts, reply_exposed=exposed)


def load_forwarder_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    """Whose letter was passed on, and whether they belong to the project."""
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
    if not letters:
        return facts
    others = sent_words.written_by_others(db, person.id, place) if place else ()
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
