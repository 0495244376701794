"""The letter that an answer quotes first: whose it was and when, read from the line or the header
fields above the quote.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.message import Forwarded, Kind, Mailbox, Reading
from mailbridge.domain.project import Person
from mailbridge.steps.deciding.conversation.message_refs import parent
from mailbridge.steps.reading.forward.forwarded_header import Line, header_block, mailbox, unquoted
from mailbridge.steps.reading.reply.attribution import attribution
from mailbridge.steps.reading.reply.heads_above_quotes import names_an_author
from mailbridge.steps.reading.reply.quoted_header import shown_header_block
from mailbridge.steps.text import printed_date
from mailbridge.values import dataclass

LINES = 400  # of the quoted part that are looked at
HEAD_WITHIN = 12  # lines, in which its first attribution begins
ZONES_APART = timedelta(
    hours=26
)  # two readers in different zones see the same letter so far apart at most


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands above the first quote, and the words below it up to an older one."""

    head: str
    author: Mailbox  # either part may be empty
    written: datetime | None
    text: str


def may_miss(reading: Reading) -> str | None:
    """The id of the message a person's letter answers, where it quotes one."""
    answers = (
        reading.kind is Kind.HUMAN and reading.forwarded is None and reading.trimmed.quoted.strip()
    )
    return parent(reading.message) if answers else None


def cited(quoted: str, zone: tzinfo | None) -> Cited | None:
    """The first letter quoted, its date taken in `zone` where none is stated; None where nothing
    says whose it was.
    """
    lines = [unquoted(line) for line in quoted.splitlines()[:LINES]]
    texts = [line.text for line in lines]
    for at, text in enumerate(texts[:HEAD_WITHIN]):
        if text.strip() and (count := shown_header_block(texts, at)):
            return _from_fields(lines, at, count, zone)
        if text.strip() and (count := attribution(texts, at) or int(names_an_author(text))):
            return _from_line(lines, at, count, zone)
    return None


def _from_fields(lines: list[Line], at: int, count: int, zone: tzinfo | None) -> Cited:
    block = header_block(lines, at)
    author = block.author or Mailbox("", "")
    return Cited(author.name, author, block.date(zone), _below(lines, max(at + count, block.end)))


def _from_line(lines: list[Line], at: int, count: int, zone: tzinfo | None) -> Cited:
    head = " ".join(line.text.strip() for line in lines[at : at + count])
    found = mailbox(head)
    address = found.address if found is not None else ""
    before, _, after = head.partition(address) if address in head and address else (head, "", "")
    written = printed_date.parse(before, zone) or printed_date.parse(after, zone)
    return Cited(head, Mailbox("", address), written, _below(lines, at + count))


def _below(lines: list[Line], start: int) -> str:
    """The quoted words, without what they quote in turn."""
    texts = [line.text for line in lines]
    depth = next((line.depth for line in lines[start:] if line.text.strip()), 0)
    end = next(
        (
            at
            for at in range(start, len(lines))
            if texts[at].strip() and _older(lines, texts, at, depth)
        ),
        len(lines),
    )
    return "\n".join(texts[start:end]).strip()


def _older(lines: list[Line], texts: list[str], at: int, depth: int) -> bool:
    return lines[at].depth > depth or bool(attribution(texts, at) or shown_header_block(texts, at))


def member_cited(citation: Cited, members: Iterable[Person]) -> Person | None:
    """The member of that address, or the only one of that name."""
    team = tuple(members)
    if citation.author.address:
        return next(
            (person for person in team if citation.author.address in person.addresses), None
        )
    named = [person for person in team if _is_named(person.name, citation)]
    return named[0] if len(named) == 1 else None


def _is_named(name: str, citation: Cited) -> bool:
    """Whether a line names a member: first and last name in any order; a single name only where
    nothing else stands there.
    """
    words = _words(name)
    shown = _words(citation.author.name.partition("(")[0])
    return bool(words) and (words == shown or (len(words) > 1 and words <= _words(citation.head)))


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word.strip("\"'“”«»„<>()[],.:;*_").casefold()
        for word in text.replace("\u00a0", " ").split()
    ) - {""}


def told(citation: Cited, member: Person, message_id: str) -> MissingLetter:
    """The missing letter that a citation speaks of, as one of this member's."""
    return MissingLetter(message_id, member.id, member.called, citation.written, text=citation.text)


def filled(
    forwarded: Forwarded, author: Person, ids: Sequence[str], gaps: Iterable[MissingLetter]
) -> MissingLetter | None:
    """Which of the letters missing somewhere this one is: by its id, else by its author and the
    hour it was written.
    """
    known = [gap for gap in gaps if gap.person_id == author.id]
    by_id = next(
        (gap for gap in known if gap.message_id in ids or gap.message_id == forwarded.message_id),
        None,
    )
    near = [gap for gap in known if _apart(gap.written, forwarded.date) <= ZONES_APART]
    return by_id or min(near, key=lambda gap: _apart(gap.written, forwarded.date), default=None)


def _apart(moment: datetime | None, other: datetime | None) -> timedelta:
    return abs(moment - other) if moment is not None and other is not None else timedelta()
