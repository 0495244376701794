"""The life of aliases: what is known of each, and of the tests sent through it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from mailbridge.domain.alias import AliasTest, AliasTestReport, AskedToForward
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import alias_tests, aliases, outbox
from mailbridge.store.engine.typed_json import as_json, from_json
from mailbridge.values import dataclass

_OF_PROJECT = Prepared(
    select(aliases.c.address, aliases.c.id, aliases.c.armed_until).where(
        aliases.c.project_id == bindparam("p")
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An alias as it is kept."""

    id: int
    address: str
    project_id: int
    state: str
    created: datetime
    changed: datetime | None
    last_mail: datetime | None
    mails: int
    usual_gap: int  # seconds
    armed_until: datetime | None
    confirmation: AskedToForward | None
    next_test: datetime | None
    misses: int


@dataclass(frozen=True, slots=True)
class KeptTest:
    """A test as it is kept, with what became of its letter in the outbox."""

    id: int
    alias_id: int
    kind: str  # asked, canary
    state: str  # sent, returned, failed
    started: datetime
    finished: datetime | None
    cause: str
    words: str
    report: AliasTestReport | None
    letter_id: int | None
    letter_state: str | None
    last_reply: str
    sent_at: datetime | None


def of_project(db: Connection, project_id: int) -> dict[str, int]:
    """The ids of a project's aliases by address."""
    return {row.address: row.id for row in _OF_PROJECT.all(db, {"p": project_id})}


def armed(db: Connection, project_id: int, at: datetime) -> frozenset[str]:
    """The project's aliases that awaited a confirmation at that moment."""
    rows = _OF_PROJECT.all(db, {"p": project_id})
    return frozenset(
        row.address for row in rows if row.armed_until is not None and at <= row.armed_until
    )


def by_address(db: Connection, address: str) -> Kept | None:
    """The alias of an address in its one spelling."""
    row = db.execute(select(aliases).where(aliases.c.address == address)).first()
    return _alias(row) if row else None


def by_id(db: Connection, alias_id: int) -> Kept | None:
    """The alias of this id."""
    row = db.execute(select(aliases).where(aliases.c.id == alias_id)).first()
    return _alias(row) if row else None


def by_states(db: Connection, states: Collection[str]) -> list[Kept]:
    """All aliases in any of these states."""
    rows = db.execute(select(aliases).where(aliases.c.state.in_(states)).order_by(aliases.c.id))
    return [_alias(row) for row in rows]


def _alias(row: Any) -> Kept:
    asked = from_json(AskedToForward, row.confirmation) if row.confirmation else None
    return Kept(**{**row._mapping, "confirmation": asked})


def arm(db: Connection, address: str, until: datetime) -> bool:
    """Await a provider's confirmation until then. False: there is no such alias."""
    return (
        db.execute(
            update(aliases).where(aliases.c.address == address).values(armed_until=until)
        ).rowcount
        == 1
    )


class AliasChange(TypedDict, total=False):
    """The columns of an alias that change."""

    last_mail: datetime
    mails: int
    usual_gap: int  # seconds
    misses: int  # tests in a row that did not come back
    next_test: datetime


def change(db: Connection, alias_id: int, **changes: Unpack[AliasChange]) -> None:
    """Set these columns of an alias."""
    db.execute(update(aliases).where(aliases.c.id == alias_id).values(**changes))


def keep_confirmation(db: Connection, alias_id: int, asked: AskedToForward) -> None:
    """Keep what a provider asked last."""
    db.execute(update(aliases).where(aliases.c.id == alias_id).values(confirmation=as_json(asked)))


def move(
    db: Connection,
    alias_id: int,
    sources: Collection[str],
    state: str,
    now: datetime,
    **changes: Unpack[AliasChange],
) -> bool:
    """Set the state, where it is one of `sources`. False: it is none of them, another process was
    first.
    """
    moving = update(aliases).where(aliases.c.id == alias_id, aliases.c.state.in_(sources))
    return db.execute(moving.values(state=state, changed=now, **changes)).rowcount == 1


def take_canary(db: Connection, alias: Kept, until: datetime) -> bool:
    """Put the next test off. True for the one caller that did it, and sends this one."""
    mine = update(aliases).where(aliases.c.id == alias.id, aliases.c.next_test == alias.next_test)
    return db.execute(mine.values(next_test=until)).rowcount == 1


def add_test(db: Connection, alias_id: int, kind: str, subject: str, now: datetime) -> int:
    """Add a test that was sent just now; returns its id."""
    row = insert(alias_tests).values(alias_id=alias_id, kind=kind, subject=subject, started=now)
    made: int = db.execute(row.returning(alias_tests.c.id)).scalar_one()
    return made


def set_letter_of_test(db: Connection, test_id: int, letter_id: int) -> None:
    """Say which letter a test is."""
    db.execute(update(alias_tests).where(alias_tests.c.id == test_id).values(letter_id=letter_id))


@dataclass(frozen=True, slots=True)
class TestEnd:
    """How a test ended. `words`: the far side's own, of a letter that was refused; `report`: of one
    that came back.
    """

    state: str  # returned, failed
    cause: str  # "": none
    words: str = ""
    report: AliasTestReport | None = None


def finish_test(
    db: Connection, test_id: int, sources: Collection[str], end: TestEnd, now: datetime
) -> bool:
    """Set how a test ended. False: it is in none of the states given; another process was first."""
    ending = update(alias_tests).where(
        alias_tests.c.id == test_id, alias_tests.c.state.in_(sources)
    )
    kept = {"state": end.state, "finished": now, "cause": end.cause, "words": end.words}
    report = {"report": as_json(end.report)} if end.report is not None else {}
    return db.execute(ending.values(**kept, **report)).rowcount == 1


def one_test(db: Connection, test_id: int, alias_id: int, author: str) -> AliasTest | None:
    """The test of this id, if it is the alias's, also one that has ended."""
    wanted = (
        select(alias_tests, aliases.c.address, aliases.c.project_id)
        .join(aliases, aliases.c.id == alias_tests.c.alias_id)
        .where(alias_tests.c.id == test_id, alias_tests.c.alias_id == alias_id)
    )
    row = db.execute(wanted).first()
    return (
        AliasTest(
            row.id, row.alias_id, row.address, row.project_id, author, row.subject, row.started
        )
        if row
        else None
    )


def recent_tests(db: Connection, alias_id: int, limit: int = 5) -> list[KeptTest]:
    """The newest tests of an alias, newest first."""
    return _tests(
        db,
        _TESTS.where(alias_tests.c.alias_id == alias_id)
        .order_by(alias_tests.c.id.desc())
        .limit(limit),
    )


def unsettled(db: Connection, since: datetime) -> list[KeptTest]:
    """Tests that are out, and those given up since then whose letter was refused after all."""
    refused = (
        (alias_tests.c.cause == "not-returned")
        & outbox.c.state.in_(("bounced", "failed"))
        & (alias_tests.c.started >= since)
    )
    return _tests(
        db, _TESTS.where(or_(alias_tests.c.state == "sent", refused)).order_by(alias_tests.c.id)
    )


def forget_tests(db: Connection, alias_id: int, before: datetime) -> None:
    """Delete the tests of an alias that began before this moment."""
    db.execute(
        delete(alias_tests).where(
            alias_tests.c.alias_id == alias_id, alias_tests.c.started < before
        )
    )


_TESTS = select(
    alias_tests.c.id,
    alias_tests.c.alias_id,
    alias_tests.c.kind,
    alias_tests.c.state,
    alias_tests.c.started,
    alias_tests.c.finished,
    alias_tests.c.cause,
    alias_tests.c.words,
    alias_tests.c.report,
    alias_tests.c.letter_id,
    outbox.c.state.label("letter_state"),
    outbox.c.last_reply,
    outbox.c.sent_at,
).outerjoin(outbox, outbox.c.id == alias_tests.c.letter_id)


def _tests(db: Connection, wanted: Any) -> list[KeptTest]:
    rows: Sequence[Any] = db.execute(wanted).all()
    return [_test(row) for row in rows]


def _test(row: Any) -> KeptTest:
    report = from_json(AliasTestReport, row.report) if row.report else None
    return KeptTest(**{**row._mapping, "last_reply": row.last_reply or "", "report": report})
