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
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.steps.telling.words.tongue import Tongue

_TEST = sentence(
    "{agency} checks whether mail for {alias} reaches it. Nobody has to answer. "
    "The forwarding rule, if there is one, passes this letter on; the line below "
    "says which test it is."
)
_HEADLINES = {
    "silent": sentence("{alias}: no letters for {span}"),
    "failed": sentence("{alias}: the test failed"),
    "both": sentence("{alias}: no letters for {span}, the test failed"),
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


def subject_of_test(alias: str, words: Catalogue) -> str:
    return words.say("Test letter for {alias}", alias=alias)


def letter_of_test(
    alias: str, token: str, words: Catalogue, head: Letterhead, now: datetime
) -> Letter:
    """The letter that is to come back."""
    said = words.say(_TEST, alias=alias, agency=head.agency)
    return Letter(
        name="alias_test",
        language=words.language,
        time_zone="UTC",
        to=(Mailbox("", alias),),
        cc=(),
        from_=office(head),
        reply_to=None,
        subject=subject_of_test(alias, words),
        message_id=alias_test.message_id(token, head.domain),
        reader=alias,
        details={"words": said, "mark": f"{alias_test.MARK} {token}"},
        date=now,
        agency=head.agency,
    )


def alarm(person: Person, trouble: Trouble, number: int, head: Letterhead, now: datetime) -> Letter:
    """To an admin: what happened, the likely cause, and what to do. `number` makes its Message-ID
    unique.
    """
    words = head.words.of(person.language)
    tongue = Tongue(words, person.time_zone, now)
    values = {
        "alias": trouble.alias,
        "target": trouble.target,
        "domain": trouble.alias.rpartition("@")[2],
        "ours": head.domain,
    }
    return admin_letter(
        "alias_alarm",
        person,
        _headline(trouble, words, now),
        number,
        head,
        now,
        link=f"{head.public_url}/projects/{trouble.project_id}",
        project=trouble.project,
        notices=(
            *alias_words.cure(trouble.cause, words, **values),
            words.say("Run the test again: mailbridge alias test {alias}", **values),
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
            "open": words.say("Open the project"),
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
        moments = tongue.joined([tongue.moment(one) for one in trouble.failed])
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
