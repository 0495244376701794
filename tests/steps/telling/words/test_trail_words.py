"""Words of the trail that stand alone."""

import re

from mailbridge.steps.telling.words.trail_words import RULES
from tests.files import ROOT


def test_each_rule_that_finds_a_discussion_has_a_word() -> None:
    """The table of docs/threading.md names them."""
    page = (ROOT / "docs" / "threading.md").read_text()
    documented = set(re.findall(r"^\| \d+ \| `([^`]+)`", page, re.MULTILINE))
    assert documented
    assert set() == documented - set(RULES)
