"""Who may be the same person, judged by name and address alone: a person confirms it."""

from collections.abc import Iterable

from mailbridge.domain.project import Person


def may_be_one(person: Person, other: Person) -> bool:
    """Whether two addresses may be one person's: the same full name, or the same telling
    local-part, at another domain or not.
    """
    if person.id == other.id:
        return False
    return bool(telling(person.name, person.addresses) & telling(other.name, other.addresses))


def may_be_same(name: str, address: str, person: Person) -> bool:
    """Whether who wrote under this name from this address may well be the person."""
    return may_be_one(Person(0, name, person.role, (address,)), person)


def telling(name: str, addresses: Iterable[str]) -> frozenset[str]:
    """What two people share who may be one: the full name, its words in any order and case (“Lopez,
    Maria” is “Maria Lopez”), and local-parts with a first and a last name in them (“maria.lopez”,
    not “info” nor “maria”).
    """
    full = " ".join(sorted(name.casefold().replace(",", " ").split()))
    bare = (
        address.partition("@")[0].partition("+")[0].replace("_", ".").replace("-", ".")
        for address in addresses
    )
    parts = frozenset(f"{one}@" for one in bare if "." in one.strip("."))
    return parts | {full} if " " in full else parts
