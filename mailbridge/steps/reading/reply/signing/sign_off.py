"""Lines by which a person signs: closing phrases, names, telephones and addresses, positions."""

from mailbridge.steps.reading.reply.signing import signature_words, wish_words
from mailbridge.steps.text.word_tables import word_set

LINE = 100  # characters of a signature's line

DECORATION = " \t\xa0<>()*_[]{}|~«»“”\"'"
LONGEST_TITLE = 80  # characters of a position or a company
LEAST_SENTENCE = 3  # words of the rest of a sentence
MOST_WISHED, LONGEST_WISH = 7, 60  # words and characters of a wish above a name
_DOT_ABOVE = "\u0307"
_POSTSCRIPTS = ("p.s", "ps:", "ps.", "ps ", "p.p.s", "pps", "п.с", "з.ы", "зы", "постскриптум")
_PARTICLES = word_set("van von de der da la")


def _core(line: str) -> str:
    core = line.strip(DECORATION + "-–—,.!~;:…/。、！，،؛😊🙂🎉")
    return core.lower().replace(_DOT_ABOVE, "")  # which a Turkish İ leaves behind


def is_closing(line: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line closes a letter: "Best regards", also with a name behind it; `names` are the
    author's.
    """
    if len(line) > 70 or line.lstrip().startswith("/"):
        return False
    core = _core(line)
    if core in signature_words.CLOSINGS:
        return True
    if core.endswith("regards") and len(core.split()) <= 6:
        return True
    return closes_with_name(line, names)


def closes_with_name(line: str, names: frozenset[str] = frozenset()) -> bool:
    """ "Best regards, Ann" on one line; the author's own name needs no comma ("LG Ann")."""
    if names and _closes_with_own_name(line, names):
        return True
    phrase, comma, rest = line.strip(DECORATION + "-–—").partition(",")
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
    words = core.replace(",", " ").split()
    if not words or len(words) > MOST_WISHED or len(core) > LONGEST_WISH or "?" in line:
        return False
    if not wish_words.ADDRESSED.isdisjoint(words) or any(map(str.isdigit, core)):
        return False
    if core.startswith(wish_words.FAREWELLS):
        return True
    if words[0] not in wish_words.SENTENCES and any(stem in core for stem in wish_words.WISHES):
        return True
    begins = words[0] in wish_words.GOOD or words[0] in wish_words.BEGINNINGS
    good = begins and not wish_words.GOOD.isdisjoint(words)
    return good and not wish_words.TIME.isdisjoint(words[1:])


def _closes_with_own_name(line: str, names: frozenset[str]) -> bool:
    words = _core(line).split()
    for at in range(1, min(len(words), 2 * MOST_WISHED)):
        phrase = " ".join(words[:at]).rstrip(",")
        if " ".join(words[at:]) in names and (
            phrase in signature_words.CLOSINGS or is_wish(phrase)
        ):
            return True
    return False


def is_thanks(line: str) -> bool:
    """Whether a line says thanks and nothing else."""
    return len(line) <= 40 and _core(line) in signature_words.THANKS


def looks_like_name(line: str) -> bool:
    """One to four capitalised words, or a short word in a script without capitals."""
    text = line.strip(DECORATION + ".,")
    tokens = text.split()
    if not 1 <= len(tokens) <= 4 or len(text) > 40 or text.endswith(("!", "?", ":")):
        return False
    if (
        _core(line) in signature_words.THANKS
        or _core(line) in signature_words.CLOSINGS
        or tokens[0].strip(",.!").lower() in signature_words.GREETINGS
    ):
        return False
    return all(_is_name_word(token) for token in tokens)


def _is_name_word(token: str) -> bool:
    bare = token.strip(".,'’()\"")
    letters = bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return letters.isalpha() and (
        bare[0].isupper() or bare[0].upper() == bare[0].lower() or bare in _PARTICLES
    )


def is_contact(line: str) -> bool:
    """A line with an address, a telephone number, a site or a label of one."""
    text = line.strip().lower()
    if len(text) > LINE:
        return False
    if "@" in text or "www." in text or "http" in text:
        return len(text.split()) <= 8
    digits = sum(map(str.isdigit, text))
    return _is_phone(text, digits) or (digits >= 4 and text.startswith(signature_words.CONTACTS))


def _is_phone(text: str, digits: int) -> bool:
    few_words = 7 <= digits <= 24 and sum(map(str.isalpha, text)) <= 14
    return few_words and (
        text.lstrip("(")[:1] in "+0123456789" or text.startswith(signature_words.CONTACTS)
    )


def is_title(line: str) -> bool:
    """Whether a line names a title or role, and is no sentence."""
    text = line.strip().lower()
    if len(text) > LONGEST_TITLE or text.endswith(("?", "!")):
        return False
    if text.rpartition(" ")[2].strip(".") in signature_words.COMPANIES and " " in text:
        return True
    return any(word in text for word in signature_words.TITLES) and not text.endswith(".")


def may_follow(line: str) -> bool:
    """Whether a line could stand under a closing phrase: short, no sentence, and no postscript."""
    if line.lstrip().lower().startswith(_POSTSCRIPTS):
        return False
    if len(line) > LINE or line.endswith(("?", ":")) or _goes_on(line):
        return len(line) <= LINE and is_contact(line)
    return len(line.split()) <= 8 or not line.endswith((".", "!")) or is_contact(line)


def _goes_on(line: str) -> bool:
    """Whether a line is the rest of a sentence: it begins with a small letter and ends."""
    text = line.strip()
    return text[:1].islower() and text.endswith((".", "!")) and len(text.split()) >= LEAST_SENTENCE
