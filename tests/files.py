"""Files that tests look for: never fewer than there must be, at any depth."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mailbridge"


def files(folder: Path, pattern: str, least: int = 1) -> list[Path]:
    """The files below a folder whose name fits the pattern, in order.

    Raises AssertionError where there are fewer than `least`: a test of no files proves nothing.
    """
    found = sorted(path for path in folder.rglob(pattern) if path.is_file())
    assert len(found) >= least, f"{len(found)} files like {pattern} below {folder}, not {least}"
    return found


def sources(*rooms: str, least: int = 10) -> list[Path]:
    """The modules of the package, or of these rooms of it ("domain", "doors/web")."""
    return [file for room in rooms or ("",) for file in files(PACKAGE / room, "*.py", least)]
