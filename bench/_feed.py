"""Sends messages by SMTP when told to: `python bench/_feed.py PORT MAIL CONNECTIONS`.

MAIL holds messages and `paths.json`, a reverse-path and a forward-path for each. A number on
standard input sends as many of them, in order, over the connections side by side; a line on
standard output says when all are acknowledged.
"""

import json
import smtplib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def send(peer: smtplib.SMTP, jobs: list[tuple[str, str, bytes]]) -> None:
    for reverse_path, forward_path, raw in jobs:
        peer.sendmail(reverse_path, [forward_path], raw)


def main(port: int, mail: Path, connections: int) -> None:
    paths = json.loads((mail / "paths.json").read_text())
    raws = [path.read_bytes() for path in sorted(mail.glob("*.eml"))]
    left = [(*envelope, raw) for envelope, raw in zip(paths, raws, strict=True)]
    peers = [smtplib.SMTP("127.0.0.1", port) for _ in range(connections)]
    with ThreadPoolExecutor(connections) as threads:
        for line in sys.stdin:
            jobs, left = left[: int(line)], left[int(line) :]
            shares = [jobs[at::connections] for at in range(connections)]
            list(threads.map(send, peers, shares))
            print("sent", flush=True)
    for peer in peers:
        peer.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
