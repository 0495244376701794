"""Questions and requests in a text."""

import re

from mailbridge.steps.request_words import (
    AUXILIARIES,
    CONNECTIVES,
    COURTESIES,
    DETERMINERS,
    GREETINGS,
    IMPERATIVES,
    IMPERATIVES_RU,
    NOT_ASKED,
    OPENERS,
    PLEASE,
    POLITE_PHRASES,
    QUESTION_WORDS,
    SMALL_TALK,
    SMALL_TALK_TAIL,
    SUBJECTS,
)
from mailbridge.steps.sentences import sentences, without_item_mark

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ("?", "？", "؟")
_LONGEST = 600  # characters of a sentence that may be a question
_LONGEST_GREETING = 40
_RESTLESS = 8  # words looked through for an opening


def questions(text: str) -> tuple[str, ...]:
    """Each question or request as one clean sentence, in order, none twice; quoted lines are not the author's."""
    found: dict[str, str] = {}
    for sentence in sentences(text):
        if len(sentence) <= _LONGEST and asks(sentence):
            shown = clean(sentence)
            found.setdefault(shown.casefold(), shown)
    return tuple(found.values())


def asks(sentence: str) -> bool:
    """Whether a sentence wants an answer or a deed of its reader."""
    words = _WORD.findall(clean(sentence).casefold())
    if not words:
        return False
    phrase = f" {' '.join(words)} "
    if _marked(sentence):
        return not _small_talk(phrase) and (not _ends_in_link(sentence) or _opens(words, phrase))
    return _requests(words, phrase)


def clean(sentence: str) -> str:
    """Without the mark of a list item and without the greeting before it."""
    shown = without_item_mark(sentence)
    while True:
        head, comma, _ = shown[:_LONGEST_GREETING].partition(",")
        words = _WORD.findall(head.casefold())
        if not comma or not words or words[0] not in GREETINGS or len(words) > 3 or not shown[len(head) + 1 :].strip():
            return shown.strip()
        shown = _past_name(shown[len(head) + 1 :].strip())


def _past_name(shown: str) -> str:
    """ "Hello, Anna, could you" goes on after the name."""
    head, comma, rest = shown[:_LONGEST_GREETING].partition(",")
    named = comma and head.istitle() and len(head.split()) <= 2 and head.casefold() not in IMPERATIVES_RU
    return shown[len(head) + 1 :].strip() if named and rest.strip() else shown


def _marked(sentence: str) -> bool:
    bare = sentence.rstrip("!.…\"'»”’)] ")
    return bare.endswith(_MARKS)


def _ends_in_link(sentence: str) -> bool:
    last = sentence.rpartition(" ")[2]
    return "://" in last or last.startswith("www.")


def _small_talk(phrase: str) -> bool:
    if phrase in NOT_ASKED:
        return True
    for idle in SMALL_TALK:
        if phrase.startswith(idle):
            return SMALL_TALK_TAIL.issuperset(phrase[len(idle) :].split())
    return False


def _requests(words: list[str], phrase: str) -> bool:
    wanted = (
        _opens(words, phrase)
        or not IMPERATIVES_RU.isdisjoint(words)
        or (len(words) > 1 and not PLEASE.isdisjoint(words))
        or (len(words) > 2 and any(polite in phrase for polite in POLITE_PHRASES))
    )
    return wanted and not any(courtesy in phrase for courtesy in COURTESIES)


def _opens(words: list[str], phrase: str) -> bool:
    """Whether it begins as a question or a request does, whatever small word stands before."""
    start = next((at for at, word in enumerate(words[:3]) if word not in CONNECTIVES), 0)
    opening = words[start : start + _RESTLESS]
    if f" {' '.join(opening)} ".startswith(OPENERS):
        return True
    first, second, third = [*opening, "", "", ""][:3]
    if first in QUESTION_WORDS and second in AUXILIARIES and third in SUBJECTS:
        return True
    return first in IMPERATIVES and second in DETERMINERS
