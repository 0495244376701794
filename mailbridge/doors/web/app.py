"""The web door: all its routes in one table, the application made of them, and the server that
answers in our own loop.
"""

import asyncio
import contextlib
import logging
import socket
import threading
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from urllib.parse import quote

import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mailbridge import __version__
from mailbridge.doors.web.api import routes
from mailbridge.doors.web.api.conventions.document import describe
from mailbridge.doors.web.pages.admin import health, table
from mailbridge.doors.web.pages.discussion import desk_rows
from mailbridge.doors.web.pages.mine import table as mine
from mailbridge.doors.web.pages.signed import (
    act,
    answer,
    claim,
    confirm,
    linked_files,
    me,
    mute,
    sign_in,
    survey,
)
from mailbridge.doors.web.pages.work import (
    files,
    follow_ups,
    inbox,
    leave,
    projects,
    question,
    search,
    ways_in,
)
from mailbridge.doors.web.request import faults, render
from mailbridge.doors.web.request.http_connection import HttpConnection, Networks
from mailbridge.doors.web.request.safety import SafeHeaders
from mailbridge.doors.web.request.visit import Page, Who, answering, see
from mailbridge.doors.web.request.without_nul import WithoutNul
from mailbridge.services.container import Container
from mailbridge.services.desk.live import Live

ROUTES = (
    Page("GET", "/", inbox.show, Who.READER),
    Page("POST", "/inbox", inbox.act),
    *desk_rows.ROWS,
    Page("GET", "/attachments/{id}", files.attachment, Who.READER),
    Page("GET", "/attachments/{id}/parts/{part}", files.inner, Who.READER),
    Page("GET", "/search", search.found, Who.READER),
    Page("GET", "/follow-ups", follow_ups.listed),
    Page("POST", "/follow-ups", follow_ups.several),
    Page("GET", "/follow-ups/{id}", follow_ups.show),
    Page("POST", "/follow-ups/{id}", follow_ups.edit, form=follow_ups.show),
    Page("POST", "/follow-ups/{id}/{act}", follow_ups.act, form=follow_ups.show),
    *mine.ROWS,
    Page("GET", "/projects", projects.listed, Who.READER),
    Page("GET", "/projects/{id}", projects.show, Who.READER),
    Page("POST", "/projects", projects.add, Who.ADMIN, form=projects.listed),
    Page("POST", "/projects/{id}/people", projects.add_person, Who.ADMIN, form=projects.show),
    Page("GET", "/projects/{id}/leave", leave.ask_project),
    Page("POST", "/projects/{id}/leave", projects.leave, form=projects.show),
    Page("GET", "/ways-in", ways_in.show, Who.READER),
    Page("POST", "/ways-in/sessions", ways_in.end_session, Who.READER),
    Page("POST", "/ways-in/sessions/all", ways_in.end_sessions, Who.READER),
    Page("POST", "/ways-in/tokens", ways_in.revoke_token, Who.READER),
    Page("POST", "/ways-in/tokens/new", ways_in.make_token),
    Page("POST", "/ways-in/passkeys", ways_in.add_passkey, Who.READER),
    Page("POST", "/ways-in/passkeys/remove", ways_in.remove_passkey, Who.READER),
    Page("POST", "/ways-in/password", ways_in.set_password, Who.READER),
    Page("GET", "/sign-in", sign_in.form, Who.ANYONE),
    Page("POST", "/sign-in", sign_in.ask, Who.ANYONE),
    Page("POST", "/sign-in/password", sign_in.with_password, Who.ANYONE),
    Page("POST", "/sign-in/passkey", sign_in.with_passkey, Who.ANYONE),
    Page("GET", "/sign-in/openid", sign_in.to_openid, Who.ANYONE),
    Page("GET", "/sign-in/openid/back", sign_in.with_openid, Who.ANYONE),
    Page("GET", "/sign-in/{token}", sign_in.link, Who.ANYONE),
    Page("POST", "/sign-in/{token}", sign_in.redeem, Who.ANYONE),
    Page("POST", "/sign-out", sign_in.sign_out, Who.READER),
    Page("GET", "/me", me.show, Who.READER),
    Page("POST", "/me", me.act, Who.READER),
    Page("GET", "/me/{token}", me.show, Who.ANYONE, signed=True),
    Page("POST", "/me/{token}", me.act, Who.ANYONE, signed=True),
    Page("GET", "/u/{token}", mute.show, Who.ANYONE, signed=True),
    Page("POST", "/u/{token}", mute.act, Who.ANYONE, signed=True),
    Page("GET", "/a/{token}", claim.show, Who.ANYONE, signed=True),
    Page("POST", "/a/{token}", claim.act, Who.ANYONE, signed=True),
    Page("GET", "/a/{token}/done", act.show_finish),
    Page("POST", "/a/{token}/done", act.finish),
    Page("GET", "/a/{token}/{act}", act.show, Who.ANYONE, signed=True),
    Page("POST", "/a/{token}/{act}", act.act, Who.ANYONE, signed=True),
    Page("GET", "/c/{token}", confirm.show, Who.ANYONE, signed=True),
    Page("POST", "/c/{token}", confirm.act, Who.ANYONE, signed=True),
    Page("GET", "/answer/{token}", answer.show, Who.ANYONE, signed=True),
    Page("POST", "/answer/{token}", answer.act, Who.ANYONE, signed=True),
    Page("GET", "/f/{token}", linked_files.show, Who.ANYONE, signed=True),
    Page("GET", "/f/{token}/{number}", linked_files.fetch, Who.ANYONE, signed=True),
    Page("GET", "/survey/{token}", survey.show, Who.ANYONE, signed=True),
    Page("POST", "/survey/{token}", survey.act, Who.ANYONE, signed=True),
    Page("GET", "/q/{token}", question.show, Who.ANYONE, signed=True),
    Page("POST", "/q/{token}", question.act, Who.ANYONE, signed=True),
    *table.ROWS,
    Page("GET", "/static/{name}", files.static, Who.NOBODY),
    Page("GET", "/healthz", health.alive, Who.NOBODY),
    Page("GET", "/readyz", health.ready, Who.NOBODY),
    Page("GET", "/metrics", health.metrics, Who.NOBODY),
)
log = logging.getLogger("mailbridge.web")
BODY_SIZE = 2 * 1024 * 1024  # bytes of a request
GRACE = 5  # seconds that requests under way get when the door closes


def create_app(container: Container) -> FastAPI:
    """The application that answers from this container."""
    app = assembled()
    furnish(app, container)
    return app


def assembled() -> FastAPI:
    """All routes and answers to trouble, which cost half a second; `furnish` it before it is
    asked anything.
    """
    app = FastAPI(
        title="mailbridge",
        version=__version__,
        description=routes.DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    shown = {page.path for page in ROUTES if page.method == "GET"}
    for page in ROUTES:
        app.router.routes.append(_route(page))
        if page.path not in shown:
            shown.add(page.path)
            app.router.routes.append(_way_back(page.path, shown))
    app.include_router(routes.router())
    describe(app, routes.CONTENTS)
    app.state.methods_of = routes.methods_of
    faults.handle(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=BODY_SIZE)
    app.add_middleware(faults.TooBig)
    app.add_middleware(SafeHeaders)
    app.add_middleware(WithoutNul)
    return app


def _route(page: Page) -> Route:
    """What is not said of its size has that of all."""
    larger = [Middleware(RequestBodyLimitMiddleware, max_body_size=routes.WITH_FILES)]
    return Route(
        page.path,
        answering(page),
        methods=[page.method],
        include_in_schema=False,
        middleware=larger if page.files else None,
    )


def _way_back(path: str, shown: Collection[str]) -> Route:
    """The address of a form that is opened, after a mistake was shown there, leads to the nearest
    page above it.
    """
    above = path
    while above not in shown or above == path:
        above = above.rpartition("/")[0] or "/"

    async def back(request: Request) -> Response:
        asked = request.path_params.items()
        return see(above.format(**{name: quote(str(value), safe="@") for name, value in asked}))

    return Route(path, back, methods=["GET"], include_in_schema=False)


def furnish(app: FastAPI, container: Container) -> None:
    """Let it answer from this container; what it knew of visitors is forgotten."""
    app.state.container = container
    app.state.live = Live(container)


class WebDoor:
    """The web on a TCP port, in the running loop. `listen` is host:port; port 0 takes any that is
    free. `proxies`: addresses and networks of the servers in front, whose X-Forwarded-For and
    X-Forwarded-Proto are believed.
    """

    def __init__(self, container: Container, listen: str, proxies: Sequence[str] = ()) -> None:
        self.container, self.listen, self._proxies = container, listen, proxies
        self.port = 0
        self._server: _Quiet | None = None
        self._app: FastAPI | None = None
        self._serving: asyncio.Task[None] | None = None
        self._compiling: asyncio.Task[None] | None = None
        self._leaves = threading.Event()

    async def start(self) -> None:
        """Raises OSError when the address cannot be had."""
        listening = _socket(self.listen)
        self.port = listening.getsockname()[1]
        self._app = create_app(self.container)
        config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,  # of SafeHeaders
            lifespan="off",
            ws="none",
            http=partial(HttpConnection, proxies=Networks(self._proxies)),  # type: ignore[arg-type]
            proxy_headers=bool(self._proxies),
            forwarded_allow_ips=list(self._proxies),
            timeout_graceful_shutdown=GRACE,
        )
        self._server = _Quiet(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]), name="web")
        while not self._server.started:
            if self._serving.done():
                await self._serving
                raise OSError(f"the web did not start on {self.listen}")
            await asyncio.sleep(0.005)
        self._compiling = asyncio.create_task(self._compile(), name="templates of the web")
        log.info("web on %s, port %d", self.listen, self.port)

    async def _compile(self) -> None:
        """What is broken is told by the page that needs it; the others answer."""
        words = self.container.words.of("en")
        try:
            await asyncio.to_thread(render.compile_all, words, self._leaves.is_set)
        except Exception:
            log.exception("a template of the web cannot be compiled")

    async def stop(self) -> None:
        """Answer what has been asked, and close."""
        if self._server is None or self._serving is None:
            return
        if self._app is not None:
            await self._app.state.live.close()
        self._leaves.set()
        if self._compiling is not None:
            await self._compiling
        self._server.leave()
        await self._serving
        self._server = self._serving = None


class _Quiet(uvicorn.Server):
    """Leaves the signals to whoever runs all the doors, and sleeps until it is told to leave:
    uvicorn looks ten times a second whether it is.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """Answer what has been asked, and end."""
        self.should_exit = True
        self._leaving.set()

    async def main_loop(self) -> None:
        """Until `leave`."""
        await self._leaving.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _socket(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    return socket.create_server((bare, int(port)), family=family, backlog=512, reuse_port=False)
