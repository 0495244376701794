"""What sort of mail this is, from structure, header fields and envelope, and from words where
nothing else speaks.

The order is the rule: what a report's own structure says comes first, a person is whoever nothing
speaks against.
"""

import re
from email.message import Message as Mime

from mailbridge.domain.message import Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.automatic.own_words import asks, is_a_desks, said, speaks_as_one
from mailbridge.steps.reading.kinds.away import away
from mailbridge.steps.reading.kinds.away_words import AUTOMATIC
from mailbridge.steps.reading.kinds.forwarding_request import is_forwarding_request
from mailbridge.steps.reading.kinds.machine_fields import (
    AUTOMATIC_FIELDS,
    FORWARDING_AUTHORS,
    LIST_FIELDS,
    MAIL_PROVIDERS,
    REDIRECT_FIELDS,
)
from mailbridge.steps.reading.kinds.machine_marks import (
    Hints,
    folded,
    hints,
    is_answer,
)
from mailbridge.steps.reading.kinds.machine_words import (
    ABSENCE_WORDS,
    CONFIRMATION_SUBJECTS,
    PROGRAM_NAMES,
    PROGRAMS,
    READ_SUBJECTS,
    READ_WORDS,
    UNSUBSCRIBING,
)
from mailbridge.steps.reading.kinds.report_kind import Screened, bounce, complaint, structured
from mailbridge.steps.text.mailbox_search import first_mailbox


def kind_of(message: Message, mime: Mime, reverse_path: str | None) -> Screened:
    """Screen a message; reverse_path is "" for the null one and None when there was no envelope.
    Never raises.
    """
    seen = hints(message, reverse_path)
    for rule in _RULES:
        screened = rule(message, mime, seen)
        if screened:
            return screened
    return Screened(Kind.HUMAN, told("nothing says that a machine wrote it"))


def _confirmation(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    if seen.author in FORWARDING_AUTHORS:
        return Screened(
            Kind.CONFIRMATION,
            told(
                "From is {author}, which only writes forwarding confirmations", author=seen.author
            ),
        )
    if is_forwarding_request(message):
        return Screened(
            Kind.CONFIRMATION,
            told("a letter of {author} with a link that confirms forwarding", author=seen.author),
        )
    if (
        seen.domain in MAIL_PROVIDERS
        and not seen.answers
        and any(words in seen.subject for words in CONFIRMATION_SUBJECTS)
    ):
        return Screened(
            Kind.CONFIRMATION,
            told("a letter of {domain} about confirming a forwarding address", domain=seen.domain),
        )
    return None


def _automatic(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Automatic letters that say so (RFC 3834), and those whose fields only machines write."""
    said = seen.fields.get("auto-submitted", "").partition(";")[0].strip().lower()
    if said and said.split(" ")[0] != "no":
        return _auto(message, f"Auto-Submitted: {said[:40]} (RFC 3834)")
    given = [name for name in AUTOMATIC_FIELDS if name in seen.fields]
    named = next((name for name in given if _affirmed(seen.fields[name])), None)
    if named:
        return _auto(message, told("the field {field}", field=named))
    if seen.fields.get("precedence", "").strip().lower() in {
        "auto_reply",
        "auto-reply",
        "autoreply",
    }:
        return _auto(message, "Precedence: auto_reply")
    if seen.fields.get("delivered-to", "").strip().lower() == "autoresponder":
        return _auto(message, "Delivered-To: Autoresponder")
    if (
        "report domain:" in seen.subject and "submitter:" in seen.subject
    ):  # RFC 7489 section 7.2.1.1
        return _auto(message, told("an aggregate report of DMARC"))
    return None


def _affirmed(value: str) -> bool:
    return value.strip().lower() not in {"no", "false", "0"}


def _auto(message: Message, evidence: str) -> Screened:
    return Screened(Kind.AUTO_REPLY, evidence, away=away(message))


def _receipt(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Read receipts that are no MDN: a subject of that sort, and the words for it."""
    if not seen.subject.startswith(READ_SUBJECTS):
        return None
    opening = folded(message.text[:1500])
    if speaks_as_one(message.text) and not _has_labels(message.text):
        return None
    tnef = "x-ms-tnef-correlator" in seen.fields and not opening
    return (
        Screened(Kind.RECEIPT, told("words of a read receipt"))
        if (tnef or any(words in opening for words in READ_WORDS))
        else None
    )


def _has_labels(text: str) -> bool:
    """Whether a line is a label with its value: whom our letter went to, or when."""
    return any(":" in line.strip()[:_LABEL] for line in text[:_OPENING].split("\n"))


def _list(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Mailing lists (RFC 2369, RFC 2919) and bulk; what another installation like ours passes on
    for a person is neither.
    """
    if "x-mailbridge-instance" in seen.fields:
        return None
    named = next((name for name in LIST_FIELDS if name in seen.fields), None)
    if named and not _is_tracked(message, seen, named):
        return Screened(Kind.LIST, told("the field {field}", field=named))
    precedence = seen.fields.get("precedence", "").strip().lower()
    if precedence in _BULK and seen.is_absence and not seen.answers:
        return _auto(message, told("the subject is an automatic reply's"))
    if precedence == "junk" and not seen.answers:
        return Screened(Kind.LIST, f"Precedence: {precedence}")
    if precedence in _BULK and (not _is_by_somebody(message, seen) or _is_by_list(seen)):
        return Screened(Kind.LIST, f"Precedence: {precedence}")
    return None


def _is_tracked(message: Message, seen: Hints, named: str) -> bool:
    """One person's letter to which a sales program (HubSpot, Outreach) gave List-Unsubscribe and no
    other field of a list: an answer, or from somebody whose address has their name, without a word
    of unsubscribing; both where it says that it is bulk mail.
    """
    if named != "list-unsubscribe":
        return False
    if any(name in seen.fields for name in LIST_FIELDS if name != named):
        return False
    answers = seen.answers and is_answer(message.subject)
    if seen.fields.get("precedence", "").strip().lower() in _BULK:
        return answers and not _is_by_list(seen) and _is_of_somebody(message, seen)
    return answers or _is_of_somebody(message, seen)


def _is_by_somebody(message: Message, seen: Hints) -> bool:
    """Signs of a person at a mail program, or a question of somebody whose address has their
    name.
    """
    return _by_hand(seen) or (_is_of_somebody(message, seen) and asks(message.text))


def _is_of_somebody(message: Message, seen: Hints) -> bool:
    """Whether the author's address has their name, and nothing offers to unsubscribe."""
    name = message.author.name.lower().split() if message.author else []
    personal = len(name) > 1 and bool({*name} & {*_PIECES.findall(seen.author.partition("@")[0])})
    offered = any(stem in message.text.lower() for stem in UNSUBSCRIBING)
    return personal and not offered and not is_a_desks(message)


def _is_by_list(seen: Hints) -> bool:
    """Whether Sender is a list's address for what comes back: "owner-plans@", "plans-bounces@"."""
    local = (first_mailbox(seen.fields.get("sender", "")[:400].lower()) or "").partition("@")[0]
    return local.startswith("owner-") or local.endswith(_RETURNS)


def _by_hand(seen: Hints) -> bool:
    """Signs of a person at a mail program: an answer, or the program's own field."""
    return (
        seen.answers
        or "user-agent" in seen.fields
        or "x-mailer" in seen.fields
        or "thread-index" in seen.fields
    )


def _from_machine(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """What nobody answers to: the null reverse-path, and authors that say that nobody reads
    there.
    """
    if seen.null_path and not _passed_by_hand(seen):
        return _auto(message, told("null reverse-path (RFC 5321 section 4.5.5)"))
    local = seen.author.partition("@")[0]
    name = folded(message.author.name).strip("() ") if message.author else ""
    program = local in PROGRAMS or name in PROGRAM_NAMES
    if program and not (_by_hand(seen) or message.reply_to):
        return _auto(message, told("{author} is a program's address", author=seen.author))
    if seen.no_reply and not any(mailbox.address != seen.author for mailbox in message.reply_to):
        return _auto(message, told("{author} says that nobody reads there", author=seen.author))
    return None


def _passed_by_hand(seen: Hints) -> bool:
    """A person's letter that lost its reverse-path: redirected by a rule, or kept by a program that
    wrote Return-Path as it liked.
    """
    if "x-auto-response-suppress" in seen.fields:
        return False
    return any(name in seen.fields for name in REDIRECT_FIELDS) or (
        not seen.enveloped and (_by_hand(seen) or seen.subject.startswith("re:"))
    )


def _absence(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """Out-of-office letters without any field that says so."""
    hinted = (
        "x-ms-exchange-inbox-rules-loop" in seen.fields
        and "x-auto-response-suppress" in seen.fields
    )
    if not (hinted or seen.is_absence):
        return None
    opening = said(message.text[:_OPENING])
    absent = any(map(opening.__contains__, ABSENCE_WORDS))
    spoken_of = "?" in opening or any(map(opening.__contains__, AUTOMATIC))
    told_so = absent or _HEAD_SIGNS.search(seen.subject) is not None
    if seen.is_absence and told_so and not spoken_of:  # else its own words decide
        return _auto(message, told("the subject is an automatic reply's"))
    if hinted and absent:
        return _auto(message, told("an inbox rule's answer that speaks of absence"))
    return None


def _calendar(message: Message, mime: Mime, seen: Hints) -> Screened | None:
    """An invitation, or an answer to one (RFC 5546): somebody pressed a button in a calendar
    program, by whatever way the letter came.
    """
    event = message.event
    if event is None or event.method not in _BY_PEOPLE:
        return None
    return Screened(Kind.HUMAN, told("a calendar program's letter (RFC 5546)"))


_BULK = frozenset({"list", "bulk", "junk"})
_RETURNS = ("-bounces", "-bounce", "-owner", "-request", "-admin")
_PIECES = re.compile(r"[^\W\d_]+")
_OPENING = 1500  # characters
_LABEL = 20
_HEAD_SIGNS = re.compile(r"[:：\[\](（【-]")
_BY_PEOPLE = ("REQUEST", "REPLY", "CANCEL", "COUNTER", "DECLINECOUNTER", "ADD")
_RULES = (
    _confirmation,
    structured,
    complaint,
    bounce,
    _calendar,
    _automatic,
    _receipt,
    _list,
    _from_machine,
    _absence,
)
