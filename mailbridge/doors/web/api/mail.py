"""The API's part about the mail log."""

from typing import Annotated, Literal

from fastapi import Query

from mailbridge.doors.json_objects.admin.book import BookPage
from mailbridge.doors.json_objects.admin.machines import Machines
from mailbridge.doors.json_objects.mail import (
    Disposition,
    Mail,
    MailExplained,
    MailTraced,
    mail_traced,
)
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import PagedBy100
from mailbridge.doors.web.api.given import Before, Id
from mailbridge.services.mail_log import book, browse, quarantine
from mailbridge.services.mail_log.book import Asked
from mailbridge.services.mail_log.machines import list_machines

Wanted = Annotated[str, Query(max_length=400)]


async def mail(
    by: Admin, page: PagedBy100, disposition: Disposition | None = None, before: Before = None
) -> list[Mail]:
    """The mail log, newest first; `before`: an id to go on from."""
    messages = await browse.list_mail(
        by.container, by.person, page.limit + 1, disposition, page.number or before
    )
    return [Mail.of(message) for message in page.cut(messages, lambda view: view.id)]


async def mail_one(by: Admin, id: Id) -> MailTraced:  # noqa: A002 - the name in the path
    """A message of the log with its trail and the way it came."""
    view = await browse.show_mail(by.container, id, by.person)
    return mail_traced(view, await browse.read_hops(by.container, id, by.person))


async def mail_retry(by: Admin, id: Id) -> MailExplained:  # noqa: A002
    """Decide a stored message once more by today's rules; what is filed is never doubled."""
    return MailExplained.of(await browse.retry_mail(by.container, id))


async def mail_accept(by: Admin, id: Id) -> MailExplained:  # noqa: A002
    """File a held message after all, this once."""
    return MailExplained.of(await quarantine.accept_held(by.container, id, actor=by.person))


async def mail_discard(by: Admin, id: Id) -> MailExplained:  # noqa: A002
    """Drop a held message; its bytes stay."""
    return MailExplained.of(await quarantine.discard_held(by.container, id, actor=by.person))


async def mail_book(
    by: Admin,
    q: Wanted = "",
    way: Literal["", "in", "out", "trouble"] = "",
    verdict: Wanted = "",
    since: Wanted = "",
    until: Wanted = "",
    after: Wanted = "",
) -> BookPage:
    """Mail in and out in one list, newest first, found by words, verdict and days; `after`: the
    `older` of the page before.
    """
    asked = Asked(q, way, verdict, since, until, after)
    return BookPage.of(await book.list_book(by.container, asked, by.person))


async def machines(by: Admin) -> Machines:
    """Whose mail was taken for a machine's, what came round again, and where machines answered each
    other, of the newest mail. `POST /policies` lets one through.
    """
    return Machines.of(await list_machines(by.container, by.person))
