"""Pictures that letters of one domain carry again and again."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from mailbridge.store.engine.prepared import on_either
from mailbridge.store.engine.schema import attachments, person_addresses, pictures, posts


def _counting(dialect: Any) -> Any:
    upsert = dialect.insert(pictures).on_conflict_do_update(
        index_elements=list(pictures.primary_key), set_={"letters": pictures.c.letters + 1}
    )
    return upsert.returning(pictures.c.sha256, pictures.c.letters)


_COUNT = on_either(_counting)


def count_letters_with(db: Connection, domain: str, found: Iterable[str]) -> dict[str, int]:
    """One more letter of the domain carries these (sha256); returns how many letters have, this one
    among them.
    """
    rows = [{"domain": domain, "sha256": sha256, "letters": 1} for sha256 in sorted(found)]
    return {row.sha256: row.letters for row in _COUNT.each(db, rows)} if rows else {}


def fold(db: Connection, post_id: int, known: Sequence[str]) -> None:
    """Mark the pictures of a post with these hashes as decoration."""
    same = (attachments.c.post_id == post_id) & attachments.c.sha256.in_(known)
    db.execute(update(attachments).where(same).values(decoration=True))


def fold_earlier(db: Connection, domain: str, known: Sequence[str]) -> None:
    """Mark pictures with these hashes as decoration in all earlier letters by authors of the
    domain.
    """
    theirs = (
        select(attachments.c.id)
        .join(posts, posts.c.id == attachments.c.post_id)
        .join(person_addresses, person_addresses.c.person_id == posts.c.author_id)
        .where(
            attachments.c.sha256.in_(known),
            person_addresses.c.address.endswith(f"@{domain}", autoescape=True),
        )
    )
    db.execute(update(attachments).where(attachments.c.id.in_(theirs)).values(decoration=True))
