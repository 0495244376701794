"""The letter to an admin: a mail provider asks whether an alias may be forwarded here. Code and
link are theirs to use.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import (
    address_page,
    admin_letter,
    to_admins,
)
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.values import dataclass

_PROVIDERS = {"google": sentence("Google"), "yandex": sentence("Yandex")}


@dataclass(frozen=True, slots=True)
class Asked:
    """`target` is the address of the project; `number` is the inbound message that asked."""

    asked: Confirmation
    project: str
    target: str
    admins: tuple[Person, ...]
    number: int


def readers(facts: Asked) -> Sequence[Reader]:
    return to_admins(facts.admins, "alias_confirmation")


def compose(
    facts: Asked, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Asked, reader: Reader, letter: Letter) -> str:
    return f"alias_confirmation:{facts.number}:{reader.person.id}"


ALIAS_CONFIRMATION = LetterKind(
    "alias_confirmation", ("alias_confirmation",), readers, compose, once
)


def _letter(facts: Asked, person: Person, head: Letterhead, now: datetime) -> Letter:
    asked = facts.asked
    words = head.words.of(person.language)
    known = _PROVIDERS.get(asked.provider)
    values = {
        "provider": words.say(known) if known else asked.provider,
        "alias": asked.alias,
        "target": facts.target,
        "project": facts.project,
        "page": address_page(asked.alias, head),
    }
    subject = words.say("{provider} asks: may {alias} be forwarded here?", **values)
    return admin_letter(
        "alias_confirmation",
        person,
        subject,
        facts.number,
        head,
        now,
        link=asked.link,
        project=facts.project,
        details=_details(words, values, asked.code),
        preheader=subject,
    )


def _details(words: Catalogue, values: Mapping[str, str], code: str | None) -> dict[str, str]:
    return {
        "asked": words.say(
            "{provider} was asked to forward the mail of {alias} to {target}, the address"
            " of the project “{project}”.",
            **values,
        ),
        "nobody": words.say(
            "mailbridge opens the link never by itself: anybody can have such a letter "
            "sent to any address."
        ),
        "no": words.say("If none of you did, do nothing; then no mail is forwarded."),
        "next": words.say("Afterwards see whether it works: {page} sends a test letter.", **values),
        "do": words.say(
            "If one of you asked for that, confirm it: type the code into the forwarding "
            "settings of {alias}, or open this link."
            if code
            else "If one of you asked for that, confirm it: open this link.",
            **values,
        ),
        "code.name": words.say("Confirmation code"),
        "code": code or "",
    }
