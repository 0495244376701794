"""The test letter that is sent through an alias and is to come back."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.values import dataclass

_TEST = sentence(
    "{agency} checks whether mail for {alias} reaches it. Nobody has to answer. "
    "The forwarding rule, if there is one, passes this letter on; the line below "
    "says which test it is."
)
NOBODY = 0  # the id of a reader who is no person: the mailbox behind an alias


@dataclass(frozen=True, slots=True)
class Test:
    """`language` is the project's."""

    alias: str
    test_id: int
    token: str
    language: str


def readers(facts: Test) -> Sequence[Reader]:
    mailbox = Person(NOBODY, "", Role.CLIENT, (facts.alias,), language=facts.language)
    return (Reader(mailbox, "alias_test", "asked"),)


def compose(
    facts: Test, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, head, now) for _ in readers]


def once(facts: Test, reader: Reader, letter: Letter) -> str:
    return f"alias_test:{facts.test_id}"


ALIAS_TEST = LetterKind("alias_test", ("alias_test",), readers, compose, once)


def subject(alias: str, words: Catalogue) -> str:
    """Of the test letter."""
    return words.say("Test letter for {alias}", alias=alias)


def _letter(facts: Test, head: Letterhead, now: datetime) -> Letter:
    alias, words = facts.alias, head.words.of(facts.language)
    return Letter(
        name="alias_test",
        language=words.language,
        time_zone="UTC",
        to=(Mailbox("", alias),),
        cc=(),
        from_=office(head),
        reply_to=None,
        subject=subject(alias, words),
        message_id=alias_test.message_id(facts.token, head.domain),
        reader=alias,
        details={
            "words": words.say(_TEST, alias=alias, agency=head.agency),
            "mark": f"{alias_test.MARK} {facts.token}",
        },
        date=now,
        agency=head.agency,
        preheader=f"{head.agency}: {subject(alias, words)}",
    )
