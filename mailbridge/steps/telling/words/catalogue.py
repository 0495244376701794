"""The words for readers in one language, as a value: adapters/catalogues reads them.

A sentence is named by its English text, with `{name}` where a value stands. An English text that
another language says in two ways has a context in front of it (`in_context`). What a catalogue
does not hold is said in English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailbridge.domain.told import Told

CONTEXT_END = "\x04"  # between context and text, as gettext writes it


def sentence(english: str) -> str:
    """The text itself. Marks a sentence in a table for extraction; `Catalogue.say` is told it
    later.
    """
    return english


def in_context(context: str, english: str) -> str:
    """The name of a text that has one meaning in this context, and others elsewhere."""
    return f"{context}{CONTEXT_END}{english}"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """`language` is a tag that babel knows. `sentences` gives the forms of each English text: one,
    or one for each plural form; `plural` chooses the form for a number.
    """

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def say(self, english: str, **values: object) -> str:
        """The sentence in this language. Names and titles among the values stay as they are, but
        for those that are sentences themselves, such as what is left of an erased person's.
        """
        known = self.sentences.get(english)
        said = known[0] if known else english.rpartition(CONTEXT_END)[2]
        if not values:
            return said
        if Told in map(type, values.values()):
            values = {name: self._told(value) for name, value in values.items()}
        return said.format_map(values)

    def _told(self, value: object) -> object:
        return self.tell(value) if isinstance(value, Told) else value

    def say_number(self, one: str, other: str, number: int, **values: object) -> str:
        """ "1 question", "2 вопроса", "5 вопросов": `{number}` stands in both English texts."""
        known = self.sentences.get(one)
        said = known[self.plural(number)] if known else one if number == 1 else other
        return said.format(number=number, **values)

    def tell(self, text: str) -> str:
        """A sentence of the trail in this language; what an older version kept stays as it is."""
        if not isinstance(text, Told):
            return text
        values = {
            name: self.tell(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        return self.say(text.english, **values)


ENGLISH = Catalogue("en", {}, lambda number: int(number != 1))


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All languages that letters and pages are written in; English is always among them."""

    languages: tuple[str, ...]
    read: Callable[[str], Catalogue]  # the same value each time it is asked for a language

    def of(self, tag: str) -> Catalogue:
        """The catalogue for a language tag such as "ru-RU"; English where there is none."""
        language = language_of(tag)
        return self.read(language) if language in self.languages else ENGLISH


ENGLISH_ALONE = Catalogues(("en",), lambda _: ENGLISH)


def language_of(tag: str) -> str:
    """The language of a tag: "ru" of "ru-RU" and "ru_RU"."""
    return tag.lower().partition("-")[0].partition("_")[0]
