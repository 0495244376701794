"""What the first start was told: a file in data_dir, which settings of a file or the environment
come before.
"""

from mailbridge.bootstrap import late
from mailbridge.services.container import Relay
from mailbridge.settings import SETUP_FILE, Settings, read_tables, written


class SetupFile:
    """As Setup of services.container."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.data_dir / SETUP_FILE
        self._settings = settings
        own = set(self._own())
        given = {name for name in settings.model_fields_set if name != "relay"}
        given |= {f"relay.{name}" for name in settings.relay.model_fields_set}
        self._fixed = frozenset(given - own)

    def _own(self) -> dict[str, str]:
        tables = read_tables(self._path) if self._path.is_file() else {}
        relay = tables.pop("relay", {})
        return tables | {f"relay.{name}": value for name, value in relay.items()}

    def is_fixed(self, name: str) -> bool:
        """Whether a setting stands in a file or the environment."""
        return name in self._fixed

    def keep(self, name: str, value: str) -> None:
        """Write a setting down, for the owner's eyes alone. Raises OSError."""
        text = written(self._own() | {name: value})
        fresh = self._path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(text, "utf-8")
        fresh.replace(self._path)

    async def greet(self, url: str, helo: str) -> str:
        """Log in at a relay and say goodbye; returns what it offers. Raises OSError."""
        from mailbridge.adapters.doctor_probes import relay_greets

        return await relay_greets(url, helo)

    async def is_here(self, url: str) -> bool:
        """Whether a mailbridge answers at a web address. Raises OSError where nobody does."""
        from mailbridge.adapters.web_probe import is_alive

        return await is_alive(url)

    def relay(self, url: str, helo: str) -> Relay:
        """A relay for letters."""
        return late.submission(url, helo)
