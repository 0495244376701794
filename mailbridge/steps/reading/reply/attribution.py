"""The line a mail program puts above a quote: "On 1 May 2026, Ann <ann@example.org> wrote:", in any
language, wrapped or not.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.dated_words import (
    holds_a_day,
    holds_a_mailbox,
    is_dated,
    is_exact,
    is_timed,
    names_a_day,
    says_little_else,
)
from mailbridge.steps.reading.reply.quote_words import (
    BESIDE_TIME,
    LEADS,
    OURS,
    SAID,
    SENT,
    WEEKDAYS,
    WROTE,
)
from mailbridge.steps.reading.reply.verbs_of_saying import quotes_somebody, says_wrote, words_of
from mailbridge.steps.text.letters import digits_in

MAX_LINES = 6  # an attribution may be wrapped over this many lines
MAX_BLANK = 4  # lines without words among them, where a program took an address out of its brackets
MAX_LENGTH = 500  # characters of an attribution, joined
MAX_DATED = 4  # lines of a head that has a date and no verb
MOST_BESIDE_TIME = 8  # words beside a date and its time that head a quote without an address
MOST_SMALL = 4  # of these in small letters: a verb, "on" and "at"
LEAST_SENTENCE = 9  # characters, more than an abbreviated day has
SHORT = 90  # an attribution without a date or an address is a short line of its own

LEAST_NUMBERS = 2  # of a date
LONGEST_NUMBER = 4  # digits
_NUMBERS = re.compile(r"\d\d*")
AROUND = (
    " \t\xa0\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069*_\"'“”„«»‐-–—>|~"
)
_BIDI = str.maketrans(
    "", "", "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BLANKS = " \t\xa0"
_TAIL = ' \t\xa0*_"-–—'
COLONS = (":", "：", "՝")  # the last one is Armenian
_ENDS = frozenset((*COLONS, *">-]"))
_AFTER_VERB = "".join(COLONS) + " \xa0"
_OPENERS = LEADS | WEEKDAYS
_BESIDE_DATE = LEADS | WROTE | BESIDE_TIME


def attribution(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` on are an attribution; 0 when none is there."""
    first = bare(lines[start])
    ruled = lines[start].lstrip().startswith("--") and not first.isspace()
    if not (may_open(first) or ruled) or not _may_close(lines, start):
        return 0
    joined, blank_seen, blanks = "", False, 0
    for count in range(1, MAX_LINES + MAX_BLANK + 1):
        at = start + count - 1
        if at >= len(lines) or count - blanks > MAX_LINES:
            return 0
        piece = _continuation(lines[at], joined)
        if not piece and blanks < MAX_BLANK and _is_open(joined):
            blanks += 1
            continue
        if not piece and blank_seen and blanks < MAX_BLANK and not lines[at - 1].strip():
            blanks += 1
            continue
        if not piece and joined and not blank_seen and _unfinished(joined):
            if settled := _undecided(lines, start, joined, count - 1):
                return settled
            blank_seen = True
            continue
        if not piece or (joined and opens_anew(piece, joined, apart=blank_seen)):
            return _undecided(lines, start, joined, count - 1)
        joined = f"{joined} {piece}" if joined else piece
        if len(joined) > MAX_LENGTH:
            return 0
        if is_attribution(joined):
            return count
    return 0


_TELLING = re.compile(r"[\d@<]")
_ASCII_TELLING = re.compile(r"[0-9@<]")  # the same of ASCII, at a third of the cost


def telling(lines: Sequence[str]) -> list[bool]:
    """Of each line, whether it may begin an attribution: a date or an address stands there, or
    further down in its paragraph.
    """
    tells: list[bool] = []
    below = False
    for line in reversed(lines):
        if not line or (line[0] in _BLANKS and not line.strip(_BLANKS)):
            below = False
        elif not below:
            sign = _ASCII_TELLING if line.isascii() else _TELLING
            below = sign.search(line) is not None
        tells.append(below)
    return tells[::-1]


def begins_with_address(line: str) -> bool:
    """Whether an attribution's line goes on with an address, or a bracket, whose name stands on the
    line above.
    """
    return line.lstrip(" \t*_>").startswith(("<", "("))


def _may_close(lines: Sequence[str], start: int) -> bool:
    """Whether one of the lines ends as the last line of an attribution does, and one holds an
    address or a date.
    """
    window = lines[start : start + MAX_LINES + MAX_BLANK + 1]
    if not any(not _ENDS.isdisjoint(line.rstrip()[-4:]) for line in window):
        return False
    return any("@" in line or "<" in line or digits_in(line[:MAX_LENGTH]) > 1 for line in window)


def bare(line: str) -> str:
    """The beginning of a line without marks of direction, and without signs around it."""
    return unmarked(line[: MAX_LENGTH + 1]).strip(AROUND)


def unmarked(text: str) -> str:
    """Without marks of direction, which are not ASCII."""
    return text if text.isascii() else text.translate(_BIDI)


def may_open(first: str) -> bool:
    """Whether an attribution could begin with this line: by a word, a weekday, a date, or
    somebody's name and address.
    """
    if not first or first.isspace():
        return False
    if first[0].isdigit():
        return has_date(first[:40]) or (len(first) < 40 and digits_in(first) > 2)
    word = first.split(None, 1)[0].rstrip(".,:").lower()
    return (
        word in _OPENERS
        or word.startswith("ב")
        or first.endswith((*COLONS, "<"))
        or "@" in first
        or "于" in first
        or (has_date(first[:SHORT]) and holds_a_day(first[:SHORT]))
    )


def _is_open(joined: str) -> bool:
    """Whether a bracket before an address is not closed yet."""
    return joined.count("<") > joined.count(">") and is_dated(joined)


def _continuation(line: str, joined: str) -> str:
    """A further line of an attribution, or nothing; an address broken inside its brackets may come
    with a stray quote prefix.
    """
    if joined and _has_ended(joined):
        return ""
    piece = unmarked(line[: MAX_LENGTH + 1]).strip(_BLANKS)
    if piece.startswith(">"):
        return piece if joined.count("<") > joined.count(">") else ""
    return piece.strip("*_")


def _unfinished(joined: str) -> bool:
    """A date and a name, and then nothing: the address may stand below a blank line."""
    return has_date(joined) and len(joined) < 120 and not joined.endswith((".", "!", "?"))


def _has_ended(joined: str) -> bool:
    """Whether a sentence has ended before any date or address: "De acuerdo con el cambio." """
    return joined.endswith((".", "!", "?", "…", "。")) and not (
        has_date(joined) or _has_address(joined) or len(joined) < LEAST_SENTENCE
    )


def opens_anew(piece: str, joined: str, *, apart: bool = False) -> bool:
    """Whether an attribution begins here, below what only looked like the beginning of one: "3. 14
    May" above "On 4 May 2026 Ann wrote:".
    """
    if piece[:3].lower() == "on ":
        return has_date(piece)
    if "@" in joined or not opens(piece) or not has_date(piece):
        return False
    return is_dated(piece) and (apart or (says_wrote(piece) and is_attribution(piece)))


def _undecided(lines: Sequence[str], start: int, joined: str, count: int) -> int:
    """Date, name and address without a verb or a colon count only directly above a quote."""
    if not count or not _starts_with_date(joined) or not joined.endswith(">") or "@" not in joined:
        return 0
    following = next(
        (line for line in lines[start + count : start + count + 4] if line.strip()), ""
    )
    return count if following.lstrip().startswith((">", "|")) else 0


def is_attribution(joined: str) -> bool:
    """Whether the whole of a (joined) line is an attribution."""
    core = joined.rstrip(_TAIL)
    colon = core.endswith(COLONS)
    core = core.rstrip(_AFTER_VERB)
    whole = joined.strip()
    drawn = whole.startswith("-") and whole.endswith("--")
    bracketed = whole.startswith("[") and whole.endswith("]") and is_exact(whole)
    if not (colon or drawn or bracketed):
        return False
    dated, addressed = has_date(core), _has_address(core)
    if addressed and quotes_somebody(core):
        return True
    if says_wrote(core):
        return (dated and (addressed or opens(core) or len(core) < SHORT)) or (
            addressed and len(core) < 200
        )
    if not dated or not is_dated(core) or not says_little_else(core):
        return dated and addressed and _date_and_author(core)
    return addressed or len(core) < SHORT


def _date_and_author(core: str) -> bool:
    return _starts_with_date(core) and core.rstrip(" \xa0").endswith((">", ")", "]"))


def stands_alone(joined: str, *, apart: bool = False) -> bool:
    """Whether an attribution is believed even where no quote prefix follows: it opens as programs
    write it, or has an address. `apart` says that a blank or drawn line stands above it: then a day
    with its time of day is enough.
    """
    core = unmarked(joined).rstrip(_TAIL + "".join(COLONS))
    timed = apart and is_timed(core) and _says_who_and_when(core)
    if timed and is_exact(core) and not (SAID | SENT).isdisjoint(words_of(core)):
        return True
    if quotes_somebody(core):
        return apart and _has_address(core)
    if not says_wrote(core) and not _date_and_author(core):
        return holds_a_mailbox(core) or (timed and "@" in core and _begins_with_day(core))
    return _has_address(core) or opens(core) or timed


def _says_who_and_when(core: str) -> bool:
    """Whether beside the date stand a name and a verb with its small words, and no more, and no
    "we wrote" of the author's.
    """
    told = [word for word in core.split() if word[0].islower() and not names_a_day(word)]
    is_usual = len(told) <= MOST_SMALL or all(word.rstrip(".,") in _BESIDE_DATE for word in told)
    is_own = not OURS.isdisjoint(told)
    return is_usual and not is_own and says_little_else(core, MOST_BESIDE_TIME)


def ends_in_verb(line: str) -> bool:
    """Whether a line without a colon heads a quote: "Ann Miller, 2 Oct 2013 10:15, wrote"."""
    core = bare(line)
    is_short = len(core) <= SHORT and core[-1:].isalpha() and is_exact(core)
    return is_short and says_wrote(core.rpartition(" ")[2]) and _says_who_and_when(core)


def _begins_with_day(core: str) -> bool:
    first = core.lstrip(AROUND).partition(" ")[0]
    return first[:1].isdigit() or names_a_day(first)


def opens(core: str) -> bool:
    """Whether a text begins as programs begin an attribution: with a number, a small word of
    theirs, or a weekday.
    """
    first = core.lstrip(AROUND)
    if not first or first.isspace():
        return False
    return first[0].isdigit() or first.split(None, 1)[0].rstrip(".,:").lower() in _OPENERS


def _has_address(text: str) -> bool:
    return "@" in text or ("<" in text and ">" in text)


def _starts_with_date(core: str) -> bool:
    return opens(core) and has_date(core[:60])


def has_date(text: str) -> bool:
    """Whether two numbers of at most four digits stand close together: a day and a year, a day and
    a time, 2026年5月.
    """
    short = [number for number in _NUMBERS.findall(text) if len(number) <= LONGEST_NUMBER]
    return len(short) >= LEAST_NUMBERS
