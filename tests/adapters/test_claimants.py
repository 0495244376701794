"""Who of those that claim has ended: real processes, real locks."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mailbridge.adapters import claimants as claimants_module
from mailbridge.adapters.claimants import Claimants

CHILD = """
import sys, time
from pathlib import Path
from mailbridge.adapters.claimants import Claimants
print(Claimants(Path(sys.argv[1])).own, flush=True)
claimants = Claimants(Path(sys.argv[1]))
print(claimants.own, flush=True)
time.sleep(60)
"""


def test_a_process_has_ended_when_it_was_killed_and_not_when_it_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks finds out without asking it; what is forgotten is named no more."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        dropped, kept = child.stdout.readline().strip(), child.stdout.readline().strip()
        claimants = Claimants(tmp_path)
        os.kill(child.pid, signal.SIGSTOP)
        assert kept not in claimants.ended()
        child.kill()
        child.wait()
    assert sorted([dropped, kept]) == claimants.ended()
    claimants.forget()  # the database may still write what it asked for last
    assert sorted([dropped, kept]) == Claimants(tmp_path).ended()
    monkeypatch.setattr(claimants_module, "LAST_WORDS", 0.0)
    claimants.forget()
    assert [] == Claimants(tmp_path).ended()


async def test_each_of_one_process_has_a_name_of_its_own(tmp_path: Path) -> None:
    """It stays the same until it is closed, and then nobody finds it any more."""
    first, second = Claimants(tmp_path), Claimants(tmp_path)
    assert first.own == first.own != second.own
    assert ([], []) == (first.ended(), second.ended())
    assert sorted([first.own, second.own]) == sorted(os.listdir(tmp_path))
    await first.close()
    assert ([second.own], []) == (os.listdir(tmp_path), second.ended())


async def test_where_nothing_can_be_written_nobody_has_ended(tmp_path: Path) -> None:
    """Leases end by themselves, then."""
    file = tmp_path / "a file"
    file.touch()
    claimants = Claimants(file / "folder")
    assert claimants.own
    assert [] == claimants.ended()
    claimants.forget()
    await claimants.close()
