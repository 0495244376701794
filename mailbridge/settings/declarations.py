"""Projects, aliases, people and policies that files declare: the configuration file itself, and the
files of `projects.d` beside it.
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from mailbridge.domain.address import split
from mailbridge.domain.told import told
from mailbridge.settings.reading import DECLARED, DEFAULT_FILE, BadSettings, read_tables
from mailbridge.settings.sections import Section
from mailbridge.settings.trouble import trouble
from mailbridge.settings.values import domain, names

FOLDER = "projects.d"
Choice = Literal["allow", "hold", "block", "form"]
RIGHT = {  # an example of each key's value
    "project": "[[project]]",
    "person": "[[person]]",
    "name": 'name = "Bloom"',
    "address": 'address = "anna@agency.example"',
    "policies": '{ "spam.example" = "block" }',
    "exact": "true",
    "promise_hours": "8",
    "nudge_days": "3",
    "closing_days": "3",
    "chase_days": "7",
}


def _address(value: Any) -> str:
    local, host = split(str(value).strip())
    if not local or not host or any(letter in '<>()[],;:\\" \t' for letter in local):
        raise ValueError(
            told("“{value}” is not a mail address; write one like name@example.com", value=value)
        )
    return f"{local}@{host}"


def _author(value: Any) -> str:
    """An address or a domain."""
    bare = str(value).strip().lower().removeprefix("@")
    return _address(bare) if "@" in bare else domain(bare)


def _name(value: str) -> str:
    if not (plain := " ".join(value.split())):
        raise ValueError(told("it is empty; write a name in quotes"))
    return plain


Address = Annotated[str, BeforeValidator(_address)]
Addresses = Annotated[tuple[Address, ...], BeforeValidator(names)]
Policies = dict[Annotated[str, BeforeValidator(_author)], Choice]


class Project(Section):
    """What a [[project]] may say; whatever it leaves out stays as it is."""

    name: Annotated[str, AfterValidator(_name)]
    language: str | None = None
    team_replies: Literal["client", "internal"] | None = None
    unknown_authors: Literal["accept", "hold", "reject"] | None = None
    time_zone: str | None = None
    working_days: str | None = None
    working_hours: str | None = None
    country: str | None = None
    acknowledge: Literal["yes", "no"] | None = None
    promise_hours: int | None = None
    nudge_days: int | None = None
    closing_days: int | None = None
    chase_days: int | None = None
    survey: Literal["no", "quarterly"] | None = None
    morning: Literal["yes", "no"] | None = None
    weekly: Literal["yes", "no"] | None = None
    aliases: Addresses = ()
    people: Addresses = ()
    policies: Policies = Field(default_factory=dict)
    exact: bool = False  # what was given to the project by hand goes away
    renamed_from: Annotated[str, AfterValidator(_name)] | None = None


class Person(Section):
    """What a [[person]] may say."""

    address: Address
    name: str | None = None
    role: Literal["admin", "member", "client", "client+", "observer"] = "client"
    language: str | None = None


class Declared(Section):
    """One file."""

    project: tuple[Project, ...] = ()
    person: tuple[Person, ...] = ()
    policies: Policies = Field(default_factory=dict)


TABLES: dict[str, type[Section]] = {"project": Project, "person": Person}


def load_declarations(
    file: Path | None = None, fallback: Path = DEFAULT_FILE
) -> dict[str, Declared]:
    """By the name of its file, what each declares. Raises BadSettings with a line for each
    mistake.
    """
    chosen = file or fallback
    tables = {}
    if chosen.is_file():
        read = read_tables(chosen)
        tables[str(chosen)] = {name: read[name] for name in DECLARED if name in read}
    lines: list[str] = []
    for beside in sorted((chosen.parent / FOLDER).glob("*.toml")):
        try:
            tables[str(beside)] = read_tables(beside)
        except BadSettings as fault:
            lines += fault.lines
    return _checked(tables, lines)


def _checked(files: Mapping[str, Any], lines: list[str]) -> dict[str, Declared]:
    checked = {}
    for name, tables in files.items():
        try:
            checked[name] = Declared.model_validate(tables)
        except ValidationError as fault:
            lines += [_line(name, error) for error in fault.errors(include_url=False)]
    if lines:
        raise BadSettings(lines)
    return {name: said for name, said in checked.items() if said != Declared()}


def _line(file: str, error: ErrorDetails) -> str:
    """The key is told with the number of its table: project[2].aliases."""
    key = ""
    for part in error["loc"]:
        if part != "[key]":
            key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    last = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    said = trouble(error, last, lambda name: _unknown(error, name), _right)
    return told("{file}: {key}: {trouble}", file=file, key=key, trouble=said)


def _unknown(error: ErrorDetails, name: str) -> str:
    inner = TABLES.get(str(error["loc"][0])) if len(error["loc"]) > 1 else None
    known = list((inner or Declared).model_fields)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    if near:
        return told("there is no such key; did you mean {near}?", near=near[0])
    return told("there is no such key; here can stand {names}", names=", ".join(known))


def _right(key: str) -> str:
    return RIGHT.get(key, '"…"')
