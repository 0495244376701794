"""The steps are asked in their order, each with its facts; nothing is written."""

from sqlalchemy import Connection

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Reading
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Verdict
from mailbridge.services.container import Container
from mailbridge.services.deciding import step_facts
from mailbridge.services.deciding.step_facts import LOADERS
from mailbridge.steps.deciding.address.route import own_address
from mailbridge.steps.deciding.order import ORDER
from mailbridge.steps.telling.words.own_sentences import own_sentences
from mailbridge.store.directory import projects
from mailbridge.store.inbound import forward_path, queue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Read:
    """A claimed message, read and looked into."""

    claim: queue.Claim
    reading: Reading
    evidence: Evidence
    began: float = 0.0  # in seconds of the performance counter


def decide(
    db: Connection, container: Container, read: Read, accepted: bool = False
) -> tuple[Inbound, Facts, Verdict | None]:
    """What the steps say of a message; nothing is written."""
    envelope, reading = read.claim.envelope, read.reading
    own = own_address(envelope.forward_path, container.domains, container.keys)
    route_facts = forward_path.load_route_facts(db, own, envelope.forward_path, container.clock())
    facts = replace(
        route_facts,
        own_domains=container.domains,
        instance=container.instance,
        max_hops=container.limits.max_hops,
        accepted=accepted or read.claim.accepted,
        accepted_into=projects.by_id(db, read.claim.accepted_into)
        if read.claim.accepted_into is not None
        else None,
        evidence=read.evidence,
        own_sentences=own_sentences(container.words),
    )
    inbound = Inbound(
        read.claim.id,
        envelope,
        read.claim.received,
        reading,
        trail=tuple(Told("read: {note}", note=note) for note in reading.notes),
    )
    facts = step_facts.load_alias_facts(db, container, inbound, facts)
    decided = _ask_steps(db, inbound, facts)
    moved_to = decided[1].moved_to
    if moved_to is None:
        return decided
    return _ask_steps(
        db,
        inbound.said("route", told("its conversation was moved to {name}", name=moved_to.name)),
        replace(facts, project=moved_to),
    )


def _ask_steps(
    db: Connection, inbound: Inbound, facts: Facts
) -> tuple[Inbound, Facts, Verdict | None]:
    """The steps in their order, each with its facts."""
    for name, step in ORDER:
        if name in LOADERS:
            facts = LOADERS[name](db, inbound, facts)
        outcome = step(inbound, facts)
        if isinstance(outcome, Verdict):
            verdict = _after_250(outcome)
            return (
                inbound.said(name, _stop_words(verdict)),
                facts,
                verdict,
            )
        inbound = outcome
    return inbound, facts, None


def _stop_words(verdict: Verdict) -> str:
    if not verdict.note:
        return verdict.reason.value
    return Told("{reason} {note}", reason=verdict.reason.value, note=verdict.note)


def _after_250(verdict: Verdict) -> Verdict:
    """The verdict, with a rejection turned into a hold: a message that was answered with 250 is not
    refused any more (RFC 5321 section 6.1), a person decides.
    """
    return (
        replace(verdict, disposition=Disposition.HOLD)
        if verdict.disposition is Disposition.REJECT
        else verdict
    )
