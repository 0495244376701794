"""Broken mail, by trouble: each tests/mail/<trouble>/<case>.eml with what must be understood of it
beside it.
"""

import json
from pathlib import Path

import pytest

from mailbridge.doors.cli.explain.as_json import explained
from mailbridge.steps.reading.read import read
from tests.files import files

MAIL = Path(__file__).parents[3] / "mail"
CASES = files(MAIL, "*.eml", 16)


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.name}/{path.stem}" for path in CASES])
def test_it_is_understood(path: Path) -> None:
    """The fields named beside the file are exactly so; `names` are the names of the files."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = explained(path.name, 0, read(path.read_bytes()))
    attachments = found["attachments"]
    assert isinstance(attachments, list)
    found["names"] = [one["filename"] for one in attachments]
    assert expected == {key: found[key] for key in expected}
