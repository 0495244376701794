"""`mailbridge …` and `python -m mailbridge`."""

import gc

from mailbridge.doors.cli import app

GC_THRESHOLD = 20_000  # objects; what a command loads stays, and needs no look every 700 of them


def main() -> None:
    gc.set_threshold(GC_THRESHOLD)
    app(prog_name="mailbridge")


if __name__ == "__main__":
    main()
