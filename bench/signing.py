"""What a signature costs a letter of 20 KB and one with a file of 10 MB, in CPU milliseconds,
beside a yardstick; a letter must not take more than 3.

Run it as `python bench/signing.py [letters]`.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine

from mailbridge.adapters.signing.dkim import new_key, opened
from mailbridge.steps.telling.signature.dkim_key import Algorithm, DkimKey

NOW = datetime(2026, 11, 28, tzinfo=UTC)
HEAD = (
    b"From: =?utf-8?B?0JDQvdC90LA=?= <abcdefgh@in.agency.test>\r\n"
    b"Reply-To: Northlight <r.9k2mz7@in.agency.test>\r\nTo: Maria <maria@bloom.test>\r\n"
    b"Subject: Re: New menu page\r\nDate: Sat, 28 Nov 2026 10:00:00 +0000\r\n"
    b"Message-ID: <m.1@in.agency.test>\r\nReferences: "
    + b"\r\n ".join(b"<p%d@far.test>" % number for number in range(20))
    + b"\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
)
LINE = b"<p style='margin: 0'>The menu page is on the test address.</p>\r\n"
FILE = b"JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZURl\r\n"
BODIES = {"20 KB": LINE * 300, "10 MB": LINE * 300 + FILE * 127_000}


def milliseconds(algorithm: Algorithm, body: bytes, letters: int) -> float:
    """CPU of one signature."""
    secret = b"a secret"
    public, sealed = new_key(algorithm, secret)
    key = DkimKey(1, "agency.test", "s", algorithm, public, sealed, NOW)
    signature, content = opened(key, [secret]), HEAD + body
    signature.field(content, 0)
    began = time.thread_time()
    for number in range(letters):
        signature.field(content, number)
    return (time.thread_time() - began) * 1000 / letters


def main() -> None:
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"yardstick {_machine.yardstick():.0f} ms")
    for algorithm in Algorithm:
        for name, body in BODIES.items():
            spent = milliseconds(algorithm, body, letters if len(body) < 1_000_000 else 3)
            print(f"{algorithm.value:8} {name}: {spent:.2f} ms CPU a letter")


if __name__ == "__main__":
    main()
