"""Lines by which a person signs: closing phrases, names, telephones and addresses, positions."""

import re
import unicodedata
from functools import lru_cache

from mailbridge.steps.reading.reply.asking import begins_to_ask, ends_by_asking, is_postscript
from mailbridge.steps.reading.reply.signing import position_words, signature_words, wish_words
from mailbridge.steps.reading.reply.signing.given_names import is_persons_name, may_end_name
from mailbridge.steps.reading.reply.signing.networks import is_social
from mailbridge.steps.text.letters import digits_in
from mailbridge.steps.text.spelling import is_latin, unaccented
from mailbridge.steps.text.word_tables import word_set

LINE = 100  # characters of a signature's line

DECORATION = " \t\xa0<>()*_[]{}|~«»“”\"'"
LONGEST_TITLE = 80  # characters of a position or a company
LEAST_SENTENCE = 3  # words of the rest of a sentence
MOST_OF_THANKS = 6  # words of "thank you so much in advance,"
LONGEST_ZHU = 10  # characters of a Chinese wish
MOST_WISHED, LONGEST_WISH = 7, 60  # words and characters of a wish above a name
_DOT_ABOVE = "\u0307"
_PARTICLES = word_set("van von de der da la")
_FOR = re.compile(r"(?:i\. ?a|i\. ?v|ppa|p\.? ?p|per pro|gez|f\.d\.r)\.? (?=[^\W\d_])", re.I)
_DEGREE = re.compile(r"[^\W\d_]{2,6}\.(?:-?[^\W\d_]{1,6}\.){0,2}|mgr|inż\.?|Maître")
# behind a name, they sign
SIGNING_BEHIND = (" 드림", " 올림", " 배상", "敬上", "拜上", "谨上", "謹上", " 拝")
_SHORT_CLOSINGS = word_set(
    "t terv lg vg mfg bg hg mvh vh cdt cdlt atte pozdr br kr rgds lp mvg grt gr"
)
# "Tél : +33 2 96 00", "P: (555) 010-0100": a word in any language, and a number in groups
_LABELLED_PHONE = re.compile(
    r"[^\W\d_][^\d:+(]{0,14}[:.]? ?(?:\+|\(?0|\(?\d{1,4}[) ./-])[\d ()./-]{5,24}(?!\S*[^\W\d_])"
)
_FEWEST_DIGITS = 5  # and fewer make no telephone number
_CELLS, _MOST_CELLS = re.compile(r" ?[|·•] ?"), 8
_PLAIN = signature_words.PLAIN_CLOSINGS
_SITE = re.compile(r"(?:[^\W\d_]{1,10}: ?)?(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,8}(?:/\S{0,80})?")
_AND = re.compile(r" ?[&+/] ?| (?:and|und|et|y|e|i|a|och|og|ja|и|та|en|ve|și|és|in|ir|un|και) ")
_PRONOUNS = re.compile(r"[(\[]?(?:[^\W\d_]{2,5} ?/ ?){1,2}[^\W\d_]{2,5}[)\]]?")


def _core(line: str) -> str:
    core = line.strip(DECORATION + "-–—,.!~;:…/。、！，،؛😊🙂🎉")
    return core.lower().replace(_DOT_ABOVE, "")  # which a Turkish İ leaves behind


def is_closing(line: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line closes a letter: "Best regards", also with a name behind it; `names` are the
    author's.
    """
    if len(line) > wish_words.LONGEST_FORMAL or line.lstrip().startswith("/"):
        return False
    core = _core(line)
    if core in signature_words.CLOSINGS or _without_accents(core) in _PLAIN:
        return True
    if core.startswith(wish_words.FORMAL) and len(core) <= wish_words.LONGEST_FORMAL:
        return True
    if core.endswith("regards") and len(core.split()) <= 6:
        return True
    if core.startswith("yours ") and line.rstrip().endswith(",") and len(core.split()) <= 4:
        return True
    several = [part.strip() for part in core.split("/")]
    if len(several) > 1 and all(part in signature_words.CLOSINGS for part in several):
        return True
    return closes_with_name(line, names)


def _without_accents(core: str) -> str:
    """As it would be typed without accents, if it is in Latin letters."""
    return core if core.isascii() or not is_latin(core) else unaccented(core)


def closes_with_name(line: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line closes and signs, as "Best regards, Ann"; the author's own name needs no comma
    ("LG Ann").
    """
    if len(line) <= LONGEST_WISH and _closes_with_person(line, names):
        return True
    bare = line.strip(DECORATION + "-–—")
    phrase, comma, rest = bare.partition(",")
    if not comma and bare.split(" ")[0].lower().rstrip(".:") in _SHORT_CLOSINGS:
        return looks_like_name(bare.partition(" ")[2])
    return (
        bool(comma)
        and len(phrase) > 3
        and phrase.strip().lower() in signature_words.CLOSINGS
        and looks_like_name(rest.partition(",")[0])
    )


def is_wish(line: str) -> bool:
    """Whether a short line wishes its reader well, in words that no table of closings has: "Sonnige
    Grüße", "Très bonne journée". It closes a letter above a name alone.
    """
    core = _core(line)
    parts = _AND.split(core) if len(core) <= 2 * LONGEST_WISH else []
    if len(parts) > 1 and all(_is_closing_part(part) for part in parts):
        return True
    words = core.replace(",", " ").split()
    if not words or len(words) > MOST_WISHED or len(core) > LONGEST_WISH or "?" in line:
        return False
    asked = [
        word
        for word, behind in zip(words, [*words[1:], ""], strict=True)
        if word in wish_words.ADDRESSED and behind not in wish_words.YOU
    ]
    if asked or any(map(str.isdigit, core)):
        return False
    if core.startswith(wish_words.FAREWELLS) or (core[0] == "祝" and len(core) <= LONGEST_ZHU):
        return True
    if words[0] not in wish_words.SENTENCES and wish_words.WISHES.stand_in(core):
        return True
    begins = words[0] in wish_words.GOOD or words[0] in wish_words.BEGINNINGS
    good = begins and not wish_words.GOOD.isdisjoint(words)
    return good and not wish_words.TIME.isdisjoint(words[1:])


def _is_closing_part(part: str) -> bool:
    """One of "thanks and have a nice day"."""
    known = part in signature_words.CLOSINGS or part in signature_words.THANKS
    return known or is_wish(part)


def _closes_with_person(line: str, names: frozenset[str]) -> bool:
    """ "LG Ann", "С ув. Юрий": a closing, and behind it the author or somebody's first name."""
    written = line.strip(DECORATION + "-–—,.!").split()
    if not written or not (
        may_end_name(written[-1]) or " ".join(written).lower().endswith(tuple(names))
    ):
        return False
    for at in range(1, min(len(written), 2 * MOST_WISHED)):
        phrase, name = " ".join(written[:at]), " ".join(written[at:])
        if name.lower() not in names and not is_persons_name(name):
            continue
        core = _core(phrase)
        known = core in signature_words.CLOSINGS or _without_accents(core) in _PLAIN
        if known or core in _SHORT_CLOSINGS or is_wish(phrase.rstrip(",")):
            return True
    return False


def is_thanks(line: str) -> bool:
    """Whether a line says thanks and nothing else."""
    core = _core(line) if len(line) <= 40 else ""
    told = core.startswith(("thank you ", "thanks ")) and line.rstrip().endswith(",")
    is_told = core in signature_words.THANKS or core in signature_words.PLAIN_THANKS
    return is_told or (told and len(core.split()) <= MOST_OF_THANKS)


def looks_like_name(line: str) -> bool:
    """Whether it is one to four capitalised words, or a short word in a script without capitals;
    "i. A." may stand before them.
    """
    text = line.strip(DECORATION + ".,")
    if text[:1] in "iIpPgGfF" and "." in text:
        text = _FOR.sub("", text, count=1)
    tokens = _without_degrees(text.split())
    if not 1 <= len(tokens) <= 4 or len(text) > 40 or text.endswith(("!", "?", ":")):
        return False
    if (
        _core(line) in signature_words.THANKS
        or _core(line) in signature_words.CLOSINGS
        or tokens[0].strip(",.!").lower() in signature_words.GREETINGS
    ):
        return False
    return all(_is_name_word(token) for token in tokens)


def without_degrees(name: str) -> str:
    """Without the abbreviations of degrees before it: "Anna Roth" of "Dr. med. Anna Roth"."""
    return " ".join(_without_degrees(name.split()))


def signs_for_another(line: str) -> bool:
    """Whether somebody signs for their house: "i. A. Petersen", "ppa. Vogt"."""
    bare = line.strip(DECORATION)
    return _FOR.match(bare) is not None and looks_like_name(bare)


def _without_degrees(tokens: list[str]) -> list[str]:
    """Without the abbreviations that stand before a name: "Dr. med. Anna Roth"."""
    start = 0
    while start < len(tokens) - 1 and _DEGREE.fullmatch(tokens[start]):
        start += 1
    return tokens[start:]


def _is_name_word(token: str) -> bool:
    bare = token.strip(".,'’()\"")
    letters = bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return _are_letters(letters) and (
        bare[0].isupper() or bare[0].upper() == bare[0].lower() or bare in _PARTICLES
    )


def _are_letters(text: str) -> bool:
    """Letters, and the signs that scripts such as Devanagari write onto them."""
    return text.isalpha() or (
        text[:1].isalpha()
        and not text.isascii()
        and all(char.isalpha() or unicodedata.category(char)[0] == "M" for char in text)
    )


def is_contact(line: str) -> bool:
    """Whether it is a line with an address, a telephone number, a site or a label of one."""
    text = line.strip().lower()
    return len(text) <= LINE and _is_contact(text)


@lru_cache(maxsize=64)  # several rules ask of the same lines
def _is_contact(text: str) -> bool:
    if "@" in text or "www." in text or "http" in text:
        return len(text.split()) <= 8
    digits = digits_in(text)
    if _is_phone(text, digits) or (digits >= 4 and text.startswith(position_words.CONTACTS)):
        return True
    label, colon, account = text.partition(":")
    if colon and label.strip() in position_words.CONTACTS and len(account.split()) == 1:
        return True
    if digits > _FEWEST_DIGITS and _LABELLED_PHONE.match(text):
        return True
    if is_social(text):
        return True
    if "." in text and text.count(" ") <= 1 and _SITE.fullmatch(text) is not None:
        return True
    cells = _CELLS.split(text) if "|" in text or "·" in text or "•" in text else []
    return 1 < len(cells) <= _MOST_CELLS and any(map(is_contact, cells))


def is_proof(line: str) -> bool:
    """Whether a line can stand in a signature alone: a contact, how the author is spoken of
    ("she/her"), or a place under a label of a letter ("A: 12 Elm St").
    """
    if is_contact(line):
        return True
    return "/" in line and _PRONOUNS.fullmatch(line.strip(DECORATION).lower()) is not None


def _is_phone(text: str, digits: int) -> bool:
    few_words = 7 <= digits <= 24 and sum(map(str.isalpha, text)) <= 14
    return few_words and (
        text.lstrip("(")[:1] in "+0123456789" or text.startswith(position_words.CONTACTS)
    )


def is_title(line: str) -> bool:
    """Whether a line names a title or role, and is no sentence."""
    text = line.strip().lower()
    if len(text) > LONGEST_TITLE or text.endswith(("?", "!")):
        return False
    last = text.rpartition(" ")[2].strip(".")
    if " " in text and (last in position_words.COMPANIES or _is_in_several(last)):
        return True
    return any(word in text for word in position_words.TITLES) and not text.endswith(".")


def _is_in_several(word: str) -> bool:
    """ "NV/SA": what a company is, in the languages of its country."""
    parts = word.split("/")
    return len(parts) > 1 and all(part in position_words.COMPANIES for part in parts)


def may_follow(line: str) -> bool:
    """Whether a line could stand under a closing phrase: short, no sentence, and no postscript."""
    if is_postscript(line) or begins_to_ask(line) or ends_by_asking(line):
        return False
    if len(line) > LINE or line.endswith(("?", ":")) or _goes_on(line):
        return len(line) <= LINE and is_contact(line)
    return len(line.split()) <= 8 or not line.endswith((".", "!")) or is_contact(line)


def _goes_on(line: str) -> bool:
    """Whether a line is the rest of a sentence: it begins with a small letter and ends."""
    text = line.strip()
    if text.rpartition(" ")[2].strip(".").lower() in position_words.COMPANIES:
        return False
    return text[:1].islower() and text.endswith((".", "!")) and len(text.split()) >= LEAST_SENTENCE
