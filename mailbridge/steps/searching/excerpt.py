"""The piece of a text that shows why it was found, and which of its words were meant."""

from collections.abc import Sequence

from mailbridge.steps.searching.stems import forms, words_of
from mailbridge.steps.searching.wish import Term, all_forms
from mailbridge.values import dataclass

LONGEST = 220  # characters of an excerpt
BEFORE = 60  # of them before the first word that was meant
LOOKED_AT = 20_000  # characters of a text


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    meant: bool = False


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """All of a short text in pieces, with those that the terms mean marked."""
    meant, done, pieces = _places(text, terms), 0, list[Piece]()
    for start, end in meant:
        pieces += [Piece(text[done:start]), Piece(text[start:end], True)]
        done = end
    pieces.append(Piece(text[done:]))
    return tuple(piece for piece in pieces if piece.text)


def excerpt(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """The piece around the first word that is meant, as one line; else the beginning."""
    looked_at = text[:LOOKED_AT]
    places = _places(looked_at, terms)
    first = places[0][0] if places else 0
    start = _word_before(looked_at, max(first - BEFORE, 0)) if first > BEFORE else 0
    line = " ".join(looked_at[start : start + LONGEST * 2].split())[:LONGEST]
    more = start + LONGEST < len(text.rstrip())
    shown = f"{'…' if start else ''}{line}{'…' if more and len(line) == LONGEST else ''}"
    return marked(shown, terms)


def has_all_as_typed(text: str, terms: Sequence[Term]) -> bool:
    """Whether each of the terms stands there letter by letter."""
    folded = text[:LOOKED_AT].casefold()
    return all(term.typed.rstrip("*").casefold() in folded for term in terms)


def _word_before(text: str, at: int) -> int:
    space = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return space + 1 if at - space < BEFORE else at


def _places(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    meant, beginnings = all_forms(terms)
    if not meant and not beginnings:
        return []
    return [
        match.span()
        for match in words_of(text[:LOOKED_AT])
        if any(form in meant or form.startswith(beginnings) for form in forms(match[0]))
    ]


def meant_terms(text: str, terms: Sequence[Term]) -> int:
    """How many of the terms have a word of theirs there."""
    return sum(bool(_places(text, [term])) for term in terms)
