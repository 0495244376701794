"""Bearer tokens of the API: issued, and recognised by their hash."""

import hashlib

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.people.register import find_person
from mailbridge.store.directory import people


def hash_token(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


async def issue_token(container: Container, address: str) -> str:
    """A bearer token of the API; only its hash is kept, so it is shown this once."""
    known, token = await find_person(container, address), "mb_" + container.entropy(24).hex()
    await container.store.write(
        lambda db: people.add_token(db, hash_token(token), known.id, container.clock())
    )
    return token


async def find_person_of_token(container: Container, token: str) -> Person | None:
    """Whose token it is; None for an unknown one."""
    return await container.store.read(lambda db: people.by_token(db, hash_token(token)))
