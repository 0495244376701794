"""How long a page of the demo takes until its first byte: the first request of each page after the
start, and p50 and p95 of those that follow, on the wall and in CPU of the process.

`mailbridge demo` as it is run, asked over HTTP by somebody who signed in. `--times N`.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import accept

GOAL = 50  # ms, of pages that were asked for before
PATIENCE = 120  # seconds until the demo has filed its mail
PAGES = (
    *("/", "/?tab=all", "/?tab=new", "/discussions/1", "/discussions/2", "/discussions/new"),
    *("/day", "/tasks", "/tasks?view=board", "/activity", "/updates", "/follow-ups", "/views"),
    *("/search?q=menu", "/palette?q=menu", "/projects", "/projects/1", "/people", "/people/1"),
    *("/companies", "/addresses", "/mail", "/outbox", "/quarantine", "/letters", "/letters/task"),
    *("/health", "/sending", "/working-time", "/retention", "/robots", "/audit", "/surveys"),
    *("/webhooks", "/lab", "/setup", "/me", "/ways-in"),
)


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--times", type=int, default=20)
    told = wishes.parse_args()
    print(f"yardstick {_machine.yardstick():.1f} ms")
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name, demo(Path(name)) as at:
        number, address = at
        process = psutil.Process(number)
        link = urlsplit(address)
        site = HTTPConnection(str(link.hostname), int(link.port or 0))
        kept = {"Cookie": _signed_in(site, link.path)}
        first = {page: _asked(site, page, kept) for page in PAGES}
        slowest = 0.0
        for page in PAGES:
            before = _seconds(process)
            waits = sorted(_asked(site, page, kept) for _ in range(told.times))
            used = (_seconds(process) - before) / told.times * 1e3
            late = waits[int(len(waits) * 0.95)]
            slowest = max(slowest, late)
            print(
                f"  {page:20} first {first[page]:5.0f} ms, p50 {statistics.median(waits):4.0f} ms, "
                f"p95 {late:4.0f} ms, CPU {used:4.0f} ms{'  <- over' if late > GOAL else ''}"
            )
        print(f"  slowest page at p95: {slowest:.0f} ms (at most {GOAL})")


@contextmanager
def demo(folder: Path) -> Iterator[tuple[int, str]]:
    """The number of its process, and the link that signs in."""
    environment = os.environ | {
        "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{accept._free_port()}",
        "MAILBRIDGE_WEB__LISTEN": f"127.0.0.1:{accept._free_port()}",
    }
    log = folder / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "mailbridge", "demo"]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
        try:
            yield process.pid, _link(log)
        finally:
            process.terminate()
            process.wait()


def _link(log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        named = re.search(r"http://\S+/sign-in/\S+", log.read_text(encoding="utf-8"))
        if named is not None:
            return named[0]
        time.sleep(0.2)
    raise SystemExit(log.read_text(encoding="utf-8"))


def _signed_in(site: HTTPConnection, path: str) -> str:
    """The cookie of the session."""
    origin = f"http://{site.host}:{site.port}"
    headers = {
        "Origin": origin,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    site.request("POST", path, "token=", headers)
    answer = site.getresponse()
    answer.read()
    return "; ".join(one.split(";")[0] for one in answer.headers.get_all("set-cookie", []))


def _asked(site: HTTPConnection, page: str, headers: Mapping[str, str]) -> float:
    """Milliseconds until the first byte."""
    began = time.perf_counter()
    site.request("GET", page, headers=dict(headers))
    answer = site.getresponse()
    waited = (time.perf_counter() - began) * 1e3
    answer.read()
    assert answer.status == 200, (page, answer.status)
    return waited


def _seconds(process: psutil.Process) -> float:
    """CPU of the process and of those that read for it."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system
    return total


if __name__ == "__main__":
    main()
