"""A column of posts that programs read is written down in two places: the table and the object."""

import json
import subprocess
import sys
from pathlib import Path

from tests.files import ROOT


def test_a_column_of_posts_needs_its_table_and_its_object_alone(tmp_path: Path) -> None:
    """No view, service or route names it; the recipe in CONTRIBUTING says so."""
    program = [sys.executable, "-m", "tests.doors.json_objects.column_added"]
    done = subprocess.run(
        [*program, str(tmp_path / "mailbridge.sqlite")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "calm") == (done.returncode, json.loads(done.stdout.splitlines()[-1])["mood"]), (
        done.stderr
    )
