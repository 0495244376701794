"""Who is named in a text: `@anna`, `@Anna`, `@anna.petrova`."""

import re
from collections.abc import Iterable

from mailbridge.domain.project import Person

_NAMED = re.compile(r"(?<![\w.@/])@([^\W_][\w.+-]*)")


def names_in(text: str) -> frozenset[str]:
    """The words behind an @ that is not part of an address, in lower case."""
    if "@" not in text:
        return frozenset()
    return frozenset(name.casefold().rstrip(".+-") for name in _NAMED.findall(text))


def named(names: frozenset[str], people: Iterable[Person]) -> frozenset[int]:
    """The ids of those who are meant: by the part of an address before its @, a whole address,
    the first name, or the name without its blanks. Where a name fits several, all of them.
    """
    return frozenset(person.id for person in people if names & _called(person))


def _called(person: Person) -> set[str]:
    words = person.name.casefold().split()
    called = {"".join(words), ".".join(words), *words[:1]} if words else set()
    return called | {address.partition("@")[0] for address in person.addresses}
