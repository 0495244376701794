"""Who wrote it: a known person, or an address nobody knows yet."""

from dataclasses import replace

from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.proof.mediator import first_author

STRICT = {
    "hold": Disposition.HOLD,
    "reject": Disposition.REJECT,
}  # what a project does with authors it does not know


def author_of(inbound: Inbound, groups: frozenset[str] = frozenset()) -> Mailbox | None:
    """From, or whom a declared group has put its own name over; where that names nobody, the
    reverse-path.
    """
    author = first_author(inbound.reading.message, groups) or inbound.reading.message.author
    if author is not None and "@" in author.address:
        return author
    return (
        Mailbox("", inbound.envelope.reverse_path.lower())
        if "@" in inbound.envelope.reverse_path
        else None
    )


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Set `author`; stop where the project or an admin does not want this author's mail."""
    mailbox = author_of(inbound, facts.groups)
    if mailbox is None:
        return inbound if facts.accepted else Verdict(Disposition.HOLD, Reason.NO_AUTHOR)
    author = Author(mailbox.address, mailbox.name, facts.person, facts.person_in_project)
    stop = None if facts.accepted else _unwanted(author, facts)
    if stop is not None:
        return stop
    if (
        first_author(inbound.reading.message, facts.groups) is not None
        and inbound.reading.kind is Kind.LIST
    ):
        inbound = replace(inbound, reading=replace(inbound.reading, kind=Kind.HUMAN)).said(
            "identify", "passed on by a declared list"
        )
    known = (
        f"known as {author.person.called}, {author.person.role.value}"
        if author.person
        else "known to nobody yet"
    )
    return replace(inbound, author=author).said("identify", f"{author.address}, {known}")


def _unwanted(author: Author, facts: Facts) -> Verdict | None:
    """What was said of the author, then what the project does with authors that nobody has
    confirmed.
    """
    if facts.policy == "block":
        return Verdict(Disposition.DISCARD, Reason.BLOCKED_AUTHOR, author.address)
    if facts.policy == "hold":
        return Verdict(Disposition.HOLD, Reason.UNKNOWN_AUTHOR, f"{author.address} is to be held")
    known = author.person is not None and (not author.person.staged or author.member_of_project)
    strict = STRICT.get(facts.project.unknown_authors) if facts.project is not None else None
    if strict is None or known or facts.policy == "allow" or facts.reply_person is not None:
        return None
    return Verdict(strict, Reason.UNKNOWN_AUTHOR, author.address)
