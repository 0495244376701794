"""What the service writes to standard error: one function per mail event, so that one place decides
what may be told.

Secrets, tokens and the local-parts of project addresses and reply addresses are never written;
whoever knows one may write to it.
"""

import logging
import sys
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import nullcontext, suppress
from functools import cache, cached_property, partial
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
        return structlog.get_logger(OURS)


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


# the service


def door_open(door: str, place: str) -> None:
    """A door listens."""
    log.info("door open", door=door, place=place)


def door_closed(door: str) -> None:
    """A door listens no more."""
    log.info("door closed", door=door)


def border_unheard(words: str) -> None:
    """Our border's Authentication-Results are to be believed, and none is ever seen."""
    log.warning("border unheard", why=words)


def worker_stumbled(work: str, fault: BaseException) -> None:
    """A round of the worker failed as a whole; it goes on after a pause."""
    log.error("worker stumbled", work=work, fault=f"{type(fault).__name__}: {fault}")


def broken_template(letter: str, fault: str) -> None:
    """An admin's own template cannot make a letter; ours is used instead. `letter`: its name, empty
    at the start; `fault`: file, line and what is wrong.
    """
    log.warning("broken template", letter=letter, fault=fault)


def cannot_sign(name: str) -> None:
    """A key that signs letters was sealed by another secret: letters leave without its signature.
    `name`: of its record in DNS.
    """
    log.error("cannot sign", key=name)


# mail: an event of a message or a letter is one line; `inbound`, `post`, `discussion` and `letter`
# join them, and are the ids that the commands take


def kept(
    inbound_ids: Sequence[int], reverse_path: str, size: int, client: str | None = None
) -> None:
    """A message was acknowledged: one inbound for each forward-path. `size` in octets."""
    ids = list(inbound_ids)
    log.info("mail kept", inbound=ids, reverse_path=reverse_path, size=size, client=client)


def refused(reverse_path: str, forward_path: str, reason: str, client: str | None = None) -> None:
    """A forward-path, or a whole message, was refused at a door."""
    log.info(
        "mail refused",
        reverse_path=reverse_path,
        forward_path=forward_path,
        reason=reason,
        client=client,
    )


def proxy_header_refused(peer: str | None, why: str) -> None:
    """A listed proxy began without a header that makes sense, and was sent away without a word."""
    log.warning("proxy header refused", peer=peer, why=why)


def filed(
    inbound_id: int,
    disposition: str,
    reason: str,
    discussion_id: int | None,
    post_id: int | None,
) -> None:
    """A message was decided on: filed in a discussion, noted, or discarded."""
    log.info(
        "mail filed",
        inbound=inbound_id,
        disposition=disposition,
        reason=reason,
        discussion=discussion_id,
        post=post_id,
    )


def declared(change: str) -> None:
    """What a file declares was made so at the start."""
    log.info("declared", change=change)


def held(inbound_id: int, reason: str) -> None:
    """A message waits for an admin to decide."""
    log.info("mail held", inbound=inbound_id, reason=reason)


def filing_failed(inbound_id: int, attempt: int, fault: BaseException) -> None:
    """It is tried again, until an admin has to decide."""
    log.error("mail not filed", inbound=inbound_id, attempt=attempt, fault=repr(fault)[:500])


def letter_written(
    letter_id: int,
    name: str,
    to: str,
    discussion_id: int | None = None,
    post_id: int | None = None,
    inbound_id: int | None = None,
) -> None:
    """A letter is owed: about a post, or about a message that waits."""
    log.info(
        "letter written",
        letter=letter_id,
        name=name,
        to=to,
        discussion=discussion_id,
        post=post_id,
        inbound=inbound_id,
    )


def letter_sent(letter_id: int, to: str, reply: str) -> None:
    """The relay has taken it."""
    log.info("letter sent", letter=letter_id, to=to, reply=reply)


def letter_deferred(letter_id: int, to: str, attempts: int, reply: str) -> None:
    """It is tried again later."""
    log.warning("letter deferred", letter=letter_id, to=to, attempts=attempts, reply=reply)


def letter_failed(letter_id: int, to: str, reply: str) -> None:
    """It is given up."""
    log.error("letter failed", letter=letter_id, to=to, reply=reply)


def letter_bounced(letter_id: int, to: str, reply: str, inbound_id: int | None = None) -> None:
    """It was sent and came back; `inbound_id` is the report."""
    log.warning("letter bounced", letter=letter_id, to=to, reply=reply, inbound=inbound_id)
