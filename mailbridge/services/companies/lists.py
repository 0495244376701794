"""All companies by name: those that somebody named, and each other domain of a client."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from mailbridge.domain.project import Company
from mailbridge.services.container import Container
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.store.directory import companies
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company as lists show it."""

    name: str  # its domain where nobody named it
    is_named: bool
    domains: tuple[str, ...]
    people: int  # outside the team

    @property
    def domain(self) -> str:
        """What it is asked for by."""
        return self.domains[0]


async def list_companies(container: Container, words: str = "") -> list[CompanyView]:
    """Every company, by name; with words, those whose name or domain holds them."""
    views = await container.store.read(_views)
    sought = words.strip().lower()
    return [
        view
        for view in views
        if not sought or sought in " ".join((view.name.lower(), *view.domains))
    ]


async def list_others(container: Container, company: CompanyView, most: int) -> list[Company]:
    """The other companies, by name; none where there are more than so many."""

    def query(db: Connection) -> list[Company]:
        every = _by_company(db, companies.domains_written(db))
        return [other for other in every if other.domains and company.domain not in other.domains]

    others = await container.store.read(query)
    return sorted(others, key=_place) if len(others) <= most else []


def _place(company: Company) -> tuple[str, str]:
    return company.called.lower(), company.domains[0]


def _by_company(db: Connection, names: Iterable[str]) -> dict[Company, list[str]]:
    """Every company, with those of these domains that are its own, as they are written."""
    kept = companies.all_(db)
    of_domain = {domain: company for company in kept for domain in company.domains}
    written: dict[Company, list[str]] = defaultdict(list, {company: [] for company in kept})
    for name in names:
        domain = ascii_domain(client_domain(f"@{name}"))
        if domain:
            written[of_domain.get(domain) or Company("", (domain,))].append(name)
    return written


def _views(db: Connection) -> list[CompanyView]:
    number = companies.domains_outside(db)
    written = _by_company(db, number)
    several = [names for names in written.values() if len(names) > 1]
    people = companies.outsiders_at(db, [name for names in several for name in names])
    views = [
        view_of(company, _how_many(names, number, people))
        for company, names in written.items()
        if company.domains
    ]
    return sorted(views, key=lambda view: (view.name.lower(), view.domain))


def _how_many(
    names: Sequence[str], number: Mapping[str, int], people: Mapping[str, frozenset[int]]
) -> int:
    """People at any of these domains; who is at several counts once."""
    if len(names) > 1:
        return len(frozenset().union(*(people[name] for name in names)))
    return sum(number[name] for name in names)


def view_of(company: Company, people: int) -> CompanyView:
    """A company with so many people."""
    return CompanyView(company.called, bool(company.name), company.domains, people)
