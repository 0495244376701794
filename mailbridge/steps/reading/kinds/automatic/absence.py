"""Out-of-office letters without any field that says so: the subject says it, or the letter's own
words do. What a letter quotes does not count, so this is asked once quotes are cut off.
"""

from mailbridge.domain.message import Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.automatic.acknowledgement_words import (
    COURTESIES,
    NO_REPLIES,
    PROMISES,
)
from mailbridge.steps.reading.kinds.automatic.own_words import (
    asks,
    greets_many,
    holds,
    is_a_desks,
    said,
    speaks_as_one,
    spoken,
)
from mailbridge.steps.reading.kinds.automatic.returning import comes_back, has_left
from mailbridge.steps.reading.kinds.away_words import (
    ABSENT,
    ASKED_TO,
    AUTOMATIC,
    AWAY_HEADS,
    BEFORE_DATE,
    BESIDE_ABSENT,
    CHALLENGES,
    FORMULAS,
    HELD_BACK,
    MESSAGES,
    MONTHS,
    NOTICES,
    OFFICE,
    REPLIES,
    RETURNS,
    SAYS_ITSELF,
    URGENT,
    WAITS_THERE,
    WEEKDAYS,
)
from mailbridge.steps.reading.kinds.machine_marks import folded, is_automatic_subject
from mailbridge.steps.reading.kinds.machine_words import ABSENCE_WORDS
from mailbridge.steps.text.sentences import sentences
from mailbridge.steps.text.word_starts import PhraseTable

_ABSENCE, _ITSELF = PhraseTable(ABSENCE_WORDS), PhraseTable(SAYS_ITSELF)
_CHALLENGES = PhraseTable(CHALLENGES + HELD_BACK + WAITS_THERE)
_DOT_ABOVE = "\u0307"  # which a Turkish İ leaves behind
_PREFIXES = frozenset({"re", "aw", "sv", "antw", "odp", "vs", "rv", "fw", "fwd", "wg", "tr", "ha"})
OPENING = 600  # characters in which an automatic letter says that it is one
SAID_WITHIN = 40  # characters behind "this is an automatic"
LONGEST_HEAD = 6  # words
UNTIL = frozenset({"until", "till", "bis", "jusqu'au", "hasta", "до"})
LONGEST_NOTICE = 7  # words of "this is an automatic reply"
JESTS = ("kidding", "joke", "scherz", "spaß", "шут", "blague", "broma", "really me")
SURE = 2  # of the words of a filter
FILTERS = ("spamschutz", "antispam", "anti-spam", "spamfilter", "spam filter", "антиспам")
_SAYS_AWAY = ABSENT + OFFICE
_KNOWN_IN_HEAD = _SAYS_AWAY + NOTICES + AUTOMATIC + REPLIES
_WEEKDAYS: tuple[str, ...] = sum(WEEKDAYS, ())
_DAYS = (*_WEEKDAYS, *(stem for stem, _ in MONTHS))
_CLOSES = {")": "(", "]": "["}


def tells_absence(message: Message, reply: str) -> str | None:
    """What makes it an out-of-office letter, in words; None for a person's.

    Its subject says that it is an automatic reply; or its own words speak of absence and ask
    nothing, and beside them it says of itself that it is automatic, or says what only programs say,
    or its subject says nothing but "out of office" beside ours, and it answers a letter.
    """
    own = said(reply)
    answers = bool(message.in_reply_to or message.references)
    automatic = is_automatic_subject(message.subject)
    itself = holds(own, _ITSELF) and _calls_itself_automatic(own[:OPENING]) and not _jests(own)
    named, filters = _names_itself(message), _is_a_filters(message)
    if not (answers or automatic or itself or named or filters):
        return None
    asking = asks(own)
    if (
        automatic
        and not ((asking and not is_a_desks(message)) or _speaks_of_one(message, own))
        and (answers or holds(own, _ABSENCE) or _is_marked(message, own))
    ):
        return told("the subject is an automatic reply's")
    if asking or greets_many(reply):
        return None
    if itself and answers and _is_said_alone(reply) and _tells_a_date(own):
        return told("it says that it is automatic")
    return _told_by_its_words(message, own, itself, named)


def _told_by_its_words(message: Message, own: str, itself: bool, named: bool) -> str | None:
    """What makes a letter that asks nothing an out-of-office letter, besides its subject; None for
    a person's. `own` is what it says itself; `itself`: it calls itself automatic; `named`: its
    subject says that its author is away.
    """
    absent = holds(own, _ABSENCE)
    answers, filters = bool(message.in_reply_to or message.references), _is_a_filters(message)
    if (answers or filters) and holds(own, _CHALLENGES) and _holds_back(own, filters):
        return told("it holds a letter back until its author answers")
    if itself and (absent or (answers and (is_a_desks(message) or _says_a_notice(own)))):
        return told("it says that it is automatic")
    if not answers and not named:
        return None
    if (absent or (has_left(own) and _has(own, MESSAGES))) and _has(own, FORMULAS):
        return told("it says that its author is away, and what becomes of letters")
    if not named and not _says_away(_away_head(message)):
        return None
    tells_a_date = _tells_a_date(own)
    if not _names_ours(message.subject) and not tells_a_date:
        return None
    if absent or (tells_a_date and (comes_back(own) or (named and _has(own, RETURNS)))):
        if _speaks_of_themselves_by_name(message, own):
            return None
        return told("its subject says that its author is away, and so do its words")
    return None


def _names_itself(message: Message) -> bool:
    """Whether the subject says of its author by their name that they are away, as Notes does: "Ann
    Smith is out of the office".
    """
    name = folded(message.author.name) if message.author else ""
    if " " not in name:
        return False
    subject = folded(message.subject[:400])
    if not subject.startswith(f"{name} "):
        return False
    said = subject[len(name) + 1 :].rstrip(". ")
    return _says_away(said) or _says_away(said.partition(" ")[2])  # behind "is"


def _speaks_of_themselves_by_name(message: Message, own: str) -> bool:
    """Whether somebody says in a few words of their own that they are away, and calls themselves by
    their name: "Tom Baker is away from Monday. Ask Ivy." Programs say "I", when and what will be
    answered, or whom to ask where it is urgent.
    """
    name = folded(message.author.name) if message.author else ""
    if not name or speaks_as_one(own):
        return False
    is_programs = any(_has(own, said) for said in (RETURNS, PROMISES, NO_REPLIES, URGENT))
    return not is_programs and own.startswith((f"{name} ", f"{name.split()[0]} "))


def _is_a_filters(message: Message) -> bool:
    """Whether the author is a spam filter, by its name or its address."""
    author = message.author
    named = f"{author.name} {author.address.partition('@')[0]}".lower() if author else ""
    return _has(named, FILTERS)


def _holds_back(own: str, filters: bool) -> bool:
    """Whether a filter says that it holds a letter back, and what its author is to do; who speaks
    of such a letter in the first person, and of no filter of their own, is a person.
    """
    opens = filters and ":" not in own[: _hold_starts(own)]
    if _held_back(own) + opens < SURE or not ASKED_TO.stand_in(own):
        return False
    return CHALLENGES.stand_in(own) or not speaks_as_one(own)


def _hold_starts(own: str) -> int:
    """Where a letter first says that one is held; behind a colon, somebody shows such words."""
    stems = CHALLENGES + HELD_BACK + WAITS_THERE
    return min((at for at in map(own.find, stems) if at >= 0), default=len(own))


def _held_back(own: str) -> int:
    """How many of the words stand in a letter that filters say which hold letters back; where
    letters wait counts once.
    """
    if not _has(own, MESSAGES):
        return CHALLENGES.count_in(own)
    return CHALLENGES.count_in(own) + HELD_BACK.count_in(own) + WAITS_THERE.stand_in(own)


def _names_ours(subject: str) -> bool:
    """Whether a subject may hold ours beside words of its own."""
    return any(sign in subject for sign in ":：()[]")


def _tells_a_date(own: str) -> bool:
    """Whether an absence that is all of a subject says how long it lasts."""
    return (
        any(map(str.isdigit, own))
        or _has(own, RETURNS)
        or not UNTIL.isdisjoint(own.split())
        or any(word.startswith(_WEEKDAYS) for word in own.split())
    )


def _speaks_of_one(message: Message, own: str) -> bool:
    """Whether a letter is about an automatic reply: it names one, and not itself."""
    names = _has(own, AUTOMATIC) and _has(own, REPLIES)
    return names and not (
        _calls_itself_automatic(own) or _has(own, ABSENCE_WORDS) or _says_a_notice(own)
    )


def _is_marked(message: Message, own: str) -> bool:
    """Whether "automatic reply" stands beside ours, or the letter under nothing but it is one."""
    return ":" in message.subject or _is_alone(message, own)


def _is_alone(message: Message, own: str) -> bool:
    """Whether a letter under nothing but "automatic reply" is one: who shows the words of one
    announces them with a colon.
    """
    return _says_a_notice(own) or (is_a_desks(message) and ":" not in own)


def _says_a_notice(own: str) -> bool:
    return any(_has(own, words) for words in (RETURNS, PROMISES, COURTESIES, NO_REPLIES, FORMULAS))


def _away_head(message: Message) -> str:
    """What stands beside our subject: in front of a colon, in brackets at its end, or all of it;
    without the author's own name.
    """
    subject = folded(message.subject[:400]).replace(_DOT_ABOVE, "")
    opened = _CLOSES.get(subject[-1:])
    if opened and subject.count(opened) == 1 and not subject.startswith(opened):
        return subject.partition(opened)[2].strip("[]() ")
    head, colon, _ = subject.partition(":")
    bare = _bare_head(head)
    if colon:
        return bare
    name = folded(message.author.name).split() if message.author else []
    bare = " ".join(word for word in bare.split() if word not in name)
    whole = any(stem in bare for stem in OFFICE) and " " in bare
    return bare if whole else ""


def _bare_head(head: str) -> str:
    """Without the prefix of an answer at its end: "out of office re: plan" has the colon behind."""
    words = head.strip("[]() ").split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _PREFIXES else words)


def _says_away(head: str) -> bool:
    """Whether the words in front of a subject say that somebody is away, and nothing else."""
    if head in AWAY_HEADS:
        return True
    if not _has(head, _SAYS_AWAY):
        return False
    bare = head.replace("'", " ").replace("’", " ").replace("-", " ")
    for stem in _KNOWN_IN_HEAD:
        bare = bare.replace(stem, " ") if " " in stem.strip() else bare
    words = [word for word in bare.split() if not _is_of_date(word)]
    return len(words) <= LONGEST_HEAD and all(
        word in BESIDE_ABSENT or any(stem.strip() in word for stem in _KNOWN_IN_HEAD)
        for word in words
    )


def _is_of_date(word: str) -> bool:
    """One of "until 9 March"."""
    day = any(map(str.isdigit, word)) or word.startswith(_DAYS)
    return day or word in BEFORE_DATE


def _calls_itself_automatic(opening: str) -> bool:
    """ "This is an automatic reply": of a reply or a message, and not of a door."""
    for stem in SAYS_ITSELF:
        at = opening.find(stem)
        if at >= 0:
            said = opening[at : at + len(stem) + SAID_WITHIN]
            return any(noun in said for noun in REPLIES + MESSAGES)
    return False


def _is_said_alone(reply: str) -> bool:
    """Whether "this is an automatic reply" is a whole sentence."""
    return any(
        part.startswith(SAYS_ITSELF) and len(part.split()) <= LONGEST_NOTICE
        for part in map(folded, sentences(spoken(reply[:OPENING])))
    )


def _jests(own: str) -> bool:
    return any(map(own[:OPENING].__contains__, JESTS))


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, phrases))
