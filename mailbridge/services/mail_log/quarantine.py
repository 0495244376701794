"""Mail that waits for a person: why, what it says, and what an admin makes of it. Its envelope
stays as it came.
"""

import asyncio

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services import audit, checked_address
from mailbridge.services.access import project_of
from mailbridge.services.container import Container
from mailbridge.services.mail_log import browse
from mailbridge.services.people import author_policy
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import HeldView, MailView
from mailbridge.store.directory import author_policies, people
from mailbridge.store.inbound import mail_log

ONCE, ALWAYS, CLIENT = "once", "always", "client"
HOW = (ONCE, ALWAYS, CLIENT)
HOMELESS = (Reason.POSTMASTER, Reason.NO_PROJECT)  # its forward-path leads to no project
PREVIEW = 1500  # characters
AT_ONCE = 20  # messages that are read for one list


async def list_held(
    container: Container,
    viewer: Person | None = None,
    limit: int | None = AT_ONCE,
    before_id: int | None = None,
) -> list[HeldView]:
    """What waits, newest first, each with its beginning."""
    messages = await browse.list_mail(container, viewer, limit, Disposition.HOLD, before_id)
    return list(await asyncio.gather(*(_load_held(container, view) for view in messages)))


async def show_held(
    container: Container, inbound_id: int, viewer: Person | None = None
) -> HeldView:
    """One message, with its beginning; also when it was decided already."""
    return await _load_held(container, await browse.show_mail(container, inbound_id, viewer))


async def _load_held(container: Container, view: MailView) -> HeldView:
    if not view.has_raw:
        return HeldView(view, "", "", ())
    reading = await container.reader.read(
        await browse.read_raw(container, view.id), view.reverse_path
    )
    message = reading.message
    files = tuple(
        file.last_part or file.content_type for file in message.attachments if not file.inline
    )
    author = message.author.name if message.author is not None else ""
    return HeldView(view, author, message.text.strip()[:PREVIEW], files)


async def accept_held(
    container: Container,
    inbound_id: int,
    how: str = ONCE,
    project: str | None = None,
    actor: Person | None = None,
) -> MailView:
    """File a message after all: this once, and what its author writes from now on (always), or as a
    client of the project.

    `project` is where, needed when the forward-path names none. Refused: not-held, project-needed,
    no-author, no-raw.
    """
    view = await browse.show_mail(container, inbound_id)
    _refuse_decided(view)
    if project is None and view.reason in HOMELESS:
        raise Refused("project-needed")
    if how not in HOW:
        raise Refused("bad-setting", name="how", value=how, values=", ".join(HOW))
    named = (
        await container.store.read(lambda db: project_of(db, project).id)
        if project is not None
        else None
    )
    if how != ONCE:
        await _welcome_author(container, view, how, project or view.project, actor)
    await browse.decide_again(container, inbound_id, accepted=True, into=named, actor=actor)
    return await browse.show_mail(container, inbound_id)


def _refuse_decided(view: MailView) -> None:
    """Refused: not-held, for what was filed already; no-raw, for what is kept no more."""
    if view.post_id is not None or view.disposition in (None, Disposition.REJECT):
        raise Refused("not-held")
    if not view.has_raw:
        raise Refused("no-raw")


async def _welcome_author(
    container: Container, view: MailView, how: str, project: str | None, actor: Person | None
) -> None:
    """From now on the author is welcome in the project, or is a client there."""
    if "@" not in view.author:
        raise Refused("no-author")
    if project is None:
        raise Refused("project-needed")
    if how == ALWAYS:
        await author_policy.set_policy(container, view.author, "allow", project, actor)
        return
    name = (await _load_held(container, view)).author_name
    await container.store.write(
        lambda db: _make_client(db, container, view.author, name, project, actor)
    )


def _make_client(
    db: Connection,
    container: Container,
    address: str,
    name: str,
    project: str,
    actor: Person | None,
) -> None:
    """Who is known keeps name and role; a hold or block that was said of them in this project is
    forgotten.
    """
    found, checked = project_of(db, project), checked_address.checked_address(address)
    person = people.by_address(db, checked)
    made = (
        person.id
        if person
        else people.add(db, checked, name, Role.CLIENT, found.language, container.clock())
    )
    people.change(db, made, staged=False)
    people.join(db, found.id, [made])
    author_policies.set_policy(db, checked, None, found.id)
    detail = told("project {name}", name=found.name)
    audit.record(db, container, actor, Act.JOINED, Matter.PERSON, made, detail=detail)


async def discard_held(
    container: Container, inbound_id: int, block: bool = False, actor: Person | None = None
) -> MailView:
    """Drop a held message; its bytes stay, and it can be decided anew. `block`: its author's mail
    is dropped from now on.
    """
    view = await browse.show_mail(container, inbound_id)
    if view.disposition != Disposition.HOLD:
        raise Refused("not-held")
    if block:
        if "@" not in view.author:
            raise Refused("no-author")
        await author_policy.set_policy(container, view.author, "block", view.project, actor)
    reason = Reason.DISCARDED_BY_HAND

    def transaction(db: Connection) -> None:
        mail_log.set_verdict(db, inbound_id, Disposition.DISCARD, reason)
        audit.record(db, container, actor, Act.DROPPED, Matter.MESSAGE, inbound_id)

    await container.store.write(transaction)
    container.runtime.verdicts.count(Disposition.DISCARD, reason)
    return await browse.show_mail(container, inbound_id)
