"""What becomes of an author's or a domain's mail, as somebody said."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    author_policies,
    projects,
)

FORM = "form"  # a policy: the address writes for whom Reply-To names


_POLICIES = Prepared(
    select(author_policies).where(
        author_policies.c.author.in_(bindparam("authors", expanding=True))
    )
)


def policy(db: Connection, project_id: int, address: str) -> str | None:
    """allow, hold or block for an author: the address before its domain, the project before
    everywhere.
    """
    return next((one for one in policies_of(db, project_id, address) if one != FORM), None)


def policies_of(db: Connection, project_id: int, address: str) -> list[str]:
    """All that was said of an author, what weighs most first; `form` says only how to read it."""
    rows = _POLICIES.all(db, {"authors": [address, address.rpartition("@")[2]]})
    return weighed(rows, project_id, address)


def weighed(rows: Iterable[Any], project_id: int, address: str) -> list[str]:
    """The policies of these rows that hold for the address in the project, in that order."""
    found = [row for row in rows if row.project_id in (None, project_id)]
    found.sort(key=lambda row: (row.author == address, row.project_id is not None), reverse=True)
    return [row.policy for row in found]


def authors_of(addresses: Iterable[str]) -> list[str]:
    """Under which names something may have been said of these addresses: they and their domains."""
    wanted = set(addresses)
    return sorted({*wanted, *(author.rpartition("@")[2] for author in wanted)})


def blocked_among(rows: Sequence[Any], project_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Those of the addresses whose mail is blocked in the project; see `policy`. `rows`: what was
    said of all their `authors_of`.
    """
    if not any(row.policy == "block" for row in rows):
        return frozenset()
    return frozenset(author for author in addresses if _is_blocked(rows, project_id, author))


def _is_blocked(rows: Sequence[Any], project_id: int, address: str) -> bool:
    own = [row for row in rows if row.author in authors_of([address])]
    said = weighed(own, project_id, address)
    return next((one for one in said if one != FORM), None) == "block"


def set_policy(
    db: Connection, author: str, choice: str | None, project_id: int | None = None
) -> None:
    """Set what is said of an author in a project, or everywhere; a choice of None forgets it."""
    same = (
        author_policies.c.project_id == project_id
        if project_id is not None
        else author_policies.c.project_id.is_(None)
    )
    db.execute(delete(author_policies).where(author_policies.c.author == author, same))
    if choice is not None:
        db.execute(
            insert(author_policies).values(author=author, policy=choice, project_id=project_id)
        )


def own_policy(db: Connection, author: str, project_id: int) -> str | None:
    """What was said of this very author in this very project."""
    same = (author_policies.c.author == author) & (author_policies.c.project_id == project_id)
    return db.execute(select(author_policies.c.policy).where(same)).scalar()


def policies(db: Connection) -> list[tuple[str, str, str | None]]:
    """(author, policy, project's name) of all that were set, in the order of authors."""
    wanted = select(author_policies, projects.c.name).outerjoin(
        projects, projects.c.id == author_policies.c.project_id
    )
    return [
        (row.author, row.policy, row.name)
        for row in db.execute(wanted.order_by(author_policies.c.author, projects.c.name))
    ]
