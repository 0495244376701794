"""Passwords as hashes (Argon2id): one takes a moment and much memory, so they are made in threads,
two at once.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_APART = ThreadPoolExecutor(2, "passwords")


async def hashed(password: str) -> str:
    """What is kept of a password."""
    return await asyncio.get_running_loop().run_in_executor(_APART, _HASHER.hash, password)


async def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; None takes as long, and none is right."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_APART, _verified, password, kept)


def _verified(password: str, kept: str | None) -> bool:
    try:
        return _HASHER.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("whom we do not know takes as long as whom we know")
