"""Idempotency-Key: a POST that is sent twice, because nobody knows whether the first one arrived,
is done once, and answered the same.

What is kept of it is hashes and a sealed answer: only who has the token and the key opens it, and
nobody without our secret.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Awaitable, Callable

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mailbridge.adapters.signing.sealing import seal, unseal
from mailbridge.doors.web.request import faults
from mailbridge.services import repeated_requests
from mailbridge.services.container import Container
from mailbridge.services.people import api_tokens
from mailbridge.services.refusal import Refused
from mailbridge.services.repeated_requests import Standing

HEADER = "idempotency-key"
REPLAYED = "idempotency-replayed"
LARGEST = 1024 * 1024  # bytes of an answer that is kept, packed
KEPT_FIELDS = ("content-type", "etag", "location")
_KEY = re.compile(r'"?([\x21\x23-\x7e]{1,200})"?')
_REFUSED = {
    Standing.UNDER_WAY: "under-way",
    Standing.UNKNOWN: "outcome-unknown",
    Standing.ANOTHER: "another-request",
    Standing.TOO_MANY: "too-many-keys",
}
Answer = Callable[[Request], Awaitable[Response]]


async def once(request: Request, answer: Answer) -> Response:
    """Answer a request; one with a key is done at most once for its token within a day. Refused:
    bad-key, under-way, outcome-unknown, another-request, too-many-keys.
    """
    key = request.headers.get(HEADER)
    token = _token(request)
    container: Container = request.app.state.container
    if key is None or not token or await api_tokens.find_bearer(container, token) is None:
        return await answer(request)  # who is nobody is told so by the route
    named = _KEY.fullmatch(key.strip())
    if named is None:
        raise Refused("bad-key")
    deed = _Deed(container, token, named[1])
    known = await repeated_requests.begin(
        container, deed.caller, deed.key, await _fingerprint(request)
    )
    if known.standing is Standing.ANSWERED:
        return deed.opened(known.answer)
    if known.standing is not Standing.NEW:
        raise Refused(_REFUSED[known.standing])
    return await _done(request, answer, deed)


async def _done(request: Request, answer: Answer, deed: "_Deed") -> Response:
    """Do it. What was refused has changed nothing and may be sent again; what broke may have."""
    try:
        response = await answer(request)
    except (HTTPException, RequestValidationError, Refused):
        await repeated_requests.forget(deed.container, deed.caller, deed.key)
        raise
    except Exception:
        await deed.keep(faults.broken(request))
        raise
    await deed.keep(response)
    return response


class _Deed:
    def __init__(self, container: Container, token: str, key: str) -> None:
        self.container, self._token, self._key = container, token, key
        self.caller = hashlib.sha256(f"caller {token}".encode()).hexdigest()
        self.key = hashlib.sha256(f"{token}\n{key}".encode()).hexdigest()

    async def keep(self, response: Response) -> None:
        """Keep the answer for whoever sends the request again."""
        told = {
            "status": response.status_code,
            "fields": {
                name: response.headers[name] for name in KEPT_FIELDS if name in response.headers
            },
            "body": base64.b64encode(bytes(response.body)).decode(),
        }
        packed = zlib.compress(json.dumps(told).encode())
        sealed = seal(packed, "answer", self._secret(self.container.keys[0]))
        if len(sealed) <= LARGEST:
            await repeated_requests.keep(self.container, self.caller, self.key, sealed)

    def opened(self, sealed: bytes) -> Response:
        """The answer that was kept. Refused: outcome-unknown, where our secret is another now."""
        tried = (unseal(sealed, "answer", self._secret(key)) for key in self.container.keys)
        packed = next((opened for opened in tried if opened is not None), None)
        if packed is None:
            raise Refused("outcome-unknown")
        told = json.loads(zlib.decompress(packed))
        fields = {**told["fields"], REPLAYED: "true"}
        body = base64.b64decode(told["body"])
        return Response(body or None, told["status"], fields)

    def _secret(self, ours: bytes) -> bytes:
        return hashlib.sha256(ours + f"{self._token}\n{self._key}".encode()).digest()


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def _fingerprint(request: Request) -> str:
    """What is asked: another body under the same key is another request."""
    line = f"{request.method} {request.url.path}?{request.url.query}\n"
    return hashlib.sha256(line.encode() + await request.body()).hexdigest()
