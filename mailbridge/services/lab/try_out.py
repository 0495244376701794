"""A message is tried out: read, proven, decided on and filed as for real, in a transaction that is
rolled back before anybody sees it.
"""

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.letter import Letter, PostWords
from mailbridge.domain.message import Message, Reading
from mailbridge.domain.proof import Evidence
from mailbridge.domain.verdict import Disposition, Verdict
from mailbridge.services.container import Container
from mailbridge.services.deciding.decide import Read
from mailbridge.services.filing.file_message import file_message
from mailbridge.services.filing.filing_context import Filed
from mailbridge.services.filing.ingest import LEASE
from mailbridge.services.lab.trial import Destination, ForeseenLetter, Trial
from mailbridge.services.receiving import check, unwelcome_author
from mailbridge.services.receiving.arriving_head import ArrivingHead
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.mail_views import mail_view
from mailbridge.steps.deciding.address import header_mode
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.discussions import discussions
from mailbridge.store.inbound import arrivals, mail_log, queue
from mailbridge.store.inbound.arrivals import Arrival, Raw
from mailbridge.store.outbox import post_words, rehearsed
from mailbridge.store.outbox.rehearsed import PostProof
from mailbridge.values import dataclass, replace

MOST_PATHS = 5  # forward-paths that are tried
DOOR = "explain"
KEY_SIZE = 32  # bytes of a key that signs for this trial alone


async def try_out(container: Container, raw: bytes, forward_path: str = "") -> Trial:
    """What would become of a message: at this forward-path, else wherever it names somebody of
    ours. Its author is proven by signatures alone, as it came from no network address; links in its
    letters open nothing. Refused: no-message, too-big.
    """
    container = replace(container, keys=(container.entropy(KEY_SIZE), *container.keys))
    content = _with_crlf(raw)
    if not content.strip():
        raise Refused("no-message")
    if len(content) > container.limits.max_size:
        raise Refused("too-big", size=container.limits.max_size // 1024**2)
    reading = await container.reader.read(content, None, with_trace=True)
    author = reading.message.author
    reverse_path = author.address if author else ""
    chosen = forward_path.strip()
    paths = (normal(chosen),) if chosen else await own_forward_paths(container, reading.message)
    evidence = await container.authenticator.gather(content, None, None, reverse_path)
    envelopes = [Envelope(reverse_path, path, door=DOOR) for path in paths[:MOST_PATHS]]
    tried = [await _try_at(container, item, content, reading, evidence) for item in envelopes]
    return Trial(reading, tuple(tried))


def _with_crlf(raw: bytes) -> bytes:
    """As a door would get it; what was pasted has the line ends of its system."""
    return b"\r\n".join(raw.split(b"\n")) if b"\r\n" not in raw else raw


async def own_forward_paths(container: Container, message: Message) -> tuple[str, ...]:
    """Whom of ours a message names, where nobody knows its envelope."""
    named = dict.fromkeys(address for group in header_mode.named(message) for address in group)
    ours = [
        address
        for address in named
        if (await check.check(container, address)).disposition is not Disposition.REJECT
    ]
    return header_mode.resolve(message, ours)


async def _try_at(
    container: Container, envelope: Envelope, content: bytes, reading: Reading, evidence: Evidence
) -> Destination:
    refused = await _refusal(container, envelope, content)
    if refused is not None:
        return Destination(envelope.forward_path, refused)
    seen = await _rehearse(container, envelope, len(content), reading, evidence)
    letters = [_printed(container, letter, seen.words) for letter in seen.letters]
    return Destination(
        envelope.forward_path,
        None,
        seen.mail,
        seen.discussion,
        seen.is_new,
        seen.verified,
        seen.verified_why,
        tuple(letters),
    )


async def _refusal(container: Container, envelope: Envelope, content: bytes) -> Verdict | None:
    """What the door would answer to RCPT, and at the end of DATA, when it takes nothing."""
    verdict = await check.check(container, envelope.forward_path)
    if verdict.disposition is Disposition.REJECT:
        return verdict
    head = ArrivingHead(content)
    return await unwelcome_author.find_refusal(container, [envelope], content, head)


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """What was there at the end of the transaction."""

    mail: MailView
    discussion: str
    is_new: bool
    verified: str
    verified_why: str
    letters: tuple[Letter, ...]
    words: dict[int, PostWords]


class _RolledBack(Exception):
    """Leaves the transaction with what was seen in it."""

    def __init__(self, seen: _Rehearsed) -> None:
        self.seen = seen
        super().__init__()


async def _rehearse(
    container: Container, envelope: Envelope, size: int, reading: Reading, evidence: Evidence
) -> _Rehearsed:
    def transaction(db: Connection) -> None:
        now = container.clock()
        newest, arrival = rehearsed.newest_letter(db), Arrival(Raw("", size, b""), (envelope,), now)
        ((inbound_id,),) = arrivals.keep(db, [arrival])
        (claim,) = queue.claim(db, container.claimants.own, now, LEASE, 1, inbound_id)
        filed = file_message(db, container, Read(claim, reading, evidence))
        raise _RolledBack(_seen(db, filed, inbound_id, newest))

    try:
        await container.store.write(transaction)
    except _RolledBack as end:
        return end.seen
    raise AssertionError("the transaction always leaves by its end")


def _seen(db: Connection, filed: Filed, inbound_id: int, newest: int) -> _Rehearsed:
    discussion = discussions.by_id(db, filed.discussion_id) if filed.discussion_id else None
    proof = PostProof("", "", False)
    if filed.post_id is not None:
        proof = rehearsed.proof_of_post(db, filed.post_id)
    letters = rehearsed.letters_since(db, newest, inbound_id, filed.post_id)
    named = {number for letter in letters for number in (*posts_of(letter), *letter.earlier)}
    return _Rehearsed(
        mail_view(mail_log.by_id(db, inbound_id)),
        discussion.subject if discussion is not None else "",
        proof.is_first,
        proof.verified,
        proof.why,
        letters,
        post_words.words(db, named),
    )


def _printed(container: Container, letter: Letter, words: dict[int, PostWords]) -> ForeseenLetter:
    """Without the bytes of files, which are kept nowhere."""
    made = container.renderer.stencil(letter, words).fill(letter)
    to = ", ".join(mailbox.address for mailbox in letter.to)
    return ForeseenLetter(letter.name, to, letter.subject, made.text.partition("\n")[2], made.page)
