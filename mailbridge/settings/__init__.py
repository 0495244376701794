"""The configuration, read by bootstrap alone: one TOML file, and environment variables that
override it.
"""

from mailbridge.settings.model import Settings
from mailbridge.settings.places import Tcp, UnixSocket
from mailbridge.settings.reading import SETUP_FILE, BadSettings, load, read_tables, written

__all__ = [
    "SETUP_FILE",
    "BadSettings",
    "Settings",
    "Tcp",
    "UnixSocket",
    "load",
    "read_tables",
    "written",
]
