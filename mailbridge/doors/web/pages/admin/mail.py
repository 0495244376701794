"""The mail log: each message that came, its verdict, its trail, its bytes, and what can be
decided.
"""

from starlette.responses import PlainTextResponse, Response

from mailbridge.domain.verdict import Disposition
from mailbridge.doors.web.request.safety import FILE_POLICY, content_disposition
from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.steps.telling.words.reason_words import reason_words

AT_ONCE = 100


async def listed(visit: Visit) -> Response:
    """The newest of the log, or those of one disposition; `before`: an id to go on from."""
    wanted = visit.asked("disposition")
    disposition = wanted if wanted in set(Disposition) else None
    before = visit.asked("before")
    messages = await browse.list_mail(
        visit.container, visit.me, AT_ONCE, disposition, number(before) if before else None
    )
    older = messages[-1].id if len(messages) == AT_ONCE else None
    return visit.page(
        "mail.html",
        mail=messages,
        chosen=disposition or "",
        dispositions=list(Disposition),
        older=older,
    )


async def show(visit: Visit) -> Response:
    """A message with its trail and why it is where it is."""
    view = await browse.show_mail(visit.container, visit.number("id"), visit.me)
    return visit.page("mail_one.html", mail=view, why=reason_words(view.reason, visit.words))


async def raw(visit: Visit) -> Response:
    """The message as it came, to be kept or read as plain text; no browser makes anything of it."""
    content = await browse.open_raw(visit.container, visit.number("id"), visit.me)
    name = f"message-{visit.number('id')}.eml.txt"
    return PlainTextResponse(
        content,
        headers={
            "content-disposition": content_disposition(name),
            "content-security-policy": FILE_POLICY,
        },
    )


async def retry(visit: Visit) -> Response:
    """Decide the message once more; goes to its page."""
    return see(f"/mail/{(await browse.retry_mail(visit.container, visit.number('id'))).id}")


async def accept(visit: Visit) -> Response:
    """File the held message, this once; goes to its page."""
    inbound_id = visit.number("id")
    await quarantine.accept_held(visit.container, inbound_id, actor=visit.me)
    return see(f"/mail/{inbound_id}")


async def discard(visit: Visit) -> Response:
    """Drop the held message; goes to its page."""
    inbound_id = visit.number("id")
    await quarantine.discard_held(visit.container, inbound_id, actor=visit.me)
    return see(f"/mail/{inbound_id}")
