"""docs/threading.md says what the code does: each constant that is a promise is named there."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from tests.files import sources

PAGE = (Path(__file__).parents[2] / "docs" / "threading.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+)( days)? \|[^|]*\| `([\w.]+):(\w+)` \|$", re.MULTILINE)
PROMISES = ROW.findall(PAGE)


def test_the_page_names_each_promise() -> None:
    """The four windows, in days, and the number of ids."""
    days = [int(count) for count, days, *_ in PROMISES if days]
    assert ([60, 7, 3, 30], 5) == (days, len(PROMISES))


@pytest.mark.parametrize(("count", "days", "module", "name"), PROMISES)
def test_a_promise_is_what_the_code_holds(count: str, days: str, module: str, name: str) -> None:
    """The number on the page is the constant's."""
    promised = timedelta(days=int(count)) if days else int(count)
    assert promised == getattr(import_module(module), name)


@pytest.mark.parametrize("rule", re.findall(r"^\| \d \| `(\w+)` \|", PAGE, re.MULTILINE))
def test_a_rule_on_the_page_is_one_that_a_place_may_have(rule: str) -> None:
    """What the page calls a rule stands in the code as one."""
    code = sources("steps/deciding/conversation", "domain", least=8)
    assert any(f'"{rule}"' in source.read_text("utf-8") for source in code)
