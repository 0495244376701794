"""A client's morning letter: what happened, what is asked of them, what comes."""

from collections.abc import Sequence
from datetime import date, datetime

from mailbridge.domain.letter import Asked, Letter, Topic
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import ONLY, Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.question_lists import earliest, questions_to
from mailbridge.steps.telling.letters.by_clock.morning_head import morning_head
from mailbridge.steps.telling.letters.post import POST, Posted
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Told:
    """A discussion: the newest post that the client heard, and the news, oldest first."""

    occasion: Occasion
    posts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientMorning:
    """`told`: what asks something of the client comes first; `answered`: the discussion that an
    answer to the letter belongs to, None: it begins a new one at `address`; `own`: the page on
    which they choose otherwise; `day`: theirs.
    """

    client: Person
    told: tuple[Told, ...]
    answered: int | None
    address: str
    own: str
    day: date


def readers(facts: ClientMorning) -> Sequence[Reader]:
    return (Reader(facts.client, "morning", "participant"),)


def compose(
    facts: ClientMorning, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: ClientMorning, reader: Reader, letter: Letter) -> str:
    """One each day."""
    return f"morning:{reader.person.id}:{facts.day}"


CLIENT_MORNING = LetterKind("morning", ("morning",), readers, compose, once)


def asked_of(told: Told, client: Person, now: datetime) -> tuple[Asked, ...]:
    """The open questions to the client there, as letters about it list them."""
    seen = told.occasion.as_seen_outside()
    return tuple(ask for ask in questions_to(seen, client, now) if not ask.answered)


def _letter(facts: ClientMorning, client: Person, head: Letterhead, now: datetime) -> Letter:
    tongue = tongue_of(client, head, now)
    letters, topics = topics_of(facts.told, client, head, now)
    asked = [ask for topic in topics for ask in topic.footer.questions if not ask.answered]
    answers, known_as = answers_go(facts.told, letters, facts.answered, facts.address, head)
    made = morning_head("morning", "e", client, answers, head, now)
    return replace(
        made,
        from_=Mailbox(head.agency, made.from_.address),
        subject=_subject(topics, asked, tongue),
        unsubscribe=facts.own,
        topics=topics,
        details={"whole": "yes" if client.morning == ONLY else "", "answered_topic": known_as},
        preheader=_preheader(topics, asked, tongue),
    )


def topics_of(
    told: Sequence[Told], client: Person, head: Letterhead, now: datetime
) -> tuple[list[Letter], tuple[Topic, ...]]:
    """The letters that would be written about the newest posts of discussions, and what a letter
    about all of them says of each.
    """
    reader = Reader(client, "client", "participant")
    letters = [POST.compose(Posted(topic.occasion), [reader], head, now)[0] for topic in told]
    return letters, tuple(
        _topic(letter, topic.posts) for letter, topic in zip(letters, told, strict=True)
    )


def _topic(letter: Letter, posts: tuple[int, ...]) -> Topic:
    assert letter.footer is not None
    files = letter.files_link if letter.post_id in posts else ""
    return Topic(letter.project, letter.footer, posts, letter.unsubscribe or "", files)


def answers_go(
    told: Sequence[Told],
    letters: Sequence[Letter],
    answered: int | None,
    address: str,
    head: Letterhead,
) -> tuple[Mailbox, str]:
    """Where an answer to a letter about several discussions goes, and how the client knows that
    topic: to the discussion `answered`, else to `address`. `letters`: as `topics_of` gave them.
    """
    for topic, letter in zip(told, letters, strict=True):
        below, answers = letter.footer, letter.reply_to
        if topic.occasion.discussion.id == answered and below is not None and answers:
            return answers, below.topic
    return Mailbox(head.agency, address), ""


def _subject(topics: Sequence[Topic], asked: Sequence[Asked], tongue: Tongue) -> str:
    """The day, and what is asked before what was written."""
    told = sum(len(topic.posts) for topic in topics)
    questions = tongue.say_number(
        "{number} question for you", "{number} questions for you", len(asked)
    )
    news = tongue.say_number("{number} new message", "{number} new messages", told)
    said = [words for words, number in ((questions, len(asked)), (news, told)) if number]
    return f"{tongue.day(tongue.now)}: {tongue.joined(said)}"


def _preheader(topics: Sequence[Topic], asked: Sequence[Asked], tongue: Tongue) -> str:
    due = earliest(asked)
    if due is not None:
        return tongue.say("by {due}: {text}", due=tongue.deadline(due), text=asked[0].text)
    if asked:
        return asked[0].text
    return tongue.joined([topic.footer.topic for topic in topics])
