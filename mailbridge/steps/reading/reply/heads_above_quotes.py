"""Lines that head a quote only because it begins right below them: "Also sprach Ann:", "[Ann
Miller]", "Posted by Ann on 4 May 2026".
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from mailbridge.steps.reading.reply.attribution import (
    AROUND,
    MAX_DATED,
    MAX_LENGTH,
    SHORT,
    has_date,
    opens_anew,
    unmarked,
)
from mailbridge.steps.reading.reply.dated_words import (
    holds_a_mailbox,
    is_dated,
    says_little_else,
)
from mailbridge.steps.reading.reply.quote_words import CITING, QUOTING, SAID, SPOKE, WHOEVER
from mailbridge.steps.reading.reply.verbs_of_saying import says_wrote, words_of

FEW = 9  # words of a head that has neither a verb nor an address
MOST_TOLD = 8  # words of a head with a verb of saying in a column's or a joker's words
MOST_BESIDE_ADDRESS = 3  # words beside a name and its address, where no date is
MOST_SMALL_BESIDE_ADDRESS = 2  # of these in small letters
MOST_OF_VERB = 2  # words: "ha scritto"
NAME = range(2, 4)  # words of a name that stands alone
_SENTENCE_END = re.compile(r"\w{2}[.!?] (?=[A-ZÄÖÜÀ-Ý\u0410-\u042f])")
_MAILBOX = re.compile(r"[<(\[][^<>()\[\]\s]{1,200}@[^<>()\[\]\s]{1,200}[>)\]]")


def heads_a_quote(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` on may head the quote that begins right below them, though no
    verb and no colon says so: "Posted by Ann on 4 May 2026". 0 when they are none.
    """
    if names_an_author(lines[start]) or _is_bracketed_name(lines[start]):
        return 1
    joined = ""
    for count, line in enumerate(lines[start : start + MAX_DATED], 1):
        piece = unmarked(line[: MAX_LENGTH + 1]).strip(" \t\xa0*_")
        if not piece or piece[0] in ">|" or len(joined) > 2 * SHORT:
            return 0
        if joined and opens_anew(piece, joined):
            return 0
        if count == 1 and not (has_date(piece) or holds_a_mailbox(piece)):
            return 0
        joined = f"{joined} {piece}" if joined else piece
        following = lines[start + count] if start + count < len(lines) else ""
        is_last = not following.strip() or following.lstrip()[:1] in ">|"
        if is_last and (_is_dated_head(joined) or _is_addressed_head(joined)):
            return count
    return 0


def _is_dated_head(joined: str) -> bool:
    """A date and an address, or a date and few words, and no sentence."""
    if not is_dated(joined) or not says_little_else(joined) or joined.endswith(("?", "!")):
        return False
    return holds_a_mailbox(joined) or (len(joined.split()) <= FEW and joined[-1] not in ".;,")


def _is_addressed_head(joined: str) -> bool:
    """A name with its address and a verb of saying, or hardly anything beside them: "In message
    <1@example.org>, Ann <ann@example.org> writes", "From: Ann <ann@example.org>".
    """
    if not holds_a_mailbox(joined) or joined.endswith(("?", "!")):
        return False
    if says_wrote(joined):
        return says_little_else(joined, FEW)
    words = _MAILBOX.sub(" ", joined).split()
    small = sum(word[:1].islower() for word in words)
    is_ended = joined.rstrip(" *_").endswith((":", "：", ">"))
    beside = says_little_else(joined, MOST_BESIDE_ADDRESS + NAME.stop)
    return is_ended and beside and small <= MOST_SMALL_BESIDE_ADDRESS


def names_an_author(line: str) -> bool:
    """Whether it is a short line such as "Ann wrote:" or "Quoting Ann:", which is believed only
    directly above a quote.
    """
    whole = line.strip(AROUND) if ":" in line or "：" in line else ""
    core = _last_sentence(whole)
    if len(core) >= SHORT or not core.endswith((":", "：")):
        return False
    if core != whole and core.split()[0].lower() in WHOEVER:  # "I asked him. He wrote:"
        return False
    return (
        core.lower().startswith(QUOTING)
        or " said " in core
        or core.endswith(" said:")
        or says_wrote(core.rstrip(":： "))
        or _tells_who_spoke(core)
    )


def begins_with_author(core: str) -> bool:
    """Whether a head begins with somebody's name, and a verb of saying or an address stands behind
    it: "Tom Reed wrote:", and not "She wrote:".
    """
    words = core.split()[: NAME.stop + MOST_OF_VERB]
    named = sum(1 for _ in takewhile(_is_name, (word.strip('"') for word in words)))
    if not 0 < named < len(words) or words[0].lower() in WHOEVER:
        return False
    behind = words[named : named + MOST_OF_VERB]
    return says_wrote(" ".join(behind).rstrip(":：")) or holds_a_mailbox(behind[0])


def _last_sentence(core: str) -> str:
    """What a line ends with, without the sentences before: "I wrote to Ann. She answered:"."""
    ends = [end.end() for end in _SENTENCE_END.finditer(core)]
    return core[ends[-1] :] if ends else core


def _tells_who_spoke(core: str) -> bool:
    """ "Also sprach Ann Miller:", "According to Ann Miller:"; but "She asked:" is the author's own
    sentence.
    """
    words = core.rstrip(":： ").split()
    if not 2 <= len(words) <= MOST_TOLD:
        return False
    if core.lower().startswith(CITING):
        return len(words) > NAME.start and all(word[0].isupper() for word in words[-2:])
    told = words_of(core)
    if not WHOEVER.isdisjoint(told) or (SPOKE | SAID).isdisjoint(told):
        return False
    return any(word[0].isupper() for word in words[1:])


def _is_bracketed_name(line: str) -> bool:
    """ "[Ann Miller]" or "* Ann Miller:", with nothing else on the line."""
    core = line.strip(" \t\xa0")
    bracketed = core.startswith("[") and core.rstrip(":").endswith("]")
    starred = core.startswith("* ") and core.endswith(":")
    if len(core) > SHORT or not (bracketed or starred):
        return False
    words = core.strip("[]:* ").split()
    return len(words) in NAME and all(map(_is_name, words))


def _is_name(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    return len(word) > 1 and letters.isalpha() and word[0].isupper() and not word.isupper()
