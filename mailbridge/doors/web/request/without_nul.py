"""The sign NUL is part of no word, and PostgreSQL keeps no text with one: it is left out of what is
written, as if it had not been typed; what is asked for with it is there in no other spelling.
"""

import re
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

NUL = "\x00"
_ESCAPED = re.compile(b"%00|\x00")


class WithoutNul:
    """Puts the sign of what cannot be read in its place, in addresses and what they ask for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (NUL in scope["path"] or b"%00" in scope["query_string"]):
            asked = _ESCAPED.sub(b"%EF%BF%BD", scope["query_string"])
            path = scope["path"].replace(NUL, "\ufffd")
            scope = {**scope, "path": path, "query_string": asked}
        await self.app(scope, receive, send)


def without_nul(given: Any) -> Any:
    """A text without it; of JSON the same in all texts."""
    match given:
        case str():
            return given.replace(NUL, "")
        case list():
            return [without_nul(part) for part in given]
        case dict():
            return {without_nul(name): without_nul(part) for name, part in given.items()}
        case _:
            return given
