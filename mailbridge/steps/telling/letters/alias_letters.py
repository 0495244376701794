"""Letters about aliases: the test that is sent through one, and the alarm to an admin when one
fails or falls silent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.project import Person
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.telling.letter_parts.admin_letter import admin_letter, office
from mailbridge.steps.telling.letters.post import Letterhead
from mailbridge.steps.telling.words import alias_words
from mailbridge.steps.telling.words.wording import joined, language_of, moment

_TEST = {
    "en": (
        "Test letter for {alias}",
        (
            "{agency} checks whether mail for {alias} reaches it. Nobody has to answer. The "
            "forwarding rule, if there is one, passes"
            " this letter on; the line below says which test it is."
        ),
    ),
    "ru": (
        "Проверочное письмо для {alias}",
        (
            "{agency} проверяет, доходит ли почта на {alias}. Отвечать не нужно. Правило "
            "пересылки, если оно есть, передаст это"
            " письмо дальше; по строке ниже его узнают."
        ),
    ),
}
_ALARM = {
    "en": {
        "silent": "{alias}: no letters for {span}",
        "failed": "{alias}: the test failed",
        "both": "{alias}: no letters for {span}, the test failed",
        "since": "Since {moment} nothing came through {alias}.",
        "never": "Nothing has come through {alias} yet.",
        "tests": "Test letters that failed: {moments}.",
        "whole": (
            "The test letter of {moment} came back, so the way is whole: it may simply be quiet."
        ),
        "likely": "Most likely: {cause}",
        "said": "Our test got:",
        "do": "Do this",
        "again": "Run the test again: mailbridge alias test {alias}",
        "until": "Until then clients can write to the project address: {target}",
        "open": "Open the project",
    },
    "ru": {
        "silent": "{alias}: {span} без писем",
        "failed": "{alias}: проверка не прошла",
        "both": "{alias}: {span} без писем, проверка не прошла",
        "since": "Последнее письмо через {alias} пришло {moment}.",
        "never": "Через {alias} ещё ничего не приходило.",
        "tests": "Проверки, которые не прошли: {moments}.",
        "whole": "Проверочное письмо от {moment} вернулось, путь цел: возможно, просто тихо.",
        "likely": "Скорее всего: {cause}",
        "said": "Наша проверка получила:",
        "do": "Что сделать",
        "again": "Запустите проверку ещё раз: mailbridge alias test {alias}",
        "until": "Пока этого нет, клиенты могут писать на адрес проекта: {target}",
        "open": "Открыть проект",
    },
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an alarm is about."""

    alias: str
    project_id: int
    project: str
    target: str  # the project address
    cause: str  # a word of steps.round_trip, or "silent"
    words: str = ""  # the far side's own
    last_mail: datetime | None = None
    failed: tuple[datetime, ...] = ()  # tests, oldest first
    returned: datetime | None = None  # the last test, when that came back


def subject_of_test(alias: str, language: str) -> str:
    return _TEST[language_of(language)][0].format(alias=alias)


def letter_of_test(
    alias: str, token: str, language: str, head: Letterhead, now: datetime
) -> Letter:
    """The letter that is to come back."""
    spoken = language_of(language)
    words = _TEST[spoken][1].format(alias=alias, agency=head.agency)
    return Letter(
        name="alias_test",
        language=spoken,
        time_zone="UTC",
        to=(Mailbox("", alias),),
        cc=(),
        from_=office(head),
        reply_to=None,
        subject=subject_of_test(alias, language),
        message_id=alias_test.message_id(token, head.domain),
        reader=alias,
        details={"words": words, "mark": f"{alias_test.MARK} {token}"},
        date=now,
        agency=head.agency,
    )


def alarm(person: Person, trouble: Trouble, number: int, head: Letterhead, now: datetime) -> Letter:
    """To an admin: what happened, the likely cause, and what to do. `number` makes its Message-ID
    unique.
    """
    spoken = language_of(person.language)
    said = _ALARM[spoken]
    values = {
        "alias": trouble.alias,
        "target": trouble.target,
        "domain": trouble.alias.rpartition("@")[2],
        "ours": head.domain,
    }
    return admin_letter(
        "alias_alarm",
        person,
        _headline(trouble, said, spoken, now),
        number,
        head,
        now,
        link=f"{head.public_url}/projects/{trouble.project_id}",
        project=trouble.project,
        notices=(
            *alias_words.cure(trouble.cause, spoken, **values),
            said["again"].format(**values),
        ),
        details={
            "facts": "\n".join(_facts(trouble, said, spoken, person.time_zone, now)),
            "likely": said["likely"].format(
                cause=alias_words.cause(trouble.cause, spoken, **values)
            ),
            "said": said["said"],
            "words": " ".join(trouble.words.split())[:600],
            "do": said["do"],
            "until": said["until"].format(**values),
            "open": said["open"],
        },
        preheader=alias_words.cause(trouble.cause, spoken, **values),
    )


def _headline(trouble: Trouble, said: dict[str, str], language: str, now: datetime) -> str:
    span = (
        alias_words.lasted(now - trouble.last_mail, language)
        if trouble.last_mail is not None
        else ""
    )
    if trouble.cause == "silent":
        key = "silent"
    else:
        key = (
            "both"
            if trouble.last_mail is not None and (now - trouble.last_mail).days >= 1
            else "failed"
        )
    return said[key].format(alias=trouble.alias, span=span)


def _facts(
    trouble: Trouble, said: dict[str, str], language: str, zone: str, now: datetime
) -> Sequence[str]:
    def at(when: datetime) -> str:
        return moment(when, language, zone, now)

    heard = trouble.last_mail
    facts = [
        said["since"].format(moment=at(heard), alias=trouble.alias)
        if heard
        else said["never"].format(alias=trouble.alias)
    ]
    if trouble.failed:
        facts.append(
            said["tests"].format(moments=joined([at(one) for one in trouble.failed], language))
        )
    if trouble.returned is not None:
        facts.append(said["whole"].format(moment=at(trouble.returned)))
    return facts
