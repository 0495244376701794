"""The audit log, written in the transaction of what it tells of."""

from collections.abc import Mapping

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Deed, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.store.directory import audit_log


def record(
    db: Connection,
    container: Container,
    actor: Person | None,
    act: Act,
    matter: Matter,
    number: int | None = None,
    name: str = "",
    detail: str = "",
) -> None:
    """Write who did what, in the caller's transaction; an actor of None is the operator at the
    command line. See domain.oversight.audit.Deed for `name` and `detail`.
    """
    by = actor.id if actor is not None else None
    audit_log.add(db, container.clock(), by, [Deed(act, matter, number, name, detail)])


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What differs, as a detail of the log: `role: client -> member, language: en -> de`."""
    said = ""
    for name, value in after.items():
        if name in before and str(before[name]) != str(value):
            change = told(
                "{name}: {before} -> {after}",
                name=name,
                before=_written(before[name]),
                after=_written(value),
            )
            said = told("{first}, {second}", first=said, second=change) if said else change
    return said


def _written(value: object) -> str:
    """A value as the settings write it; one that is not set is a dash."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None or value == "" else str(value)
