"""The only wiring: settings become a store, adapters and what every service is given."""

from mailbridge.bootstrap.faults import CannotStart
from mailbridge.bootstrap.wiring import open_container, opened, schema, tls_context, warm
from mailbridge.settings import BadSettings, Settings, Tcp, UnixSocket, load

__all__ = [
    "BadSettings",
    "CannotStart",
    "Settings",
    "Tcp",
    "UnixSocket",
    "load",
    "open_container",
    "opened",
    "schema",
    "self_signed",
    "tls_context",
    "warm",
]
