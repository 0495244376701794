"""What somebody typed into the search box, understood."""

import re
from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta, tzinfo

from mailbridge.steps.searching.kin import kin
from mailbridge.steps.searching.stems import beginning, forms, words_of
from mailbridge.values import dataclass, replace

LONGEST_WISH = 400  # characters
MOST_TERMS = 20
SHORTEST_BEGINNING = 2  # characters before a *
STATES = ("open", "closed", "ours", "waiting", "internal")
TASK_STATES = ("open", "in_progress", "waiting", "done")
_PIECE = re.compile(r'(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in a row. Each word is given by the forms it may be kept in; `begins`:
    what the last one may begin with instead. `kin`: of each word the forms of its other numbers,
    by language.
    """

    words: tuple[tuple[str, ...], ...]
    typed: str
    begins: str = ""
    kin: tuple[tuple[tuple[int, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    terms: tuple[Term, ...] = ()
    states: tuple[str, ...] = ()  # of discussions: STATES
    authors: tuple[str, ...] = ()  # as typed, of each from:
    readers: tuple[str, ...] = ()  # of each to:
    projects: tuple[str, ...] = ()
    has_file: bool = False
    asks: bool = False  # with an open question
    task: str | None = None  # tasks alone; a state of TASK_STATES, or "" for any
    after: datetime | None = None
    before: datetime | None = None
    not_understood: tuple[str, ...] = field(default=())  # as typed

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return replace(self, not_understood=()) == Wish()

    @property
    def is_of_letters(self) -> bool:
        """Whether it asks for what only posts have."""
        return bool(self.authors or self.readers or self.has_file)


def understood(typed: str, zone: tzinfo) -> Wish:
    """The wish that somebody typed; dates are days of this zone. What is no filter is a word."""
    wish = Wish()
    for match in list(_PIECE.finditer(typed[:LONGEST_WISH]))[:MOST_TERMS]:
        name, quoted, bare = (match[1] or "").lower(), match[2], match[3] or ""
        name, bare = ("task", "") if bare.lower() == "task:" else (name, bare)
        value = quoted if quoted is not None else bare
        filtered = _filtered(wish, name, value.strip(), zone) if name else None
        wish = filtered or _with_term(wish, match[0] if name else value, quoted is not None)
    return wish


def _with_term(wish: Wish, typed: str, whole: bool) -> Wish:
    made = term(typed, whole)
    return wish if made is None else replace(wish, terms=(*wish.terms, made))


def term(typed: str, whole: bool = False) -> Term | None:
    """What was typed without a space, or in quotation marks (`whole`); None: no word is in it."""
    found = [match[0] for match in words_of(typed)][:MOST_TERMS]
    known = [(kept, kin(word)) for word in found if (kept := forms(word))]
    if not known:
        return None
    words, others = zip(*known, strict=True)
    last = beginning(found[-1])
    begins = typed.endswith("*") and not whole and len(last) >= SHORTEST_BEGINNING
    return Term(words, typed, last if begins else "", others)


def _filtered(wish: Wish, name: str, value: str, zone: tzinfo) -> Wish | None:
    """With the filter; None: that is none."""
    if not value and name != "task":
        return None
    match name:
        case "from":
            return replace(wish, authors=(*wish.authors, value))
        case "to":
            return replace(wish, readers=(*wish.readers, value))
        case "project":
            return replace(wish, projects=(*wish.projects, value))
        case "before" | "after":
            return _dated(wish, name, value, zone)
        case "is" | "has" | "q" | "task":
            return _chosen(wish, name, value.lower()) or replace(
                wish, not_understood=(*wish.not_understood, f"{name}:{value}")
            )
        case _:
            return None


def _chosen(wish: Wish, name: str, value: str) -> Wish | None:
    if name == "is" and value in STATES:
        return replace(wish, states=(*wish.states, value))
    if (name, value) in (("has", "file"), ("has", "files")):
        return replace(wish, has_file=True)
    if (name, value) == ("q", "open"):
        return replace(wish, asks=True)
    if name == "task" and value in ("", *TASK_STATES):
        return replace(wish, task=value)
    return None


def _dated(wish: Wish, name: str, value: str, zone: tzinfo) -> Wish:
    """`before` a day ends where the day begins, `after` it begins where the day ends."""
    try:
        day = date.fromisoformat(value)
        at = datetime.combine(day + timedelta(days=name == "after"), time(), zone)
    except (ValueError, OverflowError):
        return replace(wish, not_understood=(*wish.not_understood, f"{name}:{value}"))
    return replace(wish, before=at) if name == "before" else replace(wish, after=at)


def all_forms(terms: Sequence[Term]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Of all words of these terms: the forms, and the beginnings."""
    whole = {kept for term in terms for word in term.words for kept in word}
    whole |= {kept for term in terms for others in term.kin for _, kept in others}
    return frozenset(whole), tuple(term.begins for term in terms if term.begins)
