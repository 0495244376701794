"""Coverage-guided fuzzing of the steps that see raw mail: `python fuzz/targets.py
parse|read|trim|unwrap|screen [CORPUS]`.

Needs atheris (`pip install atheris`), which is no part of the lock. What it finds belongs into
tests/mail/ as a file.
"""

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["mailbridge"]):
    from mailbridge.domain.message import Message
    from mailbridge.steps.reading.forward.unwrap import find
    from mailbridge.steps.reading.kinds.screen import kind_of
    from mailbridge.steps.reading.mime.parse import parse
    from mailbridge.steps.reading.read import read
    from mailbridge.steps.reading.reply.trim import trim


def _parse(octets: bytes) -> None:
    parse(octets).message.text.encode("utf-8")


def _screen(octets: bytes) -> None:
    message, mime = parse(octets)
    kind_of(message, mime, None)


def _trim(octets: bytes) -> None:
    text = octets.decode("utf-8", "replace")
    trimmed = trim(Message(text=text))
    kept = f"{trimmed.reply} {trimmed.quoted} {trimmed.signature}".split()
    assert set(text.split()) <= set(kept) or len(text) > 100_000


def _unwrap(octets: bytes) -> None:
    find(Message(subject="Fwd: x", text=octets.decode("utf-8", "replace")))


TARGETS: dict[str, Callable[[bytes], object]] = {
    "parse": _parse,
    "read": read,
    "trim": _trim,
    "unwrap": _unwrap,
    "screen": _screen,
}


def main() -> None:
    """Fuzz the target named first; the other words go to libFuzzer."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: targets.py {'|'.join(TARGETS)} [CORPUS] [libFuzzer options]")
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
