"""Whom a post is meant for: facts from the store for steps/deciding/people/audience."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import Connection

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Discussion
from mailbridge.domain.project import Person
from mailbridge.domain.told import Told, told
from mailbridge.services.assignees import find_named
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.steps.deciding.people.audience import Circumstances, decide
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import audiences, taking_part
from mailbridge.values import replace


def decide_mailed(
    filing: FilingContext,
    discussion: Discussion,
    author: Person,
    around: Iterable[Person],
    internal: bool,
) -> Audience:
    """Of a letter: by its To and Cc, or by what it answers."""
    by_team = author.role.is_team
    present = audiences.present_among(filing.everybody)
    named = frozenset(person.id for person in around if not person.role.is_team)
    answered = _answered(filing, discussion) if by_team else None
    doubtful = filing.author.verified == "failed" or filing.author.is_doubtful
    return _kept(
        discussion,
        Circumstances(
            author.id,
            by_team,
            internal,
            clients=present.clients | (frozenset() if by_team else {author.id}),
            aside=present.aside,
            gone=present.gone,
            named=frozenset() if doubtful and not by_team else named,
            our_address_shown=by_team or names_us(filing),
            waiting=filing.place.newcomer or author.id in present.waiting,
            robot=is_read_by_nobody(filing.author.address),
            by_reply_address=reply_address(filing) is not None,
            answered=answered,
            newest=_newest(filing.db, discussion) if by_team and answered is None else None,
            to_all=_says(filing, "all"),
            recall=filing.inbound.reading.recall,
        ),
    )


def decide_written(
    db: Connection,
    discussion: Discussion,
    author: Person,
    internal: bool,
    to_all: bool = False,
    answers: int | None = None,
) -> Audience:
    """Of an answer from the web, the command line or the API; `answers` is a post."""
    answered = audiences.of_answered(db, answers) if answers is not None else None
    known = replace(_written(db, discussion, author), answered=answered)
    return _kept(
        discussion, replace(known, internal=internal or discussion.internal, to_all=to_all)
    )


def foresee_written(
    db: Connection, discussion: Discussion, author: Person
) -> tuple[Audience, Audience, Audience]:
    """Of an answer, of one to all, and of a note that a member would write now."""
    known = replace(_written(db, discussion, author), internal=discussion.internal)
    wishes = (known, replace(known, to_all=True), replace(known, internal=True))
    answer, to_all, note = (_kept(discussion, wish) for wish in wishes)
    return answer, to_all, note


def _written(db: Connection, discussion: Discussion, author: Person) -> Circumstances:
    present = audiences.present(db, discussion.id)
    return Circumstances(
        author.id,
        True,
        True,
        present.clients,
        present.aside,
        present.gone,
        by_reply_address=True,
        newest=_newest(db, discussion),
    )


def _kept(discussion: Discussion, post: Circumstances) -> Audience:
    """An internal post of the team keeps whom it is for should it be sent after all; nobody else
    asks that of it.
    """
    if not post.internal or not post.by_team or discussion.internal:
        return decide(post)
    return Audience(decide(replace(post, internal=False)).heard)


def reply_address(filing: FilingContext) -> ReplyAddress | None:
    """The reply address that the message came to; None where it came to another address."""
    own = filing.inbound.route.own if filing.inbound.route is not None else None
    return own if isinstance(own, ReplyAddress) else None


def answered_post(filing: FilingContext, discussion: Discussion) -> int | None:
    """The post that a letter answers, by its reply address, else by the ids it names."""
    own = reply_address(filing)
    if own is not None and own.post_id:
        return own.post_id
    return audiences.named(filing.db, discussion.id, filing.named)


def names_us(filing: FilingContext) -> bool:
    """Whether an address of ours stands in To or Cc; where none does, it was a blind copy."""
    shown = [*filing.message.to, *filing.message.cc]
    if any(mailbox.domain in filing.facts.own_domains for mailbox in shown):
        return True
    forms = [form for mailbox in shown for form in wanted(mailbox.address)]
    return bool(forms) and bool(projects.aliases_among(filing.db, forms))


def left_out_by(filing: FilingContext, discussion: Discussion) -> list[Person]:
    """Whom the member's #without lines name."""
    words = [command.argument for command in filing.commands if command.name == "without"]
    if not words:
        return []
    persons: list[Person] = []
    for word in words:
        with suppress(Refused):
            persons += clients_meant(filing.db, discussion.id, word)
    return persons


def clients_meant(db: Connection, discussion_id: int, words: str) -> list[Person]:
    """Clients of a discussion by address, `tom@` or name, between commas or spaces. Refused:
    no-assignee, ambiguous-assignee, where a word fits nobody or several.
    """
    everybody = people.by_ids(db, taking_part.everyone_in(db, discussion_id)).values()
    clients = [person for person in everybody if not person.role.is_team]
    parts = [part.strip(" <>") for part in words.replace(";", ",").split(",")]
    several = [part.split() if part.count("@") > 1 else [part] for part in parts]
    return [find_named(clients, word) for name in several for word in name if word]


def in_words(db: Connection, audience: Audience, at_hand: Iterable[Person] = ()) -> str:
    """For the trail: who hears it, who does not, and why. Whoever is at hand is not looked up."""
    if audience.reason is AudienceReason.INSIDE:
        return f"no client ({audience.reason.value})"
    named = {person.id: person.address for person in at_hand if person.address}
    named |= audiences.addresses_of(db, (audience.heard | audience.left_out) - named.keys())
    heard = ", ".join(named[person_id] for person_id in sorted(audience.heard)) or told("no client")
    missed = ", ".join(named[person_id] for person_id in sorted(audience.left_out))
    words = told("{heard}; not {missed}", heard=heard, missed=missed) if missed else heard
    return Told("audience: {words} ({reason})", words=words, reason=audience.reason.value)


def _answered(filing: FilingContext, discussion: Discussion) -> frozenset[int] | None:
    """The audience of the post that a member's letter answers, where that is known."""
    answered = answered_post(filing, discussion)
    return audiences.of_answered(filing.db, answered) if answered is not None else None


def _newest(db: Connection, discussion: Discussion) -> frozenset[int] | None:
    newest = audiences.newest(db, discussion.id)
    return audiences.heard_of(db, newest) if newest is not None else None


def _says(filing: FilingContext, name: str) -> bool:
    return any(command.name == name for command in filing.commands)
