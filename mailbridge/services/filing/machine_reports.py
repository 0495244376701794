"""Failures, delays, receipts, complaints and out-of-office letters: noted where they belong, told
to nobody but those concerned.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.address import ReturnPath
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Absent, MutedByComplaint
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.message import Away, Kind, Reported
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import told
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.people.muting import notify_of_mute
from mailbridge.services.people.whereabouts import note_away
from mailbridge.services.telling import undelivered
from mailbridge.steps.deciding.address.route import own_address
from mailbridge.steps.deciding.machine_mail.dead_address import is_final
from mailbridge.steps.deciding.proof.report_trust import vouched
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions, taking_part, time_line
from mailbridge.store.outbox import queue, returned_letters
from mailbridge.store.outbox.queue import Owed
from mailbridge.values import dataclass

REPORTS = (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT)
UNCLEAR = "5.0.0"  # RFC 3463: a failure that says no more of itself


@dataclass(frozen=True, slots=True)
class Belongs:
    """The discussion a machine's mail is about, if one could be found, and why it is believed or
    not.
    """

    discussion_id: int | None = None
    project_id: int | None = None
    belief: str = ""


def note_report(
    db: Connection, container: Container, inbound: Inbound, evidence: Evidence
) -> Belongs:
    """Find the letter of ours it speaks of, and do what follows."""
    letter_id, signed = _find_letter(db, container, inbound)
    letter = queue.by_id(db, letter_id) if letter_id is not None else None
    if letter is None:
        return Belongs()
    proof = (
        told("it has our signed return path") if signed else vouched(inbound, evidence, letter.to)
    )
    if proof is not None:
        _act_on_believed(db, container, inbound, letter)
    else:
        _note_doubted(db, container, inbound, letter)
    if (
        inbound.reading.away is not None
        and letter.person_id is not None
        and letter.discussion_id is not None
    ):
        note_absence(db, container, letter.discussion_id, letter.person_id, inbound.reading.away)
    discussion = (
        discussions.by_id(db, letter.discussion_id) if letter.discussion_id is not None else None
    )
    belief = (
        ""
        if inbound.reading.kind not in REPORTS
        else told("believed: {proof}", proof=proof)
        if proof
        else told("nothing proves it")
    )
    return (
        Belongs(discussion.id, discussion.project_id, belief)
        if discussion is not None
        else Belongs(belief=belief)
    )


def _act_on_believed(db: Connection, container: Container, inbound: Inbound, letter: Owed) -> None:
    match inbound.reading.kind:
        case Kind.BOUNCE:
            _note_returned_letter(db, container, inbound, letter)
        case Kind.DELAY:
            undelivered.count_soft_bounce(db, container, letter, _status_words(inbound))
        case Kind.COMPLAINT:
            _mute_complainer(db, container, letter)


def _note_doubted(db: Connection, container: Container, inbound: Inbound, letter: Owed) -> None:
    """Note on the discussion that the letter may have failed, and change nothing else: any reader
    of the letter could have written such a report.
    """
    match inbound.reading.kind:
        case Kind.BOUNCE:
            undelivered.record_doubted_bounce(db, container, letter, _status_words(inbound))
        case Kind.COMPLAINT:
            undelivered.record_once(db, container, letter, EventKind.COMPLAINT_DOUBTED, "")


def _note_returned_letter(
    db: Connection, container: Container, inbound: Inbound, letter: Owed
) -> None:
    bounce, words = inbound.reading.bounce, _status_words(inbound)
    hard = is_final(bounce.status if bounce else None, words)
    undelivered.record_bounce(db, container, letter.id, words, hard, inbound.id)


def _status_words(inbound: Inbound) -> str:
    """The status and the far side's words, in one line."""
    bounce = inbound.reading.bounce
    status = (
        bounce.status
        if bounce and bounce.status
        else UNCLEAR
        if inbound.reading.kind is Kind.BOUNCE
        else ""
    )
    words = (bounce.words if bounce else None) or inbound.reading.message.subject
    return words if status in words else f"{status} {words}".strip()


def _mute_complainer(db: Connection, container: Container, letter: Owed) -> None:
    """Mute the discussion for a reader who calls its letter junk, and say so once."""
    if letter.person_id is None or letter.discussion_id is None:
        return
    around = taking_part.participants_of(db, letter.discussion_id)
    if any(
        participant.person.id == letter.person_id and participant.muted for participant in around
    ):
        return
    taking_part.change_participant(db, letter.discussion_id, letter.person_id, muted=True)
    time_line.record(
        db,
        [
            Event(
                letter.discussion_id,
                EventKind.MUTED,
                container.clock(),
                letter.person_id,
                details=MutedByComplaint(),
            )
        ],
    )
    person = people.by_id(db, letter.person_id)
    if person is not None:
        notify_of_mute(db, container, letter.discussion_id, person, complained=True)


def _find_letter(db: Connection, container: Container, inbound: Inbound) -> tuple[int | None, bool]:
    """(letter of ours that the report is about, whether a signed return path proves it); else by
    the ids it encloses or answers.
    """
    signed = _signed(container, _paths(inbound))
    if signed is not None:
        return signed, True
    message, about = inbound.reading.message, inbound.reading.reported or Reported()
    bounce = inbound.reading.bounce
    ids = [bounce.original_message_id] if bounce and bounce.original_message_id else []
    recipients = [bounce.recipient] if bounce and bounce.recipient else []
    author = [message.author.address] if message.author else []
    return returned_letters.letter_to(
        db,
        [*ids, *about.message_ids, *message.in_reply_to],
        [*recipients, *about.recipients, *author],
    ), False


def _paths(inbound: Inbound) -> Iterable[str]:
    """The forward-paths and reverse-paths in which our return path may stand: some systems write it
    into MAIL FROM, others only into what they enclose.
    """
    about = inbound.reading.reported or Reported()
    return (inbound.envelope.forward_path, inbound.envelope.reverse_path, *about.return_paths)


def _signed(container: Container, paths: Iterable[str]) -> int | None:
    named = (own_address(path, container.domains, container.keys) for path in paths)
    return next((own.letter_id for own in named if isinstance(own, ReturnPath)), None)


def note_absence(
    db: Connection, container: Container, discussion_id: int | None, person_id: int, away: Away
) -> None:
    """Somebody is out of office: an event on the discussion, if it concerns one, which stays as it
    was. Each letter to them is answered alike: said once.
    """
    if note_away(db, person_id, away.until, container.clock()) is not None:
        next_move.settle_discussions_of(db, person_id)
    if discussion_id is None:
        return
    details = Absent(away.until, away.deputy or "")
    event = Event(discussion_id, EventKind.AWAY, container.clock(), person_id, details=details)
    until = away.until.isoformat() if away.until else ""
    time_line.record_once(db, event, discussion_id, person_id, until, details.deputy)
