"""A message that was filed before, by its id or on another way."""

from mailbridge.domain.event import EventKind
from mailbridge.domain.message import Kind
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.filing.mail_post import digest_of, message_id_of
from mailbridge.steps.deciding.conversation.same_letter import Copy, is_same_letter
from mailbridge.store.discussions import posts, seen_ids, time_line
from mailbridge.store.discussions.post_text import text_of


def find_filed_before(filing: FilingContext) -> tuple[int, int] | None:
    """(discussion, post) of the same message, filed before. Asked only where its id is one of ours;
    for all others the store's unique key does.
    """
    if filing.message.message_id and not any(
        seen.by_us and seen.message_id == filing.message.message_id for seen in filing.facts.seen
    ):
        return _came_by_a_list(filing)
    project_id, message_id = filing.project.id, message_id_of(filing.message)
    return posts.same_post(
        filing.db, project_id, message_id, digest_of(filing.message)
    ) or _came_another_way(filing)


def taken_back_in(filing: FilingContext) -> int | None:
    """The discussion in which the author took back this very message."""
    key = filing.message.message_id
    for seen in filing.facts.seen:
        if (
            seen.by_us
            and seen.message_id == key
            and time_line.was_recorded(
                filing.db, EventKind.TAKEN_BACK, seen.discussion_id, message_id_of(filing.message)
            )
        ):
            return seen.discussion_id
    return None


def _came_another_way(filing: FilingContext) -> tuple[int, int] | None:
    """The post of the same letter, which a list or a gateway has changed on one of its ways."""
    if not filing.message.message_id:
        return None
    known = seen_ids.with_message_id(filing.db, filing.project.id, filing.message.message_id)
    return _among(filing, known)


def _came_by_a_list(filing: FilingContext) -> tuple[int, int] | None:
    """The post of the same letter where a list brought one of the two, under an id of its own: it
    keeps the second at which its author wrote. Who answers a letter may quote it whole, and writes
    another.
    """
    written = filing.message.date
    if written is None:
        return None
    known = seen_ids.written_at(
        filing.db,
        filing.project.id,
        written,
        by_list=filing.inbound.reading.kind is not Kind.LIST,
    )
    return _among(filing, [copy for copy in known if copy[0].message_id not in filing.named])


def _among(filing: FilingContext, known: list[seen_ids.HashedPost]) -> tuple[int, int] | None:
    """The first of some posts that is the same letter, with its discussion."""
    if not known:
        return None
    files = frozenset(file.sha256 for file in filing.message.attachments)
    author = str(filing.author.person.id) if filing.author.person is not None else ""
    by_list = filing.inbound.reading.kind is Kind.LIST
    copy = Copy(author, filing.message.subject, filing.message.text, files, by_list)
    copies = (
        (row.id, row.discussion_id)
        for row, hashes in known
        if is_same_letter(copy, _copy_of(row, hashes))
    )
    return next(copies, None)


def _copy_of(row: posts.PostRow, hashes: frozenset[str]) -> Copy:
    by_list = row.kind == Kind.LIST.value
    return Copy(str(row.author_id), row.subject, text_of(row), hashes, by_list)
