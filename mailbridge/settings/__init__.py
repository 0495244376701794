"""The configuration, read by bootstrap alone: one TOML file, and environment variables that
override it.
"""

from mailbridge.settings.model import Settings
from mailbridge.settings.places import Tcp, UnixSocket
from mailbridge.settings.reading import BadSettings, load

__all__ = ["BadSettings", "Settings", "Tcp", "UnixSocket", "load"]
