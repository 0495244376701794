"""What the SMTP door touches of the private members of aiosmtpd and asyncio: each is named here,
and still is what the door takes it for. A new version that changes one fails here first.
"""

import ast
import asyncio
import inspect
import textwrap
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.files import sources


class QuietPeer(asyncio.Transport):
    """It neither says nor hears anything."""

    closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


@pytest.fixture
async def transport() -> AsyncIterator[QuietPeer]:
    made = QuietPeer()
    yield made
    made.close()


@pytest.fixture
async def dialogue(transport: QuietPeer) -> AsyncIterator[Any]:
    """aiosmtpd's own, with a peer."""
    made: Any = SMTP(object(), timeout=60, loop=asyncio.get_running_loop())
    made.connection_made(transport)
    yield made
    made.connection_lost(None)


METHODS = {  # that the door calls or replaces
    "_create_envelope": (SMTP, "(self) -> aiosmtpd.smtp.Envelope"),
    "_create_session": (SMTP, "(self) -> aiosmtpd.smtp.Session"),
    "_getaddr": (SMTP, "(self, arg: str) -> Tuple[Optional[str], Optional[str]]"),
    "_handle_client": (SMTP, "(self) -> None"),
    "_replace_writer": (SMTP, None),  # asyncio's, which may say its types or not
    "_reset_timeout": (SMTP, "(self, duration: Optional[float] = None) -> None"),
    "_timeout_cb": (SMTP, "(self)"),
}
ATTRIBUTES = {  # of objects
    "_buffer": "what a StreamReader has received and nobody has read",
    "_original_transport": "the one before TLS",
    "_reader": "the StreamReader of the dialogue",
    "_smtp_methods": "the commands, by their names",
    "_timeout_handle": "the timer that calls _timeout_cb",
    "_transport": "of a StreamReader and a StreamWriter",
    "_writer": "the StreamWriter of the dialogue",
}


def test_what_the_door_touches_is_what_is_named_here() -> None:
    """No more, so that all is watched; and no less, so that the list is true."""
    theirs = set().union(*map(_private_members, (SMTP, asyncio.StreamReader, asyncio.StreamWriter)))
    ours = {name for file in sources("doors/smtp", least=5) for name in _touched(file.read_text())}
    assert METHODS.keys() | ATTRIBUTES.keys() == theirs & ours


def test_no_other_part_touches_them() -> None:
    """Who needs aiosmtpd imports the door."""
    using = [file for file in sources(least=300) if "import aiosmtpd" in file.read_text("utf-8")]
    using += [file for file in sources(least=300) if "from aiosmtpd" in file.read_text("utf-8")]
    assert {"smtp"} == {file.parent.name for file in using}


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_called_as_it_was(name: str) -> None:
    """With these arguments."""
    owner, expected = METHODS[name]
    found = inspect.signature(getattr(owner, name))
    if expected is None:
        assert ["self", "writer"] == list(found.parameters)
    else:
        assert expected == str(found).replace("typing.", "")


async def test_a_dialogue_has_what_the_door_takes_hold_of(
    dialogue: Any, transport: QuietPeer
) -> None:
    """Of these types, once a peer is there."""
    assert isinstance(dialogue._reader, asyncio.StreamReader)
    assert isinstance(dialogue._writer, asyncio.StreamWriter)
    assert isinstance(dialogue._reader._buffer, bytearray)
    assert isinstance(dialogue._timeout_handle, asyncio.TimerHandle)
    assert dialogue._reader._transport is dialogue._writer._transport is transport
    assert dialogue._original_transport is None
    assert {"MAIL", "RCPT", "DATA", "AUTH", "EHLO"} <= dialogue._smtp_methods.keys()


async def test_envelopes_and_sessions_are_made_by_the_dialogue(dialogue: Any) -> None:
    """New ones each time."""
    assert isinstance(dialogue._create_envelope(), Envelope)
    assert isinstance(dialogue._create_session(), Session)
    assert dialogue._create_envelope() is not dialogue._create_envelope()


async def test_the_timer_is_set_anew_and_calls_its_method(dialogue: Any) -> None:
    """`_reset_timeout` puts another `_timeout_handle` in place of the one before."""
    before = dialogue._timeout_handle
    dialogue._reset_timeout()
    assert (True, False) == (before.cancelled(), dialogue._timeout_handle.cancelled())
    assert before is not dialogue._timeout_handle


def _private_members(owner: type) -> set[str]:
    """Names that a class or a class it is made of defines, or gives to its objects."""
    found: set[str] = set()
    for one in owner.__mro__[:-1]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of how they spell their strings
            tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        found |= set(vars(one)) | {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
    return {name for name in found if name.startswith("_") and not name.endswith("__")}


def _touched(source: str) -> set[str]:
    """Names of attributes and of methods in a module."""
    nodes = list(ast.walk(ast.parse(source)))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {
        node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
