"""From file and environment to settings; each mistake becomes one line: where, which key, what is
wrong, what would be right.
"""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mailbridge.domain.told import told
from mailbridge.settings.example import toml
from mailbridge.settings.model import Settings, every_setting, sections
from mailbridge.settings.trouble import trouble

PREFIX = "MAILBRIDGE_"
OTHERS = ("MAILBRIDGE_TEST_",)  # variables of ours that are no settings
DEFAULT_FILE = Path("config/mailbridge.toml")
SETUP_FILE = "setup.toml"  # in data_dir: what the first start was told
DECLARED = ("project", "person", "policies")  # see declarations.py
Tables = dict[str, Any]


class BadSettings(Exception):
    """`lines`: one for each mistake, to be told in the reader's language."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def load(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    fallback: Path | None = DEFAULT_FILE,
) -> Settings:
    """Read the file (None: `fallback` if there is one) and the environment; raises BadSettings."""
    chosen = file or (fallback if fallback is not None and fallback.is_file() else None)
    tables = read_tables(chosen) if chosen else {}
    tables = {name: value for name, value in tables.items() if name not in DECLARED}
    variables = _variables(os.environ if environment is None else environment)
    for key, (_, value) in variables.items():
        _put(tables, key, value)
    _put_missing(tables)
    try:
        return Settings.model_validate(tables)
    except ValidationError as fault:
        where = {key: name for key, (name, _) in variables.items()}
        raise BadSettings(
            [_line(error, where, chosen) for error in fault.errors(include_url=False)]
        ) from None


def read_tables(file: Path) -> Tables:
    """What a TOML file holds. Raises BadSettings."""
    import tomllib  # where there is a file

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as fault:
        words = (fault.strerror or str(fault)).lower()
        line = told(
            "{file}: {words}; give --config the path of a TOML file", file=file, words=words
        )
        raise BadSettings([line]) from None
    except UnicodeDecodeError:
        line = told("{file}: not UTF-8 text; save it as UTF-8", file=file)
        raise BadSettings([line]) from None
    except tomllib.TOMLDecodeError as fault:
        line = told(
            '{file}: not TOML: {words}; write lines like name = "value" below a [section]',
            file=file,
            words=fault,
        )
        raise BadSettings([line]) from None


def _variables(environment: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Dotted name -> the variable's own name and its value."""
    ours = {
        name: value
        for name, value in environment.items()
        if name.upper().startswith(PREFIX) and not name.startswith(OTHERS)
    }
    return {
        name[len(PREFIX) :].lower().replace("__", "."): (name, value)
        for name, value in sorted(ours.items())
    }


def _put(tables: Tables, key: str, value: str) -> None:
    *outer, last = key.split(".")
    for name in outer:
        inner = tables.get(name)
        tables[name] = tables = dict(inner) if isinstance(inner, dict) else {}
    tables[last] = value


def _put_missing(tables: Tables) -> None:
    """What the first start was told and nothing else says."""
    file = Path(str(tables.get("data_dir", Settings.model_fields["data_dir"].default)))
    kept = read_tables(file / SETUP_FILE) if (file / SETUP_FILE).is_file() else {}
    for name, value in kept.items():
        if isinstance(value, dict) and isinstance(tables.get(name, {}), dict):
            tables[name] = value | tables.get(name, {})
        else:
            tables.setdefault(name, value)


def written(values: Mapping[str, str]) -> str:
    """Settings by their dotted names, as a file in TOML."""
    top = [f"{name} = {toml(value)}" for name, value in values.items() if "." not in name]
    inner = [name.partition(".") for name in values if "." in name]
    for section in dict.fromkeys(section for section, _, _ in inner):
        top += ["", f"[{section}]"]
        for outer, _, last in inner:
            top += [f"{last} = {toml(values[f'{outer}.{last}'])}"] if outer == section else []
    return "\n".join(top) + "\n"


def _line(error: ErrorDetails, variables: Mapping[str, str], file: Path | None) -> str:
    key = ".".join(str(part) for part in error["loc"] if not isinstance(part, int))
    said = trouble(error, key, _unknown, _right)
    if key in variables:
        return told("environment: {name}: {trouble}", name=variables[key], trouble=said)
    return told("{file}: {key}: {trouble}", file=file, key=key, trouble=said)


def _unknown(key: str) -> str:
    known = [name for name, _ in every_setting()]
    section, _, last = key.rpartition(".")
    near = [name for name in known if name.rpartition(".")[2] == last]
    near = near or difflib.get_close_matches(key, [*known, *sections()], n=1, cutoff=0.7)
    if near:
        return told("there is no such setting; did you mean {near}?", near=", ".join(near))
    beside = ", ".join(
        name.rpartition(".")[2] for name in known if name.rpartition(".")[0] == section
    )
    if section:
        return told(
            "there is no such setting; [{section}] has {names}", section=section, names=beside
        )
    return told("there is no such setting; at the top there are {names}", names=beside)


def _right(key: str) -> str:
    field = dict(every_setting())[key]
    return toml(field.examples[0] if field.examples else field.default)
