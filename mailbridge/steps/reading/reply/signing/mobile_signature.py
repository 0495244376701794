"""What telephones and mail programs add by themselves: "Sent from my iPhone", in any language and
for any device.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mailbridge.steps.reading.reply.signing import signature_words
from mailbridge.steps.reading.reply.signing.device_line import is_device_line
from mailbridge.steps.text.word_tables import Stems, word_set

_DECORATION = " \t\xa0<>()*_[]{}|~«»“”\"'"
_BRACKETS = str.maketrans("<>[]()*_", "        ")
_PLAIN_ENGLISH = word_set("from via with")
_FIRST_IDEOGRAPH = "\u2e80"  # from here on scripts part their words without blanks
_PREPOSITIONS = word_set(
    "from via with by using on through с со из з зі через от від von mit aus vom über depuis de à "
    "avec du desde con dal da dallo partir"
    " dalla do dos com cu ile no na mit från fra med"
    " úr frá fra van vanaf met via z ze przez po ze pomocą från ut prin iš no از από με мого моего"
    " my vanuit"
)
_THIS_MESSAGE = word_set(
    "this это данное цей це лист письмо diese dieses ce cet cette este esta questo questa dit "
    "deze denne detta ta tato"
)

_SENT_BY_ONE_WORD = ("发自", "發自", "发送自", "發送自")  # no blanks part what follows
_MOST_BY_ONE_WORD = 24  # characters
_OFFERS = word_set(
    "get download try install obtenir obtener obter scaricare scarica télécharger hämta hent "
    "pobierz скачать загрузить установить завантажити"
)
_PLATFORMS = word_set("ios android iphone ipad mac macos windows linux mobile")
_ON_THE_GO = frozenset(
    {"sent on the go", "typed on the go", "sent while on the go", "sent in haste"}
)
_OWN_BEGINNINGS = ("get outlook", "from my ", "via mobile", "via my ", "from mobile")
_FROM_MINE = ("sent from my ", "sent via my ", "sent from the ", "sent via the ")
_LINKING = word_set(
    "for on and the a an my für auf pour sur la le l' para por o os per il il mio для на и мой "
    "моей моём voor op dla na i till på til pro secure email mail app"
)
_BETWEEN = _LINKING | _PREPOSITIONS
_FOR = word_set("for für pour para per для voor för til dla pro pentru için")
MOST_LENGTH = 400  # characters of a line that is a program's own
_MOST_NAMES = 8  # words of a program's name and of what it runs on
_MOST_SLOGAN = 7  # words behind a program's name
TRACKING_MARK = "ᐧ"
_TRACKING = frozenset(TRACKING_MARK + "\u200b\ufeff")


class _Begun(NamedTuple):
    """Stems, and the same with a blank before each whose script parts its words by blanks."""

    anywhere: Stems
    at_words: Stems


def _begun(stems: Stems) -> _Begun:
    with_blank = (
        " " + stem if stem[0].isascii() or "а" <= stem[0] <= "я" else stem for stem in stems
    )
    return _Begun(stems, Stems(with_blank))


_DEVICES, _SENDING = _begun(signature_words.DEVICES), _begun(signature_words.SENDING)
_SENT = tuple(stem.strip() for stem in signature_words.SENDING)


def is_bare_mobile(line: str) -> bool:
    """Whether a line begins like "via X" or "from X"."""
    return line.strip(_DECORATION + ".!").lower().startswith(("via ", "from "))


def is_tracking_mark(line: str) -> bool:
    """Whether a line is nothing but the mark that an add-on leaves where its picture stood."""
    return TRACKING_MARK in line and _TRACKING.issuperset(line.strip())


def is_link(line: str) -> bool:
    """Whether a line is an address of the web and nothing else."""
    core = line.strip(_DECORATION)
    return core.lower().startswith(("http://", "https://", "www.")) and len(core.split()) == 1


def is_reaction_link(line: str) -> bool:
    """Whether a link is the one that Gmail puts below "Ann reacted via Gmail", in any language."""
    return "emojireactionemail" in line and "google.com/gmail" in line and is_link(line)


def is_mobile(line: str) -> bool:
    """Whether a line is what a mail program of a phone adds: "Sent from my X"."""
    core = _plain(line)
    return (
        _says_device(core)
        or _is_shaped(line[:400], core)
        or (len(line) < MOST_LENGTH and is_device_line(line, core))
    )


def _is_shaped(line: str, core: str) -> bool:
    """A program's own line by its shape: "Sent with NAME for NAME", "Get NAME for iOS", "NAME Mail:
    Its, Slogan".
    """
    if core in _ON_THE_GO:
        return True
    if core.startswith(_SENT_BY_ONE_WORD) and len(core) <= _MOST_BY_ONE_WORD:
        return True
    tokens = core.split()
    if not 3 <= len(tokens) <= _MOST_NAMES + 3 or line.rstrip(_DECORATION).endswith("?"):
        return False
    if tokens[0] in _OFFERS:
        return tokens[-1] in _PLATFORMS and _are_names(_written(line, core)[1:])
    if _sends_first(tokens) and tokens[1] in _PREPOSITIONS:
        certain = tokens[1] in _PLAIN_ENGLISH or not _FOR.isdisjoint(tokens[3:])
        return certain and _are_names(_written(line, core)[2:])
    return ":" in line and _is_slogan(_written(line, core))


def _written(line: str, core: str) -> list[str]:
    """The words of a plain line as they were written, small and capital letters kept."""
    bare = line.translate(_BRACKETS)
    return bare.split()[: len(core.split())]


def _are_names(words: Sequence[str]) -> bool:
    """Whether the words are a name: capital letters, numbers, and little words that link them."""
    return (
        0 < len(words) <= _MOST_NAMES
        and all(word.lower().strip(".,!") in _BETWEEN or not word[0].islower() for word in words)
        and any(word[0].isupper() for word in words)
    )


def _is_slogan(words: Sequence[str]) -> bool:
    """A mail program, a colon, and its slogan in capital letters."""
    name, colon, _ = " ".join(words).lower().partition(":")
    behind = words[len(name.split()) :]
    return (
        bool(colon)
        and name.endswith(("mail", "outlook", "почта"))
        and len(name.split()) <= 2
        and 2 <= len(behind) <= _MOST_SLOGAN
        and all(word[0].isupper() or word in {"&", "and"} for word in behind)
    )


def _says_device(core: str) -> bool:
    if not 6 <= len(core) <= 160:
        return False
    if core.partition(" ")[0].endswith("ly"):  # "securely sent with"
        core = core.partition(" ")[2]
    tokens = core.split()
    if not tokens or len(tokens) > 14:
        return False
    first = _sends_first(tokens)
    if not (first or core.startswith(_OWN_BEGINNINGS) or _sends_last(tokens, core)):
        return False
    head, rest = _clauses(core)
    if (
        rest
        and not signature_words.EXCUSES.stand_in(rest)
        and not _starts_a_word(head, _DEVICES)
        and not (len(tokens) <= 8 and core.startswith(_FROM_MINE))
    ):
        return False
    if rest and len(tokens) <= 8 and core.startswith(_FROM_MINE):
        return _starts_a_word(core, _DEVICES)
    if first and not core.startswith(_OWN_BEGINNINGS):
        return _starts_a_word(head, _DEVICES) or (
            len(head.split()) <= 5 and tokens[0] == "sent" and tokens[1] in _PLAIN_ENGLISH
        )
    return _starts_a_word(core, _DEVICES)


def _plain(line: str) -> str:
    """In lower case, without brackets, markup and the addresses of links."""
    text = line[:400].strip(_DECORATION).lower()
    linked = "http" in text or "www." in text
    for opening in ("<http", "(http", "https://", "http://", "www.") if linked else ():
        text = text.partition(opening)[0] if text.find(opening) > 5 else text
    return " ".join(text.translate(_BRACKETS).split()).strip(" .!-–—|")


def _clauses(core: str) -> tuple[str, str]:
    at = min(
        (
            place
            for place in (core.find(mark) for mark in (",", ";", ". ", "!", " - "))
            if place > 0
        ),
        default=len(core),
    )
    return core[:at], core[at + 1 :].strip()


def _starts_a_word(text: str, stems: _Begun) -> bool:
    padded = " " + text.replace("-", " ").replace("/", " ")
    if not text.isascii() and any(char >= _FIRST_IDEOGRAPH for char in text):
        return stems.anywhere.stand_in(padded)
    return stems.at_words.stand_in(padded)


def _sends_first(tokens: Sequence[str]) -> bool:
    if len(tokens) < 2:
        return False
    return tokens[0].startswith(_SENT) and (
        not _PREPOSITIONS.isdisjoint(tokens[1:3]) or not tokens[0].isascii()
    )


def _sends_last(tokens: Sequence[str], core: str) -> bool:
    """The verb at the end, as in German, Chinese and Japanese, or "This message was sent from ...",
    or "Ann from mobile".
    """
    if len(tokens) <= 4 and ("from mobile" in core or "via mobile" in core):
        return True
    if tokens[0] in _THIS_MESSAGE and _starts_a_word(core, _SENDING):
        return len(tokens) <= 12
    if tokens[-1].startswith(_SENT):
        return tokens[0] in {"von", "vom", "mit", "aus", "van", "met"} or not core.isascii()
    return (
        len(tokens) <= 6
        and not core.isascii()
        and any(
            not stem[0].isascii() and not ("а" <= stem[0] <= "я") and stem in core
            for stem in signature_words.SENDING
        )
    )
