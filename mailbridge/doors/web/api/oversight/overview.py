"""The API's part about how the installation is, and by what others believe its letters."""

from mailbridge.doors.json_objects.letters.dkim import Key
from mailbridge.doors.json_objects.oversight.overview import Identity, InstallationHealth
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, Short
from mailbridge.services.oversight.overview import show_overview
from mailbridge.services.refusal import Refused
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.sending_identity import show_identities


class GivenDomain(Given):
    domain: Short


async def overview(by: Admin) -> InstallationHealth:
    """What waits, for how long, and what is wrong."""
    return InstallationHealth.of(await show_overview(by.container, by.person))


async def sending(by: Admin, page: Paged) -> list[Identity]:
    """The DNS records of our domains, looked up now, each with its value to paste."""
    views = await show_identities(by.container)
    return [Identity.of(view) for view in page.part(views, repr)]


async def make_sending_key(by: Admin, given: GivenDomain) -> Key:
    """A key for a domain of ours; it signs once its record is seen."""
    if given.domain not in by.container.domains:
        raise Refused("bad-domain", domain=given.domain)
    return Key.of(await dkim_keys.make_key(by.container, given.domain, "rsa"))
