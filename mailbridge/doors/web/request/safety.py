"""What every response carries so that a browser does no more with it than it should."""

import re
from email.utils import formatdate
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # what steps.reading.html.sanitise leaves
        "img-src 'self' data:",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
)
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


# for a page whose reader wants to see the pictures that letters load from elsewhere
WITH_REMOTE_PICTURES = POLICY.replace("img-src 'self' data:", "img-src 'self' data: https: http:")


class SafeHeaders:
    """Adds the headers that the response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("date", formatdate(usegmt=True))  # RFC 9110 section 6.6.1
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


_ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "image/webp": ".webp", "image/heic": ".heic", "image/heif": ".heif", "image/avif": ".avif",
    "message/rfc822": ".eml", "message/global": ".eml", "text/calendar": ".ics",
    "text/plain": ".txt", "text/csv": ".csv", "text/vcard": ".vcf", "application/zip": ".zip",
    "application/vnd.ms-outlook": ".msg", "application/rtf": ".rtf", "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a", "video/mp4": ".mp4", "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls", "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}  # fmt: skip
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def file_name(filename: str | None, content_type: str) -> str | None:
    """The name a file is served under: one without an ending gets that of its type, a letter always
    ends in .eml.
    """
    ending = _ENDINGS.get(content_type, "")
    name = filename or (f"attachment{ending}" if ending else None)
    if name is None or not ending or name.lower().endswith(ending):
        return name
    return name if ending != ".eml" and _ENDING.search(name) else name + ending


def content_disposition(filename: str | None) -> str:
    """A Content-Disposition that keeps the name in any script (RFC 6266 section 4.3, RFC 8187)."""
    name = (filename or "attachment").replace("/", "_").replace("\\", "_")
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"%' else "_"
        for letter in name
    )
    return (
        f'attachment; filename="{plain}"; '
        f"filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
    )
