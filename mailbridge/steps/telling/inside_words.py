"""The last look at a letter to a client: which of its words stand inside, and in nothing that a client may see."""

from collections.abc import Iterable, Sequence
from itertools import chain

from mailbridge.steps.text.word_runs import Word, grams, placed_words, words

RUN = 6  # words running that give away what stands inside
SHORTEST = 3  # words of a note that is looked for as a whole
MOST = 20  # places that are told
CUT = "\x00"  # stands where words were


def inside_words(letter: str, inside: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    """The words of the letter that stand in an internal post, as the letter writes them, in order; at most MOST.

    `seen`: all that a client may see; runs of words that stand there, too, give nothing away.
    """
    return tuple(letter[start:end] for start, end in _spans(letter, inside, seen)[:MOST])


def without_inside_words(letter: str, inside: Iterable[str], seen: Iterable[str]) -> str:
    """The letter without those words; a line of which nothing is left goes, too."""
    pieces, at = [], 0
    for start, end in _spans(letter, inside, seen):
        pieces.append(letter[at:start])
        at = end
    marked = CUT.join([*pieces, letter[at:]])
    kept = [line.replace(CUT, "") for line in marked.split("\n") if CUT not in line or words(line)]
    return "\n".join(kept).strip("\n")


def _spans(letter: str, inside: Iterable[str], seen: Iterable[str]) -> list[tuple[int, int]]:
    """Where the letter says what stands inside: first and last character, none over another."""
    notes, known = [words(text) for text in inside], [words(text) for text in seen]
    secret = {length: _secret(notes, known, length) for length in range(SHORTEST, RUN + 1)}
    if not any(secret.values()):
        return []
    said = _placed(letter)
    flat = [word.text for word in said]
    hit = [False] * len(said)
    for length, runs in secret.items():
        for at, gram in enumerate(grams(flat, length) if runs else ()):
            if gram in runs:
                hit[at : at + length] = [True] * length
    return _joined(said, hit)


def _secret(
    notes: Sequence[list[str]], known: Sequence[list[str]], length: int
) -> frozenset[tuple[str, ...]]:
    """Runs of that many words: all of the notes' where they are long enough, else the notes that have no more words."""
    from_notes = chain.from_iterable(
        grams(note, length) for note in notes if length == RUN or len(note) == length
    )
    wanted = frozenset(from_notes)
    return (
        wanted - frozenset(chain.from_iterable(grams(text, length) for text in known))
        if wanted
        else wanted
    )


def _placed(letter: str) -> list[Word]:
    """The words with their places in the whole text."""
    found: list[Word] = []
    start = 0
    for line in letter.split("\n"):
        found.extend(
            Word(word.text, start + word.start, start + word.end) for word in placed_words(line)
        )
        start += len(line) + 1
    return found


def _joined(said: Sequence[Word], hit: Sequence[bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for at, word in enumerate(said):
        if not hit[at]:
            continue
        if at and hit[at - 1]:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return spans
