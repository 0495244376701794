"""Who wrote it: a known person, or an address nobody knows yet."""

from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.people.form import is_form, visitor
from mailbridge.steps.deciding.proof.mediator import first_author
from mailbridge.values import replace

STRICT = {
    "hold": Disposition.HOLD,
    "reject": Disposition.REJECT,
}  # what a project does with authors it does not know


def author_of(inbound: Inbound, facts: Facts) -> Mailbox | None:
    """From, or whom a declared group has put its own name over, or for whom a form writes; where
    that names nobody, the reverse-path.
    """
    first = first_author(inbound.reading.message, facts.groups)
    author = first or visitor_of(inbound, facts) or inbound.reading.message.author
    if author is not None and "@" in author.address:
        return author
    return (
        Mailbox("", inbound.envelope.reverse_path.lower())
        if "@" in inbound.envelope.reverse_path
        else None
    )


def visitor_of(inbound: Inbound, facts: Facts) -> Mailbox | None:
    """For whom a form has written this letter, if one did."""
    named = visitor(inbound.reading, facts.own_domains) if facts.form is not None else None
    if named is None or facts.form is None or not is_form(inbound.reading, named, facts.form):
        return None
    return named


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Set `author`; stop where the project or an admin does not want this author's mail."""
    mailbox = author_of(inbound, facts)
    if mailbox is None:
        return inbound if facts.accepted else Verdict(Disposition.HOLD, Reason.NO_AUTHOR)
    author = Author(mailbox.address, mailbox.name, facts.person, facts.person_in_project)
    stop = None if facts.accepted else _unwanted(author, facts)
    if stop is not None:
        return stop
    if visitor_of(inbound, facts) is not None and inbound.reading.message.author is not None:
        site = inbound.reading.message.author.domain
        author = replace(author, form=site)
        human = replace(inbound.reading, kind=Kind.HUMAN)
        inbound = replace(inbound, reading=human).said("identify", f"by the form of {site}")
    if (
        first_author(inbound.reading.message, facts.groups) is not None
        and inbound.reading.kind is Kind.LIST
    ):
        inbound = replace(inbound, reading=replace(inbound.reading, kind=Kind.HUMAN)).said(
            "identify", told("passed on by a declared list")
        )
    known = (
        told(
            "known as {name}, {role}",
            name=author.person.called,
            role=Told(author.person.role.value),
        )
        if author.person
        else told("known to nobody yet")
    )
    return replace(inbound, author=author).said(
        "identify", Told("{address}, {known}", address=author.address, known=known)
    )


def _unwanted(author: Author, facts: Facts) -> Verdict | None:
    """What was said of the author, then what the project does with authors that nobody has
    confirmed.
    """
    if facts.policy == "block":
        return Verdict(Disposition.DISCARD, Reason.BLOCKED_AUTHOR, author.address)
    if facts.policy == "hold":
        return Verdict(
            Disposition.HOLD,
            Reason.UNKNOWN_AUTHOR,
            told("{address} is to be held", address=author.address),
        )
    if author.person is not None and author.person.disabled:
        return Verdict(
            Disposition.HOLD,
            Reason.UNKNOWN_AUTHOR,
            told("{address} is of somebody who was disabled", address=author.address),
        )
    known = author.person is not None and (not author.person.staged or author.member_of_project)
    strict = STRICT.get(facts.project.unknown_authors) if facts.project is not None else None
    if strict is None or known or facts.policy == "allow" or facts.reply_person is not None:
        return None
    return Verdict(strict, Reason.UNKNOWN_AUTHOR, author.address)
