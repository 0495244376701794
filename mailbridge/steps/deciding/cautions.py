"""What somebody may want to mend before words leave for a client: told, and nothing is forbidden.

Phrases are looked for in English, German and Russian, whatever the reader's language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from mailbridge.domain.told import Told, told
from mailbridge.steps.deciding.follow_up.content_words import content_words
from mailbridge.steps.deciding.follow_up.promises import promises
from mailbridge.steps.reading.meaning.due_date import due
from mailbridge.steps.reading.meaning.questions import questions
from mailbridge.values import dataclass

MOST = 8  # that are told
LONGEST = 20_000  # characters that are looked at
ALIKE = 0.6  # of their words two questions share


class Kind(StrEnum):
    """What is cautioned of."""

    UNLISTED = "unlisted"  # a question in the words, none in the list
    REPEATED = "repeated"  # it asks what is open already
    SEVERAL_TOPICS = "several-topics"
    NO_DATE = "no-date"  # something is promised, and no day is named
    LEFT_OUT = "left-out"  # a client who heard the words before hears this no more
    INSIDE = "inside"  # words as they are used among the team
    NO_FILE = "no-file"  # a file is named and none goes along
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Caution:
    kind: Kind
    words: Told


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words to a client that were not sent yet, and what goes along."""

    text: str
    now: datetime  # in its author's zone
    listed: int = 0  # questions in the list
    files: int = 0
    open_questions: Sequence[tuple[int, str]] = ()  # ours that wait for an answer
    left_out: Sequence[str] = ()  # names of clients


_FILE = re.compile(
    r"\b(?:attach(?:ed|ing|ment)|enclosed|in the attachment|anbei"
    r"|angeh[äa]ngt|im anhang|beigef[üu]gt"
    r"|во вложении|прикладыва|приложен|прикрепл|вложил)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX+|TBD|lorem ipsum)\b|\{\{.*?\}\}"
    r"|\[(?:name|date|link|datum|имя|дата|…|\.\.\.)\]"
    r"|<(?:name|date|link|datum|имя|дата)>|\?{3,}",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<![\w.@/])@[^\W\d_][\w.+-]*"
    r"|\b(?:the client (?:is|wants|pays|has)|der kunde (?:ist|will|zahlt|hat)"
    r"|клиент (?:хочет|платит|должен|говорит))\b"
    r"|\d+(?:[.,]\d+)?\s*(?:€|\$|£|₽|eur|usd|руб\w*)\s*(?:/|per|pro|в|за)\s*(?:h|hr|hour|std|stunde|час)\w*",
    re.IGNORECASE,
)
_ANOTHER_TOPIC = re.compile(
    r"^(?:by the way|another (?:thing|topic|matter)|on another note|something else|unrelated"
    r"|[üu]brigens|noch etwas|etwas anderes|anderes thema|кстати|ещ[её] один вопрос|другая тема"
    r"|и ещ[её] (?:одно|вот что))\b",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def cautions(unsent: Unsent) -> tuple[Caution, ...]:
    """In the order in which they matter; none twice."""
    text = unsent.text[:LONGEST]
    rules = (_inside, _placeholders, _files, _asked, _promised, _topics)
    made = [caution for rule in rules for caution in rule(text, unsent)]
    if unsent.left_out:
        names = ", ".join(unsent.left_out)
        said = told("{names} heard what you answer, and does not get this.", names=names)
        made.append(Caution(Kind.LEFT_OUT, said))
    return tuple(made[:MOST])


def _inside(text: str, unsent: Unsent) -> Iterator[Caution]:
    for words in _each_once(_INSIDE.findall(text)):
        said = told("“{words}” sounds like words among the team.", words=words)
        yield Caution(Kind.INSIDE, said)


def _placeholders(text: str, unsent: Unsent) -> Iterator[Caution]:
    for words in _each_once(_PLACEHOLDER.findall(text)):
        yield Caution(Kind.PLACEHOLDER, told("“{words}” is still to be filled in.", words=words))


def _files(text: str, unsent: Unsent) -> Iterator[Caution]:
    named = _FILE.search(text)
    if named is not None and not unsent.files:
        said = told("“{words}”: a file is named, and none goes along.", words=named[0])
        yield Caution(Kind.NO_FILE, said)


def _asked(text: str, unsent: Unsent) -> Iterator[Caution]:
    asked = questions(text)
    for question in asked:
        again = _open_again(question, unsent.open_questions)
        if again is not None:
            said = told("“{words}” repeats Q{number}, which is open.", words=question, number=again)
            yield Caution(Kind.REPEATED, said)
    if asked and not unsent.listed:
        said = told(
            "“{words}” is asked in the text: in the list it can have a date, and what happens "
            "without an answer.",
            words=asked[0],
        )
        yield Caution(Kind.UNLISTED, said)


def _open_again(question: str, known: Sequence[tuple[int, str]]) -> int | None:
    words = content_words(question)
    for number, other in known:
        both = content_words(other)
        if words and both and len(words & both) / len(words | both) >= ALIKE:
            return number
    return None


def _promised(text: str, unsent: Unsent) -> Iterator[Caution]:
    for sentence in _SENTENCE.findall(text):
        plain = sentence.strip()
        if plain and promises(plain) and due(plain, unsent.now) is None:
            yield Caution(Kind.NO_DATE, told("“{words}” names no day.", words=plain[:120]))
            return


def _topics(text: str, unsent: Unsent) -> Iterator[Caution]:
    begins = _ANOTHER_TOPIC.search(text)
    if begins is not None:
        said = told(
            "“{words}” begins another topic: in a discussion of its own it is found again.",
            words=begins[0],
        )
        yield Caution(Kind.SEVERAL_TOPICS, said)


def _each_once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words.strip() for words in found))[:3]
