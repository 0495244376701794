"""How often an idle `serve` wakes up: context switches a second that its threads chose themselves,
from /proc, and CPU milliseconds a second. On SQLite and on PostgreSQL. `--seconds N`.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import accept
import scale
import serving

MOST = 2.0  # a second
SETTLED = 4.0  # seconds until a fresh service is at rest


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--seconds", type=float, default=20)
    seconds = wishes.parse_args().seconds
    for engine in ("sqlite", "postgres"):
        with tempfile.TemporaryDirectory() as name, scale._ENGINES[engine](Path(name)) as urls:
            if urls is not None:
                url = urls[0].render_as_string(hide_password=False)
                report(engine, url if engine == "postgres" else None, seconds)
    print(f"yardstick {_machine.yardstick():.1f} ms")


def report(engine: str, url: str | None, seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as folder:
        smtp, web = accept._free_port(), accept._free_port()
        settings = {
            "LETTERS__UNDO_SECONDS": "0",
            "LETTERS__MERGE_SECONDS": "0",
            "DATA_DIR": folder,
            "DOMAIN": "bridge.test",
            "SMTP__LISTEN": f"127.0.0.1:{smtp}",
            "WEB__LISTEN": f"127.0.0.1:{web}",
        } | ({"DATABASE_URL": url} if url else {})
        environment = os.environ | {f"MAILBRIDGE_{name}": value for name, value in settings.items()}
        with accept._process([*serving.COMMAND, "serve"], web, environment) as process:
            time.sleep(SETTLED)
            before, used = _switches(process.pid), _machine.cpu(process.pid)
            time.sleep(seconds)
            after, used = _switches(process.pid), _machine.cpu(process.pid) - used
        woken = {thread: count - before.get(thread, 0) for thread, count in after.items()}
        main_thread = woken[process.pid] / seconds
        print(
            f"{engine}: {sum(woken.values()) / seconds:.2f} wake-ups a second (at most {MOST}), "
            f"{main_thread:.2f} of the main thread; {used / seconds * 1e3:.1f} ms CPU a second"
        )


def _switches(pid: int) -> dict[int, int]:
    """Voluntary context switches of each thread of a process so far, by the thread's id."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        lines = (task / "status").read_text().splitlines()
        line = next(one for one in lines if one.startswith("voluntary_ctxt_switches"))
        found[int(task.name)] = int(line.split()[1])
    return found


if __name__ == "__main__":
    main()
