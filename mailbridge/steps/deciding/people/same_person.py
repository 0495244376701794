"""Who may be the same person, judged by name and address alone: a person confirms it."""

from collections.abc import Iterable

from mailbridge.domain.project import Person


def may_be_one(person: Person, other: Person) -> bool:
    """The same full name, or the same telling local-part, at another domain or not."""
    if person.id == other.id:
        return False
    names = {_name(one.name) for one in (person, other)}
    if len(names) == 1 and " " in next(iter(names)):
        return True
    return bool(_local_parts(person) & _local_parts(other))


def may_be_same(name: str, address: str, person: Person) -> bool:
    """Whether who wrote under this name from this address may well be the person."""
    return may_be_one(Person(0, name, person.role, (address,)), person)


def candidates(person: Person, among: Iterable[Person]) -> tuple[Person, ...]:
    """Who of these may be the same person."""
    return tuple(other for other in among if may_be_one(person, other))


def _name(name: str) -> str:
    """Words in any order, any case: “Lopez, Maria” is “Maria Lopez”."""
    return " ".join(sorted(word for word in name.casefold().replace(",", " ").split() if word))


def _local_parts(person: Person) -> frozenset[str]:
    """With a first and a last name in them: “maria.lopez”, not “info” nor “maria”."""
    bare = (
        address.partition("@")[0].partition("+")[0].replace("_", ".").replace("-", ".")
        for address in person.addresses
    )
    return frozenset(one for one in bare if "." in one.strip("."))
