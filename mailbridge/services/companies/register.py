"""Companies: looked at, named, given domains, put together and taken apart again.

A company is a domain that clients write from, or several of them. They are for people to read: what
is decided by domain, such as who may come along, goes by the domain alone.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Company, Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.companies.lists import CompanyView, view_of
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused, refuse_another
from mailbridge.services.views.discussion_views import discussion_views
from mailbridge.services.views.models import DiscussionView, PersonView
from mailbridge.services.views.person_views import person_views
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.store.directory import companies
from mailbridge.store.discussions import taking_part
from mailbridge.values import dataclass

LONGEST_NAME = 200  # characters
MOST_DOMAINS = 100
DISCUSSIONS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """A company with its people and its newest discussions."""

    company: CompanyView
    people: tuple[PersonView, ...]
    discussions: tuple[DiscussionView, ...]
    merged: str | None  # the company that went into it last, and can be taken out again
    merge: int | None = None  # the number of that merge
    more: int | None = None  # the id behind which there are more people


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What putting one company into another would make."""

    away: CompanyView
    into: CompanyView  # as it would be

    @property
    def moves(self) -> int:
        """How many people would go over."""
        return self.away.people


async def show_company(
    container: Container, domain: str, after: int = 0, most: int | None = None
) -> CompanyPage:
    """The company of a domain, with its people behind the id `after`, at most so many. Refused:
    no-such-company.
    """
    return await container.store.read(lambda db: _page(db, domain, after, most))


def _page(db: Connection, domain: str, after: int = 0, most: int | None = None) -> CompanyPage:
    company, ids = _found(db, domain)
    behind = [person for person in ids if person > after]
    newest = taking_part.newest_with(db, ids, DISCUSSIONS_AT_ONCE)
    done = companies.last_into(db, company.id) if company.id is not None else None
    return CompanyPage(
        view_of(company, len(ids)),
        tuple(person_views(db, behind[:most])),
        tuple(discussion_views(db, newest)),
        (done.name or done.domains[0]) if done is not None else None,
        done.id if done is not None else None,
        behind[most - 1] if most is not None and len(behind) > most else None,
    )


def _found(db: Connection, domain: str) -> tuple[Company, list[int]]:
    """The company of a domain, and its people outside the team: a kept one, or the domain of
    somebody.
    """
    name = ascii_domain(domain) or ""
    kept = companies.of_domains(db, [name]).get(name)
    company = kept or Company("", (name,))
    ids = companies.outsiders_of(db, company.domains)
    if kept is None and not (client_domain(f"@{name}") and ids):
        raise Refused("no-such-company", domain=domain)
    return company, ids


def _required(db: Connection, domain: str) -> Company:
    return _found(db, domain)[0]


async def change_company(
    container: Container,
    domain: str,
    name: str | None = None,
    domains: Sequence[str] | None = None,
    actor: Person | None = None,
) -> CompanyView:
    """Change what is given: the name (empty: its domain), and all its domains. Refused:
    no-such-company, bad-domain, anybodys-domain, domain-taken, no-domain, too-many.
    """
    wanted = _checked_domains(domains) if domains is not None else None

    def transaction(db: Connection) -> CompanyView:
        known = _required(db, domain)
        fresh = known.name if name is None else one_line(name).strip()[:LONGEST_NAME]
        theirs = known.domains if wanted is None else wanted
        _refuse_taken(db, known, theirs)
        number = _kept(db, container, known)
        companies.rename(db, number, fresh)
        companies.take_domains(db, [name for name in known.domains if name not in theirs])
        companies.give_domains(db, number, theirs)
        before = {"name": known.name, "domains": ", ".join(known.domains)}
        after = {"name": fresh, "domains": ", ".join(theirs)}
        _record(db, container, actor, Act.CHANGED, theirs[0], audit.changes(before, after))
        return _page(db, theirs[0]).company

    return await container.store.write(transaction)


def _kept(db: Connection, container: Container, company: Company) -> int:
    """The id of a company; of one that nothing was said of, a new one."""
    if company.id is not None:
        return company.id
    return companies.add(db, company.name, company.domains, container.clock())


def _checked_domains(domains: Iterable[str]) -> tuple[str, ...]:
    names: set[str] = set()
    for given in domains:
        domain = ascii_domain(given.strip().removeprefix("@"))
        if domain is None or "." not in domain:
            raise Refused("bad-domain", domain=given)
        if not client_domain(f"@{domain}"):
            raise Refused("anybodys-domain", domain=domain)
        names.add(domain)
    if not names:
        raise Refused("no-domain")
    if len(names) > MOST_DOMAINS:
        raise Refused("too-many", number=MOST_DOMAINS)
    return tuple(sorted(names))


def _refuse_taken(db: Connection, company: Company, domains: Sequence[str]) -> None:
    for domain, owner in sorted(companies.of_domains(db, domains).items()):
        if owner.id != company.id:
            raise Refused("domain-taken", domain=domain, owner=owner.called)


def _record(
    db: Connection,
    container: Container,
    actor: Person | None,
    act: Act,
    domain: str,
    detail: str,
) -> None:
    audit.record(db, container, actor, act, Matter.COMPANY, name=domain, detail=detail)


async def plan_merge(container: Container, away: str, into: str) -> MergePlan:
    """What would become of two companies that are one; nothing is done. Refused: as merge."""

    def query(db: Connection) -> MergePlan:
        gone, stays = _two(db, away, into)
        together = Company(stays.name or gone.name, stays.domains + gone.domains, stays.id)
        ids = companies.outsiders_of(db, together.domains)
        moving = companies.outsiders_of(db, gone.domains)
        return MergePlan(view_of(gone, len(moving)), view_of(together, len(ids)))

    return await container.store.read(query)


async def merge_companies(
    container: Container, away: str, into: str, actor: Person | None = None
) -> CompanyView:
    """Two companies are one: the domains of `away` belong to `into`, whose name stays; where it has
    none, it takes the other's. Refused: no-such-company, same-company.
    """

    def transaction(db: Connection) -> CompanyView:
        gone, stays = _two(db, away, into)
        number = _kept(db, container, stays)
        companies.put_into(db, gone, number, stays.name, container.clock())
        if not stays.name and gone.name:
            companies.rename(db, number, gone.name)
        detail = told("company {name} into this one", name=gone.called)
        _record(db, container, actor, Act.MERGED, stays.domain, detail)
        return _page(db, stays.domain).company

    return await container.store.write(transaction)


def _two(db: Connection, away: str, into: str) -> tuple[Company, Company]:
    gone, stays = _required(db, away), _required(db, into)
    if set(gone.domains) & set(stays.domains):
        raise Refused("same-company")
    return gone, stays


async def undo_merge_of_companies(
    container: Container, domain: str, actor: Person | None = None, merge: int | None = None
) -> CompanyView:
    """Take back the newest merge into a company; with `merge`, that one or none. Returns it, as it
    is without the other. Refused: no-such-company, nothing-to-undo, not-the-newest.
    """

    def transaction(db: Connection) -> CompanyView:
        known = _required(db, domain)
        done = companies.last_into(db, known.id) if known.id is not None else None
        stays = next((name for name in known.domains if done and name not in done.domains), "")
        if known.id is None or done is None or not stays:
            raise Refused("nothing-to-undo")
        refuse_another(done.id, merge)
        companies.undo(db, known.id, done, container.clock())
        if not done.into_name and known.name == done.name:
            companies.rename(db, known.id, "")
        detail = told("company {name} was put into this one", name=done.name or done.domains[0])
        _record(db, container, actor, Act.TOOK_BACK, stays, detail)
        return _page(db, stays).company

    return await container.store.write(transaction)
