"""The API's part about aliases and their life. Codes and links of confirmations are for admins
alone.
"""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from mailbridge.adapters.catalogues import catalogues
from mailbridge.doors.json_objects.alias_tests import Card, Findings, Steps
from mailbridge.doors.json_objects.projects import Alias
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, Short
from mailbridge.services import projects
from mailbridge.services.aliases import cards, register
from mailbridge.services.mail_log import browse

Language = Annotated[
    str,
    Query(
        description="of the sentences",
        max_length=20,
        json_schema_extra={"enum": list(catalogues().languages)},
    ),
]
How = Literal["google", "microsoft", "yandex", "postfix", "cpanel", "other"]


class NewAlias(Given):
    address: Short
    project: Short = Field(description="name or id")


async def aliases(by: Team, page: Paged) -> list[Alias]:
    """The aliases of the projects that the caller may see."""
    visible = {project.name for project in await projects.list_projects(by.container, by.person)}
    views = await register.list_aliases(by.container)
    seen = [view for view in views if view.project in visible]
    return [Alias.of(view) for view in page.part(seen, lambda view: view.address)]


async def add_alias(by: Admin, given: NewAlias) -> Alias:
    """Let an address lead to a project; its provider's confirmation is awaited for half an hour."""
    return Alias.of(await register.add_alias(by.container, given.address, given.project, by.person))


async def remove_alias(by: Admin, address: str) -> None:
    """Forget an alias: mail to it is refused from now on."""
    await register.remove_alias(by.container, address, by.person)


async def alias(by: Admin, address: str, language: Language = "en") -> Card:
    """Everything about an alias, with what to do next in the language asked for."""
    return Card.of(await cards.show_alias(by.container, address, language))


async def alias_steps(by: Admin, address: str, how: How, language: Language = "en") -> Steps:
    """The steps by which that mail system forwards the alias here."""
    steps = await cards.forwarding_steps(by.container, address, how, language)
    return Steps(address=address, how=how, steps=list(steps))


async def check_alias(by: Admin, address: str, language: Language = "en") -> Findings:
    """What is known of an alias, then what to do next, a sentence each."""
    findings = await cards.check_forwarding(by.container, address, language)
    return Findings(address=address, findings=list(findings))


async def arm_alias(by: Admin, address: str, language: Language = "en") -> Card:
    """Await the provider's confirmation for another half hour."""
    await cards.await_confirmation(by.container, address)
    await browse.retry_confirmations(by.container, address)
    return await alias(by, address, language)


async def send_test_of_alias(by: Admin, address: str, language: Language = "en") -> Card:
    """Send a test letter through the alias, unless one is under way."""
    return Card.of(await cards.request_test(by.container, address, language))
