"""How much room there is where mail is kept."""

import os
from collections.abc import Iterable
from pathlib import Path

UNKNOWN = 1 << 62  # octets, where no folder is on a disk of this machine


def room_left(folders: Iterable[Path]) -> int:
    """Octets that a process without privileges may still write, on the fullest of the disks."""
    disks = [os.statvfs(folder) for folder in folders]
    return min((disk.f_bavail * disk.f_frsize for disk in disks), default=UNKNOWN)
