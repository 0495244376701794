"""Facts before decisions: what each step needs of the store, fetched just before it is asked."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.steps import loop, sketch, thread
from mailbridge.steps.forwarder import original_author
from mailbridge.steps.identify import author_of
from mailbridge.store import discussions, people, projects, returns, traces
from mailbridge.store.traces import answers_internal, is_exposed


def for_loop(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    known = loop.wanted(inbound.reading.message, facts.own_domains)
    return replace(facts, own_letter=returns.is_ours(db, known)) if known is not None else facts


def for_identify(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    facts = replace(facts, groups=_groups(db, inbound))
    mailbox = author_of(inbound, facts.groups)
    if mailbox is None:
        return facts
    person = people.by_address(db, mailbox.address)
    project = inbound.route.project if inbound.route else None
    if project is None:
        return replace(facts, person=person)
    member = person is not None and people.is_member(db, project.id, person.id)
    return replace(facts, project=project, person=person, person_in_project=member, policy=people.policy(db, project.id, mailbox.address))


def _groups(db: Connection, inbound: Inbound) -> frozenset[str]:
    """Declared aliases, where a group says that it has rewritten From."""
    if inbound.reading.message.header("X-Original-From") is None:
        return frozenset()
    return frozenset(alias.address for alias in projects.aliases_of(db))


def for_authenticate(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    if facts.reply_person is None or facts.reply_discussion is None:
        return facts
    return replace(facts, reply_exposed=is_exposed(db, facts.reply_discussion.id, facts.reply_person.id))


def for_forwarder(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    mailbox = original_author(inbound)
    if mailbox is None or facts.project is None:
        return facts
    original = people.by_address(db, mailbox.address)
    member = original is not None and people.is_member(db, facts.project.id, original.id)
    return replace(facts, original=original, person_in_project=member)


def for_thread(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    project, message = facts.project, inbound.reading.message
    if project is None or inbound.author is None:
        return facts
    seen = traces.seen(db, project.id, thread.wanted(message))
    key = thread.subject_key(message.subject)
    candidates = discussions.same_subject(db, project.id, key, thread.moment(message, facts.now) - thread.WINDOW) if key else []
    quoted = () if seen or facts.reply_discussion else _quoted_in(db, project.id, inbound)
    named = {one.discussion_id for one in seen} | {one.id for one in candidates} | set(quoted)
    known = {one.id: one for one in candidates} | discussions.by_ids(db, named - {one.id for one in candidates})
    if facts.reply_discussion is not None:
        known[facts.reply_discussion.id] = facts.reply_discussion
    person = inbound.author.person
    return replace(
        facts,
        seen=seen,
        candidates=tuple(candidates),
        quoted_in=quoted,
        colleagues_in=_colleagues_in(db, inbound.author, known),
        discussions=known,
        authors_of=discussions.participant_ids(db, known),
        answers_internal=person is not None
        and person.role.is_team
        and answers_internal(db, project.id, person.id, thread.ids_named(message), known),
    )


def _colleagues_in(db: Connection, author: Author, known: Iterable[int]) -> frozenset[int]:
    domain, ids = thread.colleagues(author.address), sorted(known)
    return discussions.with_domain(db, ids, domain) if domain and ids else frozenset()


def _quoted_in(db: Connection, project_id: int, inbound: Inbound) -> tuple[int, ...]:
    """Asked only where no id says anything."""
    runs = sketch.runs_quoted(inbound.reading.trimmed.quoted)
    return sketch.best(traces.where_written(db, project_id, runs)) if runs else ()


LOADERS: dict[str, Callable[[Connection, Inbound, Facts], Facts]] = {
    "loop": for_loop,
    "identify": for_identify,
    "authenticate": for_authenticate,
    "forwarder": for_forwarder,
    "thread": for_thread,
}
