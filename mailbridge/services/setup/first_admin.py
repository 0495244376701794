"""Who looks after an empty installation: whoever reads the address that its start prints."""

from mailbridge.domain.token import Purpose, open_, sign
from mailbridge.services.container import Container
from mailbridge.services.people import sign_in
from mailbridge.services.people.register import add_person, find_person
from mailbridge.services.refusal import Refused
from mailbridge.services.setup.steps import AGENCY, set_agency
from mailbridge.store.directory import people


async def has_admin(container: Container) -> bool:
    """Whether somebody looks after this installation."""
    return bool(await container.store.read(people.admins))


async def first_address(container: Container) -> str | None:
    """The web address that makes its visitor the first admin, always the same; None once there is
    an admin.
    """
    if await has_admin(container):
        return None
    return f"{container.public_url}/first/{sign(Purpose.FIRST_START, (), container.keys[0])}"


async def is_first_token(container: Container, token: str) -> bool:
    """Whether the token of such an address is ours, and nobody is admin yet."""
    is_ours = open_(Purpose.FIRST_START, token, container.keys) is not None
    return is_ours and not await has_admin(container)


async def make_first_admin(
    container: Container, token: str, address: str, name: str, language: str
) -> str:
    """Make the bearer of the token an admin. Returns a link that signs them in, once. Refused:
    not-allowed, bad-address, own-address.
    """
    if not await is_first_token(container, token):
        raise Refused("not-allowed")
    made = await add_person(container, address, name, "admin", language)
    return await sign_in.make_sign_in_link(container, made.addresses[0])


async def name_agency(container: Container, address: str, agency: str) -> None:
    """How the first admin calls the agency; nothing where it is set elsewhere."""
    if container.setup is not None and not container.setup.is_fixed(AGENCY):
        await set_agency(container, agency, await find_person(container, address))
