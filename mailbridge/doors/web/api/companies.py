"""The API's part about companies."""

from typing import Annotated

from fastapi import Query
from pydantic import Field

from mailbridge.doors.json_objects.companies import Company, PlannedMerge, WholeCompany
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, OneNumber, Short
from mailbridge.services.companies import lists, register


class CompanyChange(Given):
    """What is left out stays as it is."""

    name: Short | None = Field(None, description="empty: it is called by its domain")
    domains: Annotated[list[Short], Field(max_length=register.MOST_DOMAINS)] | None = Field(
        None, description="all that it has"
    )


class OtherCompany(Given):
    into: Short = Field(description="a domain of the company that stays")


async def companies(
    by: Admin, page: Paged, q: Annotated[str, Query(max_length=200)] = ""
) -> list[Company]:
    """Companies by name; with `q`, those whose name or domain holds it."""
    views = await lists.list_companies(by.container, q)
    return [Company.of(view) for view in page.part(views, lambda view: view.domain)]


async def company(by: Admin, domain: str) -> WholeCompany:
    """The company of a domain, with its people and newest discussions."""
    return WholeCompany.of(await register.show_company(by.container, domain))


async def change_company(by: Admin, domain: str, given: CompanyChange) -> Company:
    """Name it, or say which domains are its own."""
    return Company.of(
        await register.change_company(
            by.container, domain, given.name, given.domains, actor=by.person
        )
    )


async def planned_company_merge(
    by: Admin, domain: str, into: Annotated[str, Query(max_length=253)]
) -> PlannedMerge:
    """What would become of the two; nothing is done."""
    return PlannedMerge.of(await register.plan_merge(by.container, domain, into))


async def merge_company(by: Admin, domain: str, given: OtherCompany) -> Company:
    """Two companies are one. Returns the one that stays."""
    return Company.of(await register.merge_companies(by.container, domain, given.into, by.person))


async def unmerge_company(
    by: Admin,
    domain: str,
    merge: Annotated[OneNumber, Query(description="only this merge, not a newer one")] = None,
) -> Company:
    """Take back the newest merge into a company. Returns it without the other."""
    return Company.of(
        await register.undo_merge_of_companies(by.container, domain, by.person, merge)
    )
