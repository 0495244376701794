"""A signature that is no more than somebody's name below prose: "Ann", "Ann Berg, Leeds", "TTYL,"
above "Ann". Only first names that the table has are believed; a list of names, or a name that a
colon announces, stays.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.signing import name_words
from mailbridge.steps.reading.reply.signing.boilerplate import last_filled
from mailbridge.steps.reading.reply.signing.given_names import is_persons_name
from mailbridge.steps.reading.reply.signing.same_person import may_sign
from mailbridge.steps.reading.reply.signing.sign_off import is_contact

LONGEST = 60  # characters of a line with a name and what stands beside it
MOST_BESIDE = 4  # words beside a name
MOST_OF_TEAM = 5  # words
_OPENING, _CLOSING_MARKS = frozenset("\"“„«'‘"), frozenset("\"”“»'’")
LEAST_PROSE, LEAST_UNSPACED = 3, 4  # words of a sentence above, letters where none parts words
MOST_OF_PHRASE = 5  # words of a farewell that no table has
_DECORATION = " \t\xa0*_~[]()<>|-–—"
_ENDED = re.compile(r"[.!?…。！？)\]:;’”\"»'*_]$|[☀-➿\U0001f300-\U0001faff]\ufe0f?$")
_AND_TEAM = re.compile(
    r" (?:&|and|und|et|y|e|og|och|en|и|i) (?:the |das |dein |l'équipe)?team$", re.I
)
_BESIDE = re.compile(r"\s*(?:[,|(•·/]|\s[-–—@]\s)\s*")
# "Anna vom Empfang", "Tom from Sales": somebody of a house
_OF_HOUSE = re.compile(
    r"(?P<name>\w{2,20}) (?:vom|von der|aus dem|aus der|from|at|of|de la|du|del|della|dal|van de"
    r"|från|fra|z|из)"
    r" (?:the )?[A-ZÄÖÜÉА-ЯЁ][\w-]{2,20}(?: [A-ZÄÖÜÉА-ЯЁ]\w{1,20})?"
)


def lone_name(
    lines: Sequence[str], first: int, end: int, names: frozenset[str] = frozenset()
) -> int | None:
    """Where the last line is somebody's name and stands below prose that has ended; `names` are the
    author's, and a name that is clearly another's stays.
    """
    line = lines[end - 1].strip(_DECORATION)
    if end - 2 > first and (_is_motto(lines[end - 1]) or _is_tail(lines[end - 1])):
        whole = lines[end - 2].strip(_DECORATION)
        if " " in whole and is_persons_name(whole) and not lines[end - 3].strip():
            end, line = end - 1, whole
    if not line or len(line) > LONGEST or not (_is_signed(line) or _is_team(line)):
        return None
    if not may_sign(_BESIDE.split(_AND_TEAM.sub("", line), maxsplit=1)[0], names):
        return None
    start = contacts_above(lines, first, end - 1)
    if start == end - 1:
        start = _phrase_above(lines, first, end - 1)
    above = last_filled(lines, start)
    if above <= first - 1 or not above:
        return None
    apart = above < start
    return start if _is_prose(lines[above - 1].strip(), apart=apart) else None


def _is_signed(line: str) -> bool:
    """A name alone; or a whole one with a few words beside it, which are no sentence."""
    housed = _OF_HOUSE.fullmatch(line)
    if housed is not None:
        return is_persons_name(housed["name"])
    name, *rest = _BESIDE.split(line, maxsplit=1)
    if not rest:
        return is_persons_name(_AND_TEAM.sub("", line))
    if rest[0].lower().strip(_DECORATION) in name_words.DEVICES:
        return is_persons_name(name)
    beside = rest[0].strip(_DECORATION).split()
    whole = len(name.split()) > 1 and is_persons_name(name)
    return (
        whole
        and 0 < len(beside) <= MOST_BESIDE
        and line[-1] not in ".!?:"
        and not any(map(is_persons_name, _BESIDE.split(rest[0].strip(_DECORATION))))
        and (beside[0][0].isupper() or not beside[0][0].isalpha())
    )


def _is_motto(line: str) -> bool:
    """Whether a line is a saying between quotation marks."""
    core = line.strip(" \t\xa0*_")
    marks = core[:1] in _OPENING and core[-1:] in _CLOSING_MARKS
    return marks and len(core) > LEAST_UNSPACED and len(core) <= 2 * LONGEST


def _is_tail(line: str) -> bool:
    """Whether a line below a whole name tells of their trade or town: few words, no sentence."""
    core = line.strip(_DECORATION)
    plain = core[-1:].isalpha() and not any(map(str.isdigit, core))
    return plain and len(core.split()) <= MOST_BESIDE - 1 and not is_persons_name(core)


def _is_team(line: str) -> bool:
    """Whether several people sign: "Ihr Berg-Team", "Your Berg Team", "The Berg & Sons team"."""
    words = line.rstrip(".").split()
    if not 2 <= len(words) <= MOST_OF_TEAM:
        return False
    if words[0].lower() in name_words.POSSESSIVES and words[1].lower().endswith("team"):
        return all(word[0].isupper() for word in words[1:])
    if not words[-1].lower().endswith("team"):
        return False
    named = any(word[0].isupper() for word in words[1:]) and len(words) > 2
    return words[0].lower() in name_words.POSSESSIVES or named


def contacts_above(lines: Sequence[str], first: int, at: int) -> int:
    """Where telephones and addresses begin right above a whole name in its paragraph."""
    start = at
    while start > first and lines[start - 1].strip() and is_contact(lines[start - 1]):
        start -= 1
    apart = start < at and not lines[start - 1].strip() and " " in lines[at].strip()
    return start if apart else at


def _phrase_above(lines: Sequence[str], first: int, at: int) -> int:
    """Where a farewell that no table has begins right above a name: "TTYL,", of a few words and
    with a comma, in a paragraph that it opens.
    """
    place = last_filled(lines, at) - 1
    phrase = lines[place].strip() if place >= first else ""
    words = phrase.rstrip(",").lower().split()
    fits = phrase.endswith(",") and 0 < len(words) <= MOST_OF_PHRASE
    opens = place > first and not lines[place - 1].strip()
    return place if fits and opens and name_words.NO_FAREWELL.isdisjoint(words) else at


def _is_prose(line: str, *, apart: bool) -> bool:
    """Whether a line ends a sentence; a colon announces the name, and a question right above may
    ask for it.
    """
    if line.endswith((":", "：")) or line.startswith(("- ", "* ", "• ", ">")):
        return False
    ended = _ENDED.search(line) is not None and (apart or not line.endswith("?"))
    unspaced = not line.isascii() and sum(map(str.isalpha, line)) >= LEAST_UNSPACED
    enough = len(line.split()) >= LEAST_PROSE - apart or unspaced
    return ended and enough and not is_persons_name(line)
