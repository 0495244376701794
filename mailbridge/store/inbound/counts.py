"""How much mail came in an hour, counted by all processes together; and automatic letters, each
written once a day.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from mailbridge.steps.deciding.machine_mail.circling import MOST, Said
from mailbridge.store.directory.people import insert_ignore
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import automatic_letters, people, posts, tallies

EVER = 0  # the hour of what is never forgotten: counts for the watcher
MAIL, LETTERS = "mail:", "letters:"  # how their names begin: mail:accept:filed, letters:sent
_TEAM = ("admin", "member")
_SAID = Prepared(
    select(posts.c.created, posts.c.reply, posts.c.verified, posts.c.channel, people.c.role)
    .join(people, people.c.id == posts.c.author_id)
    .where(posts.c.discussion_id == bindparam("discussion_id"))
    .order_by(posts.c.id.desc())
    .limit(MOST)
)


def _adding(dialect: Any) -> Any:
    fresh = dialect.insert(tallies)
    grown = {"count": tallies.c.count + fresh.excluded.count}
    upsert = fresh.on_conflict_do_update(index_elements=list(tallies.primary_key), set_=grown)
    return upsert.returning(tallies.c.name, tallies.c.count.label("count_"))


_ADD = on_either(_adding)


def add(db: Connection, hour: int, counts: Mapping[str, int]) -> dict[str, int]:
    """Add to the tallies of an hour; returns what all processes together have counted for these
    names.
    """
    rows = [
        {"hour": hour, "name": name, "count": count} for name, count in sorted(counts.items())
    ]  # one order: no deadlocks
    return {row.name: row.count_ for row in _ADD.each(db, rows)} if rows else {}


def forget(db: Connection, before: int) -> None:
    """Tallies of hours before this one."""
    db.execute(delete(tallies).where(tallies.c.hour < before, tallies.c.hour > EVER))


def count(db: Connection, counts: Mapping[str, int]) -> None:
    """Add to the counts since the beginning."""
    add(db, EVER, counts)


def counted(db: Connection) -> dict[str, int]:
    """All counts since the beginning: some dozens, however much mail there was."""
    rows = db.execute(
        select(tallies.c.name, tallies.c.count.label("count_")).where(tallies.c.hour == EVER)
    )
    return {row.name: row.count_ for row in rows}


def said(db: Connection, discussion_id: int) -> list[Said]:
    """The newest posts of a discussion, as many as circles are looked for in."""
    rows = _SAID.all(db, {"discussion_id": discussion_id})
    return [
        Said(
            row.created,
            row.role in _TEAM and (row.channel != "mail" or row.verified == "verified"),
            row.reply,
        )
        for row in rows
    ]


def automatic_letters_of(db: Connection, address: str, day: int) -> int:
    """How many automatic letters an address was written on a day."""
    mine = (automatic_letters.c.address == address) & (automatic_letters.c.day == day)
    return db.execute(select(func.count()).select_from(automatic_letters).where(mine)).scalar_one()


def note_automatic_letter(db: Connection, address: str, day: int, kind: str, about: str) -> bool:
    """False: the same was written to that address on that day before."""
    db.execute(
        delete(automatic_letters).where(
            automatic_letters.c.address == address, automatic_letters.c.day < day - 1
        )
    )
    row = {"address": address, "day": day, "kind": kind, "about": about}
    return db.execute(insert_ignore(db, automatic_letters).values(**row)).rowcount == 1
