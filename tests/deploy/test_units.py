"""The units of systemd, judged by systemd itself."""

import subprocess
from collections.abc import Callable

import pytest

from tests.files import ROOT, files

UNITS = files(ROOT / "deploy", "*.service", 2)
LIMIT = 15  # tenths: "OK" in the words of systemd


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_exposes_little(unit: object, program: Callable[[str], str]) -> None:
    """`systemd-analyze security` says 1.5 at most."""
    program("systemd-analyze")
    done = subprocess.run(
        ("systemd-analyze", "security", "--offline=true", f"--threshold={LIMIT}", str(unit)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert 0 == done.returncode, done.stdout[-300:] + done.stderr


def test_a_timer_has_its_service() -> None:
    """Neither is left without the other."""
    timers = {file.stem for file in files(ROOT / "deploy", "*.timer", 1)}
    assert timers < {unit.stem for unit in UNITS}
