"""The mail log: each message that came, its verdict and its trail, and what an admin can do
about it.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.message import Hop
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services import audit
from mailbridge.services.access import may_see, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.filing import ingest
from mailbridge.services.kept_octets import bytes_to_show
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.mail_views import mail_view
from mailbridge.store.directory import aliases
from mailbridge.store.inbound import mail_log


async def list_mail(
    container: Container,
    viewer: Person | None = None,
    limit: int | None = 100,
    disposition: str | None = None,
    before_id: int | None = None,
) -> list[MailView]:
    """Rows of the mail log that the viewer may see, newest first; `before_id` continues a list."""

    def query(db: Connection) -> list[MailView]:
        return [
            mail_view(row)
            for row in mail_log.page(
                db, visible_projects(db, viewer), limit, disposition, before_id
            )
        ]

    return await container.store.read(query)


async def show_mail(
    container: Container, inbound_id: int, viewer: Person | None = None
) -> MailView:
    """One row of the mail log. Refused: no-such-mail, also where the viewer may not see its
    project.
    """

    def query(db: Connection) -> MailView:
        row = mail_log.by_id(db, inbound_id)
        if row is None or not may_see(db, viewer, row.project_id):
            raise Refused("no-such-mail")
        return mail_view(row)

    return await container.store.read(query)


async def read_raw(container: Container, inbound_id: int, viewer: Person | None = None) -> bytes:
    """The message as it came. Refused: no-such-mail, no-raw."""

    def query(db: Connection) -> tuple[bytes | None, str]:
        row = mail_log.by_id(db, inbound_id)
        if row is None or not may_see(db, viewer, row.project_id):
            raise Refused("no-such-mail")
        kept = mail_log.raw(db, row.raw_id) if row.raw_id is not None else None
        if kept is None:
            raise Refused("no-raw")
        return kept.content, kept.sha256

    return await bytes_to_show(container, *await container.store.read(query))


async def open_raw(container: Container, inbound_id: int, viewer: Person | None = None) -> bytes:
    """The message as it came, for somebody who wants to read it: the audit log says so. Refused:
    no-such-mail, no-raw.
    """
    content = await read_raw(container, inbound_id, viewer)
    await container.store.write(
        lambda db: audit.record(db, container, viewer, Act.READ_RAW, Matter.MESSAGE, inbound_id)
    )
    return content


async def read_hops(
    container: Container, inbound_id: int, viewer: Person | None = None
) -> tuple[Hop, ...]:
    """The way a message came, oldest hop first; empty where its bytes are not kept. Refused:
    no-such-mail.
    """
    view = await show_mail(container, inbound_id, viewer)
    if not view.has_raw:
        return ()
    raw = await read_raw(container, inbound_id, viewer)
    return (await container.reader.read(raw, view.reverse_path, with_trace=True)).message.hops


async def retry_mail(container: Container, inbound_id: int) -> MailView:
    """Decide a stored message once more by today's rules; what is filed or noted already is never
    doubled.
    """
    view = await show_mail(container, inbound_id)
    if not view.has_raw:
        raise Refused("no-raw")
    if view.post_id is None and view.disposition != Disposition.ACCEPT:
        await decide_again(container, inbound_id)
    return await show_mail(container, inbound_id)


async def retry_confirmations(container: Container, address: str) -> None:
    """Decide once more what mail providers asked of an alias before anybody awaited it."""

    def query(db: Connection) -> Sequence[int]:
        alias = aliases.by_address(db, normal(address))
        return mail_log.held_for(db, alias.project_id, Reason.CONFIRMATION) if alias else ()

    for inbound_id in await container.store.read(query):
        await retry_mail(container, inbound_id)


async def decide_again(
    container: Container,
    inbound_id: int,
    accepted: bool = False,
    into: int | None = None,
    actor: Person | None = None,
) -> None:
    """File a message now; where that fails, it waits like any other. `accepted`: the actor has let
    it in.
    """

    def transaction(db: Connection) -> None:
        mail_log.requeue(db, inbound_id, accepted, into)
        if accepted:
            audit.record(db, container, actor, Act.LET_IN, Matter.MESSAGE, inbound_id)

    await container.store.write(transaction)
    await ingest.file_now(container, inbound_id)
    container.wake_outbox()
