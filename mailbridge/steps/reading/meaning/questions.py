"""Questions and requests in a text."""

from mailbridge.steps.reading.meaning.needs import says_what_is_needed
from mailbridge.steps.reading.meaning.request_words import (
    AUXILIARIES,
    CONNECTIVES,
    COURTESIES,
    DETERMINERS,
    GREETINGS,
    IMPERATIVES,
    IMPERATIVES_RU,
    INVERTED,
    MUSINGS,
    NECESSITIES,
    NO_DEED,
    NOT_ASKED,
    OPENERS,
    PLEASE,
    POLITE_WORDS,
    PRONOUNS,
    QUESTION_WORDS,
    QUESTION_WORDS_RU,
    SMALL_TALK,
    SMALL_TALK_TAIL,
    SUBJECTS,
    YES_OR_NO,
)
from mailbridge.steps.reading.meaning.rhetorical import is_rhetorical
from mailbridge.steps.text.sentences import sentences, without_item_mark, words_of

_MARKS = ("?", "？", "؟")
_JAPANESE_ENDS = ("ますか", "ですか", "ませんか", "ましたか", "でしょうか")  # with a full stop, too
_FIRST_OF_OPENERS = frozenset(opener.split()[0] for opener in OPENERS)
_FIRST_OF_SMALL_TALK = frozenset(idle.split()[0] for idle in SMALL_TALK)
_FIRST_OF_COURTESIES = frozenset(courtesy.split()[0] for courtesy in COURTESIES)
_COURTESIES = {
    first: tuple(courtesy for courtesy in COURTESIES if courtesy.split()[0] == first)
    for first in _FIRST_OF_COURTESIES
}
_LONGEST = 600  # characters of a sentence that may be a question
_LONGEST_GREETING = 40
_MOST_CONNECTIVES = 2
_NOTHING_WANTED = NO_DEED | PLEASE | POLITE_WORDS | GREETINGS | YES_OR_NO
_LONGEST_OPENER = 8  # words


def questions(text: str) -> tuple[str, ...]:
    """Each question or request as one clean sentence, in order, none twice; quoted lines are not
    the author's.
    """
    found: dict[str, str] = {}
    for sentence in sentences(text):
        if len(sentence) <= _LONGEST and asks(sentence):
            shown = clean(sentence)
            found.setdefault(shown.casefold(), shown)
    return tuple(found.values())


def asks(sentence: str) -> bool:
    """Whether a sentence wants an answer or a deed of its reader."""
    shown = clean(sentence)
    words = words_of(shown)
    if not any(map(str.isalpha, words)):
        return False
    phrase = f" {' '.join(words)} "
    if _marked(sentence):
        idle = _small_talk(phrase) or is_rhetorical(words)
        return not idle and (not _ends_in_link(sentence) or _opens(words))
    if _NOTHING_WANTED.issuperset(words):
        return False
    spoken = words if shown == sentence else words_of(sentence)
    return not _chooses(spoken, words) and (
        _asks_in_russian(words, sentence) or _requests(words, phrase) or says_what_is_needed(words)
    )


def is_choice(sentence: str) -> bool:
    """Whether words that were given as an answer only choose: "the green one, please"."""
    words = words_of(clean(sentence))
    return bool(words) and not _marked(sentence) and _is_politely_named(words)


def _chooses(spoken: list[str], words: list[str]) -> bool:
    """ "Yes, the green one please" answers; "Yes, send it please" asks."""
    return spoken[0] in YES_OR_NO and _is_politely_named(words)


def _is_politely_named(words: list[str]) -> bool:
    polite = words[-1] in PLEASE or words[-1] in POLITE_WORDS
    return polite and not _opens(words) and IMPERATIVES_RU.isdisjoint(words)


def clean(sentence: str) -> str:
    """Without the mark of a list item and without the greeting before it."""
    shown = without_item_mark(sentence)
    while True:
        head, comma, _ = shown[:_LONGEST_GREETING].partition(",")
        words = words_of(head) if comma else []
        if (
            not words
            or words[0] not in GREETINGS
            or len(words) > 3
            or not shown[len(head) + 1 :].strip()
        ):
            return shown.strip()
        shown = _past_name(shown[len(head) + 1 :].strip())


def _past_name(shown: str) -> str:
    """ "Hello, Anna, could you" goes on after the name."""
    head, comma, rest = shown[:_LONGEST_GREETING].partition(",")
    named = (
        comma
        and head.istitle()
        and len(head.split()) <= 2
        and head.casefold() not in IMPERATIVES_RU
    )
    return shown[len(head) + 1 :].strip() if named and rest.strip() else shown


def _marked(sentence: str) -> bool:
    bare = sentence.rstrip("!.…\"'»”’)] ")
    return bare.endswith(_MARKS) or bare.rstrip("。").endswith(_JAPANESE_ENDS)


def _ends_in_link(sentence: str) -> bool:
    last = sentence.rpartition(" ")[2]
    return "://" in last or last.startswith("www.")


def _small_talk(phrase: str) -> bool:
    if phrase in NOT_ASKED:
        return True
    for idle in SMALL_TALK if phrase.split(None, 1)[0] in _FIRST_OF_SMALL_TALK else ():
        if phrase.startswith(idle):
            return SMALL_TALK_TAIL.issuperset(phrase[len(idle) :].split())
    return False


def _requests(words: list[str], phrase: str) -> bool:
    wanted = (
        _opens(words)
        or not IMPERATIVES_RU.isdisjoint(words)
        or (len(words) > 1 and not PLEASE.isdisjoint(words))
        or (len(words) > 2 and not POLITE_WORDS.isdisjoint(words))
    )
    return wanted and not any(
        any(map(phrase.__contains__, _COURTESIES[first]))
        for first in _FIRST_OF_COURTESIES.intersection(words)
    )


def _opens(words: list[str]) -> bool:
    """Whether it begins as a question or a request does, whatever small word stands before."""
    start = 0
    while start < _MOST_CONNECTIVES and words[start : start + 1] and words[start] in CONNECTIVES:
        start += 1
    first, second, third = [*words[start : start + 3], "", "", ""][:3]
    if first in QUESTION_WORDS:
        return second in AUXILIARIES and (third in SUBJECTS or first == "who")
    if (first in IMPERATIVES and second in DETERMINERS) or (
        first in INVERTED and second in PRONOUNS
    ):
        return True
    if first in NECESSITIES and second.endswith(("ть", "ти", "ться")):
        return second not in MUSINGS
    opening = f" {' '.join(words[start : start + _LONGEST_OPENER])} "
    return first in _FIRST_OF_OPENERS and opening.startswith(OPENERS)


def _asks_in_russian(words: list[str], sentence: str) -> bool:
    """«Когда сможете показать»: no comma, or it would be a subordinate clause."""
    return (
        words[0] in QUESTION_WORDS_RU and 1 < len(words) <= _LONGEST_OPENER and "," not in sentence
    )
