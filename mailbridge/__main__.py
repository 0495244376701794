"""`mailbridge …` and `python -m mailbridge`."""

from mailbridge.doors.cli import app


def main() -> None:
    app(prog_name="mailbridge")


if __name__ == "__main__":
    main()
