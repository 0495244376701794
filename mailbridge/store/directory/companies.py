"""Clients that somebody named, the domains of each, and which of them were found to be one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Text, delete, func, insert, select, update

from mailbridge.domain.project import Company, Role
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.store.engine.insert_ignore import CHUNK
from mailbridge.store.engine.schema import (
    companies,
    company_domains,
    company_merges,
    people,
    person_addresses,
)
from mailbridge.values import dataclass

OUTSIDE = tuple(role.value for role in Role if not role.is_team)
_OUTSIDERS = (
    select(person_addresses.c.person_id)
    .join(people, people.c.id == person_addresses.c.person_id)
    .where(people.c.role.in_(OUTSIDE), people.c.merged_into.is_(None), people.c.erased.is_(None))
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge of companies that was not taken back."""

    id: int
    name: str
    domains: tuple[str, ...]
    into_name: str  # of the other, before


def all_(db: Connection) -> list[Company]:
    """Every company that somebody named or gave domains."""
    return _companies(db, db.execute(select(companies.c.id)).scalars())


def of_domains(db: Connection, domains: Iterable[str]) -> dict[str, Company]:
    """The companies of these domains, by domain; one that belongs to none is left out."""
    wanted, owners = sorted(set(domains)), dict[str, int]()
    for start in range(0, len(wanted), CHUNK):
        chunk = company_domains.c.domain.in_(wanted[start : start + CHUNK])
        rows = db.execute(select(company_domains).where(chunk))
        owners |= {row.domain: row.company_id for row in rows}
    known = {company.id: company for company in _companies(db, owners.values())}
    return {domain: known[owner] for domain, owner in owners.items()}


def _companies(db: Connection, ids: Iterable[int]) -> list[Company]:
    wanted, names = sorted(set(ids)), dict[int, str]()
    domains: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        named = db.execute(select(companies).where(companies.c.id.in_(chunk)))
        names |= {row.id: row.name for row in named}
        theirs = select(company_domains).where(company_domains.c.company_id.in_(chunk))
        for row in db.execute(theirs.order_by(company_domains.c.domain)):
            domains[row.company_id].append(row.domain)
    return [Company(names[number], tuple(domains[number]), number) for number in wanted]


def add(db: Connection, name: str, domains: Sequence[str], now: datetime) -> int:
    """Add a company with domains that belong to none. Returns its id."""
    row = insert(companies).values(name=name, created=now).returning(companies.c.id)
    made: int = db.execute(row).scalar_one()
    give_domains(db, made, domains)
    return made


def give_domains(db: Connection, company_id: int, domains: Sequence[str]) -> None:
    """Let these domains be the company's from now on, whosever they were."""
    for start in range(0, len(domains), CHUNK):
        chunk = domains[start : start + CHUNK]
        take_domains(db, chunk)
        rows = [{"domain": domain, "company_id": company_id} for domain in chunk]
        db.execute(insert(company_domains), rows)


def take_domains(db: Connection, domains: Sequence[str]) -> None:
    """Let these domains belong to no company."""
    db.execute(delete(company_domains).where(company_domains.c.domain.in_(domains)))


def rename(db: Connection, company_id: int, name: str) -> None:
    """Name a company; with an empty name it is called by its domain."""
    db.execute(update(companies).where(companies.c.id == company_id).values(name=name))


def put_into(db: Connection, away: Company, into_id: int, into_name: str, now: datetime) -> None:
    """All domains of `away` go over to the other, which was called so, and what went is noted."""
    give_domains(db, into_id, away.domains)
    if away.id is not None:
        _keep_notes(db, away.id, into_id)
        db.execute(delete(companies).where(companies.c.id == away.id))
    values = {"name": away.name, "domains": list(away.domains), "into_name": into_name, "at": now}
    db.execute(insert(company_merges).values(into_id=into_id, **values))


def _keep_notes(db: Connection, away_id: int, into_id: int) -> None:
    """What had gone into the one that goes itself is taken back from the other."""
    same = company_merges.c.into_id == away_id
    db.execute(update(company_merges).where(same).values(into_id=into_id))


def last_into(db: Connection, company_id: int) -> Merged | None:
    """The newest merge into a company that was not taken back."""
    wanted = select(company_merges).where(
        company_merges.c.into_id == company_id, company_merges.c.undone.is_(None)
    )
    row = db.execute(wanted.order_by(company_merges.c.id.desc()).limit(1)).first()
    return Merged(row.id, row.name, tuple(row.domains), row.into_name) if row is not None else None


def undo(db: Connection, company_id: int, done: Merged, now: datetime) -> tuple[str, ...]:
    """Take a merge back. Returns the domains that stand on their own again: those that the company
    still had.
    """
    theirs = company_domains.c.company_id == company_id
    still = select(company_domains.c.domain).where(theirs)
    back = [domain for domain in db.execute(still).scalars() if domain in done.domains]
    take_domains(db, back)
    db.execute(update(company_merges).where(company_merges.c.id == done.id).values(undone=now))
    if back and (done.name or len(back) > 1):
        _give_notes_back(db, company_id, add(db, done.name, back, now), set(back))
    return tuple(sorted(back))


def _give_notes_back(db: Connection, from_id: int, to_id: int, domains: set[str]) -> None:
    """What had gone into a company before it went itself is taken back from it again."""
    wanted = select(company_merges).where(company_merges.c.into_id == from_id)
    ids = [row.id for row in db.execute(wanted) if set(row.domains) <= domains]
    same = company_merges.c.id.in_(ids) & company_merges.c.undone.is_(None)
    db.execute(update(company_merges).where(same).values(into_id=to_id))


def domains_written(db: Connection) -> frozenset[str]:
    """The domains at which people outside the team have addresses, as they are written there."""
    rows = db.execute(_OUTSIDERS.with_only_columns(_domain(db)).distinct()).scalars()
    return frozenset(written.rpartition("@")[2] for written in rows)


def domains_outside(db: Connection) -> dict[str, int]:
    """At which domains people outside the team have addresses, as they are written there, and how
    many people.
    """
    domain, number = _domain(db), func.count(person_addresses.c.person_id.distinct())
    rows = db.execute(_OUTSIDERS.with_only_columns(domain, number).group_by(domain))
    number_at: dict[str, int] = defaultdict(int)
    for written, people_there in rows:
        number_at[written.rpartition("@")[2]] += people_there
    return number_at


def outsiders_at(db: Connection, written: Iterable[str]) -> dict[str, frozenset[int]]:
    """The people outside the team who have an address at each of these domains, as written."""
    domain, ids = _domain(db), defaultdict[str, set[int]](set)
    wanted = sorted(set(written))
    for start in range(0, len(wanted), CHUNK):
        chunk = domain.in_(wanted[start : start + CHUNK])
        rows = _OUTSIDERS.with_only_columns(domain, person_addresses.c.person_id).where(chunk)
        for name, person_id in db.execute(rows):
            ids[name].add(person_id)
    return {name: frozenset(ids[name]) for name in wanted}


def _domain(db: Connection) -> ColumnElement[str]:
    """What stands behind the sign of an address."""
    place = func.strpos if db.dialect.name == "postgresql" else func.instr
    address = person_addresses.c.address
    return func.substr(address, place(address, "@") + 1, type_=Text)


def outsiders_of(db: Connection, domains: Iterable[str]) -> list[int]:
    """The people outside the team who have an address at one of these domains, in A-labels."""
    wanted = set(domains)
    known = db.execute(select(_domain(db)).distinct()).scalars()
    written = [name for name in known if ascii_domain(name.rpartition("@")[2]) in wanted]
    return sorted(frozenset().union(*outsiders_at(db, written).values()))
