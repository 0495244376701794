"""Forms of one word that a stemmer leaves apart: menus and menu, Fotos and Foto, ссылок and ссылка.

They are looked for beside the word's own forms, so what is kept need not be taken in anew. Some of
what is made here is no word; nobody wrote it, so nothing is found by it.
"""

from functools import lru_cache

from mailbridge.steps.searching.stems import form
from mailbridge.steps.text.spelling import is_latin, is_russian, plain
from mailbridge.steps.text.word_numbers import english_numbers, german_numbers, russian_cases


@lru_cache(1 << 14)
def kin(word: str) -> tuple[tuple[int, str], ...]:
    """The other forms that a word may be kept in, each with its language as `forms` counts them."""
    spelled = plain(word)
    if is_russian(spelled):
        own = form(word, german=False)
        made = {(0, form(other, german=False)) for other in russian_cases(spelled, own)}
        return _but(made, {(0, own)})
    if not is_latin(spelled):
        return ()
    english = {(0, form(other, german=False)) for other in english_numbers(spelled)}
    german = {(1, form(other, german=True)) for other in german_numbers(spelled)}
    known = {(at, form(word, german)) for at in (0, 1) for german in (False, True)}
    return _but(english | german, known)


def _but(made: set[tuple[int, str]], own: set[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((at, other) for at, other in made - own if other))
