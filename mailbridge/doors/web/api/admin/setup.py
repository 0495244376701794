"""The API's part about the first start."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.admin.setup import SetupProgress
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.given import Given, Short
from mailbridge.services.setup import steps


class GivenRelay(Given):
    host: Short
    port: int = 587
    security: Literal["starttls", "implicit", "none"] = "starttls"
    user: Short = ""
    password: Short = ""


class GivenSetup(Given):
    domain: Short | None = None
    public_url: Short | None = Field(
        None, description="it has to answer as this installation, unless `unheard`"
    )
    unheard: bool = False
    agency: Short | None = None
    relay: GivenRelay | None = None


async def show_setup(by: Admin) -> SetupProgress:
    """How far the installation is set up."""
    return SetupProgress.of(await steps.show_progress(by.container, by.person))


async def change_setup(by: Admin, given: GivenSetup) -> SetupProgress:
    """Give the domain, the web address, the agency's name, or a relay; address and relay are tried
    first. What stands in a file or the environment cannot be set here.
    """
    if given.domain is not None:
        await steps.set_domain(by.container, given.domain, by.person)
    if given.public_url is not None:
        await steps.set_public_url(by.container, given.public_url, "", by.person, given.unheard)
    if given.agency is not None:
        await steps.set_agency(by.container, given.agency, by.person)
    if given.relay is not None:
        relay = given.relay
        access = steps.RelayAccess(
            relay.host, str(relay.port), relay.security, relay.user, relay.password
        )
        await steps.set_relay(by.container, access, by.person)
    return await show_setup(by)
