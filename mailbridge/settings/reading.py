"""From file and environment to settings; each mistake becomes one line: where, which key, what is
wrong, what would be right.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mailbridge.settings.example import toml
from mailbridge.settings.model import Settings, every_setting, sections

PREFIX = "MAILBRIDGE_"
OTHERS = ("MAILBRIDGE_TEST_",)  # variables of ours that are no settings
DEFAULT_FILE = Path("config/mailbridge.toml")
Tables = dict[str, Any]


class BadSettings(Exception):
    """`lines`: one for each mistake."""

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
    tables = _tables(chosen) if chosen else {}
    variables = _variables(os.environ if environment is None else environment)
    for key, (_, value) in variables.items():
        _put(tables, key, value)
    try:
        return Settings.model_validate(tables)
    except ValidationError as fault:
        where = {key: name for key, (name, _) in variables.items()}
        raise BadSettings(
            [_line(one, where, chosen) for one in fault.errors(include_url=False)]
        ) from None


def _tables(file: Path) -> Tables:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as fault:
        raise BadSettings(
            [
                (
                    f"{file}: {(fault.strerror or str(fault)).lower()}; give --config the path "
                    "of a "
                    "TOML file"
                )
            ]
        ) from None
    except UnicodeDecodeError:
        raise BadSettings([f"{file}: not UTF-8 text; save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as fault:
        raise BadSettings(
            [f'{file}: not TOML: {fault}; write lines like name = "value" below a [section]']
        ) from None


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


def _line(error: ErrorDetails, variables: Mapping[str, str], file: Path | None) -> str:
    key = ".".join(str(part) for part in error["loc"] if not isinstance(part, int))
    place = f"environment: {variables[key]}" if key in variables else f"{file}: {key}"
    return f"{place}: {_trouble(error, key)}"


def _trouble(error: ErrorDetails, key: str) -> str:
    """What is wrong, and what would be right."""
    given = _quoted(error["input"])
    limits = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return _unknown(key)
        case "value_error":
            return str(limits["error"])
        case "model_type" | "model_attributes_type":
            return (
                f"this is a section, not a value; write [{key}] on a line of its own and its "
                "settings below"
            )
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{given} is not a whole number; write one like {_right(key)}"
        case "greater_than_equal":
            return f"{given} is too small; write {limits['ge']} or more"
        case "less_than_equal":
            return f"{given} is too large; write {limits['le']} or less"
        case "literal_error":
            return f"{given} is none of the choices; write {limits['expected']}".replace("'", '"')
        case "string_type" | "path_type":
            return f"{given} is not text; write it in quotes, like {_right(key)}"
        case _:
            return f"{error['msg'].lower()}; write something like {_right(key)}"


def _unknown(key: str) -> str:
    known = [name for name, _ in every_setting()]
    section, _, last = key.rpartition(".")
    near = [name for name in known if name.rpartition(".")[2] == last]
    near = near or difflib.get_close_matches(key, [*known, *sections()], n=1, cutoff=0.7)
    if near:
        return f"there is no such setting; did you mean {' or '.join(near)}?"
    beside = [name.rpartition(".")[2] for name in known if name.rpartition(".")[0] == section]
    return (
        f"there is no such setting; {f'[{section}] has' if section else 'at the top there are'} "
        f"{', '.join(beside)}"
    )


def _right(key: str) -> str:
    field = dict(every_setting())[key]
    return toml(field.examples[0] if field.examples else field.default)


def _quoted(value: Any) -> str:
    return f"“{value}”" if not isinstance(value, dict | list) else "this"
