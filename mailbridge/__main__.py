"""`mailbridge …` and `python -m mailbridge`."""

import gc
import os


def main() -> None:
    """What is loaded stays until the end: nobody looks for garbage in it, neither while a command
    is loaded (which then turns the collector on) nor at the end. That took a fifth of a short
    command's time.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else looked for in each package
    from mailbridge.doors.cli import app

    try:
        app(prog_name="mailbridge")
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
