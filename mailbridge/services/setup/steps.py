"""What an installation needs before its first letter arrives, and how far it is."""

import asyncio
import re
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit, projects
from mailbridge.services.aliases import register
from mailbridge.services.container import Container
from mailbridge.services.mail_log import browse
from mailbridge.services.people.register import join_project
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.project_views import AliasView, ProjectView
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.values import dataclass

LOCAL = ("localhost", "test", "example", "invalid", "internal", "local")  # ends of names
SECURITY = ("starttls", "implicit", "none")
DOMAIN, RELAY, AGENCY = "domain", "relay.url", "agency"  # settings that can be given here
PLACE = "public_url"  # another: what all links begin with
_NUMBER = re.compile(r"\[Errno -?\d+\] ")  # before the words of a fault


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the installation is. What is fixed is set in a file or the environment, which come
    before what is given here.
    """

    domain: str
    has_domain: bool  # one that the world can write to
    fixed: frozenset[str]  # of DOMAIN, RELAY, AGENCY, PLACE
    exchangers: tuple[str, ...]  # that take the domain's mail, as DNS says
    has_relay: bool
    projects: tuple[ProjectView, ...]
    aliases: tuple[AliasView, ...]
    letter: MailView | None  # the first that was filed
    public_url: str = ""  # what links in letters begin with
    has_place: bool = False  # one that others can open

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.has_domain and self.has_place and self.has_relay and self.letter is not None


async def show_progress(container: Container, viewer: Person) -> Progress:
    """How far it is."""
    has_domain = not is_local(container.domain)
    known = container.setup
    names = (DOMAIN, RELAY, AGENCY, PLACE)
    mail = await browse.list_mail(container, viewer, 20)
    return Progress(
        container.domain,
        has_domain,
        frozenset(name for name in names if known is None or known.is_fixed(name)),
        await container.exchangers.of(container.domain)
        if has_domain and container.exchangers
        else (),
        container.relay is not None,
        tuple(await projects.list_projects(container, viewer)),
        tuple(await register.list_aliases(container)),
        next((view for view in mail if view.post_id is not None), None),
        container.public_url,
        not is_local(urlsplit(container.public_url).hostname or ""),
    )


def is_local(domain: str) -> bool:
    """Whether a name or an address is of this machine or this network alone."""
    try:
        return not ip_address(domain).is_global
    except ValueError:
        return domain.rpartition(".")[2] in LOCAL


async def set_domain(container: Container, domain: str, actor: Person) -> None:
    """Give the domain of the project addresses, for this process at once, for others at their next
    start. Refused: bad-domain, local-domain, set-elsewhere, too-late-for-that.
    """
    wanted = ascii_domain(domain.strip().lower())
    if not wanted or "." not in wanted:
        raise Refused("bad-domain", domain=domain)
    if is_local(wanted):
        raise Refused("local-domain", domain=wanted)
    had_mail = await browse.list_mail(container, actor, 1)
    if had_mail and not is_local(container.domain):
        raise Refused("too-late-for-that")
    await _keep(container, DOMAIN, wanted, wanted, actor)
    container.domain, container.domains = wanted, container.domains | {wanted}


async def set_public_url(
    container: Container, address: str, seen_at: str, actor: Person, unheard: bool = False
) -> bool:
    """What links in letters begin with from now on, for this process at once, for others at their
    next start. Who asks is seen at an address, which needs no look; any other has to answer as a
    mailbridge, unless it may stay `unheard`. Returns whether it is known that a mailbridge answers
    there. Refused: bad-public-url, nobody-there, another-there, set-elsewhere.
    """
    wanted = _web_address(address)
    setup = container.setup
    if setup is None or setup.is_fixed(PLACE):
        raise Refused("set-elsewhere")
    if wanted != seen_at and not unheard:
        try:
            is_here = await setup.is_here(wanted)
        except OSError as fault:
            raise Refused("nobody-there", url=wanted, words=_words_of(fault)) from fault
        if not is_here:
            raise Refused("another-there", url=wanted)
    await _keep(container, PLACE, wanted, wanted, actor)
    container.public_url = wanted
    return wanted == seen_at or not unheard


def _words_of(fault: OSError) -> str:
    """What the network said, without its number."""
    return _NUMBER.sub("", str(fault))[:300]


def _web_address(address: str) -> str:
    """The beginning of a web address, as somebody typed it; without a scheme it is https. Refused:
    bad-public-url.
    """
    typed = address.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host, port = ascii_domain(parts.hostname or "") or "", parts.port
    except ValueError:
        raise Refused("bad-public-url", url=address) from None
    plain = parts.scheme in ("http", "https") and not (parts.username or parts.query)
    if not host or not plain or parts.path.strip("/") or parts.fragment:
        raise Refused("bad-public-url", url=address)
    return f"{parts.scheme}://{host}:{port}" if port else f"{parts.scheme}://{host}"


async def set_agency(container: Container, agency: str, actor: Person) -> None:
    """How letters and pages call the agency. Refused: no-agency, set-elsewhere."""
    wanted = " ".join(agency.split())[:100]
    if not wanted:
        raise Refused("no-agency")
    await _keep(container, AGENCY, wanted, wanted, actor)
    container.agency = wanted


@dataclass(frozen=True, slots=True)
class RelayAccess:
    """A mail server that takes letters, as somebody types it."""

    host: str
    port: str
    security: str  # one of SECURITY
    user: str
    password: str

    @property
    def url(self) -> str:
        """As the settings have it. Refused: bad-relay."""
        host = ascii_domain(self.host.strip().lower()) or ""
        port = self.port.strip()
        fits = port.isascii() and port.isdigit() and 0 < int(port) < 65536
        if not host or not fits or self.security not in SECURITY:
            raise Refused("bad-relay")
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return f"smtp://{login}{host}:{port}?tls={self.security}"


async def set_relay(container: Container, access: RelayAccess, actor: Person) -> str:
    """Have letters leave by a mail server that takes us, which is tried first. Returns what it
    offers. Refused: bad-relay, relay-refuses (with its words), set-elsewhere.
    """
    url = access.url
    setup = container.setup
    if setup is None or setup.is_fixed(RELAY):
        raise Refused("set-elsewhere")
    try:
        offers = await setup.greet(url, container.domain)
    except OSError as fault:
        raise Refused("relay-refuses", host=access.host, words=_words_of(fault)) from fault
    await _keep(container, RELAY, url, f"{access.host}:{access.port}", actor)
    container.relay = setup.relay(url, container.domain)
    container.wake_outbox()
    return offers


async def _keep(container: Container, name: str, value: str, shown: str, actor: Person) -> None:
    """Write a setting down, and in the audit log without its secrets."""
    setup = container.setup
    if setup is None or setup.is_fixed(name):
        raise Refused("set-elsewhere")
    await asyncio.to_thread(setup.keep, name, value)
    detail = told("{name}: {value}", name=name, value=shown)
    await container.store.write(
        lambda db: audit.record(
            db, container, actor, Act.CHANGED, Matter.INSTALLATION, detail=detail
        )
    )


async def add_first_project(container: Container, name: str, actor: Person) -> ProjectView:
    """A project that the admin belongs to, so that they are told of its letters. Refused: as
    add_project.
    """
    made = await projects.add_project(container, name, actor.language, actor)
    await join_project(container, actor.address, str(made.id), actor)
    return made
