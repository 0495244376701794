"""How a line is written to standard error, by structlog and by the standard library's loggers.

What a field with a secret says is never written, and of addresses no more than may be told.
"""

import logging
import sys
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import nullcontext, suppress
from functools import cache, cached_property, partial
from operator import is_
from typing import Any, Literal

from mailbridge.domain.address import redacted

SECRET = ("token", "password", "secret", "authorization", "cookie")
OURS = "mailbridge"
Form = Literal["text", "json"]
QUIET = ("alembic", "uvicorn", "uvicorn.error", "asyncio", "aiosmtplib", "mailbridge.web")


def configure(level: str = "info", form: Form = "text") -> None:
    """Send structlog's and the standard library's lines to standard error, in one form.

    Other libraries are heard from warnings on, whatever the level: they would tell SQL with its
    values, and whole commands.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    told = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(max(logging.WARNING, told))
    logging.getLogger(OURS).setLevel(told)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    log.settle(partial(_have_lines_written, form, told, handler))


class _Lines:
    """Standard error, a line at a time. What cannot be written is lost: no letter waits for it."""

    def __init__(self, handler: logging.Handler) -> None:
        self._handler = handler

    def info(self, line: str) -> None:
        """Write a line."""
        with self._handler.lock or nullcontext(), suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    warning = error = info


class _Log:
    """What the functions below write to. structlog is loaded with the first line: a command that
    has nothing to tell need not wait for it.
    """

    _settle: Callable[[], None] | None = None  # what structlog was not told yet
    _made: tuple[Any, Sequence[Any]] = (None, (None,))  # a logger, and how structlog was set up

    def settle(self, settle: Callable[[], None]) -> None:
        """Lines are written so from now on."""
        self._settle = settle
        if "structlog" in sys.modules:
            self._logger()

    def info(self, event: str, **fields: object) -> None:
        self._logger().info(event, **fields)

    def warning(self, event: str, **fields: object) -> None:
        self._logger().warning(event, **fields)

    def error(self, event: str, **fields: object) -> None:
        self._logger().error(event, **fields)

    def _logger(self) -> Any:
        import structlog

        settle, self._settle = self._settle, None
        if settle is not None:
            settle()
        config = structlog.get_config()  # a new logger costs more than a line that nobody reads
        if not all(map(is_, self._made[1], config.values())):
            self._made = structlog.get_logger(OURS).bind(), tuple(config.values())
        return self._made[0]


def _have_lines_written(form: Form, level: int, handler: logging.Handler) -> None:
    """By structlog itself: by the standard library's loggers a line costs three times as much."""
    import structlog

    structlog.configure(
        processors=[*_shared(), *_ending(form)],
        logger_factory=lambda *names: _Lines(handler),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


log = _Log()


class _Formatter(logging.Formatter):
    """Lines of structlog's and the standard library's loggers in one form."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        return self._made.format(record)

    @cached_property
    def _made(self) -> logging.Formatter:
        import structlog

        bare = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_shared(), processors=[bare, *_ending(self._form)]
        )


def _shared() -> list[Any]:
    """What is done to each line, whoever writes it."""
    import structlog

    stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return [structlog.processors.add_log_level, _add_name, stamped, _without_secrets]


def _add_name(logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
    """Of the logger: of the standard library's, or ours."""
    event["logger"] = event["_record"].name if "_record" in event else OURS
    return event


def _ending(form: Form) -> list[Any]:
    """What makes a line of its fields."""
    import structlog

    traced, plain = structlog.processors.format_exc_info, structlog.dev.plain_traceback
    if form == "json":
        return [traced, structlog.processors.JSONRenderer(ensure_ascii=False)]
    look: Any = {"pad_event_to": 0, "pad_level": False, "colors": sys.stderr.isatty()}
    return [traced, structlog.dev.ConsoleRenderer(exception_formatter=plain, **look)]


def _without_secrets(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for name in event:
        if _is_secret(name):
            event[name] = "…"
        elif name in ("reverse_path", "forward_path", "to"):
            event[name] = redacted(str(event[name]))
    return event


@cache
def _is_secret(field: str) -> bool:
    return any(word in field.lower() for word in SECRET)
