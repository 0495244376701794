"""The letter to an admin: a mail provider asks whether an alias may be forwarded here. Code and
link are his to use.
"""

from collections.abc import Mapping
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.project import Person
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation
from mailbridge.steps.telling.letter_parts.admin_letter import admin_letter
from mailbridge.steps.telling.letters.post import Letterhead
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence

_PROVIDERS = {"google": sentence("Google"), "yandex": sentence("Yandex")}


def confirmation_letter(
    person: Person,
    asked: Confirmation,
    project: str,
    target: str,
    number: int,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """`target` is the project address; `number` makes the Message-ID unique."""
    words = head.words.of(person.language)
    known = _PROVIDERS.get(asked.provider)
    values = {
        "provider": words.say(known) if known else asked.provider,
        "alias": asked.alias,
        "target": target,
        "project": project,
    }
    subject = words.say("{provider} asks: may {alias} be forwarded here?", **values)
    return admin_letter(
        "alias_confirmation",
        person,
        subject,
        number,
        head,
        now,
        link=asked.link,
        project=project,
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
        "next": words.say(
            "Afterwards see whether it works: mailbridge alias test {alias}", **values
        ),
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
