"""Whether the name at a letter's end may be its author's: initials, pet forms, other spellings and
other scripts are taken for the same; a first name that is clearly another person's is an answer.
"""

from collections.abc import Iterable

from mailbridge.steps.reading.reply.signing import name_words
from mailbridge.steps.reading.reply.signing.given_names import is_given_name
from mailbridge.steps.reading.reply.signing.pet_words import GROUPS
from mailbridge.steps.text.spelling import bare, is_latin

SHORTEST = 3  # letters of a name that begins a longer one
# one letter for one, and the letters that are written with several
_ALIKE = str.maketrans(
    "абвгдеёзийклмнопрстуфхцыэіїєґўαβγδεζηικλμνξοπρσςτυφχω",
    "abvgdeeziiklmnoprstufhcieiieguavgdeziiklmnxoprsstifho",
)
_SEVERAL = str.maketrans(
    {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "θ": "t", "ψ": "ps"}
    | {"ъ": "", "ь": ""}
)
_SOUNDS = (
    ("sch", "sh"),
    ("tsch", "ch"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("kh", "h"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("h", ""),
    ("z", "s"),
)


def spelt(word: str) -> str:
    """A name in Latin letters and one spelling: "Юрий", "Yuri" and "Jurij" are alike."""
    text = bare(word.lower()).translate(_ALIKE).translate(_SEVERAL)
    for sound, plainer in _SOUNDS:
        text = text.replace(sound, plainer)
    return "".join(sign for at, sign in enumerate(text) if sign != text[at - 1 : at])


_CALLED: dict[str, set[int]] = {}
for _at, _group in enumerate(GROUPS):
    for _name in _group:
        _CALLED.setdefault(spelt(_name), set()).add(_at)


def may_sign(line: str, names: Iterable[str]) -> bool:
    """Whether a line with somebody's name may be its author's, who is called by one of `names`;
    True where these tell no person.
    """
    called = {word for name in names for word in _first_words(name)}
    if not tells_a_person(names):
        return True
    written = _words(line)
    first = [word for word in called if is_given_name(word)]
    named = [word for word in written if is_given_name(word)] or written
    if first:
        return any(_is_same(word, other) for word in named for other in called)
    return any(_is_same(word, other) for word in written for other in called)


def tells_a_person(names: Iterable[str]) -> bool:
    """Whether names are a person's: one holds a first name, or two words, and none of an office."""
    return any(
        (len(words := _first_words(name)) > 1 or any(map(is_given_name, words)))
        and name_words.OFFICES.isdisjoint(words)
        for name in names
    )


def _first_words(name: str) -> list[str]:
    """The words of a name, without the initials behind another word."""
    words = _words(name)
    behind = [word for word in words[1:] if len(word) > 1 or not is_latin(spelt(word))]
    return words[:1] + behind


def _words(name: str) -> list[str]:
    apart = name.lower()
    for mark in ",.-–/()\"'“”&|_":
        apart = apart.replace(mark, " ")
    return [word for word in apart.split() if word not in name_words.PARTICLES]


def _is_same(one: str, other: str) -> bool:
    """Whether two words are forms of a name; scripts that are not spelt here agree with all."""
    if len(one) == 1 or len(other) == 1:
        return spelt(one)[:1] == spelt(other)[:1]
    left, right = spelt(one), spelt(other)
    if not left or not right or is_latin(left) != is_latin(right):
        return True
    shorter, longer = sorted((left, right), key=len)
    if shorter == longer or (len(shorter) >= SHORTEST and longer.startswith(shorter)):
        return True
    if not is_latin(left):
        return not set(left).isdisjoint(right)
    if not _CALLED.get(left, set()).isdisjoint(_CALLED.get(right, set())):
        return True
    sounds = _sounds(left)
    return len(sounds) >= SHORTEST and sounds == _sounds(right)


def _sounds(word: str) -> str:
    return "".join(sign for sign in word if sign not in "aeiou")
