"""The example file, made from the model: every setting with its meaning, commented out."""

import textwrap
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from mailbridge.settings.model import Settings, sections

HEAD = """\
# mailbridge: every setting, with its default or an example.
# Copy this file to config/mailbridge.toml and change what you need.
# An environment variable overrides it: [smtp] listen is MAILBRIDGE_SMTP__LISTEN.
"""


def example() -> str:
    """The text of config/mailbridge.example.toml."""
    tables = sections()
    parts = [
        HEAD,
        "\n".join(
            _setting(name, one) for name, one in Settings.model_fields.items() if name not in tables
        ),
    ]
    for name, section in tables.items():
        parts.append(
            f"[{name}]  # {_first_line(section.__doc__)}\n"
            + "\n".join(_setting(*item) for item in section.model_fields.items())
        )
    return "\n".join(parts)


def _setting(name: str, field: FieldInfo) -> str:
    note = textwrap.fill(field.description or "", 110, initial_indent="# ", subsequent_indent="# ")
    shown = (
        field.examples[0]
        if field.examples and field.default in (None, ())
        else shown_default(field)
    )
    return f"{note}\n#{name} = {toml(shown)}\n"


def shown_default(field: FieldInfo) -> Any:
    """A default as people write it: 25 MiB rather than its bytes."""
    spelt = field.examples[0] if field.examples else None
    return spelt if isinstance(spelt, str) and spelt.endswith("iB") else field.default


def toml(value: Any) -> str:
    """A value as TOML writes it; the few kinds that settings have."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    text = f"./{value}" if isinstance(value, Path) and not value.is_absolute() else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _first_line(words: str | None) -> str:
    return (words or "").strip().partition("\n")[0]
