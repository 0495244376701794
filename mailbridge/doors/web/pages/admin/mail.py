"""The mail log: what came and what left; each message with its verdict, its trail, its bytes, and
what can be decided.
"""

from dataclasses import asdict
from urllib.parse import urlencode

from starlette.responses import PlainTextResponse, Response

from mailbridge.domain.verdict import Disposition
from mailbridge.doors.web.request.safety import FILE_POLICY, content_disposition
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.mail_log import book, browse, quarantine
from mailbridge.services.mail_log.book import Asked, BookPage
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.reason_words import reason_words
from mailbridge.values import replace

VERDICTS = (*Disposition, "queued", "held", "sent", "deferred", "bounced", "failed")


async def listed(visit: Visit) -> Response:
    """What came and what left, newest first, by what is asked for."""
    chosen = visit.asked("verdict") or visit.asked("disposition")  # as older links have it
    asked = Asked(
        words=visit.asked("q")[:400],
        way=visit.asked("way") if visit.asked("way") in book.WAYS else "",
        verdict=chosen if chosen in VERDICTS else "",
        since=visit.asked("since"),
        until=visit.asked("until"),
        after=visit.asked("after"),
    )
    try:
        page, refusal = await book.list_book(visit.container, asked, visit.me), None
    except Refused as fault:
        page, refusal = BookPage((), ""), fault
    return visit.page(
        "mail.html",
        200 if refusal is None else status_of(refusal),
        page=page,
        asked=asked,
        verdicts=VERDICTS,
        link=lambda **changed: _query(replace(asked, **changed)),
        trouble=refusal.words(visit.words) if refusal is not None else "",
    )


def _query(asked: Asked) -> str:
    named = {"q" if name == "words" else name: value for name, value in asdict(asked).items()}
    return urlencode({name: value for name, value in named.items() if value})


DID = ("accepted", "discarded", "retried")


async def show(visit: Visit) -> Response:
    """A message with its trail, the way it came, and why it is where it is."""
    number = visit.number("id")
    view = await browse.show_mail(visit.container, number, visit.me)
    hops = await browse.read_hops(visit.container, number, visit.me)
    why = reason_words(view.reason, visit.words)
    did = visit.asked("did") if visit.asked("did") in DID else ""
    return visit.page("mail_one.html", mail=view, hops=hops, why=why, did=did)


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
    mail = await browse.retry_mail(visit.container, visit.number("id"))
    return see(f"/mail/{mail.id}?did=retried")


async def accept(visit: Visit) -> Response:
    """File the held message, this once; goes to its page."""
    inbound_id = visit.number("id")
    await quarantine.accept_held(visit.container, inbound_id, actor=visit.me)
    return see(f"/mail/{inbound_id}?did=accepted")


async def discard(visit: Visit) -> Response:
    """Drop the held message; goes to its page."""
    inbound_id = visit.number("id")
    await quarantine.discard_held(visit.container, inbound_id, actor=visit.me)
    return see(f"/mail/{inbound_id}?did=discarded")
