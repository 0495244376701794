"""Everything a message says by itself: the pure steps in one composition."""

from collections.abc import Callable
from dataclasses import field
from functools import partial
from typing import NamedTuple, TypeVar

from mailbridge.domain.message import (
    Answer,
    Command,
    Due,
    Forwarded,
    Kind,
    Message,
    Reading,
    Reported,
    Trimmed,
)
from mailbridge.domain.told import Told, told
from mailbridge.steps.reading.forward.unwrap import find
from mailbridge.steps.reading.html.sanitise import safe_html
from mailbridge.steps.reading.kinds.automatic.absence import tells_absence
from mailbridge.steps.reading.kinds.automatic.acknowledgement import acknowledges
from mailbridge.steps.reading.kinds.automatic.newsletter import newsletter
from mailbridge.steps.reading.kinds.away import away
from mailbridge.steps.reading.kinds.reaction import reaction
from mailbridge.steps.reading.kinds.recall import is_recall
from mailbridge.steps.reading.kinds.report_kind import Screened
from mailbridge.steps.reading.kinds.reported_letter import reported
from mailbridge.steps.reading.kinds.screen import kind_of
from mailbridge.steps.reading.meaning.answers import answers
from mailbridge.steps.reading.meaning.commands import commands
from mailbridge.steps.reading.meaning.due_date import due
from mailbridge.steps.reading.meaning.language import language
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.steps.reading.mime.body_choice import Form
from mailbridge.steps.reading.mime.parse import Parsed, parse, parse_header_section
from mailbridge.steps.reading.mime.trace import Trace, trace
from mailbridge.steps.reading.reply.shown_receipt import is_shown_receipt
from mailbridge.steps.reading.reply.signing.given_names import is_called_as_people_are
from mailbridge.steps.reading.reply.trim import trim
from mailbridge.steps.text.base_subject import base_subject
from mailbridge.values import dataclass, replace

REPORTS = (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT)
MAX_BODY = 1_000_000  # characters; a longer text or HTML is kept whole and not taken apart

_FORMS: dict[str, str] = {
    Form.PLAIN: told("read: the plain text, the HTML says no more"),
    Form.ONLY_HTML: told("read: the HTML, there is no plain text"),
    Form.STUB: told("read: the HTML, the plain text has no word of it"),
    Form.BEGINNING: told("read: the HTML, the plain text is its beginning"),
    Form.PART: told("read: the HTML, the plain text has few of its words"),
}

_T = TypeVar("_T")


def read(raw: bytes, reverse_path: str | None = None, *, with_trace: bool = False) -> Reading:
    """Never raises on a message; a step that failed is a line in `message.defects`, and the text
    stays whole. `with_trace`: the way it came is read, too.
    """
    parsed = parse(raw)
    return understood(_traced(parsed) if with_trace else parsed, reverse_path)


def _traced(parsed: Parsed) -> Parsed:
    trail = _Trail()
    came = trail.attempt("trace", lambda: trace(parsed.mime), Trace((), (), ()))
    defects = dict.fromkeys((*parsed.message.defects, *came.defects, *trail.defects))
    message = replace(
        parsed.message,
        hops=came.hops,
        defect_categories=came.categories,
        defects=tuple(defects),
    )
    return parsed._replace(message=message)


def unprocessed(raw: bytes, why: str) -> Reading:
    """What a bounded look at a message gives when understanding it costs too much: its header
    section, and its body as it is.
    """
    message = parse_header_section(raw)
    message = replace(
        message, defects=(*message.defects, told("too costly to understand: {why}", why=why))
    )
    return Reading(
        message=message,
        trimmed=Trimmed(message.text),
        body=message.text,
        base_subject=base_subject(message.subject),
        notes=(told("read: not taken apart, {why}", why=why),),
    )


@dataclass(slots=True)
class _Trail:
    """What the steps said, and which of them failed."""

    notes: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)

    def attempt(self, step: str, ask: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return ask()
        except MemoryError:
            raise
        except Exception as fault:
            sort = type(fault).__name__
            self.defects.append(
                told("{step} failed and was left out: {fault}", step=step, fault=sort)
            )
            return otherwise


def understood(parsed: Parsed, reverse_path: str | None = None) -> Reading:
    """The reading of a parsed message."""
    message, trail = parsed.message, _Trail()
    screened = trail.attempt(
        "screen", lambda: kind_of(message, parsed.mime, reverse_path), Screened(Kind.HUMAN, "")
    )
    trail.notes.append(
        Told("screen: {kind}, {evidence}", kind=screened.kind.value, evidence=screened.evidence)
        if screened.evidence
        else f"screen: {screened.kind}"
    )
    if message.body_form in _FORMS:
        trail.notes.append(_FORMS[message.body_form])
    small = _bounded(message, trail)
    forwarded = trail.attempt("unwrap", lambda: find(small), None)
    trimmed = _trimmed(small, forwarded, trail) if small is message else Trimmed(message.text)
    about = (
        trail.attempt("reported", lambda: reported(message, parsed.mime), None)
        if screened.kind in REPORTS
        else None
    )
    if screened.kind is Kind.HUMAN and message.event is None:
        screened = _by_its_words(message, screened, trimmed, trail)
    reading = _interpreted(message, screened, forwarded, trimmed, about, trail)
    return _with_marks(reading, parsed) if screened.kind is Kind.HUMAN else reading


def _by_its_words(
    message: Message, screened: Screened, trimmed: Trimmed, trail: _Trail
) -> Screened:
    """An acknowledgement or an absence that no field gives away is an automatic letter, and so may
    a receipt be told by its words alone.
    """
    if trail.attempt("screen", lambda: is_shown_receipt(message), False):
        said = told("words of a read receipt")
        trail.notes.append(Told("screen: {kind}, {evidence}", kind="receipt", evidence=said))
        return Screened(Kind.RECEIPT, said)
    reply, signature = trimmed.reply, trimmed.signature
    why = trail.attempt(
        "screen",
        lambda: acknowledges(message, reply, signature) or tells_absence(message, reply),
        None,
    )
    kind = Kind.AUTO_REPLY
    if why is None and message.html and not message.in_reply_to:
        ask = partial(newsletter, message, trimmed.quoted)
        kind, why = Kind.LIST, trail.attempt("screen", ask, None)
    if why is None or (kind is Kind.LIST and is_called_as_people_are(message.author)):
        return screened
    trail.notes.append(Told("screen: {kind}, {evidence}", kind=kind.value, evidence=why))
    return Screened(kind, why, away=away(message) if kind is Kind.AUTO_REPLY else None)


def _with_marks(reading: Reading, parsed: Parsed) -> Reading:
    """With what somebody sent by one press of a button."""
    message, own, trail = reading.message, reading.trimmed.reply, _Trail()
    if trail.attempt("recall", lambda: is_recall(message, parsed.mime, own), False):
        note = told("screen: asks to have a letter back")
        notes = (*reading.notes, note)
        return replace(reading, recall=True, questions=(), answers=(), due=None, notes=notes)
    return _with_reaction(reading, parsed)


def _with_reaction(reading: Reading, parsed: Parsed) -> Reading:
    trail = _Trail()
    sign = trail.attempt(
        "reaction", lambda: reaction(reading.message, parsed.mime, reading.trimmed.reply), None
    )
    if sign is None:
        return reading
    note = told("screen: a reaction, {emoji}", emoji=sign.emoji)
    return replace(reading, reaction=sign, notes=(*reading.notes, note))


def _bounded(message: Message, trail: _Trail) -> Message:
    """The message itself, or one with little text where it has too much."""
    longest = max(len(message.text), len(message.html or ""))
    if longest <= MAX_BODY:
        return message
    trail.defects.append(
        told("too long to take apart: {number} characters of text", number=longest)
    )
    return replace(message, text=message.text[:MAX_BODY], html=None)


def _trimmed(message: Message, forwarded: Forwarded | None, trail: _Trail) -> Trimmed:
    trimmed = trail.attempt("trim", lambda: trim(message), Trimmed(message.text))
    if forwarded:
        trail.notes.append(
            told(
                "unwrap: a forwarded letter of {author}",
                author=str(forwarded.author or told("an unknown author")),
            )
        )
        trimmed = trail.attempt("unwrap", lambda: _note_only(message, forwarded), trimmed)
    trail.notes.extend(
        told("trim: {rule} from line {line}", rule=cut.rule, line=cut.line + 1)
        for cut in trimmed.cuts
    )
    return trimmed


def _note_only(message: Message, forwarded: Forwarded) -> Trimmed:
    """A forward's reply is the forwarder's own note; the letter inside counts as quoted."""
    note = forwarded.note.strip()
    if message.letters and note == message.text.strip():  # the letter came as a file
        return trim(message)
    at = message.text.find(note) if note else -1
    rest = message.text[:at] + message.text[at + len(note) :] if at >= 0 else message.text
    own = trim(replace(message, text=note, html=None)) if note else Trimmed("")
    quoted = "\n".join(part for part in (own.quoted, rest.strip("\n")) if part)
    return replace(own, quoted=quoted)


def read_again(reading: Reading, trimmed: Trimmed) -> Reading:
    """The reading of the same message with `trimmed` for the author's own words: what they ask,
    answer and command is read anew.
    """
    words = _words(reading.message, trimmed, _Trail())._asdict()
    again = replace(reading, trimmed=trimmed, **words)
    return replace(again, questions=(), answers=(), due=None) if reading.recall else again


def _interpreted(
    message: Message,
    screened: Screened,
    forwarded: Forwarded | None,
    trimmed: Trimmed,
    about: Reported | None,
    trail: _Trail,
) -> Reading:
    safe = _safe(message, trail)
    words = _words(message, trimmed, trail)
    if trail.defects:
        message = replace(message, defects=(*message.defects, *trail.defects))
    return Reading(
        message=message,
        kind=screened.kind,
        evidence=screened.evidence,
        bounce=screened.bounce,
        reported=about,
        away=screened.away,
        trimmed=trimmed,
        forwarded=forwarded,
        base_subject=base_subject(message.subject),
        safe_html=safe,
        notes=tuple(trail.notes),
        **words._asdict(),
    )


class _Words(NamedTuple):
    """What the author's own words ask, answer and order: fields of a Reading."""

    commands: tuple[Command, ...]
    body: str
    questions: tuple[str, ...]
    answers: tuple[Answer, ...]
    due: Due | None
    language: str | None


def _words(message: Message, trimmed: Trimmed, trail: _Trail) -> _Words:
    own, sent = trimmed.reply[:MAX_BODY], message.date
    no_commands: tuple[Command, ...] = ()
    given, body = trail.attempt("commands", lambda: commands(own), (no_commands, trimmed.reply))
    trail.notes.extend(
        f"interpret: #{command.name} {command.argument}".rstrip() for command in given
    )
    return _Words(
        commands=given,
        body=body,
        questions=trail.attempt("questions", lambda: questions(body), ()),
        answers=trail.attempt("answers", lambda: answers(body, trimmed.quoted), ()),
        due=trail.attempt("dates", lambda: due(body, sent), None) if sent else None,
        language=trail.attempt("language", lambda: language(body or message.text[:MAX_BODY]), None),
    )


def _safe(message: Message, trail: _Trail) -> str | None:
    html = message.html
    if html is None or len(html) > MAX_BODY:
        return None
    return trail.attempt("sanitise", lambda: safe_html(html), None)
