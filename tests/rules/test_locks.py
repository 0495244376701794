"""The lock files agree: what an installation runs is what was tested."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCKS = (
    "requirements.lock",
    "requirements-build.lock",
    "requirements-mutants.lock",
    "requirements-serve.lock",
)
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    """Versions by name."""
    return dict(PIN.findall((ROOT / file).read_text()))


def test_an_installation_runs_what_was_tested() -> None:
    """Each version of the run-time lock is the one of the whole lock; nothing of the tests is in
    it.
    """
    serve, whole = pins("requirements-serve.lock"), pins("requirements.lock")
    assert serve
    assert {} == {name: version for name, version in serve.items() if whole[name] != version}
    assert [] == [name for name in serve if name.startswith(("pytest", "mypy", "ruff", "mutmut"))]


def test_locks_carry_hashes_and_no_index_address() -> None:
    """Whoever installs from them gets the very files."""
    for file in (ROOT / name for name in LOCKS):
        text = file.read_text()
        assert "--hash=sha256:" in text, file
        assert "://" not in text, file
