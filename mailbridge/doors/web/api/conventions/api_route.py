"""How every route of the API is answered, around what its function does."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from mailbridge.doors.web.api.conventions.entity_tags import tagged, while_unchanged
from mailbridge.doors.web.api.conventions.once import once
from mailbridge.services.refusal import Refused

_LOOKS: dict[str, "ApiRoute"] = {}  # the routes that show something, by their path


class ApiRoute(APIRoute):
    """Gives tags to what it shows, heeds If-Match in what it changes, and does once what has an
    Idempotency-Key.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        if "GET" in (self.methods or ()):
            self.look = answer
            _LOOKS[self.path] = self

        async def answered(request: Request) -> Response:
            if request.method == "GET":
                return tagged(request, await answer(request))

            async def changed(request: Request) -> Response:
                return await while_unchanged(request, answer, lambda: self._shown(request))

            await request.body()  # too much of it is refused before anything is done
            if request.method != "POST":
                return await changed(request)
            return await once(request, changed)

        return answered

    async def _shown(self, request: Request) -> Response:
        """What the request is about to change, as its caller sees it."""
        route = self._shows_it()
        headers = [pair for pair in request.scope["headers"] if pair[0] != b"content-length"]
        scope = {**request.scope, "method": "GET", "route": route, "query_string": b""}
        return await route.look(Request({**scope, "headers": headers}, _nothing))

    def _shows_it(self) -> "ApiRoute":
        """The route that shows the object of this one: of the same path, or the one above it.
        Refused: changed-since, where nothing does.
        """
        path = self.path
        while path and path not in _LOOKS:
            path = path.rpartition("/")[0]
        if not path:
            raise Refused("changed-since")
        return _LOOKS[path]


async def _nothing() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
