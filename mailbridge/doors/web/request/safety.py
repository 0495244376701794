"""What every response carries so that a browser does no more with it than it should."""

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # what steps.sanitise leaves of a letter's own styles
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
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


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
