"""The typed client is that of today's API."""

import runpy
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "client"


def test_the_client_is_up_to_date() -> None:
    """`make client` writes it anew."""
    made = runpy.run_path(str(FOLDER / "make.py"))["generated"]()
    assert made == (FOLDER / "mailbridge_client.py").read_text("utf-8")
