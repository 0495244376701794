"""A look at everything the service depends on: each finding says what is wrong and what to do about
it.
"""

import shutil
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from mailbridge.adapters import doctor_probes
from mailbridge.adapters.reader_cage import Wall
from mailbridge.bootstrap import CannotStart, Settings, opened, schema
from mailbridge.domain.address import split
from mailbridge.domain.project import Role
from mailbridge.domain.told import told
from mailbridge.doors.backup_check import check_backup
from mailbridge.doors.blobs_check import check_blobs, check_kept
from mailbridge.doors.clock_check import check_clock
from mailbridge.doors.domain_checks import check_domains
from mailbridge.doors.finding import Finding
from mailbridge.doors.network_checks import check_certificate, check_links, check_relays
from mailbridge.doors.openid_check import check_openid
from mailbridge.doors.port_checks import check_ports
from mailbridge.doors.signing_checks import check_signing
from mailbridge.doors.template_check import check_templates
from mailbridge.services.container import Container
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.running import border, health
from mailbridge.services.running.peers_clock import lead_by_mail

WALLS = (
    ("no_new_privs", Wall.NO_NEW_PRIVILEGES),
    ("Landlock", Wall.LANDLOCK),
    ("seccomp", Wall.SECCOMP),
)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """One finding after the other; none of them raises."""
    yield Finding(
        "configuration",
        "ok",
        told(
            "domain {domain}, web at {base_url}", domain=settings.domain, base_url=settings.base_url
        ),
    )
    by_mail = None
    try:
        async with opened(settings) as container:
            by_mail = await lead_by_mail(container)
            async for finding in _inside(container, settings):
                yield finding
    except CannotStart as fault:
        yield Finding(
            "database", "fault", fault.line, told("nothing works without it; mend this first")
        )
    yield await check_clock(settings, datetime.now(UTC), by_mail)
    for check in (check_ports, check_domains, check_relays, check_openid):
        for finding in await check(settings):
            yield finding
    yield check_certificate(settings)
    yield check_links(settings)
    yield await _readers()


async def _inside(container: Container, settings: Settings) -> AsyncIterator[Finding]:
    kind = "SQLite" if container.store.is_sqlite else "PostgreSQL"
    trouble = await health.find_trouble(container)
    revision = await schema(container)
    if trouble:
        yield Finding(
            "database",
            "fault",
            trouble,
            told("until it is over mail is answered 4xx and stays with its peers"),
        )
    else:
        yield Finding(
            "database", "ok", told("{kind}, schema {revision}", kind=kind, revision=revision)
        )
    yield _disk(settings)
    kept = await check_kept(container)
    for finding in [*await check_blobs(container.blobs, settings), *kept]:
        yield finding
    yield await check_backup(container)
    yield await _keys(container, settings)
    for shared in await _shared_domains(container):
        yield _shared_domain(shared)
    yield await _newest(container)
    for finding in await check_signing(container, settings):
        yield finding
    for finding in check_templates(container, settings):
        yield finding
    yield await _clients(container)
    if settings.authentication.authserv_id is not None:
        yield await _border(container, settings.authentication.authserv_id)


def _shared_domain(shared: str) -> Finding:
    return Finding(
        "addresses",
        "warning",
        told(
            "who reads a project reads what proves an address of {shared}, your people's domain",
            shared=shared,
        ),
        told("give project addresses a domain of their own, such as in.{shared}", shared=shared),
    )


async def _border(container: Container, authserv_id: str) -> Finding:
    """Whether our border's word about authors ever reaches us: without it nobody is proven by it,
    and nothing says so.
    """
    fault = (await border.check_border(container)).fault(authserv_id)
    if fault is not None:
        return Finding("border", "warning", *fault)
    return Finding(
        "border",
        "ok",
        told("{authserv_id} says who wrote, or nothing came yet", authserv_id=authserv_id),
    )


async def _clients(container: Container) -> Finding:
    """Whether SPF and the caps get to know who brings mail: not from a mail server beside us that
    passes the world's mail on as its own.
    """
    messages, nameless = await border.count_nameless(container)
    if not nameless:
        return Finding("clients", "ok", told("each message names its client, or none came yet"))
    words = told(
        "of the newest {messages} messages {nameless} came from this machine and name no client",
        messages=messages,
        nameless=nameless,
    )
    remedy = told(
        "if a mail server here passes the world's mail on, have it name its clients by XFORWARD "
        "or the PROXY protocol, and list it in smtp.xforward_peers or smtp.proxy_peers"
    )
    return Finding("clients", "warning", words, remedy)


async def _shared_domains(container: Container) -> list[str]:
    """Domains of ours that the team's own addresses have, too: services open accounts to whoever
    can read mail there.
    """
    team = [person for person in await register.list_people(container) if Role(person.role).is_team]
    return sorted(
        container.domains & {split(address)[1] for person in team for address in person.addresses}
    )


def _disk(settings: Settings) -> Finding:
    free, must = shutil.disk_usage(settings.data_dir).free, settings.smtp.min_free_disk
    words = told(
        "{free} MiB free in {data_dir}", free=free // 1024**2, data_dir=str(settings.data_dir)
    )
    if free < must:
        return Finding(
            "disk",
            "fault",
            words,
            told("make room: with less than {must} MiB mail gets 452", must=must // 1024**2),
        )
    return (
        Finding("disk", "warning", words, told("make room soon"))
        if free < 10 * must
        else Finding("disk", "ok", words)
    )


async def _readers() -> Finding:
    """Whether hostile mail is read behind every wall there is."""
    walls = await doctor_probes.reading_walls()
    if walls is None:
        return Finding(
            "reading",
            "fault",
            told("the process that reads mail does not start"),
            told("mail is kept and waits; see whether {python} can start", python=sys.executable),
        )
    missing = [name for name, wall in WALLS if wall not in walls]
    if missing:
        return Finding(
            "reading",
            "warning",
            told("mail is read with bounds, but without {walls}", walls=", ".join(missing)),
            told("the kernel lacks it: Linux 5.13 or later has both on x86-64 and arm64"),
        )
    return Finding("reading", "ok", told("mail is read behind Landlock and seccomp"))


async def _keys(container: Container, settings: Settings) -> Finding:
    if not container.store.is_sqlite and settings.secret_key is None:
        remedy = told(
            "with more than one machine set secret_key, the same on all of them: "
            "letters are signed with it"
        )
        return Finding("keys", "warning", told("kept in data_dir of this machine"), remedy)
    return Finding("keys", "ok", told("{keys} known, the first signs", keys=len(container.keys)))


async def _newest(container: Container) -> Finding:
    """Mail that is younger than now tells of a clock that was set back."""
    latest = await browse.list_mail(container, limit=1)
    if not latest:
        return Finding("mail", "ok", told("none yet"))
    words = told(
        "the newest came at {received} UTC", received=f"{latest[0].received:%Y-%m-%d %H:%M}"
    )
    if latest[0].received > container.clock() + timedelta(minutes=1):
        return Finding(
            "mail",
            "fault",
            told("{words}, which is in the future", words=words),
            told("set the clock"),
        )
    return Finding("mail", "ok", words)
