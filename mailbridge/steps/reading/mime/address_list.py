"""Address lists (RFC 5322 section 3.4) read in one pass, the mangled ones too."""

import re
from functools import lru_cache

from mailbridge.domain.message import Mailbox
from mailbridge.steps.reading.mime.encoded_words import ENCODED_WORD, words_decoded

MAX_MAILBOXES = 1000
LONGEST_USUAL = 80  # characters of a field value that is remembered: who writes, writes again
_QUOTED_PAIR = re.compile(r"\\(.)")
_BARE = re.compile(r"[^\s<>()\[\],;:\"'@]{1,200}@[^\s<>()\[\],;:\"'@]{1,255}")
_SPECIAL = re.compile(r'["(<,;:=]')
_SPACES = re.compile(r"\s+")
_AROUND_DOT = re.compile(r"\s*\.\s*")
_EDGES = " \t'\"<>[](),;:"
_ENDS = {'"': '"', "(": ")", "<": ">"}


class _Item:
    """What stands between two commas: phrase, comments, and what stood in angle brackets."""

    __slots__ = ("angles", "before", "comments", "has_at", "phrase")

    def __init__(self) -> None:
        self.phrase: list[str] = []
        self.before: list[str] = []  # the phrase in front of the first angle bracket
        self.comments: list[str] = []
        self.angles: list[str] = []
        self.has_at = False


def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """The mailboxes of a field value as it travelled; members of groups included, each address
    once.
    """
    return _usual_mailboxes(value) if len(value) <= LONGEST_USUAL else _mailboxes(value)


@lru_cache(maxsize=256)
def _usual_mailboxes(value: str) -> tuple[Mailbox, ...]:
    return _mailboxes(value)


def _mailboxes(value: str) -> tuple[Mailbox, ...]:
    found: dict[str, Mailbox] = {}
    for item in _items(value.replace("\r", "").replace("\n", " ")):
        for mailbox in _read(item):
            if mailbox.address not in found or (mailbox.name and not found[mailbox.address].name):
                found[mailbox.address] = mailbox
        if len(found) >= MAX_MAILBOXES:
            break
    return tuple(found.values())


def addr_spec(text: str) -> str | None:
    """An addr-spec in lower case, without source route, `mailto:` and stray brackets; None when it
    is none.
    """
    if text.startswith("@") and ":" in text:  # RFC 5322 section 4.4, obs-route
        text = text.rpartition(":")[2]
    text = words_decoded(text) if "=?" in text or not text.isascii() else text
    text = text.strip(
        _EDGES if not text.startswith('"') or text.count('"') != 2 else " \t<>[](),;:"
    )
    text = text[7:] if text[:7].lower() == "mailto:" else text
    local, at, domain = text.rpartition("@")
    if not (at and local.strip() and domain.strip()) or len(text) > 500:
        return None
    if local.rstrip().endswith(":"):  # an empty group (RFC 5322 section 3.4) between brackets
        return None
    local = local.strip() if local.lstrip().startswith('"') else _closed_up(local.strip())
    domain = _closed_up(domain.strip().rstrip(".").strip(_EDGES))
    return f"{local}@{domain}".lower() if local and domain else None


def _closed_up(text: str) -> str:
    """Spaces around dots are CFWS (RFC 5322 section 4.4); other spaces make it no address."""
    joined = _AROUND_DOT.sub(".", text) if " " in text or "\t" in text else text
    return "" if " " in joined or "\t" in joined else joined


def _items(text: str) -> list[_Item]:
    items, item, at = [], _Item(), 0
    closable = set(_ENDS)  # an opening sign that once never closed is plain text from there on
    while at < len(text):
        sign = text[at]
        if sign in closable:
            stop = _end(text, at, _ENDS[sign])
            if stop == at:
                closable.discard(sign)
            else:
                _take(text, at, stop, item)
            at = stop + 1
        elif sign in ",;":
            items.append(item)
            item, at = _Item(), at + 1
        elif sign == ":" and not item.angles:  # the name of a group ends
            item, at = (item if item.has_at else _Item()), at + 1
        else:
            stop = _plain_end(text, at)
            item.phrase.append(text[at:stop])
            item.has_at = item.has_at or "@" in item.phrase[-1]
            at = stop
    items.append(item)
    return items


def _take(text: str, at: int, stop: int, item: _Item) -> None:
    """What stands in quotes, comment or angle brackets."""
    inner = text[at + 1 : stop]
    if text[at] == '"':
        item.phrase.append(_quoted(inner, text, stop))
    elif text[at] == "(":
        item.comments.append(inner)
    else:
        item.before = item.before or item.phrase[:]
        item.angles.append(inner)


def _quoted(inner: str, text: str, stop: int) -> str:
    """A quoted display-name loses its quotes; a quoted local-part keeps them."""
    return f'"{inner}"' if text[stop + 1 : stop + 2] == "@" else _QUOTED_PAIR.sub(r"\1", inner)


def _plain_end(text: str, at: int) -> int:
    """Where a run without specials ends; an encoded word is one run, even with commas inside."""
    if text.startswith("=?", at) and (word := ENCODED_WORD.match(text, at)):
        return word.end()
    match = _SPECIAL.search(text, at + 1)
    return match.start() if match else len(text)


def _end(text: str, at: int, closing: str) -> int:
    """Where the bracket or quote that opens at `at` closes; `at` itself when it never does."""
    if closing == ">":
        return _angle_end(text, at)
    opening, depth, place = text[at], 0, at + 1
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign == closing:
            if not depth:
                return place
            depth -= 1
        elif sign == opening:
            depth += 1
        place += 1
    return at


def _angle_end(text: str, at: int) -> int:
    """The same of an angle bracket; one that never closes ends at the next comma."""
    stop = text.find(">", at + 1)
    inner = text.find("<", at + 1, stop if stop >= 0 else len(text))
    if inner >= 0:  # "Max <max <max@example.org>": the inner one is the address
        return inner - 1
    stop = stop if stop >= 0 else text.find(",", at)
    return stop if stop >= 0 else len(text)


def _read(item: _Item) -> list[Mailbox]:
    phrase = "".join(item.phrase)
    for inner in reversed(item.angles):
        if address := addr_spec(inner):
            named = "".join(item.before)
            name = _name(named) or _name(phrase) or _name(" ".join(item.comments))
            return [Mailbox("" if name.lower() == address else name, address)]
    if address := addr_spec(phrase):
        return [Mailbox(_name(" ".join(item.comments)), address)]
    text = words_decoded(" ".join([phrase, *item.angles, *item.comments])[:10_000])
    return [Mailbox("", found.strip(".").lower()) for found in _BARE.findall(text)]


def _name(phrase: str) -> str:
    text = words_decoded(phrase).strip(" \t<>,;")
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    return _SPACES.sub(" ", text)
