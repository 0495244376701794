"""Letters on their way out, as their readers will see them."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from starlette.responses import HTMLResponse, Response

from mailbridge.doors.web.request.safety import LETTER_POLICY
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.telling import outbox
from mailbridge.steps.reading.mime.encoded_words import words_decoded

AT_ONCE = 200
FIELDS = ("From", "To", "Cc", "Subject", "Date")


async def listed(visit: Visit) -> Response:
    """The newest letters."""
    return visit.page(
        "outbox.html",
        letters=await outbox.list_letters(visit.container, visit.me, limit=AT_ONCE),
        has_relay=visit.container.relay is not None,
    )


async def show(visit: Visit) -> Response:
    """A letter as its reader sees it, with the fields of its header section."""
    letter = await _letter(visit)
    written = dict(letter.raw_items())
    fields = [(name, words_decoded(written[name])) for name in FIELDS if written.get(name)]
    view = await outbox.show_letter(visit.container, visit.number("id"), visit.me)
    return visit.page(
        "letter.html",
        id=visit.number("id"),
        view=view,
        did=visit.asked("did") == "again",
        subject=view.subject,
        fields=fields,
        text=_body(letter, "plain"),
        has_html=bool(_body(letter, "html")),
    )


async def html(visit: Visit) -> Response:
    """The letter's HTML for a frame that may do nothing."""
    letter = await _letter(visit)
    return HTMLResponse(
        _body(letter, "html"),
        headers={"content-security-policy": LETTER_POLICY, "x-frame-options": "SAMEORIGIN"},
    )


async def retry(visit: Visit) -> Response:
    """Try the letter again; goes to its page, which says so."""
    await outbox.retry_letter(visit.container, visit.number("id"), visit.me)
    return see(f"/outbox/{visit.number('id')}?did=again")


async def _letter(visit: Visit) -> EmailMessage:
    return message_from_bytes(
        await outbox.render_letter(visit.container, visit.number("id"), visit.me),
        policy=policy.default,
    )


def _body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
