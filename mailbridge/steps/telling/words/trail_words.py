"""The trail of a message for people: what each step asked, and what it answered, in plain words."""

from collections.abc import Mapping

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.message import Kind
from mailbridge.domain.told import Told
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.steps.telling.words.catalogue import Catalogue, in_context, sentence
from mailbridge.steps.telling.words.message_kinds import MESSAGE_KINDS
from mailbridge.steps.telling.words.reason_words import reason_words

ASKED = {  # by the name that a step has in the trail
    "read": in_context("trail", "How it is read"),
    "screen": in_context("trail", "What it is"),
    "unwrap": in_context("trail", "What it holds"),
    "trim": in_context("trail", "What is folded away"),
    "interpret": in_context("trail", "Command"),
    "round_trip": in_context("trail", "Is it a test of ours"),
    "loop": in_context("trail", "Did it come round again"),
    "route": in_context("trail", "Where it was sent"),
    "alias": in_context("trail", "The address people know"),
    "machine": in_context("trail", "Did a machine write it"),
    "identify": in_context("trail", "Who wrote it"),
    "authenticate": in_context("trail", "Is that proven"),
    "morning": in_context("trail", "Does it answer a morning letter"),
    "forwarder": in_context("trail", "Whose words were passed on"),
    "thread": in_context("trail", "Which discussion"),
    "own_letter": in_context("trail", "What is quoted of ours"),
    "audience": in_context("trail", "Who may read it"),
    "door": in_context("trail", "At the door"),
}
VERDICT = in_context("trail", "What became of it")
READERS = {
    AudienceReason.INSIDE: sentence("it stays inside"),
    AudienceReason.AUTHOR_ALONE: sentence("who wrote to us and to nobody else"),
    AudienceReason.NAMED: sentence("its author, and who stands in To and Cc"),
    AudienceReason.BLIND_COPY: sentence("our address stood in neither To nor Cc"),
    AudienceReason.WAITING: sentence("its author waits to be let in"),
    AudienceReason.ROBOT: sentence("nobody reads letters at the author’s address"),
    AudienceReason.ALL: sentence("a member said: to all"),
    AudienceReason.ANSWERED: sentence("as the post that it answers"),
    AudienceReason.NEWEST: sentence("as the newest post that a client may see"),
    AudienceReason.WRITTEN_TO: sentence("whom a member wrote to, or named"),
    AudienceReason.NOBODY: sentence("no client takes part"),
    AudienceReason.BEFORE: sentence("everybody there, as an earlier version had it"),
}
VERDICTS = {
    Disposition.ACCEPT: sentence("accepted"),
    Disposition.HOLD: sentence("held"),
    Disposition.REJECT: sentence("rejected"),
    Disposition.DISCARD: sentence("discarded"),
}


def trail_words(line: str, words: Catalogue) -> tuple[str, str]:
    """What a step asked, and what it answered; ("", the line) of one that no step wrote."""
    if isinstance(line, Told):
        values = line.values
        match line.english:
            case "read: {note}":
                return trail_words(_text(values["note"]), words)
            case "{step}: {words}" if str(values["step"]) in ASKED:
                return words.say(ASKED[str(values["step"])]), words.tell(_text(values["words"]))
            case "screen: {kind}, {evidence}":
                return words.say(ASKED["screen"]), _kind(values, words)
            case "audience: {words} ({reason})":
                return words.say(ASKED["audience"]), _readers(values, words)
            case "{disposition}: {reason}":
                return words.say(VERDICT), _verdict(values, words)
            case "trim: {rule} from line {line}":
                return words.say(ASKED["trim"]), words.say(
                    "from line {line} on ({rule})", line=values["line"], rule=values["rule"]
                )
    step, colon, rest = words.tell(line).partition(": ")
    if colon and step in ASKED:
        kind = rest if rest not in set(Kind) else words.say(MESSAGE_KINDS[Kind(rest)])
        return words.say(ASKED[step]), kind
    return "", words.tell(line)


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _kind(values: Mapping[str, object], words: Catalogue) -> str:
    kind, evidence = str(values["kind"]), words.tell(_text(values["evidence"]))
    said = words.say(MESSAGE_KINDS[Kind(kind)]) if kind in set(Kind) else kind
    return f"{said} ({evidence})"


def _readers(values: Mapping[str, object], words: Catalogue) -> str:
    reason, readers = str(values["reason"]), words.tell(_text(values["words"]))
    if reason not in set(AudienceReason):
        return f"{readers} ({reason})"
    return f"{readers} ({words.say(READERS[AudienceReason(reason)])})"


def _verdict(values: Mapping[str, object], words: Catalogue) -> str:
    disposition, reason = str(values["disposition"]), str(values["reason"])
    if disposition not in set(Disposition) or reason not in set(Reason):
        return f"{disposition}: {reason}"
    return f"{words.say(VERDICTS[Disposition(disposition)])}: {reason_words(reason, words)}"
