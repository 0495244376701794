"""The alarm to an admin: an alias failed its test or fell silent, why, and what to do."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import (
    address_page,
    admin_letter,
    to_admins,
)
from mailbridge.steps.telling.words import alias_words
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass

_HEADLINES = {
    "silent": sentence("{alias}: no letters for {span}"),
    "failed": sentence("{alias}: the test failed"),
    "both": sentence("{alias}: no letters for {span}, the test failed"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an alarm is about."""

    alias: str
    project: str
    target: str  # the project address
    cause: str  # a word of steps.deciding.address.alias_test, or "silent"
    words: str = ""  # the far side's own
    last_mail: datetime | None = None
    failed: tuple[datetime, ...] = ()  # tests, oldest first
    returned: datetime | None = None  # the last test, when that came back


@dataclass(frozen=True, slots=True)
class Alarm:
    """`number` makes each alarm another letter."""

    trouble: Trouble
    admins: tuple[Person, ...]
    number: int


def readers(facts: Alarm) -> Sequence[Reader]:
    return to_admins(facts.admins, "alias_alarm")


def compose(
    facts: Alarm, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Alarm, reader: Reader, letter: Letter) -> str:
    return f"alias_alarm:{facts.number}:{reader.person.id}"


ALIAS_ALARM = LetterKind("alias_alarm", ("alias_alarm",), readers, compose, once)


def _letter(facts: Alarm, person: Person, head: Letterhead, now: datetime) -> Letter:
    trouble = facts.trouble
    words = head.words.of(person.language)
    tongue = Tongue(words, person.time_zone, now)
    values = {
        "alias": trouble.alias,
        "target": trouble.target,
        "domain": trouble.alias.rpartition("@")[2],
        "ours": head.domain,
        "page": address_page(trouble.alias, head),
        "sending": f"{head.public_url}/sending",
    }
    return admin_letter(
        "alias_alarm",
        person,
        _headline(trouble, words, now),
        facts.number,
        head,
        now,
        link=values["page"],
        project=trouble.project,
        notices=(
            *alias_words.cure_in_letter(trouble.cause, words, **values),
            words.say("Send the test letter again: {page}", **values),
        ),
        details={
            "facts": "\n".join(_facts(trouble, tongue)),
            "likely": words.say(
                "Most likely: {cause}", cause=alias_words.cause(trouble.cause, words, **values)
            ),
            "said": words.say("Our test got:"),
            "words": " ".join(trouble.words.split())[:600],
            "do": words.say("Do this"),
            "until": words.say(
                "Until then clients can write to the project address: {target}", **values
            ),
            "open": words.say("Open the address"),
        },
        preheader=alias_words.cause(trouble.cause, words, **values),
    )


def _headline(trouble: Trouble, words: Catalogue, now: datetime) -> str:
    span = (
        alias_words.lasted(now - trouble.last_mail, words) if trouble.last_mail is not None else ""
    )
    if trouble.cause == "silent":
        key = "silent"
    else:
        key = (
            "both"
            if trouble.last_mail is not None and (now - trouble.last_mail).days >= 1
            else "failed"
        )
    return words.say(_HEADLINES[key], alias=trouble.alias, span=span)


def _facts(trouble: Trouble, tongue: Tongue) -> Sequence[str]:
    heard = trouble.last_mail
    facts = [
        tongue.say(
            "Since {moment} nothing came through {alias}.",
            moment=tongue.moment(heard),
            alias=trouble.alias,
        )
        if heard
        else tongue.say("Nothing has come through {alias} yet.", alias=trouble.alias)
    ]
    if trouble.failed:
        moments = tongue.joined([tongue.moment(moment) for moment in trouble.failed])
        facts.append(tongue.say("Test letters that failed: {moments}.", moments=moments))
    if trouble.returned is not None:
        facts.append(
            tongue.say(
                "The test letter of {moment} came back, so the way is whole: it may simply be "
                "quiet.",
                moment=tongue.moment(trouble.returned),
            )
        )
    return facts
