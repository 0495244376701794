"""What threading needs of the store: who has seen these ids and words, and which letter is
missing.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, MissingLetter
from mailbridge.domain.inbound import Author, Facts, Inbound, Seen
from mailbridge.domain.message import Mailbox
from mailbridge.domain.project import Person, Project
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.steps.deciding.conversation import (
    case_numbers,
    message_refs,
    missing_letter,
    quote_fingerprint,
)
from mailbridge.steps.deciding.conversation.discussion_age import WINDOW
from mailbridge.steps.deciding.people.had_copy import others
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import discussions, missing_letters, seen_ids, taking_part
from mailbridge.store.outbox import occasions
from mailbridge.values import replace

AT_LENGTH = 8  # runs of seven words: two lines of a letter


def load_thread_facts(db: Connection, inbound: Inbound, facts: Facts) -> Facts:
    """The discussions that a message's ids, words and subject may lead to."""
    project, message = facts.project, inbound.reading.message
    if project is None or inbound.author is None:
        return facts
    person, named = inbound.author.person, message_refs.ids_named(message)
    seen = _seen(db, project.id, message_refs.with_own(named, message), person)
    key = message_refs.subject_key(message.subject)
    since = message_refs.moment(message, facts.now) - WINDOW
    candidates, authors_of = (
        discussions.same_subject(db, project.id, key, since) if key else ([], {})
    )
    quoted, unknown = (
        ((), False) if seen or facts.reply_discussion else _quoted_in(db, project.id, inbound)
    )
    known = _known(db, facts, seen, candidates, quoted)
    moved_to = _moved_to(db, project.id, seen, known, person)
    known = {
        discussion.id: discussion
        for discussion in known.values()
        if discussion.project_id == project.id
    }
    seen = tuple(sighting for sighting in seen if sighting.discussion_id in known)
    authors_of |= taking_part.participant_ids(db, known.keys() - authors_of.keys())
    elsewhere = [one for one in known if person is None or person.id not in authors_of.get(one, ())]
    facts = replace(
        facts,
        named=named,
        seen=seen,
        moved_to=moved_to,
        candidates=tuple(candidates),
        quoted_in=quoted,
        quotes_unknown=unknown,
        colleagues_in=_colleagues_in(db, inbound.author, elsewhere),
        discussions=known,
        authors_of=authors_of,
        other_cases=_other_cases(db, inbound, candidates),
        addressed=_addressed(db, inbound, facts, seen),
        answers_internal=person is not None
        and person.role.is_team
        and seen_ids.answers_internal(db, project.id, person.id, named, known),
    )
    missing = _missing(db, project.id, inbound, facts)
    if missing is not None:
        facts = replace(facts, missing=missing)
    return _with_gap(db, project.id, inbound, facts)


def _seen(
    db: Connection, project_id: int, ids: Sequence[str], person: Person | None
) -> tuple[Seen, ...]:
    """Of an id that very many refer to, the newest discussions, and those the author takes part
    in.
    """
    sightings = seen_ids.seen(db, project_id, ids)
    if len(sightings) < seen_ids.MOST_SEEN or person is None:
        return sightings
    return tuple(dict.fromkeys((*sightings, *seen_ids.seen_by(db, project_id, ids, person.id))))


def _known(
    db: Connection,
    facts: Facts,
    seen: Sequence[Seen],
    candidates: Sequence[Discussion],
    quoted: Sequence[int],
) -> dict[int, Discussion]:
    """All discussions that are named, by id."""
    known = {candidate.id: candidate for candidate in candidates}
    known |= discussions.by_ids(
        db, ({sighting.discussion_id for sighting in seen} | set(quoted)) - known.keys()
    )
    if facts.reply_discussion is not None:
        known[facts.reply_discussion.id] = facts.reply_discussion
    return known


def _moved_to(
    db: Connection,
    project_id: int,
    seen: Sequence[Seen],
    known: Mapping[int, Discussion],
    person: Person | None,
) -> Project | None:
    """A project's address goes on leading to what was moved out of it: for those who take part, and
    name nothing that stayed.
    """
    named = [known[sighting.discussion_id] for sighting in seen if sighting.by_us]
    if (
        person is None
        or not named
        or any(discussion.project_id == project_id for discussion in named)
    ):
        return None
    inside = taking_part.participant_ids(db, [discussion.id for discussion in named])
    return next(
        (
            projects.by_id(db, discussion.project_id)
            for discussion in named
            if person.id in inside.get(discussion.id, ())
        ),
        None,
    )


def _colleagues_in(db: Connection, author: Author, known: Iterable[int]) -> frozenset[int]:
    domain, ids = message_refs.colleagues(author.address), sorted(known)
    return taking_part.with_domain(db, ids, domain) if domain and ids else frozenset()


def _quoted_in(db: Connection, project_id: int, inbound: Inbound) -> tuple[tuple[int, ...], bool]:
    """Where its quoted words were written, and whether it quotes at length what never was; asked
    only where no id says anything.
    """
    runs = quote_fingerprint.runs_quoted(inbound.reading.trimmed.quoted)
    matches = seen_ids.where_written(db, project_id, runs) if runs else []
    return quote_fingerprint.best(matches), len(runs) >= AT_LENGTH and not matches


def _other_cases(
    db: Connection, inbound: Inbound, candidates: Sequence[Discussion]
) -> frozenset[int]:
    """Among those of the same subject, the discussions that their ticket system gave other
    numbers.
    """
    numbers = case_numbers.case_numbers(inbound.reading.message) if candidates else ()
    if not numbers:
        return frozenset()
    begins = case_numbers.series(inbound.reading.message)
    return frozenset(
        seen_ids.with_other_ids(db, [candidate.id for candidate in candidates], begins, numbers)
    )


def _addressed(
    db: Connection, inbound: Inbound, facts: Facts, seen: Sequence[Seen]
) -> frozenset[int]:
    """Asked only where nothing but a common ancestor speaks for a discussion."""
    if not seen or any(sighting.by_us for sighting in seen):
        return frozenset()
    shown = others(inbound.reading.message, facts.own_domains, frozenset())
    return frozenset(people.by_addresses(db, (mailbox.address for mailbox in shown)).values())


def _missing(
    db: Connection, project_id: int, inbound: Inbound, facts: Facts
) -> MissingLetter | None:
    """The member's letter it answers, if that never came here."""
    parent = missing_letter.may_miss(inbound.reading)
    if parent is None or any(seen.by_us and seen.message_id == parent for seen in facts.seen):
        return None
    date = inbound.reading.message.date
    cited = missing_letter.cited(inbound.reading.trimmed.quoted, date.tzinfo if date else None)
    if (
        cited is None
        or _is_ours(db, cited.author, facts)
        or (facts.reply_discussion is not None and not cited.author.address)
    ):
        return None
    member = missing_letter.member_cited(cited, occasions.members(db, project_id)[0])
    runs = quote_fingerprint.runs_quoted(cited.text)
    if member is None or (
        runs
        and len(seen_ids.where_written(db, project_id, runs))
        >= min(quote_fingerprint.ENOUGH, len(runs))
    ):
        return None  # another's letter, or one we hold under another id
    return missing_letter.told(cited, member, parent)


def _is_ours(db: Connection, mailbox: Mailbox, facts: Facts) -> bool:
    """Whether a letter is one of ours though its id was rewritten on the way: its From is an
    address of ours.
    """
    if not mailbox.address:
        return False
    return mailbox.domain in facts.own_domains or bool(
        projects.aliases_among(db, wanted(mailbox.address))
    )


def _with_gap(db: Connection, project_id: int, inbound: Inbound, facts: Facts) -> Facts:
    """A member passes on a member's letter: does one of its discussions miss it?"""
    forwarded, author = inbound.reading.forwarded, inbound.author
    by_member = author is not None and author.person is not None and author.person.role.is_team
    if not by_member or forwarded is None or forwarded.author is None:
        return facts
    shown = missing_letter.Cited(
        forwarded.author.name, forwarded.author, forwarded.date, forwarded.text
    )
    original = missing_letter.member_cited(shown, occasions.members(db, project_id)[0])
    if original is None:
        return facts
    runs = quote_fingerprint.runs_quoted(forwarded.text)
    written = quote_fingerprint.best(seen_ids.where_written(db, project_id, runs)) if runs else ()
    where = (
        {seen.discussion_id for seen in facts.seen}
        | {candidate.id for candidate in facts.candidates}
        | set(written)
    )
    open_ = missing_letters.still_missing(db, project_id, where)
    fills = missing_letter.filled(forwarded, original, facts.named, open_)
    original = original if fills is not None else facts.original
    return replace(
        facts, fills=fills, original=original, discussions=_also(db, facts.discussions, fills)
    )


def _also(
    db: Connection, known: Mapping[int, Discussion], fills: MissingLetter | None
) -> Mapping[int, Discussion]:
    return dict(known) | (discussions.by_ids(db, [fills.discussion_id]) if fills else {})
