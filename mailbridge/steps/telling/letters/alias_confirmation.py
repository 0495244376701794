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
from mailbridge.steps.telling.words.wording import language_of

_PROVIDERS = {
    "en": {"google": "Google", "yandex": "Yandex"},
    "ru": {"google": "Google", "yandex": "Яндекс"},
}
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "subject": "{provider} asks: may {alias} be forwarded here?",
        "asked": (
            "{provider} was asked to forward the mail of {alias} to {target}, the address of the "
            "project “{project}”."
        ),
        "code": "Confirmation code",
        "yes": (
            "If one of you asked for that, confirm it: type the code into the forwarding settings "
            "of {alias}, or open this link."
        ),
        "yes.link": "If one of you asked for that, confirm it: open this link.",
        "nobody": (
            "mailbridge opens the link never by itself: anybody can have such a letter sent to "
            "any address."
        ),
        "no": "If none of you did, do nothing; then no mail is forwarded.",
        "next": "Afterwards see whether it works: mailbridge alias test {alias}",
    },
    "ru": {
        "subject": "{provider} спрашивает: можно ли пересылать сюда {alias}?",
        "asked": (
            "{provider} попросили пересылать почту {alias} на {target}, адрес проекта «{project}»."
        ),
        "code": "Код подтверждения",
        "yes": (
            "Если об этом просил кто-то из вас, подтвердите: введите код в настройках пересылки "
            "{alias} или откройте ссылку."
        ),
        "yes.link": "Если об этом просил кто-то из вас, подтвердите: откройте ссылку.",
        "nobody": (
            "Сам mailbridge ссылку никогда не открывает: такое письмо кто угодно может заказать "
            "на любой адрес."
        ),
        "no": "Если никто из вас об этом не просил, ничего не делайте: пересылки не будет.",
        "next": "Потом проверьте, работает ли: mailbridge alias test {alias}",
    },
}


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
    spoken = language_of(person.language)
    provider = _PROVIDERS[spoken].get(asked.provider, asked.provider)
    values = {"provider": provider, "alias": asked.alias, "target": target, "project": project}
    said = {key: words.format(**values) for key, words in _WORDS[spoken].items()}
    return admin_letter(
        "alias_confirmation",
        person,
        said["subject"],
        number,
        head,
        now,
        link=asked.link,
        project=project,
        details=_details(said, asked.code),
        preheader=said["subject"],
    )


def _details(said: Mapping[str, str], code: str | None) -> dict[str, str]:
    shown = {key: said[key] for key in ("asked", "nobody", "no", "next")}
    return {
        **shown,
        "do": said["yes" if code else "yes.link"],
        "code.name": said["code"],
        "code": code or "",
    }
